"""What the progress screen shows, read from sums alone: as fast after a million answers as before the first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from tutor.journal.journal import Journal
from tutor.journal.records import MistakeTally
from tutor.mistakes.component import Component
from tutor.practice.drill_entries import standing_in
from tutor.practice.knowledge import standing, was_seen
from tutor.practice.order import BUILDS_ON, OFFERED
from tutor.practice.outcome import SLIP
from tutor.practice.states import SkillState
from tutor.practice.summary import is_present

DAYS_BACK, DAYS_AHEAD = 84, 14
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Day:
    """What was done on a day of the learner's calendar."""

    day: date
    attempts: int = 0
    unaided: tuple[int, int] = (0, 0)
    """How many first answers without a hint were right, and how many there were; `hinted` the same after a hint."""
    hinted: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Progress:
    """Mastery by skill (those not met left out) and by component, the forecast, mistakes, days, and accuracy."""

    skills: Mapping[str, SkillState]
    seen: Mapping[str, float]
    """The standing of the skills not drilled yet whose components other problems took."""
    components: Mapping[Component, float]
    """How sure each component is on which some answer bore."""
    forecast: tuple[tuple[date, int], ...]
    """How many skills are due by day from today on, what is overdue with today."""
    present: tuple[MistakeTally, ...]
    gone: tuple[MistakeTally, ...]
    days: tuple[Day, ...]
    """The days on which anything was done, the latest last, of the last twelve weeks."""
    unaided: tuple[int, int]
    """How many first answers without a hint were right, and how many there were; `hinted` the same after a hint."""
    hinted: tuple[int, int]


def progress_in(journal: Journal, now: datetime, zone: tzinfo | None = None) -> Progress:
    """The progress as of now; `zone` is the learner's (None: the system's)."""
    states, knowledge = standing_in(journal, now)
    today = now.astimezone(zone).date()
    since = datetime.combine(today - timedelta(days=DAYS_BACK - 1), time(), now.astimezone(zone).tzinfo)
    tallies = [tally for tally in journal.mistakes().values() if tally.times and not tally.name.startswith(SLIP)]
    tallies.sort(key=lambda tally: (-tally.times, tally.name))
    return Progress(
        {skill: states[skill] for skill in BUILDS_ON if skill in states},
        {one: standing(one, knowledge) for one in OFFERED if one not in states and was_seen(one, knowledge)},
        {component: knowledge[component].p for component in Component if component in knowledge},
        _forecast(states, today, zone),
        tuple(tally for tally in tallies if is_present(tally)),
        tuple(tally for tally in tallies if not is_present(tally)),
        days_since(journal, since),
        _sum([state.unaided for state in states.values()]),
        _sum([state.hinted for state in states.values()]),
    )


def _forecast(states: Mapping[str, SkillState], today: date, zone: tzinfo | None) -> tuple[tuple[date, int], ...]:
    due = Counter(max(today, state.due.astimezone(zone).date()) for state in states.values())
    return tuple((day, due[day]) for day in (today + timedelta(days=n) for n in range(DAYS_AHEAD)))


def days_since(journal: Journal, midnight: datetime) -> tuple[Day, ...]:
    """The days since a midnight on which anything was done; where clocks were changed since, days begin an hour off."""
    shift = round((midnight.utcoffset() or timedelta()) / QUARTER)
    slots = journal.slots(midnight, timedelta(days=1) // QUARTER, shift)
    return tuple(
        Day(
            at.astimezone(midnight.tzinfo).date(),
            slot.attempts,
            (slot.unaided_right, slot.unaided),
            (slot.hinted_right, slot.hinted),
        )
        for at, slot in slots.items()
    )


def _sum(pairs: list[tuple[int, int]]) -> tuple[int, int]:
    return sum(one for one, _ in pairs), sum(other for _, other in pairs)
