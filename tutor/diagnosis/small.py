"""A small question with numbers of its own, where nothing on the problem tells mistakes apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from tutor.answers.quantity import Quantity
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.mistakes.mistake import Mistake
from tutor.network.operations import OPERATIONS

Kind: TypeAlias = Literal["count", "cost", "network", "functions", "update", "graph", "graph_update"]
SAME = 1e-6
DIGITS = 3
"""Significant digits from which on a rounded reply is taken for what it rounds."""
NEAR, NEAR_0 = 0.01, 1e-3
"""How near to each other, by their size or near 0, two replies are that rounding might hide the difference of."""


@dataclass(frozen=True)
class Small:
    """A question; `replies` are what the hypotheses would answer, a slip's being the right answer, which `right` is."""

    kind: Kind
    problem: Problem
    field: FieldId
    replies: Mapping[Hypothesis, float]
    right: float

    @cached_property
    def is_rational(self) -> bool:
        """Whether all is worked out from whole numbers without rounding."""
        return is_rational(self.problem)

    @cached_property
    def needs_rate(self) -> bool:
        """Whether the learning rate has to be known to answer, or to answer as one of the hypotheses does."""
        rules = {cause.rule for one in self.replies for cause in one.causes if isinstance(cause, Mistake)}
        return self.field.stage == "e" or "written_gradient" in rules

    @cached_property
    def apart(self) -> int:
        """How many different replies there are."""
        return apart(self.replies.values(), is_rational=self.is_rational)

    def is_right(self, reply: Quantity) -> bool:
        """Whether a reply is the right answer."""
        return _is_meant(reply, self.right)

    def agreeing(self, reply: Quantity) -> tuple[Hypothesis, ...]:
        """The hypotheses that would have given a reply."""
        return tuple(one for one, value in self.replies.items() if _is_meant(reply, value))


def is_rational(problem: Problem) -> bool:
    """Whether all that is worked out from whole numbers is a fraction."""
    if problem.is_layered:
        return problem.network.is_rational
    return all(OPERATIONS[node.operation].is_exact for node in problem.graph.nodes)


def alike(one: float, other: float, *, is_rational: bool) -> bool:
    """Whether nobody could tell by a reply which of two numbers it was to be."""
    near, near_0 = (0.0, SAME) if is_rational else (NEAR, NEAR_0)
    return abs(one - other) <= max(near_0, near * max(abs(one), abs(other)))


def apart(values: Iterable[float], *, is_rational: bool) -> int:
    """How many of some replies are different from those before them."""
    found: list[float] = []
    for value in sorted(values):
        if not found or not alike(found[-1], value, is_rational=is_rational):
            found.append(value)
    return len(found)


def _is_meant(reply: Quantity, value: float) -> bool:
    if abs(float(reply.value) - value) <= SAME * max(1.0, abs(value)):
        return True
    digits = reply.rounding(value)
    return digits is not None and digits >= DIGITS
