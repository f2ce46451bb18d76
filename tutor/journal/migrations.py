"""The schema, as the steps that lead to it. Step n makes a database of version n from one of version n − 1.

A step that has been released is never edited: a new one is added below it, and a sample of the old version is kept
beside the tests. Each step runs in one transaction with the change of `user_version`.
"""

import sqlite3
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeAlias

from tutor.journal.findings import counted
from tutor.journal.records import DIAGNOSIS, Entry
from tutor.journal.storable import detail, microseconds, moment, string, whole
from tutor.journal.tallies import mistakes_made

Step: TypeAlias = Callable[[sqlite3.Connection], None]


def entries_and_standing(connection: sqlite3.Connection) -> None:
    """Version 1. `standing` and `problem` sum up `entry`, so that no screen has to read through the attempts.

    A `round` is one go at a problem: beginning anew raises it, and nothing is deleted.
    """
    for statement in (
        """CREATE TABLE entry (
            seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, problem TEXT NOT NULL, round INTEGER NOT NULL,
            field TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, verdict TEXT, detail TEXT NOT NULL,
            language TEXT NOT NULL, at INTEGER NOT NULL)""",
        "CREATE INDEX entry_of_problem ON entry (problem, round)",
        "CREATE TABLE problem (name TEXT PRIMARY KEY, round INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
        """CREATE TABLE standing (
            problem TEXT NOT NULL, field TEXT NOT NULL, verdict TEXT, shown INTEGER NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (problem, field)) WITHOUT ROWID""",
        """CREATE TABLE draft (
            problem TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (problem, field))""",
        """CREATE TABLE version (
            seq INTEGER PRIMARY KEY, problem TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
            at INTEGER NOT NULL)""",
        "CREATE INDEX version_of_field ON version (problem, field)",
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ):
        connection.execute(statement)


def sums_of_practice(connection: sqlite3.Connection) -> None:
    """Version 2. `skills`, `mistake` and `slot` sum up drills, diagnoses and attempts, for the choice of drills.

    A slot is a quarter of an hour, counted since 1970.
    """
    for statement in (
        "CREATE TABLE skills (skill TEXT PRIMARY KEY, state TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID",
        """CREATE TABLE mistake (
            name TEXT PRIMARY KEY, times INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            clear INTEGER NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE slot (
            slot INTEGER PRIMARY KEY, attempts INTEGER NOT NULL, right INTEGER NOT NULL, drills INTEGER NOT NULL,
            unaided INTEGER NOT NULL, unaided_right INTEGER NOT NULL, hinted INTEGER NOT NULL,
            hinted_right INTEGER NOT NULL, seconds INTEGER NOT NULL)""",
        """INSERT INTO slot SELECT at / 900000000, count(*), sum(verdict IN ('correct', 'rounded')), 0, 0, 0, 0, 0, 0
            FROM entry WHERE kind = 'attempt' AND verdict IS NOT 'unreadable' GROUP BY at / 900000000""",
    ):
        connection.execute(statement)
    found: dict[str, tuple[int, int, int]] = {}
    for text, at in connection.execute("SELECT detail, at FROM entry WHERE kind = 'diagnosis' ORDER BY seq"):
        for name in mistakes_made(Entry("", "", DIAGNOSIS, "", None, detail(string(text)), "", moment(at))):
            times, first, last = found.get(name, (0, whole(at), whole(at)))
            found[name] = (times + 1, min(first, whole(at)), max(last, whole(at)))
    rows = [(name, *sums, 0) for name, sums in found.items()]
    connection.executemany("INSERT INTO mistake VALUES (?, ?, ?, ?, ?)", rows)


def evidence_once(connection: sqlite3.Connection) -> None:
    """Version 3. `mistake` counts a mistake once for each answer that it explains, however often that was said."""
    question = """SELECT problem, field, kind, text, verdict, detail, at, seq FROM entry
        WHERE kind IN ('attempt', 'diagnosis', 'restart')
        AND problem IN (SELECT problem FROM entry WHERE kind = 'diagnosis') ORDER BY problem, seq"""
    found: dict[str, tuple[int, int, int]] = {}
    for _, entries in groupby(map(_entry, connection.execute(question)), key=lambda entry: entry.problem):
        for entry in counted(entries):
            at = microseconds(entry.at)
            for name in mistakes_made(entry):
                times, first, last = found.get(name, (0, at, at))
                found[name] = (times + 1, min(first, at), max(last, at))
    for row in connection.execute("SELECT name FROM mistake").fetchall():
        if row[0] in found:
            connection.execute(
                "UPDATE mistake SET times = ?, first = ?, last = ? WHERE name = ?", (*found[row[0]], *row)
            )
        else:
            connection.execute("DELETE FROM mistake WHERE name = ?", row)


def _entry(row: Sequence[object]) -> Entry:
    problem, field, kind, text, verdict, values, at, _ = row
    words = (string(problem), string(field), string(kind), string(text))
    return Entry(*words, None if verdict is None else string(verdict), detail(string(values)), "", moment(at))


STEPS: tuple[Step, ...] = (entries_and_standing, sums_of_practice, evidence_once)
