"""A plot of lines and points, drawn anew at every turn of a slider: numpy sets the dots, two by four in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from rich.segment import Segment

from tutor.network.products import Array
from tutor.widgets.axis import Axis
from tutor.widgets.plot_frame import PlotFrame, cell_at

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


class Curve(NamedTuple):
    """A line through places; its `dash`, and its `sign` where there are no dots, are for who sees no colours."""

    x: Array
    y: Array
    colour: str = "primary"
    dash: float = 1.0
    sign: str = "*"


class Dot(NamedTuple):
    """A sign at a place."""

    x: float
    y: float
    sign: str
    colour: str = "foreground"


class Upright(NamedTuple):
    """A line from top to bottom at a value of x, with a sign at its head."""

    x: float
    sign: str = ""
    colour: str = "secondary"


class Drawn(NamedTuple):
    """All of a plot."""

    caption: str
    x_axis: Axis
    y_axis: Axis
    curves: Sequence[Curve] = ()
    dots: Sequence[Dot] = ()
    uprights: Sequence[Upright] = ()
    x_name: str = ""


class Plot(PlotFrame):
    """Shows what it is given."""

    ACROSS, DOWN = ACROSS, DOWN
    drawn: Drawn | None = None

    def show(self, drawn: Drawn) -> None:
        """Show this from now on."""
        self.drawn = drawn
        self.caption, self.x_axis, self.y_axis, self.x_name = drawn.caption, drawn.x_axis, drawn.y_axis, drawn.x_name
        self.redraw()

    def picture(self, rows: int, columns: int) -> Sequence[Iterable[Segment]]:
        signs = np.full((rows, columns), " ", "<U1")
        colours = np.zeros((rows, columns), int)
        names = ["foreground"]
        if self.drawn is not None:
            for upright in self.drawn.uprights:
                self._upright(upright, signs, colours, names)
            for curve in self.drawn.curves:
                self._curve(curve, signs, colours, names)
            for dot in self.drawn.dots:
                place = self._cell(dot.x, dot.y, rows, columns)
                if place is not None:
                    signs[place], colours[place] = dot.sign, _number(dot.colour, names)
        styles = [self.style_of(name) for name in names]
        return [
            [Segment("".join(signs[row, start:end]), styles[colours[row, start]]) for start, end in _runs(colours[row])]
            for row in range(rows)
        ]

    def _curve(self, curve: Curve, signs: Array, colours: Array, names: list[str]) -> None:
        rows, columns = signs.shape
        x, y = self.x_axis.shares(curve.x), self.y_axis.shares(curve.y)
        dots = line(x, y, columns, rows, dash=curve.dash)
        codes = cells(dots)
        touched = codes != BLANK
        if self.plain:
            signs[touched] = curve.sign
        else:
            before = signs.view(np.uint32).reshape(rows, columns)
            both = np.where(before >= BLANK, before | codes, codes)
            before[touched] = both[touched]
        colours[touched] = _number(curve.colour, names)

    def _upright(self, upright: Upright, signs: Array, colours: Array, names: list[str]) -> None:
        columns = signs.shape[1]
        share = float(self.x_axis.shares(np.array(upright.x)))
        if 0 <= share <= 1:
            column = cell_at(share, columns, ACROSS)
            signs[:, column] = ":" if self.plain else "┊"
            colours[:, column] = _number(upright.colour, names)
            start = max(0, min(column, columns - len(upright.sign)))
            for k, letter in enumerate(upright.sign[:columns]):
                signs[0, start + k] = letter
                colours[0, start + k] = colours[0, column]

    def _cell(self, x: float, y: float, rows: int, columns: int) -> tuple[int, int] | None:
        across, up = float(self.x_axis.shares(np.array(x))), float(self.y_axis.shares(np.array(y)))
        if not (0 <= across <= 1 and 0 <= up <= 1):  # nor where it is not a number
            return None
        return cell_at(1 - up, rows, DOWN), cell_at(across, columns, ACROSS)


def _number(name: str, names: list[str]) -> int:
    if name not in names:
        names.append(name)
    return names.index(name)


def _runs(values: Array) -> Iterable[tuple[int, int]]:
    """Where the same number stands several times."""
    ends = [*(np.flatnonzero(np.diff(values)) + 1).tolist(), len(values)]
    return zip([0, *ends[:-1]], ends, strict=True)
