"""Breaking a field down into its sub-steps: a table with a row for each data point (and path), a column for each step.

Sub-steps are fields of their own. Their steps are named after what they ask for and the row: `a2@3`, `da3/dz3@1`,
`product@2`, and where several paths lead to a parameter, `product@2.1` for the first path at the second point.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tutor.lessons import formulas, penalties
from tutor.lessons.chain import is_chain
from tutor.lessons.delta import ONLY, delta_ways, way_at, ways_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import PRIME, FieldId, all_asked
from tutor.lessons.symbols import ANY_POINT, rho, symbol, written
from tutor.network.paths import Factor, Path

if TYPE_CHECKING:
    from tutor.network.trace import Trace

PRODUCT, SQUARES, STEP = "product", "squares", "step"
_INDEX = re.compile(r"\[[^]]*\]")


class Column(NamedTuple):
    """What a column asks for: the name that its steps begin with, and its heading in LaTeX."""

    name: str
    heading: str


class Row(NamedTuple):
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


class Breakdown(NamedTuple):
    """The sub-steps of a field."""

    field: FieldId
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    adds_up: bool = True
    """Whether the last column adds up to the partial, or to the cost before its ½ or 1/m: a penalty is in no row."""

    def cells(self) -> Iterator[FieldId]:
        """Every sub-step, row by row."""
        for row in self.rows:
            yield from row.cells

    def column(self, cell: FieldId) -> tuple[FieldId, ...]:
        """The cells from this one on down; none where it is not in the table."""
        for first, row in enumerate(self.rows):
            if cell in row.cells:
                across = row.cells.index(cell)
                return tuple(below.cells[across] for below in self.rows[first:] if across < len(below.cells))
        return ()


def has_breakdown(field: FieldId) -> bool:
    """Whether a field can be broken down."""
    return field.stage in ("c", "d", "e") and not field.step and not (field.is_after and "@" in field.name)


def breakdown(problem: Problem, field: FieldId, *, from_delta: bool = False) -> Breakdown:
    """The sub-steps of a field of (c), (d) or (e). Raises ValueError for others.

    `from_delta`: those of a partial derivative that begin at the ∂C/∂z of the layer after.
    """
    if not has_breakdown(field):
        raise ValueError(f"{field} has no sub-steps")
    if field.stage == "c" or field.is_after:
        return _cost(problem, field)
    if field.stage == "e":
        return _update(problem, field)
    return _partial(problem, field, ways_of(problem, field.name, ONLY if from_delta else None))


def table_of(problem: Problem, step: FieldId) -> Breakdown:
    """The break-down of which a place is a sub-step; of a whole field that of the whole chain."""
    return breakdown(problem, step.parent, from_delta=begins_at_delta(step))


def begins_at_delta(step: FieldId) -> bool:
    """Whether a sub-step is one of a break-down that begins at the layer after."""
    path = step_parts(step)[2] if step.step and not is_chain(step) else None
    return path is not None and path <= ONLY


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
            tables = [breakdown(self._problem, whole)]
            if whole.stage == "d" and delta_ways(self._problem, whole.name):
                tables.append(breakdown(self._problem, whole, from_delta=True))
            self._steps[whole] = frozenset(cell for table in tables for cell in table.cells())
        return field in self._steps[whole]


def value_of(problem: Problem, field: FieldId, trace: "Trace | None" = None) -> Fraction | float:
    """The right value of a sub-step, or its value in another trace of the problem's computation."""
    if field.is_after:
        problem, field, trace = problem.moved, field.before, None
    trace, (name, point, path) = trace or problem.trace, step_parts(field)
    if name == STEP:
        return problem.learning_rate * trace.gradient[field.name]
    if name == SQUARES:
        return trace.cost_term(point)
    if name == PRODUCT:
        return trace.slope(field.name, point) if path is None else trace.term(way_at(problem, field.name, path), point)
    if name == "1":
        return Fraction(1)
    factor = factor_at(problem, field)
    if factor is not None:
        return trace.factor(factor, point)
    return trace.theta[name] if name in trace.theta else trace.at(name, point)


def factor_at(problem: Problem, field: FieldId) -> Factor | None:
    """The factor that a sub-step of a partial derivative asks for; None where it asks for something else."""
    if field.stage != "d" or not field.step:
        return None
    name, _, path = step_parts(field)
    ways = ways_of(problem, field.name, path)[abs(path or 1) - 1 :][:1]
    return next((item for way in ways for item in way if item.name == name), None)


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
    if path is None or path == ONLY:
        return str(point)
    return f"{point}{chr(ord('a') + abs(path) - 1)}"


