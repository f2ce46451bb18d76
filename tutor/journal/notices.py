"""What the learner has yet to be told of their records."""

from pathlib import Path

from tutor.journal.records import Notice
from tutor.journal.storable import clean

LASTING = ("broken", "future", "strangers", "saved-elsewhere")
"""What stays true, whether or not records can be saved now."""


class Notices:
    """In order; one of how things stand now takes the place of those before it."""

    def __init__(self, path: Path) -> None:
        """`path` is the file of the records."""
        self._path = path
        self._waiting: list[Notice] = []
        self._told: list[Notice] = []
        """What is told once, however often it is found."""

    def take(self) -> Notice | None:
        """What is to be told first; it is taken as told."""
        return self._waiting.pop(0) if self._waiting else None

    def add(self, notice: Notice) -> None:
        """Have this told, too."""
        self._waiting.append(notice)

    def add_once(self, notice: Notice) -> None:
        """Have this told, unless that was done already."""
        if notice not in self._told:
            self._told.append(notice)
            self.add(notice)

    def add_state(self, key: str, file: Path | None = None) -> None:
        """Have it told how things stand now; `file` is the one it is about where that is not the journal's."""
        if key != "broken":
            self._waiting = [notice for notice in self._waiting if notice.key in LASTING]
        self.add(self.of(key, file))

    def of(self, key: str, file: Path | None = None) -> Notice:
        """A notice about the file."""
        return Notice(key, {"file": clean(str(file or self._path)), "folder": clean(str(self._path.parent))})
