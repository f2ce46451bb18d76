"""A slider in one line: what it is for between the arrows that move it, its track with knob and signs, its value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

ENDS = 2
ROOM = 8
"""Cells that the value has in any case, so that the bar keeps its length when a number gets longer."""
APART = "  "
"""What keeps the label and the track apart."""
KNOB = "◆"


class Slider(Widget, can_focus=False):
    """Shows a place among so many; a click or a drag asks for another."""

    DEFAULT_CSS = "Slider { height: 1; width: 1fr; }"

    @dataclass
    class Moved(Message):
        """The learner wants it there."""

        place: int

    def __init__(self, name: str, count: int, *, plain: bool) -> None:
        super().__init__()
        self._label, self._count, self._plain = name, count, plain
        self._place, self._shown = 0, ""
        self._signs: Mapping[int, str] = {}
        self._takes_keys = True

    def take_keys(self, *, takes: bool) -> None:
        """Whether the arrows beside the name move it now; without, they are not shown."""
        if takes != self._takes_keys:
            self._takes_keys = takes
            self.refresh()

    def show(self, place: int, shown: str, signs: Mapping[int, str]) -> None:
        """The knob at a place, the value in words, and signs at places along the bar."""
        self._place, self._shown, self._signs = place, shown, signs
        self.refresh()

    @property
    def _start(self) -> int:
        """The cell at which the track begins, behind the label with its arrows and the end of the track."""
        return cell_len(self._label) + 2 * ENDS + len(APART) + 1

    @property
    def _length(self) -> int:
        return max(2, self.size.width - self._start - max(ROOM, cell_len(self._shown)) - ENDS - 1)

    def _column(self, place: int) -> int:
        return round(place / max(1, self._count - 1) * (self._length - 1))

    def render_line(self, y: int) -> Strip:
        width, style = self.size.width, self.rich_style
        if y:
            return Strip.blank(width, style)
        bar = ["-" if self._plain else "─"] * self._length
        for place, sign in self._signs.items():
            if 0 <= place < self._count:
                bar[self._column(place)] = sign
        bar[self._column(self._place)] = "#" if self._plain else KNOB
        left, right = ("[", "]") if self._plain else ("├", "┤")
        before, after = (("<", ">") if self._plain else ("←", "→")) if self._takes_keys else (" ", " ")
        text = f"{before} {self._label} {after}{APART}{left}{''.join(bar)}{right} {self._shown}"
        return Strip([Segment(set_cell_size(text, width), style)]).adjust_cell_length(width, style)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Where it was clicked."""
        self.capture_mouse()
        self._ask(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Where it is dragged to."""
        if self.app.mouse_captured is self:
            self._ask(event.x)

    def on_mouse_up(self) -> None:
        """It was let go."""
        self.release_mouse()

    def _ask(self, column: int) -> None:
        share = (column - self._start) / max(1, self._length - 1)
        place = round(min(max(share, 0), 1) * (self._count - 1))
        if place != self._place:
            self.post_message(self.Moved(place))
