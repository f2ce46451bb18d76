"""Two panes: side by side where the screen is wide, else one behind the other."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tutor.screens.base import TutorScreen
from tutor.widgets.prose import Prose

WIDE = 110
"""From so many columns on, the panes stand side by side."""


class ReadingPane(VerticalScroll):
    """Something to read, scrolling by itself; Enter opens what is folded in it."""

    DEFAULT_CSS = """
    ReadingPane {
        padding: 1 1 0 2; width: 1fr; height: 1fr; scrollbar-size-vertical: 1;
        & > Prose { padding: 0 1 0 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [("enter,space", "toggle_asides")]

    def __init__(self, *children: Widget) -> None:
        super().__init__(*children)
        # What is to be read is longer than the screen, as a rule: laid out with a scrollbar, it is laid out once.
        self.set_reactive(ReadingPane.show_vertical_scrollbar, True)
        self._above: Widget | None = None

    async def keep(self, above: Widget) -> None:
        """Keep this in sight above what is read, where that is longer than there is room for."""
        await self.query(type(above)).remove()
        await self.mount(above, before=0)
        self._above = above
        self._fit()

    def on_resize(self) -> None:
        self._fit()

    def watch_virtual_size(self) -> None:
        """What is read has become longer, or shorter."""
        self._fit()

    def _fit(self) -> None:
        if self._above is None:  # nothing looks different in a long one
            return
        lines = sum(prose.virtual_region.height for prose in self.query(Prose))
        self.set_class(lines > self.content_size.height, "-long")

    def action_toggle_asides(self) -> None:
        """Open what is folded, or fold it again."""
        for prose in self.query(Prose):
            prose.toggle_asides()


class TwoPane(Horizontal):
    """Something to read on the left, something to do on the right. Narrow screens show one of them at a time."""

    DEFAULT_CSS = """
    TwoPane {
        height: 1fr;
        & > .left { width: 5fr; height: 1fr; }
        & > .right { width: 6fr; height: 1fr; border-left: vkey $panel; }
        &.-narrow > .right { width: 1fr; border-left: none; }
        &.-narrow > .left { width: 1fr; display: none; }
        &.-narrow.-reading > .left { display: block; }
        &.-narrow.-reading > .right { display: none; }
    }
    """

    class Fitted(Message):
        """The screen has another size."""

        def __init__(self, *, turned: bool) -> None:
            """`turned` tells whether the panes came apart or together by it."""
            super().__init__()
            self.turned = turned

    def __init__(self, left: Widget, right: Widget, width: int) -> None:
        """`width` is the screen's in cells: by it the panes stand before the first paint."""
        super().__init__(id="panes")
        self.left, self.right = left, right
        # They take on their styles when they are mounted, and not before.
        left.add_class("left", update=False)
        right.add_class("right", update=False)
        self.set_class(width < WIDE, "-narrow", update=False)

    def compose(self) -> ComposeResult:
        yield self.left
        yield self.right

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing is to be seen of it: the panes stand all over it."""
        return [Strip.blank(crop.width)] * crop.height

    @property
    def is_narrow(self) -> bool:
        """Whether one pane is in view at a time."""
        return self.has_class("-narrow")

    @property
    def is_reading(self) -> bool:
        """Whether the left pane alone is in view."""
        return self.is_narrow and self.has_class("-reading")

    def show_left(self) -> None:
        """The left pane has the keys; on a narrow screen it comes in view."""
        self.add_class("-reading")
        self.left.focus()

    def show_right(self) -> None:
        """On a narrow screen, the right pane comes in view; who stands in it takes the keys."""
        self.remove_class("-reading")

    def on_resize(self, event: events.Resize) -> None:
        was_narrow, narrow = self.is_narrow, event.size.width < WIDE
        self.set_class(narrow, "-narrow")
        if narrow is not was_narrow:
            self.show_right()
        self.post_message(self.Fitted(turned=narrow is not was_narrow))


class TwoPaneScreen(TutorScreen):
    """A screen with something to read beside something to do; on a narrow one a key turns between them."""

    @property
    def panes(self) -> TwoPane | None:
        """Both; none while the language changes. They stand in the screen itself: no need to search all of it."""
        return next((part for part in self.children if isinstance(part, TwoPane)), None)

    @property
    def is_narrow(self) -> bool:
        """Whether one of them is in view at a time."""
        return self.panes is not None and self.panes.is_narrow

    @property
    def is_reading(self) -> bool:
        """Whether what there is to do is out of sight."""
        return self.panes is not None and self.panes.is_reading

    @property
    def way_out(self) -> str:
        """Where Escape leads, by the name of its words: back to what is out of sight, and from there home."""
        return "to_writing" if self.is_reading else "home"

    def take_cursor(self) -> None:
        """Put the cursor where it was in what there is to do."""

    def show_work(self) -> None:
        """What there is to do comes in view, with the cursor."""
        if self.panes is not None:
            self.panes.show_right()
        self.take_cursor()

    def turn_page(self) -> None:
        """Show the other one; where both are in view, the keys go there."""
        panes = self.panes
        if panes is not None and not (panes.is_reading or panes.left.has_focus_within):
            panes.show_left()
        else:
            self.show_work()
        self.refresh_keys()

    def on_two_pane_fitted(self, event: TwoPane.Fitted) -> None:
        event.stop()
        if event.turned:  # whatever was in sight, the cursor is
            self.show_work()
        self.refresh_keys()
