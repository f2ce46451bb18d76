"""The drawing of a computation on the screen. A box can be clicked; what is looked at is scrolled into sight."""

from dataclasses import dataclass

from textual import events
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tutor.drawing.painting import Marks, Painter, Painting, Spot
from tutor.drawing.placing import Placing

KEY_BAR = 1
"""Lines that the foot of the screen takes."""
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
        self._placing: Placing = painter.placing
        self._painting: Painting | None = None
        self.set_reactive(NetworkDrawing.marks, marks)

    def fit(self, room: Size) -> None:
        """There is so much room, scrolling aside."""
        if room != self._room:
            self._room, before = room, self._placing
            self._placing = self._painter.fitted(room.width, room.height)
            if self._placing != before:
                self.refresh(layout=True)

    def render(self) -> Content:
        """The drawing."""
        self._painting = self._painter.painting(self.marks, self._placing)
        lines = (
            Content.assemble(*((piece.text, LOOKS.get(piece.role, "")) for piece in line))
            for line in self._painting.lines
        )
        return Content("\n").join(list(lines))

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """As many cells as the drawing has."""
        return self._placing.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as the drawing has."""
        return self._placing.height

    @property
    def here(self) -> Region | None:
        """The cells of what is looked at."""
        figure, placing = self._painter.figure, self._placing
        names = {box.name for name in self.marks.here if (box := figure.box_of(name)) is not None}
        names |= {wire.target for name in self.marks.here if (wire := figure.wire_of(name)) is not None}
        found = [Region(one.x, one.y, one.width, one.height) for one in placing.boxes if one.box.name in names]
        return Region.from_union(found) if found else None

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or self._painting is None:
            return
        box, spot = self._placing.at(*offset), self._painting.at(*offset)
        if box is not None or spot is not None:
            event.stop()
            self.post_message(self.Clicked(box.name if box is not None else "", spot))


class NetworkView(ScrollableContainer, can_focus=False):
    """The drawing in whatever room there is: in the middle, or scrolled to what is looked at."""

    DEFAULT_CSS = """
    NetworkView { width: 1fr; height: auto; align-horizontal: center; scrollbar-size: 1 1; }
    """

    def __init__(self, painter: Painter, marks: Marks) -> None:
        self._drawing = NetworkDrawing(painter, marks)
        super().__init__(self._drawing)

    def on_mount(self) -> None:
        self._fit()

    def on_resize(self) -> None:
        self._fit()
        self.call_after_refresh(self._bring_in_sight)  # where it is, is not known before

    def _fit(self) -> None:
        """The drawing may be as wide as this, and as high as this may become."""
        whole = self.parent.size if isinstance(self.parent, Widget) else self.screen.size
        most, besides = self.styles.max_height, self.styles.margin.height + KEY_BAR
        height = self.screen.size.height
        if most is not None:
            height = int(most.resolve(Size(whole.width, whole.height - besides), self.screen.size))
        self._drawing.fit(Size(self.size.width or whole.width - self.gutter.width, height))

    def show(self, marks: Marks) -> None:
        """Show what is known now."""
        self._drawing.marks = marks
        self._bring_in_sight()

    def _bring_in_sight(self) -> None:
        here = self._drawing.here
        if here is not None:
            self.scroll_to_region(here.grow((0, 4, 0, 4)), animate=False)
