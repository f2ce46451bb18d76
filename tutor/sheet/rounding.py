"""How far a number that was rounded may lie from what it was rounded from."""

from fractions import Fraction
from functools import lru_cache

from tutor.answers.quantity import Quantity
from tutor.lessons.problem import Problem

_CUT = Fraction(6, 10)
"""In units of its last place."""
_FEW_DIGITS = 2


def slack_of(problem: Problem, quantity: Quantity) -> float:
    """How far; 0 for what is given, and for whole numbers and others of few digits, which are meant as they stand."""
    place = quantity.place or 0
    if quantity.digits == 1 and problem.digits is not None and place < 0:
        quantity = quantity._replace(digits=_FEW_DIGITS, place=place - 1)  # 0.2 for 0.20
    if quantity.digits is None or quantity.digits < _FEW_DIGITS or quantity.place is None or quantity.place >= 0:
        return 0.0
    if abs(quantity.value) in _given(problem):
        return 0.0
    return float(_CUT * Fraction(10) ** max(quantity.place, -300))


@lru_cache(maxsize=32)
def _given(problem: Problem) -> frozenset[Fraction]:
    """The numbers that are exact because the problem gives them, without their signs."""
    values = {*problem.theta, problem.learning_rate, Fraction(1, 2)}
    values |= {value for point in problem.data for half in point for value in half}
    return frozenset(abs(value) for value in values)
