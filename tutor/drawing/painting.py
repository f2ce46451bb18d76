"""Lines of text for a figure: frames, names and values, wires with what is on them, each piece with a role.

A role is a word (`here`, `lit`, `found`, `shut`): what colour it has is the screen's matter, and none is told by colour
alone. What is here is framed in double lines, lit wires are heavy and carry an arrow, shut gates are crossed out.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from tutor.drawing.boxes import Boxes
from tutor.drawing.canvas import Canvas, Piece
from tutor.drawing.figure import Box, Figure, Wire
from tutor.drawing.marks import Marks, Spot
from tutor.drawing.placing import NARROWEST_GAP, SPACE, Exit, Placing, Route, placed
from tutor.drawing.rows import Sizes, by_rows
from tutor.network.quantity import Quantity

CLOSEST_GAP = 2
"""Cells between two columns where there are few."""
MOST_WAYS = 16
"""So many ways of each kind are kept."""
FEW = 4
"""Of so many wires between two columns each has its label; of more, those that are lit or looked at, and those that
lead to a box that is looked at."""


class Painting(NamedTuple):
    """Lines in pieces, and what stands where in them."""

    lines: tuple[tuple[Piece, ...], ...]
    spots: tuple[Spot, ...]

    def at(self, x: int, y: int) -> Spot | None:
        """What stands on a cell."""
        return next((one for one in self.spots if one.y == y and 0 <= x - one.x < one.width), None)


class Painter:
    """Paints a figure whose texts never grow: `room` is how many cells the longest value takes."""

    def __init__(
        self,
        figure: Figure,
        name: Callable[[Quantity], str],
        operation: Callable[[Box], str],
        room: int,
        *,
        parameter_room: int = 0,
        given_room: int = 0,
        arrives: Collection[str] = (),
        plain: bool = False,
    ) -> None:
        """`room`, `parameter_room` and `given_room`: the cells of the longest value of a quantity, of a weight or bias,
        and of what is given in a box of its own.

        `arrives`: the boxes with a line for what comes back to them.
        """
        self.figure, self._plain = figure, plain
        self._boxes = Boxes(name, operation, (room, parameter_room or room, given_room or room), arrives, plain=plain)
        self._signs = self._boxes.signs
        # The same room is asked about again and again: at each answer, and by whatever stands beside the drawing.
        self._in_a_row = lru_cache(maxsize=MOST_WAYS)(partial(placed, figure))
        self._by_rows = lru_cache(maxsize=MOST_WAYS)(self._rows)
        self.placing: Placing = self._in_a_row(self._boxes.size, self._gap)
        """All of it in one row."""

    def fitted(self, width: int, height: int) -> Placing:
        """Where all goes in so much room: the first way that fits. Where none does, the lowest not too wide."""
        narrow: list[Placing] = []
        for placing in self._ways(width):
            if placing.width <= width and placing.height <= height:
                return placing
            if placing.width < width:  # a scrollbar takes a cell
                narrow.append(placing)
        return min(narrow, key=lambda one: one.height, default=self.placing)

    def _ways(self, width: int) -> Iterator[Placing]:
        """In one row, and be it with close columns, else by rows; then the same with close boxes."""
        boxes = self._boxes
        yield self.placing
        yield self._in_a_row(boxes.size, self._close_gap)
        yield from self._by_rows(width, boxes.size, SPACE)
        for space in (SPACE, 0):
            for gap in (self._gap, self._close_gap):
                yield self._in_a_row(boxes.close_size, gap, space)
        yield from self._by_rows(width, boxes.close_size, 0)

    def _rows(self, width: int, size: Callable[[Box], tuple[int, int]], space: int) -> tuple[Placing, ...]:
        """The way by rows; none where a column alone is too wide."""
        more = cell_len(self._signs.more)

        def again(box: Box) -> int:
            return more + 2 + cell_len(self._boxes.name(box.quantities[-1]))

        found = by_rows(self.figure, width, Sizes(size, self._gap, again, more, space))
        return () if found is None else (found,)

    def paint(self, marks: Marks, placing: Placing | None = None) -> tuple[tuple[Piece, ...], ...]:
        """The lines, of the one row if it is not said where all goes."""
        return self.painting(marks, placing).lines

    def painting(self, marks: Marks, placing: Placing | None = None) -> Painting:
        """The lines, and what stands where."""
        placing, spots = placing or self.placing, list[Spot]()
        canvas = Canvas(placing.width, placing.height)
        for gone in placing.exits:
            self._exit(canvas, gone, marks)
        for route in sorted(placing.routes, key=lambda one: self._is_lit(one.wire, marks)):
            self._wire(canvas, route.points, marks, is_lit=self._is_lit(route.wire, marks))
        crowded = self._crowded()
        for route in placing.routes:
            if route.wire not in crowded or self._is_lit(route.wire, marks) or self._is_looked_at(route.wire, marks):
                spots += self._label(canvas, route, marks)
        for stub in placing.stubs:
            lit = any(self._is_lit(wire, marks) for wire in self.figure.wires if wire.source == stub.box.name)
            name = f"{self._signs.more} {self._boxes.name(stub.box.quantities[-1])}"
            canvas.text(stub.x, stub.y, name, "lit" if lit else "wire")
        for one in placing.boxes:
            spots += self._boxes.paint(canvas, one, marks)
        return Painting(canvas.lines(), tuple(spots))

    def _gap(self, wires: Sequence[Wire]) -> int:
        labels = [cell_len(self._weight(wire, Marks())) for wire in wires if wire.weight is not None]
        return max([NARROWEST_GAP, *(label + self._boxes.parameter_room + 5 for label in labels)])

    def _close_gap(self, wires: Sequence[Wire]) -> int:
        """A gap for the names of weights alone."""
        labels = [cell_len(self._weight(wire, Marks())) for wire in wires if wire.weight is not None]
        return max([CLOSEST_GAP, *(label + 4 for label in labels)])

    def _crowded(self) -> set[Wire]:
        column = {box.name: box.column for box in self.figure.boxes}
        by_column: dict[int, list[Wire]] = {}
        for wire in self.figure.wires:
            by_column.setdefault(column[wire.target], []).append(wire)
        return {wire for wires in by_column.values() if len(wires) > FEW for wire in wires}

    def _is_lit(self, wire: Wire, marks: Marks) -> bool:
        return (wire.source, wire.target) in marks.wires

    def _is_looked_at(self, wire: Wire, marks: Marks) -> bool:
        return wire.weight is not None and (wire.weight.name in marks.here or wire.target in marks.here)

    def _exit(self, canvas: Canvas, one: Exit, marks: Marks) -> None:
        is_lit = any(self._is_lit(wire, marks) for wire in one.wires)
        self._wire(canvas, one.points, marks, is_lit=is_lit)
        x, y = one.points[-1]
        canvas.text(x + 1, y, self._signs.more, "lit" if is_lit else "wire")

    def _wire(self, canvas: Canvas, points: Sequence[tuple[int, int]], marks: Marks, *, is_lit: bool) -> None:
        role = "lit" if is_lit else "wire"
        for start, end in pairwise(points):
            if start[1] == end[1]:
                across = self._signs.across_lit if is_lit else self._signs.across
                canvas.text(start[0], start[1], across * (end[0] - start[0] + 1), role)
            elif self._plain:
                canvas.plain_wire(start, end, role)
            else:
                canvas.wire(start, end, role, heavy=is_lit)
        if is_lit:
            x, y = points[0 if marks.is_backward else -1]
            canvas.text(x, y, self._signs.left if marks.is_backward else self._signs.right, role)

    def _label(self, canvas: Canvas, route: Route, marks: Marks) -> Iterator[Spot]:
        weight = route.wire.weight
        if weight is None:
            return
        (x0, y0), (x1, y1) = route.points[0], route.points[1]
        text = f" {self._weight(route.wire, marks)} "
        if cell_len(text) + 2 > x1 - x0 + 1:  # close columns have room for its name
            text = f" {self._weight(route.wire, marks._replace(values={}))} "
        width = cell_len(text)
        places = []
        for part in (0.5, 0.35, 0.65, 0.2, 0.8):
            x = round(x0 + part * (x1 - x0) - (width - 1) / 2)
            y = round(y0 + part * (y1 - y0))
            places.append((max(x0 + 1, min(x, x1 - width)), y))
        free = (place for place in places if self._has_room(canvas, *place, width, route))
        # What is looked at is named in any case, be it on the wires of others.
        at = next(free, places[0] if weight.name in marks.here else None)
        if at is not None:
            canvas.clear(*at, width)
            canvas.text(at[0] + 1, at[1], text.strip(), self._boxes.role(weight.name, marks))
            yield Spot(at[0] + 1, at[1], width - 2, weight.name)

    def _has_room(self, canvas: Canvas, x: int, y: int, width: int, route: Route) -> bool:
        level = route.points[0][1] == route.points[1][1] == y
        return level or canvas.is_free(x, y, width)

    def _weight(self, wire: Wire, marks: Marks) -> str:
        return "" if wire.weight is None else self._boxes.parameter(wire.weight, marks)
