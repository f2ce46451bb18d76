"""Lines in braille dots: two across and four down in each cell."""

import numpy as np

from tutor.network.products import Array

ACROSS, DOWN = 2, 4
_BITS = np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]])
BLANK = 0x2800
DASH = 12.0
"""Dots of a dash with the gap behind it."""
MOST_DOTS = 20_000
"""Of one line: what leaves the plot and comes back a thousand times is cut."""


def line(x: Array, y: Array, columns: int, rows: int, *, dash: float = 1.0) -> Array:
    """The dots (rows · 4, columns · 2) of a line through places in the plot: x from its left and y from its bottom, as
    shares of it. What is not finite is passed over. `dash` is the share of a dash that is drawn: 1 for a whole line.
    """
    width, height = columns * ACROSS, rows * DOWN
    dots = np.zeros((height, width), bool)
    with np.errstate(invalid="ignore"):
        kept = np.isfinite(x) & ~np.isnan(y)
        across = np.clip(x[kept], -1, 2) * (width - 1)
        down = (1 - np.clip(y[kept], -1, 2)) * (height - 1)
    if not len(across):
        return dots
    passed = np.concatenate([[0.0], np.hypot(np.diff(across), np.diff(down)).cumsum()])
    at = np.linspace(0, passed[-1], min(int(passed[-1] * 2) + 2, MOST_DOTS))
    at_column = np.rint(np.interp(at, passed, across)).astype(int)
    at_row = np.rint(np.interp(at, passed, down)).astype(int)
    inside = (at_column >= 0) & (at_column < width) & (at_row >= 0) & (at_row < height)
    if dash < 1:
        inside &= at % DASH < DASH * dash
    dots[at_row[inside], at_column[inside]] = True
    return dots


def cells(dots: Array) -> Array:
    """The code points (rows, columns) of dots."""
    rows, columns = dots.shape[0] // DOWN, dots.shape[1] // ACROSS
    blocks = dots.reshape(rows, DOWN, columns, ACROSS).swapaxes(1, 2)
    codes: Array = (blocks * _BITS).sum(axis=(2, 3)) + BLANK
    return codes
