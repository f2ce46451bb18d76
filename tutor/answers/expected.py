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
        return Fraction(len(problem.graph.asked))
    if field.stage == "c":
        return problem.trace.cost
    trace = problem.trace
    if field.stage == "d":
        if field.name in trace.gradient:
            return trace.gradient[field.name]
        return sum((trace.slope(field.name, point) for point in range(1, trace.points + 1)), Fraction(0))
    new = trace.updated[field.name]
    return new - trace.theta[field.name] if problem.answer == "change" else new
