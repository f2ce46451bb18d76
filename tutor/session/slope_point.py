"""A point that is moved along r² or ρ: where it is, and what is said of the change there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from tutor.answers.errors import Unreadable
from tutor.answers.reading import read_number
from tutor.lessons.slopes import GATE, SQUARE
from tutor.network.activations import ACTIVATION_NAMED
from tutor.session.naming import Naming
from tutor.session.numbers import short

STEP = Fraction(1, 2)
"""How far the point moves at a time, and how much is added to the side of the square."""
FARTHEST = Fraction(4)
_SMALL, _SMALLER = Fraction(1, 10), Fraction(1, 100)
CORNERS = ("relu", "leaky-relu")
"""The functions with a corner at 0."""


@dataclass(frozen=True)
class SlopePoint:
    """The side r of a square, and the z of an activation function: one number for both."""

    at: Fraction = Fraction(2)

    def moved(self, by: int) -> "SlopePoint":
        """So many steps to the right, as far as the drawing goes."""
        return replace(self, at=max(-FARTHEST, min(FARTHEST, self.at + by * STEP)))

    def can_move(self, by: int) -> bool:
        """Whether the drawing goes on there."""
        return self.moved(by) != self


def typed_point(text: str) -> SlopePoint | None:
    """The point of a number that was typed, as far as the drawing goes; None where it is none."""
    try:
        value = read_number(text).value
    except Unreadable:
        return None
    return SlopePoint(value) if isinstance(value, Fraction) and abs(value) <= FARTHEST else None


def sentences(point: SlopePoint, name: str, functions: tuple[str, ...], naming: Naming) -> Iterator[str]:
    """What the drawing of a page says with its point there, as Markdown; nothing for a page without such a drawing."""
    if name == SQUARE:
        yield _of_square(point.at, naming)
    elif name == GATE:
        yield from (_of_gate(point.at, function, naming) for function in functions)


def slope_at(function: str, z: Fraction) -> tuple[float, float]:
    """ρ(z) and ρ′(z), as the engine has them."""
    rho, at = ACTIVATION_NAMED[function], np.array([float(z)])
    return float(rho.value(at)[0]), float(rho.derivative(at)[0])


def _of_square(r: Fraction, naming: Naming) -> str:
    def ratio(h: Fraction) -> Fraction:
        return ((r + h) ** 2 - r**2) / h

    return naming.say(
        "slopes.square",
        r=r,
        before=r**2,
        after=(r + STEP) ** 2,
        change=(r + STEP) ** 2 - r**2,
        h=STEP,
        ratio=ratio(STEP),
        small=_SMALL,
        of_small=ratio(_SMALL),
        smaller=_SMALLER,
        of_smaller=ratio(_SMALLER),
        slope=2 * r,
    )


def _of_gate(z: Fraction, function: str, naming: Naming) -> str:
    (value, slope), (beyond, _) = slope_at(function, z), slope_at(function, z + _SMALL)
    said = naming.say(
        "slopes.gate",
        function=naming.say(f"slopes.{function}"),
        z=z,
        value=short(value),
        h=_SMALL,
        beyond=short(beyond),
        change=short(beyond - value),
        slope=short(slope),
    )
    corner = naming.say("slopes.corner", slope=short(slope)) if function in CORNERS and not z else ""
    return f"{said} {corner}".rstrip()
