"""Numbers as the engine's readers see them: exact fractions where possible, floats elsewhere. Imports no numpy."""

from collections.abc import Iterable
from fractions import Fraction
from numbers import Rational
from typing import Any, TypeAlias

Number: TypeAlias = Fraction | float


def is_exact(values: Iterable[Any]) -> bool:
    """Whether all values are whole numbers or fractions."""
    return all(type(value) is Fraction or isinstance(value, Rational) for value in values)


def number(value: Any, exact: bool) -> Number:
    """A Fraction, if one is wanted and the value is rational (truth values are, as 1 and 0), else a float."""
    if exact and type(value) is Fraction:  # as most are: to ask whether it is rational takes longer
        return value
    return Fraction(value) if exact and isinstance(value, Rational) else float(value)
