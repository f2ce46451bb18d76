"""The ways to lay out matrices that a line may mean: layers as columns or rows, and tables of all data points.

Who has the data points in the rows of X writes Z = X Wᵀ + b, or Z = X W + b with the weights the other way round.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from tutor.lessons.problem import Problem
from tutor.sheet.quantities import quantities_of
from tutor.sheet.terms import (
    Group,
    Joined,
    Letter,
    Named,
    Over,
    Product,
    Statement,
    Term,
    Total,
    Transposed,
    Vector,
    rebuilt,
    walk,
)

_OF_VALUES = re.compile(r"((?:d[A-Za-z]+[0-9]*/d)?)([zaw])([0-9]+)\[")
"""What a layer's values and weights, or the derivatives by them, are called."""
_OF_UNIT = re.compile(r"((?:d[A-Za-z]+/d)?)([za])([0-9]+)")
"""What the values of the one unit of a layer are called."""
Change = Callable[[Term], Term]
AS_COLUMNS, IN_ROWS, VALUES_IN_ROWS, WEIGHTS_TURNED = "columns", "rows", "values in rows", "weights turned"
"""Layers as columns; as rows, with the weights the other way round; as rows, with the weights as they are; as columns,
with the weights the other way round, which is meant only where nothing else fits."""


def layouts(problem: Problem, statement: Statement, known: str = "") -> Iterator[tuple[str, Change | None, Statement]]:
    """The statement as it is, then every other way to read it, each once; only as the page does where that is `known`.

    Each with the layout, where it makes a difference, and what it makes of a term.
    """
    seen = []
    turns = {IN_ROWS: _in_rows, VALUES_IN_ROWS: _values_in_rows, WEIGHTS_TURNED: _weights_turned}
    for table in _with_tables(problem, statement):
        others = [VALUES_IN_ROWS, WEIGHTS_TURNED] if says_layout(table) else []
        ways = [known] if known else [AS_COLUMNS, IN_ROWS, *others]
        for way in ways:
            change = turns.get(way)
            sides = tuple(_changed(side, change) for side in table.sides)
            has_letters = any(isinstance(one, Letter) for side in sides for one in walk(side))
            if (sides not in seen or has_letters) and (known or not (change and _lists_square(table))):
                seen.append(sides)
                is_other = sides != table.sides or (has_letters and change is not None)
                yield (way if is_other else ""), change, table._replace(sides=sides)


def _changed(side: Term, change: Change | None) -> Term:
    """A side laid out otherwise; a list by itself says nothing of rows and columns."""
    return change(side) if change and not isinstance(side, Vector) else side


def _lists_square(statement: Statement) -> bool:
    """Whether a square matrix of weights is listed by its numbers: nothing tells which way round it is."""
    of_weights = [one for one in statement.sides if isinstance(one, Group) and one.shape is not None]
    is_square = any(shape[0] == shape[1] > 1 for shape in (one.shape for one in of_weights) if shape)
    return is_square and all(isinstance(one, Group | Vector) for one in statement.sides)


def in_part(problem: Problem, statement: Statement, *, counts_units: bool = False) -> Iterator[Statement]:
    """The statement as one of a layer's units, `z₁ = 3`, or of its values at one data point, where it can be that.

    Where numbers are known to count units, z2 is the second of a hidden layer rather than the second layer.
    """
    if not problem.is_layered:
        return
    every = [one for side in statement.sides for one in walk(side) if isinstance(one, Group | Named)]
    layers = [one for one in every if _number(one, counts_units=counts_units)]
    if not layers or (not isinstance(statement.sides[0], Group | Named) and problem.network.depth > 1):
        return
    if any(isinstance(side, Vector) for side in statement.sides):
        if statement.point is None and not quantities_of(problem).is_total(statement.sides[0]):
            yield from (statement._replace(point=point) for point in range(1, len(problem.data) + 1))
        return
    for layer, width in enumerate(problem.network.widths):
        units = {one: _unit(problem, one, layer, counts_units=counts_units) for one in layers}
        if layer and (width > 1 or problem.network.depth == 1) and all(units.values()):
            yield statement._replace(sides=tuple(_with_units(side, units) for side in statement.sides))
            if counts_units and layer > 1:  # δ_1 z_1: what comes back to a unit, and what a unit before it gave
                before = {one: _unit(problem, one, layer - 1, counts_units=True) for one in layers}
                mixed = {one: (units if _number(one, counts_units=True)[1] else before)[one] for one in layers}  # type: ignore[index]
                if all(mixed.values()):
                    yield statement._replace(sides=tuple(_with_units(side, mixed) for side in statement.sides))


