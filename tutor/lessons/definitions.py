"""What a problem gives, as formulas: its activation functions, its cost, what is fixed and what is one parameter."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tutor.lessons import penalties
from tutor.lessons.figures import as_latex
from tutor.lessons.formulas import BETWEEN, cost_in_symbols, point_index
from tutor.lessons.formulas import outputs as outputs_of
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import made, symbols_pen
from tutor.lessons.symbols import ANY_POINT, rho, symbol, written
from tutor.network.architecture import Network
from tutor.network.costs import Term
from tutor.network.quantity import Quantity

FORMULAS = {
    "relu": "\\max\\{0, z\\}",
    "sigmoid": "\\frac{1}{1 + e^{-z}}",
    "tanh": "\\tanh z",
    "identity": "z",
    "leaky-relu": "\\max\\{0.01z, z\\}",
    "softplus": "\\ln\\left(1 + e^{z}\\right)",
    "softmax": "\\frac{e^{z_j}}{\\sum_k e^{z_k}}",
}
"""ρ(z) of each activation function; of softmax, ρ(z) of unit j."""
_TERMS: dict[Term, str] = {
    "squares": "\\left({a} - {y}\\right)^2",
    "binary-cross-entropy": "\\left[{y} \\ln {a} + \\left(1 - {y}\\right) \\ln\\left(1 - {a}\\right)\\right]",
    "cross-entropy": "{y} \\ln {a}",
    "output": "{a}",
}


class Activations(NamedTuple):
    """Layers that have the same activation function, and its formula."""

    kind: str
    layers: tuple[int, ...]
    formula: str


def activations(network: Network) -> Iterator[Activations]:
    """Each activation function with its layers, in the order of the first of them."""
    for kind in dict.fromkeys(network.activations):
        layers = tuple(layer for layer, other in enumerate(network.activations, 1) if other == kind)
        letters = dict.fromkeys(rho(network, layer) for layer in layers)
        of = "(\\mathbf{z})_j" if kind == "softmax" else "(z)"
        yield Activations(kind, layers, " = ".join([*(f"{letter}{of}" for letter in letters), FORMULAS[kind]]))


def cost(problem: Problem) -> str:
    """The cost as it is defined, with the penalty: `C = \\frac{1}{2}\\sum_{i}\\sum_{j} (a_{j,i} - y_{j,i})^2`."""
    network, points = problem.network, len(problem.data)
    function, outputs = network.cost_function, network.widths[-1]
    if outputs > 1 and (is_lettered(problem, "a") or is_lettered(problem, "y")):
        return f"{written(problem, 'C')} = {cost_in_symbols(problem)}"
    a = of_units(problem, "a", "j")
    y = of_units(problem, "y", "j") if function.has_target else ""
    sums = ("\\sum_{i} " if points > 1 else "") + ("\\sum_{j} " if outputs > 1 else "")
    divisor = function.divisor(points, outputs)
    scale = f"\\frac{{1}}{{{divisor}}} " if divisor > 1 else ""
    sign = "-" if function.is_cross_entropy else ""
    term = _TERMS[function.term].format(a=a, y=y)
    return f"{written(problem, 'C')} = {sign}{scale}{sums}{term}{penalties.in_cost(problem)}"


def letter_of_output(problem: Problem, otherwise: str) -> str:
    """The source's own letter for a network's single output, as LaTeX; `otherwise` where it has none."""
    return _own_letter(problem, [a for a, _ in outputs_of(problem)], otherwise)


def letter_of_target(problem: Problem, otherwise: str) -> str:
    """The source's own letter for a network's single target, as LaTeX; `otherwise` where it has none."""
    return _own_letter(problem, problem.graph.targets, otherwise)


def _own_letter(problem: Problem, quantities: Sequence[Quantity], otherwise: str) -> str:
    own = [one.name for one in quantities if one.name in problem.names]
    return written(problem, own[0]) if len(quantities) == len(own) == 1 else otherwise


def of_units(problem: Problem, letter: str, unit: str = "") -> str:
    """The inputs x, targets y or outputs a of a data point: one letter, with an index for any `unit`, or each its own.

    A source that has letters of its own for several units has none for all of them together.
    """
    names = _names(problem, letter)
    i = point_index(problem) if unit else ANY_POINT
    if len(names) == 1:
        return written(problem, names[0], i)
    if is_lettered(problem, letter):
        return "\\left(" + ",\\ ".join(written(problem, name, i) for name in names) + "\\right)"
    layer = f"^{{({problem.network.depth})}}" if letter == "a" else ""
    return f"{letter}{layer}_{{{','.join(part for part in (unit, i) if part)}}}"


def is_lettered(problem: Problem, letter: str) -> bool:
    """Whether the source has letters of its own for some of the inputs, targets or outputs."""
    return any(name in problem.names for name in _names(problem, letter))


def _names(problem: Problem, letter: str) -> list[str]:
    graph = problem.graph
    units = {"x": graph.inputs, "y": graph.targets, "a": [a for a, _ in outputs_of(problem)]}[letter]
    return [one.name for one in units]


def fixed(problem: Problem) -> str:
    """What is given and not learned, whole layers by one letter."""
    return ",\\ ".join(_gathered(problem))


def _gathered(problem: Problem) -> Iterator[str]:
    network = problem.network
    waiting = set(network.fixed)
    for parameter in network.parameters:
        if parameter.name not in waiting:
            continue
        alike = [one.name for one in network.parameters if (one.kind, one.layer) == (parameter.kind, parameter.layer)]
        if len(alike) > 1 and waiting.issuperset(alike):
            letter = "W" if parameter.kind == "weight" else "\\mathbf{b}"
            waiting.difference_update(alike)
            yield f"{letter}^{{({parameter.layer})}}"
        else:
            waiting.discard(parameter.name)
            yield written(problem, parameter.name)


def tied(problem: Problem) -> str:
    """What is one parameter in several places."""
    groups = (dict.fromkeys(written(problem, name) for name in group) for group in problem.network.tied)
    return ",\\quad ".join(" = ".join(group) for group in groups)


def letters(problem: Problem) -> str:
    """What the source's letters stand for, but for those of parameters, which stand where these are given."""
    parameters = problem.network.parameter_named
    return ",\\quad ".join(
        f"{written(problem, name)} = {symbol(name)}" for name in problem.names if name not in parameters and name != "C"
    )


