"""The next drill, made ready in a thread while the learner works at this one.

It is chosen as if all that is still open were answered rightly. Once an answer was wrong, it is chosen anew from what
is known by then, so that it is there when the drill is done.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tutor.practice.beliefs import Beliefs, updated_beliefs
from tutor.practice.choosing import choose_problem, choose_skill, lacking, next_drill, opening, supply_of
from tutor.practice.drill_entries import Ended, Standing, after_drill, first_met
from tutor.practice.drill_sitting import AtHand
from tutor.practice.items.own_number import OWN_NUMBER
from tutor.practice.outcome import FieldOutcome, Outcome
from tutor.practice.skills import SKILLS
from tutor.session.drill import Drill, made, opened

if TYPE_CHECKING:
    from tutor.practice.predicting import Predictions
    from tutor.session.own_numbers import OwnNumber

REST = 3
"""So many other drills come between two own numbers, at least."""
BY_ITSELF = ("apart", "suspect")
"""Reasons that belong to the problem, and stay whatever the reason for its skill."""


@dataclass(frozen=True)
class Situation:
    """All that the choice of a drill depends on, looked up in the journal beforehand: a thread asks for nothing."""

    standing: Standing
    """How the learner stands in skills and components."""
    recent: tuple[str, ...]
    """The skills of the sitting so far, the last one last."""
    seen: frozenset[str]
    """The codes of the sitting so far."""
    beliefs: Beliefs
    prior: Beliefs
    now: datetime
    own: "tuple[OwnNumber, ...]" = ()
    """The learner's own wrong numbers that are to be mended."""

    def next_own(self) -> Drill | None:
        """The own number that comes next: now and then one, none twice in a sitting."""
        if OWN_NUMBER in self.recent[-REST:]:
            return None
        number = next((one for one in self.own if one.problem.id not in self.seen), None)
        return None if number is None else number.drill(self.now)


class Coming:
    """Makes drills ready, one after another, in a thread of its own."""

    def __init__(self, content: Path, random: Random) -> None:
        self._content = content
        self._random = random
        self._pool = ThreadPoolExecutor(1, "drills")
        self._next: Future[Drill] | None = None
        self._told: Future[Predictions | None] | None = None

    def next(self, situation: Situation) -> "Future[Drill]":
        """The next drill; chosen from the situation as it is, where none is being made ready."""
        if self._next is None:
            self._next = self._pool.submit(self._choose, situation, self._new_random())
        return self._next

    def take(self, drill: Drill) -> None:
        """This drill is the next."""
        self._next = self._pool.submit(lambda: drill)

    def open(self, at_hand: AtHand) -> None:
        """Make ready the drill of a code."""
        self._next = self._pool.submit(opened, at_hand, self._content)

    def code_of(self, skill: str, situation: Situation) -> str:
        """The code of a drill of a skill, chosen now."""
        level, _ = opening(skill, situation.standing.states.get(skill), situation.standing.knowledge)
        knowledge, beliefs = situation.standing.knowledge, situation.beliefs
        drawn, _ = choose_problem(
            skill,
            level,
            self._new_random(),
            beliefs,
            supply_of(self._content),
            (),
            lambda one: lacking(one, beliefs, knowledge, situation.now),
        )
        return drawn.id

    def shown(self) -> None:
        """What was made ready is on the screen."""
        self._next = self._told = None

    def prepare(self, drill: Drill) -> None:
        """Work out what each mistake would answer in a drill, before its end asks for it."""
        self._told = self._told or self._pool.submit(predicted, drill)

    def prefetch(self, situation: Situation, drill: Drill, outcome: Outcome) -> None:
        """Choose what comes after a drill, from its outcome so far, as if the rest went well."""
        self.prepare(drill)
        self._next = self._pool.submit(self._choose_after, situation, drill, outcome, self._new_random())

    def settle(self, situation: Situation) -> None:
        """The drill is done: what was prefetched comes if it is what the situation asks for, else something else."""
        if (own := situation.next_own()) is not None:
            self.take(own)
            return
        states, knowledge = situation.standing
        skill, reason, params = choose_skill(states, situation.recent, situation.now, situation.beliefs, knowledge)
        wanted = (skill, *opening(skill, states.get(skill), knowledge))
        prefetched, random = self._next, self._new_random()

        def settled() -> Drill:
            drill = prefetched.result() if prefetched else None
            if drill is None or (drill.at_hand.skill, drill.at_hand.level, drill.at_hand.fading) != wanted:
                return self._choose(situation, random)
            if drill.at_hand.reason in BY_ITSELF:
                return drill
            return replace(drill, at_hand=replace(drill.at_hand, reason=reason, params={"skill": skill, **params}))

        self._next = self._pool.submit(settled)

    def told_by(self, drill: Drill) -> "Predictions | None":
        """What each mistake would answer in a drill."""
        return self._told.result() if self._told is not None else predicted(drill)

    def _choose_after(self, situation: Situation, drill: Drill, outcome: Outcome, random: Random) -> Drill:
        return self._choose(after(situation, drill, outcome, self.told_by(drill)), random)

    def _choose(self, situation: Situation, random: Random) -> Drill:
        if (own := situation.next_own()) is not None:
            return own
        at_hand, problem = next_drill(
            situation.standing.states,
            situation.recent,
            situation.now,
            random,
            situation.beliefs,
            supply_of(self._content, situation.seen),
            seen=situation.seen,
            knowledge=situation.standing.knowledge,
        )
        return made(at_hand, problem)

    def _new_random(self) -> Random:
        return Random(self._random.getrandbits(64))  # noqa: S311  # which drill comes is no secret


def after(situation: Situation, drill: Drill, outcome: Outcome, told: "Predictions | None") -> Situation:
    """The situation after a drill with this outcome, if what is still open in it goes well."""
    skill, standing = drill.at_hand.skill, situation.standing
    beliefs = situation.beliefs
    if drill.is_example:
        states = {**standing.states, skill: standing.states.get(skill) or first_met(skill, standing, situation.now)}
        standing = Standing(states, standing.knowledge)
    else:
        fields = {name: _if_well(outcome.fields.get(name)) for name in (*drill.open_fields, *outcome.fields)}
        ended = Ended(drill.at_hand, drill.problem, replace(outcome, fields=fields))
        standing, _ = after_drill(standing, ended, situation.now)
        if told is not None:
            from tutor.practice.predicting import told_by

            right = dict(zip(told.fields, told.right.tolist(), strict=True))
            values = {name: right[name] for name in fields if name in right and fields[name].first_right}
            beliefs = updated_beliefs(beliefs, told, values | told_by(told, outcome), situation.prior)
    return replace(
        situation,
        standing=standing,
        recent=(*situation.recent, skill),
        seen=situation.seen | {drill.at_hand.code},
        beliefs=beliefs,
    )


def predicted(drill: Drill) -> "Predictions | None":
    """What each mistake would answer in a drill; None where nothing of the learner's own is asked for."""
    if drill.item is not None or drill.is_example:
        return None
    from tutor.practice.predicting import predictions

    return predictions(drill.problem, SKILLS[drill.at_hand.skill].given(drill.problem.network))


def _if_well(field: FieldOutcome | None) -> FieldOutcome:
    """How a field ends if its next answer is right."""
    if field is None or field.first_right is None:
        return replace(field or FieldOutcome(), first_right=True, answers=1)
    return field if field.first_right else replace(field, answers=max(2, field.answers))
