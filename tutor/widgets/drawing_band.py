"""The drawing of a computation above what is to be done with it, where the screen has room."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.widgets import Static

from tutor.drawing.marks import Marks
from tutor.session.naming import Naming
from tutor.session.picture import Picture
from tutor.widgets.network_view import NetworkView

WORK_LINES = 22
"""What the problem and the work need of a screen's height before there is room for a drawing."""
MARGIN = 4


class DrawingBand(Vertical):
    """The drawing, with a line below it where there is something to say."""

    DEFAULT_CSS = """
    DrawingBand {
        height: auto; border-bottom: hkey $panel; display: none;
        &.-fits { display: block; }
        & .band--line { height: auto; width: 1fr; text-align: center; color: $text-accent; display: none; }
        & .band--line.-said { display: block; }
    }
    """

    def __init__(self, picture: Picture) -> None:
        super().__init__(id="drawing")
        self.picture = picture
        self._line = Static("", classes="band--line", markup=False)

    def compose(self) -> ComposeResult:
        yield self._line

    def on_mount(self) -> None:
        self.fit(self.app.size)

    def fit(self, size: Size) -> None:
        """Stand there only where the screen has room; until there is, nothing is drawn."""
        if not self.is_attached:  # once it is, it is fitted
            return
        self.set_class(self._has_room(size), "-fits")
        view = next((child for child in self.children if isinstance(child, NetworkView)), None)
        if self.is_there:
            drawn = view or NetworkView(self.picture.painter, self.marks())
            drawn.styles.max_height = max(1, size.height - self._work_lines)  # it is drawn as it was found to fit
            if view is None:
                self.mount(drawn, before=0)
            else:
                drawn.fit()
        self.show()

    @property
    def _work_lines(self) -> int:
        """What the problem and the work need of the height now."""
        return WORK_LINES

    def _has_room(self, size: Size) -> bool:
        return self._fits_beside(size, self._work_lines)

    def _fits_beside(self, size: Size, work_lines: int) -> bool:
        """Whether it fits where so many lines are needed for the rest."""
        if size.height <= work_lines:
            return False
        room = Size(size.width - MARGIN, size.height - work_lines)
        placing = self.picture.painter.fitted(*room)
        return placing.width <= room.width and placing.height <= room.height

    @property
    def is_there(self) -> bool:
        """Whether the drawing is to be seen."""
        return self.has_class("-fits")

    def marks(self) -> Marks:
        """What is shown on it now."""
        return Marks()

    def line(self) -> str:
        """What is said below it now; nothing where it is empty."""
        return ""

    def show(self) -> None:
        """Show it as it is now."""
        if not self.is_there:
            return
        for view in self.children:
            if isinstance(view, NetworkView):
                view.show(self.marks())
        said = self.line()
        if said != self._line.content:
            self._line.update(said)
            self._line.set_class(bool(said), "-said")


class PointBand(DrawingBand):
    """The drawing at one data point, which stands below it where there are several."""

    def __init__(self, picture: Picture, naming: Naming) -> None:
        super().__init__(picture)
        self._naming = naming
        self._point = 1

    def line(self) -> str:
        points = len(self.picture.problem.data)
        return self._naming.say("band.point", point=self._point, points=points) if points > 1 else ""
