"""Files that a learner asks for, written beside the journal."""

from datetime import datetime
from pathlib import Path

FOLDER = "exports"


def export(folder: Path, stem: str, text: str, at: datetime) -> Path:
    """Write a Markdown file named after what it holds and the day; an earlier one of the same name stays.

    Raises OSError where it can't be written.
    """
    place = folder / FOLDER
    place.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        suffix = "" if number == 1 else f"-{number}"
        path = place / f"{stem}-{at:%Y-%m-%d}{suffix}.md"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
            return path
        except FileExistsError:
            number += 1
