"""The right value of a field that asks for a number."""

from fractions import Fraction
from math import nan

from tutor.answers.tolerance import is_finite
from tutor.answers.verdicts import Number
from tutor.lessons.breakdown import value_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId


def expected(problem: Problem, field: FieldId) -> Number:
    """The right value of a field of (a), (c), (d), (e) or of a sub-step, from the trace."""
    if field.is_after:
        return _after(problem, field)
    if field.step:
        return value_of(problem, field)
    if field.stage in "ac":
        return Fraction(len(problem.graph.asked)) if field.stage == "a" else problem.trace.cost
    trace = problem.trace
    if field.stage == "d":
        if field.name in trace.gradient:
            return trace.gradient[field.name]
        return sum((trace.slope(field.name, point) for point in range(1, trace.points + 1)), Fraction(0))
    new = trace.updated[field.name]
    return new - trace.theta[field.name] if problem.answer == "change" else new


def _after(problem: Problem, field: FieldId) -> Number:
    """What comes out at θ′; not a number where θ′ is too large for one."""
    possible = all(map(is_finite, problem.trace.updated.values()))
    return expected(problem.moved, field.before) if possible else nan
