"""The table of a problem: what each hypothesis would answer at every field, prepared before it is needed."""

from functools import lru_cache

import numpy as np

from tutor.diagnosis.hypotheses import Cause, Hypothesis
from tutor.lessons.arrays import mistakes_on, numbers_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.mistakes.combining import Combined, combined
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.runs import Members
from tutor.mistakes.update import ELEMENTWISE
from tutor.network.products import Array
from tutor.network.trace import Trace

MOST_NUMBERS = 2_000_000
"""Answers that a table may hold (16 MB): pairs are left out where there would be more."""
CLOSE, FLOOR = 1e-9, 1e-12
"""What counts as the same number: of the value, and of the largest in its stage."""
MOST_KEPT = 3
"""Tables that are kept: of the problem at hand, and of those that the learner is likely to go back to."""
MOST_TRACED = 1_000_000
"""Values that kept traces may hold together."""


class Table:
    """A problem's hypotheses and their answers; nothing in it changes, but for traces that are kept once made.

    Row 0 is the right computation. A mistake that changes no answer is in `invisible`, and so are not its pairs here.
    Without `pairs` it is made in a fraction of the time, for who asks about single mistakes only.
    """

    def __init__(self, problem: Problem, *, pairs: bool = True) -> None:
        self.problem = problem
        self.numbers = numbers_of(problem)
        names = [parameter.name for parameter in problem.graph.parameters]
        self.parameter = {name: index for index, name in enumerate(names)}
        """Where each parameter stands in θ, by its name."""
        self.fields: tuple[FieldId, ...] = (
            FieldId("c"),
            *(FieldId("d", name) for name in names),
            *(FieldId("e", name) for name in names),
        )
        """Of all parameters, the fixed ones too, whether the problem asks for them or not."""
        theta = self.numbers.theta
        self.unmoved: Array = np.zeros_like(theta) if problem.answer == "change" else theta
        """What is answered in (e) where nothing moves: θ, or 0 where the change is asked for."""
        self.column = {field: index for index, field in enumerate(self.fields)}
        asked = frozenset(all_asked(problem))
        self.asked = np.array([field in asked for field in self.fields])
        """Which of the fields the learner is asked for: the others tell no mistakes apart."""
        self.mistakes = mistakes_on(problem)
        with np.errstate(all="ignore"):  # what grows too large is infinite, and matches nothing
            in_pairs = _in_pairs(self.mistakes, len(self.fields)) if pairs else ()
            found = combined(self.numbers, self.mistakes, in_pairs)
            found = found._replace(answers=self.as_asked(found.answers))
            self.scale = _scales(found.answers[0], len(names))
            self.singles = sum(len(members) < 2 for members in found.members)
            seen = self._visible(found)
        self.invisible = tuple(found.members[k][0] for k in range(1, self.singles) if not seen[k])
        self.singles = int(seen[: self.singles].sum())
        self.members: list[Members] = [members for members, is_seen in zip(found.members, seen, strict=True) if is_seen]
        self.answers: Array = found.answers[seen]
        """(K, 1 + 2P), the singles before the pairs."""
        self.size = np.array([len(members) for members in self.members])
        number = {mistake: k for k, mistake in enumerate(self.mistakes)}
        none = len(self.mistakes)
        self.made: Array = np.array([([number[one] for one in made] + [none, none])[:2] for made in self.members])
        """Which mistakes each row makes (K, 2), by their index in `mistakes`; one past the last stands for none."""
        elementwise = {mistake: index for index, mistake in enumerate(ELEMENTWISE, 1)}
        self.update = np.array([_update(members, elementwise) for members in self.members])
        """Which rule of the update each row has: 0 the right one, k the k-th elementwise one, −1 another."""
        self._row_of: dict[tuple[Cause, ...], int] = {made: row for row, made in enumerate(self.members)}
        values = len(problem.data) * (len(names) + 3 * len(problem.graph.nodes))
        self._kept_traces = min(256, MOST_TRACED // values)
        self.trace_of = lru_cache(maxsize=self._kept_traces)(self._trace_of)

    def hypothesis(self, row: int) -> Hypothesis:
        """The hypothesis of a row."""
        return Hypothesis(self.members[row])

    def answer(self, hypothesis: Hypothesis, field: FieldId) -> float:
        """What a hypothesis would answer at a field; NaN for one that the table does not have."""
        row = self.row(hypothesis.causes)
        return float("nan") if row < 0 else float(self.answers[row, self.column[field]])

    def row(self, causes: tuple[Cause, ...]) -> int:
        """The row of a hypothesis by its causes, −1 where the table has none."""
        return self._row_of.get(causes, -1)

    def right(self, field: FieldId) -> float:
        """The right answer."""
        return float(self.answers[0, self.column[field]])

    def as_asked(self, answers: Array) -> Array:
        """C, ∇C and θ′ (…, 1 + 2P) as they are to be answered: θ′ − θ where the change is asked for."""
        if self.problem.answer == "change":
            answers = np.array(answers)
            answers[..., 1 + len(self.parameter) :] += self.unmoved - self.numbers.theta
        return answers

    def same(self, one: Array, other: Array) -> Array:
        """Whether answers (…, 1 + 2P) are the same numbers, each."""
        with np.errstate(invalid="ignore"):  # ∞ − ∞
            same: Array = np.abs(one - other) <= np.maximum(CLOSE * np.abs(one), FLOOR * self.scale)
            same |= one == other  # infinite ones, too
        return same

    def trace_singles(self) -> None:
        """Make the traces of all single mistakes, for the sub-steps, if that many are kept."""
        if self.singles <= self._kept_traces:
            for row in range(self.singles):
                self.trace_of(self.hypothesis(row)).at(self.problem.graph.nodes[0].quantity.name, 1)

    def _trace_of(self, hypothesis: Hypothesis) -> Trace:
        """The trace by a hypothesis's rules, in floats."""
        return self.numbers.trace(hypothesis.rules)

    def _visible(self, found: Combined) -> Array:
        """Which rows answer anything differently from the right one and, for pairs, from either mistake alone."""
        row_of = {members: row for row, members in enumerate(found.members[: self.singles])}
        answers = found.answers
        seen: Array = np.logical_not(self.same(answers, answers[0]).all(axis=-1))
        seen[0] = True
        first = np.array([row_of[members[:1]] for members in found.members[self.singles :]], dtype=int)
        second = np.array([row_of[members[1:]] for members in found.members[self.singles :]], dtype=int)
        pairs = answers[self.singles :]
        for one in (first, second):
            seen[self.singles :] &= ~self.same(pairs, answers[one]).all(axis=-1)
        seen &= ~np.isnan(answers).any(axis=-1)
        return seen


@lru_cache(maxsize=MOST_KEPT)
def table_of(problem: Problem) -> Table:
    """The table of a problem; those of the last few are kept, whoever asks."""
    return Table(problem)


def _scales(right: Array, parameters: int) -> Array:
    """The largest right answer of each field's stage, at least 1, by field."""
    stages = np.split(np.abs(right), [1, 1 + parameters])
    return np.concatenate([np.full(len(stage), max(1.0, stage.max(initial=0.0))) for stage in stages])


def _update(members: Members, elementwise: dict[Mistake, int]) -> int:
    changed = [mistake for mistake in members if mistake.rule == "update"]
    return elementwise.get(changed[0], -1) if changed else 0


def _in_pairs(mistakes: tuple[Mistake, ...], fields: int) -> tuple[Mistake, ...]:
    """The mistakes to combine: all of them where the table stays small enough, else those about no single point."""
    without_points = tuple(mistake for mistake in mistakes if mistake.point is None)
    for chosen in (mistakes, without_points):
        if len(chosen) ** 2 / 2 * fields <= MOST_NUMBERS:
            return chosen
    return ()
