"""The lists that a template can go through: points, layers, the forward pass, partial derivatives, steps, the tree."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tutor.lessons import formulas
from tutor.lessons.figures import as_latex, as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import symbol
from tutor.lessons.template import Latex, Names, Table, Value
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.lessons.vocabulary_fields import of_partial, of_update
from tutor.network.graph import dependencies


def lists(problem: Problem) -> dict[str, Offer]:
    """Each list by its name, made when it is asked for."""
    return {
        "points": lambda: list(_points(problem)),
        "layers": lambda: list(_layers(problem)),
        "curve": lambda: list(_curve(problem)),
        "forward": lambda: list(_forward(problem)),
        # A list's items find the problem's names around them.
        "partials": lambda: [of_partial(problem, p.name, None) for p in problem.network.parameters],
        "updates": lambda: [of_update(problem, p.name, None) for p in problem.network.parameters],
        "tree_lines": lambda: [
            Table({"node": Latex(symbol(node)), "children": Latex(formulas.children(names))})
            for node, names in dependencies(problem.graph).items()
        ],
    }


def _curve(problem: Problem) -> Iterator[Names]:
    # The other lists do without the engine.
    from tutor.lessons.curves import curve_rows

    return curve_rows(problem)


def _points(problem: Problem) -> Iterator[Names]:
    network = problem.network
    outputs = range(1, network.widths[-1] + 1)
    for p, (x, y) in enumerate(problem.data, 1):

        def offers(p: int = p, x: tuple[Fraction, ...] = x, y: tuple[Fraction, ...] = y) -> dict[str, Offer]:
            trace = problem.trace
            a = [trace.at(network.unit("a", network.depth, j), p) for j in outputs]
            r = [trace.at(network.residual(j), p) for j in outputs]
            return {
                "i": constant(p),
                "x": constant(_number_or_tuple(x)),
                "y": constant(_number_or_tuple(y)),
                "a": constant(_number_or_tuple(a)),
                "r": constant(_number_or_tuple(r)),
                "r2": constant(sum(value * value for value in r)),
            }

        yield Vocabulary(offers())


def _layers(problem: Problem) -> Iterator[Names]:
    network = problem.network
    for layer in range(1, network.depth + 1):
        width, before = network.widths[layer], network.widths[layer - 1]
        yield Table(
            {
                "l": layer,
                "in": before,
                "out": width,
                "weights": width * before,
                "biases": width,
                "parameters": width * (before + 1),
                "first": layer == 1,
                "last": layer == network.depth,
            }
        )


def _forward(problem: Problem) -> Iterator[Names]:
    """One line of the forward pass for each unit at each data point, points in order."""
    network, trace = problem.network, problem.trace
    for p in range(1, trace.points + 1):
        for layer in range(1, network.depth + 1):
            for unit in range(1, network.widths[layer] + 1):
                z, a = (network.unit(kind, layer, unit) for kind in "za")
                sum_ = formulas.pre_activation_numbers(problem, layer, unit, p)
                line = (
                    f"{symbol(z)} = {sum_} = {as_latex(trace.at(z, p))},\\quad {symbol(a)} = {as_latex(trace.at(a, p))}"
                )
                first = layer == 1 and unit == 1
                yield Table({"i": p, "line": Latex(line), "l": layer, "first": first})


def _number_or_tuple(values: Sequence[Fraction | float]) -> Value:
    return values[0] if len(values) == 1 else Latex(as_tuple(values))
