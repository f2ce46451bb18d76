"""The formulas that go with a problem, for any computation: each in symbols and with the problem's numbers."""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from tutor.lessons import penalties
from tutor.lessons.figures import as_latex, bracketed
from tutor.lessons.joining import alone, enclosed, is_sum, sum_of
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import TIMES, Pen, local_derivative, made, numbers_pen, symbols_pen
from tutor.lessons.symbols import ANY_POINT, rho, written
from tutor.network.paths import Factor, Path, edges_to, path_count, paths, ways
from tutor.network.quantity import Quantity

if TYPE_CHECKING:
    from tutor.network.trace import Trace

# Beyond so many paths a partial is written by its layer's ∂C/∂z instead of path by path.
MOST_PATHS = 4
BETWEEN = ",\\quad "
"""What stands between two definitions in one line."""


def count(problem: Problem) -> tuple[str, str]:
    """The number of learnable parameters, layer by layer, in symbols and numbers.

    What is fixed, and what stands for a parameter that has been counted, is taken off as k.
    """
    network = problem.network
    bias = {"unit": " + n_l", "shared": " + 1", "none": ""}[network.bias]
    terms = []
    for before, width in zip(network.widths, network.widths[1:], strict=False):
        more = {"unit": f" + {width}", "shared": " + 1", "none": ""}[network.bias]
        terms.append(f"{width} \\cdot {before}{more}")
    numbers = terms[0] if len(terms) == 1 else " + ".join(f"({term})" for term in terms)
    given, k = not_counted(problem), ""
    if given:
        numbers, k = f"{numbers} - {given}", " - k"
    return f"\\sum_{{l=1}}^{{L}} \\left( n_l \\cdot n_{{l-1}}{bias} \\right){k}", numbers


def not_counted(problem: Problem) -> int:
    """How many of the places of weights and biases have no learnable parameter of their own."""
    network = problem.network
    biases = {"unit": sum(network.widths[1:]), "shared": network.depth, "none": 0}[network.bias]
    weights = sum(before * width for before, width in zip(network.widths, network.widths[1:], strict=False))
    return weights + biases - len(network.learned)


def point_sum(problem: Problem, term: str) -> str:
    """`\\sum_{i=1}^{4} term`, or the term alone where there is one data point."""
    m = len(problem.data)
    return term if m == 1 else f"\\sum_{{i=1}}^{{{m}}} {term}"


def point_index(problem: Problem, point: int | str = ANY_POINT) -> str:
    """The index that marks a data point's quantities; none where there is one point."""
    return str(point) if len(problem.data) > 1 else ""


def cost(problem: Problem) -> tuple[str, str]:
    """The objective in symbols and with the numbers that it is made of."""
    return cost_in_symbols(problem), cost_by(problem, lambda point: numbers_pen(problem, point), is_short=True)


def cost_by(problem: Problem, pen_at: Callable[[int], Pen], *, is_short: bool = False) -> str:
    """The objective as the pens of the data points write it; `is_short`: without the logarithms that count 0 times."""
    each: list[str] = []
    for point in range(1, len(problem.data) + 1):
        pen = pen_at(point)
        of_network = terms(problem, pen, point if is_short else None) if problem.is_layered else ()
        each += of_network or [made(problem, problem.graph.nodes[-1], pen)]
    scale, total = cost_scale(problem), sum_of(each)
    return (f"{scale}\\left[{total}\\right]" if scale else total) + penalties.in_cost_with_numbers(problem)


def cost_in_symbols(problem: Problem) -> str:
    """The objective as its formula. Needs no engine."""
    pen = symbols_pen(problem, point_index(problem))
    if not problem.is_layered:
        value = made(problem, problem.graph.nodes[-1], pen)
        return point_sum(problem, f"\\left({value}\\right)" if is_sum(value) and len(problem.data) > 1 else value)
    each = terms(problem, pen)
    inner, before = " + ".join(each), cost_scale(problem) + point_sum(problem, "")
    if before and len(each) > 1:
        inner = f"\\left[{inner}\\right]"
    return before + (inner if before else alone(inner)) + penalties.in_cost(problem)


def outputs(problem: Problem) -> list[tuple[Quantity, Quantity | None]]:
    """Each output of a network with its target, where it has one."""
    graph = problem.graph
    found = [one for one in graph.nodes[-1].parents if one.kind == "activation"]
    targets = graph.targets or (None,) * len(found)
    return list(zip(found, targets, strict=True))


