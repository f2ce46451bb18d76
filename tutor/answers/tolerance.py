"""When a number is the same as another, and when it is that one to fewer digits. All of it in exact arithmetic."""

from fractions import Fraction
from math import isfinite, ulp

from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Number

# What a calculator's or a printed float's last digits may differ by, of the value (or, for θ′, of the step).
CLOSE = Fraction(1, 10**9)
# What floats can't tell apart, of the largest number on the way: where terms cancel, all that is left is rounding.
FLOOR = Fraction(1, 10**12)
# Neither may hide the step: "nothing was updated" is wrong however small η is.
CLOSE_OF_THE_STEP = Fraction(1, 1000)
# What two ways of adding up the same floats differ by, in units of the last digit.
LAST_DIGITS = 16


def is_same(quantity: Quantity, true: Number, *, size: Number = 0, step: Number | None = None) -> bool:
    """Whether a value is the true one, but for what floats can't tell apart.

    `size` is that of the largest number which the true one was made of. `step` is ηg where θ′ is asked for: a tolerance
    relative to θ′ would take "nothing was updated" for right wherever η is small.
    """
    if not is_finite(true) or not is_finite(size):
        return False
    exact = abs(Fraction(true))
    moved = abs(Fraction(step)) if step is not None else Fraction(0)
    tolerance = max(CLOSE * (exact if step is None else moved), FLOOR * max(exact, abs(Fraction(size))))
    if moved:
        tolerance = min(tolerance, CLOSE_OF_THE_STEP * moved)
    if isinstance(true, float):  # a step below a float's last digit can't be asked for
        tolerance = max(tolerance, LAST_DIGITS * Fraction(ulp(max(abs(true), 1.0))))
    return abs(quantity.value - Fraction(true)) <= tolerance


def digits_kept(quantity: Quantity, true: Number) -> int:
    """To how many significant digits the quantity is the true value rounded, or cut off; 0 if to none."""
    if not is_finite(true):
        return 0
    return quantity.rounding(true) or _cut_off(quantity, true) or 0


def is_finite(value: Number) -> bool:
    """Whether there is a number to compare with; a fraction always is one, also beyond what `isfinite` can convert."""
    return not isinstance(value, float) or isfinite(value)


def _cut_off(quantity: Quantity, true: Number) -> int | None:
    """To how many significant digits the quantity is the true value with the later ones cut off; None if to none.

    The zeros that end a whole number may be digits or only fill.
    """
    if quantity.digits is None or quantity.place is None or quantity.sure_digits is None:
        return None
    beyond = abs(Fraction(true)) - abs(quantity.value)
    if beyond < 0 or (quantity.value > 0) != (true > 0):
        return None
    dropped = range(quantity.digits - quantity.sure_digits + 1)
    return next((quantity.digits - d for d in dropped if beyond < Fraction(10) ** (quantity.place + d)), None)
