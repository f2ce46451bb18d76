"""The lists that a template can go through: points, layers, the forward pass, partial derivatives, steps, the tree."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from tutor.lessons import formulas
from tutor.lessons.figures import as_latex, as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import made, numbers_pen
from tutor.lessons.stages import fields_of
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex, Names, Table, Value
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.lessons.vocabulary_quantities import of_after, of_partial, of_update
from tutor.network.graph import Node, dependencies


def lists(problem: Problem, names_of: Callable[[Problem], Names]) -> dict[str, Offer]:
    """Each list by its name, made when it is asked for; `names_of` gives what every text about a problem can use."""
    return {
        "points": lambda: list(_points(problem)),
        "layers": lambda: list(_layers(problem)),
        "curve": lambda: list(_curve(problem)),
        "forward": lambda: list(_forward(problem)),
        # A list's items find the problem's names around them.
        "partials": lambda: [of_partial(problem, field.name, None) for field in fields_of(problem, "d")],
        "chains": lambda: [of_partial(problem, field.name, None) for field in fields_of(problem, "chain")],
        "updates": lambda: [of_update(problem, p.name, None) for p in problem.graph.asked if problem.makes_step],
        "after_values": lambda: [
            of_after(problem, field, names_of(problem.moved)) for field in fields_of(problem, "e") if field.is_after
        ],
        "tree_lines": lambda: [
            Table({"node": Latex(written(problem, node)), "children": Latex(formulas.children(problem, names))})
            for node, names in dependencies(problem.graph).items()
        ],
    }


def _curve(problem: Problem) -> Iterator[Names]:
    # The other lists do without the engine.
    from tutor.lessons.curves import curve_rows

    return curve_rows(problem)


def _points(problem: Problem) -> Iterator[Names]:
    """A row of each data point: what is given, what comes out, and its term of the cost, which is r² for squares."""
    if not problem.is_layered:
        return
    outputs = [a.name for a, _ in formulas.outputs(problem)]
    residuals = [name for name, _, _ in problem.graph.residuals]
    for p, (x, y) in enumerate(problem.data, 1):

        def offers(p: int = p, x: tuple[Fraction, ...] = x, y: tuple[Fraction, ...] = y) -> dict[str, Offer]:
            trace = problem.trace
            return {
                "i": constant(p),
                "x": constant(_number_or_tuple(x)),
                "y": constant(_number_or_tuple(y) if y else ""),
                "a": constant(_number_or_tuple([trace.at(name, p) for name in outputs])),
                "r": constant(_number_or_tuple([trace.at(name, p) for name in residuals]) if residuals else ""),
                "r2": constant(trace.cost_term(p)),
            }

        yield Vocabulary(offers())


def _layers(problem: Problem) -> Iterator[Names]:
    if not problem.is_layered:
        return
    network = problem.network
    for layer in range(1, network.depth + 1):
        width, before = network.widths[layer], network.widths[layer - 1]
        biases = {"unit": width, "shared": 1, "none": 0}[network.bias]
        yield Table(
            {
                "l": layer,
                "in": before,
                "out": width,
                "weights": width * before,
                "biases": biases,
                "parameters": width * before + biases,
                "first": layer == 1,
                "last": layer == network.depth,
            }
        )


def _forward(problem: Problem) -> Iterator[Names]:
    """The lines of the forward pass at each data point: one for each unit, or for each node of a computation graph."""
    graph = problem.graph
    for p in range(1, len(problem.data) + 1):
        first = True
        for node in graph.nodes:
            quantity, above = node.quantity, graph.uses.get(node.quantity, ())
            if quantity.kind == "cost" or (quantity.kind == "activation" and node.operation != "softmax"):
                continue
            line = _equals(problem, quantity.name, p) if node.operation == "softmax" else _line(problem, node, p)
            if quantity.kind == "preactivation" and len(above) == 1 and above[0].operation != "softmax":
                line += f",\\quad {_equals(problem, above[0].quantity.name, p)}"
            yield Table({"i": p, "line": Latex(line), "l": quantity.layer, "first": first})
            first = False


def _line(problem: Problem, node: Node, point: int) -> str:
    """A node, how it is made with the point's numbers, and what that comes to."""
    name = node.quantity.name
    formula = made(problem, node, numbers_pen(problem, point))
    return f"{written(problem, name)} = {formula} = {as_latex(problem.trace.at(name, point))}"


def _equals(problem: Problem, name: str, point: int) -> str:
    return f"{written(problem, name)} = {as_latex(problem.trace.at(name, point))}"


def _number_or_tuple(values: Sequence[Fraction | float]) -> Value:
    return values[0] if len(values) == 1 else Latex(as_tuple(values))
