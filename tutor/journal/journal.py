"""The learner's journal: nothing that the world does to its file raises, and nothing recorded is lost while it runs."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from tutor.journal import opening
from tutor.journal.aside import identity
from tutor.journal.database import Database
from tutor.journal.faults import FAULTS
from tutor.journal.journal_file import PATIENCE, JournalFile
from tutor.journal.notices import Notices
from tutor.journal.records import (
    RESTART,
    Change,
    Draft,
    Entry,
    MistakeTally,
    Notice,
    Place,
    Setting,
    SkillRecord,
    Slot,
    Standing,
    Version,
)
from tutor.journal.storable import clean, name, storable
from tutor.journal.unsaved import Unsaved

FILE = "journal.db"
CLOCKS_DIFFER = timedelta(minutes=10)
"""How far the clocks of two machines, or one that was just set, may be apart."""

T = TypeVar("T")


def default_folder() -> Path:
    """Where a learner's records belong on this system."""
    from platformdirs import user_data_path

    return user_data_path("backprop-tutor", appauthor=False)


def open_journal(
    folder: Path,
    now: Callable[[], datetime],
    *,
    sitting: str | None = None,
    connect: opening.Connect = opening.connect,
) -> "Journal":
    """The journal in this folder, made where there is none. Never raises; look at `take_notice`.

    `sitting` begins the id of each entry and must differ at each opening, on every device; without it, one is drawn.
    """
    return Journal(folder, now, sitting or os.urandom(8).hex(), connect)


class Journal:
    """Records and answers, one call at a time. While the file cannot serve, all is kept in memory and tried again."""

    def __init__(self, folder: Path, now: Callable[[], datetime], sitting: str, connect: opening.Connect) -> None:
        self._now, self._sitting, self._connect = now, sitting, connect
        self.recorded = 0
        """So many entries it was given since it was opened: what was found in it stands while there are no more."""
        self._unsaved = Unsaved()
        self._notices = Notices(folder / FILE)
        self._file = JournalFile(folder / FILE, now, connect, self._notices)
        self._file.ask(Database.probe)

    def take_notice(self) -> Notice | None:
        """What the learner has yet to be told; it is taken as told."""
        return self._notices.take()

    @property
    def saves(self) -> bool:
        """Whether what is recorded reaches the disk."""
        return not self._file.closed and self._file.fault is None

    @property
    def waits(self) -> bool:
        """Whether something is in memory only."""
        return bool(self._unsaved)

    @property
    def fault(self) -> Notice | None:
        """What keeps the records from the disk; None where they reach it."""
        return self._notices.of(self._file.fault) if self._file.fault else None

    def save_elsewhere(self, folder: Path) -> bool:
        """Write what waits to a journal in another folder, made where there is none, and forget it here."""
        path = folder / FILE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            other = Database(path, identity(path), PATIENCE, self._connect)
            try:
                other.write(self._unsaved)
            finally:
                other.close()
        except FAULTS:
            return False
        self._unsaved.clear()
        self._notices.add(Notice("saved-elsewhere", {"folder": clean(str(folder))}))
        return True

    def record(self, entry: Entry) -> bool:
        """Record what happened. True: it is on the disk. False: it is in memory, and written when that can be done."""
        self.recorded += 1
        return self._save(replace(entry, id=entry.id or f"{self._sitting}-{self.recorded}"))

    def start_over(self, problem: str, at: datetime) -> bool:
        """Begin a problem anew. What was done stays in the file; drafts become versions."""
        return self.record(Entry(problem, "", RESTART, "", None, {}, "", at))

    def entries(self, problem: str) -> list[Entry]:
        """What happened in a problem since it was last begun, in order."""
        problem = name(problem)
        return self._ask(lambda file: file.entries(problem)) or []

    def explained(self, until: datetime, most: int) -> list[tuple[Entry, Entry]]:
        """The last diagnoses up to a time, each after the attempt that it is about."""
        return self._ask(lambda file: file.explained(until, most)) or []

    def keep_draft(self, problem: str, field: str, text: str, at: datetime) -> bool:
        """Keep what stands in a field."""
        return self._save(Draft(problem, field, text, at))

    def drop_draft(self, problem: str, field: str) -> bool:
        """Forget what stood in a field."""
        return self._save(Draft(problem, field, None, self._now()))

    def drafts(self, problem: str) -> dict[str, str]:
        """What stands in the fields of a problem."""
        problem = name(problem)
        return self._ask(lambda file: file.drafts(problem)) or {}

    def keep_version(self, problem: str, field: str, text: str, at: datetime) -> bool:
        """Keep a state of an essay, unless it is the last one again."""
        return self._save(Version(problem, field, text, at))

    def versions(self, problem: str, field: str) -> list[tuple[datetime, str]]:
        """The states of an essay, the earliest first, of all times the problem was begun."""
        problem, field = name(problem), name(field)
        return self._ask(lambda file: file.versions(problem, field)) or []

    def setting(self, setting: str) -> str | None:
        """A choice of the learner's."""
        setting = name(setting)
        return self._ask(lambda file: file.setting(setting))

    def set_setting(self, setting: str, value: str) -> bool:
        """Keep a choice of the learner's."""
        return self._save(Setting(setting, value))

    def standing(self, problems: Iterable[str] | None = None) -> dict[str, Standing]:
        """How these problems stand, those never begun left out; without `problems`, all, every drill among them."""
        names = None if problems is None else [name(problem) for problem in problems]
        return self._ask(lambda file: file.standing(names)) or {}

    def skills(self) -> dict[str, SkillRecord]:
        """The states of all skills that were drilled, each as its last drill left it."""
        return self._ask(Database.skills) or {}

    def mistakes(self) -> dict[str, MistakeTally]:
        """The mistakes that were ever found, with their counts."""
        return self._ask(Database.mistakes) or {}

    def slots(self, since: datetime, quarters: int = 1, shift: int = 0) -> dict[datetime, Slot]:
        """What was done since then, by stretches of so many quarters of an hour, each beginning `shift` before UTC's.

        Days of a zone nine hours before UTC: 96 quarters, shifted by 36.
        """
        return self._ask(lambda file: file.slots(since, quarters, shift)) or {}

    def last_place(self) -> Place | None:
        """Where the learner was last."""
        return self._ask(Database.last_place)

    def look_at_the_clock(self) -> None:
        """Tell of a last record that is later than now. Nothing depends on it: the order of the records counts."""
        place = self.last_place()
        if place is not None and place.at > self._now() + CLOCKS_DIFFER:
            self.tell("future", {"date": f"{place.at.astimezone():%Y-%m-%d %H:%M}"})

    def tell(self, key: str, params: Mapping[str, str]) -> None:
        """Have the learner told of something in their records, unless that was done already."""
        self._notices.add_once(Notice(key, params))

    def close(self) -> None:
        """Write what still waits, and let go of the file."""
        self.save()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, question: Callable[[Database], T]) -> T | None:
        """What the file answers with what waits to be written; what waits alone, where it can't be read."""
        if not self._unsaved:
            return self._file.ask(question)
        found = self._file.ask(lambda file: [question(self._unsaved.upon(file))])
        return found[0] if found else question(self._unsaved.upon(None))

    def _save(self, change: Change) -> bool:
        self._unsaved.add(storable(change))
        return self.save()

    def save(self) -> bool:
        """Try once more to write what waits. Whether nothing is left."""
        if not self._unsaved:
            return True

        def write(database: Database) -> bool:
            database.write(self._unsaved)
            return True

        if not self._file.ask(write):
            return False
        self._unsaved.clear()
        self._file.written()
        return True
