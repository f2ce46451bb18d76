"""Lines of text for a figure: frames, names and values, wires with what is on them, each piece with a role.

A role is a word (`here`, `lit`, `found`, `shut`): what colour it has is the screen's matter, and none is told by colour
alone. What is here is framed in double lines, lit wires are heavy and carry an arrow, shut gates are crossed out.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len

from tutor.drawing.canvas import Canvas, Piece
from tutor.drawing.figure import Box, Figure, Wire
from tutor.drawing.placing import NARROWEST_GAP, Exit, Placed, Placing, Route, placed
from tutor.drawing.rows import Sizes, by_rows
from tutor.network.quantity import Quantity

CLOSEST_GAP = 2
"""Cells between two columns where there are few."""
FEW = 4
"""Of so many wires between two columns each has its label; of more, those that are lit."""
UNKNOWN = "?"


class Signs(NamedTuple):
    """What frames and wires are drawn with."""

    frame: str
    frame_here: str
    """Corners from the upper left round, then the line across and the line down."""
    across: str
    across_lit: str
    right: str
    left: str
    shut: str
    found: str
    more: str
    """Where a wire ends that goes on in a later row, and where it goes on."""


DRAWN = Signs("╭╮╯╰─│", "╔╗╝╚═║", "─", "━", "▶", "◀", "╳", "✓", "⋯")
PLAIN = Signs("++++-|", "####=#", "-", "=", ">", "<", "x", "*", "...")


class Marks(NamedTuple):
    """What is known of a computation, and what of it is looked at."""

    values: Mapping[str, str] = {}  # a mapping that nobody changes
    """What stands behind the names of quantities; those that are looked for have `?`."""
    arrived: Mapping[str, str] = {}
    """What came back to a box, by its name."""
    here: Collection[str] = ()
    """Boxes and parameters that are looked at."""
    lit: Collection[str] = ()
    """Boxes and parameters on the way that is looked at."""
    wires: Collection[tuple[str, str]] = ()
    """Wires on that way, by source and target."""
    shut: Collection[str] = ()
    """Boxes whose gate lets nothing back."""
    found: Collection[str] = ()
    """Boxes and parameters that are done with."""
    is_backward: bool = False
    """Whether what is looked at goes from the objective back."""


class Spot(NamedTuple):
    """Cells where something of one quantity stands: its value, or what came back to it."""

    x: int
    y: int
    width: int
    name: str
    is_back: bool = False


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
        self.figure = figure
        self._name, self._operation = name, operation
        self._room, self._parameter_room = room, parameter_room or room
        self._given_room, self._arrives, self._plain = given_room or room, arrives, plain
        self._signs = PLAIN if plain else DRAWN
        self.placing: Placing = placed(figure, self._size, self._gap)
        """All of it in one row."""

    @property
    def size(self) -> tuple[int, int]:
        """Cells across, and lines, in one row."""
        return self.placing.width, self.placing.height

    def fitted(self, width: int, height: int) -> Placing:
        """Where all goes in so much room: in one row if it fits, and be it with close columns, else by rows if they do.

        Where nothing fits, it is the one row.
        """
        if self.placing.width <= width:
            return self.placing
        close = placed(self.figure, self._size, self._close_gap)
        if close.width <= width:
            return close
        more = cell_len(self._signs.more)
        sizes = Sizes(self._size, self._gap, lambda box: more + 2 + cell_len(self._name(box.quantities[-1])), more)
        rows = by_rows(self.figure, width, sizes)
        return rows if rows is not None and rows.height <= height else self.placing

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
            name = f"{self._signs.more} {self._name(stub.box.quantities[-1])}"
            canvas.text(stub.x, stub.y, name, "lit" if lit else "wire")
        for one in placing.boxes:
            spots += self._box(canvas, one, marks)
        return Painting(canvas.lines(), tuple(spots))

    def _size(self, box: Box) -> tuple[int, int]:
        is_given = not box.operation and box.name not in self._arrives
        room = self._given_room if is_given else self._room
        texts = [cell_len(self._name(one)) + 1 + room for one in box.quantities]
        if box.bias is not None:
            texts.append(cell_len(self._bias(box, Marks())) + self._parameter_room + 2)
        texts.append(cell_len(self._operation(box)) + 2)
        return 2 + max(texts), 2 + len(box.quantities) + (box.name in self._arrives)

    def _gap(self, wires: Sequence[Wire]) -> int:
        labels = [cell_len(self._weight(wire, Marks())) for wire in wires if wire.weight is not None]
        return max([NARROWEST_GAP, *(label + self._parameter_room + 5 for label in labels)])

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
        return wire.weight is not None and wire.weight.name in marks.here

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
        for part in (0.5, 0.35, 0.65, 0.2, 0.8):
            x = round(x0 + part * (x1 - x0) - (width - 1) / 2)
            y = round(y0 + part * (y1 - y0))
            x = max(x0 + 1, min(x, x1 - width))
            if self._has_room(canvas, x, y, width, route):
                canvas.clear(x, y, width)
                canvas.text(x + 1, y, text.strip(), self._role(weight.name, marks))
                yield Spot(x + 1, y, width - 2, weight.name)
                return

    def _has_room(self, canvas: Canvas, x: int, y: int, width: int, route: Route) -> bool:
        level = route.points[0][1] == route.points[1][1] == y
        return level or canvas.is_free(x, y, width)

    def _box(self, canvas: Canvas, one: Placed, marks: Marks) -> Iterator[Spot]:
        box, width = one.box, one.width
        is_here = box.name in marks.here
        corners = self._signs.frame_here if is_here else self._signs.frame
        role = "here" if is_here else "lit" if box.name in marks.lit else "frame"
        done = self._signs.found if box.name in marks.found else ""
        upper = self._across(corners[4], self._operation(box) + done, width - 2)
        lower = self._across(corners[4], self._bias(box, marks) if box.bias is not None else "", width - 2)
        canvas.text(one.x, one.y, corners[0] + upper + corners[1], role)
        y = one.y + 1
        for quantity in box.quantities:
            name, value = self._name(quantity), marks.values.get(quantity.name, "")
            inside = f"{name}{value:>{width - 2 - cell_len(name)}}"
            canvas.text(one.x, y, corners[5] + " " * (width - 2) + corners[5], role)
            canvas.text(one.x + 1, y, inside, self._role(quantity.name, marks, box))
            yield Spot(one.x + 1, y, width - 2, quantity.name)
            y += 1
        if box.name in self._arrives:
            back = marks.arrived.get(box.name, "")
            canvas.text(one.x, y, corners[5] + " " * (width - 2) + corners[5], role)
            sign = self._signs.shut if box.name in marks.shut else self._signs.left if back else ""
            look = "shut" if box.name in marks.shut else "back"
            canvas.text(one.x + 1, y, f"{sign}{back:>{width - 2 - len(sign)}}", look)
            yield Spot(one.x + 1, y, width - 2, box.name, is_back=True)
            y += 1
        canvas.text(one.x, y, corners[3] + lower + corners[2], role)
        if box.bias is not None:
            start = one.x + 1 + (width - 2 - cell_len(self._bias(box, marks))) // 2
            canvas.text(start, y, self._bias(box, marks), self._role(box.bias.name, marks))
            yield Spot(start, y, cell_len(self._bias(box, marks)), box.bias.name)

    def _across(self, line: str, text: str, width: int) -> str:
        free = width - cell_len(text)
        return line * (free // 2) + text + line * (free - free // 2)

    def _bias(self, box: Box, marks: Marks) -> str:
        return "" if box.bias is None else f"+{self._parameter(box.bias, marks)}"

    def _weight(self, wire: Wire, marks: Marks) -> str:
        return "" if wire.weight is None else self._parameter(wire.weight, marks)

    def _parameter(self, one: Quantity, marks: Marks) -> str:
        """A weight or bias with its value, and a sign once it is done with."""
        value, is_found = marks.values.get(one.name, ""), one.name in marks.found
        return f"{self._name(one)}{' ' if value else ''}{value}{self._signs.found if is_found else ''}"

    def _role(self, name: str, marks: Marks, box: Box | None = None) -> str:
        if name in marks.here or (box is not None and box.name in marks.here):
            return "here"
        if name in marks.lit or (box is not None and box.name in marks.lit):
            return "lit"
        if marks.values.get(name) == UNKNOWN:
            return "open"
        return "found" if name in marks.found else "name"
