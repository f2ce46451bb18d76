"""The end of a sitting: what was learnt, which mistakes went, and what comes next and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tutor.journal.records import MistakeTally
from tutor.practice.mastery import PRIOR
from tutor.practice.order import ready
from tutor.practice.outcome import SLIP, Grade
from tutor.practice.sitting import DrillSitting
from tutor.practice.states import SkillState

CLEAR = 3
"""A mistake is gone when so many drills that would have shown it did not."""
MOST_NEXT = 3


@dataclass(frozen=True)
class Learnt:
    """A skill of the sitting: mastery before and after, its level, whether it is new or mastered now."""

    skill: str
    before: float
    after: float
    level: int
    is_new: bool
    is_mastered_now: bool


@dataclass(frozen=True)
class Next:
    """A skill that comes again, and when; None for a new one, which may come at any time."""

    skill: str
    due: datetime | None


@dataclass(frozen=True)
class Summary:
    """What a sitting came to."""

    drills: int
    right: int
    """How many went well: graded Good or Easy."""
    spent: timedelta
    learnt: tuple[Learnt, ...]
    gone: tuple[str, ...]
    still: tuple[str, ...]
    """Mistakes that were made in the sitting."""
    next: tuple[Next, ...]


def summary(
    sitting: DrillSitting,
    states: Mapping[str, SkillState],
    mistakes_before: Mapping[str, MistakeTally],
    mistakes: Mapping[str, MistakeTally],
    now: datetime,
) -> Summary:
    """The summary of a sitting, however it ended; `states` and `mistakes` are how they stand now."""
    worked = [one for one in sitting.done if one.grade is not None]
    skills = tuple(dict.fromkeys(one.skill for one in sitting.done))
    were = {name for name, tally in mistakes_before.items() if is_present(tally)}
    made = [name for name, tally in mistakes.items() if tally.last >= sitting.begun and is_present(tally)]
    gone = [name for name in mistakes if name in were and not is_present(mistakes[name])]
    return Summary(
        len(worked),
        sum(one.grade in (Grade.GOOD, Grade.EASY) for one in worked),
        sitting.time_spent(now),
        tuple(_learnt(skill, sitting.before.get(skill), states[skill]) for skill in skills if skill in states),
        tuple(sorted(gone)),
        tuple(sorted(made)),
        upcoming(states),
    )


def is_present(tally: MistakeTally) -> bool:
    """Whether a mistake is one that the learner still makes, and no slip."""
    return tally.times > 0 and tally.clear < CLEAR and not tally.name.startswith(SLIP)


def upcoming(states: Mapping[str, SkillState]) -> tuple[Next, ...]:
    """What comes next: the skills due first, and the next new one."""
    met = sorted(states, key=lambda skill: (states[skill].due, skill))
    coming = [Next(skill, states[skill].due) for skill in met[:MOST_NEXT]]
    return (*coming, *(Next(skill, None) for skill in ready(states)[:1]))


def _learnt(skill: str, before: SkillState | None, now: SkillState) -> Learnt:
    was = before.p if before else PRIOR
    mastered = now.is_mastered and not (before is not None and before.is_mastered)
    return Learnt(skill, was, now.p, now.level, before is None, mastered)
