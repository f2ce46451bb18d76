"""Files that a learner asks for, written beside the journal."""

from datetime import datetime
from pathlib import Path

from tutor.journal.files import write_file

FOLDER = "exports"


def export(folder: Path, stem: str, text: str, at: datetime) -> Path:
    """Write a Markdown file named after what it holds and the day; an earlier one of the same name stays.

    Raises OSError where it can't be written; then no file is left behind.
    """
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        suffix = "" if number == 1 else f"-{number}"
        path = place / f"{stem}-{at:%Y-%m-%d}{suffix}.md"
        try:
            path.open("x").close()  # the name is taken
        except FileExistsError:
            number += 1
            continue
        try:
            write_file(path, (text,))
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path
