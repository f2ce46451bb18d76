"""The forward pass as the learner has it: the engine with a rule changed, taking the learner's values where given."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tutor.answers.verdicts import Number
from tutor.lessons.problem import Problem

if TYPE_CHECKING:
    from tutor.network.products import Array
    from tutor.network.rules import Rules
    from tutor.network.state import Layer
    from tutor.network.trace import Trace

OwnValues: TypeAlias = Mapping[tuple[str, int], Number]
"""The learner's value of a quantity at a data point: (`a2[1]`, 3) → 7."""
LETTERS = {"preactivation": "z", "activation": "a"}
"""What a layer's state calls the units of a kind."""


class _Own(NamedTuple):
    """A value of the learner's: what it is one of (z, a or r), its layer, unit and data point."""

    letter: str
    layer: int
    unit: int
    point: int
    value: Number


def trace_with(problem: Problem, own: OwnValues) -> "Trace":
    """The trace in which what is made on the way forward is the learner's own where given, and all else follows."""
    from tutor.lessons.tracing import trace_of

    return trace_of(problem, _taking(problem, own)) if problem.is_layered else trace_of(problem, own=own)


def _taking(problem: Problem, own: OwnValues) -> "Rules":
    from tutor.network.rules import taking

    values = [_placed(problem, name, point, value) for (name, point), value in own.items()]

    def taken(letter: str, layer: "Layer", right: "Array") -> "Array":
        mine = right.copy()
        for one in values:
            if (one.letter, one.layer) == (letter, layer.index):
                mine[one.point - 1, one.unit - 1] = one.value if mine.dtype == object else float(one.value)
        return mine

    return taking(taken)


def _placed(problem: Problem, name: str, point: int, value: Number) -> _Own:
    """Where a value of a network stands: that of a residual at the output that it is about."""
    outputs = {residual: a for residual, a, _ in problem.graph.residuals}
    if name in outputs:
        return _Own("r", outputs[name].layer, outputs[name].unit, point, value)
    quantity = problem.graph.named[name]
    return _Own(LETTERS[quantity.kind], quantity.layer, quantity.unit, point, value)
