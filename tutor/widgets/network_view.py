"""The drawing of a computation on the screen. A box can be clicked; what is looked at is scrolled into sight."""

from dataclasses import dataclass

from textual import events
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tutor.drawing.marks import Marks, Spot
from tutor.drawing.painting import Painter, Painting
from tutor.drawing.placing import Placing

KEY_BAR = 1
"""Lines that the foot of the screen takes."""
COLUMN = 96
"""Cells across a page that is read with the drawing above it."""
LEAST = 4
"""Lines that a drawing has in any case."""
LOOKS = {
    "name": "$foreground",
    "frame": "$foreground 75%",
    "wire": "$foreground 75%",
    "lit": "$text-primary bold",
    "here": "$text-accent bold",
    "open": "$text-accent",
    "found": "$text-success",
    "back": "$text-secondary",
    "shut": "$text-error",
}
"""How each role of the drawing looks; none is told by colour alone."""


class NetworkDrawing(Widget):
    """The drawing itself, as large as it is: in one row, or by rows where those fit."""

    DEFAULT_CSS = """
    NetworkDrawing { width: auto; height: auto; text-wrap: nowrap; }
    """

    marks: reactive[Marks] = reactive(Marks())

    @dataclass
    class Clicked(Message):
        """A box was clicked, or a weight: by its name. `spot` is what stands there, a value or what came back."""

        box: str
        spot: Spot | None

    def __init__(self, painter: Painter, marks: Marks) -> None:
        super().__init__(markup=False)
        self._painter = painter
        self._room: Size | None = None
        self.placing: Placing = painter.placing
        self._painting: Painting | None = None
        self.set_reactive(NetworkDrawing.marks, marks)

    def fit(self, room: Size) -> None:
        """There is so much room, scrolling aside."""
        if room != self._room:
            self._room, before = room, self.placing
            self.placing = self._painter.fitted(room.width, room.height)
            if self.placing != before:
                self.refresh(layout=True)

    def render(self) -> Content:
        self._painting = self._painter.painting(self.marks, self.placing)
        lines = (
            Content.assemble(*((piece.text, LOOKS.get(piece.role, "")) for piece in line))
            for line in self._painting.lines
        )
        return Content("\n").join(list(lines))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As many cells as the drawing has."""
        return self.placing.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the drawing has."""
        return self.placing.height

    @property
    def here(self) -> Region | None:
        """The cells of what is looked at."""
        figure, placing = self._painter.figure, self.placing
        names = {box.name for name in self.marks.here if (box := figure.box_of(name)) is not None}
        names |= {wire.target for name in self.marks.here if (wire := figure.wire_of(name)) is not None}
        found = [Region(one.x, one.y, one.width, one.height) for one in placing.boxes if one.box.name in names]
        return Region.from_union(found) if found else None

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self._painting is None:
            return
        box, spot = self.placing.at(*offset), self._painting.at(*offset)
        if box is not None or spot is not None:
            event.stop()
            self.post_message(self.Clicked(box.name if box is not None else "", spot))


class NetworkView(ScrollableContainer, can_focus=False):
    """The drawing in whatever room there is: in the middle, or above a page, and scrolled to what is looked at."""

    DEFAULT_CSS = """
    NetworkView {
        width: 1fr; height: auto; align-horizontal: center; scrollbar-size: 1 1;
        &.-above { align-horizontal: left; margin: 1 0; padding: 0 1; }
    }
    """

    def __init__(self, painter: Painter, marks: Marks, page: int = 0) -> None:
        """`page` is how many lines of the screen a page takes that is read below the drawing; 0 where there is none."""
        self._drawing, self._page = NetworkDrawing(painter, marks), page
        super().__init__(self._drawing, classes="-above" if page else "")

    def on_mount(self) -> None:
        self.fit()

    def on_resize(self) -> None:
        self.fit()
        self.call_after_refresh(self._bring_in_sight)  # where it is, is not known before

    def fit(self) -> None:
        """The drawing may be as wide as this, and as high as this may become. Above a page, the screen says when."""
        if self._page:
            self._fit_page()
            return
        whole = self.parent.size if isinstance(self.parent, Widget) else self.screen.size
        most, besides = self.styles.max_height, self.styles.margin.height + KEY_BAR
        height = self.screen.size.height
        if most is not None:
            height = int(most.resolve(Size(whole.width, whole.height - besides), self.screen.size))
        self._drawing.fit(Size(self.size.width or whole.width - self.gutter.width, height))

    def _fit_page(self) -> None:
        """It leaves room for its page, and begins where that does: in the middle, as wide as the wider of the two."""
        whole, sides = self.screen.size, self.gutter.width
        height = max(LEAST, whole.height - self._page)
        self._drawing.fit(Size(whole.width - sides, height))
        self.styles.max_height = height
        self.styles.max_width = max(COLUMN, self._drawing.placing.width + sides)

    def show(self, marks: Marks) -> None:
        """Show what is known now."""
        self._drawing.marks = marks
        self._bring_in_sight()

    def _bring_in_sight(self) -> None:
        here = self._drawing.here
        if here is not None:
            self.scroll_to_region(here.grow((0, 4, 0, 4)), animate=False)
