"""From a path to a connection whose schema is this program's, in a few milliseconds whatever the journal's size."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeAlias

from tutor.journal.aside import Identity, beside
from tutor.journal.faults import BrokenError, NewerError, code
from tutor.journal.migrations import STEPS, Step

Connect: TypeAlias = Callable[[Path], sqlite3.Connection]

_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)

SYNCHRONOUS = "FULL"
"""An answer outlives a power cut, too: a commit waits until the disk has it."""
_COLUMNS = {
    "entry": "seq, id, problem, round, field, kind, text, verdict, detail, language, at",
    "problem": "name, round, at",
    "standing": "problem, field, verdict, shown, at",
    "draft": "problem, field, text, at",
    "version": "seq, problem, field, text, at",
    "setting": "name, value",
    "skills": "skill, state, at",
    "mistake": "name, times, first, last, clear",
    "slot": "slot, attempts, right, drills, unaided, unaided_right, hinted, hinted_right, seconds",
}


def connect(path: Path) -> sqlite3.Connection:
    """An ordinary connection: it waits for nobody yet, transactions are begun by hand, and any thread may use it."""
    return sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)


def opened(
    path: Path, found: Identity, patience: float, connect: Connect = connect, steps: Sequence[Step] = STEPS
) -> sqlite3.Connection:
    """A connection to the journal, made or brought to the version of `steps`. Raises one of `faults.FAULTS`.

    What is checked is what reading a page or two can tell: that it is a database, as long as its header says, of a
    known version, with the tables and columns. Damage deeper inside is dealt with when something is read there.
    """
    _refuse(path, found, len(steps))
    try:
        return _prepared(connect(path), _log_ahead, patience, steps)
    except sqlite3.OperationalError as error:
        if code(error) & 0xFF not in _UNWRITABLE:
            raise
    try:
        return _prepared(connect(path), _keep_undo_file, patience, steps)
    except sqlite3.OperationalError as error:
        if code(error) & 0xFF not in _UNWRITABLE or found is None:
            raise
    return _prepared(_glance(path), _as_it_is, patience, steps)


def wait(connection: sqlite3.Connection, seconds: float) -> None:
    """Wait this long for another tutor's transaction from now on."""
    connection.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Only one tutor at a time is in here; what is not committed by the end is undone."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def version(connection: sqlite3.Connection) -> int:
    """The version of the schema; 0 for a database that was only just made. BrokenError for what nobody ever wrote."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if not 0 <= number < 10_000:
        raise BrokenError(f"version {number}")
    return number


def _prepared(
    connection: sqlite3.Connection,
    choose_mode: Callable[[sqlite3.Connection, float], None],
    patience: float,
    steps: Sequence[Step],
) -> sqlite3.Connection:
    try:
        connection.text_factory = lambda stored: stored.decode("utf-8", "replace")
        choose_mode(connection, patience)
        connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
        try:
            _migrate(connection, steps)
            for table, columns in _COLUMNS.items() if len(steps) >= len(STEPS) else ():
                connection.execute(f"SELECT {columns} FROM {table} LIMIT 0")  # noqa: S608 (our own names)
        except sqlite3.OperationalError as error:
            if code(error) == sqlite3.SQLITE_ERROR:  # no such table, no such column
                raise BrokenError(str(error)) from error
            raise
    except BaseException:
        connection.close()
        raise
    return connection


def _glance(path: Path) -> sqlite3.Connection:
    """A connection that touches nothing and takes no locks: what another tutor is just writing it may miss."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None)


def _refuse(path: Path, found: Identity, known: int) -> None:
    """Turn away, before SQLite writes a byte, from a later version's file and from a log whose database is gone."""
    if found is None or path.stat().st_size == 0:
        log = beside(path, "-wal")
        if log.exists() and log.stat().st_size:
            raise BrokenError("a write-ahead log without its database")
        return
    try:  # not by open(): closing a file drops all of this process's locks on it
        with closing(_glance(path)) as glance:
            written_by = version(glance)
            if written_by == 0 and _has_tables(glance):
                raise BrokenError("another program's database")
    except sqlite3.Error as error:
        if code(error) == sqlite3.SQLITE_NOTADB:
            raise
        return  # a checkpoint of another tutor may be half done: the real opening decides
    if written_by > known:
        raise NewerError(written_by)


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None


def _log_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Write-ahead logging: readers never wait, and a commit is one write and one flush."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if code(error) & 0xFF != sqlite3.SQLITE_BUSY:
            raise  # otherwise another tutor is in it, perhaps just switching: whatever mode it is in will do
    wait(connection, patience)


def _keep_undo_file(connection: sqlite3.Connection, patience: float) -> None:
    """A rollback journal, for file systems that lack the shared memory of a write-ahead log.

    A log that was left there by another system is read without it, by one who is alone
    (https://www.sqlite.org/wal.html#use_of_wal_without_shared_memory).
    """
    wait(connection, patience)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA locking_mode = NORMAL")  # takes effect at the next read


def _as_it_is(_connection: sqlite3.Connection, _patience: float) -> None:
    """For reading only, without locks."""


def _migrate(connection: sqlite3.Connection, steps: Sequence[Step]) -> None:
    at = version(connection)
    while at < len(steps):
        with transaction(connection):
            at = version(connection)  # another tutor may have been first
            if at == 0 and _has_tables(connection):
                raise BrokenError("another program's database")
            if at < len(steps):
                steps[at](connection)
                connection.execute(f"PRAGMA user_version = {at + 1:d}")
                connection.execute("COMMIT")
        at = version(connection)
    if at > len(steps):
        raise NewerError(at)
