"""The schema, as the steps that lead to it. Step n makes a database of version n from one of version n − 1.

A step that has been released is never edited: a new one is added below it, and a sample of the old version is kept
beside the tests. Each step runs in one transaction with the change of `user_version`.
"""

import sqlite3
from collections.abc import Callable
from typing import TypeAlias

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


STEPS: tuple[Step, ...] = (entries_and_standing,)
