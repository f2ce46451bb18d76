"""A problem's trace by other rules, or with values of the learner's own. It brings the engine in."""

from collections.abc import Mapping

from tutor.lessons.problem import Problem
from tutor.network.numbers import Number
from tutor.network.rules import RIGHT, Rules
from tutor.network.trace import Trace
from tutor.network.tracing import traced


def trace_of(problem: Problem, rules: Rules = RIGHT, own: Mapping[tuple[str, int], Number] | None = None) -> Trace:
    """Every quantity of a problem, in fractions where they stay short.

    `own` are values of a computation graph's nodes that are taken as they are, by name and data point.
    """
    given = (problem.computation, problem.data, problem.theta, problem.learning_rate)
    return traced(*given, exact=problem.is_exact, rules=rules, own=own)
