"""Problems of one's own that stand in a folder together. A file that can't be read costs the others nothing."""

from dataclasses import dataclass
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.load import is_translation, load
from tutor.lessons.problem import Lesson

MOST_FILES = 200
"""How many problems of a folder are listed."""
FRONT = b"---"
"""What a file with front matter begins with; others in a folder are no problems."""
MARKED = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Group:
    """Lessons in the order in which they are listed, and what is wrong with the files that hold none."""

    lessons: tuple[Lesson, ...]
    faults: tuple[ContentError, ...] = ()
    heading: str = ""
    left_out: int = 0
    """How many files there are beyond those that are listed."""


def of_folder(folder: Path) -> Group:
    """The problems in a folder, by the names of their files. What has no front matter is passed over."""
    try:
        files = [path for path in sorted(folder.glob("*.md")) if _is_problem(path)]
    except OSError as error:
        fault = ContentError("unreadable", folder, reason=error.strerror or type(error).__name__)
        return Group((), (fault,), folder.resolve().name)
    lessons: list[Lesson] = []
    faults: list[ContentError] = []
    for path in files[:MOST_FILES]:
        try:
            lessons.append(load(path))
        except ContentError as error:
            faults.append(error)
    return Group(tuple(lessons), tuple(faults), folder.resolve().name, max(0, len(files) - MOST_FILES))


def _is_problem(path: Path) -> bool:
    if is_translation(path) or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(MARKED + FRONT)).removeprefix(MARKED).startswith(FRONT)
    except OSError:
        return True  # that it can't be read is told
