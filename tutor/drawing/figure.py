"""What is drawn of a computation: boxes in columns, from what is given to the objective, and wires between them.

A network's unit is one box with its z above its a; weights belong to wires, biases to boxes. Any other computation has
a box for each of its quantities.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tutor.network.graph import Graph, Node
from tutor.network.quantity import Quantity

BELONGS_TO_A_WIRE = frozenset({"weight", "bias"})


class Box(NamedTuple):
    """One box. Its `name` is that of the last of its quantities."""

    quantities: tuple[Quantity, ...]
    """What stands in it, one below the other."""
    operation: str
    """What makes the last of them, as the table of operations calls it; empty for what is given."""
    bias: Quantity | None
    column: int
    row: int

    @property
    def name(self) -> str:
        """What the box is called."""
        return self.quantities[-1].name


class Wire(NamedTuple):
    """A wire from one box to another, by their names, with the weight on it."""

    source: str
    target: str
    weight: Quantity | None = None


class Figure(NamedTuple):
    """Boxes by column, and within it by row; wires in the order of the computation."""

    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]

    @property
    def columns(self) -> tuple[tuple[Box, ...], ...]:
        """The boxes of each column, from above."""
        number = 1 + max(box.column for box in self.boxes)
        return tuple(tuple(box for box in self.boxes if box.column == k) for k in range(number))

    def box_of(self, quantity: str) -> Box | None:
        """The box in which a quantity stands, or which it belongs to as a bias; None for a weight on a wire."""
        return next((box for box in self.boxes if quantity in _names(box)), None)

    def boxes_of(self, quantities: Iterable[Quantity]) -> set[str]:
        """The names of the boxes of some quantities."""
        return {box.name for one in quantities if (box := self.box_of(one.name)) is not None}

    def wire_of(self, weight: str) -> Wire | None:
        """The wire that a weight is on."""
        return next((wire for wire in self.wires if wire.weight is not None and wire.weight.name == weight), None)


def _names(box: Box) -> set[str]:
    return {one.name for one in (*box.quantities, *((box.bias,) if box.bias is not None else ()))}


def figure_of(graph: Graph) -> Figure:
    """The figure of a graph."""
    home = {node.quantity: node.quantity for node in graph.nodes}
    """The quantity that names the box in which each stands."""
    home |= {node.parents[0]: node.quantity for node in graph.nodes if _is_unit(node)}
    home |= dict.fromkeys(graph.targets, graph.objective)
    given = [one for one in (*graph.inputs, *graph.parameters) if one in graph.uses]
    home |= {one: one for one in given if one.kind not in BELONGS_TO_A_WIRE}
    wires = tuple(dict.fromkeys(_wires(graph.nodes, home)))
    named = [one for one in (*given, *(node.quantity for node in graph.nodes)) if home.get(one) == one]
    column = _columns(named, wires)
    held: dict[Quantity, list[Quantity]] = {one: [one] for one in named}
    for one in (*graph.named.values(),):
        if home.get(one, one) != one:
            held[home[one]].insert(-1, one)
    rows: dict[int, int] = {}
    boxes = []
    for one in named:
        operation = graph.node_of[one].operation if one in graph.node_of else ""
        bias = next((p for inside in held[one] for p in graph.parents(inside) if p.kind == "bias"), None)
        at = column[one.name]
        boxes.append(Box(tuple(held[one]), operation, bias, at, rows.get(at, 0)))
        rows[at] = rows.get(at, 0) + 1
    return Figure(tuple(sorted(boxes, key=lambda box: (box.column, box.row))), wires)


def _is_unit(node: Node) -> bool:
    """Whether a node and what it is made of first are the two halves of a unit."""
    return node.quantity.kind == "activation" and node.parents[0].kind == "preactivation"


def _wires(nodes: Iterable[Node], home: dict[Quantity, Quantity]) -> Iterable[Wire]:
    for node in nodes:
        box, weight = home[node.quantity], None
        for parent in node.parents:
            source = home.get(parent)
            if parent.kind == "weight":
                weight = parent
            elif source is None or source == box:
                continue
            elif parent.kind != "preactivation" or source.layer != box.layer:  # softmax looks at its whole layer
                yield Wire(source.name, box.name, weight)
                weight = None


def _columns(named: Sequence[Quantity], wires: tuple[Wire, ...]) -> dict[str, int]:
    """The column of each box: one after the last that leads to it; what is given stands just before its first use."""
    column: dict[str, int] = {}
    for one in named:
        column[one.name] = 1 + max((column[wire.source] for wire in wires if wire.target == one.name), default=-1)
    for one in named:
        if one.is_given:
            column[one.name] = min(column[wire.target] for wire in wires if wire.source == one.name) - 1
    first = min(column.values())
    return {name: at - first for name, at in column.items()}
