"""A field broken down: the table of its sub-steps as text, fitted to a width. Needs no app."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tutor.lessons.breakdown import Breakdown
from tutor.lessons.stages import FieldId


class Cell(NamedTuple):
    """What a cell shows, and how it stands: `head`, `right`, `wrong`, `carried`, `open`, `here`."""

    text: str
    role: str


Run = tuple[str, str]
Line = tuple[Run, ...]
GAP = "  "


def lay_out(
    table: Breakdown,
    heading: Callable[[str], str],
    cell: Callable[[FieldId], Cell],
    corner: str,
    width: int,
) -> list[Line]:
    """The table in lines of at most `width` cells: points as rows, else as columns or in strips, whichever is lower."""
    rows: list[list[Cell]] = [
        [Cell(corner, "head"), *(Cell(heading(column.heading), "head") for column in table.columns)],
        *([Cell(row.label, "head"), *map(cell, row.cells)] for row in table.rows),
    ]
    shown = rows if len(table.rows) > 1 else [row[1:] for row in rows]  # a single row needs no number
    turned = [list(column) for column in zip(*shown, strict=True)]
    for grid in ([list(map(_bracketed, row)) for row in shown], shown):
        if _total(_widths(grid)) <= width:
            return _lines(grid)
    strips = _in_strips(rows, width)
    if _total(_widths(turned)) <= width and len(turned) <= len(strips):
        return _lines(turned)
    return strips


def _bracketed(cell: Cell) -> Cell:
    """A cell with room for the bracket that it has while it is asked for: no column moves when the question does."""
    return cell if cell.role in ("head", "here") else Cell(f" {cell.text}", cell.role)


def _widths(grid: Sequence[Sequence[Cell]]) -> list[int]:
    return [max(cell_len(cell.text) for cell in column) for column in zip(*grid, strict=True)]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _in_strips(grid: list[list[Cell]], width: int) -> list[Line]:
    """As many columns at a time as fit, each strip with the row labels in front."""
    widths = _widths(grid)
    lines: list[Line] = []
    start = 1
    while start < len(widths):
        end = start + 1
        while end < len(widths) and _total([widths[0], *widths[start : end + 1]]) <= width:
            end += 1
        if lines:
            lines.append(())
        lines += _lines([[row[0], *row[start:end]] for row in grid])
        start = end
    return lines


def _lines(grid: Sequence[Sequence[Cell]]) -> list[Line]:
    widths = _widths(grid)
    return [
        tuple(
            run
            for place, (cell, room) in enumerate(zip(row, widths, strict=True))
            for run in ((GAP if place else "", ""), (" " * (room - cell_len(cell.text)) + cell.text, cell.role))
        )
        for row in grid
    ]
