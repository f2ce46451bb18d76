"""A sitting of drills as a value: its goal, what was done, what is at hand. Nothing here changes or stores anything."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, NamedTuple, TypeAlias

from tutor.practice.outcome import Grade
from tutor.practice.states import SkillState

LONGEST_STRETCH = timedelta(hours=1)
"""How long a drill may take and count as time at work."""


@dataclass(frozen=True)
class Goal:
    """How long a sitting is to be: so many minutes, or so many problems."""

    unit: Literal["minutes", "problems"]
    number: int

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError("a goal is at least 1")


@dataclass(frozen=True)
class AtHand:
    """The drill that is being worked."""

    skill: str
    level: int
    code: str
    fading: int
    reason: str
    params: Mapping[str, str | int]


class Done(NamedTuple):
    """A drill that was finished; `grade` is None for a worked example that was read."""

    skill: str
    code: str
    grade: Grade | None


class Chosen(NamedTuple):
    """A drill was chosen and shown."""

    drill: AtHand
    at: datetime


class Finished(NamedTuple):
    """The drill at hand was finished."""

    grade: Grade | None
    at: datetime


class Left(NamedTuple):
    """The learner went away, perhaps in the middle of a drill."""

    at: datetime


class Resumed(NamedTuple):
    """The learner came back."""

    at: datetime


DrillFact: TypeAlias = Chosen | Finished | Left | Resumed


@dataclass(frozen=True)
class DrillSitting:
    """A sitting: `after` gives the next one. `is_timed` shows a clock, and only where the learner asked for it."""

    goal: Goal
    before: Mapping[str, SkillState]
    """How the skills stood when it began."""
    begun: datetime
    is_timed: bool = False
    done: tuple[Done, ...] = ()
    current: AtHand | None = None
    spent: timedelta = timedelta()
    """The time at work up to `since`."""
    since: datetime | None = None
    """From when on the present stretch is counted; None while the learner is away."""

    @classmethod
    def begin(
        cls, goal: Goal, states: Mapping[str, SkillState], now: datetime, *, is_timed: bool = False
    ) -> "DrillSitting":
        """Nothing done yet."""
        return cls(goal, dict(states), now, is_timed, since=now)

    def after(self, fact: DrillFact) -> "DrillSitting":
        """The sitting once this has happened."""
        match fact:
            case Chosen(drill, at):
                return replace(self._counted(at), current=drill, since=at)
            case Finished(grade, at) if self.current is not None:
                done = Done(self.current.skill, self.current.code, grade)
                return replace(self._counted(at), done=(*self.done, done), current=None, since=at)
            case Left(at):
                return replace(self._counted(at), since=None)
            case Resumed(at):
                return replace(self._counted(at), since=at)
        return self

    def time_spent(self, now: datetime) -> timedelta:
        """The time at work, without the time away."""
        stretch = now - self.since if self.since else timedelta()
        # Longer, and the machine slept, or its clock was set.
        return self.spent + stretch if timedelta() < stretch <= LONGEST_STRETCH else self.spent

    def progress(self, now: datetime) -> float:
        """How much of the goal is reached, from 0 to 1."""
        if self.goal.unit == "problems":
            return min(1.0, self.worked / self.goal.number)
        return min(1.0, self.time_spent(now) / timedelta(minutes=self.goal.number))

    def is_over(self, now: datetime) -> bool:
        """Whether the goal is reached. A drill at hand is never cut off."""
        return self.current is None and self.progress(now) >= 1

    @property
    def worked(self) -> int:
        """How many drills were worked, those that were only read left out."""
        return sum(one.grade is not None for one in self.done)

    @property
    def skills(self) -> tuple[str, ...]:
        """The skills so far, in order: what the next choice alternates with."""
        return tuple(one.skill for one in self.done)

    @property
    def codes(self) -> frozenset[str]:
        """The problems so far: none comes twice in a sitting."""
        return frozenset(one.code for one in self.done)

    def _counted(self, at: datetime) -> "DrillSitting":
        return replace(self, spent=self.time_spent(at))
