"""A figure too wide for its room, by rows: its columns go on below.

A wire that goes on in a later row ends in a stub at the right, and begins there at another, which names its box again.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from tutor.drawing.figure import Box, Figure, Wire
from tutor.drawing.placing import SPACE, Exit, Placed, Placing, Route, placed

STUB = "stub"
"""What stands for the operation of a stub: it makes nothing, yet stands level with what it is wired to."""


class Sizes(NamedTuple):
    """The cells that the parts of a figure take."""

    box: Callable[[Box], tuple[int, int]]
    """Of a box: across, and lines."""
    gap: Callable[[Sequence[Wire]], int]
    """Between two columns, for the labels of the wires there."""
    again: Callable[[Box], int]
    """Of a box that is named again."""
    end: int
    """Of a wire's end."""
    space: int = SPACE
    """Lines between two boxes of a column."""


class _Row(NamedTuple):
    """Columns of a figure, with the stubs on both sides, as a figure of its own."""

    figure: Figure
    again: frozenset[str]
    """The boxes of former rows, which are named again."""
    ends: dict[str, str]
    """Where wires to later rows end, by the names of these stubs: the boxes that they come from."""


def by_rows(figure: Figure, width: int, sizes: Sizes) -> Placing | None:
    """The figure in as few rows of at most so many cells as there can be; None where a column alone is too wide."""

    @cache
    def row_of(first: int, last: int) -> tuple[_Row, Placing]:
        row = _row(figure, first, last)
        return row, _placed(row, sizes)

    count = len(figure.columns)
    rows = _fitting(count, width, row_of)
    closer = rows
    while closer is not None and rows is not None and len(closer) == len(rows):  # as equal as they can be
        rows = closer
        closer = _fitting(count, max(placing.width for _, placing in rows) - 1, row_of)
    return _stacked(figure, rows) if rows is not None else None


def _fitting(
    count: int, width: int, row_of: Callable[[int, int], tuple[_Row, Placing]]
) -> list[tuple[_Row, Placing]] | None:
    """As many of so many columns in each row as there is room for; `row_of` has those from one column to another."""
    rows: list[tuple[_Row, Placing]] = []
    first = 0
    while first < count:
        best: tuple[_Row, Placing] | None = None
        after = first
        while after < count:
            row = row_of(first, after)
            if row[1].width > width:
                break
            best, after = row, after + 1
        if best is None:
            return None
        rows.append(best)
        first = after
    return rows


def _row(figure: Figure, first: int, last: int) -> _Row:
    at = {box.name: box for box in figure.boxes}
    inside = {box.name for box in figure.boxes if first <= box.column <= last}
    again = dict.fromkeys(one.source for one in figure.wires if one.target in inside and one.source not in inside)
    going = dict.fromkeys(one.source for one in figure.wires if one.source in inside and one.target not in inside)
    ends = {f"{name}>": name for name in going}
    shift = bool(again) - first
    boxes = [at[name]._replace(column=0, row=k, operation=STUB) for k, name in enumerate(again)]
    boxes += [box._replace(column=box.column + shift) for box in figure.boxes if box.name in inside]
    for k, (called, name) in enumerate(ends.items()):
        boxes.append(Box((at[name].quantities[-1]._replace(name=called),), STUB, None, last + 1 + shift, k))
    wires = [wire for wire in figure.wires if wire.target in inside]
    wires += [Wire(name, called) for called, name in ends.items()]
    return _Row(Figure(tuple(boxes), tuple(wires)), frozenset(again), ends)


def _placed(row: _Row, sizes: Sizes) -> Placing:
    def size(box: Box) -> tuple[int, int]:
        if box.name in row.ends:
            return sizes.end, 1
        return (sizes.again(box), 1) if box.name in row.again else sizes.box(box)

    return placed(row.figure, size, sizes.gap, sizes.space)


def _stacked(figure: Figure, rows: Sequence[tuple[_Row, Placing]]) -> Placing:
    """The rows one below the other."""
    at = {box.name: box for box in figure.boxes}
    boxes: list[Placed] = []
    stubs: list[Placed] = []
    routes: list[Route] = []
    exits: list[Exit] = []
    y = 0
    for row, placing in rows:
        for one in placing.boxes:
            if one.box.name not in row.ends:
                kept = stubs if one.box.name in row.again else boxes
                kept.append(one._replace(box=at[one.box.name], y=one.y + y))
        for route in placing.routes:
            points = tuple((x, line + y) for x, line in route.points)
            if route.wire.target in row.ends:
                source = row.ends[route.wire.target]
                gone = (one for one in figure.wires if one.source == source and one not in row.figure.wires)
                exits.append(Exit(tuple(gone), points))
            else:
                routes.append(Route(route.wire, points))
        y += placing.height + SPACE
    width = max(placing.width for _, placing in rows)
    return Placing(tuple(boxes), tuple(routes), width, y - SPACE, tuple(stubs), tuple(exits))
