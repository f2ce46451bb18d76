"""Boxes in rows and columns."""

from collections.abc import Sequence

from tutor.typeset.boxes import Box, Side, beside, fitted, levelled, line, piled
from tutor.typeset.delimiters import tall
from tutor.typeset.frames import fenced

_SIDES: dict[str, Side] = {"l": "l", "c": "c", "r": "r"}


def matrix(cells: Sequence[Sequence[Box]], columns: str, fences: tuple[str, str], plain: bool) -> Box:
    """A matrix between its delimiters; a | in `columns` is a rule."""
    parts: list[tuple[int, Box]] = []
    boxes = iter(_columns(cells, columns.replace("|", ""), False))
    ruled = False
    for letter in columns:
        if letter == "|":
            height = parts[0][1].height if parts else 0
            parts.append((1 if parts else 0, Box((), height, 1)))
        else:
            parts.append(((1 if ruled else 2) if parts else 0, next(boxes)))
        ruled = letter == "|"
    body = next(box for _, box in parts if box.lines)
    rule = Box(tall("|", body.height, 0, plain), body.baseline, 1)
    inside = beside([(space, box if box.lines else rule) for space, box in parts])
    return _between(inside, fences, plain)


def cases(cells: Sequence[Sequence[Box]], fences: tuple[str, str], plain: bool) -> Box:
    """Cases beside a brace, whose point is level with what stands before it."""
    roomy = len(cells) == 2 and all(box.height == 1 for row in cells for box in row)
    columns = _columns(cells, "l" * len(cells[0]), roomy)
    return _between(beside([(2 if k else 0, box) for k, box in enumerate(columns)]), fences, plain)


def aligned(cells: Sequence[Sequence[Box]], columns: str, gaps: Sequence[int]) -> Box:
    """Equations one under another, level by their alignment points; `gaps` stand before the columns."""
    return beside(list(zip(gaps, _columns(cells, columns, False), strict=True)))


def _columns(cells: Sequence[Sequence[Box]], letters: str, roomy: bool) -> list[Box]:
    # Every column gets the same lines for a row, and an empty one where two rows would reach into one another.
    metrics = [(max(box.baseline for box in row), max(box.below for box in row)) for row in cells]
    columns = []
    for k, letter in enumerate(letters):
        pile: list[Box] = []
        for number, (row, (above, below)) in enumerate(zip(cells, metrics, strict=True)):
            if number and (roomy or (metrics[number - 1][1] and above)):
                pile.append(line(""))
            pile.append(levelled(row[k], above, below))
        width = max(box.width for box in pile)
        box = piled([fitted(box, width, _SIDES[letter]) for box in pile], 0)
        columns.append(box._replace(baseline=(box.height - 1) // 2))
    return columns


def _between(body: Box, fences: tuple[str, str], plain: bool) -> Box:
    if not any(fences):
        return body
    return fenced([body], fences, plain, pad=int(body.height > 1))
