"""A heat map: two values in a cell, one above the other; and a path on it. Without colours, a sign for each shade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tutor.network.products import Array
from tutor.widgets.axis import Axis
from tutor.widgets.plot import Dot
from tutor.widgets.plot_frame import PlotFrame

SHADES = " .:-=+*#%@"
LEVELS = 24
HALF = "▀"


class Heat(NamedTuple):
    """Values (rows, columns), the first row lowest, and what is marked on them; the path's last sign lies on top."""

    caption: str
    x_axis: Axis
    y_axis: Axis
    values: Array
    dots: Sequence[Dot] = ()
    x_name: str = ""


class HeatMap(PlotFrame):
    """Shows what it is given: small values bright, large ones dark."""

    heat: Heat | None = None

    def show(self, heat: Heat) -> None:
        """Show this from now on."""
        self.heat = heat
        self.caption, self.x_axis, self.y_axis, self.x_name = heat.caption, heat.x_axis, heat.y_axis, heat.x_name
        self.redraw()

    @property
    def grid(self) -> tuple[int, int]:
        """How many rows and columns of values there is room for."""
        rows, columns = self.room
        return max(2, rows if self.plain else 2 * rows), max(2, columns)

    def picture(self, rows: int, columns: int) -> Sequence[Iterable[Segment]]:
        if self.heat is None:
            return [[] for _ in range(rows)]
        levels = _levels(self.heat.values)[::-1]
        tall = rows if self.plain else 2 * rows
        levels = levels[np.arange(tall) * len(levels) // tall][:, np.arange(columns) * levels.shape[1] // columns]
        marks = self._marks(rows, columns)
        if self.plain:
            return [
                [Segment("".join(marks.get((row, k), SHADES[level * len(SHADES) // LEVELS]) for k, level in
                                 enumerate(levels[row].tolist())), self.rich_style)]
                for row in range(rows)
            ]  # fmt: skip
        return [self._row(levels[2 * row].tolist(), levels[2 * row + 1].tolist(), row, marks) for row in range(rows)]

    def _row(self, upper: list[int], lower: list[int], row: int, marks: dict[tuple[int, int], str]) -> list[Segment]:
        colours, found, styles = self._colours(), list[Segment](), dict[tuple[int, int], Style]()
        on_top = self.style_of("foreground", bold=True)
        for column, pair in enumerate(zip(upper, lower, strict=True)):
            if (row, column) in marks:
                found.append(Segment(marks[row, column], on_top))
                continue
            if pair not in styles:
                styles[pair] = Style(color=colours[pair[0]].rich_color, bgcolor=colours[pair[1]].rich_color)
            style = styles[pair]
            if found and found[-1].style is style:
                found[-1] = Segment(found[-1].text + HALF, style)
            else:
                found.append(Segment(HALF, style))
        return found

    def _colours(self) -> list[Color]:
        variables = self.app.theme_variables
        is_dark = self.app.current_theme.dark
        light = Color.parse(variables["accent" if is_dark else "panel"])  # on paper it ends where the paper begins
        dark = Color.parse(variables["background" if is_dark else "foreground"])
        middle = Color.parse(variables["primary"])
        shares = [k / (LEVELS - 1) for k in range(LEVELS)]
        return [
            light.blend(middle, 2 * share, 1) if share < 0.5 else middle.blend(dark, 2 * share - 1, 1)
            for share in shares
        ]

    def _marks(self, rows: int, columns: int) -> dict[tuple[int, int], str]:
        found = {}
        for dot in self.heat.dots if self.heat is not None else ():
            across = float(self.x_axis.shares(np.array(dot.x)))
            up = float(self.y_axis.shares(np.array(dot.y)))
            if 0 <= across <= 1 and 0 <= up <= 1:
                found[round((1 - up) * (rows - 1)), round(across * (columns - 1))] = dot.sign
        return found


def _levels(values: Array) -> Array:
    """The shade of each value: by its rank, so that a valley among mountains is seen; what is no number is highest."""
    finite = np.where(np.isfinite(values), values, np.inf)
    order = np.unique(finite)
    ranks = np.searchsorted(order, finite)
    levels: Array = (ranks * LEVELS // max(1, len(order))).clip(0, LEVELS - 1)
    return levels
