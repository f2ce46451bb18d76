"""What can go wrong with the journal's file, sorted by what is to be done and said about it."""

import errno
import sqlite3
from typing import Literal, TypeAlias

Fault: TypeAlias = Literal[
    "broken",  # the file is no journal, or no longer one: put it aside
    "stale",  # this connection no longer reaches the file under its name, or the schema moved on: open again
    "newer",
    "folder",
    "read-only",
    "full",
    "locked",
    "unwritable",
]


class BrokenError(Exception):
    """The file cannot be a journal of any version."""


class NewerError(Exception):
    """The file was written by a later version of this program."""


class StaleError(Exception):
    """The file was moved or deleted while it was open."""


FAULTS = (BrokenError, NewerError, StaleError, sqlite3.Error, OSError, ValueError)
"""All that the world can do to a journal; ValueError is a folder's name with a NUL in it."""

_BY_CODE: dict[int, Fault] = {
    sqlite3.SQLITE_CORRUPT: "broken",
    sqlite3.SQLITE_NOTADB: "broken",
    sqlite3.SQLITE_FORMAT: "broken",
    sqlite3.SQLITE_ERROR: "stale",
    sqlite3.SQLITE_SCHEMA: "stale",
    sqlite3.SQLITE_READONLY_DBMOVED: "stale",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_CANTOPEN: "folder",
}


_UNKNOWN_FORMAT = "unsupported file format"
"""What SQLite says of a schema format that it can't read: a damaged header, for which it has no code of its own."""


def code(error: BaseException) -> int:
    """SQLite's extended result code, 0 where there is none (https://www.sqlite.org/rescode.html)."""
    return getattr(error, "sqlite_errorcode", None) or 0


def fault(error: BaseException) -> Fault:
    """The sort of fault an error of `FAULTS` is."""
    if isinstance(error, BrokenError) or str(error) == _UNKNOWN_FORMAT:
        return "broken"
    if isinstance(error, NewerError):
        return "newer"
    if isinstance(error, StaleError | FileNotFoundError):  # the folder was made just before
        return "stale"
    if isinstance(error, OSError):
        return "full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "folder"
    if isinstance(error, sqlite3.Error):
        extended = code(error)
        return _BY_CODE.get(extended) or _BY_CODE.get(extended & 0xFF) or "unwritable"
    return "folder"
