"""What is summed up while entries are written, so that nobody has to read through them: skills, mistakes, time.

Each entry is told once. Entries that come late, from elsewhere, give the same sums but for `clear`. The state of a
skill is the drill's own, which nothing here looks into.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from tutor.journal.records import (
    ATTEMPT,
    DIAGNOSIS,
    DRILL,
    JSON,
    KNOWN,
    NO_ATTEMPT,
    RIGHT,
    Entry,
    MistakeTally,
    SkillRecord,
    Slot,
)
from tutor.journal.storable import detail, microseconds, moment, string, whole

Execute = Callable[..., Any]
QUARTER = 15 * 60 * 1_000_000
"""A slot in microseconds: every time zone in use differs from UTC by whole quarters of an hour."""
NAMED = "named"
"""The part of a diagnosis's detail that lists the mistakes which count: those said for sure, and not of the field
before."""
TOLD_OF = "told_of"
"""The part that lists all mistakes which were named, counted or not."""
ON_SHEET = "sheet"
"""The part that says that no answer of a field is diagnosed, but a line of the learner's own working."""
TOLD_FROM = 0.5
"""From which probability on an explanation counts as the mistake that was made, in records that lack that part."""

_SUMS = ("attempts", "right", "drills", "unaided", "unaided_right", "hinted", "hinted_right", "seconds")
# A damaged disk may have left anything in a sum: 0 then, so that what is new can be written.
_PUT_SLOT = "INSERT INTO slot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (slot) DO UPDATE SET " + ", ".join(  # noqa: S608 (our own names)
    f"{name} = ifnull(iif(typeof({name}) = 'integer', {name}, 0) + excluded.{name}, 0)" for name in _SUMS
)
_PUT_MADE = """INSERT INTO mistake VALUES (?1, 1, ?2, ?2, 0) ON CONFLICT (name) DO UPDATE SET
    times = times + 1, first = min(first, excluded.first), clear = iif(?3 AND excluded.last <= last, clear, 0),
    last = iif(?3, max(last, excluded.last), excluded.last)"""


