"""A computation graph in front matter: `graph: {q: x + y, f: q * z}`, `inputs`, `parameters`, `objective` and `data`.

What is wrong is noted, and reading goes on: None stands for what could not be read, and nothing is checked against it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import count
from typing import NamedTuple, TypeAlias

from tutor.lessons.errors import Faults
from tutor.lessons.expressions import FUNCTIONS, LONGEST_EXPRESSION, Expression, ExpressionError, Step, read_expression
from tutor.lessons.front_matter import Field
from tutor.lessons.given_numbers import MOST_POINTS
from tutor.lessons.nearest import nearest
from tutor.lessons.problem import Point
from tutor.lessons.quantity_names import LONGEST_NAME, QuantityNames, names_of_graph
from tutor.network.graph import Graph, computation

MOST_NODES, MOST_GIVEN = 128, 32
Values: TypeAlias = dict[str, Fraction]


class GraphSetting(NamedTuple):
    """What could be read of a computation graph: the graph, its names, θ and the data."""

    graph: Graph | None = None
    names: QuantityNames | None = None
    theta: tuple[Fraction, ...] = ()
    data: tuple[Point, ...] = ()


def read_graph(members: Mapping[str, Field], faults: Faults) -> GraphSetting:
    """The graph, with the numbers that go into it.

    What `parameters` lists is θ, in this order; all that `inputs` gives where it lists nothing, or a single data point
    where there are no inputs. The rest of `inputs` is the same at each data point, and `data` gives what is not.
    """
    given = faults.read(partial(_values, members["inputs"], faults)) if "inputs" in members else {}
    points = faults.read(partial(_points, members["data"], given or {}, faults)) if "data" in members else ({},)
    if given is None or points is None or "graph" not in members:
        return GraphSetting()
    chosen = tuple(given or points[0])
    if len(points) == 1:  # what a single point gives is given, like all else
        given, points = given | points[0], ({},)
    at_points = tuple(points[0])
    names = [name for name, _ in faults.read(lambda: list(members["graph"].items())) or ()]
    steps = faults.read(partial(_steps, members["graph"], (*given, *at_points), faults))
    if "parameters" in members:
        found = faults.read(partial(_parameters, members["parameters"], tuple(given), at_points, names, faults))
        chosen = found if found is not None else chosen
    if steps is None:
        return GraphSetting()
    constant = tuple(name for name in given if name not in chosen)
    made = faults.read(partial(ordered, members, steps))
    if not chosen:
        faults.add(members["graph"].error("no_parameters"))
    if made is None or not chosen:
        return GraphSetting()
    graph = computation(made.steps, chosen, inputs=(*constant, *at_points), constants=made.constants)
    faults.read(partial(check_used, members, graph))
    rest = tuple(given[name] for name in constant)
    data: tuple[Point, ...] = tuple(((*rest, *(point[name] for name in at_points)), ()) for point in points)
    return GraphSetting(graph, names_of_graph(graph), tuple(given[name] for name in chosen), data)


def _values(field: Field, faults: Faults, most: int = MOST_GIVEN) -> Values | None:
    """Numbers by names."""
    found: Values = {}
    items = list(field.items())
    if len(items) > most:
        raise field.error("too_many_given", found=str(len(items)), high=str(most))
    before = len(faults.found)
    for name, value in items:
        faults.read(partial(_check_name, value, name, found))
        number = faults.read(value.number)
        if number is not None:
            found[name] = number
    return found if len(faults.found) == before else None


def _check_name(field: Field, name: str, taken: Collection[str]) -> None:
    if not name.isidentifier() or name.startswith("_") or len(name) > LONGEST_NAME:
        raise field.error("not_a_node_name", value=name)
    if name in FUNCTIONS:
        raise field.error("name_of_function", value=name)
    if name in taken:
        raise field.error("twice", name=name)


def _points(field: Field, given: Collection[str], faults: Faults) -> tuple[Values, ...] | None:
    """The data points of `[{x: 1, y: 2}, …]`: the same names in each."""
    items = field.list()
    if not 1 <= len(items) <= MOST_POINTS:
        raise field.error("points_count", found=str(len(items)), high=str(MOST_POINTS))
    points = faults.each(items, lambda item: _values(item, faults))
    if points is None:
        return None
    for item, point in zip(items, points, strict=True):
        for name in point:
            if name in given:
                raise item.error("given_twice", value=name)
        if point.keys() != points[0].keys():
            raise item.error("point_names", expected=", ".join(points[0]))
    return tuple({name: point[name] for name in points[0]} for point in points)


def _parameters(
    field: Field, given: Sequence[str], at_points: Sequence[str], nodes: Sequence[str], faults: Faults
) -> tuple[str, ...] | None:
    """The parameters that are listed: numbers that are given for all points together."""

    def one(item: Field) -> str:
        name = item.text()
        if name in at_points or name in nodes:
            raise item.error("not_a_parameter", value=name, at_points="yes" if name in at_points else "")
        if name not in given:
            allowed = ", ".join(given)
            raise item.error("unknown_quantity", value=name, near=nearest(name, given), allowed=allowed)
        return name

    found = faults.each(field.list(), one)
    return tuple(dict.fromkeys(found)) if found is not None else None


def _steps(field: Field, given: Sequence[str], faults: Faults) -> Expression | None:
    """The steps of all nodes, in order."""
    items = _formulas(field)
    if not items:
        raise field.error("no_nodes")
    names = [name for name, *_ in items]
    known, steps, constants = dict.fromkeys(given), list[Step](), dict[str, Fraction]()
    fresh = _fresh((*given, *names))
    before = len(faults.found)
    for name, value, rest in items:
        faults.read(partial(_check_name, value, name, known))
        read = faults.read(partial(_expression, value, rest, name, tuple(known), names, fresh))
        known[name] = None  # so that nobody is told of what is wrong only because this is
        if read is not None:
            steps += read.steps
            constants |= read.constants
        if len(steps) > MOST_NODES:
            raise value.error("too_many_nodes", high=str(MOST_NODES))
    return Expression(tuple(steps), constants) if len(faults.found) == before else None


def _formulas(field: Field) -> list[tuple[str, Field, str]]:
    """Each node with its value, and what of the value stands behind a comma.

    In `{f: max(x, y)}` YAML takes the comma for the end of the value, and `y)` for a name without one.
    """
    found: list[tuple[str, Field, str]] = []
    for name, value in field.items():
        if found and not value.node.value:
            last, formula, rest = found[-1]
            whole = f"{formula.node.value}{rest}"
            if whole.count("(") > whole.count(")"):
                found[-1] = (last, formula, f"{rest}, {name}")
                continue
        found.append((name, value, ""))
    return found


def _fresh(taken: Sequence[str]) -> Callable[[], str]:
    """Names for what has none: n1, n2, …, those that nobody uses."""
    names = (name for number in count(1) if (name := f"n{number}") not in taken)
    return lambda: next(names)


def _expression(
    field: Field, rest: str, name: str, known: Sequence[str], nodes: Sequence[str], fresh: Callable[[], str]
) -> Expression:
    text = field.text(LONGEST_EXPRESSION) + rest
    try:
        return read_expression(text, name, known, fresh)
    except ExpressionError as error:
        later = error.key == "expression_name" and error.params["value"] in nodes
        raise field.error("expression_later" if later else error.key, **error.params) from None


def ordered(members: Mapping[str, Field], read: Expression) -> Expression:
    """The steps with the objective last. Raises ContentError."""
    names = [name for name, *_ in read.steps]
    objective = names[-1]
    if "objective" in members:
        objective = members["objective"].text()
        own = [name for name, _ in members["graph"].items()]
        if objective not in own:
            near, allowed = nearest(objective, own), ", ".join(own)
            raise members["objective"].error("unknown_quantity", value=objective, near=near, allowed=allowed)
    last = next(step for step in read.steps if step[0] == objective)
    above = [step for step in read.steps if objective in step[2]]
    if above:
        raise members["objective"].error("objective_used", value=objective, other=above[0][0])
    return Expression((*(step for step in read.steps if step is not last), last), read.constants)


def check_used(members: Mapping[str, Field], graph: Graph) -> None:
    """Whether all that is given or made leads to the objective. Raises ContentError for what does not."""
    reached = {graph.objective}
    for node in reversed(graph.nodes):
        if node.quantity in reached:
            reached.update(node.parents)
    parts = dict(part for key in ("graph", "inputs") if key in members for part in members[key].items())
    given = (*graph.parameters, *graph.inputs)
    # Of nodes that lead nowhere, the one with a name that all the others lead to.
    for quantity in (*given, *(node.quantity for node in reversed(graph.nodes))):
        if quantity not in reached:
            place = parts.get(quantity.name, members["graph"])
            raise place.error("not_used", value=quantity.name, other=graph.objective.name)
