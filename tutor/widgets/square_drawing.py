"""A square with the side r, and what is added to it, or taken away, when r grows by h: two strips and a corner."""

from fractions import Fraction
from math import ceil

from textual.widgets import Static

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

    DEFAULT_CSS = "SquareDrawing { width: 1fr; padding: 0 2; color: $text-primary; }"

    def __init__(self, farthest: Fraction, h: Fraction, *, plain: bool) -> None:
        """`farthest` is the longest side."""
        super().__init__("", markup=False)
        self._h, self._signs = h, PLAIN_SIGNS if plain else SIGNS
        self.styles.height = _cells(farthest + h)[1]

    def show(self, r: Fraction) -> None:
        """With this side."""
        self.update("\n".join(square_lines(r, self._h, self._signs)))
