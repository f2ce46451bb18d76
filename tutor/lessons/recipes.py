"""How a quantity is made, and the derivative by what it is made of, as LaTeX: in symbols or with numbers, by a pen."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tutor.lessons.figures import as_latex, bracketed
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import rho, written
from tutor.network.graph import Node
from tutor.network.paths import Factor
from tutor.network.quantity import Quantity

TIMES = " \\cdot "


class Pen(NamedTuple):
    """How a quantity is written: as a factor of a product, and alone, where it needs no brackets."""

    factor: Callable[[Quantity], str]
    alone: Callable[[Quantity], str]


def symbols_pen(problem: Problem, point: str = "") -> Pen:
    """The pen that writes symbols, and the numbers that stand in the formulas."""

    def symbol(quantity: Quantity) -> str:
        value = problem.graph.constants.get(quantity)
        return written(problem, quantity.name, point) if value is None else bracketed(value)

    return Pen(symbol, symbol)


def numbers_pen(problem: Problem, point: int) -> Pen:
    """The pen that writes the numbers of a data point."""

    def value(quantity: Quantity) -> object:
        constant, trace = problem.graph.constants.get(quantity), problem.trace
        if constant is not None:
            return constant
        return trace.theta[quantity.name] if quantity.name in trace.theta else trace.at(quantity.name, point)

    return Pen(lambda one: bracketed(value(one)), lambda one: as_latex(value(one)))  # type: ignore[arg-type]


def made(problem: Problem, node: Node, pen: Pen) -> str:
    """The formula by which a node is made of its parents."""
    if node.operation == "affine":
        return _affine(node.parents, pen)
    recipe = _RECIPES.get(node.operation)
    if recipe is not None and node.quantity.kind != "activation":
        return recipe.formula(pen, *node.parents)
    inside = ", ".join(map(pen.alone, node.parents))
    unit = f"_{{{node.quantity.unit}}}" if node.operation == "softmax" else ""
    return f"{function_letter(problem, node)}\\left({inside}\\right){unit}"


def function_letter(problem: Problem, node: Node) -> str:
    """What a function is called: ρ in a network, with its layer's index where the layers differ; else its own name."""
    if node.quantity.kind == "activation":
        return rho(problem.network, node.quantity.layer)
    return _LETTERS.get(node.operation, f"\\mathrm{{{node.operation}}}")


def local_derivative(problem: Problem, factor: Factor, pen: Pen) -> str:
    """The derivative of a node by one that it is made of, by all places where it stands there."""
    node = problem.graph.node_of[factor.above]
    places = [k for k, parent in enumerate(node.parents) if parent == factor.below]
    if node.operation == "^" and places == [0]:
        return _power(problem, node, pen)
    recipe = _RECIPES[node.operation]
    return " + ".join(recipe.derivatives[place](pen, node.quantity, *node.parents) for place in places)


class _Recipe(NamedTuple):
    """A formula of the parents, and its derivative by each, of the value and the parents."""

    formula: Callable[..., str]
    derivatives: tuple[Callable[..., str], ...]


def _of_function(name: str, derivative: Callable[..., str]) -> _Recipe:
    return _Recipe(lambda pen, x: f"{name}\\left({pen.alone(x)}\\right)", (derivative,))


def _larger_of(name: str, sign: str, other: str) -> _Recipe:
    """max and min: 1 by the one that is taken, which the brackets ask for."""
    return _Recipe(
        lambda pen, x, y: f"{name}\\left({pen.alone(x)}, {pen.alone(y)}\\right)",
        (
            lambda pen, _value, x, y: f"\\left[{pen.alone(x)} {sign} {pen.alone(y)}\\right]",
            lambda pen, _value, x, y: f"\\left[{pen.alone(y)} {other} {pen.alone(x)}\\right]",
        ),
    )


