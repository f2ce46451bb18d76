"""What could not be written yet, and the journal as it will be with it: a copy of the file in memory has the changes.

A change may be in both: a disk can fail in the very moment of a commit, and then nobody knows. What another tutor
writes into the file meanwhile is seen once all of it was written.
"""

import weakref
from collections.abc import Iterator

from tutor.journal.database import Database
from tutor.journal.records import Change, Draft, Setting


class Unsaved:
    """The changes that wait, in order."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self._copy: Database | None = None
        self._has = 0
        """So many of the changes are in the copy."""
        self._finalizer = weakref.finalize(self, lambda: None)

    def __bool__(self) -> bool:
        return bool(self._changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self._changes)

    def add(self, change: Change) -> None:
        """Keep a change. Typing on in one field replaces its draft, so that an unsaved sitting does not grow by it."""
        if self._changes and _replaces(change, self._changes[-1]):
            self._changes.pop()
            self._has = min(self._has, len(self._changes))
        self._changes.append(change)

    def clear(self) -> None:
        """All of it was written."""
        self._changes.clear()
        self._forget()

    def upon(self, file: Database | None) -> Database:
        """What a file holds, nothing where it can't be read, with the changes. Raises what reading the file raises."""
        if self._copy is None or self._copy.source != (file and file.source):
            self._forget()
            copy = file.copy() if file is not None else Database.in_memory()
            self._copy, self._finalizer = copy, weakref.finalize(self, copy.close)
        if self._has < len(self._changes):
            self._copy.write(self._changes[self._has :])
            self._has = len(self._changes)
        return self._copy

    def _forget(self) -> None:
        self._copy, self._has = None, 0
        self._finalizer()


def _replaces(new: Change, last: Change) -> bool:
    match new, last:
        case Draft(), Draft():
            return (new.problem, new.field) == (last.problem, last.field)
        case Setting(), Setting():
            return new.name == last.name
    return False
