"""The formulas that go with a problem, for any network: each in symbols and with the problem's numbers."""

from typing import TYPE_CHECKING

from tutor.lessons.figures import as_latex, bracketed
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import ANY_POINT, gate, indices_of, layer_of, symbol
from tutor.network.architecture import Network, Parameter
from tutor.network.paths import Factor, Path, path_count, paths

if TYPE_CHECKING:
    from tutor.network.trace import Trace

# Beyond so many paths a partial is written by its layer's ∂C/∂z instead of path by path.
MOST_PATHS = 4
MOST_TERMS, SHOWN_TERMS = 32, 8
_TIMES = " \\cdot "


def count(network: Network) -> tuple[str, str]:
    """The number of learnable parameters: Σ (n_l · n_{l−1} + n_l), in symbols and numbers."""
    pairs = list(zip(network.widths, network.widths[1:], strict=False))
    terms = [f"{width} \\cdot {before} + {width}" for before, width in pairs]
    numbers = terms[0] if len(terms) == 1 else " + ".join(f"({term})" for term in terms)
    return "\\sum_{l=1}^{L} \\left( n_l \\cdot n_{l-1} + n_l \\right)", numbers


def point_sum(problem: Problem, term: str) -> str:
    """`\\sum_{i=1}^{4} term`, or the term alone where there is one data point."""
    m = len(problem.data)
    return term if m == 1 else f"\\sum_{{i=1}}^{{{m}}} {term}"


def point_index(problem: Problem) -> str:
    """The index that marks a data point's quantities; none where there is one point."""
    return ANY_POINT if len(problem.data) > 1 else ""


def cost(problem: Problem) -> tuple[str, str]:
    """The cost in symbols and with the residuals' numbers."""
    trace = problem.trace
    numbers = sum_of(
        [
            f"\\left({as_latex(trace.at(a, p))} - {bracketed(trace.at(y, p))}\\right)^2"
            for p in range(1, trace.points + 1)
            for a, y in outputs(problem.network)
        ]
    )
    scale = cost_scale(problem)
    return cost_in_symbols(problem), f"{scale}\\left[{numbers}\\right]" if scale else numbers


def cost_in_symbols(problem: Problem) -> str:
    """The cost as its formula. Needs no engine."""
    i = point_index(problem)
    squares = [f"\\left({symbol(a, i)} - {symbol(y, i)}\\right)^2" for a, y in outputs(problem.network)]
    inner = squares[0] if len(squares) == 1 else "\\left[" + " + ".join(squares) + "\\right]"
    return cost_scale(problem) + point_sum(problem, inner)


def outputs(network: Network) -> list[tuple[str, str]]:
    """Each output unit with its target."""
    return [(network.unit("a", network.depth, j), network.target(j)) for j in range(1, network.widths[-1] + 1)]


def cost_scale(problem: Problem) -> str:
    """What stands before the sum of squares: nothing, ½ or 1/m."""
    m = len(problem.data)
    mean = f"\\frac{{1}}{{{m}}}" if m > 1 else ""
    scales = {"half-sum-of-squares": "\\frac{1}{2}", "mean-of-squares": mean}
    return scales.get(problem.network.cost, "")


def cost_factor(problem: Problem, name: str, point: str) -> str:
    """LaTeX for ∂C/∂a⁽ᴸ⁾ of one point: `2\\left(a^{(3)}_{i} - y_{i}\\right)`, with ½ and 1/m taken into account."""
    unit = name.removeprefix("dC/d")
    target = problem.network.target(indices_of(unit)[0])
    return f"{slope_scale(problem)}\\left({symbol(unit, point)} - {symbol(target, point)}\\right)"


def slope_scale(problem: Problem) -> str:
    """What stands before the residual in ∂C/∂a⁽ᴸ⁾: 2, nothing or 2/m."""
    m = len(problem.data)
    mean = f"\\frac{{2}}{{{m}}}" if m > 1 else "2"
    scales = {"half-sum-of-squares": "", "mean-of-squares": mean}
    return scales.get(problem.network.cost, "2")


def factor(problem: Problem, item: Factor, point: str) -> str:
    """LaTeX for one factor of the chain rule."""
    if item.kind == "cost":
        return cost_factor(problem, item.name, point)
    if item.kind == "gate":
        return gate(problem.network, item.name, point)
    if item.kind == "weight":
        return symbol(item.name)
    return "1" if item.kind == "one" else symbol(item.name, point)


def last_factor(network: Network, parameter: Parameter, point: str = ANY_POINT) -> str:
    """∂z/∂w or ∂z/∂b of the parameter itself: the activation that comes in, or 1."""
    if parameter.source is None:
        return "1"
    return symbol(network.unit("a", parameter.layer - 1, parameter.source), point)


