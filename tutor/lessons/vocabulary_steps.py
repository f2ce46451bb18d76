"""The names that a text about one sub-step can use besides those of its problem."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tutor.lessons import formulas
from tutor.lessons.breakdown import breakdown, step_parts, value_of
from tutor.lessons.chain import chain_typed, goes_by_unit
from tutor.lessons.figures import as_latex, bracketed
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.steps import StepKind, kind_of
from tutor.lessons.symbols import gate, indices_of, layer_of, rho, symbol
from tutor.lessons.template import Latex, Names
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.network.architecture import ACTIVATIONS

_TIMES = " \\cdot "


def of_step(problem: Problem, place: FieldId, outer: Names) -> Vocabulary:
    """The names for a sub-step, before those of the field that it belongs to (`outer`)."""
    if kind_of(place) is StepKind.CHAIN:
        offers: dict[str, Offer] = {
            "typed_chain": lambda: chain_typed(problem, place.parent),
            "by_unit": lambda: goes_by_unit(problem, place.parent),
        }
        return Vocabulary(offers, outer)
    step = _Step(problem, place)
    return Vocabulary(
        {
            "i": constant(step.point),
            "symbol": lambda: Latex(step.symbol),
            "formula": lambda: Latex(step.in_symbols()),
            "numbers": lambda: Latex(step.in_numbers()),
            "answer": lambda: value_of(problem, place),
            **step.flags(),
        },
        outer,
    )


class _Step:
    """One cell of a break-down: how its value is made, in symbols and with the problem's numbers."""

    def __init__(self, problem: Problem, place: FieldId) -> None:
        self._problem, self._network, self._place = problem, problem.network, place
        self._name, self.point, _ = step_parts(place)
        self._kind = kind_of(place)
        self._unit = self._name.split("/d")[-1] if "/d" in self._name else self._name
        self._layer, self._index = layer_of(self._unit), indices_of(self._unit)[0]

    @property
    def symbol(self) -> str:
        """What is asked for, as LaTeX."""
        named = self._kind not in (StepKind.PRODUCT, StepKind.SQUARES, StepKind.STEP)
        return symbol(self._name) if named else ""

    def flags(self) -> dict[str, Offer]:
        """Which activation function the unit has, and where it stands."""
        if self._kind in (StepKind.INPUT, StepKind.ONE):
            layer = self._network.parameter_named[self._place.name].layer
        else:
            layer = self._layer
        kind = self._network.activations[layer - 1] if layer else ""
        return {
            **{name: constant(name == kind) for name in ACTIVATIONS},
            "first_layer": constant(layer == 1),
            "last_layer": constant(layer == self._network.depth),
        }

    def in_symbols(self) -> str:
        """The recipe as a formula."""
        return _MADE.get(self._kind, _Step._given)(self, _Pen(symbol, symbol))

    def in_numbers(self) -> str:
        """The same with the numbers of the data point."""
        pen = _Pen(lambda name: bracketed(self._value(name)), lambda name: as_latex(self._value(name)), numbers=True)
        return _MADE.get(self._kind, _Step._given)(self, pen)

    def _value(self, name: str) -> Fraction | float:
        trace = self._problem.trace
        if name == "1":
            return Fraction(1)
        return trace.theta[name] if name in trace.theta else trace.at(name, self.point)

    def _given(self, pen: "_Pen") -> str:
        return pen.alone(self._name)

    def _preactivation(self, pen: "_Pen") -> str:
        network, layer, j = self._network, self._layer, self._index
        below = range(1, network.widths[layer - 1] + 1)
        terms = [
            pen.factor(network.weight(layer, j, k)) + _TIMES + pen.factor(network.unit("a", layer - 1, k))
            for k in below
        ]
        return " + ".join([*terms, pen.factor(network.bias_name(layer, j))])

    def _activation(self, pen: "_Pen") -> str:
        z = pen.alone(self._network.unit("z", self._layer, self._index))
        return f"{rho(self._network, self._layer)}\\left({z}\\right)"

    def _residual(self, pen: "_Pen") -> str:
        network = self._network
        return f"{pen.alone(network.unit('a', network.depth, self._index))} - {pen.factor(network.target(self._index))}"

    def _squares(self, pen: "_Pen") -> str:
        outputs = range(1, self._network.widths[-1] + 1)
        return " + ".join(f"{pen.factor(self._network.residual(j))}^2" for j in outputs)

    def _slope(self, pen: "_Pen") -> str:
        if not pen.numbers:
            return formulas.cost_factor(self._problem, self._name, "")
        scale = 2 * self._network.cost_scale(len(self._problem.data))
        residual = pen.factor(self._network.residual(self._index))
        return residual if scale == 1 else f"{bracketed(scale)}{_TIMES}{residual}"

    def _gate(self, pen: "_Pen") -> str:
        if not pen.numbers:
            return gate(self._network, self._name)
        return f"{rho(self._network, self._layer)}'\\left({pen.alone(self._unit)}\\right)"

    def _delta(self, pen: "_Pen") -> str:
        """∂C/∂z from what arrives at the unit and its gate."""
        network, layer, j = self._network, self._layer, self._index
        own = pen.factor(f"d{network.unit('a', layer, j)}/d{self._unit}")
        if layer == network.depth:
            return pen.factor(f"dC/d{network.unit('a', layer, j)}") + _TIMES + own
        above = range(1, network.widths[layer + 1] + 1)
        arriving = [
            pen.factor(network.weight(layer + 1, k, j)) + _TIMES + pen.factor(f"dC/d{network.unit('z', layer + 1, k)}")
            for k in above
        ]
        total = " + ".join(arriving)
        return own + _TIMES + (f"\\left({total}\\right)" if len(arriving) > 1 else total)

    def _product(self, pen: "_Pen") -> str:
        row = next(row for row in breakdown(self._problem, self._place.parent).rows if self._place in row.cells)
        return _TIMES.join(map(pen.factor, row.names[:-1]))

    def _step(self, pen: "_Pen") -> str:
        partial = f"dC/d{self._place.name}"
        if not pen.numbers:
            return f"\\eta{_TIMES}{symbol(partial)}"
        return bracketed(self._problem.learning_rate) + _TIMES + bracketed(self._problem.trace[partial])


@dataclass(frozen=True)
class _Pen:
    """How a quantity is written: as a factor of a product, and alone, where it needs no brackets."""

    factor: Callable[[str], str]
    alone: Callable[[str], str]
    numbers: bool = False


_MADE: Mapping[StepKind, Callable[[_Step, _Pen], str]] = {
    StepKind.PREACTIVATION: _Step._preactivation,
    StepKind.ACTIVATION: _Step._activation,
    StepKind.RESIDUAL: _Step._residual,
    StepKind.SQUARES: _Step._squares,
    StepKind.SLOPE: _Step._slope,
    StepKind.GATE: _Step._gate,
    StepKind.DELTA: _Step._delta,
    StepKind.PRODUCT: _Step._product,
    StepKind.STEP: _Step._step,
}
"""How each kind is made; the others are read off."""
