"""Where the boxes and wires of a figure go: cells, as few as its texts need.

Columns stand side by side. A wire that passes a column goes through a gap between its boxes, and boxes stand level with
what they are wired to as far as there is room.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tutor.drawing.figure import Box, Figure, Wire

SPACE = 1
"""Lines between two boxes of a column, where there is room."""
NARROWEST_GAP = 4
"""Cells between two columns: a wire needs some to be seen."""
_ROUNDS = 8


class Placed(NamedTuple):
    """A box with its first cell, and how many cells it takes."""

    box: Box
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        """The line on which wires come in and go out."""
        return self.y + (self.height - 1) // 2


class Route(NamedTuple):
    """A wire with the cells at which it turns, from source to target."""

    wire: Wire
    points: tuple[tuple[int, int], ...]


class Exit(NamedTuple):
    """Wires from one box that go on in later rows, as far as they go in the row of that box."""

    wires: tuple[Wire, ...]
    points: tuple[tuple[int, int], ...]


class Placing(NamedTuple):
    """A figure on its cells, in one row or several."""

    boxes: tuple[Placed, ...]
    routes: tuple[Route, ...]
    width: int
    height: int
    stubs: tuple[Placed, ...] = ()
    """Boxes of former rows, named again where their wires go on."""
    exits: tuple[Exit, ...] = ()

    def at(self, x: int, y: int) -> Box | None:
        """The box that covers a cell."""
        inside = (one for one in self.boxes if 0 <= x - one.x < one.width and 0 <= y - one.y < one.height)
        return next((one.box for one in inside), None)


class _Slot(NamedTuple):
    """What takes lines in a column: a box, or a wire that passes (then `box` is None)."""

    key: str
    height: int
    box: Box | None


def placed(
    figure: Figure,
    size: Callable[[Box], tuple[int, int]],
    gap: Callable[[Sequence[Wire]], int] = lambda _: NARROWEST_GAP,
    space: int = SPACE,
) -> Placing:
    """Place a figure whose boxes take so many cells (width, height), with gaps as wide as their wires' labels need.

    `space`: lines between two boxes of a column.
    """
    columns = figure.columns
    at = {box.name: box.column for box in figure.boxes}
    slots = [[_Slot(box.name, size(box)[1], box) for box in column] for column in columns]
    through: dict[Wire, list[str]] = {}
    for wire in figure.wires:
        for k in range(at[wire.source] + 1, at[wire.target]):
            key = f"{wire.source}>{wire.target}@{k}"
            if key not in (slot.key for slot in slots[k]):
                slots[k].append(_Slot(key, 1, None))
            through.setdefault(wire, []).append(key)
    near = _neighbours(figure, through)
    if through or any(not box.quantities[-1].layer for box in figure.boxes):
        slots = _untangled(slots, near)
    given = {box.name for box in figure.boxes if not box.operation}
    near = {key: {one for one in others if one not in given} or others for key, others in near.items()}
    top = _levelled(slots, near, space)
    left, x = [], 0
    for k, column in enumerate(columns):
        left.append(x)
        leaving = [wire for wire in figure.wires if at[wire.source] <= k < at[wire.target]]
        x += max(size(box)[0] for box in column) + (gap(leaving) if k + 1 < len(columns) else 0)
    widest = [max(size(box)[0] for box in column) for column in columns]
    boxes = []
    for k, column_slots in enumerate(slots):
        for slot in column_slots:
            if slot.box is not None:
                width, height = size(slot.box)
                boxes.append(Placed(slot.box, left[k] + (widest[k] - width) // 2, top[slot.key], width, height))
    by_name = {one.box.name: one for one in boxes}
    routes = []
    for wire in figure.wires:
        source, target = by_name[wire.source], by_name[wire.target]
        points = [(source.x + source.width, source.middle)]
        for key in through.get(wire, ()):
            k = int(key.rpartition("@")[2])
            points += [(left[k], top[key]), (left[k] + widest[k] - 1, top[key])]
        points.append((target.x - 1, target.middle))
        routes.append(Route(wire, tuple(points)))
    height = max(one.y + one.height for one in boxes)
    return Placing(tuple(boxes), tuple(routes), x, max([height, *(top[s.key] + 1 for c in slots for s in c)]))


def _neighbours(figure: Figure, through: Mapping[Wire, Sequence[str]]) -> dict[str, set[str]]:
    near: dict[str, set[str]] = {}
    for wire in figure.wires:
        chain = (wire.source, *through.get(wire, ()), wire.target)
        for one, other in pairwise(chain):
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
    return near


def _untangled(slots: list[list[_Slot]], near: Mapping[str, set[str]]) -> list[list[_Slot]]:
    """The slots of each column in the order of what they are wired to, so that few wires cross (the barycentre method:
    K. Sugiyama, S. Tagawa, M. Toda, 1981)."""
    for number in range(_ROUNDS):
        order = range(len(slots)) if number % 2 else range(len(slots) - 1, -1, -1)
        for k in order:
            rank = {slot.key: place / max(1, len(c) - 1) for c in slots for place, slot in enumerate(c)}
            beside = {slot.key for other in (k - 1, k + 1) if 0 <= other < len(slots) for slot in slots[other]}

            def mean(slot: _Slot, rank: dict[str, float] = rank, beside: set[str] = beside) -> float:
                found = [rank[one] for one in near.get(slot.key, ()) if one in beside]
                return sum(found) / len(found) if found else rank[slot.key]

            slots[k] = sorted(slots[k], key=mean)
    return slots


def _levelled(slots: Sequence[Sequence[_Slot]], near: Mapping[str, set[str]], space: int) -> dict[str, int]:
    """The first line of each slot: level with the middle of what it is wired to, and no two on the same lines."""
    height = max(sum(slot.height + space for slot in column) - space for column in slots)
    top: dict[str, int] = {}
    tall = {slot.key: slot.height for column in slots for slot in column}
    for column in slots:
        y = (height - sum(slot.height + space for slot in column) + space) // 2
        for slot in column:
            top[slot.key] = y
            y += slot.height + space
    for number in range(_ROUNDS):
        for column in slots if number % 2 else reversed(slots):
            wanted = []
            for slot in column:
                middles = [top[one] + (tall[one] - 1) // 2 for one in near.get(slot.key, ())]
                middle = sum(middles) / len(middles) if middles else top[slot.key] + (slot.height - 1) // 2
                wanted.append(round(middle) - (slot.height - 1) // 2)
            for slot, y in zip(column, _apart(column, wanted, height, space), strict=True):
                top[slot.key] = y
    first = min(top.values())
    return {key: y - first for key, y in top.items()}


def _apart(column: Sequence[_Slot], wanted: Sequence[int], height: int, space: int) -> list[int]:
    """First lines near the wanted ones, in order and apart, within so many lines."""
    found: list[int] = []
    y = 0
    for slot, want in zip(column, wanted, strict=True):
        y = max(y, want)
        found.append(y)
        y += slot.height + space
    limit = height
    for k in range(len(column) - 1, -1, -1):
        found[k] = min(found[k], limit - column[k].height)
        limit = found[k] - space
    return found