def tally(execute: Execute, entry: Entry, *, late: bool = False) -> None:
    """Add an entry that is new in the journal to the sums of mistakes and time; see `replace_made` for a diagnosis.

    Where it comes `late`, from elsewhere, its time says what was before it; else the order of the records does.
    """
    at = microseconds(entry.at)
    added = slot_of(entry)
    if added is not None:
        execute(_PUT_SLOT, (at // QUARTER, *added[1:]))
    for name in mistakes_clear(entry):
        execute("UPDATE mistake SET clear = clear + 1 WHERE name = ? AND (last < ? OR NOT ?)", (name, at, late))


def put_skill(execute: Execute, record: SkillRecord) -> None:
    """Keep the state in which the last drill left a skill: the last that was recorded, whatever the clock said."""
    state = json.dumps(record.state, ensure_ascii=False)
    execute("INSERT OR REPLACE INTO skills VALUES (?, ?, ?)", (record.skill, state, microseconds(record.at)))


def replace_made(execute: Execute, before: Iterable[Entry], now: Iterable[Entry], *, late: bool = False) -> None:
    """Count the diagnoses that count `now` in place of those that counted `before`; each is known by its id.

    `late` as in `tally`.
    """
    old, new = ({entry.id: entry for entry in entries} for entries in (before, now))
    for entry in (entry for name, entry in old.items() if name not in new):
        for name in mistakes_made(entry):
            # When it was made last before, nobody knows without reading through everything: surely at first.
            execute(
                "UPDATE mistake SET times = times - 1, last = iif(last = ?, first, last) WHERE name = ?",
                (microseconds(entry.at), name),
            )
    execute("DELETE FROM mistake WHERE typeof(times) = 'integer' AND times <= 0")
    for entry in (entry for name, entry in new.items() if name not in old):
        for name in mistakes_made(entry):
            execute(_PUT_MADE, (name, microseconds(entry.at), late))


def slot_of(entry: Entry) -> Slot | None:
    """What an entry adds to its quarter of an hour, if anything."""
    if entry.kind == ATTEMPT and entry.verdict not in NO_ATTEMPT:
        return Slot(_quarter(entry), 1, int(entry.verdict in RIGHT))
    if entry.kind != DRILL:
        return None
    unaided, hinted = (_share(entry.detail.get(key)) for key in ("unaided", "hinted"))
    seconds = entry.detail.get("seconds")
    spent = round(seconds) if isinstance(seconds, int | float) and 0 <= seconds < 86_400 else 0
    return Slot(_quarter(entry), 0, 0, 1, unaided[1], unaided[0], hinted[1], hinted[0], spent)


def mistakes_made(entry: Entry) -> tuple[str, ...]:
    """The mistakes that a diagnosis found, where one explanation stands out."""
    if entry.kind == DIAGNOSIS and NAMED in entry.detail:
        return _names(entry.detail[NAMED])
    told = entry.detail.get("told") if entry.kind == DIAGNOSIS else None
    first = told[0] if isinstance(told, Sequence) and told and not isinstance(told, str) else None
    if not isinstance(first, Mapping):
        return ()
    probability = first.get("probability")
    likely = isinstance(probability, int | float) and probability >= TOLD_FROM and not first.get("same")
    return _names(first.get("mistakes")) if likely else ()


def mistakes_told(entry: Entry) -> tuple[str, ...]:
    """The mistakes that a diagnosis named, for sure or as a possibility, counted or not."""
    return _names(entry.detail[TOLD_OF]) if TOLD_OF in entry.detail else mistakes_made(entry)


def mistakes_clear(entry: Entry) -> tuple[str, ...]:
    """The mistakes that a drill would have shown, and did not."""
    return _names(entry.detail.get("clear")) if entry.kind == DRILL else ()


def skills_of(entry: Entry) -> Iterator[SkillRecord]:
    """The state in which a drill left its skill, and those in which an entry left components of all skills."""
    skill, state = entry.detail.get("skill"), entry.detail.get("state")
    if entry.kind == DRILL and isinstance(skill, str) and isinstance(state, Mapping):
        yield SkillRecord(skill, state, entry.at)
    known = entry.detail.get(KNOWN)
    for name, values in known.items() if isinstance(known, Mapping) else ():
        if isinstance(values, Mapping):
            yield SkillRecord(f"{KNOWN}.{name}", values, entry.at)


def skill_record(row: Sequence[object]) -> SkillRecord:
    """A row of `skills`."""
    return SkillRecord(string(row[0]), detail(string(row[1])), moment(row[2]))


def mistake_tally(row: Sequence[object]) -> MistakeTally:
    """A row of `mistake`."""
    name, times, first, last, clear = row
    return MistakeTally(string(name), whole(times), moment(first), moment(last), whole(clear))


def slots_since(execute: Execute, since: datetime, quarters: int, shift: int) -> Iterator[Slot]:
    """The sums since then, over so many slots at a time; `shift` slots later than UTC has it a stretch begins."""
    sums = ", ".join(f"sum({name})" for name in _SUMS)
    # Before 1970 a remainder is negative.
    rows = execute(
        f"""SELECT (slot + ?1 - ((slot + ?1) % ?2 + ?2) % ?2) / ?2 AS stretch, {sums} FROM slot
        WHERE slot >= ?3 GROUP BY stretch""",  # noqa: S608
        (shift, quarters, microseconds(since) // QUARTER),
    )
    for stretch, *values in rows:
        yield Slot(moment((whole(stretch) * quarters - shift) * QUARTER), *map(whole, values))


def _quarter(entry: Entry) -> datetime:
    return moment(microseconds(entry.at) // QUARTER * QUARTER)


def _share(value: JSON) -> tuple[int, int]:
    """How many of how many."""
    if isinstance(value, Sequence) and len(value) == 2 and all(isinstance(one, int) and one >= 0 for one in value):
        return cast("int", value[0]), cast("int", value[1])
    return 0, 0


def _names(value: JSON) -> tuple[str, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return ()
    return tuple(dict.fromkeys(name for name in value if isinstance(name, str)))
