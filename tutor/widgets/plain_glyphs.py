"""Plain glyphs, for terminals set up for Korean that draw characters of ambiguous width in two cells.

Words are spelled out where one letter becomes several; what is drawn (borders, scrollbars, a learner's own `×`) is
replaced cell by cell, so that nothing moves.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SPELLED: Final = {
    "∇": "grad ",
    "…": "...",
    "²": "^2",
    "³": "^3",
    "¹": "^1",
    "↑": "Up",
    "↓": "Down",
    "→": "->",
    "←": "<-",
}
_CELLS: Final = {
    **dict.fromkeys("▏▎▍▌▋▊▉█▐▕│┃", "|"),
    **dict.fromkeys("▁▂▃▄▅▆▇▀", " "),
    **dict.fromkeys("▔─━−–—", "-"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰", "+"),
    **dict.fromkeys("‘’′", "'"),
    **dict.fromkeys("“”″", '"'),
    **dict.fromkeys("·•", "."),
    **dict(zip("×÷±≤≥≠→←↑↓…", "x/~<>#><^v>", strict=True)),
}
_TO_CELLS: Final = str.maketrans(_CELLS)


def spelled(text: str) -> str:
    """Words and short formulas in plain characters: `θ′` becomes `theta'`."""
    return text if text.isascii() else _NOT_ASCII.sub(lambda found: _letter(found[0]), text)


@lru_cache(1024)
def _letter(character: str) -> str:
    if unicodedata.east_asian_width(character) != "A":
        return character
    _, greek, letter = unicodedata.name(character, "").partition("GREEK SMALL LETTER ")
    if greek:
        return letter.lower()
    _, greek, letter = unicodedata.name(character, "").partition("GREEK CAPITAL LETTER ")
    return letter.title() if greek else _SPELLED.get(character, _CELLS.get(character, character))


class PlainGlyphs(LineFilter):
    """Replaces what any widget draws, each cell by one."""

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments in plain characters."""
        return [Segment(text.translate(_TO_CELLS), style, control) for text, style, control in segments]
