"""How a line of a solution comes about: its rule in symbols, and with the numbers that stand in the lines above."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from tutor.lessons import formulas
from tutor.lessons.figures import as_latex, bracketed
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import TIMES, Pen, made, symbols_pen
from tutor.lessons.symbols import written
from tutor.network.numbers import Number
from tutor.network.operations import OPERATIONS
from tutor.network.paths import Factor, cost_by, edges_to
from tutor.network.quantity import Quantity
from tutor.practice.solution_lines import Line


@dataclass(frozen=True)
class LineRule:
    """What stands on the right of a line: the formula and the same with numbers (LaTeX), and what that comes to."""

    formula: str
    numbers: str
    value: Number


def rule_of(problem: Problem, lines: Sequence[Line], index: int) -> LineRule:
    """The rule of the line at an index, from 0, with what the lines above it say, be that right or wrong.

    The lines are those of a network whose cost is made of squares.
    """
    return _Above(problem, lines[:index]).rule(lines[index])


class _Above:
    """The lines above a line, with what the problem gives."""

    def __init__(self, problem: Problem, lines: Sequence[Line]) -> None:
        self._problem, self._graph = problem, problem.graph
        self._said = {(line.name, line.point): line.value for line in lines}

    def rule(self, line: Line) -> LineRule:
        quantity, point = line.quantity, line.point
        if point is None:
            if line.stage == "c":
                return self._cost()
            return self._slope(quantity, None) if line.stage == "d" else self._updated(quantity)
        if line.stage == "d":
            return self._slope(quantity, point)
        return self._residual(quantity, point) if quantity.kind == "target" else self._made(quantity, point)

    def _at(self, name: str, point: int) -> Number:
        trace = self._problem.trace
        if name in trace.theta:
            return trace.theta[name]
        said = self._said.get((name, point))
        return trace.at(name, point) if said is None else said

    def _made(self, quantity: Quantity, point: int) -> LineRule:
        node = self._graph.node_of[quantity]
        values = [self._at(parent.name, point) for parent in node.parents]
        pen = Pen(lambda one: bracketed(self._at(one.name, point)), lambda one: as_latex(self._at(one.name, point)))
        symbols = made(self._problem, node, symbols_pen(self._problem))
        return LineRule(symbols, made(self._problem, node, pen), OPERATIONS[node.operation].value(*values))

    def _residual(self, y: Quantity, point: int) -> LineRule:
        a = next(a for _, a, target in self._graph.residuals if target == y)
        above, target = self._at(a.name, point), self._at(y.name, point)
        symbols = f"{self._written(a.name)} - {self._written(y.name)}"
        return LineRule(symbols, f"{as_latex(above)} - {bracketed(target)}", above - target)

    def _cost(self) -> LineRule:
        points = range(1, len(self._problem.data) + 1)
        residuals = [self._at(name, point) for point in points for name, _, _ in self._graph.residuals]
        squares = " + ".join(f"{bracketed(r)}^2" for r in residuals)
        scale = self._problem.network.cost_scale(len(points))
        numbers = squares if scale == 1 else f"{as_latex(scale)}\\left({squares}\\right)"
        value = scale * sum((r * r for r in residuals), Fraction(0))
        return LineRule(formulas.cost_in_symbols(self._problem), numbers, value)

    def _slope(self, quantity: Quantity, point: int | None) -> LineRule:
        """The derivative of the cost: of a unit by its residual or from each unit that it goes into; of a parameter."""
        terms = [self._arriving(edge) for edge in edges_to(self._graph, quantity)]
        points = range(1, len(self._problem.data) + 1) if point is None else [point]
        return self._sum(terms, points, is_total=point is None)

    def _arriving(self, factor: Factor) -> list[Factor]:
        """What arrives at the unit above, and the factor down from there."""
        if factor.kind == "cost":
            return [factor]
        objective = self._graph.objective
        total = Factor(cost_by(factor.above.name), "total", objective, factor.above)
        return [total] if factor.kind == "one" else [total, factor]

    def _updated(self, parameter: Quantity) -> LineRule:
        old, eta = self._problem.trace.theta[parameter.name], self._problem.learning_rate
        partial = self._said[(cost_by(parameter.name), None)]
        numbers = f"{as_latex(old)} - {bracketed(eta)}{TIMES}{bracketed(partial)}"
        return LineRule(formulas.update(self._problem, parameter.name)[0], numbers, old - eta * partial)

    def _sum(self, terms: list[list[Factor]], points: Sequence[int], *, is_total: bool = False) -> LineRule:
        """The sum of products of factors, over all points for a total."""
        problem, index = self._problem, formulas.point_index(self._problem) if is_total else ""
        formula = " + ".join(" \\, ".join(self._symbols(factor, index) for factor in term) for term in terms)
        values = [
            [value for factor in term for value in self._numbers(factor, point)] for point in points for term in terms
        ]
        numbers = " + ".join(TIMES.join(bracketed(value) for value in term) for term in values)
        total = sum((prod(term, start=Fraction(1)) for term in values), Fraction(0))
        return LineRule(formulas.point_sum(problem, formula) if is_total else formula, numbers, total)

    def _symbols(self, factor: Factor, index: str) -> str:
        if factor.kind != "cost":
            return formulas.factor(self._problem, factor, index)
        return f"{formulas.slope_scale(self._problem)}{self._written(self._residual_of(factor))}"

    def _numbers(self, factor: Factor, point: int) -> list[Number]:
        """The values of a factor; at the output those of what stands before the residual and of the residual."""
        if factor.kind == "cost":
            scale = self._problem.network.slope_scale(len(self._problem.data))
            residual = self._at(self._residual_of(factor), point)
            return [residual] if scale == 1 else [scale, residual]
        if factor.kind == "gate":
            below, value = self._at(factor.below.name, point), self._at(factor.above.name, point)
            return [OPERATIONS[self._graph.node_of[factor.above].operation].shares(Fraction(1), value, below)[0]]
        return [self._at(factor.name, point)]

    def _residual_of(self, factor: Factor) -> str:
        return next(name for name, a, _ in self._graph.residuals if a == factor.below)

    def _written(self, name: str) -> str:
        return written(self._problem, name)
