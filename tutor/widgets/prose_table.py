"""Tables for the terminal: columns as wide as they need, narrower where the page is, a list where it is too narrow."""

import re
from collections.abc import Sequence
from typing import Final

from tutor.lessons.blocks import Alignment, Table
from tutor.widgets.prose_text import Flow, Line, Piece, Word, width_of, wrap

GAP: Final = 3
_NUMBER = re.compile(r"[−+-]?\d+(\.\d+)?\Z")
Cells = list[list[Word]]


def lay_table(table: Table, width: int, flow: Flow) -> list[Line]:
    """`table` in lines of at most `width` cells; a column of numbers lines up by the decimal point."""
    header = [flow.words(cell, "strong") for cell in table.header]
    rows = [[flow.words(cell) for cell in row] for row in table.rows]
    alignment = [_alignment(given, [row[i] for row in rows]) for i, given in enumerate(table.alignment)]
    for column, where in enumerate(alignment):
        if where == "right":
            _align_points(rows, column)
    everything = [header, *rows]
    natural = [max(_length(row[column]) for row in everything) for column in range(len(header))]
    least = [max((word.width for row in everything for word in row[i]), default=0) for i in range(len(header))]
    widths = _fit(natural, least, width - GAP * (len(header) - 1))
    if widths is None:
        return _as_list(header, rows, width)
    lines: list[Line] = []
    if any(header):
        lines += _row(header, widths, alignment)
        dash = "-" if flow.plain else "─"
        lines.append(_join([(Piece(dash * cells, ("rule",)),) for cells in widths]))
    bodies = [_row(row, widths, alignment) for row in rows]
    for place, body in enumerate(bodies):
        # Cells of several lines need air between rows to be told apart.
        lines += [(), *body] if place and max(map(len, bodies)) > 1 else body
    return lines


def _length(words: list[Word]) -> int:
    """The cells of `words` on one line; a forced break counts as the end of the line."""
    longest = here = 0
    for place, word in enumerate(words):
        here = word.width if word.forced else here + word.width + (len(word.gap.text) if place else 0)
        longest = max(longest, here)
    return longest


def _fit(natural: list[int], least: list[int], room: int) -> list[int] | None:
    """Widths of at most `room` together and none under `least`, the widest cut down first; None if there are none."""
    if sum(least) > room:
        return None
    highest = max(natural)
    while sum(widths := [min(high, max(low, highest)) for low, high in zip(least, natural, strict=True)]) > room:
        highest -= 1
    return widths


def _alignment(given: Alignment, column: Cells) -> Alignment:
    return given or ("right" if _are_numbers(column) else "left")


def _are_numbers(column: Cells) -> bool:
    texts = [_text(cell) for cell in column if cell]
    return bool(texts) and all(_NUMBER.match(text) for text in texts)


def _text(words: list[Word]) -> str:
    return " ".join("".join(piece.text for piece in word.pieces) for word in words)


def _align_points(rows: list[Cells], column: int) -> None:
    """Give each number in `column` as many spaces behind it as the longest fraction there has more digits."""
    cells = [row[column] for row in rows]
    if not _are_numbers(cells):
        return
    longest = max(_fraction(_text(cell)) for cell in cells if cell)
    for row in rows:
        if row[column]:
            (word,) = row[column]
            pad = longest - _fraction(_text(row[column]))
            row[column] = [word._replace(pieces=(*word.pieces, Piece(" " * pad)), width=word.width + pad)]


def _fraction(number: str) -> int:
    _, point, digits = number.partition(".")
    return len(point + digits)


def _row(cells: Cells, widths: list[int], alignment: Sequence[Alignment]) -> list[Line]:
    columns = [wrap(words, max(width, 1)) for words, width in zip(cells, widths, strict=True)]
    lines: list[Line] = []
    for number in range(max(map(len, columns))):
        parts = [
            _aligned(column[number] if number < len(column) else (), width, where)
            for column, width, where in zip(columns, widths, alignment, strict=True)
        ]
        lines.append(_join(parts))
    return lines


def _aligned(line: Line, width: int, where: Alignment) -> Line:
    spare = width - width_of(line)
    left = {"right": spare, "center": spare // 2}.get(where or "left", 0)
    return (Piece(" " * left), *line, Piece(" " * (spare - left)))


def _join(parts: list[Line]) -> Line:
    first, *rest = parts
    joined = [*first]
    for part in rest:
        joined += [Piece(" " * GAP), *part]
    while joined and not joined[-1].text.strip():
        joined.pop()
    return tuple(piece for piece in joined if piece.text)


def _as_list(header: Cells, rows: list[Cells], width: int) -> list[Line]:
    lines: list[Line] = []
    for row in rows or [header]:
        if lines:
            lines.append(())
        for name, words in zip(header, row, strict=True):
            lines += wrap(_labelled(name, words) if rows else name, width)
    return lines


def _labelled(name: list[Word], words: list[Word]) -> list[Word]:
    if not name or not words:
        return name or words
    last, first = name[-1], words[0]
    colon = last._replace(pieces=(*last.pieces, Piece(":", ("strong",))), width=last.width + 1)
    return [*name[:-1], colon, first._replace(gap=Piece(" ")), *words[1:]]
