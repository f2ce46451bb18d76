"""Drawings on which a point moves: an activation function with its slope there, and a square that grows."""

from fractions import Fraction
from math import ceil

import numpy as np
from textual.widgets import Static

from tutor.network.activations import ACTIVATION_NAMED
from tutor.session.slope_point import FARTHEST, slope_at
from tutor.widgets.axis import Axis, around
from tutor.widgets.plot import Curve, Dot, Drawn, Plot

PLACES = 161
REACH = 1.5
"""How far the straight line goes to either side of the point."""


class SlopePlot(Plot):
    """A plot of one function."""

    DEFAULT_CSS = "SlopePlot { height: 11; width: 1fr; margin: 0 0 1 0; }"

    def __init__(self, function: str, caption: str, *, plain: bool) -> None:
        super().__init__(plain=plain)
        self._function, self._caption = function, caption

    def show_at(self, z: Fraction) -> None:
        """With the point there."""
        x = np.linspace(-float(FARTHEST), float(FARTHEST), PLACES)
        y = ACTIVATION_NAMED[self._function].value(x)
        value, slope = slope_at(self._function, z)
        near = np.clip(np.array([float(z) - REACH, float(z) + REACH]), x[0], x[-1])
        tangent = Curve(near, value + slope * (near - float(z)), "accent", sign="-")
        point = Dot(float(z), value, "O" if self.plain else "●", "success")
        curves = (Curve(x, y, "primary"), tangent)
        self.show(Drawn(self._caption, Axis(x[0], x[-1]), around([y]), curves, (point,), x_name="z"))


ACROSS, DOWN = 4, 2
"""Cells for a unit of length: about as wide as high on most terminals."""
SIGNS, PLAIN_SIGNS = ("·", "▒", "█"), (".", "+", "#")
"""What stays of the square, the strips, and the corner where they meet."""


def square_lines(r: Fraction, h: Fraction, signs: tuple[str, str, str] = SIGNS) -> list[str]:
    """The lines of the drawing. Where r is negative, its growing by h > 0 takes strips away from inside the square."""
    inner, strip, corner = signs
    outer = abs(r) + h if r >= 0 else abs(r)
    whole, kept = (_cells(outer), _cells(outer - h))
    lines = []
    for row in range(whole[1]):
        is_below = row >= kept[1]
        left, right = (strip, corner) if is_below else (inner, strip)
        lines.append(left * kept[0] + right * (whole[0] - kept[0]))
    return lines


def _cells(side: Fraction) -> tuple[int, int]:
    return ceil(max(side, Fraction(0)) * ACROSS), ceil(max(side, Fraction(0)) * DOWN)


class SquareDrawing(Static):
    """Keeps its height, so that nothing moves below it."""

    DEFAULT_CSS = "SquareDrawing { width: 1fr; padding: 0 2; margin: 0 0 1 0; color: $text-primary; }"

    def __init__(self, farthest: Fraction, h: Fraction, *, plain: bool) -> None:
        """`farthest` is the longest side."""
        super().__init__("", markup=False)
        self._h, self._signs = h, PLAIN_SIGNS if plain else SIGNS
        self.styles.height = _cells(farthest + h)[1]

    def show(self, r: Fraction) -> None:
        """With this side."""
        self.update("\n".join(square_lines(r, self._h, self._signs)))
