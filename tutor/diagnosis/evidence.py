"""An answer as evidence: the number, how finely it was given, and how likely just this wrong number is by chance."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from tutor.answers.quantity import Quantity
from tutor.lessons.stages import FieldId
from tutor.network.products import Array

FEWEST_DIGITS = 3
"""A number given to fewer digits is meant as it stands: nothing rounds to it."""
CLOSE, FLOOR = 1e-9, 1e-12
EXPLAINED = 1e-3
"""The least agreement with an answer that explains it."""
ROUNDED, ROUNDED_THOUGH_SHORT = 1.0, 0.02
"""How well a number agrees with one that rounds to it, and with one that had few digits to write anyway."""
SHORT = 1e6
ZERO_BY_CHANCE = 0.05
"""How often a wrong answer that no rule gives is 0."""
LEAST_CHANCE = 1e-7


@dataclass(frozen=True)
class Observed:
    """An answer, as the judge has it. `unit` is the value of its last decimal place, 0 where it has none (1/3)."""

    field: FieldId
    value: float
    unit: float
    digits: int
    """Its significant digits."""
    right: float
    scale: float
    """How large numbers are in this stage."""
    exact: bool
    """Whether the problem's numbers are exact, so that few would round."""
    is_right: bool

    @property
    def group(self) -> str:
        """Answers of one group are right or wrong together: a stage's, and apart from them its sub-steps'."""
        return self.field.stage + ("/" if self.field.step else "")

    def agreement(self, predicted: Array) -> Array:
        """How well predictions explain the answer, from 0 (not at all) to 1 (it is just that), elementwise."""
        difference, larger = np.abs(predicted - self.value), np.abs(predicted)
        same = difference <= np.maximum(CLOSE * larger, FLOOR * self.scale)
        if self.digits < FEWEST_DIGITS or not self.unit:
            return same.astype(float)
        cut = (
            (abs(self.value) < larger)
            & (larger < abs(self.value) + self.unit)
            & (np.sign(predicted) == np.sign(self.value))
        )
        rounded = (difference <= self.unit / 2 * (1 + CLOSE)) | cut
        if not (rounded & ~same).any():  # as ever where numbers come out even
            return same.astype(float)
        seldom = _is_short(predicted) if self.exact else np.zeros_like(same)
        return np.where(same, 1.0, np.where(rounded, np.where(seldom, ROUNDED_THOUGH_SHORT, ROUNDED), 0.0))

    @cached_property
    def is_off(self) -> bool:
        """Whether the right answer does not explain it."""
        return not self.agreement(np.array(self.right)) > 0

    @cached_property
    def by_chance(self) -> float:
        """How likely just this number is if no rule gave it: even up to twice the right one, ever less beyond."""
        if self.value == 0:
            return ZERO_BY_CHANCE
        reach = 2 * max(abs(self.right), self.unit)
        density = min(1.0, reach / abs(self.value)) ** 2 / (2 * reach)
        return max(LEAST_CHANCE, density * (self.unit or CLOSE * reach))


@dataclass(frozen=True)
class Predicted:
    """The answers (K,) that hypotheses predict for one that was observed, and how well each agrees with it."""

    observed: Observed
    values: Array
    agreement: Array


@lru_cache(maxsize=4096)  # for each answer all others are looked at, and in a class many are the same
def observe(
    field: FieldId,
    quantity: Quantity,
    right: float,
    scale: float,
    *,
    exact: bool,
    is_right: bool,
) -> Observed:
    """An answer as it was typed; an expression counts by the shortest decimal of its value."""
    given = quantity if quantity.digits is not None else Quantity.of(quantity.value)
    if given.place is None or given.digits is None:  # 1/3 has no last place
        denominator = given.value.denominator
        unit, digits = (1e-9 if denominator > 10**6 else 1 / denominator), 0
    else:
        unit, digits = 10.0**given.place, given.digits
    return Observed(field, float(given.value), unit, digits, right, scale, exact, is_right)


def _is_short(values: Array) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    """Whether numbers end within six decimals, so that nobody would round them."""
    with np.errstate(invalid="ignore", over="ignore"):
        scaled = values * SHORT
        short: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = np.abs(scaled - np.rint(scaled)) <= CLOSE * np.maximum(
            SHORT, np.abs(scaled)
        )
    return short
