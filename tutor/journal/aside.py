"""Putting a broken journal aside, so that a fresh one can be begun and nothing is thrown away."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TypeAlias

SIBLINGS = ("-wal", "-shm", "-journal", "")
"""What SQLite keeps beside a database. They go first: left behind, they would be played into the fresh journal."""

Identity: TypeAlias = tuple[int, int] | None
"""Which file stands under a name (device, inode), or None where there is none."""


def identity(path: Path) -> Identity:
    """Which file stands under this name now. OSError where the folder cannot be looked into."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_dev, status.st_ino


def put_aside(path: Path, broken: Identity, now: datetime) -> Path | None:
    """Rename the journal and its siblings to `journal.broken-DATE.db…`, never over an earlier one.

    None where another tutor was first and something else stands there by now. OSError or sqlite3.Error where it cannot
    be renamed.
    """
    lock = sqlite3.connect(path.with_suffix(".lock"), timeout=1.0, isolation_level=None)
    with closing(lock):
        lock.execute("BEGIN EXCLUSIVE")  # a lock that every system has, and that dies with its process
        if identity(path) != broken:
            return None
        kept = _free_name(path, now)
        for sibling in SIBLINGS:
            if beside(path, sibling).exists():
                beside(path, sibling).rename(beside(kept, sibling))
        return kept


def _free_name(path: Path, now: datetime) -> Path:
    stem = f"{path.stem}.broken-{now.astimezone(UTC):%Y-%m-%dT%H-%M-%S}"
    names = (path.with_name(f"{stem}{'' if n == 1 else f'-{n}'}{path.suffix}") for n in count(1))
    return next(name for name in names if not any(os.path.lexists(beside(name, sibling)) for sibling in SIBLINGS))


def beside(path: Path, sibling: str) -> Path:
    """A sibling of a database."""
    return path.with_name(path.name + sibling)
