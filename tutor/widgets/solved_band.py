"""The drawing of a worked example above it: all that is found at one data point."""

from collections.abc import Callable

from tutor.drawing.painting import Marks
from tutor.session.picture import Picture
from tutor.widgets.drawing_band import DrawingBand


class SolvedBand(DrawingBand):
    """One data point after another."""

    def __init__(self, picture: Picture, words: Callable[[int], str]) -> None:
        """`words` says which data point it is."""
        super().__init__(picture)
        self._words = words
        self._point = 1

    @property
    def has_points(self) -> bool:
        """Whether there is another data point to see."""
        return self.is_there and len(self.picture.problem.data) > 1

    def next_point(self) -> None:
        """Show the next data point; after the last the first."""
        self._point = self._point % len(self.picture.problem.data) + 1
        self.show()

    def marks(self) -> Marks:
        """All that is found."""
        return self.picture.of_solved(self._point)

    def line(self) -> str:
        """The data point."""
        return self._words(self._point) if len(self.picture.problem.data) > 1 else ""
