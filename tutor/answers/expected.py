"""The right value of a field that asks for a number."""

from fractions import Fraction

from tutor.answers.verdicts import Number
from tutor.lessons.breakdown import value_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId


def expected(problem: Problem, field: FieldId) -> Number:
    """The right value of a field of (a), (c), (d), (e) or of a sub-step, from the trace."""
    if field.step:
        return value_of(problem, field)
    if field.stage == "a":
        return Fraction(problem.network.parameter_count)
    if field.stage == "c":
        return problem.trace.cost
    return (problem.trace.gradient if field.stage == "d" else problem.trace.updated)[field.name]
