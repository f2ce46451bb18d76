"""What a mistake makes of one sub-step alone: the sub-step's own recipe, one piece changed.

A trace by a mistake's rule tells what it makes of a whole problem. Some mistakes can be made in a single sub-step as
well, where the trace leaves it as it is: who adds the target in C has a residual a + y.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeAlias

import numpy as np

from tutor.network.activations import ACTIVATION_NAMED
from tutor.network.architecture import Network
from tutor.network.trace import Trace


@dataclass(frozen=True)
class Cell:
    """A sub-step with what it is made of, at its data point: the learner's own values where there are any."""

    network: Network
    trace: Trace
    name: str
    """The quantity that is asked for."""
    parameter: str
    """The parameter that the sub-step's field is about."""
    layer: int
    """The layer of the unit that is asked for, or of the field's parameter."""
    unit: int
    """The unit that is asked for, or into which the field's parameter goes."""
    of: Callable[[str], float]
    """A quantity of the data point, or a parameter."""
    factors: Sequence[tuple[str, float]]
    """The other sub-steps of a product, each by its kind."""

    @property
    def outputs(self) -> list[tuple[float, float, float]]:
        """a, y and r of each output."""
        network, of = self.network, self.of
        units = range(1, network.widths[-1] + 1)
        named = ((network.unit("a", network.depth, j), network.target(j), network.residual(j)) for j in units)
        return [(of(a), of(y), of(r)) for a, y, r in named]


CellRule: TypeAlias = Callable[[Cell], Iterable[float]]
"""What a mistake may make of a sub-step; nothing where it can't be made there."""


def constant(value: float) -> CellRule:
    """The same value everywhere."""
    return lambda _cell: [value]


def _at(cell: Cell, kind: str, layer: int, unit: int) -> float:
    return cell.of(cell.network.unit(kind, layer, unit))


def _sources(cell: Cell) -> range:
    return range(1, cell.network.widths[cell.layer - 1] + 1)


def _incoming(cell: Cell, kind: str = "a") -> list[float]:
    """What comes in at the unit: the activations of the layer before, or their z (from layer 2 on)."""
    return [_at(cell, kind, cell.layer - 1, k) for k in _sources(cell)]


def _weighted(cell: Cell, values: Iterable[float]) -> float:
    """Σ w · value over what comes in at the unit."""
    return sum(cell.of(cell.network.weight(cell.layer, cell.unit, k)) * value for k, value in enumerate(values, 1))


def _bias(cell: Cell) -> float:
    return 0.0 if cell.network.bias == "none" else cell.of(cell.network.bias_name(cell.layer, cell.unit))


def _own_z(cell: Cell) -> float:
    return _at(cell, "z", cell.layer, cell.unit)


def z_without_bias(cell: Cell) -> list[float]:
    """Σ w a alone."""
    return [_weighted(cell, _incoming(cell))]


def z_of_added_weights(cell: Cell) -> list[float]:
    """Σ (w + a) + b."""
    weights = (cell.of(cell.network.weight(cell.layer, cell.unit, k)) for k in _sources(cell))
    return [sum(weights) + sum(_incoming(cell)) + _bias(cell)]


def z_of_sums(cell: Cell) -> list[float]:
    """Σ w (a + b), where the widths agree."""
    inputs = _incoming(cell)
    if len(inputs) != cell.network.widths[cell.layer]:
        return []
    biases = [cell.of(cell.network.bias_name(cell.layer, k)) for k in _sources(cell)]
    return [_weighted(cell, [a + b for a, b in zip(inputs, biases, strict=True)])]


def z_of_z(change: Callable[[float], float]) -> CellRule:
    """z made of the z before, not of ρ(z)."""
    return lambda cell: [_weighted(cell, map(change, _incoming(cell, "z"))) + _bias(cell)] if cell.layer > 1 else []