_LETTERS = {"sigmoid": "\\sigma", "tanh": "\\tanh", "leaky-relu": "\\mathrm{LeakyReLU}"}
_RECIPES: Mapping[str, _Recipe] = MappingProxyType(
    {
        "+": _Recipe(lambda pen, x, y: f"{pen.alone(x)} + {pen.factor(y)}", (lambda *_: "1", lambda *_: "1")),
        "-": _Recipe(lambda pen, x, y: f"{pen.alone(x)} - {pen.factor(y)}", (lambda *_: "1", lambda *_: "-1")),
        "negative": _Recipe(lambda pen, x: f"-{pen.factor(x)}", (lambda *_: "-1",)),
        "*": _Recipe(
            lambda pen, x, y: f"{pen.factor(x)}{TIMES}{pen.factor(y)}",
            (lambda pen, _value, _x, y: pen.alone(y), lambda pen, _value, x, _y: pen.alone(x)),
        ),
        "/": _Recipe(
            lambda pen, x, y: f"\\frac{{{pen.alone(x)}}}{{{pen.alone(y)}}}",
            (
                lambda pen, _value, _x, y: f"\\frac{{1}}{{{pen.alone(y)}}}",
                lambda pen, _value, x, y: f"-\\frac{{{pen.alone(x)}}}{{{pen.factor(y)}^2}}",
            ),
        ),
        "^": _Recipe(
            lambda pen, x, n: f"{pen.factor(x)}^{{{pen.alone(n)}}}",
            (
                lambda pen, _value, x, n: f"{pen.factor(n)}{TIMES}{pen.factor(x)}^{{{pen.alone(n)} - 1}}",
                lambda pen, _value, x, n: f"{pen.factor(x)}^{{{pen.alone(n)}}}{TIMES}\\ln {pen.factor(x)}",
            ),
        ),
        "sqrt": _Recipe(
            lambda pen, x: f"\\sqrt{{{pen.alone(x)}}}",
            (lambda pen, _value, x: f"\\frac{{1}}{{2\\sqrt{{{pen.alone(x)}}}}}",),
        ),
        "exp": _of_function("\\exp", lambda pen, _value, x: f"\\exp\\left({pen.alone(x)}\\right)"),
        "log": _of_function("\\ln", lambda pen, _value, x: f"\\frac{{1}}{{{pen.alone(x)}}}"),
        "sin": _of_function("\\sin", lambda pen, _value, x: f"\\cos\\left({pen.alone(x)}\\right)"),
        "cos": _of_function("\\cos", lambda pen, _value, x: f"-\\sin\\left({pen.alone(x)}\\right)"),
        "abs": _Recipe(
            lambda pen, x: f"\\left\\lvert {pen.alone(x)}\\right\\rvert",
            (lambda pen, _value, x: f"\\left[{pen.alone(x)} > 0\\right] - \\left[{pen.alone(x)} < 0\\right]",),
        ),
        "identity": _of_function("\\mathrm{id}", lambda *_: "1"),
        "relu": _of_function("\\mathrm{relu}", lambda pen, _value, x: f"\\left[{pen.alone(x)} > 0\\right]"),
        "leaky-relu": _of_function(
            "\\mathrm{LeakyReLU}", lambda pen, _value, x: f"0.01 + 0.99\\left[{pen.alone(x)} > 0\\right]"
        ),
        "softplus": _of_function("\\mathrm{softplus}", lambda pen, _value, x: f"\\sigma\\left({pen.alone(x)}\\right)"),
        "sigmoid": _of_function(
            "\\sigma", lambda pen, value, _x: f"{pen.factor(value)}\\left(1 - {pen.factor(value)}\\right)"
        ),
        "tanh": _of_function("\\tanh", lambda pen, value, _x: f"1 - {pen.factor(value)}^2"),
        "max": _larger_of("\\max", "\\ge", ">"),
        "min": _larger_of("\\min", "\\le", "<"),
    }
)


def _power(problem: Problem, node: Node, pen: Pen) -> str:
    """n xⁿ⁻¹, with n − 1 worked out where n is a number."""
    base, exponent = node.parents
    n = problem.graph.constants.get(exponent)
    if n is None:
        return _RECIPES["^"].derivatives[0](pen, node.quantity, base, exponent)
    less = "" if n == 2 else f"^{{{as_latex(n - 1)}}}"
    return f"{bracketed(n)}{TIMES}{pen.factor(base)}{less}"


def _affine(parents: Sequence[Quantity], pen: Pen) -> str:
    terms = [f"{pen.factor(parents[k])}{TIMES}{pen.factor(parents[k + 1])}" for k in range(0, len(parents) - 1, 2)]
    return " + ".join([*terms, pen.factor(parents[-1])] if len(parents) % 2 else terms)