def _number(layer: Group | Named, *, counts_units: bool) -> re.Match[str] | None:
    """The number that stands behind a layer's letter."""
    if isinstance(layer, Named):
        return _OF_UNIT.fullmatch(layer.name) if counts_units and layer.point is None else None
    return _OF_VALUES.match(layer.names[0])


def _unit(problem: Problem, layer: Group | Named, of: int, *, counts_units: bool) -> Named | None:
    """The unit that has the number which was taken for a layer's own; in a network of one unit the weight to it."""
    found = _number(layer, counts_units=counts_units)
    number = int(found[3]) if found else 0
    widths = problem.network.widths
    if found is None or (found[2] == "w") != (len(widths) == 2 and widths[of] == 1):
        return None
    if found[2] == "w":
        prime = "'" if isinstance(layer, Group) and layer.names[0].endswith("'") else ""
        return Named(f"{found[1]}w{of}[1,{number}]{prime}") if number <= widths[of - 1] else None
    return Named(f"{found[1]}{found[2]}{of}[{number}]") if number <= widths[of] else None


def _with_units(term: Term, units: Mapping[Group | Named, Named | None]) -> Term:
    if isinstance(term, Group | Named):
        return units.get(term) or term
    return rebuilt(term, lambda one: _with_units(one, units))


def _with_tables(problem: Problem, statement: Statement) -> Iterator[Statement]:
    """With a matrix of numbers as a table of a layer's values at all data points, a row for each or a column."""
    layer = next((one for one in statement.sides if isinstance(one, Group)), None)
    if layer is not None and not quantities_of(problem).is_total(layer):
        units, points = len(layer.names), len(problem.data)
        for shape in dict.fromkeys(((points, units), (units, points))):
            for turned in (True, False) if points == units else (shape == (points, units),):
                sides = tuple(_table(side, shape, turned) for side in statement.sides)
                if sides != statement.sides:
                    yield statement._replace(sides=sides)
    yield statement
    by_rows = tuple(_lists_turned(side) if _turns_list(side) else flat(side) for side in statement.sides)
    if by_rows != statement.sides:
        yield statement._replace(sides=by_rows)
    if len(problem.data) == 1 and any(isinstance(one, Total) for side in statement.sides for one in walk(side)):
        yield statement._replace(sides=tuple(map(_over_units, statement.sides)))


def _over_units(term: Term) -> Term:
    """With sums over the units of a layer, where there is one data point: `p = e^z / Σ e^z`."""
    if isinstance(term, Total) and term.over is Over.POINTS:
        return Total(_over_units(term.body), Over.ALL, term.counter)
    return rebuilt(term, _over_units)


def _turns_list(side: Term) -> bool:
    """Whether a list of numbers is transposed, or multiplied by a list: `(8, −8)ᵀ (5, −2)`. Lists may be rows there."""
    return any(
        (isinstance(one, Transposed) and isinstance(one.body, Vector))
        or (isinstance(one, Product) and sum(isinstance(factor, Vector) for _, factor in one.factors) > 1)
        for one in walk(side)
    )


