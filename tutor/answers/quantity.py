"""A value as it was read: exact, and with what the typed form says of its precision."""

from fractions import Fraction
from typing import NamedTuple

MAX_BITS = 512
"""Numerators and denominators stay below 2 to this power: some 150 digits, and always a finite float."""


class Quantity(NamedTuple):
    """A value that a learner typed.

    `shown` is how it was read, in one normal form that reads the same again (`2×(2×3 + 13×6)`, minus is U+2212);
    `is_expression` if there was something to compute. `label` is the name given to it (`w1 = …`), in canonical form.

    For a plain decimal (else None): `digits` counts its significant digits and `place` is the power of ten of its last
    one: 1.230 → 4 and −3, 1.23e3 → 3 and 1. The zeros that end a whole number may be digits or only fill: 1230 has
    `digits` 4 and `place` 0, but `sure_digits` 3.
    """

    value: Fraction
    shown: str
    is_expression: bool = False
    digits: int | None = None
    place: int | None = None
    sure_digits: int | None = None
    label: str | None = None

    def negative(self) -> "Quantity":
        """This plain number with a minus before it."""
        shown = "−" + self.shown if self.value else self.shown
        return Quantity(-self.value, shown, False, self.digits, self.place, self.sure_digits)

    def rounding(self, true: Fraction | float) -> int | None:
        """To how many significant digits `true` rounds to this value, at most; None if to none, or no plain decimal."""
        if self.digits is None or self.place is None or self.sure_digits is None:
            return None
        distance = abs(Fraction(true) - self.value)
        for dropped in range(self.digits - self.sure_digits + 1):
            if 2 * distance <= Fraction(10) ** (self.place + dropped):
                return self.digits - dropped
        return None

    @classmethod
    def of(cls, value: Fraction | float) -> "Quantity":
        """A number as it would be typed: a float as its shortest decimal, a fraction that has no decimal as itself."""
        exact = Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
        places = _decimal_places(exact)
        if places is None:
            return cls(exact, str(exact), is_expression=True)
        unscaled = str(abs(exact.numerator) * 10**places // exact.denominator)
        sure = len(unscaled) if places or not exact else len(unscaled.rstrip("0"))
        padded = unscaled.rjust(places + 1, "0")
        shown = f"{padded[:-places]}.{padded[-places:]}" if places else padded
        return cls(exact, "−" + shown if exact < 0 else shown, False, len(unscaled), -places, sure)


def _decimal_places(value: Fraction) -> int | None:
    """How many decimals the number needs, None where they never end."""
    rest, counts = value.denominator, [0, 0]
    for k, prime in enumerate((2, 5)):
        while rest % prime == 0:
            rest, counts[k] = rest // prime, counts[k] + 1
    return max(counts) if rest == 1 else None
