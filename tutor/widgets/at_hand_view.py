"""What was worked out before and is needed now, on the page of a stage."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from tutor.widgets.at_hand import table_lines


class AtHandView(Widget):
    """A line that says what it is, and a table, which goes on below where it is wider than the page."""

    DEFAULT_CSS = """
    AtHandView { height: auto; width: 1fr; color: $foreground 80%; margin: 0 0 1 0; }
    """

    def __init__(self, heading: str, rows: Sequence[Sequence[str]]) -> None:
        super().__init__(markup=False)
        self._heading, self._rows = heading, rows

    def show(self, rows: Sequence[Sequence[str]]) -> None:
        """Show what is known now."""
        if rows != self._rows:
            self._rows = rows
            self.refresh(layout=True)

    def render(self) -> Content:
        """The line and the table."""
        return self._content(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many lines as they take at this width."""
        return len(self._content(width).wrap(max(1, width)))

    def _content(self, width: int) -> Content:
        return Content("\n".join([self._heading, *table_lines(self._rows, width)]))
