"""A picture in cells between two axes: what plots and heat maps have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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


class PlotFrame(Widget, can_focus=False):
    """Draws a caption, the axes and their numbers; who derives from it draws what is between."""

    DEFAULT_CSS = "PlotFrame { height: 1fr; width: 1fr; min-height: 3; }"

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
        """One line of it."""
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
        bar, corner, flat = ("|", "+", "-") if self.plain else ("│", "└", "─")
        for number, segments in enumerate(self.picture(rows, columns)):
            label = self._label_at(number, rows)
            side = " " * (LEFT - 2 - cell_len(label)) + f"{label} {bar}"
            strips.append(Strip([Segment(side, dim), *segments]).adjust_cell_length(width, base))
        strips.append(Strip([Segment(" " * (LEFT - 1) + corner + flat * columns, dim)]).crop(0, width))
        strips.append(Strip([Segment(self._below(columns), dim)]).adjust_cell_length(width, base))
        return strips

    def _label_at(self, row: int, rows: int) -> str:
        """The number beside a row: at both ends, and in the middle where there is room."""
        if row == 0:
            return short(self.y_axis.at(1))
        if row == rows - 1:
            return short(self.y_axis.at(0))
        return short(self.y_axis.at(0.5)) if row == rows // 2 and rows > 4 else ""

    def _below(self, columns: int) -> str:
        first, last = short(self.x_axis.at(0)), short(self.x_axis.at(1))
        middle = f"{self.x_name} {short(self.x_axis.at(0.5))}".strip()
        if cell_len(first) + cell_len(middle) + cell_len(last) + 4 > columns:
            middle = self.x_name
        gap = max(0, columns - cell_len(first) - cell_len(middle) - cell_len(last))
        return " " * LEFT + first + " " * (gap // 2) + middle + " " * (gap - gap // 2) + last