def terms(problem: Problem, pen: Pen, point: int | None = None) -> list[str]:
    """What the outputs of a data point add to a network's cost; at a `point` without the logarithms that count 0 times.

    At least one term is left: 0 where all of them are.
    """
    pairs = outputs(problem)
    targets = problem.data[point - 1][1] if point else ()
    each = [
        _term(problem, pen.alone(a), pen.factor(a), pen.factor(y) if y else "", targets[j] if y and targets else None)
        for j, (a, y) in enumerate(pairs)
    ]
    return [term for term in each if term] or ["0"]


def _term(problem: Problem, a: str, a_factor: str, y: str, target: Fraction | None) -> str:
    """What an output adds to the cost: a square or a logarithm; nothing where that counts 0 times."""
    match problem.network.cost_function.term:
        case "squares":
            return f"\\left({a} - {y}\\right)^2"
        case "cross-entropy":
            return "" if target == 0 else f"\\left(-{y} \\ln {a_factor}\\right)"
        case "binary-cross-entropy" if target == 0:
            return f"\\left(-\\ln\\left(1 - {a}\\right)\\right)"
        case "binary-cross-entropy" if target == 1:
            return f"\\left(-\\ln {a_factor}\\right)"
        case "binary-cross-entropy":
            return f"\\left(-{y} \\ln {a_factor} - \\left(1 - {y}\\right) \\ln\\left(1 - {a}\\right)\\right)"
        case _:
            return a


def cost_scale(problem: Problem) -> str:
    """What stands before the sum of the cost's terms: nothing, ½, 1/m or 1/(2m)."""
    if not problem.is_layered:
        return ""
    divisor = problem.network.cost_scale(len(problem.data)).denominator
    return "" if divisor == 1 else f"\\frac{{1}}{{{divisor}}}"


def slope_scale(problem: Problem, m: str = "") -> str:
    """What stands before the residual in ∂C/∂a⁽ᴸ⁾: 2, nothing, 2/m or 1/m, with the number of points or a letter."""
    points, network = len(problem.data), problem.network
    function, scale = network.cost_function, network.slope_scale(points)
    divisor = function.mean_of(points, network.widths[-1])
    if function.is_squares and divisor > 1:
        return f"\\frac{{{1 if function.halved else 2}}}{{{m or divisor}}}"  # 2/4, as it comes about
    return "" if scale == 1 else as_latex(scale)


def cost_factor(problem: Problem, a: str, y: str) -> str:
    """LaTeX for the slope of the cost by an output, or by z behind softmax, from how output and target are written."""
    scale = slope_scale(problem)
    match problem.network.cost_function.term:
        case "output":
            return scale or "1"
        case "binary-cross-entropy":
            return f"{scale}\\frac{{{a} - {y}}}{{{a}\\left(1 - {a}\\right)}}"
        case _:
            return f"{scale}\\left({a} - {y}\\right)"


def factor(problem: Problem, item: Factor, point: str) -> str:
    """LaTeX for one factor of the chain rule."""
    if item.kind == "cost":
        a, y = output_of(problem, item)
        return cost_factor(problem, written(problem, a.name, point), written(problem, y.name, point) if y else "")
    if item.kind == "gate" and problem.network.activations[item.above.layer - 1] != "softmax":
        return gate(problem, item, point)
    if item.kind == "local" and item.above == problem.graph.objective:
        # ∂f/∂x would read as the whole partial, which may have more to it.
        return enclosed(local_derivative(problem, item, symbols_pen(problem, point)))
    return "1" if item.kind == "one" else written(problem, item.name, point)


def gate(problem: Problem, item: Factor, point: str = "") -> str:
    """LaTeX for a gate as the derivative of the activation function: `\\rho'(z^{(3)}_{i})`."""
    return f"{rho(problem.network, item.above.layer)}'({written(problem, item.below.name, point)})"


def output_of(problem: Problem, item: Factor) -> tuple[Quantity, Quantity | None]:
    """The output, and its target, that a slope of the cost is about: of z behind softmax the one of the same unit."""
    return outputs(problem)[item.below.unit - 1]


def last_factor(problem: Problem, name: str, point: str = ANY_POINT) -> str:
    """The last factor of a chain: what a weight is multiplied by, 1 for a bias, a local derivative in a graph."""
    last = edges_to(problem.graph, problem.graph.named[name])
    return ",\\ ".join(dict.fromkeys(factor(problem, edge, point) for edge in last))


