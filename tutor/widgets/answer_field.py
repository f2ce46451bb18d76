"""A line to type an answer into, made for an input method: what is typed is free text, and the cursor stands right."""

import unicodedata

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset, Size
from textual.reactive import Reactive
from textual.widgets import Input

LONGEST = 6_000
"""A paste of more characters is cut there: no answer is as long."""


class AnswerField(Input):
    """An Input of one line without a border."""

    DEFAULT_CSS = """
    AnswerField, AnswerField.-textual-compact, AnswerField:focus {
        border: none; height: 1; padding: 0 1; background: $surface; color: $foreground;
    }
    AnswerField, AnswerField.-textual-compact { background: $panel; }
    AnswerField:focus, AnswerField.-textual-compact:focus { background: $primary 25%; }
    """

    # A text that grows has an Input's whole screen laid out at each key; this field stays as wide and high as it is.
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        # Selecting on focus would let the next key wipe what the learner left standing.
        super().__init__(value, compact=True, max_length=LONGEST, select_on_focus=False, id=id)
        self.cursor_position = len(value)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor stands, and an input method draws what is being composed.

        Input counts the cell of its cursor block at the end of the text; the cursor stands on that cell.
        """
        x, y, _width, _height = self.content_region
        before = cell_len(self.value[: self.cursor_position])
        return Offset(x + before - self.scroll_offset.x, y)

    def on_paste(self, event: events.Paste) -> None:
        """Rows pasted from a sheet stay rows, in one line; Hangul that some systems send in parts is joined."""
        event.stop()
        event.prevent_default()
        rows = (row.replace("\t", " ").strip() for row in unicodedata.normalize("NFC", event.text).splitlines())
        text = "; ".join("".join(c for c in row if c.isprintable()) for row in rows if row)
        self.replace(text[:LONGEST], *sorted(self.selection))
