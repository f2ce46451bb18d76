"""The numbers of a problem in its front matter, each checked against its network: the data points and θ.

What is wrong is noted, and reading goes on: None stands for what could not be read, and nothing is checked against it.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial

from tutor.lessons.errors import Faults
from tutor.lessons.front_matter import Field
from tutor.lessons.problem import Point
from tutor.lessons.setting import Setting, Widths
from tutor.network.architecture import Network
from tutor.network.costs import COST_NAMED

MOST_POINTS = 64
MOST_SHOWN = 4
"""Rows and columns of a matrix that an error shows the form of."""
ORIENTATIONS = ("to-from", "from-to")
Numbers = tuple[Fraction, ...]


def read_data(field: Field, setting: Setting, faults: Faults) -> tuple[Point, ...] | None:
    """The data points of `[[x, y], …]`; an x or y with several components is a list. Without targets: `[x, …]`."""
    points = field.list()
    if not 1 <= len(points) <= MOST_POINTS:
        raise field.error("points_count", found=str(len(points)), high=str(MOST_POINTS))
    widths = setting.plain.widths if setting.plain else None
    read = _input if setting.cost == "none" else _point
    return faults.each(points, lambda point: read(point, widths, setting.cost, faults))


def _point(field: Field, widths: Widths | None, cost: str | None, faults: Faults) -> Point | None:
    pair = field.list()
    if len(pair) != 2:
        raise field.error("not_a_point")
    x, y = (_vector(part, faults) for part in pair)
    if widths:
        _check_width(field, "x", x, widths[0])
        _check_width(field, "y", y, widths[-1])
    if cost and y and COST_NAMED[cost].is_cross_entropy:
        if not all(0 <= value <= 1 for value in y):
            raise pair[1].error("target_range", cost=cost)
        if COST_NAMED[cost].term == "cross-entropy" and sum(y) != 1:
            raise pair[1].error("target_sum", cost=cost)
    return (x, y) if x is not None and y is not None else None


def _input(field: Field, widths: Widths | None, cost: str | None, faults: Faults) -> Point | None:
    """A point without a target: `x`, or `[x]`."""
    items = field.list() if field.is_list else [field]
    nested = any(item.is_list for item in items)
    if nested and len(items) != 1:
        raise field.error("no_target", cost=cost or "")
    x = _vector(items[0] if nested else field, faults)
    if widths:
        _check_width(field, "x", x, widths[0])
    return (x, ()) if x is not None else None


def _check_width(field: Field, letter: str, vector: Numbers | None, width: int) -> None:
    if vector is not None and len(vector) != width:
        raise field.error("point_width", letter=letter, found=str(len(vector)), expected=str(width))


def _vector(field: Field, faults: Faults) -> Numbers | None:
    return faults.each(field.list() if field.is_list else [field], Field.number)


def read_theta(members: Mapping[str, Field], setting: Setting, faults: Faults) -> Numbers | None:
    """θ as `ones` or as `{w1: …, b1: …}`: a number, a list, or a list of rows for each."""
    field = members.get("theta")
    turned = "weights" in members and faults.read(partial(members["weights"].choice, ORIENTATIONS)) == "from-to"
    if field is None or not field.is_mapping:
        if field is not None:
            field.choice(("ones",))
        return (Fraction(1),) * setting.network.parameter_count if setting.network else None
    if setting.plain is None:
        for _, member in field.items():
            faults.read(partial(_table, member, faults))
        return None
    values = _matrices(field, setting.plain, turned, faults)
    if values is None or setting.network is None:
        return None
    first: dict[str, tuple[str, Fraction]] = {}
    for place, entry, value in zip(setting.plain.entries, setting.network.entries, values, strict=True):
        name, known = first.setdefault(entry.name, (place.name, value))
        if known != value:
            raise field.error("tied_differ", value=name, other=place.name)
    return tuple(first[parameter.name][1] for parameter in setting.network.parameters)


def _matrices(field: Field, network: Network, turned: bool, faults: Faults) -> list[Fraction] | None:
    """The entries of all W and b in the order of their places."""
    letters = "w" if network.bias == "none" else "wb"
    shapes: dict[str, tuple[int, int]] = {}
    for layer in range(1, network.depth + 1):
        width, before = network.widths[layer], network.widths[layer - 1]
        shapes[f"w{layer}"] = (before, width) if turned else (width, before)
        if "b" in letters:
            shapes[f"b{layer}"] = (1 if network.bias == "shared" else width, 1)
    members = field.members(tuple(shapes), faults=faults)

    def part(name: str) -> list[Fraction] | None:
        if name not in members:
            return None
        rows, columns = shapes[name]
        entries = _entries(members[name], rows, columns, turned, faults)
        if entries and turned and name.startswith("w"):
            return [entries[row * columns + column] for column in range(columns) for row in range(rows)]
        if entries and network.bias == "shared" and name.startswith("b"):
            return entries * network.widths[int(name[1:])]
        return entries

    parts = faults.each(tuple(shapes), part)
    return [entry for entries in parts for entry in entries] if parts is not None else None


def _entries(field: Field, rows: int, columns: int, turned: bool, faults: Faults) -> list[Fraction] | None:
    """A matrix row by row. A single row or column may be written as either, or as a plain list."""
    table = _table(field, faults)
    if table is None:
        return None
    lengths = {len(row) for row in table}
    entries = [entry for row in table for entry in row]
    is_vector = 1 in (rows, columns) and (len(table) == 1 or lengths == {1})
    if (is_vector and len(entries) == rows * columns) or (len(table) == rows and lengths == {columns}):
        return entries
    if field.name.rpartition(".")[2].startswith("b") and not field.is_list:
        value = str(field.node.value)
        raise field.error("one_for_all", value=value, number=str(rows), example=f"[{', '.join([value] * rows)}]")
    found = f"{len(table)}×{max(lengths, default=0)}" if len(lengths) <= 1 else ""
    exchanged = len(table) == columns != rows and lengths == {rows} and 1 not in (rows, columns)
    raise field.error(
        "wrong_shape",
        found=found,
        expected=f"{rows}×{columns}",
        example=_form(rows, columns),
        turned="yes" if exchanged and not turned else "",
        back="yes" if exchanged and turned else "",
    )


def _table(field: Field, faults: Faults) -> list[Numbers] | None:
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
    return f"[{', '.join('[' + ', '.join(row) + ']' for row in entries)}]"
