"""Text in columns and paragraphs, laid out by rich for whatever takes lines: a terminal, a file, a pipe.

Nothing is markup here: what was typed or read from a file is text. There are no frames, so that any glyphs will do.
"""

import shutil
from collections.abc import Collection, Iterable, Sequence

from rich.cells import cell_len
from rich.columns import Columns
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

NARROWEST, WIDEST = 20, 100
GAP = 2


def line_width() -> int:
    """How wide a line may be: as the terminal, 80 without one, but never so wide that it is hard to read."""
    return max(min(shutil.get_terminal_size().columns, WIDEST), NARROWEST)


def lines_of(what: RenderableType, width: int | None = None) -> list[str]:
    """The lines of what rich can lay out, without colour, in so many cells; None: as wide as a line may be."""
    console = Console(width=width or line_width(), height=1, color_system=None, legacy_windows=False)
    rows = console.render_lines(what, console.options.update(height=None), pad=False)
    return ["".join(segment.text for segment in row).rstrip() for row in rows]


def paragraph(text: str) -> str:
    """Paragraphs; lines that are indented in the source (examples) stay as they are."""
    lines = text.strip("\n").split("\n")
    return "\n".join("\n".join([line] if line.startswith("  ") else lines_of(Text(line))) for line in lines)


def grid(rows: Iterable[Sequence[str]], wraps: int, *, indent: int = 0) -> list[str]:
    """The lines of rows in columns; the text of one column is broken where a line would be too wide."""
    return [line for row in grid_rows(list(rows), wraps, indent=indent) for line in row]


def grid_rows(
    rows: Sequence[Sequence[str]], wraps: int, *, right: Collection[int] = (), indent: int = 0
) -> list[list[str]]:
    """The same, row by row, for what has more to say under each; `right` are the columns set to the right."""
    widths = [max(cell_len(line) for cell in column for line in cell.split("\n")) for column in zip(*rows, strict=True)]
    if rows:
        others = sum(width + GAP for k, width in enumerate(widths) if k != wraps)
        widths[wraps] = max(min(widths[wraps], line_width() - indent - others), NARROWEST)
    return [_broken(row, widths, right, indent) for row in rows]


def _broken(row: Sequence[str], widths: Sequence[int], right: Collection[int], indent: int) -> list[str]:
    table = Table.grid()
    for number, width in enumerate(widths):
        table.add_column(width=width, justify="right" if number in right else "left", overflow="fold")
        table.add_column(width=GAP)  # no padding: rich before 15 counts it into the width of the last column
    table.add_row(*(part for cell in row for part in (Text(cell), "")))
    return lines_of(Padding(table, (0, 0, 0, indent)), indent + sum(width + GAP for width in widths))


def cut_row(row: Sequence[str], widths: Sequence[int], right: Collection[int] = ()) -> str:
    """A row in columns of these widths on one line, with dots where a cell is too wide: quick, for very many rows."""
    cells = [Text(cell) for cell in row]
    for number, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        cell.truncate(width, overflow="ellipsis")
        cell.align("right" if number in right else "left", width)
    return (" " * GAP).join(cell.plain for cell in cells).rstrip()


def cut(text: str, indent: int = 0) -> str:
    """One line, with dots where it would be too wide."""
    return lines_of(Padding(Text(text, no_wrap=True, overflow="ellipsis"), (0, 0, 0, indent)))[0]


def packed(pieces: Iterable[str]) -> list[str]:
    """Short pieces beside each other, in as many columns as there is room for."""
    return lines_of(Columns(map(Text, pieces), padding=(0, GAP, 0, 0)))
