"""How a number is written: the shortest decimal, or the fraction where the decimal would never end."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import ceil, isfinite, isinf, log10

MINUS = "\N{MINUS SIGN}"
LONGEST_DECIMAL = 12
DIGITS_OF_FLOATS = 6
MOST_DIGITS_OF_FLOATS = 15
ROUND = 1e-9
LEAST_BESIDE_DECIMALS = 3
"""Characters that a decimal has besides its decimals: a digit and the point, and one to be shorter than a fraction."""
MOST_BITS = 700
"""An exact number whose numerator and denominator need more, some 200 digits, is written like a float."""


class Precise(float):
    """A float that is shown to more digits than others."""

    digits: int


def beside(value: Fraction | float, step: Fraction | float) -> Fraction | float:
    """The value, to be shown as finely as the step that led to it: rounded like others, θ′ could look like θ."""
    if isinstance(value, Fraction) or not value or not step or not isfinite(value):
        return value
    precise = Precise(value)
    ratio = abs(value / step)
    further = max(0, ceil(log10(ratio))) if isfinite(ratio) else MOST_DIGITS_OF_FLOATS
    precise.digits = min(DIGITS_OF_FLOATS + further, MOST_DIGITS_OF_FLOATS)
    return precise


def as_text(value: Fraction | float) -> str:
    """The number as a learner reads it: `−43.6`, `1/3`, `0.731059`."""
    return _decimal_or_fraction(value).replace("-", MINUS)


def as_latex(value: Fraction | float) -> str:
    """The number inside a formula: `-43.6`, `\\frac{1}{3}`, `-\\frac{1}{3}`."""
    written = _decimal_or_fraction(value)
    if "/" in written:
        sign = "-" if written.startswith("-") else ""
        numerator, denominator = written.removeprefix("-").split("/")
        return f"{sign}\\frac{{{numerator}}}{{{denominator}}}"
    if "e" in written:
        mantissa, exponent = written.split("e")
        return f"{mantissa} \\times 10^{{{int(exponent)}}}"
    return written.replace("∞", "\\infty")


def bracketed(value: Fraction | float) -> str:
    """The number as a factor in a LaTeX product: in brackets where it is negative or a fraction."""
    written = as_latex(value)
    return f"\\left({written}\\right)" if written.startswith("-") or "\\" in written else written


def signed(value: Fraction | float) -> str:
    """The number as a further term of a LaTeX sum: `+ 3` or `- 3`."""
    return f"- {as_latex(-value)}" if value < 0 else f"+ {as_latex(value)}"


def as_tuple(values: Sequence[Fraction | float]) -> str:
    """Numbers as a LaTeX tuple; a single one stands alone, and none are nothing."""
    written = ",\\ ".join(map(as_latex, values))
    return f"({written})" if len(values) > 1 else written


def decimal_places(value: Fraction, longest: int = LONGEST_DECIMAL) -> int | None:
    """How many decimals the number needs, None where they never end (or only after more than `longest`)."""
    denominator, places = value.denominator, 0
    while denominator % 10 == 0:
        denominator, places = denominator // 10, places + 1
    for factor in (5, 2):
        steps = 0
        while denominator % factor == 0:
            denominator, steps = denominator // factor, steps + 1
        places += steps
    return places if denominator == 1 and places <= longest else None


def _decimal_or_fraction(value: Fraction | float) -> str:
    if isinstance(value, float):
        return _float(value, value.digits if isinstance(value, Precise) else DIGITS_OF_FLOATS)
    value = Fraction(value)
    if value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS:
        return _rounded(value)
    fraction = f"{value.numerator}/{value.denominator}"
    places = decimal_places(value, longest=max(LONGEST_DECIMAL, len(fraction) - LEAST_BESIDE_DECIMALS))
    if places is None:
        return fraction
    scaled = abs(value.numerator) * 10**places // value.denominator
    digits = str(scaled).rjust(places + 1, "0")
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{decimals}" if places else f"{sign}{whole}"


def _float(value: float, digits: int) -> str:
    if isinf(value):
        return f"{value:g}".replace("inf", "∞")
    written = f"{value:.{digits}g}"
    if float(written) == 0:
        return "0"
    # A number that is not as round as it looks keeps its zeros, which say so: 0.120000.
    is_round = abs(float(written) - value) <= ROUND * abs(value)
    return written if is_round else f"{value:#.{digits}g}".rstrip(".")


def _rounded(value: Fraction) -> str:
    """The number in the form of floats; a float itself may not reach so far."""
    with localcontext(prec=DIGITS_OF_FLOATS):
        short = (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
    return f"{short:f}" if -5 < short.adjusted() < DIGITS_OF_FLOATS else f"{short:e}"
