"""The file of a journal: whatever the world does to it is told and outlived, and nothing that is asked of it raises."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from tutor.journal import opening
from tutor.journal.aside import Identity, identity, put_aside
from tutor.journal.database import Database
from tutor.journal.faults import FAULTS, Fault, fault
from tutor.journal.notices import Notices

PATIENCE = 1.0
"""Seconds to wait for another tutor's transaction, which takes milliseconds; more, and a key press would seem lost."""
IMPATIENCE = 0.05
"""The same after it was once waited for in vain."""
MENDED_BY_OPENING = ("broken", "stale", "read-only")
TRIALS = 4
KEEPS_CONNECTION = ("locked", "full", "unwritable")  # can still be read through

T = TypeVar("T")


class JournalFile:
    """Asks the file; makes the connection again, or puts the file aside, where that mends it."""

    def __init__(self, path: Path, now: Callable[[], datetime], connect: opening.Connect, notices: Notices) -> None:
        self._path, self._now, self._connect, self._notices = path, now, connect, notices
        self._database: Database | None = None
        self._found: Identity = None
        self.fault: str | None = None
        """What keeps it from being read or written."""
        self.closed = False
        """Whether it is not asked any more."""

    def ask(self, question: Callable[[Database], T]) -> T | None:
        """What the file answers; None, with a notice, where it cannot.

        A connection that may be the cause is made again; a file that is broken is looked at twice, then put aside.
        """
        if self.closed:
            return None
        troubles: list[Fault] = []
        while len(troubles) < TRIALS:
            try:
                if troubles[-2:] == ["broken", "broken"]:
                    self._put_aside()
                return question(self._opened())
            except FAULTS as error:
                troubles.append(fault(error))
                if troubles[-1] not in KEEPS_CONNECTION:
                    self._release()
                if troubles[-1] not in MENDED_BY_OPENING or troubles.count("read-only") > 1:
                    break
        self._fail(troubles[-1])
        return None

    def _opened(self) -> Database:
        patience = IMPATIENCE if self.fault else PATIENCE
        if self._database is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._found = identity(self._path)
            self._database = Database(self._path, self._found, patience, self._connect)
        else:
            self._database.check_place()
            self._database.be_patient(patience)
        return self._database

    def close(self) -> None:
        """Let go of it."""
        self._release()
        self.closed = True

    def written(self) -> None:
        """It serves again, if it did not; that is told."""
        if self.fault:
            self.fault = None
            self._notices.add_state("saved-again")

    def _put_aside(self) -> None:
        kept = put_aside(self._path, self._found, self._now())
        if kept is not None:
            self._notices.add_state("broken", kept)

    def _release(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            try:
                database.close()
            except FAULTS:
                return  # what was committed is in the log, which the next opening reads

    def _fail(self, trouble: Fault) -> None:
        key = {"broken": "stuck", "stale": "unwritable"}.get(trouble, trouble)
        if key != self.fault:
            self.fault = key
            self._notices.add_state(key)
