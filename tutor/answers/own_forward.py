"""The forward pass as the learner has it: the engine with a rule changed, taking the learner's values where given."""

from collections.abc import Mapping
from dataclasses import replace
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
RESIDUAL = "residual"


class _Own(NamedTuple):
    """A value of the learner's: what it is one of (a kind of quantity), its layer, unit and data point."""

    kind: str
    layer: int
    unit: int
    point: int
    value: Number


def trace_with(problem: Problem, own: OwnValues) -> "Trace":
    """The trace in which what is made on the way forward is the learner's own where given, and all else follows."""
    from tutor.lessons.tracing import trace_of

    return trace_of(problem, _taking(problem, own)) if problem.is_layered else trace_of(problem, own=own)


def _taking(problem: Problem, own: OwnValues) -> "Rules":
    from tutor.network.rules import RIGHT

    values = [_placed(problem, name, point, value) for (name, point), value in own.items()]

    def overlaid(right: "Array", kind: str, layer: int) -> "Array":
        mine = right.copy()
        for one in values:
            if (one.kind, one.layer) == (kind, layer):
                mine[one.point - 1, one.unit - 1] = one.value if mine.dtype == object else float(one.value)
        return mine

    def forward(layer: "Layer") -> "tuple[Array, Array]":
        z = overlaid(RIGHT.forward(layer)[0], "preactivation", layer.index)
        return z, overlaid(layer.rho.value(z), "activation", layer.index)

    def cost(last: "Layer") -> "Array":
        last.r = overlaid(last.r, RESIDUAL, last.index)
        return RIGHT.cost(last)

    def cost_derivative(last: "Layer") -> "Array":
        last.r = overlaid(last.r, RESIDUAL, last.index)
        return RIGHT.cost_derivative(last)

    return replace(RIGHT, forward=forward, cost=cost, cost_derivative=cost_derivative)


def _placed(problem: Problem, name: str, point: int, value: Number) -> _Own:
    """Where a value of a network stands: that of a residual at the output that it is about."""
    outputs = {residual: a for residual, a, _ in problem.graph.residuals}
    if name in outputs:
        return _Own(RESIDUAL, outputs[name].layer, outputs[name].unit, point, value)
    quantity = problem.graph.named[name]
    return _Own(quantity.kind, quantity.layer, quantity.unit, point, value)
