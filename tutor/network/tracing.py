"""A trace of a computation with given numbers, by the right rules or by others."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tutor.network.architecture import Network
from tutor.network.graph import Graph
from tutor.network.graph_trace import GraphTrace
from tutor.network.layered_trace import trace
from tutor.network.numbers import Number
from tutor.network.rules import RIGHT, Rules
from tutor.network.trace import Trace


def traced(
    computation: Network | Graph,
    data: Sequence[tuple[Sequence[Fraction], Sequence[Fraction]]],
    theta: Sequence[Fraction],
    learning_rate: Fraction,
    *,
    exact: bool,
    rules: Rules = RIGHT,
    own: Mapping[tuple[str, int], Number] | None = None,
) -> Trace:
    """Every quantity of a computation, in fractions where `exact`; each data point is an input and a target.

    `own` are values of a computation graph's nodes that are taken as they are, by name and data point.
    """

    def number(value: Fraction) -> Number:
        return value if exact else float(value)

    inputs, targets = ([[number(value) for value in point[k]] for point in data] for k in (0, 1))
    parameters, rate = [number(value) for value in theta], number(learning_rate)
    if isinstance(computation, Network):
        return trace(computation, inputs, targets, parameters, rate, rules=rules)
    return GraphTrace(computation, inputs, parameters, rate, rules, own)
