"""The journal as a whole, every round of every problem, read as a stream: a million entries need no more memory."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Self

from tutor.journal import opening
from tutor.journal.aside import identity
from tutor.journal.faults import FAULTS, Fault, fault
from tutor.journal.journal import FILE
from tutor.journal.journal_file import PATIENCE
from tutor.journal.records import Change, Draft, Entry, Setting, Version
from tutor.journal.storable import ENTRY, entry_of, moment, string, whole


class ArchiveError(Exception):
    """The journal can't be read or written as a whole; `fault` is a key of `[journal]` among the interface's words."""

    def __init__(self, found: Fault, path: Path) -> None:
        super().__init__(f"{found}: {path}")
        self.fault: str = {"stale": "unwritable"}.get(found, found)
        self.path = path


class Turn(NamedTuple):
    """An entry in its place: the round of its problem (from 1), when that began, how many turns the field had by it."""

    entry: Entry
    round: int
    begun: datetime
    number: int


class Count(NamedTuple):
    """How many entries of a kind and verdict were made in one quarter of an hour, which `at` begins."""

    at: datetime
    kind: str
    verdict: str | None
    number: int


class Archive:
    """All that a journal holds, as it stood when the archive was opened. Raises ArchiveError, also while reading."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @classmethod
    @contextmanager
    def opened(cls, folder: Path) -> Iterator[Self]:
        """The archive of the journal in this folder, which must be there."""
        path = folder / FILE
        with _faults(path):
            connection = opening.opened(path, identity(path), PATIENCE)
        try:
            with _faults(path):
                connection.execute("BEGIN")  # every question from here on sees one and the same state
                connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone()
            yield cls(path, connection)
        finally:
            connection.close()

    def records(self) -> Iterator[Change]:
        """Everything: settings, entries, versions, drafts, each in the order in which it was written."""
        for name, value in self._rows("SELECT name, value FROM setting ORDER BY name"):
            yield Setting(string(name), string(value))
        for row in self._rows(f"SELECT {ENTRY} FROM entry ORDER BY seq"):  # noqa: S608 (our own names)
            yield entry_of(row)
        for problem, field, text, at in self._rows("SELECT problem, field, text, at FROM version ORDER BY seq"):
            yield Version(string(problem), string(field), string(text), moment(at))
        for problem, field, text, at in self._rows(
            "SELECT problem, field, text, at FROM draft ORDER BY problem, field"
        ):
            yield Draft(string(problem), string(field), string(text), moment(at))

    def turns(self, kinds: Sequence[str]) -> Iterator[Turn]:
        """The entries of these kinds in order of time. What is no attempt takes no turn of its own."""
        marks = ", ".join("?" * len(kinds))
        # The order, the beginnings and the numbers are SQLite's work, which has files for what outgrows its memory.
        yield from (
            Turn(entry_of(row), whole(round_) + 1, moment(begun), whole(number))
            for *row, round_, begun, number in self._rows(
                f"""SELECT {ENTRY}, round, begun, sum(takes) OVER (
                        PARTITION BY problem, round, field ORDER BY at, seq ROWS UNBOUNDED PRECEDING) AS number
                    FROM (SELECT *, min(at) OVER (PARTITION BY problem, round) AS begun,
                        ifnull(verdict, '') NOT IN ('unreadable', 'short') AS takes FROM entry)
                    WHERE kind IN ({marks}) ORDER BY at, seq""",  # noqa: S608 (our own names)
                tuple(kinds),
            )
        )

    def counts(self) -> Iterator[Count]:
        """How many entries there are, by time, kind and verdict. All time zones differ by quarters of an hour."""
        quarter = 15 * 60 * 1_000_000
        rows = self._rows(
            # Before 1970 a remainder is negative.
            """SELECT at - (at % ?1 + ?1) % ?1 AS start, kind, verdict, count(*) FROM entry
            GROUP BY start, kind, verdict""",
            (quarter,),
        )
        for at, kind, verdict, number in rows:
            yield Count(moment(at), string(kind), None if verdict is None else string(verdict), whole(number))

    def standings(self) -> Iterator[tuple[str, str, str | None, bool]]:
        """How each field of each problem stands: problem, field, best verdict, whether the answer was shown."""
        for problem, field, verdict, shown in self._rows(
            "SELECT problem, field, verdict, shown FROM standing ORDER BY problem, field"
        ):
            yield string(problem), string(field), None if verdict is None else string(verdict), bool(shown)

    def first_id(self) -> str:
        """The id of the earliest entry, empty if there is none: what marks this learner off from others."""
        rows = self._rows("SELECT id FROM entry ORDER BY at, seq LIMIT 1")
        return next((string(row[0]) for row in rows), "")

    def table(self, name: str, columns: Sequence[str]) -> Iterator[Sequence[object]]:
        """The rows of a table that not every version of the journal has; none where it lacks it."""
        if next(self._rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)), None):
            yield from self._rows(f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1")  # noqa: S608 (our own names)

    def _rows(self, question: str, values: Sequence[object] = ()) -> Iterator[Sequence[object]]:
        with _faults(self._path):
            # Not `yield from`: it closes the cursor of a reader who stops early, when the file may be closed already.
            for row in self._connection.execute(question, values):  # noqa: UP028
                yield row


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except FAULTS as error:
        raise ArchiveError(fault(error), path) from error