def heading_of(problem: Problem, field: FieldId) -> str:
    """What the table calls a sub-step, as LaTeX: the heading of its column, for its own unit. Empty for the product."""
    name = step_parts(field)[0]
    if name == STEP:
        return _step_heading(problem, field.name)
    if name == SQUARES:
        return _terms_heading(problem)
    if name == PRODUCT:
        return ""
    factor = factor_at(problem, field)
    prime = PRIME if field.is_after else ""
    return written(problem, f"{name}{prime}") if factor is None else _heading(problem, [factor])


def _step_heading(problem: Problem, name: str) -> str:
    return f"\\eta \\cdot {written(problem, f'd{problem.graph.objective}/d{name}')}"


def _terms_heading(problem: Problem) -> str:
    """What stands over a point's terms of the cost."""
    squares = [f"{written(problem, name)}^2" for name, _, _ in problem.graph.residuals]
    if problem.network.cost_function.is_squares:
        return " + ".join(squares)
    return written(problem, problem.graph.objective.name, ANY_POINT)


def _cost(problem: Problem, field: FieldId) -> Breakdown:
    graph, prime = problem.graph, PRIME if field.is_after else ""
    names = [node.quantity.name for node in graph.nodes[:-1]]
    if not problem.is_layered:
        adds_up = len(problem.data) > 1  # with one point, the objective's value there is what the field asks for
        names += [graph.objective.name] if adds_up else []
        columns = [Column(name, written(problem, f"{name}{prime}")) for name in names]
        return _table(field, columns, len(problem.data), adds_up=adds_up)
    if problem.network.cost_function.is_squares:
        names += [name for name, _, _ in graph.residuals]
    columns = [Column(name, written(problem, f"{name}{prime}")) for name in names]
    columns.append(Column(SQUARES, _terms_heading(problem)))
    return _table(field, columns, len(problem.data), adds_up=problem.network.penalty is None)


def _partial(problem: Problem, field: FieldId, ways: tuple[Path, ...]) -> Breakdown:
    rows, from_delta = [], ways != formulas.ways_to(problem, field.name)
    if formulas.goes_by_use(problem, field.name) and problem.is_layered:
        ways = tuple(tuple(item for item in way if item.kind != "one") for way in ways)
    for point in range(1, len(problem.data) + 1):
        for number, way in enumerate(ways, 1):
            names = (*(item.name for item in way), PRODUCT)
            path = (-number if from_delta else number) if len(ways) > 1 else ONLY if from_delta else None
            rows.append(_row(field, point, path, names))
    items = [[way[k] for way in ways] for k in range(len(ways[0]))]
    columns = [Column(column[0].name, _heading(problem, column)) for column in items]
    adds_up = not penalties.in_partial(problem, field.name)
    return Breakdown(field, (*columns, Column(PRODUCT, "")), tuple(rows), adds_up)


def _update(problem: Problem, field: FieldId) -> Breakdown:
    column = Column(STEP, _step_heading(problem, field.name))
    return Breakdown(field, (column,), (Row(1, None, (STEP,), (FieldId("e", field.name, STEP),)),))


def _table(field: FieldId, columns: list[Column], points: int, *, adds_up: bool = True) -> Breakdown:
    names = tuple(column.name for column in columns)
    rows = tuple(_row(field, point, None, names) for point in range(1, points + 1))
    return Breakdown(field, tuple(columns), rows, adds_up)


def _row(field: FieldId, point: int, path: int | None, names: tuple[str, ...]) -> Row:
    place = f"{point}" if path is None else f"{point}.{path}"
    return Row(point, path, names, tuple(FieldId(field.stage, field.name, f"{name}@{place}") for name in names))


def _heading(problem: Problem, items: Sequence[Factor]) -> str:
    """The heading over factors of the same place in several ways; where they differ, without what tells them apart."""
    first = items[0]
    different = len({item.name for item in items}) > 1
    if not problem.is_layered:
        above, below = (written(problem, one.name) for one in (first.above, first.below))
        if different:
            above, below = (above, "\\cdot") if first.kind == "total" else ("\\cdot", below)
        return f"\\frac{{\\partial {above}}}{{\\partial {below}}}"
    name = _INDEX.sub("", first.name) if different else first.name
    if first.kind == "cost" and problem.network.cost_function.term in ("squares", "cross-entropy"):
        residual = symbol("r") if different else written_residual(problem, first)
        return formulas.slope_scale(problem, m="m") + residual
    if first.kind == "gate" and not different:
        return formulas.factor(problem, first, "")
    if first.kind == "gate":
        return f"{rho(problem.network, first.above.layer)}'({symbol(_INDEX.sub('', first.below.name))})"
    return symbol(name) if different else written(problem, name)


def written_residual(problem: Problem, item: Factor) -> str:
    """The residual that a slope of the cost is made of, as LaTeX."""
    return written(problem, problem.graph.residuals[item.below.unit - 1][0])
