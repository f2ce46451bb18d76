"""LaTeX for the terminal: on one line for running text, in two dimensions for display.

`plain` is for terminals that draw ambiguous characters wide and for fonts that lack mathematics: ASCII only, but for
what the author typed. What a formula means is kept in every form; what cannot be typeset raises TypesetError.
"""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len, chop_cells

from tutor.typeset.boxes import Box, beside, fitted, line, piled, spread
from tutor.typeset.breaking import broken
from tutor.typeset.errors import TypesetError
from tutor.typeset.layout import PAIR_GAP, Layout, column_gaps
from tutor.typeset.linear import Linear
from tutor.typeset.nodes import Grid, Node, Row, Space, items_of
from tutor.typeset.parse import parse

_NARROWEST = 2  # a syllable of Hangul


@lru_cache(maxsize=1024)
def inline(latex: str, plain: bool = False) -> str:
    """The formula on one line. Raises TypesetError."""
    return Linear(plain).text(_parsed(latex)).strip()


@lru_cache(maxsize=256)
def display(latex: str, plain: bool = False, width: int | None = None) -> tuple[str, ...]:
    """The formula on lines of equal width in cells. Raises TypesetError.

    Wider than `width` it is broken at relations, then at commas, sums, products, words; where a part that cannot be
    broken is too wide, the one-line form is wrapped instead. Nothing is cut off.
    """
    node = _parsed(latex)
    layout = Layout(plain)
    box = layout.box(node)
    if width is not None and box.width > (width := max(width, _NARROWEST)):
        rows = _narrowed(layout, node, width)
        return _squared(piled(spread(rows), 0, "l").lines if rows else _wrapped(inline(latex, plain), width))
    return _squared(box.lines)


def inline_or_source(latex: str, plain: bool = False) -> str:
    """The formula on one line, or its source where it cannot be typeset."""
    try:
        return inline(latex, plain)
    except TypesetError:
        return _source(latex)


def display_or_source(latex: str, plain: bool = False, width: int | None = None) -> tuple[str, ...]:
    """The formula in two dimensions, or its source, wrapped, where it cannot be typeset."""
    try:
        return display(latex, plain, width)
    except TypesetError:
        source = _source(latex)
        return _squared(_wrapped(source, max(width, _NARROWEST)) if width is not None else (source,))


@lru_cache(maxsize=256)
def _parsed(latex: str) -> Node:
    return parse(unicodedata.normalize("NFC", latex))


def _source(latex: str) -> str:
    shown = "".join(c if not unicodedata.category(c).startswith("C") else " " for c in latex)
    return " ".join(shown.split())


def _narrowed(layout: Layout, node: Node, width: int) -> list[Box]:
    """The lines of a formula that is too wide, or none if a part of it does not fit."""
    if not (isinstance(node, Grid) and node.kind == "aligned"):
        return broken(layout.cells(node), width)
    # Equations keep their alignment as long as their left sides leave room for it.
    heads = [layout.box(row[0]) for row in node.rows]
    head = max(box.width for box in heads)
    gaps = column_gaps(node)
    lines: list[Box] = []
    for row, left in zip(node.rows, heads, strict=True):
        if len(gaps) == 2 and head <= width // 2:
            right = broken(layout.cells(row[1], "ord"), width - head - gaps[1])
            column = [fitted(left, head, "r"), *[line(" " * head)] * len(right)]
            found = [beside([(0, box), (gaps[1], more)]) for box, more in zip(column, right, strict=False)]
        else:
            items = [item for k, cell in enumerate(row) for item in (Space(PAIR_GAP * (k % 2 == 0)), *items_of(cell))]
            found = broken(layout.cells(Row(tuple(items[1:]))), width)
        if not found:
            return []
        lines += found
    return lines


def _wrapped(text: str, width: int) -> tuple[str, ...]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += " " + word
        elif cell_len(word) <= width:
            lines.append(word)
        else:
            lines += chop_cells(word, width)
    return tuple(lines[1:]) or ("",)


def _squared(lines: tuple[str, ...]) -> tuple[str, ...]:
    # Measured as a whole: a character may change the width of its neighbour.
    widths = [cell_len(text) for text in lines]
    return tuple(text + " " * (max(widths) - used) for text, used in zip(lines, widths, strict=True))
