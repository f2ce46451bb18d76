"""The names that a text about one sub-step can use besides those of its problem."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from tutor.lessons import formulas
from tutor.lessons.breakdown import factor_at, step_parts, value_of
from tutor.lessons.chain import chain_typed, goes_by_unit, has_residual_slopes
from tutor.lessons.delta import way_at
from tutor.lessons.figures import as_latex, bracketed
from tutor.lessons.joining import equation
from tutor.lessons.problem import Problem
from tutor.lessons.recipes import TIMES, Pen, local_derivative, made, numbers_pen, symbols_pen
from tutor.lessons.stages import FieldId
from tutor.lessons.steps import StepKind, kind_of
from tutor.lessons.symbols import rho, written
from tutor.lessons.template import Latex, Names
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.network.architecture import ACTIVATIONS
from tutor.network.paths import Factor, Path, ways
from tutor.network.quantity import Quantity


def of_step(problem: Problem, field: FieldId, outer: Names) -> Vocabulary:
    """The names for a sub-step, before those of the field that it belongs to (`outer`)."""
    if kind_of(problem, field) is StepKind.CHAIN:
        offers: dict[str, Offer] = {
            "typed_chain": lambda: chain_typed(problem, field.parent),
            "by_unit": lambda: goes_by_unit(problem, field.parent),
        }
        return Vocabulary(offers, outer)
    step = _Step(problem, field)
    return Vocabulary(
        {
            "i": constant(step.point),
            "symbol": lambda: Latex(step.symbol),
            "formula": lambda: Latex(step.in_symbols()),
            "numbers": lambda: Latex(step.in_numbers()),
            "answer": lambda: value_of(problem, field),
            "worked": lambda: Latex(equation(step.in_numbers(), as_latex(value_of(problem, field)))),
            **step.flags(),
        },
        outer,
    )


class _Step:
    """One cell of a break-down: how its value is made, in symbols and with the problem's numbers."""

    def __init__(self, problem: Problem, field: FieldId) -> None:
        self._problem, self._graph, self._place = problem, problem.graph, field
        self._name, self.point, _ = step_parts(field)
        self._kind = kind_of(problem, field)
        self._factor = factor_at(problem, field)

    @property
    def symbol(self) -> str:
        """What is asked for, as LaTeX."""
        named = self._kind not in (StepKind.PRODUCT, StepKind.SQUARES, StepKind.STEP)
        return written(self._problem, self._name) if named else ""

    @property
    def _quantity(self) -> Quantity:
        """The unit that is asked for or, of what a parameter's own weight is multiplied by, the parameter."""
        if self._kind in (StepKind.INPUT, StepKind.ONE, StepKind.PRODUCT, StepKind.STEP):
            return self._graph.named[self._place.name]
        if self._factor is not None:
            return self._factor.below
        outputs = {name: a for name, a, _ in self._graph.residuals}
        return outputs.get(self._name) or self._graph.named.get(self._name, self._graph.objective)

    def flags(self) -> dict[str, Offer]:
        """Which activation function the unit has, where it stands, and which operation makes a node."""
        problem, quantity = self._problem, self._quantity
        layer = quantity.layer
        kind = problem.network.activations[layer - 1] if layer and problem.is_layered else ""
        above = self._factor.above if self._factor is not None else quantity
        operation = self._graph.node_of[above].operation if above in self._graph.node_of else ""
        return {
            **{name.replace("-", "_"): constant(name == kind) for name in ACTIVATIONS},
            "first_layer": constant(layer == 1),
            "last_layer": constant(problem.is_layered and layer == problem.network.depth),
            "softmax_itself": constant(above.unit == quantity.unit),
            "above": lambda: Latex(written(problem, above.name)),
            "below": lambda: Latex(written(problem, quantity.name)),
            **{f"by_{name}": constant(operation == sign) for name, sign in _OPERATIONS.items()},
        }

    def in_symbols(self) -> str:
        """The recipe as a formula."""
        problem, partial = self._problem, f"d{self._graph.objective}/d{self._place.name}"
        return self._recipe(
            _Pen(
                symbols_pen(problem),
                lambda factor: formulas.factor(problem, factor, ""),
                lambda: f"\\eta{TIMES}{written(problem, partial)}",
                lambda name: written(problem, name),
            )
        )

    def in_numbers(self) -> str:
        """The same with the numbers of the data point."""
        problem, trace = self._problem, self._problem.trace
        return self._recipe(
            _Pen(
                numbers_pen(problem, self.point),
                lambda factor: bracketed(trace.factor(factor, self.point)),
                lambda: bracketed(problem.learning_rate) + TIMES + bracketed(trace.gradient[self._place.name]),
                lambda name: bracketed(trace.at(name, self.point)),
                is_of_numbers=True,
            )
        )

    def _recipe(self, pen: "_Pen") -> str:
        made_so = _MADE.get(self._kind)
        if made_so is not None:
            return made_so(self, pen)
        return written(self._problem, self._name) if self._factor is None else pen.of_factor(self._factor)

    def _node(self, pen: "_Pen") -> str:
        return made(self._problem, self._graph.node_of[self._graph.named[self._name]], pen.quantities)

    def _residual(self, pen: "_Pen") -> str:
        a, y = next((a, y) for name, a, y in self._graph.residuals if name == self._name)
        return f"{pen.quantities.alone(a)} - {pen.quantities.factor(y)}"

    def _squares(self, pen: "_Pen") -> str:
        if self._problem.network.cost_function.is_squares:
            return " + ".join(f"{pen.residual(name)}^2" for name, _, _ in self._graph.residuals)
        return " + ".join(formulas.terms(self._problem, pen.quantities))

    def _slope(self, pen: "_Pen") -> str:
        problem, factor, write = self._problem, self._own_factor, pen.quantities
        if pen.is_of_numbers and has_residual_slopes(problem):
            scale = problem.network.slope_scale(len(problem.data))
            if scale != 1:
                return f"{bracketed(scale)}{TIMES}{pen.residual(self._graph.residuals[factor.below.unit - 1][0])}"
        a, y = formulas.output_of(problem, factor)
        if y and pen.is_of_numbers and has_residual_slopes(problem):
            return f"{write.alone(a)} - {write.factor(y)}"
        return formulas.cost_factor(problem, write.alone(a), write.factor(y) if y else "")

    def _gate(self, pen: "_Pen") -> str:
        factor = self._own_factor
        node = self._graph.node_of[factor.above]
        if node.operation == "softmax":
            a, write = factor.above, pen.quantities
            if a.unit == factor.below.unit:
                return f"{write.factor(a)}\\left(1 - {write.factor(a)}\\right)"
            other = next(
                use.quantity for use in self._graph.uses[factor.below] if use.quantity.unit == factor.below.unit
            )
            return f"-{write.factor(a)}{TIMES}{write.factor(other)}"
        letter = rho(self._problem.network, factor.above.layer)
        return f"{letter}'\\left({pen.quantities.alone(factor.below)}\\right)"

    def _arriving(self, pen: "_Pen") -> str:
        """The objective's derivative by a node, from what arrives where the node is used.

        Of a hidden unit's z that is what arrives at a, times the gate.
        """
        quantity, graph = self._own_factor.below, self._graph
        if quantity == graph.objective:
            return "1"
        ways_there = ways(graph, quantity.name, 0)
        above = ways_there[0][-1].above
        if quantity.kind != "preactivation" or len(ways_there) > 1 or above in graph.parents(graph.objective):
            return " + ".join(_product(way, pen) for way in ways_there)
        arriving = " + ".join(_product(way, pen) for way in ways(graph, above.name, 0))
        several = len(ways(graph, above.name, 0)) > 1
        return pen.of_factor(ways_there[0][-1]) + TIMES + (f"\\left({arriving}\\right)" if several else arriving)

    def _row(self, pen: "_Pen") -> str:
        return _product(way_at(self._problem, self._place.name, step_parts(self._place)[2]), pen)

    @property
    def _own_factor(self) -> Factor:
        if self._factor is None:
            raise ValueError(f"{self._place} is no factor")
        return self._factor


