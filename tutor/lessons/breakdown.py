"""Breaking a field down into its sub-steps: a table with a row for each data point (and path), a column for each step.

Sub-steps are fields of their own. Their steps are named after what they ask for and the row: `a2@3`, `da3/dz3@1`,
`product@2`, and where several paths lead to a parameter, `product@2.1` for the first path at the second point.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tutor.lessons import formulas
from tutor.lessons.chain import is_chain
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.lessons.symbols import gate, symbol
from tutor.network.architecture import Network
from tutor.network.paths import Path, path_count, paths

if TYPE_CHECKING:
    from tutor.network.trace import Trace

PRODUCT, SQUARES, STEP = "product", "squares", "step"
_INDEX = re.compile(r"\[[^]]*\]")


@dataclass(frozen=True)
class Column:
    """What a column asks for: the name that its steps begin with, and its heading in LaTeX."""

    name: str
    heading: str


@dataclass(frozen=True)
class Row:
    """A row: the data point, the path where there are several (both from 1), and its cells, one for each column.

    `names` says what each cell asks for: on different paths the same column asks for different units.
    """

    point: int
    path: int | None
    names: tuple[str, ...]
    cells: tuple[FieldId, ...]

    @property
    def label(self) -> str:
        """The row's label: the point's number, with the path's letter where there are several."""
        return row_label(self.point, self.path)


@dataclass(frozen=True)
class Breakdown:
    """The sub-steps of a field. The last column adds up to the partial, or to the cost before its ½ or 1/m."""

    field: FieldId
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def cells(self) -> Iterator[FieldId]:
        """Every sub-step, row by row."""
        for row in self.rows:
            yield from row.cells


def has_breakdown(field: FieldId) -> bool:
    """Whether a field can be broken down."""
    return field.stage in ("c", "d", "e") and not field.step


def breakdown(problem: Problem, field: FieldId) -> Breakdown:
    """The sub-steps of a field of (c), (d) or (e). Raises ValueError for others."""
    if not has_breakdown(field):
        raise ValueError(f"{field} has no sub-steps")
    if field.stage == "c":
        return _cost(problem, field)
    return _partial(problem, field) if field.stage == "d" else _update(field)


class Asked:
    """All that a problem asks for, to say whether a field, or a sub-step of one, is `in` it."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._fields = frozenset(all_asked(problem))
        self._steps: dict[FieldId, frozenset[FieldId]] = {}

    def __contains__(self, field: object) -> bool:
        if not isinstance(field, FieldId):
            return False
        whole = field.parent
        if not field.step or whole not in self._fields or not has_breakdown(whole):
            return field in self._fields
        if is_chain(field):
            return True
        if whole not in self._steps:
            self._steps[whole] = frozenset(breakdown(self._problem, whole).cells())
        return field in self._steps[whole]


def value_of(problem: Problem, field: FieldId, trace: "Trace | None" = None) -> Fraction | float:
    """The right value of a sub-step, or its value in another trace of the problem's network."""
    trace, (name, point, path) = trace or problem.trace, step_parts(field)
    if name == STEP:
        return problem.learning_rate * trace.gradient[field.name]
    if name == SQUARES:
        return trace.cost_term(point)
    if name == PRODUCT:
        return trace.at(f"dC/d{field.name}", point) if path is None else trace.term(_path(problem, field, path), point)
    if name == "1":
        return Fraction(1)
    return trace.theta[name] if name in trace.theta else trace.at(name, point)


def step_parts(field: FieldId) -> tuple[str, int, int | None]:
    """What a sub-step asks for, at which point, on which path: `da3/dz3@2.1` → (`da3/dz3`, 2, 1).

    Raises ValueError for a text that is no sub-step's.
    """
    name, at, place = field.step.partition("@")
    if name == STEP and not at:
        return STEP, 1, None
    point, dot, path = place.partition(".")
    return name, int(point), int(path) if dot else None


def row_label(point: int, path: int | None) -> str:
    """What a row is called: the point's number, with the path's letter where there are several."""
    return str(point) if path is None else f"{point}{chr(ord('a') + path - 1)}"


