"""A picture in cells between two axes: what plots and heat maps have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import numpy as np
from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from tutor.session.numbers import short
from tutor.widgets.axis import Axis

LEFT = 10
"""Cells for the numbers at the side, and for its line."""
LEAST = 2
"""Rows and columns of a picture that can be looked at."""
ROWS_A_TICK, COLUMNS_A_TICK = 4, 12
"""Room for a number at an axis."""


def cell_at(share: float, cells: int, dots: int) -> int:
    """The cell of a place some share of the way along, where each has so many dots: the one with a line's dot there."""
    return round(share * (cells * dots - 1)) // dots


class PlotFrame(Widget, can_focus=False):
    """Draws a caption, the axes and their numbers; who derives from it draws what is between."""

    DEFAULT_CSS = "PlotFrame { height: 1fr; width: 1fr; min-height: 3; }"
    ACROSS: ClassVar[int] = 1
    DOWN: ClassVar[int] = 1
    """How many dots of the picture are in a cell, each way."""

    def __init__(self, *, plain: bool, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.plain = plain
        self.caption = ""
        self.x_axis, self.y_axis = Axis(0, 1), Axis(0, 1)
        self.x_name = ""
        self._strips: list[Strip] | None = None

    def redraw(self) -> None:
        """What is to be seen has changed."""
        self._strips = None
        self.refresh()

    def on_resize(self) -> None:
        """There is other room."""
        self.redraw()

    def notify_style_update(self) -> None:
        """Other colours."""
        super().notify_style_update()
        self._strips = None

    @property
    def room(self) -> tuple[int, int]:
        """Rows and columns between the axes."""
        return self.size.height - 3, self.size.width - LEFT

    def picture(self, rows: int, columns: int) -> Sequence[Iterable[Segment]]:
        """The rows of the picture."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        if self._strips is None:
            self._strips = self._drawn()
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width, self.rich_style)

    def style_of(self, colour: str, *, bold: bool = False) -> Style:
        """A style of the theme's colour of this name, on the background."""
        return self.rich_style + Style(color=Color.parse(self.app.theme_variables[colour]).rich_color, bold=bold)

    def _drawn(self) -> list[Strip]:
        rows, columns = self.room
        width, base = self.size.width, self.rich_style
        dim = self.rich_style + Style(dim=True)
        caption = Segment(set_cell_size(self.caption, width), base + Style(bold=True))
        strips = [Strip([caption]).adjust_cell_length(width, base)]
        if rows < LEAST or columns < LEAST:
            return strips
        bar, tick, corner, flat, foot = "|++-+" if self.plain else "│┤└─┬"
        sides, feet = self._at_side(rows), self._below(columns)
        for number, segments in enumerate(self.picture(rows, columns)):
            label = sides.get(number, "")
            side = " " * (LEFT - 2 - cell_len(label)) + f"{label} {tick if label else bar}"
            strips.append(Strip([Segment(side, dim), *segments]).adjust_cell_length(width, base))
        line = "".join(foot if column in feet else flat for column in range(columns))
        named = f"{line[: columns - cell_len(self.x_name) - 1]} {self.x_name}" if self.x_name else line
        strips.append(Strip([Segment(" " * (LEFT - 1) + corner + named, dim)]).crop(0, width))
        strips.append(Strip([Segment(_labels(feet, columns), dim)]).adjust_cell_length(width, base))
        return strips

    def _at_side(self, rows: int) -> dict[int, str]:
        """The round numbers beside rows."""
        ticks = self.y_axis.ticks(max(2, rows // ROWS_A_TICK))
        shares = self.y_axis.shares(np.array(ticks)).tolist()
        return {cell_at(1 - share, rows, self.DOWN): short(at) for share, at in zip(shares, ticks, strict=True)}

    def _below(self, columns: int) -> dict[int, str]:
        """The round numbers below columns."""
        ticks = self.x_axis.ticks(max(2, columns // COLUMNS_A_TICK))
        shares = self.x_axis.shares(np.array(ticks)).tolist()
        return {cell_at(share, columns, self.ACROSS): short(at) for share, at in zip(shares, ticks, strict=True)}


def _labels(feet: Mapping[int, str], columns: int) -> str:
    """The numbers below, each under its column, and none that has no room beside the one before."""
    line = ""
    for column, label in feet.items():
        start = min(LEFT + column - cell_len(label) // 2, LEFT + columns - cell_len(label))
        if not line or cell_len(line) < start:
            line += " " * (start - cell_len(line)) + label
    return line
