"""A line to type an answer into, made for an input method: what is typed is free text, and the cursor stands right."""

import unicodedata

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region, Size
from textual.reactive import Reactive
from textual.strip import Strip
from textual.widgets import Input

LONGEST = 6_000
"""A paste of more characters is cut there: no answer is as long."""


MORE_BEFORE, MORE_BEHIND = "◂", "▸"
"""What stands at an end of the field beyond which the text goes on."""


class AnswerField(Input):
    """An Input of one line without a border. A longer text is seen from its beginning while the cursor is elsewhere."""

    DEFAULT_CSS = """
    AnswerField { border: none; height: 1; padding: 0 1; }
    AnswerField, AnswerField:ansi { background: $panel; color: $foreground; }
    AnswerField:focus { border: none; background: $primary 25%; }
    """

    # A text that grows has an Input's whole screen laid out at each key; this field stays as wide and high as it is.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        # Selecting on focus would let the next key wipe what the learner left standing.
        # Any text is valid: an Input finds out with the first one, and would be styled anew.
        super().__init__(value, max_length=LONGEST, select_on_focus=False, id=id, classes="-valid")
        self.cursor_position = len(value)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor stands, and an input method draws what is being composed.

        Input counts the cell of its cursor block at the end of the text; the cursor stands on that cell.
        """
        x, y, _width, _height = self.content_region
        before = cell_len(self.value[: self.cursor_position])
        return Offset(x + before - self.scroll_offset.x, y)

    def on_focus(self) -> None:
        """The cursor comes into sight."""
        before = cell_len(self.value[: self.cursor_position])
        self.scroll_to_region(Region(before, 0, 1, 1), force=True, animate=False)

    def on_blur(self) -> None:
        """What stands here is to be read."""
        self._show_beginning()

    def watch_selection(self) -> None:
        """A text that was put here without the cursor is to be read."""
        if not self.has_focus:
            self._show_beginning()

    def _show_beginning(self) -> None:
        self.scroll_to(x=0, force=True, animate=False)

    def render_line(self, y: int) -> Strip:
        """The text as Textual draws it, with a sign at an end beyond which there is more; never over the cursor."""
        strip, width, before = super().render_line(y), self.content_size.width, self.scroll_offset.x
        at = cell_len(self.value[: self.cursor_position]) - before if self.has_focus else -1
        if before > 0 and at != 0:
            strip = _with(strip, 0, MORE_BEFORE)
        if cell_len(self.value) - before > width > 1 and at != width - 1:
            strip = _with(strip, width - 1, MORE_BEHIND)
        return strip

    def on_paste(self, event: events.Paste) -> None:
        """Rows pasted from a sheet stay rows, in one line; Hangul that some systems send in parts is joined."""
        event.stop()
        event.prevent_default()
        rows = (row.replace("\t", " ").strip() for row in unicodedata.normalize("NFC", event.text).splitlines())
        text = "; ".join("".join(c for c in row if c.isprintable()) for row in rows if row)
        self.replace(text[:LONGEST], *sorted(self.selection))


def _with(strip: Strip, cell: int, sign: str) -> Strip:
    """A line with a sign in one of its cells."""
    before, at, behind = (strip.crop(*ends) for ends in ((0, cell), (cell, cell + 1), (cell + 1, strip.cell_length)))
    return Strip.join([before, Strip([Segment(sign, one.style) for one in at][:1]), behind])