class _Pen(NamedTuple):
    """How quantities are written, factors of a chain, the step, and residuals."""

    quantities: Pen
    of_factor: Callable[[Factor], str]
    step: Callable[[], str]
    residual: Callable[[str], str]
    is_of_numbers: bool = False


def _product(way: Path, pen: _Pen) -> str:
    return TIMES.join(pen.of_factor(item) for item in way if item.kind != "one") or "1"


_MADE: Mapping[StepKind, Callable[[_Step, _Pen], str]] = {
    StepKind.PREACTIVATION: _Step._node,
    StepKind.ACTIVATION: _Step._node,
    StepKind.NODE: _Step._node,
    StepKind.RESIDUAL: _Step._residual,
    StepKind.SQUARES: _Step._squares,
    StepKind.SLOPE: _Step._slope,
    StepKind.GATE: _Step._gate,
    StepKind.LOCAL: lambda step, pen: local_derivative(step._problem, step._own_factor, pen.quantities),
    StepKind.DELTA: _Step._arriving,
    StepKind.ARRIVING: _Step._arriving,
    StepKind.PRODUCT: _Step._row,
    StepKind.STEP: lambda _, pen: pen.step(),
}
"""How each kind is made; the others are read off."""
_OPERATIONS = {
    **{"sum": "+", "difference": "-", "product": "*", "quotient": "/", "power": "^"},
    **{name: name for name in ("max", "min", "relu", "exp", "log", "sqrt", "sin", "cos", "abs")},
    **{"sigmoid": "sigmoid", "tanh": "tanh", "softplus": "softplus", "leaky_relu": "leaky-relu"},
}
