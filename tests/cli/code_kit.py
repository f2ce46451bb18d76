"""A learner's own code, as a file."""

from pathlib import Path


def file_with(folder: Path, text: str, name: str = "mine.py") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)
