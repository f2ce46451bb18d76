"""The one way in which this program writes a file that a learner or a teacher asked for."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO


def write_file(path: Path, pieces: Iterable[str]) -> None:
    """Write UTF-8 text to a file, which takes its name when it is whole: until then, what stood there stays.

    Links are followed, and a file keeps its permissions. What is no regular file (a device, a FIFO) is written through;
    so is a file that has other names, or that stands in a folder where nothing can be made. Raises OSError, with `path`
    as its file.
    """
    try:
        _write_file(path, pieces)
    except OSError as error:
        error.filename = str(path)  # not that of the part, which nobody asked for
        raise


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two names lead to one file; of names that lead nowhere yet, whether they are one name."""
    try:
        return one.samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


def encoded(text: str) -> bytes:
    """Text as UTF-8, with a question mark for what that cannot hold."""
    return text.encode("utf-8", "replace")


def _write_file(path: Path, pieces: Iterable[str]) -> None:
    try:
        found = path.stat()
    except FileNotFoundError:
        found = None
    if found is not None and not (stat.S_ISREG(found.st_mode) and found.st_nlink == 1):
        _write_through(path, pieces)
        return
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{os.urandom(8).hex()}.part")  # a name that nobody else uses
    try:
        # As open() makes a file, but only where there is none of the name.
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    except PermissionError:
        if found is None:
            raise
        _write_through(target, pieces)
        return
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123  # a descriptor has no path
            if found is not None:
                with suppress(OSError):  # some file systems have no permissions
                    part.chmod(stat.S_IMODE(found.st_mode))
            _write(file, pieces)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _write_through(path: Path, pieces: Iterable[str]) -> None:
    with path.open("wb") as file:
        _write(file, pieces)


def _write(file: BinaryIO, pieces: Iterable[str]) -> None:
    for piece in pieces:
        file.write(encoded(piece))


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
