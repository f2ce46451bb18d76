"""Text fitted to a room of so many cells. Needs no app."""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, chop_cells

ELLIPSIS = "…"
_NUMBER = re.compile(r"[−-]?\d|·$")
"""Also what stands for one that is not known yet."""


def in_lines(items: Iterable[str], gap: str, width: int) -> list[str]:
    """Items in lines, as many in each as fit, none of them parted."""
    lines: list[str] = []
    for item in items:
        if lines and cell_len(lines[-1]) + len(gap) + cell_len(item) <= width:
            lines[-1] += gap + item
        else:
            lines.append(item)
    return lines


def cut(text: str, cells: int) -> str:
    """The text, or as much of it as fits in so many cells, with a sign that there is more."""
    if cell_len(text) <= cells:
        return text
    return next(iter(chop_cells(text, max(1, cells - 1))), "") + ELLIPSIS


def by_point(column: Sequence[str]) -> list[str]:
    """A column as wide as it need be: numbers below one another by their decimal point, all else at the right."""
    behind = {cell: len(cell) - len(cell.partition(".")[0]) for cell in column if _NUMBER.match(cell)}
    longest = max(behind.values(), default=0)
    padded = [cell + " " * (longest - behind.get(cell, longest)) for cell in column]
    width = max(map(cell_len, padded))
    return [" " * (width - cell_len(cell)) + cell for cell in padded]
