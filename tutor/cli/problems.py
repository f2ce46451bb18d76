"""The lesson that a command is about: named by id, or by a path to a file anywhere."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from tutor.cli import later
from tutor.cli.refusals import Refused, shorten
from tutor.lessons.content import content_folder
from tutor.lessons.load import find, lesson_files, load
from tutor.lessons.problem import Essay, Lesson, Problem
from tutor.lessons.shelf import is_on_shelf


def path_of(name: str, commands: Iterable[str] = ()) -> Path:
    """The file of the lesson that is named. Raises Refused where there is none; a command may have been meant."""
    path = find(name, content_folder())
    if path is not None:
        return path
    if folder_of(name) is not None:
        raise Refused("folder", name=name)
    allowed = known_ids()
    near = get_close_matches(name, [*allowed, *commands], 1)
    raise Refused("no_problem", name=shorten(name), allowed=", ".join(allowed), near=near[0] if near else "")


def folder_of(name: str) -> Path | None:
    """The folder that is named, where no lesson is."""
    try:
        path = Path(name).expanduser()
        return path if path.is_dir() and find(name, content_folder()) is None else None
    except (OSError, RuntimeError, ValueError):  # too long for a name, nobody's home folder, a NUL
        return None


def lesson_at(path: Path) -> Lesson:
    """The lesson in a file. One from outside the tutor's content must be sound. Raises ContentError."""
    if content_folder().resolve() in path.resolve().parents:
        return load(path)
    return later.sound(path)


def name_and_number(name: str) -> tuple[str, int | None]:
    """The name of a problem, and the number of its other numbers where it has one: `4.1#7` is `4.1` and 7."""
    if "#" not in name or find(name, content_folder()) is not None:  # a file's own name may have the sign
        return name, None
    return later.split_name(name) or (name, None)


def with_numbers(lesson: Lesson, number: int | None, name: str) -> Lesson:
    """The lesson with the numbers of this number, where there is one. Raises Refused for an essay, which has none."""
    return lesson if number is None else later.with_other_numbers(calculation(lesson, name), number)


def calculation(lesson: Lesson, name: str) -> Problem:
    """The lesson as a problem with numbers. Raises Refused for an essay."""
    if isinstance(lesson, Essay):
        raise Refused("essay", name=name)
    return lesson


def known_ids() -> list[str]:
    """The ids of the lessons that come with the tutor."""
    return [path.name.removesuffix(".md") for path in lesson_files(content_folder())]


def problems_of_course() -> list[Problem]:
    """The calculations of the course that comes with the tutor. Raises ContentError."""
    lessons = (lesson_at(path) for path in lesson_files(content_folder()) if not is_on_shelf(path))
    return [lesson for lesson in lessons if isinstance(lesson, Problem)]
