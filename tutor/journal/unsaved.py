"""What could not be written yet, and how the journal looks with it: each question takes the file's answer and adds.

A change may be in both: a disk can fail in the very moment of a commit, and then nobody knows.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from tutor.journal.findings import KINDS, counted
from tutor.journal.records import (
    DIAGNOSIS,
    RESTART,
    Change,
    Draft,
    Entry,
    MistakeTally,
    Place,
    Setting,
    SkillRecord,
    Slot,
    Standing,
    Version,
    after,
)
from tutor.journal.tallies import mistakes_clear, mistakes_made, skills_of, slot_of, stretch_of

Written = Callable[[Entry], bool]
"""Whether the file has an entry already."""
Saved = Callable[[str], list[Entry]]
"""The entries of a problem's present round that the file has."""


class Unsaved:
    """The changes that wait, in order."""

    def __init__(self) -> None:
        self._changes: list[Change] = []

    def __bool__(self) -> bool:
        return bool(self._changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self._changes)

    def add(self, change: Change) -> None:
        """Keep a change. Typing on in one field replaces its draft, so that an unsaved sitting does not grow by it."""
        if self._changes and _replaces(change, self._changes[-1]):
            self._changes.pop()
        self._changes.append(change)

    def clear(self) -> None:
        """All of it was written."""
        self._changes.clear()

    def entries(self, problem: str, saved: list[Entry]) -> list[Entry]:
        """The entries of the present round."""
        entries = {entry.id: entry for entry in saved}
        for entry in self._of_problem(problem):
            if isinstance(entry, Entry) and entry.kind == RESTART:
                entries.clear()
            elif isinstance(entry, Entry):
                entries.setdefault(entry.id, entry)
        return list(entries.values())

    def drafts(self, problem: str, saved: dict[str, str]) -> dict[str, str]:
        """The drafts by field."""
        drafts = dict(saved)
        for change in self._of_problem(problem):
            match change:
                case Draft(text=None):
                    drafts.pop(change.field, None)
                case Draft(text=str(text)):
                    drafts[change.field] = text
                case Entry(kind="restart"):
                    drafts.clear()
        return drafts

    def versions(
        self, problem: str, field: str, saved: list[tuple[datetime, str]], draft: Draft | None
    ) -> list[tuple[datetime, str]]:
        """The versions of an essay; `draft` is the file's, which a restart makes into one."""
        versions = list(saved)
        for change in self._of_problem(problem):
            match change:
                case Draft() if change.field == field:
                    draft = change
                case Version() if change.field == field:
                    _append(versions, change.at, change.text)
                case Entry(kind="restart"):
                    if draft and draft.text is not None:
                        _append(versions, draft.at, draft.text)
                    draft = None
        return versions

    def setting(self, name: str, saved: str | None) -> str | None:
        """The value of a setting."""
        values = [change.value for change in self if isinstance(change, Setting) and change.name == name]
        return values[-1] if values else saved

    def standing(self, problems: Iterable[str] | None, saved: dict[str, Standing]) -> dict[str, Standing]:
        """How these problems stand (None: all)."""
        wanted = None if problems is None else set(problems)
        standing = dict(saved)
        for entry in self:
            if not isinstance(entry, Entry) or (wanted is not None and entry.problem not in wanted):
                continue
            known = standing.get(entry.problem)
            fields = dict(known.fields) if known and entry.kind != RESTART else {}
            if entry.field:
                fields[entry.field] = after(fields.get(entry.field), entry)
            standing[entry.problem] = Standing(fields, entry.at)
        return standing

    def skills(self, saved: dict[str, SkillRecord]) -> dict[str, SkillRecord]:
        """The states of the skills."""
        skills = dict(saved)
        skills.update((record.skill, record) for entry in self._entries() for record in skills_of(entry))
        return skills

    def mistakes(self, saved: dict[str, MistakeTally], written: Written, of_problem: Saved) -> dict[str, MistakeTally]:
        """The mistakes that were found; `of_problem` are the entries of a problem in the file."""
        found = dict(saved)
        seen: dict[str, list[Entry]] = {}
        for entry in self._entries():
            if entry.problem not in seen:
                seen[entry.problem] = of_problem(entry.problem)
            cleared = [name for name in mistakes_clear(entry) if name in found]
            if not (cleared or entry.kind in KINDS) or written(entry):
                continue
            before = counted(seen[entry.problem]) if entry.kind == DIAGNOSIS else []
            seen[entry.problem].append(entry)
            now = counted(seen[entry.problem]) if entry.kind == DIAGNOSIS else []
            for name in _names(before, now):
                if name in found:
                    found[name] = found[name]._replace(times=found[name].times - 1)
            for name in _names(now, before):
                known = found.get(name, MistakeTally(name, 0, entry.at, entry.at, 0))
                found[name] = known._replace(times=known.times + 1, last=entry.at, clear=0)
            for name in cleared:
                found[name] = found[name]._replace(clear=found[name].clear + 1)
        return {name: one for name, one in found.items() if one.times > 0}

    def slots(
        self, since: datetime, quarters: int, shift: int, saved: dict[datetime, Slot], written: Written
    ) -> dict[datetime, Slot]:
        """What was done since then."""
        slots = dict(saved)
        for entry in self._entries():
            added = slot_of(entry)
            if added is None or entry.at < since or written(entry):
                continue
            at = stretch_of(entry.at, quarters, shift)
            known = slots.get(at, Slot(at))
            slots[at] = Slot(at, *(sum(pair) for pair in zip(known[1:], added[1:], strict=True)))
        return slots

    def _entries(self) -> Iterator[Entry]:
        return (change for change in self if isinstance(change, Entry))

    def last_place(self, saved: Place | None) -> Place | None:
        """Where the last entry was made."""
        entries = [change for change in self if isinstance(change, Entry)]
        return Place(entries[-1].problem, entries[-1].field, entries[-1].at) if entries else saved

    def _of_problem(self, problem: str) -> Iterator[Entry | Draft | Version]:
        return (change for change in self if not isinstance(change, Setting) and change.problem == problem)


def _names(entries: Iterable[Entry], others: Iterable[Entry]) -> Iterator[str]:
    """The mistakes that some diagnoses found, those left out that are among the others."""
    ids = {other.id for other in others}
    return (name for entry in entries if entry.id not in ids for name in mistakes_made(entry))


def _replaces(new: Change, last: Change) -> bool:
    match new, last:
        case Draft(), Draft():
            return (new.problem, new.field) == (last.problem, last.field)
        case Setting(), Setting():
            return new.name == last.name
    return False


def _append(versions: list[tuple[datetime, str]], at: datetime, text: str) -> None:
    if (at, text) not in versions and (not versions or versions[-1][1] != text):
        versions.append((at, text))
