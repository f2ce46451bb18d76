"""What the tutor keeps of a student, in memory: skills, components and beliefs, as the journal would hold them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from random import Random

from tutor.lessons.problem import Problem
from tutor.practice.beliefs import prior, updated_beliefs
from tutor.practice.choosing import Supply, next_drill
from tutor.practice.drill_entries import Ended, Standing, after_drill, first_met
from tutor.practice.drill_sitting import AtHand
from tutor.practice.items import KINDS
from tutor.practice.knowledge import NOTHING, standing
from tutor.practice.outcome import FieldOutcome, Outcome
from tutor.practice.predicting import predictions
from tutor.practice.skills import SKILLS

from .simulated import IDS, Choice
from .students import Given

START = prior(IDS, {})


@dataclass
class Books:
    """How a student stands with the tutor."""

    kept: Standing = field(default_factory=lambda: Standing({}, NOTHING))
    beliefs: Mapping[str, float] = field(default_factory=lambda: dict(START))

    def level(self, skill: str) -> int:
        """At which level a skill is drilled."""
        return self.kept.states[skill].level if skill in self.kept.states else 1

    def choose(self, recent: Sequence[str], now: datetime, random: Random, supply: Supply) -> Choice:
        """The product's choice."""
        states, knowledge = self.kept
        present = {skill: replace(state, p=standing(skill, knowledge)) for skill, state in states.items()}
        return next_drill(present, recent, now, random, self.beliefs, supply, knowledge=knowledge)

    def read(self, skill: str, now: datetime) -> None:
        """A worked example was read."""
        states, knowledge = self.kept
        if skill not in states:
            self.kept = Standing({**states, skill: first_met(skill, self.kept, now)}, knowledge)

    def finish(self, drill: AtHand, problem: Problem, given: Mapping[str, Given], now: datetime, hints: int) -> None:
        """A drill was worked."""
        outcome = Outcome({name: _outcome(one, hints) for name, one in given.items()})
        self.kept, _ = after_drill(self.kept, Ended(drill, problem, outcome), now)
        values = outcome.values()
        if drill.skill not in KINDS and values:
            found = predictions(problem, SKILLS[drill.skill].given(problem.network))
            self.beliefs = updated_beliefs(self.beliefs, found, values, START)

    def mastered(self) -> list[str]:
        """The skills that are called mastered."""
        states, knowledge = self.kept
        present = (replace(state, p=standing(skill, knowledge)) for skill, state in states.items())
        return [skill for skill, state in zip(states, present, strict=True) if state.is_mastered]


def _outcome(one: Given, hints: int) -> FieldOutcome:
    answers = 1 if one.right else 2 if one.is_mended else 3
    value = None if one.value is None else Fraction(one.value)
    return FieldOutcome(one.right, answers, hints, value=value, mistakes=one.found)
