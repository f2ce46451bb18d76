"""What a mistake makes of one sub-step alone, from what stands around it: the sub-step's own recipe, one piece changed.

A trace by a mistake's rules tells what it makes of a whole problem. Some mistakes can be made in a single cell as well,
where the trace leaves that cell as it is: who adds the target in C has a residual a + y.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import prod

import numpy as np

from tutor.diagnosis.observing import Answered
from tutor.lessons.breakdown import breakdown, step_parts, value_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.steps import StepKind, kind_of
from tutor.lessons.symbols import indices_of, layer_of
from tutor.network.activations import ACTIVATION_NAMED

Rule = Callable[["Around"], Iterator[float] | list[float]]


@dataclass(frozen=True)
class Around:
    """What a cell is made of: the learner's own values where they stand in the sub-steps, else the right ones."""

    problem: Problem
    place: FieldId
    answered: Answered

    @property
    def name(self) -> str:
        """The quantity that the cell asks for."""
        return step_parts(self.place)[0]

    @property
    def point(self) -> int:
        """The data point."""
        return step_parts(self.place)[1]

    @property
    def layer(self) -> int:
        """The layer of the unit that is asked for, or of the parameter that the field is about."""
        if self.place.stage == "c":
            return layer_of(self.name) or self.problem.network.depth
        return self.problem.network.parameter_named[self.place.name].layer

    @property
    def unit(self) -> int:
        """The unit that is asked for, or into which the field's parameter goes."""
        if self.place.stage == "c":
            return indices_of(self.name)[0]
        return self.problem.network.parameter_named[self.place.name].to

    def of(self, name: str) -> float:
        """A quantity of the data point."""
        own = self.answered.get(FieldId("c", "", f"{name}@{self.point}"))
        if own is not None:
            return float(own.value)
        trace = self.problem.trace
        return float(trace.theta[name] if name in trace.theta else trace.at(name, self.point))

    def at(self, kind: str, layer: int, unit: int) -> float:
        """z or a of a unit."""
        return self.of(self.problem.network.unit(kind, layer, unit))

    def cell(self, place: FieldId) -> float:
        """Another cell of the table."""
        own = self.answered.get(place)
        return float(value_of(self.problem, place) if own is None else own.value)

    def rho(self, z: float) -> float:
        """The activation function of the layer."""
        return float(ACTIVATION_NAMED[self.problem.network.activations[self.layer - 1]].value(np.array([z]))[0])

    def weighted(self, values: list[float]) -> float:
        """Σ w · value over what comes in at the unit."""
        network, layer, j = self.problem.network, self.layer, self.unit
        return sum(self.of(network.weight(layer, j, k)) * value for k, value in enumerate(values, 1))

    def incoming(self, kind: str = "a") -> list[float]:
        """What comes in at the unit: the activations of the layer before, or their z (from layer 2 on)."""
        return [self.at(kind, self.layer - 1, k) for k in self.sources]

    @property
    def sources(self) -> range:
        """The units of the layer before."""
        return range(1, self.problem.network.widths[self.layer - 1] + 1)

    @property
    def bias(self) -> float:
        """The bias of the unit."""
        return self.of(self.problem.network.bias(self.layer, self.unit))

    @property
    def outputs(self) -> list[tuple[float, float, float]]:
        """a, y and r of each output."""
        network = self.problem.network
        units = range(1, network.widths[-1] + 1)
        return [
            (self.at("a", network.depth, j), self.of(network.target(j)), self.of(network.residual(j))) for j in units
        ]

    @property
    def factors(self) -> list[tuple[StepKind, float]]:
        """The other cells of a product's row."""
        row = next(row for row in breakdown(self.problem, self.place.parent).rows if self.place in row.cells)
        return [(kind_of(cell), self.cell(cell)) for cell in row.cells[:-1]]


def _z_of_z(change: Callable[[float], float]) -> Rule:
    """z made of the z before, not of ρ(z)."""
    return lambda at: [at.weighted([change(z) for z in at.incoming("z")]) + at.bias] if at.layer > 1 else []


def _weight_times_sum(at: Around) -> list[float]:
    network, inputs = at.problem.network, at.incoming()
    if len(inputs) != network.widths[at.layer]:
        return []
    biases = [at.of(network.bias(at.layer, k)) for k in at.sources]
    return [at.weighted([a + b for a, b in zip(inputs, biases, strict=True)])]


def _own_z(at: Around) -> float:
    return at.at("z", at.layer, at.unit)


def _output(change: Callable[[float, float, float], float]) -> Rule:
    """A residual made of a, y and the right r of its output."""
    return lambda at: [change(*at.outputs[at.unit - 1])]


def _squares(change: Callable[[float, float, float], float]) -> Rule:
    """A sum over the outputs, each with another term."""
    return lambda at: [sum(change(*one) for one in at.outputs)]


