"""The place to write an essay in.

Its work at each key grows with its longest line: long ones are broken for it alone. A break that nobody typed is a
mark, which no keyboard gives and no paste brings in, and an end of line after it.
"""

from __future__ import annotations

import unicodedata

from textual import events
from textual.widgets import TextArea

MARK = "\u2060"
"""A word joiner: it takes no cell."""
LENGTH = 700
"""Characters of a piece; where a space is near its end, it ends there."""
MOST = 2 * LENGTH
"""How long a line may grow under the hand before it is broken."""
NEAR = 100


def broken(text: str) -> str:
    """The text with its long lines in pieces."""
    if len(text) <= MOST:
        return text
    return "\n".join(map(_pieces, text.split("\n")))


def joined(text: str) -> str:
    """The text as it was typed."""
    return text.replace(f"{MARK}\n", "").replace(MARK, "") if MARK in text else text


def _pieces(line: str) -> str:
    if len(line) <= MOST:
        return line
    pieces: list[str] = []
    start = 0
    while len(line) - start > LENGTH:
        space = line.rfind(" ", start + LENGTH - NEAR, start + LENGTH)
        end = space + 1 if space >= 0 else start + LENGTH
        pieces.append(line[start:end])
        start = end
    return f"{MARK}\n".join([*pieces, line[start:]])


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
