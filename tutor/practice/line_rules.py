"""How a line of a solution comes about: its rule in symbols, and with the numbers that stand in the lines above."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np

from tutor.lessons.figures import as_latex, bracketed
from tutor.lessons.formulas import cost_in_symbols, point_index, point_sum, update
from tutor.lessons.problem import Problem
from tutor.lessons.symbols import gate, indices_of, layer_of, rho, symbol
from tutor.network.activations import ACTIVATION_NAMED
from tutor.network.numbers import Number, number
from tutor.network.products import Array
from tutor.practice.solution_lines import Line

_TIMES = " \\cdot "


@dataclass(frozen=True)
class LineRule:
    """What stands on the right of a line: the formula and the same with numbers (LaTeX), and what that comes to."""

    formula: str
    numbers: str
    value: Number


def rule_of(problem: Problem, lines: Sequence[Line], index: int) -> LineRule:
    """The rule of the line at an index, from 0, with what the lines above it say, be that right or wrong."""
    return _Above(problem, lines[:index]).rule(lines[index])


class _Above:
    """The lines above a line, with what the problem gives."""

    def __init__(self, problem: Problem, lines: Sequence[Line]) -> None:
        self._problem, self._network = problem, problem.network
        self._said = {(line.name, line.point): line.value for line in lines}

    def rule(self, line: Line) -> LineRule:
        name, point = line.name, line.point
        if name == "C":
            return self._cost()
        if point is None:
            return self._partial(name) if name.startswith("dC/d") else self._updated(name.removesuffix("'"))
        if name.startswith("dC/da"):
            return self._upstream(name.removeprefix("dC/d"), point)
        if name.startswith("dC/dz"):
            return self._delta(name.removeprefix("dC/d"), point)
        if name[0] == "z":
            return self._pre_activation(name, point)
        return self._activation(name, point) if name[0] == "a" else self._residual(name, point)

    def _at(self, name: str, point: int) -> Number:
        said = self._said.get((name, point))
        return self._problem.trace.at(name, point) if said is None else said

    def _pre_activation(self, name: str, point: int) -> LineRule:
        network, layer, unit = self._network, layer_of(name), indices_of(name)[0]
        inputs = range(1, network.widths[layer - 1] + 1)
        terms = [[network.weight(layer, unit, k), network.unit("a", layer - 1, k)] for k in inputs]
        return self._sum([*terms, [network.bias_name(layer, unit)]], [point])

    def _activation(self, name: str, point: int) -> LineRule:
        layer, z = layer_of(name), "z" + name[1:]
        below = self._at(z, point)
        value = _applied(ACTIVATION_NAMED[self._network.activations[layer - 1]].value, below)
        letter = rho(self._network, layer)
        return LineRule(f"{letter}({symbol(z)})", f"{letter}({as_latex(below)})", value)

    def _residual(self, name: str, point: int) -> LineRule:
        output = indices_of(name)[0]
        a, y = self._network.unit("a", self._network.depth, output), self._network.target(output)
        above, target = self._at(a, point), self._at(y, point)
        return LineRule(f"{symbol(a)} - {symbol(y)}", f"{as_latex(above)} - {bracketed(target)}", above - target)

    def _cost(self) -> LineRule:
        points = range(1, len(self._problem.data) + 1)
        residuals = [self._at(name, point) for point in points for name in self._residuals()]
        squares = " + ".join(f"{bracketed(r)}^2" for r in residuals)
        scale = self._network.cost_scale(len(points))
        numbers = squares if scale == 1 else f"{as_latex(scale)}\\left({squares}\\right)"
        return LineRule(cost_in_symbols(self._problem), numbers, scale * sum((r * r for r in residuals), Fraction(0)))

    def _upstream(self, a: str, point: int) -> LineRule:
        """∂C/∂a: from the residual at the output, else from ∂C/∂z of the layer above, through the weights."""
        network, layer, unit = self._network, layer_of(a), indices_of(a)[0]
        if layer < network.depth:
            above = range(1, network.widths[layer + 1] + 1)
            terms = [[network.weight(layer + 1, j, unit), f"dC/d{network.unit('z', layer + 1, j)}"] for j in above]
            return self._sum(terms, [point])
        residual = network.residual(unit)
        value = self._at(residual, point)
        factor = 2 * network.cost_scale(len(self._problem.data))
        if factor == 1:
            return LineRule(symbol(residual), as_latex(value), value)
        latex = as_latex(factor)
        return LineRule(f"{latex} {symbol(residual)}", f"{latex}{_TIMES}{bracketed(value)}", factor * value)

    def _delta(self, z: str, point: int) -> LineRule:
        layer, a = layer_of(z), "a" + z[1:]
        above = self._at(f"dC/d{a}", point)
        slope = _applied(ACTIVATION_NAMED[self._network.activations[layer - 1]].derivative, self._at(z, point))
        formula = f"{symbol('dC/d' + a)}{_TIMES}{gate(self._network, f'd{a}/d{z}')}"
        return LineRule(formula, f"{bracketed(above)}{_TIMES}{bracketed(slope)}", above * slope)

    def _partial(self, name: str) -> LineRule:
        network, parameter = self._network, self._network.parameter_named[name.removeprefix("dC/d")]
        delta = f"dC/d{network.unit('z', parameter.layer, parameter.to)}"
        source = [] if parameter.source is None else [network.unit("a", parameter.layer - 1, parameter.source)]
        return self._sum([[delta, *source]], range(1, len(self._problem.data) + 1), is_total=True)

    def _updated(self, name: str) -> LineRule:
        old, eta = self._problem.trace.theta[name], self._problem.learning_rate
        partial = self._said[(f"dC/d{name}", None)]
        numbers = f"{as_latex(old)} - {bracketed(eta)}{_TIMES}{bracketed(partial)}"
        return LineRule(update(self._problem, name)[0], numbers, old - eta * partial)

    def _sum(self, terms: list[list[str]], points: Sequence[int], *, is_total: bool = False) -> LineRule:
        """The sum of products of quantities, over all points for a total."""
        index = point_index(self._problem) if is_total else ""
        formula = " + ".join(" \\, ".join(self._symbol(name, index) for name in term) for term in terms)
        values = [[self._value(name, point) for name in term] for point in points for term in terms]
        numbers = " + ".join(_TIMES.join(bracketed(value) for value in term) for term in values)
        total = sum((prod(term, start=Fraction(1)) for term in values), Fraction(0))
        return LineRule(point_sum(self._problem, formula) if is_total else formula, numbers, total)

    def _symbol(self, name: str, index: str) -> str:
        return symbol(name) if name in self._network.parameter_named else symbol(name, index)

    def _value(self, name: str, point: int) -> Number:
        return self._problem.trace.theta[name] if name in self._network.parameter_named else self._at(name, point)

    def _residuals(self) -> list[str]:
        return [self._network.residual(j) for j in range(1, self._network.widths[-1] + 1)]


def _applied(function: Callable[[Array], Array], value: Number) -> Number:
    """An elementwise function of one number, exact where the number is."""
    is_exact = isinstance(value, Fraction)
    found = function(np.array([value], dtype=object if is_exact else float))[0]
    return number(found, is_exact)
