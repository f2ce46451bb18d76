"""The end of a sitting: what was practised, what goes well, which mistakes went, and what comes next and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tutor.journal.records import MistakeTally
from tutor.mistakes.component import Component
from tutor.practice.drill_entries import Standing
from tutor.practice.drill_sitting import DrillSitting
from tutor.practice.knowledge import NOTHING, Knowledge, Known, weakest
from tutor.practice.mastery import KNOWN
from tutor.practice.order import ready
from tutor.practice.outcome import SLIP, Grade
from tutor.practice.states import SkillState

CLEAR = 3
"""A mistake is gone when so many drills that would have shown it did not."""
MOST_NEXT = 3
WELL = (Grade.GOOD, Grade.EASY)
"""The grades of drills that went well."""


@dataclass(frozen=True)
class Practised:
    """A skill of the sitting: how many drills were worked, how many went well, and whether the last one did.

    None were worked where its example was only read.
    """

    skill: str
    drills: int
    right: int
    level: int
    is_new: bool
    is_mastered_now: bool
    went_wrong: bool
    """Whether the last drill has to be done again."""
    weakest: Component | None
    """What of it is least sure, where that is not sure yet."""

    @property
    def goes_well(self) -> bool:
        """Whether there is good to say of it: the last drill went well."""
        return self.drills > 0 and self.right > 0 and not self.went_wrong


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
    practised: tuple[Practised, ...]
    gone: tuple[str, ...]
    still: tuple[str, ...]
    """Mistakes that were made in the sitting."""
    next: tuple[Next, ...]


def summary(
    sitting: DrillSitting,
    standing: Standing,
    mistakes_before: Mapping[str, MistakeTally],
    mistakes: Mapping[str, MistakeTally],
) -> Summary:
    """The summary of a sitting, however it ended; `standing` and `mistakes` are how things stand now."""
    worked = [one for one in sitting.done if one.grade is not None]
    skills = tuple(dict.fromkeys(one.skill for one in sitting.done if one.skill in standing.states))
    were = {name for name, tally in mistakes_before.items() if is_present(tally)}
    made = [name for name, tally in mistakes.items() if tally.last >= sitting.begun and is_present(tally)]
    gone = [name for name in mistakes if name in were and not is_present(mistakes[name])]
    return Summary(
        len(worked),
        sum(one.grade in WELL for one in worked),
        tuple(_practised(skill, sitting, standing) for skill in skills),
        tuple(sorted(gone)),
        tuple(sorted(made)),
        upcoming(standing.states, standing.knowledge),
    )


def is_present(tally: MistakeTally) -> bool:
    """Whether a mistake is one that the learner still makes, and no slip."""
    return tally.times > 0 and tally.clear < CLEAR and not tally.name.startswith(SLIP)


def upcoming(states: Mapping[str, SkillState], knowledge: Knowledge = NOTHING) -> tuple[Next, ...]:
    """What comes next: the skills due first, and the next new one."""
    met = sorted(states, key=lambda skill: (states[skill].due, skill))
    coming = [Next(skill, states[skill].due) for skill in met[:MOST_NEXT]]
    return (*coming, *(Next(skill, None) for skill in ready(states, knowledge)[:1]))


def _practised(skill: str, sitting: DrillSitting, standing: Standing) -> Practised:
    state, before = standing.states[skill], sitting.before.get(skill)
    grades = [one.grade for one in sitting.done if one.skill == skill and one.grade is not None]
    lacking = weakest(standing.knowledge, [skill])
    is_sure = lacking is None or standing.knowledge.get(lacking, Known()).p >= KNOWN
    return Practised(
        skill,
        len(grades),
        sum(grade in WELL for grade in grades),
        state.level,
        before is None,
        state.is_mastered and not (before is not None and before.is_mastered),
        bool(grades) and grades[-1] is Grade.AGAIN,
        None if is_sure else lacking,
    )
