"""The drawing of the problem, above it where the screen has room: what was found fills in, what is asked is lit.

At (a) a hand goes over it, with which the learner counts.
"""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import Static

from tutor.drawing.painting import Marks
from tutor.lessons.stages import FieldId
from tutor.session.picture import Picture
from tutor.session.sitting import Sitting
from tutor.widgets.network_view import NetworkDrawing, NetworkView

WORK_LINES = 28
"""What the problem and the work need of a screen's height before there is room for a drawing."""
MARGIN = 4


class PictureBand(Vertical):
    """The drawing with a line below it, where something is counted."""

    DEFAULT_CSS = """
    PictureBand {
        height: auto; border-bottom: hkey $panel; display: none;
        &.-fits { display: block; }
        & .band--count { height: auto; width: 1fr; text-align: center; color: $text-accent; display: none; }
        &.-counting .band--count { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("right", "hand(1)"),
        ("left", "hand(-1)"),
        ("space", "count"),
        ("down,escape,enter", "screen.leave_hand"),
    ]

    def __init__(self, picture: Picture, sitting: Sitting, field: FieldId, words: Callable[[int], str]) -> None:
        """`words` says how many were counted."""
        super().__init__(id="drawing")
        self._picture = picture
        self._sitting, self._field = sitting, field
        self._point = 1
        self._words = words
        self._hand = 0
        self._counted: set[str] = set()

    def compose(self) -> ComposeResult:
        yield Static("", classes="band--count", markup=False)

    def on_mount(self) -> None:
        self.fit(self.app.size)

    def fit(self, size: Size) -> None:
        """Stand there only where the screen has room; until there is, nothing is drawn."""
        if not self.is_attached:  # once it is, it is fitted
            return
        self.set_class(self._has_room(size), "-fits")
        if self.is_there and not self.query(NetworkView):
            self.mount(NetworkView(self._picture.painter, self._marks()), before=0)
        self._show()

    def _has_room(self, size: Size) -> bool:
        if size.height <= WORK_LINES:
            return False
        room = Size(size.width - MARGIN, size.height - WORK_LINES)
        placing = self._picture.painter.fitted(*room)
        return placing.width <= room.width and placing.height <= room.height

    @property
    def is_there(self) -> bool:
        """Whether the drawing is to be seen."""
        return self.has_class("-fits")

    def follow(self, sitting: Sitting, field: FieldId) -> None:
        """Show a sitting as it is now, and what a field asks about; a sub-step at its own data point."""
        self._sitting, self._field = sitting, field
        point = field.step.partition("@")[2].partition(".")[0]
        if point.isdigit() and 1 <= int(point) <= len(self._picture.problem.data):
            self._point = int(point)
        self._show()

    # The hand

    @property
    def is_counting(self) -> bool:
        """Whether the hand is on the drawing."""
        return self.has_class("-counting")

    def take_hand(self) -> None:
        """The hand goes over the drawing."""
        self.can_focus = True
        self.add_class("-counting")
        self.focus()
        self._show()

    def leave_hand(self) -> None:
        """The hand is taken away; what it counted stays."""
        self.remove_class("-counting")
        self.can_focus = False
        self._show()

    def action_hand(self, by: int) -> None:
        """The hand goes on, or back; from the last to the first."""
        self._hand = (self._hand + by) % len(self._picture.things)
        self._show()

    def action_count(self) -> None:
        """What the hand is on is counted, or no more."""
        self._counted ^= {self._picture.things[self._hand]}
        self._show()

    def _marks(self) -> Marks:
        marks = self._picture.of_sitting(self._sitting, self._field, self._point)
        if self.is_counting:
            marks = marks._replace(here={self._picture.things[self._hand]})
        if self.is_counting or self._field.stage == "a":
            marks = marks._replace(found={*marks.found, *self._counted})
        return marks

    def _show(self) -> None:
        if not self.is_there:
            return
        for view in self.query(NetworkView):
            view.show(self._marks())
        for line in self.query(".band--count").results(Static):
            line.update(self._words(len(self._counted)))

    def on_network_drawing_clicked(self, event: NetworkDrawing.Clicked) -> None:
        """At (a) a click counts."""
        event.stop()
        if self._field.stage == "a":
            self._hand = self._picture.things.index(event.box)
            self._counted ^= {event.box}
            self._show()
