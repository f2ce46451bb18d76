"""The numbers of a problem in its front matter: network, data, θ, learning rate, each checked against the others.

What is wrong is noted, and reading goes on: None stands for what could not be read, and nothing is checked against it.
"""

from fractions import Fraction
from functools import partial
from itertools import pairwise

from tutor.lessons.errors import Faults
from tutor.lessons.front_matter import Field
from tutor.lessons.problem import Point
from tutor.network.architecture import ACTIVATIONS, COSTS, Network

# What a person can work by hand, with room to spare; a stranger's file can't ask for more.
MOST_LAYERS, MOST_UNITS, MOST_PARAMETERS, MOST_POINTS = 12, 24, 300, 64
MOST_SHOWN = 4
"""Rows and columns of a matrix that an error shows the form of."""
Widths = tuple[int, ...]
Numbers = tuple[Fraction, ...]


def read_widths(field: Field) -> Widths:
    """The widths from the input to the output."""
    widths = tuple(item.whole(1, MOST_UNITS) for item in field.list())
    if not 2 <= len(widths) <= MOST_LAYERS + 1:
        raise field.error("widths_count", low="2", high=str(MOST_LAYERS + 1))
    count = sum(width * (before + 1) for before, width in pairwise(widths))
    if count > MOST_PARAMETERS:
        raise field.error("too_many_parameters", found=str(count), high=str(MOST_PARAMETERS))
    return widths


def read_activations(field: Field, depth: int | None, faults: Faults) -> tuple[str, ...] | None:
    """The activation of each layer, from a list or from one name for all."""
    if not field.is_list:
        kind = field.choice(ACTIVATIONS)
        return (kind,) * depth if depth else None
    kinds = faults.each(field.list(), lambda item: item.choice(ACTIVATIONS))
    found = len(field.list())
    if depth is not None and found != depth:
        raise field.error("activation_count", found=str(found), expected=str(depth))
    return kinds


def read_network(members: dict[str, Field], faults: Faults) -> tuple[Widths | None, Network | None]:
    """The network of `{widths: […], activation: …}`, with the cost beside it; its widths where those can be read."""
    cost = faults.read(partial(members["cost"].choice, COSTS)) if "cost" in members else COSTS[0]
    if "network" not in members:
        return None, None
    parts = faults.read(partial(members["network"].members, ("widths", "activation"), faults=faults)) or {}
    widths = faults.read(partial(read_widths, parts["widths"])) if "widths" in parts else None
    depth = len(widths) - 1 if widths else None
    kinds = None
    if "activation" in parts:
        kinds = faults.read(partial(read_activations, parts["activation"], depth, faults))
    return widths, Network(widths, kinds, cost) if widths and kinds and cost else None


def read_data(field: Field, widths: Widths | None, faults: Faults) -> tuple[Point, ...] | None:
    """The data points of `[[x, y], …]`; an x or y with several components is a list."""
    points = field.list()
    if not 1 <= len(points) <= MOST_POINTS:
        raise field.error("points_count", found=str(len(points)), high=str(MOST_POINTS))
    return faults.each(points, lambda point: _point(point, widths, faults))


def _point(field: Field, widths: Widths | None, faults: Faults) -> Point | None:
    pair = field.list()
    if len(pair) != 2:
        raise field.error("not_a_point")
    x, y = (_vector(part, faults) for part in pair)
    if widths:
        for vector, width, letter in ((x, widths[0], "x"), (y, widths[-1], "y")):
            if vector is not None and len(vector) != width:
                raise field.error("point_width", letter=letter, found=str(len(vector)), expected=str(width))
    return (x, y) if x is not None and y is not None else None


def _vector(field: Field, faults: Faults) -> Numbers | None:
    return faults.each(field.list() if field.is_list else [field], Field.number)


def read_theta(field: Field | None, widths: Widths | None, faults: Faults) -> Numbers | None:
    """θ as `ones` or as `{w1: …, b1: …}`: a number, a list, or a list of rows for each."""
    if field is None or not field.is_mapping:
        if field is not None:
            field.choice(("ones",))
        return (Fraction(1),) * Network(widths, ("identity",) * (len(widths) - 1)).parameter_count if widths else None
    if not widths:
        for _, member in field.items():
            faults.read(partial(_table, member, faults))
        return None
    names = tuple(f"{letter}{layer}" for layer in range(1, len(widths)) for letter in "wb")
    members = field.members(names, faults=faults)
    shapes = {f"w{layer}": (widths[layer], widths[layer - 1]) for layer in range(1, len(widths))}
    shapes |= {f"b{layer}": (widths[layer], 1) for layer in range(1, len(widths))}
    parts = faults.each(names, lambda name: _entries(members[name], *shapes[name], faults) if name in members else None)
    return tuple(entry for part in parts for entry in part) if parts is not None else None


def _entries(field: Field, rows: int, columns: int, faults: Faults) -> list[Fraction] | None:
    """A matrix row by row. A single row or column may be written as either, or as a plain list."""
    table = _table(field, faults)
    if table is None:
        return None
    lengths = {len(row) for row in table}
    entries = [entry for row in table for entry in row]
    is_vector = 1 in (rows, columns) and (len(table) == 1 or lengths == {1})
    if (is_vector and len(entries) == rows * columns) or (len(table) == rows and lengths == {columns}):
        return entries
    bias = columns == 1 and field.name.rpartition(".")[2].startswith("b")
    if bias and not field.is_list:
        value = str(field.node.value)
        raise field.error("one_for_all", value=value, number=str(rows), example=f"[{', '.join([value] * rows)}]")
    found = f"{len(table)}×{max(lengths, default=0)}" if len(lengths) <= 1 else ""
    turned = "yes" if len(table) == columns != rows and lengths == {rows} and 1 not in (rows, columns) else ""
    raise field.error(
        "wrong_shape", found=found, expected=f"{rows}×{columns}", example=_form(rows, columns), turned=turned
    )


def _table(field: Field, faults: Faults) -> list[tuple[Fraction, ...]] | None:
    """What is written, row by row; a plain list has one entry a row."""
    rows = faults.each(field.list() if field.is_list else [field], lambda row: _vector(row, faults))
    return list(rows) if rows is not None else None


def _form(rows: int, columns: int) -> str:
    """How a matrix of this shape is written, with numbers from 1; empty where that is long."""
    if max(rows, columns) > MOST_SHOWN:
        return ""
    entries = [[str(row * columns + column + 1) for column in range(columns)] for row in range(rows)]
    if columns == 1:
        return f"[{', '.join(row[0] for row in entries)}]" if rows > 1 else "1"
    return f"[{', '.join(f'[{chr(44).join(row)}]'.replace(',', ', ') for row in entries)}]"
