"""What the journal's tests share: a clock that ticks by itself, and entries made in a line."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tutor.journal.journal import Journal
from tutor.journal.records import JSON, Entry, Notice

START = datetime(2026, 11, 23, 14, 5, 9, tzinfo=UTC)


def clock() -> datetime:
    """A clock that stands still."""
    return START


def at(second: int) -> datetime:
    return START + timedelta(seconds=second)


def attempt(
    text: str,
    verdict: str | None = "wrong",
    field: str = "d.w1",
    problem: str = "4.1",
    kind: str = "attempt",
    second: int = 0,
    detail: Mapping[str, JSON] | None = None,
) -> Entry:
    return Entry(problem, field, kind, text, verdict, detail or {}, "ko", at(second))


def told(journal: Journal) -> Notice:
    """What the journal wants said next."""
    notice = journal.take_notice()
    assert notice is not None
    return notice


def texts(entries: list[Entry]) -> list[str]:
    return [entry.text for entry in entries]


class Tap:
    """Connections that a test can squeeze after the journal has opened them."""

    def __init__(self, kind: type[sqlite3.Connection] = sqlite3.Connection, vfs: str | None = None) -> None:
        self.connections: list[sqlite3.Connection] = []
        self._kind = kind
        self._query = f"?vfs={vfs}" if vfs else ""

    def __call__(self, path: Path) -> sqlite3.Connection:
        uri = path.absolute().as_uri() + self._query
        made = sqlite3.connect(uri, timeout=0, isolation_level=None, factory=self._kind, uri=True)
        self.connections.append(made)
        return made

    def execute(self, statement: str) -> object:
        row = self.connections[-1].execute(statement).fetchone()
        return row[0] if row else None