def heading_of(problem: Problem, field: FieldId) -> str:
    """What the table calls a sub-step, as LaTeX: the heading of its column, for its own unit. Empty for the product."""
    network, name = problem.network, step_parts(field)[0]
    if name == STEP:
        return _step_heading(field.name)
    if name == SQUARES:
        return _squares_heading(network)
    if name == PRODUCT:
        return ""
    kind = "cost" if name.startswith("dC/da") else "gate" if name.startswith("da") else ""
    return _heading(network, kind, name)


def _step_heading(name: str) -> str:
    return f"\\eta \\cdot {symbol('dC/d' + name)}"


def _squares_heading(network: Network) -> str:
    return " + ".join(f"{symbol(network.residual(j))}^2" for j in range(1, network.widths[-1] + 1))


def _path(problem: Problem, field: FieldId, path: int) -> Path:
    return paths(problem.graph, field.name)[path - 1]


def _cost(problem: Problem, field: FieldId) -> Breakdown:
    network = problem.network
    names = [
        network.unit(kind, layer, unit)
        for layer in range(1, network.depth + 1)
        for kind in "za"
        for unit in range(1, network.widths[layer] + 1)
    ]
    residuals = [network.residual(j) for j in range(1, network.widths[-1] + 1)]
    columns = [Column(name, symbol(name)) for name in names + residuals]
    return _table(field, [*columns, Column(SQUARES, _squares_heading(network))], len(problem.data))


def _partial(problem: Problem, field: FieldId) -> Breakdown:
    network, points = problem.network, len(problem.data)
    if path_count(problem.graph, field.name) > formulas.MOST_PATHS:
        return _by_unit(problem, field)
    ways = paths(problem.graph, field.name)
    rows = []
    for point in range(1, points + 1):
        for number, path in enumerate(ways, 1):
            names = (*(item.name for item in path), PRODUCT)
            rows.append(_row(field, point, number if len(ways) > 1 else None, names))
    # Where the paths go through different units, the heading leaves the unit's index out.
    shared = [
        item.name if len({path[k].name for path in ways}) == 1 else _without_index(item.name)
        for k, item in enumerate(ways[0])
    ]
    headings = [_heading(network, item.kind, name) for item, name in zip(ways[0], shared, strict=True)]
    columns = [Column(item.name, heading) for item, heading in zip(ways[0], headings, strict=True)]
    return Breakdown(field, (*columns, Column(PRODUCT, "")), tuple(rows))


def _by_unit(problem: Problem, field: FieldId) -> Breakdown:
    network = problem.network
    parameter = network.parameter_named[field.name]
    delta = f"dC/d{network.unit('z', parameter.layer, parameter.to)}"
    columns = [Column(delta, symbol(delta))]
    if parameter.source is not None:
        source = network.unit("a", parameter.layer - 1, parameter.source)
        columns.append(Column(source, symbol(source)))
    return _table(field, [*columns, Column(PRODUCT, "")], len(problem.data))


def _update(field: FieldId) -> Breakdown:
    column = Column(STEP, _step_heading(field.name))
    return Breakdown(field, (column,), (Row(1, None, (STEP,), (FieldId("e", field.name, STEP),)),))


def _table(field: FieldId, columns: list[Column], points: int) -> Breakdown:
    names = tuple(column.name for column in columns)
    rows = tuple(_row(field, point, None, names) for point in range(1, points + 1))
    return Breakdown(field, tuple(columns), rows)


def _row(field: FieldId, point: int, path: int | None, names: tuple[str, ...]) -> Row:
    place = f"{point}" if path is None else f"{point}.{path}"
    return Row(point, path, names, tuple(FieldId(field.stage, field.name, f"{name}@{place}") for name in names))


def _heading(network: Network, kind: str, name: str) -> str:
    if kind == "cost":
        scale = {"half-sum-of-squares": "", "mean-of-squares": "\\frac{2}{m}"}.get(network.cost, "2")
        index = _INDEX.search(name)
        return scale + symbol("r" + (index[0] if index else ""))
    return gate(network, name) if kind == "gate" else symbol(name)


def _without_index(name: str) -> str:
    return _INDEX.sub("", name)
