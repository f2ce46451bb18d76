"""The drawing of the problem, above it where the screen has room: what was found fills in, what is asked is lit.

At (a) a hand goes over it, with which the learner counts. At (b) the tree stands beside it, where both have room.
"""

from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size

from tutor.drawing.marks import Marks
from tutor.lessons.stages import FieldId, StageId
from tutor.session.naming import Naming
from tutor.session.picture import Picture
from tutor.session.sitting import Sitting
from tutor.session.tree_picture import TreePicture
from tutor.widgets.drawing_band import MARGIN, DrawingBand
from tutor.widgets.network_view import NetworkDrawing
from tutor.widgets.tree_beside import TreeBeside

TREE_LINES = 20
"""What the problem and the work need of a screen's height where the tree stands above them."""

COUNT_LINES = 16
"""What the question of (a) and its field need of it, while the learner counts."""
KEPT_FREE = 3
"""Lines of a page that stay free below what stands on it, for what is typed and told, and for the border above."""


class PictureBand(DrawingBand):
    """The drawing of a sitting, with a line below it while something is counted, or with the tree beside it."""

    DEFAULT_CSS = """
    PictureBand {
        & > TreeBeside { display: none; }
        &.-tree > TreeBeside { display: block; }
        &.-tree > NetworkView { display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("right", "hand(1)"),
        ("left", "hand(-1)"),
        ("space", "count"),
        ("down,escape", "screen.leave_hand"),
        ("enter", "screen.take_count"),
    ]

    def __init__(self, picture: Picture, naming: Naming, sitting: Sitting, field: FieldId) -> None:
        super().__init__(picture)
        self._beside = TreeBeside(TreePicture(picture.problem, naming), naming, sitting, field)
        self._sitting, self._field = sitting, field
        self._point = 1
        self._naming = naming
        self._hand = 0
        self._counted: set[str] = set()
        self._is_taken = False
        """Whether the learner has asked for it at (a): where there is little room, it stands there only then."""
        self._free_lines = 0
        """Lines of the page below that nothing stands on, its own among them."""
        self._free_on: tuple[StageId, Size] | None = None
        """The page where these lines are free."""
        self.can_count = False
        """Whether the learner can count on it: it stands there, or has room once the beginning of the problem goes."""

    def follow(self, sitting: Sitting, field: FieldId) -> None:
        """Show a sitting as it is now, and what a field asks about; a sub-step at its own data point."""
        turned = {"a", "b"} & {field.stage, self._field.stage} and field.stage != self._field.stage
        self._sitting, self._field = sitting, field
        if turned and self.is_attached:
            self.fit(self.app.size)
        point = field.step.partition("@")[2].partition(".")[0]
        if point.isdigit() and 1 <= int(point) <= len(self.picture.problem.data):
            self._point = int(point)
        self.show()

    def use_free_lines(self, lines: int) -> None:
        """Stand on the lines that are free on the page below; below 0, so many are missing.

        On the same page it becomes smaller, or goes, but never comes back: what is typed there is not to jump.
        """
        own = self.region.height
        if self._field.stage == "a" or (self.is_there and not own):  # not laid out yet
            return
        before = self._free_on, self._free_lines
        if self._free_on != self._page:
            self._free_on, self._free_lines = self._page, lines + own
        elif not self.is_there or lines < 0:
            self._free_lines = min(self._free_lines, lines + own)
        if before != (self._free_on, self._free_lines):  # it is told at nearly each key
            self.fit(self.app.size)

    @property
    def _page(self) -> tuple[StageId, Size]:
        return self._field.stage, self.app.size

    @property
    def has_tree(self) -> bool:
        """Whether the tree stands there: the page need not have it."""
        return self.is_there and self.has_class("-tree")

    def fit(self, size: Size) -> None:
        """As any; at (b) with the tree, where both fit."""
        if self.is_attached:
            room = Size(size.width - MARGIN, size.height - TREE_LINES)
            self.set_class(self._field.stage == "b" and self._beside.fits(room), "-tree")
            if self.has_class("-tree") and not self._beside.is_attached:
                self.mount(self._beside, before=0)
            self.can_count = self._field.stage == "a" and self._fits_beside(size, COUNT_LINES)
        super().fit(size)

    @property
    def _work_lines(self) -> int:
        if self._is_taken and self._field.stage == "a":
            return COUNT_LINES
        free = self._free_lines if self._free_on == self._page else 0
        return min(super()._work_lines, self.app.size.height - free + KEPT_FREE)

    def _has_room(self, size: Size) -> bool:
        return self.has_class("-tree") or super()._has_room(size)

    def show(self) -> None:
        """As any; and the tree as it has grown."""
        super().show()
        self._beside.show(self._sitting, self._field)

    # The hand

    @property
    def is_counting(self) -> bool:
        """Whether the hand is on the drawing."""
        return self.has_class("-counting")

    @property
    def counted(self) -> int:
        """How many were counted."""
        return len(self._counted)

    def take_hand(self) -> None:
        """The hand goes over the drawing."""
        self._is_taken = True
        self.fit(self.app.size)
        self.can_focus = True
        self.add_class("-counting")
        self.focus()
        self.show()

    def leave_hand(self) -> None:
        """The hand is taken away; what it counted stays."""
        self.remove_class("-counting")
        self.can_focus = False
        self.show()

    def action_hand(self, by: int) -> None:
        """The hand goes on, or back; from the last to the first."""
        self._hand = (self._hand + by) % len(self.picture.things)
        self.show()

    def action_count(self) -> None:
        """What the hand is on is counted, or no more."""
        self._counted ^= {self.picture.things[self._hand]}
        self.show()

    def marks(self) -> Marks:
        """What was found, with the way to what is asked lit."""
        marks = self.picture.of_sitting(self._sitting, self._field, self._point)
        if self.is_counting:
            marks = marks._replace(here={self.picture.things[self._hand]})
        if self.is_counting or self._field.stage == "a":
            marks = marks._replace(found={*marks.found, *self._counted})
        return marks

    def line(self) -> str:
        """How many were counted."""
        return self._naming.say("band.counted", count=self.counted) if self.is_counting else ""

    def on_network_drawing_clicked(self, event: NetworkDrawing.Clicked) -> None:
        """At (a) a click counts."""
        event.stop()
        things = self.picture.things
        name = event.spot.name if event.spot is not None and event.spot.name in things else event.box
        if self._field.stage == "a" and name in things:
            self._hand = things.index(name)
            self._counted ^= {name}
            self.show()