def partial_in_symbols(problem: Problem, name: str) -> str:
    """The chain rule for this very partial derivative: path by path, or through ∂C/∂z where there are many."""
    i = point_index(problem)
    if path_count(problem.graph, name) > MOST_PATHS:
        return point_sum(problem, " \\, ".join(symbol(factor, i) for factor in by_unit(problem.network, name)))
    products = [
        " \\, ".join(factor(problem, item, i) for item in path if item.kind != "one")
        for path in paths(problem.graph, name)
    ]
    return point_sum(problem, products[0] if len(products) == 1 else "\\left[" + " + ".join(products) + "\\right]")


def partial_in_numbers(problem: Problem, name: str) -> str:
    """The same with the problem's numbers, a term for each data point and path."""
    trace = problem.trace
    points = range(1, trace.points + 1)
    if path_count(problem.graph, name) > MOST_PATHS:
        factors = by_unit(problem.network, name)
        return sum_of([_TIMES.join(bracketed(trace.at(factor, p)) for factor in factors) for p in points])
    return sum_of([_product(trace, path, p) for p in points for path in paths(problem.graph, name)])


def sum_of(terms: list[str]) -> str:
    """The terms of a sum; of very many the first and the last, with dots between."""
    if len(terms) > MOST_TERMS:
        terms = [*terms[:SHOWN_TERMS], "\\cdots", terms[-1]]
    return " + ".join(terms)


def _product(trace: "Trace", path: Path, point: int) -> str:
    return _TIMES.join(bracketed(trace.factor(item, point)) for item in path if item.kind != "one")


def by_unit(network: Network, name: str) -> list[str]:
    """The factors of a partial from ∂C/∂z of the unit it belongs to, for networks with too many paths to write out."""
    parameter = network.parameter_named[name]
    delta = f"dC/d{network.unit('z', parameter.layer, parameter.to)}"
    if parameter.source is None:
        return [delta]
    return [delta, network.unit("a", parameter.layer - 1, parameter.source)]


def path(problem: Problem, name: str) -> str:
    """The way from the cost down to a parameter, as a chain of arrows; where ways part, dots stand between."""
    network, parameter = problem.network, problem.network.parameter_named[name]
    if path_count(problem.graph, name) > 1:
        own = [network.unit(kind, parameter.layer, parameter.to) for kind in "az"]
        return " \\to ".join(["C", "\\cdots", *map(symbol, own), symbol(name)])
    stations = ["C"]
    for item in paths(problem.graph, name)[0]:
        if item.kind == "cost":
            stations.append(symbol(item.name.removeprefix("dC/d")))
        elif item.kind == "gate":
            stations.append(symbol(item.name.split("/d")[1]))
        elif item.kind == "weight":
            stations.append(symbol(network.unit("a", layer_of(item.name) - 1, indices_of(item.name)[1])))
    return " \\to ".join([*stations, symbol(name)])


def update(problem: Problem, name: str) -> tuple[str, str]:
    """The step of one parameter, in symbols and with the problem's numbers."""
    trace, eta = problem.trace, problem.learning_rate
    formula = f"{symbol(name)} - \\eta \\, {symbol('dC/d' + name)}"
    return formula, f"{as_latex(trace.theta[name])} - {bracketed(eta)}{_TIMES}{bracketed(trace.gradient[name])}"


def pre_activation_numbers(problem: Problem, layer: int, unit: int, point: int) -> str:
    """The same sum with the numbers of one data point."""
    network, trace = problem.network, problem.trace
    terms = [
        f"{bracketed(trace.theta[network.weight(layer, unit, k)])}{_TIMES}"
        f"{bracketed(trace.at(network.unit('a', layer - 1, k), point))}"
        for k in range(1, network.widths[layer - 1] + 1)
    ]
    return " + ".join([*terms, bracketed(trace.theta[network.bias_name(layer, unit)])])


def children(names: tuple[str, ...]) -> str:
    """A tree node's branches, as LaTeX, with commas."""
    return ",\\; ".join(map(symbol, names))


def of_stage(problem: Problem, stage: str) -> str:
    """The definition that a stage works with, to be kept in sight; none for the count. Needs no engine."""
    layer = "a^{(l)} = \\rho\\left(z^{(l)}\\right),\\quad z^{(l)} = w^{(l)} a^{(l-1)} + b^{(l)}"
    if any(width > 1 for width in problem.network.widths):
        layer = layer.replace("w^", "W^")
    if stage in ("b", "d"):
        return layer
    if stage == "c":
        return f"C(\\theta) = {cost_in_symbols(problem)}"
    if stage == "e":
        return f"\\theta' = \\theta - {as_latex(problem.learning_rate)} \\, \\nabla C(\\theta)"
    return ""
