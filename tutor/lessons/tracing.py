"""A problem's trace, by the right rules or by others. It brings the engine in, for which no first screen waits."""

from collections.abc import Mapping
from fractions import Fraction

from tutor.lessons.problem import Problem
from tutor.network.architecture import Network
from tutor.network.graph_trace import GraphTrace
from tutor.network.layered_trace import trace
from tutor.network.numbers import Number
from tutor.network.rules import RIGHT, Rules
from tutor.network.trace import Trace


def trace_of(problem: Problem, rules: Rules = RIGHT, own: Mapping[tuple[str, int], Number] | None = None) -> Trace:
    """Every quantity of a problem, in fractions where they stay short.

    `own` are values of a computation graph's nodes that are taken as they are, by name and data point.
    """

    def number(value: Fraction) -> Number:
        return value if problem.is_exact else float(value)

    inputs, targets = ([[number(value) for value in point[k]] for point in problem.data] for k in (0, 1))
    theta, rate = [number(value) for value in problem.theta], number(problem.learning_rate)
    if isinstance(problem.computation, Network):
        return trace(problem.computation, inputs, targets, theta, rate, rules=rules)
    return GraphTrace(problem.computation, inputs, theta, rate, rules, own)