def _own_weight(at: Around) -> list[float]:
    return [at.of(at.place.name)]


def _source(kind: str) -> Rule:
    """What stands in the place of the activation that the parameter is multiplied by."""

    def rule(at: Around) -> list[float]:
        source = at.problem.network.parameter_named[at.place.name].source
        return [at.at(kind, at.layer - 1, source)] if source is not None and at.layer > 1 else []

    return rule


def _network_input(at: Around) -> list[float]:
    network = at.problem.network
    source = network.parameter_named[at.place.name].source
    if source is None or at.layer == 1 or network.widths[0] != network.widths[at.layer - 1]:
        return []
    return [at.at("a", 0, source)]


def _transposed(at: Around) -> list[float]:
    network = at.problem.network
    to, source = indices_of(at.name)
    layer = layer_of(at.name)
    return [at.of(network.weight(layer, source, to))] if network.widths[layer] == network.widths[layer - 1] else []


def _activation_for_weight(at: Around) -> list[float]:
    return [at.at("a", layer_of(at.name) - 1, indices_of(at.name)[1])]


def _updated_weight(at: Around) -> list[float]:
    problem = at.problem
    return [float(problem.trace.updated[at.name])]


def _without(kind: StepKind) -> Rule:
    """The product of the row with one factor of a kind left out, or all of them."""

    def rule(at: Around) -> Iterator[float]:
        factors = at.factors
        mine = [k for k, (other, _) in enumerate(factors) if other is kind]
        for left_out in ([k] for k in mine):
            yield prod(value for k, (_, value) in enumerate(factors) if k not in left_out)
        if len(mine) > 1:
            yield prod(value for other, value in factors if other is not kind)

    return rule


CELL_RULES: Mapping[StepKind, Mapping[str, Rule]] = {
    StepKind.PREACTIVATION: {
        "forward.no-bias": lambda at: [at.weighted(at.incoming())],
        "forward.weight-times-sum": _weight_times_sum,
        "forward.no-activation": _z_of_z(lambda z: z),
        "forward.absolute-activation": _z_of_z(abs),
    },
    StepKind.ACTIVATION: {
        "forward.no-activation": lambda at: [_own_z(at)],
        "forward.output-not-activated": lambda at: [_own_z(at)] if at.layer == at.problem.network.depth else [],
        "forward.absolute-activation": lambda at: [abs(_own_z(at))],
        "forward.bias-after-activation": lambda at: [at.rho(_own_z(at) - at.bias) + at.bias],
    },
    StepKind.RESIDUAL: {
        "cost.target-added": _output(lambda a, y, _: a + y),
        "cost.target-ignored": _output(lambda a, _y, _r: a),
        "partial.sign": _output(lambda a, y, _: y - a),
    },
    StepKind.SQUARES: {
        "cost.sum-of-residuals": _squares(lambda _a, _y, r: r),
        "cost.absolute-residuals": _squares(lambda _a, _y, r: abs(r)),
        "cost.half": _squares(lambda _a, _y, r: r * r / 2),
        "cost.target-added": _squares(lambda a, y, _: (a + y) ** 2),
        "cost.target-ignored": _squares(lambda a, _y, _r: a * a),
        "cost.difference-of-squares": _squares(lambda a, y, _: a * a - y * y),
        "cost.square-of-sum": lambda at: [sum(r for _, _, r in at.outputs) ** 2],
    },
    StepKind.WEIGHT: {
        "partial.weights-not-followed": lambda _at: [1.0],
        "partial.activation-for-weight": _activation_for_weight,
        "partial.not-transposed": _transposed,
        "partial.updated-weights": _updated_weight,
        "partial.gradient-for-weight": lambda at: [float(at.problem.trace.gradient[at.name])],
    },
    StepKind.INPUT: {
        "partial.weight-without-input": lambda _at: [1.0],
        "partial.weight-times-preactivation": _source("z"),
        "partial.weight-times-network-input": _network_input,
        "partial.weight-times-own-activation": lambda at: [at.at("a", at.layer, at.unit)],
        "partial.weight-times-weight": _own_weight,
    },
    StepKind.ONE: {
        "partial.bias-times-input": lambda at: [sum(at.incoming())],
        "partial.bias-times-bias": _own_weight,
        "partial.bias-is-zero": lambda _at: [0.0],
    },
    StepKind.PRODUCT: {
        "partial.gate-ignored": _without(StepKind.GATE),
        "partial.weights-not-followed": _without(StepKind.WEIGHT),
        "partial.weight-without-input": _without(StepKind.INPUT),
        "partial.chain-added": lambda at: [sum(value for _, value in at.factors)],
    },
}
"""By kind of cell: the mistakes that can be made in it alone, and what they give there."""
