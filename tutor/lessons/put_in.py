"""The formulas with the problem's numbers put in, and nothing worked out.

A value of an earlier stage is put in where it was found; else its symbol stands there.
"""

from tutor.lessons import formulas
from tutor.lessons.figures import as_latex, bracketed
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import indices_of, layer_of, rho, symbol
from tutor.network.paths import Factor, path_count, paths

TIMES = " \\cdot "


def cost(problem: Problem, *, forward: bool) -> str:
    """The cost, a square for each output at each data point; `forward`: the last activations are found."""
    squares = []
    for point in _points(problem):
        for a, y in formulas.outputs(problem.network):
            squares.append(f"{_residual(problem, a, y, point, forward)}^2")
    scale = formulas.cost_scale(problem)
    total = formulas.sum_of(squares)
    return f"{scale}\\left[{total}\\right]" if scale else total


def partial(problem: Problem, name: str, *, forward: bool) -> str:
    """A partial derivative, a product for each path at each data point; `forward`: the forward pass is found.

    Gates stand as ρ′ of a number, and by its symbol stands what only this stage finds.
    """
    network = problem.network
    if path_count(problem.graph, name) > formulas.MOST_PATHS:
        delta, *rest = formulas.by_unit(network, name)
        terms = [
            TIMES.join([symbol(delta, _index(problem, point)), *(_value(problem, a, point, forward) for a in rest)])
            for point in _points(problem)
        ]
        return formulas.sum_of(terms)
    products = [
        TIMES.join(_factor(problem, item, point, forward) for item in path if item.kind != "one")
        for point in _points(problem)
        for path in paths(problem.graph, name)
    ]
    return formulas.sum_of(products)


def update(problem: Problem, name: str, *, gradient: bool) -> str:
    """The step of one parameter; `gradient`: its partial derivative is found."""
    slope = bracketed(problem.trace.gradient[name]) if gradient else symbol(f"dC/d{name}")
    return f"{as_latex(problem.trace.theta[name])} - {bracketed(problem.learning_rate)}{TIMES}{slope}"


def _factor(problem: Problem, item: Factor, point: int, forward: bool) -> str:
    network = problem.network
    if item.kind == "cost":
        a = item.name.removeprefix("dC/d")
        return formulas.slope_scale(problem) + _residual(problem, a, network.target(indices_of(a)[0]), point, forward)
    if item.kind == "gate":
        z = item.name.split("/d", 1)[1]
        inside = as_latex(problem.trace.at(z, point)) if forward else symbol(z, _index(problem, point))
        return f"{rho(network, layer_of(z))}'\\left({inside}\\right)"
    if item.kind == "weight":
        return bracketed(problem.trace.theta[item.name])
    return _value(problem, item.name, point, forward)


def _residual(problem: Problem, a: str, y: str, point: int, forward: bool) -> str:
    activation = as_latex(problem.trace.at(a, point)) if forward else symbol(a, _index(problem, point))
    return f"\\left({activation} - {bracketed(problem.trace.at(y, point))}\\right)"


def _value(problem: Problem, name: str, point: int, forward: bool) -> str:
    """An activation, or an input, which the problem gives."""
    if forward or name[0] == "x":
        return bracketed(problem.trace.at(name, point))
    return symbol(name, _index(problem, point))


def _points(problem: Problem) -> range:
    return range(1, len(problem.data) + 1)


def _index(problem: Problem, point: int) -> str:
    return str(point) if len(problem.data) > 1 else ""
