"""The drawing of a worked example above it: all that is found at one data point."""

from tutor.drawing.marks import Marks
from tutor.widgets.drawing_band import PointBand


class SolvedBand(PointBand):
    """One data point after another."""

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