def _lists_turned(term: Term) -> Term:
    """With lists that are transposed as columns and others as rows; without a transpose the last factor is a column."""
    if isinstance(term, Transposed) and isinstance(term.body, Vector):
        return _column(term.body)
    if isinstance(term, Vector):
        return Vector((term,)) if _is_list(term) else term
    if isinstance(term, Product) and not any(isinstance(one, Transposed) for one in walk(term)):
        *before, (sign, last) = term.factors
        return Product((*((one, _lists_turned(factor)) for one, factor in before), (sign, _column(last))))
    return rebuilt(term, _lists_turned)


def _column(term: Term) -> Term:
    """A list with each of its items as a row."""
    is_list = isinstance(term, Vector) and _is_list(term)
    return Vector(tuple(Vector((one,)) for one in term.items)) if isinstance(term, Vector) and is_list else term


def _table(side: Term, shape: tuple[int, int], is_turned: bool) -> Term:
    if not isinstance(side, Vector) or side.of_points or len(side.items) != shape[0]:
        return side
    rows = [row.items for row in side.items if isinstance(row, Vector) and len(row.items) == shape[1]]
    if len(rows) != shape[0]:
        return side
    lists = zip(*rows, strict=True) if is_turned else rows
    return Vector(tuple(Vector(tuple(one)) for one in lists), of_points=True)


def _in_rows(term: Term) -> Term:
    """With the values of layers written as rows, and their matrices of weights the other way round."""
    if isinstance(term, Group) and term.shape is not None:
        return term._replace(is_turned=True)
    return Vector((term,)) if isinstance(term, Vector) and _is_list(term) else rebuilt(term, _in_rows)


def says_layout(statement: Statement) -> bool:
    """Whether a transpose, or a sign of a product of matrices, tells how they are laid out."""
    every = (one for side in statement.sides for one in walk(side))
    return any(
        not isinstance(one.body, Vector) if isinstance(one, Transposed) else isinstance(one, Joined) and one.sign != "⊙"
        for one in every
    )


def _values_in_rows(term: Term) -> Term:
    """With the values of layers written as rows, and the matrices of weights as they are."""
    if isinstance(term, Group) and term.shape is not None and not _is_of_weights(term):
        return term._replace(is_turned=True)
    if isinstance(term, Joined) and term.sign in ("@", "dot"):
        term = term._replace(left=_alone(term.left), right=_alone(term.right))
    if isinstance(term, Vector) and _is_list(term):
        return Vector((term,))
    return rebuilt(term, _values_in_rows)


def _weights_turned(term: Term) -> Term:
    """With the matrices of weights the other way round alone: z = Wᵀ x."""
    if isinstance(term, Group) and term.shape is not None and _is_of_weights(term):
        return term._replace(is_turned=True)
    return rebuilt(term, _weights_turned)


def _alone(term: Term) -> Term:
    """The one unit of a layer as a matrix of one row and one column: a product of matrices needs shapes that fit."""
    return Group("", (term.name,), (1, 1)) if isinstance(term, Named) and term.point is None else term


def _is_of_weights(layer: Group) -> bool:
    """Whether a layer's quantities have two indices each, `w1[2,1]`, also where there is one column."""
    return "," in layer.names[0]


def _is_list(side: Term) -> bool:
    return isinstance(side, Vector) and not any(isinstance(one, Vector) for one in side.items)


def flat(side: Term) -> Term:
    """A list that is a matrix of one row or column, as one list; all else as it is."""
    if isinstance(side, Transposed) and isinstance(flat(side.body), Vector) and _is_list(flat(side.body)):
        return flat(side.body)
    if not isinstance(side, Vector) or not all(isinstance(one, Vector) for one in side.items):
        return side
    rows = [one for one in side.items if isinstance(one, Vector)]
    if len(rows) == 1:
        return rows[0]
    return Vector(tuple(one.items[0] for one in rows)) if all(len(one.items) == 1 for one in rows) else side