def of_stage(problem: Problem, stage: str) -> str:
    """The definitions that a stage works with, to be kept in sight; none for the count. Needs no engine."""
    objective = written(problem, problem.graph.objective.name)
    if stage == "e":
        step = f"{as_latex(problem.learning_rate)} \\, \\nabla {objective}(\\theta)"
        return f"\\theta' - \\theta = -{step}" if problem.answer == "change" else f"\\theta' = \\theta - {step}"
    if not problem.is_layered:
        pen = symbols_pen(problem)
        nodes = [f"{written(problem, node.quantity.name)} = {made(problem, node, pen)}" for node in problem.graph.nodes]
        return BETWEEN.join(nodes) if stage in ("b", "c", "chain", "d") else ""
    network = problem.network
    bias = "" if network.bias == "none" else " + b^{(l)}"
    layer = f"a^{{(l)}} = \\rho\\left(z^{{(l)}}\\right){BETWEEN}z^{{(l)}} = w^{{(l)}} a^{{(l-1)}}{bias}"
    if any(width > 1 for width in network.widths):
        layer = layer.replace("w^", "W^")
    if stage in ("b", "chain", "d"):
        return layer
    if stage == "c":
        return f"{layer}{BETWEEN}{objective}(\\theta) = {cost_in_symbols(problem)}"
    return ""


def activation_of_stage(problem: Problem, stage: str) -> str:
    """ρ as it is defined, where a stage's definitions have it and all layers share it; else empty."""
    if stage not in ("b", "c", "chain", "d") or not problem.is_layered:
        return ""
    found = list(activations(problem.network))
    return found[0].formula if len(found) == 1 and found[0].kind != "softmax" else ""
