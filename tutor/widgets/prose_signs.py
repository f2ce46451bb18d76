"""The signs that a page of prose draws, and the few words of its own."""

from typing import Final, NamedTuple


class Labels(NamedTuple):
    """The page's own words: what each kind of note is called, and the key (if any) that opens and folds asides."""

    note: str = "Note"
    aside: str = "Aside"
    tip: str = "Tip"
    warning: str = "Warning"
    key: str = ""


class Signs(NamedTuple):
    """What stands before notes, list items and asides, and what lines are made of; each one cell wide."""

    note: str
    tip: str
    warning: str
    folded: str
    opened: str
    bar: str
    line: str
    heavy_line: str
    bullets: tuple[str, ...]


ROUND: Final = Signs("◆", "✦", "!", "▸", "▾", "┃", "─", "━", ("•", "◦", "▪"))
# For terminals that draw characters of ambiguous width in two cells.
PLAIN: Final = Signs("*", "+", "!", ">", "v", "|", "-", "=", ("*", "-", "+"))


def signs_for(plain: bool) -> Signs:
    """The signs to draw with."""
    return PLAIN if plain else ROUND