def goes_by_use(problem: Problem, name: str) -> bool:
    """Whether a partial is written by what arrives where the parameter is used, not path by path from the objective.

    So it is in a computation graph, in a network with very many paths, and where a parameter stands in several layers:
    the paths to it are of several lengths.
    """
    if not problem.is_layered or path_count(problem.graph, name) > MOST_PATHS:
        return True
    return len({node.quantity.layer for node in problem.graph.uses.get(problem.graph.named[name], ())}) > 1


def ways_to(problem: Problem, name: str) -> tuple[Path, ...]:
    """The products that a partial is the sum of, each as its factors."""
    return ways(problem.graph, name, 0 if goes_by_use(problem, name) else MOST_PATHS)


def partial_in_symbols(problem: Problem, name: str) -> str:
    """The chain rule for this very partial derivative: path by path, or by what arrives where it is used."""
    i = point_index(problem)
    products = [
        " \\, ".join(factor(problem, item, i) for item in path if is_written(item)) or "1"
        for path in ways_to(problem, name)
    ]
    return _over_points(problem, name, products)


def partial_in_derivatives(problem: Problem, name: str) -> str:
    """The same with each factor as the derivative of a quantity by the next, before any is worked out."""
    i = point_index(problem)
    ways = [[written(problem, f"d{item.above}/d{item.below}", i) for item in path] for path in ways_to(problem, name)]
    return _over_points(problem, name, [" \\, ".join(way) for way in ways])


def _over_points(problem: Problem, name: str, products: list[str]) -> str:
    inner = products[0] if len(products) == 1 else "\\left[" + sum_of(products) + "\\right]"
    return point_sum(problem, inner) + penalties.in_partial(problem, name)


def partial_in_numbers(problem: Problem, name: str) -> str:
    """The same with the problem's numbers, a term for each data point and path."""
    trace = problem.trace
    points = range(1, trace.points + 1)
    terms = [_product(trace, path, p) for p in points for path in ways_to(problem, name)]
    return sum_of(terms) + penalties.in_partial_with_numbers(problem, name)


def is_written(item: Factor) -> bool:
    """Whether a factor is written in a product: not the 1 of a bias, nor that of the objective by itself."""
    return item.kind != "one" and item.above != item.below


def _product(trace: "Trace", path: Path, point: int) -> str:
    return TIMES.join(bracketed(trace.factor(item, point)) for item in path if is_written(item)) or "1"


def path(problem: Problem, name: str) -> str:
    """The way from the objective down to a quantity, as a chain of arrows; where ways part, dots stand between."""
    graph = problem.graph
    quantity, objective = graph.named[name], graph.objective
    if path_count(graph, name) == 1:
        (only,) = paths(graph, name)
        stations = [objective, *(item.below for item in only)]
        return " \\to ".join(written(problem, one.name) for one in stations)
    uses = list(dict.fromkeys(node.quantity for node in graph.uses[quantity]))
    own = [uses[0], *_above_alone(problem, uses[0])] if len(uses) == 1 else []
    ends = [written(problem, one.name) for one in reversed(own)]
    return " \\to ".join([written(problem, objective.name), "\\cdots", *ends, written(problem, name)])


def _above_alone(problem: Problem, quantity: Quantity) -> list[Quantity]:
    """The activation that is made of a unit's z."""
    if quantity.kind != "preactivation":
        return []
    return [node.quantity for node in problem.graph.uses[quantity] if node.quantity.kind == "activation"][:1]


def update(problem: Problem, name: str) -> tuple[str, str]:
    """The step of one parameter, in symbols and with the problem's numbers; the change alone where that is asked."""
    trace, eta, objective = problem.trace, problem.learning_rate, problem.graph.objective
    old, partial = written(problem, name), written(problem, f"d{objective}/d{name}")
    step = f"{bracketed(eta)}{TIMES}{bracketed(trace.gradient[name])}"
    if problem.answer == "change":
        return f"-\\eta \\, {partial}", f"-{step}"
    return f"{old} - \\eta \\, {partial}", f"{as_latex(trace.theta[name])} - {step}"


def children(problem: Problem, names: tuple[str, ...]) -> str:
    """A tree node's branches, as LaTeX, with commas."""
    return ",\\; ".join(written(problem, name) for name in names)
