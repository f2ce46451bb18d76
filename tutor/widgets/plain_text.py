"""Text in plain characters, for terminals set up for Korean that draw those of ambiguous width in two cells.

Words are spelled out where one letter becomes several; what is drawn (borders, scrollbars, a learner's own `×`) is
replaced cell by cell, so that nothing moves.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

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
    **dict(zip("▸◂▾", "><v", strict=True)),
    **dict(zip("×÷±≤≥≠→←↑↓…", "x/~<>#><^v>", strict=True)),
}
_TO_CELLS: Final = str.maketrans(_CELLS)


def spelled(text: str) -> str:
    """Words and short formulas in plain characters: `θ′` becomes `theta'`."""
    return text if text.isascii() else _NOT_ASCII.sub(lambda found: _letter(found[0]), text)


def in_cells(text: str) -> str:
    """What is drawn, each cell replaced by one."""
    return text.translate(_TO_CELLS)


@lru_cache(1024)
def _letter(character: str) -> str:
    if unicodedata.east_asian_width(character) != "A":
        return character
    _, greek, letter = unicodedata.name(character, "").partition("GREEK SMALL LETTER ")
    if greek:
        return letter.lower()
    _, greek, letter = unicodedata.name(character, "").partition("GREEK CAPITAL LETTER ")
    return letter.title() if greek else _SPELLED.get(character, _CELLS.get(character, character))
