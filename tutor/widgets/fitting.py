"""Text fitted to a room of so many cells. Needs no app."""

from collections.abc import Iterable

from rich.cells import cell_len, chop_cells

ELLIPSIS = "…"


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
