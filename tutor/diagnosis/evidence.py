"""An answer as evidence: the number, how finely it was given, and how likely just this wrong number is by chance."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import numpy as np

from tutor.answers.tolerance import OF_THE_STEP
from tutor.lessons.stages import FieldId
from tutor.network.products import Array

Number: TypeAlias = Fraction | float

FEWEST_DIGITS = 3
"""A number given to fewer digits is meant as it stands: nothing rounds to it."""
CLOSE, FLOOR = 1e-9, 1e-12
EXPLAINED = 1e-3
"""The least agreement with an answer that explains it."""
ZERO_BY_CHANCE = 0.05
"""How often a wrong answer that no rule gives is 0."""
LEAST_CHANCE = 1e-7
LEAST_REACH = 0.0


@dataclass(frozen=True)
class Observed:
    """An answer. `unit` is the value of its last decimal place, 0 where it has none (1/3); `digits` are significant."""

    field: FieldId
    value: float
    unit: float
    digits: int
    right: float
    scale: float
    """How large numbers are in this stage."""
    exact: bool
    """Whether the problem's numbers are exact, so that few would round."""
    step: float | None = None
    """For θ′, the right step: rounding must not hide it."""

    @property
    def group(self) -> str:
        """Answers of one group are right or wrong together: a stage's, and apart from them its sub-steps'."""
        return self.field.stage + ("/" if self.field.step else "")

    @cached_property
    def is_right(self) -> bool:
        """Whether it is the right answer, perhaps rounded, as marking takes it."""
        if self.step is not None and abs(self.value - self.right) > max(
            OF_THE_STEP * abs(self.step), FLOOR * max(1.0, abs(self.right))
        ):
            return False
        return abs(self.value - self.right) <= self._fill / 2 or bool(self.agreement(np.array(self.right)) > 0)

    @property
    def _fill(self) -> float:
        """The power of ten to which a whole number may be rounded, if the zeros at its end are only fill; else 0."""
        if self.unit != 1:
            return 0.0
        digits = f"{abs(self.value):.0f}"
        zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - FEWEST_DIGITS)
        return 10.0**zeros if zeros > 0 else 0.0

    def agreement(self, predicted: Array) -> Array:
        """How well predictions explain the answer, from 0 (not at all) to 1 (it is just that), elementwise."""
        difference = np.abs(predicted - self.value)
        same = difference <= np.maximum(CLOSE * np.abs(predicted), FLOOR * self.scale)
        if self.digits < FEWEST_DIGITS or not self.unit:
            return same.astype(float)
        larger = np.abs(predicted)
        cut = (
            (abs(self.value) < larger)
            & (larger < abs(self.value) + self.unit)
            & (np.sign(predicted) == np.sign(self.value))
        )
        rounded = (difference <= self.unit / 2 * (1 + CLOSE)) | cut
        return np.where(same, 1.0, np.where(rounded, 0.02 if self.exact else 0.9, 0.0))

    @cached_property
    def by_chance(self) -> float:
        """How likely just this number is if no rule gave it: even up to twice the right one, ever less beyond."""
        if self.value == 0:
            return ZERO_BY_CHANCE
        reach = 2 * max(abs(self.right), self.unit, LEAST_REACH * self.scale)
        density = min(1.0, reach / abs(self.value)) ** 2 / (2 * reach)
        return max(LEAST_CHANCE, density * (self.unit or CLOSE * reach))


def observe(
    field: FieldId, value: Number, right: float, scale: float, *, exact: bool, step: float | None = None
) -> Observed:
    """An answer as it was given: a float stands for its shortest decimal. What can be typed is a finite float."""
    given = Fraction(repr(value)) if isinstance(value, float) else value
    places = _decimal_places(given)
    unit = 10.0**-places if places is not None else 1e-9 if given.denominator > 10**6 else 1 / given.denominator
    digits = (
        0 if places is None else len(str(abs(given.numerator) * 10**places // given.denominator).rstrip("0") or "0")
    )
    if places == 0:
        digits = len(str(abs(given.numerator)))
    return Observed(field, float(given), unit, digits if places is not None else 0, right, scale, exact, step)


def _decimal_places(value: Fraction) -> int | None:
    """How many decimals the number needs, None where they never end."""
    rest, counts = value.denominator, [0, 0]
    for k, prime in enumerate((2, 5)):
        while rest % prime == 0:
            rest, counts[k] = rest // prime, counts[k] + 1
    return max(counts) if rest == 1 else None
