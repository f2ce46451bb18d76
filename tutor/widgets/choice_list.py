"""A list to choose from, in whatever room is left for it."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widgets import OptionList

PAGE_MOVES = ("page_up", "page_down")
LEAST_WIDTH = 12
"""Cells for borders, scrollbar, padding and a wide letter: in less, Textual can't lay a line out, and raises."""


def has_room(choices: OptionList) -> bool:
    """Whether any of the list can be drawn: without, Textual has laid out no lines to move a page among."""
    return bool(choices.scrollable_content_region)


HERE = "▸"
"""What stands before the line that is highlighted: it is seen without colours, too."""


STABLE = "scrollbar-gutter: stable;"
"""The scrollbar of a list has its place even where there is none: Textual measures lines in the room without one, and
where one comes draws them in less, so that the ends of some would be missing."""


class SignedList(OptionList):
    """Textual's with a sign before what is highlighted."""

    DEFAULT_CSS = f"SignedList {{ {STABLE} }}"

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as they take beside the scrollbar."""
        return super().get_content_height(container, viewport, width - self.styles.scrollbar_size_vertical)

    def render_line(self, y: int) -> Strip:
        """A line as Textual draws it, with the sign before the first one of what is highlighted."""
        strip = super().render_line(y)
        begins = self._is_here(strip) and (y == 0 or not self._is_here(super().render_line(y - 1)))
        if not begins or not strip.cell_length:
            return strip
        first, rest = strip.divide([1, strip.cell_length])
        return Strip.join([Strip([Segment(HERE, segment.style) for segment in first]), rest])

    def _is_here(self, strip: Strip) -> bool:
        """Whether a line belongs to what is highlighted: Textual notes in it, for clicks, which option it is of."""
        styles = [segment.style for segment in strip if segment.style is not None]
        return self.highlighted is not None and any(style.meta.get("option") == self.highlighted for style in styles)


class ChoiceList(SignedList):
    """One without a border.

    It stays where it is when a page is asked for that has no lines. A screen narrower than its least width cuts it off.
    """

    DEFAULT_CSS = f"""
    ChoiceList {{ height: auto; width: 1fr; min-width: {LEAST_WIDTH}; padding: 0; scrollbar-size: 0 0; }}
    ChoiceList, ChoiceList:focus {{
        background: $background; background-tint: $background 0%; border: none;
        & > .option-list--option {{ padding: 0 1 0 2; }}
        & > .option-list--option-highlighted {{ background: $primary 25%; color: $foreground; text-style: bold; }}
    }}
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No page is moved in a list of which nothing is seen."""
        return has_room(self) if action in PAGE_MOVES else super().check_action(action, parameters)
