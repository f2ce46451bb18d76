"""The ways to lay out matrices that a line may mean: layers as columns or rows, and tables of all data points.

Who has the data points in the rows of X writes Z = X Wᵀ + b, or Z = X W + b with the weights the other way round.
"""

from collections.abc import Iterator

from tutor.lessons.problem import Problem
from tutor.sheet.quantities import quantities_of
from tutor.sheet.terms import Group, Joined, Named, Statement, Term, Transposed, Vector, rebuilt, walk


def layouts(problem: Problem, statement: Statement) -> Iterator[Statement]:
    """The statement as it is, then every other way to read it; each once."""
    seen = []
    for table in _with_tables(problem, statement):
        for change in (None, _in_rows, *([_values_in_rows] if says_layout(table) else [])):
            sides = tuple(map(change, table.sides)) if change else table.sides
            if sides not in seen:
                seen.append(sides)
                yield table._replace(sides=sides)


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
    return rebuilt(term, _in_rows)


def says_layout(statement: Statement) -> bool:
    """Whether a transpose, or a sign of a product of matrices, tells how they are laid out."""
    every = (one for side in statement.sides for one in walk(side))
    return any(isinstance(one, Transposed) or (isinstance(one, Joined) and one.sign != "⊙") for one in every)


def _values_in_rows(term: Term) -> Term:
    """With the values of layers written as rows, and the matrices of weights as they are."""
    if isinstance(term, Group) and term.shape is not None and not _is_of_weights(term):
        return term._replace(is_turned=True)
    if isinstance(term, Joined) and term.sign in ("@", "dot"):
        term = term._replace(left=_alone(term.left), right=_alone(term.right))
    return rebuilt(term, _values_in_rows)


def _alone(term: Term) -> Term:
    """The one unit of a layer as a matrix of one row and one column: a product of matrices needs shapes that fit."""
    return Group("", (term.name,), (1, 1)) if isinstance(term, Named) and term.point is None else term


def _is_of_weights(layer: Group) -> bool:
    """Whether a layer's quantities have two indices each, `w1[2,1]`, also where there is one column."""
    return "," in layer.names[0]


def flat(side: Term) -> Term:
    """A list that is a matrix of one row or column, as one list; all else as it is."""
    if not isinstance(side, Vector) or not all(isinstance(one, Vector) for one in side.items):
        return side
    rows = [one for one in side.items if isinstance(one, Vector)]
    if len(rows) == 1:
        return rows[0]
    return Vector(tuple(one.items[0] for one in rows)) if all(len(one.items) == 1 for one in rows) else side
