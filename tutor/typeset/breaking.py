"""Lines of a formula that is too wide for one."""

from collections.abc import Sequence
from typing import NamedTuple

from tutor.typeset.boxes import Box, beside, line
from tutor.typeset.nodes import Kind

_SUMS = frozenset({"+", "−", "-", "±", "∓", "+-", "-+"})
_HOLDS_NEXT: frozenset[Kind] = frozenset({"open", "sign", "prefix", "slash", "large", "function", "bin", "rel"})
_HOLDS_BEFORE: frozenset[Kind] = frozenset({"close", "punct", "slash"})
_AFTER_COMMA = 1
_DEPTH = 5  # an operator in brackets comes after every one outside them
_DEEPEST = 3


class Cell(NamedTuple):
    """A box in its row: its classes, the space before it, how bad a break before it is, and where it is like a name."""

    box: Box
    gap: int
    left: Kind
    right: Kind
    level: int
    starts_word: bool = False
    ends_word: bool = False


def level(before: Kind, after: Kind, space: int, box: Box, depth: int) -> int:
    """How bad a break is between what ends as `before` and the box.

    Best before a relation, then after a comma, before a sum's sign, a product's, between words.
    """
    if before in _HOLDS_NEXT or after in _HOLDS_BEFORE:
        rank = 40
    elif after == "rel":
        rank = 0
    elif before == "punct":
        rank = _AFTER_COMMA
    elif after == "bin":
        rank = 2 if box.lines[0] in _SUMS else 3
    else:
        rank = 4 if space else 20
    return rank + _DEPTH * min(depth, _DEEPEST)


def broken(cells: Sequence[Cell], width: int) -> list[Box]:
    """The lines that the row needs, later ones indented; none if one of its boxes is too wide.

    Where it says several things, as in `z = wa + b, a = ρ(z)`, each begins a line that holds all of it, or lines of its
    own: below the end of another, its right side would seem to belong to that.
    """
    lines: list[Box] = []
    together: list[Cell] = []
    for said in [*_said(cells), None]:
        if said is not None and (not together or _width([*together, *said]) <= width):
            together += said
            continue
        found = _broken(together, width)
        if not found:
            return []
        lines += found
        together = said or []
    return lines


def _said(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The row in parts with a relation each, that end with the commas before the next of them."""
    ends = [number for number, cell in enumerate(cells) if number and cell.level == _AFTER_COMMA]
    parts = [list(cells[start:end]) for start, end in zip([0, *ends], [*ends, len(cells)], strict=True)]
    said = parts[:1]
    for part in parts[1:]:
        if any(cell.left == "rel" and cell.level == 0 for cell in part):
            said.append(part)
        else:
            said[-1] += part
    return said


def _width(cells: Sequence[Cell]) -> int:
    return sum(cell.box.width + (cell.gap if number else 0) for number, cell in enumerate(cells))


def _broken(cells: Sequence[Cell], width: int) -> list[Box]:
    first = next((number for number, cell in enumerate(cells) if cell.left == "rel" and cell.level == 0), len(cells))
    relation, after = _indents(cells[: first + 1], width)
    lines: list[Box] = []
    start = indent = 0
    while start < len(cells):
        end = _fitting(cells, start, width - indent)
        if end == start and indent:
            indent = 0
            continue
        if end == start:
            return []
        if end < len(cells):
            end = _best(cells, start, end, width - indent, first)
        row = [(cell.gap if number else indent, cell.box) for number, cell in enumerate(cells[start:end])]
        lines.append(beside(row))
        start = end
        indent = relation if start < len(cells) and cells[start].level == 0 else after
    return lines or [line("")]


def _indents(cells: Sequence[Cell], width: int) -> tuple[int, int]:
    # Under the first relation, which ends these cells, and after it; unless it is too far to the right.
    if not cells or cells[-1].left != "rel":
        return 2, 2
    end = sum(cell.gap + cell.box.width for cell in cells)
    return (end - cells[-1].box.width, end + 1) if end < width // 3 else (2, 4)


def _fitting(cells: Sequence[Cell], start: int, width: int) -> int:
    used = 0
    for number in range(start, len(cells)):
        used += cells[number].box.width + (cells[number].gap if number > start else 0)
        if used > width:
            return number
    return len(cells)


def _best(cells: Sequence[Cell], start: int, end: int, width: int, first: int) -> int:
    best, least = end, float("inf")
    used = 0
    for number in range(start, end):
        used += cells[number].box.width + (cells[number].gap if number > start else 0)
        following = number + 1
        # A short line is bad; so is one that ends before the first relation.
        cost = 10 * cells[following].level + 60 * max(0, 0.4 - used / width) + 30 * (following == first)
        if cost <= least:
            best, least = following, cost
    return best
