"""Plain glyphs on the whole screen, for terminals that draw characters of ambiguous width in two cells."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tutor.widgets.plain_text import in_cells


class PlainGlyphs(LineFilter):
    """Replaces what any widget draws, each cell by one."""

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments in plain characters."""
        return [Segment(in_cells(text), style, control) for text, style, control in segments]
