"""When a number is the right one, and when it is the right one given to fewer digits."""

from fractions import Fraction

from tutor.answers.verdicts import Number, Verdict

FEWEST_DIGITS = 3
# What a calculator's or a printed float's last digits may differ by, of the value (or, for θ′, of the step).
CLOSE = 1e-9
# Rounding of θ′ must not hide the step: three significant digits of the step itself must be there.
OF_THE_STEP = 0.005
FLOOR = 1e-12


def judge(value: Fraction, digits: int | None, place: int | None, true: Number, step: Number | None = None) -> Verdict:
    """Correct, rounded or wrong.

    `digits` and `place` are the significant digits and the last digit's power of ten of a typed decimal, None for
    fractions and expressions. `step` is ηg where θ′ is asked for: a tolerance relative to θ′ would take "nothing was
    updated" for right wherever η is small.
    """
    difference = abs(value - true) if isinstance(true, Fraction) else abs(float(value) - true)
    if difference == 0:
        return Verdict.CORRECT
    scale = abs(float(true if step is None else step))
    if difference <= max(CLOSE * scale, FLOOR * abs(float(true))):
        return Verdict.CORRECT
    if digits is None or place is None or digits < FEWEST_DIGITS or not _is_rounded(value, place, true):
        return Verdict.WRONG
    if step is not None and difference > OF_THE_STEP * abs(float(step)):
        return Verdict.WRONG
    return Verdict.ROUNDED


def _is_rounded(value: Fraction, place: int, true: Number) -> bool:
    """Whether the value is the true one rounded to the place of its last digit: to the nearest, or cut off."""
    unit = Fraction(10) ** place
    exact = Fraction(true)
    if abs(value - exact) <= unit / 2:
        return True
    return abs(value) < abs(exact) < abs(value) + unit and value * exact > 0
