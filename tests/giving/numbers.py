"""The numbers in a text, and whether one of them is the value of another in any power of ten, to two digits."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction

DIGITS = 2
_POWER = re.compile(r"(\d(?:\.\d+)?) \\times 10\^\{(-?\d+)\}")
_FRACTION = re.compile(r"\\frac\{(\d+)\}\{(\d+)\}")
_SCRIPTS = re.compile(r"[_^]\s*(?:\{[^{}]*\}|\w)|@\d+(?:\.\d+)?")
"""Layers, units, points, paths and exponents: where a number stands, or how often it counts, and none that is said."""
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e[+-]?\d+|/\d+)?")


def numbers_in(text: str) -> list[Fraction]:
    """Every number that a text says, without its sign."""
    plain = _FRACTION.sub(r" \1/\2 ", _POWER.sub(r" \1e\2 ", text))
    return [Fraction(found) for found in _NUMBER.findall(_SCRIPTS.sub(" ", plain)) if not found.endswith("/0")]


def beyond(text: str, templates: Iterable[str]) -> list[Fraction]:
    """The numbers of a text that its templates do not have as they are: those that were put in."""
    rest = Counter(numbers_in(text))
    rest.subtract(Counter(number for template in templates for number in numbers_in(template)))
    return list(rest.elements())


def digits_of(value: Fraction | float) -> str:
    """The first digits of a number, wherever its point stands; empty for 0."""
    if not value:
        return ""
    exact = value if isinstance(value, Fraction) else Fraction(repr(float(value)))
    # In decimals, where half a digit is half a digit: 0.0375 begins with the same digits as 37.5.
    with localcontext(prec=40):
        rounded = Decimal(exact.numerator) / Decimal(exact.denominator)
    return f"{abs(rounded):.{DIGITS - 1}e}".partition("e")[0]
