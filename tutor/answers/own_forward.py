"""The forward pass as the learner has it: the engine with a rule changed, taking the learner's values where given."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from tutor.answers.verdicts import Number
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import indices_of, layer_of

if TYPE_CHECKING:
    from tutor.network.products import Array
    from tutor.network.rules import Rules
    from tutor.network.state import Layer
    from tutor.network.trace import Trace

OwnValues: TypeAlias = Mapping[tuple[str, int], Number]
"""The learner's value of a quantity at a data point: (`a2[1]`, 3) → 7."""


def trace_with(problem: Problem, own: OwnValues) -> "Trace":
    """The trace in which z, a and r are the learner's own where given, and all else follows from them."""
    from tutor.network.graph_trace import GraphTrace
    from tutor.network.layered_trace import trace

    inputs = [list(x) for x, _ in problem.data]
    if not problem.is_layered:
        return GraphTrace(problem.graph, inputs, problem.theta, problem.learning_rate, own=own)
    targets = [list(y) for _, y in problem.data]
    return trace(problem.network, inputs, targets, list(problem.theta), problem.learning_rate, rules=_taking(own))


def _taking(own: OwnValues) -> "Rules":
    from tutor.network.rules import RIGHT

    def forward(layer: "Layer") -> "tuple[Array, Array]":
        z = _overlaid(RIGHT.forward(layer)[0], "z", layer.index, own)
        return z, _overlaid(layer.rho.value(z), "a", layer.index, own)

    def cost(last: "Layer") -> "Array":
        last.r = _overlaid(last.r, "r", 0, own)
        return RIGHT.cost(last)

    def cost_derivative(last: "Layer") -> "Array":
        last.r = _overlaid(last.r, "r", 0, own)
        return RIGHT.cost_derivative(last)

    return replace(RIGHT, forward=forward, cost=cost, cost_derivative=cost_derivative)


def _overlaid(values: "Array", letter: str, layer: int, own: OwnValues) -> "Array":
    mine = values.copy()
    for (name, point), value in own.items():
        if name[0] == letter and layer_of(name) == layer:
            mine[point - 1, indices_of(name)[0] - 1] = value if mine.dtype == object else float(value)
    return mine