def a_of_z(change: Callable[[float], float]) -> CellRule:
    """a made of z by something else than ρ."""
    return lambda cell: [change(_own_z(cell))]


def output_is_z(cell: Cell) -> list[float]:
    """z for a, at an output."""
    return [_own_z(cell)] if cell.layer == cell.network.depth else []


def bias_after_rho(cell: Cell) -> list[float]:
    """ρ(Σ w a) + b, where ρ needs no more than the unit's own z."""
    if cell.network.activations[cell.layer - 1] == "softmax":
        return []
    rho = ACTIVATION_NAMED[cell.network.activations[cell.layer - 1]]
    return [float(rho.value(np.array([_own_z(cell) - _bias(cell)]))[0]) + _bias(cell)]


def residual_of(change: Callable[[float, float, float], float]) -> CellRule:
    """A residual made of a, y and the right r of its output."""
    return lambda cell: [change(*cell.outputs[cell.unit - 1])]


def squares_of(change: Callable[[float, float, float], float]) -> CellRule:
    """A sum over the outputs, each with another term made of its a, y and r."""
    return lambda cell: [sum(change(*one) for one in cell.outputs)]


def square_of_sum(cell: Cell) -> list[float]:
    """(Σ r)²."""
    return [sum(r for _, _, r in cell.outputs) ** 2]


def activation_for_weight(cell: Cell) -> list[float]:
    """The activation that the weight on the way back is multiplied by on the way forward."""
    weight = cell.network.parameter_named[cell.name]
    return [] if weight.source is None else [_at(cell, "a", weight.layer - 1, weight.source)]


def transposed_weight(cell: Cell) -> list[float]:
    """The weight in the mirrored place of W, where W is square."""
    network, weight = cell.network, cell.network.parameter_named[cell.name]
    if weight.source is None or network.widths[weight.layer] != network.widths[weight.layer - 1]:
        return []
    return [cell.of(network.weight(weight.layer, weight.source, weight.to))]


def updated_weight(cell: Cell) -> list[float]:
    """The weight on the way back after the step."""
    return [float(cell.trace.updated[cell.name])]


def gradient_for_weight(cell: Cell) -> list[float]:
    """The partial derivative with respect to the weight on the way back."""
    return [float(cell.trace.gradient[cell.name])]


def own_parameter(cell: Cell) -> list[float]:
    """The field's own parameter."""
    return [cell.of(cell.parameter)]


def input_z(cell: Cell) -> list[float]:
    """The z of the unit from which the parameter leads, not its activation."""
    source = cell.network.parameter_named[cell.parameter].source
    return [_at(cell, "z", cell.layer - 1, source)] if source is not None and cell.layer > 1 else []


def network_input(cell: Cell) -> list[float]:
    """The component of x in the place of the activation, where the widths agree."""
    source, widths = cell.network.parameter_named[cell.parameter].source, cell.network.widths
    if source is None or cell.layer == 1 or widths[0] != widths[cell.layer - 1]:
        return []
    return [_at(cell, "a", 0, source)]


def own_activation(cell: Cell) -> list[float]:
    """The activation of the unit into which the parameter leads."""
    return [_at(cell, "a", cell.layer, cell.unit)]


def sum_of_inputs(cell: Cell) -> list[float]:
    """Σ a of the layer before."""
    return [sum(_incoming(cell))]


def product_without(kind: str) -> CellRule:
    """The product with one factor of a kind left out, or all of them."""

    def rule(cell: Cell) -> Iterator[float]:
        factors = cell.factors
        mine = [k for k, (other, _) in enumerate(factors) if other == kind]
        for left_out in mine:
            yield prod(value for k, (_, value) in enumerate(factors) if k != left_out)
        if len(mine) > 1:
            yield prod(value for other, value in factors if other != kind)

    return rule


def sum_of_factors(cell: Cell) -> list[float]:
    """The factors added."""
    return [sum(value for _, value in cell.factors)]
