"""The place to write an essay in."""

from __future__ import annotations

import unicodedata

from textual import events
from textual.widgets import TextArea

from tutor.widgets.long_lines import MARK, MOST, broken, joined


class Editor(TextArea):
    """The place to write in: Tab leaves it, so that the keyboard alone is enough."""

    DEFAULT_CSS = """
    Editor, Editor:focus { border: none; height: 1fr; width: 1fr; padding: 0 2; background: $boost; }
    """

    def __init__(self, prompt: str, text: str, placeholder: str) -> None:
        """`placeholder` stands there as long as nothing is written."""
        super().__init__(
            broken(text),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            compact=True,
            placeholder=placeholder,
        )
        self.prompt = prompt
        self.move_cursor(self.document.end)

    @property
    def written(self) -> str:
        """What is written, as typed."""
        return joined(self.text)

    @property
    def selected_text(self) -> str:
        """What is selected, as typed."""
        return joined(super().selected_text)

    def show(self, text: str) -> None:
        """Show another text."""
        self.load_text(broken(text))
        self.move_cursor(self.document.end)

    def action_delete_left(self) -> None:
        """As Textual does it, but past a break that nobody typed."""
        row, column = self.cursor_location
        if self.selection.is_empty and column == 0 and row and self.document.get_line(row - 1).endswith(MARK):
            before = (row - 1, len(self.document.get_line(row - 1)) - 1)
            self.move_cursor(before)
        super().action_delete_left()

    def action_delete_right(self) -> None:
        """As Textual does it, but past a break that nobody typed."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if self.selection.is_empty and line.endswith(MARK) and column >= len(line) - 1:
            self.move_cursor((row + 1, 0))
        super().action_delete_right()

    def break_line(self) -> None:
        """Break the line that is being written, where it grew long; the cursor stays where it is in the text."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if len(line) <= MOST:
            return
        pieces = broken(line).split("\n")
        self.replace("\n".join(pieces), (row, 0), (row, len(line)), maintain_selection_offset=False)
        for piece in pieces:
            length = len(piece.removesuffix(MARK))
            if column <= length:
                break
            row, column = row + 1, column - length
        self.move_cursor((row, column))

    def on_paste(self, event: events.Paste) -> None:
        """Hangul that some systems send in parts is joined; no control characters come in."""
        event.stop()
        event.prevent_default()
        text = unicodedata.normalize("NFC", event.text.replace("\r\n", "\n").replace("\r", "\n"))
        self.replace(broken("".join(c for c in text if c.isprintable() or c == "\n")), *self.selection)
