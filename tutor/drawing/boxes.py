"""The boxes of a figure: what stands in them and on their frames, and how much room that takes.

A close box is as low as it can be: its first quantity, its bias and what came back to it stand on the frame, and what
is given has none above and below. It is told from another by its height.
"""

from collections.abc import Callable, Collection, Iterator

from rich.cells import cell_len

from tutor.drawing.canvas import Canvas
from tutor.drawing.figure import Box
from tutor.drawing.marks import DRAWN, PLAIN, UNKNOWN, Marks, Spot
from tutor.drawing.placing import Placed
from tutor.network.quantity import Quantity


class Boxes:
    """Boxes whose texts never grow."""

    def __init__(
        self,
        name: Callable[[Quantity], str],
        operation: Callable[[Box], str],
        rooms: tuple[int, int, int],
        arrives: Collection[str],
        *,
        plain: bool,
    ) -> None:
        """`rooms`: the cells of the longest value of a quantity, of a weight or bias, and of what is given.

        `arrives`: the boxes with a place for what comes back to them.
        """
        self.name, self._operation = name, operation
        self._room, self.parameter_room, self._given_room = rooms
        self._arrives = arrives
        self.signs = PLAIN if plain else DRAWN

    def size(self, box: Box) -> tuple[int, int]:
        """Cells across, and lines."""
        texts = [*self._widths(box), cell_len(self._operation(box)) + 2]
        if box.bias is not None:
            texts.append(cell_len(self._bias(box, Marks())) + self.parameter_room + 2)
        return 2 + max(texts), 2 + len(box.quantities) + self._has_return(box)

    def close_size(self, box: Box) -> tuple[int, int]:
        """The same of a close box. Its bias stands there by its name alone where there is no more room."""
        first, *more = self._widths(box)
        back = 1 + self._room if self._has_return(box) else 0
        if self._is_bare(box):
            return 2 + max(first + 1, back), 1 + self._has_return(box)
        head = cell_len(self._operation(box)) + 2
        lower = back + (cell_len(self._bias(box, Marks())) + 2 if box.bias is not None else 0)
        texts = [head + first if more else max(head, first), *more, lower]
        return 2 + max(texts), 2 + max(1, len(more))

    def paint(self, canvas: Canvas, one: Placed, marks: Marks) -> Iterator[Spot]:
        """Draw a box where it is placed; gives what stands where in it."""
        box, width = one.box, one.width - 2
        is_close = one.height < self.size(box)[1]
        is_bare = is_close and self._is_bare(box)
        head = 0 if is_bare or not is_close else cell_len(self._operation(box)) + 2
        self._frame(canvas, one, marks, is_bare=is_bare)
        done = self.signs.found if box.name in marks.found else ""
        if not is_bare:
            self._on_frame(canvas, one, one.y, self._operation(box) + done, self._frame_role(box, marks), is_close)
        y = one.y + (not is_bare) - (is_close and len(box.quantities) > 1)
        for quantity in box.quantities:
            x = one.x + 1 + (head if y == one.y else 0)
            cells = one.x + 1 + width - x
            name, value = self.name(quantity) + (done if is_bare else ""), marks.values.get(quantity.name, "")
            if x > one.x + 1:  # behind the operation
                canvas.text(x - 1, y, " ")
            canvas.text(x, y, f"{name}{value:>{cells - cell_len(name)}}", self.role(quantity.name, marks, box))
            yield Spot(x, y, cells, quantity.name)
            y += 1
        last = one.y + one.height - 1
        beside = 1 + self._room if is_close and self._has_return(box) else 0
        if box.bias is not None:
            text = self._bias(box, marks)
            if cell_len(text) + 1 + beside > width and is_close:
                text = self._bias(box, marks._replace(values={}))
            start = self._on_frame(canvas, one, last, text, self.role(box.bias.name, marks), is_close)
            yield Spot(start, last, cell_len(text), box.bias.name)
        if self._has_return(box):
            cells = beside if is_close and not is_bare else width
            yield self._return(canvas, box, (one.x + 1 + width - cells, y, cells), marks)

    def parameter(self, one: Quantity, marks: Marks) -> str:
        """A weight or bias with its value, and a sign once it is done with."""
        value, is_found = marks.values.get(one.name, ""), one.name in marks.found
        return f"{self.name(one)}{' ' if value else ''}{value}{self.signs.found if is_found else ''}"

    def role(self, name: str, marks: Marks, box: Box | None = None) -> str:
        """How a quantity looks, which may stand in a box."""
        if name in marks.here or (box is not None and box.name in marks.here):
            return "here"
        if name in marks.lit or (box is not None and box.name in marks.lit):
            return "lit"
        if marks.values.get(name) == UNKNOWN:
            return "open"
        return "found" if name in marks.found else "name"

    def _widths(self, box: Box) -> list[int]:
        """The cells of its quantities with their values."""
        is_given = not box.operation and not self._has_return(box)
        room = self._given_room if is_given else self._room
        return [cell_len(self.name(one)) + 1 + room for one in box.quantities]

    def _has_return(self, box: Box) -> bool:
        return box.name in self._arrives

    def _is_bare(self, box: Box) -> bool:
        return not box.operation and box.bias is None and len(box.quantities) == 1

    def _bias(self, box: Box, marks: Marks) -> str:
        return "" if box.bias is None else f"+{self.parameter(box.bias, marks)}"

    def _frame_role(self, box: Box, marks: Marks) -> str:
        return "here" if box.name in marks.here else "lit" if box.name in marks.lit else "frame"

    def _frame(self, canvas: Canvas, one: Placed, marks: Marks, *, is_bare: bool) -> None:
        corners = self.signs.frame_here if one.box.name in marks.here else self.signs.frame
        role, last = self._frame_role(one.box, marks), one.height - 1
        for k in range(one.height):
            left, line, right = corners[5], " ", corners[5]
            if k in {0, last} and not is_bare:
                left, line, right = (corners[3], corners[4], corners[2]) if k else (corners[0], corners[4], corners[1])
            canvas.text(one.x, one.y + k, left + line * (one.width - 2) + right, role)

    def _on_frame(self, canvas: Canvas, one: Placed, y: int, text: str, role: str, is_close: bool) -> int:
        """Put text on the frame: in its middle, or at its left where something else may stand beside it."""
        start = one.x + 1 + (0 if is_close else (one.width - 2 - cell_len(text)) // 2)
        canvas.text(start, y, text, role)
        return start

    def _return(self, canvas: Canvas, box: Box, place: tuple[int, int, int], marks: Marks) -> Spot:
        """What came back to a box."""
        x, y, width = place
        back, is_shut = marks.arrived.get(box.name, ""), box.name in marks.shut
        sign = self.signs.shut if is_shut else self.signs.left if back else ""
        if sign:
            canvas.text(x, y, f"{sign}{back:>{width - len(sign)}}", "shut" if is_shut else "back")
        return Spot(x, y, width, box.name, is_back=True)
