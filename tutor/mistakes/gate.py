"""Mistakes in the gates ρ′(z), and in where they count."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from tutor.mistakes.cell import CellRule, product_without
from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake, deep, on_cross_entropy
from tutor.network.activations import ACTIVATION_NAMED, SIGMOID, TANH, Activation
from tutor.network.architecture import Network
from tutor.network.products import Array, product
from tutor.network.rules import RIGHT
from tutor.network.state import Layer

Change: TypeAlias = Callable[[Layer], Array]


def _elementwise(network: Network) -> tuple[str, ...]:
    """The activations of the layers whose units each have a gate of their own: softmax has none."""
    return tuple(name for name in network.activations if ACTIVATION_NAMED[name].elementwise)


def _some_gate(network: Network) -> bool:
    return bool(_elementwise(network))


def _output_gate(network: Network) -> bool:
    return len(_elementwise(network)) == network.depth


def _gate(
    name: str, change: Change, makes_sense: Callable[[Network], bool] = _some_gate, **in_cells: CellRule
) -> Mistake:
    """Another gate where a unit has one; the Jacobian of softmax stays."""

    def gate(layer: Layer) -> Array:
        return change(layer) if layer.rho.elementwise else RIGHT.activation_derivative(layer)

    return Mistake(f"partial.{name}", "activation_derivative", gate, makes_sense, in_cells=in_cells)


def _curved(network: Network) -> bool:
    """Whether some gate is found by a formula in a, rather than being 0 or 1."""
    return not {"sigmoid", "tanh"}.isdisjoint(network.activations)


def _by_formula(name: str, formulas: Mapping[Activation, Change]) -> Mistake:
    """Another formula for the gate of sigmoid and tanh; the other gates are right."""

    def gate(layer: Layer) -> Array:
        return formulas.get(layer.rho, RIGHT.activation_derivative)(layer)

    return _gate(name, gate, _curved)


def _ones(layer: Layer) -> Array:
    return np.ones_like(layer.z)


def _of_layer_before(layer: Layer) -> Array:
    """The gate of the layer before where there is one of this width; elsewhere the right one."""
    if layer.input_rho is None or layer.input_z is None or layer.input.shape[-1] != layer.z.shape[-1]:
        return RIGHT.activation_derivative(layer)
    return layer.input_rho.derivative(layer.input_z)


def _of_layer_after(layer: Layer) -> Array:
    """The gate of the layer after where there is one of this width; elsewhere the right one."""
    if layer.is_last or not layer.next.rho.elementwise or layer.next.z.shape[-1] != layer.z.shape[-1]:
        return RIGHT.activation_derivative(layer)
    return layer.next.rho.derivative(layer.next.z)


def _neighbours_agree(network: Network) -> bool:
    return any(before == after for before, after in pairwise(network.widths[1 : 1 + len(_elementwise(network))]))


def _not_carried(layer: Layer) -> Array:
    above = layer.next
    return product(above.upstream if above.rho.elementwise else above.delta, above.W)


def _without_own(layer: Layer) -> Array:
    return layer.upstream if layer.rho.elementwise else layer.delta


def _only_the_diagonal(layer: Layer) -> Array:
    """∂a_j/∂z_j alone, as if each a depended on its own z only."""
    jacobian = RIGHT.activation_derivative(layer)
    return jacobian if layer.rho.elementwise else jacobian * np.eye(jacobian.shape[-1], dtype=jacobian.dtype)


def _twice(layer: Layer) -> Array:
    """The output's a − y, in which ρ′ is already, by each unit's own ρ′ once more."""
    right = RIGHT.delta(layer)
    return right * layer.a * (1 - layer.a) if layer.is_last and on_cross_entropy(layer.data.network) else right


GATES = (
    _gate("gate-ignored", _ones, _output_gate, product=product_without("gate")),
    _gate(
        "gate-ignored-output",
        lambda layer: _ones(layer) if layer.is_last else RIGHT.activation_derivative(layer),
        _output_gate,
    ),
    _gate("gate-ignored-hidden", lambda layer: RIGHT.activation_derivative(layer) if layer.is_last else _ones(layer)),
    _gate("gate-is-activation", lambda layer: layer.rho.value(layer.z)),
    _gate("gate-is-preactivation", lambda layer: layer.z),
    _gate("gate-inverted", lambda layer: (layer.z < 0).astype(layer.z.dtype)),
    _gate("gate-is-sign", lambda layer: np.sign(layer.z)),
    _gate("gate-at-activation", lambda layer: layer.rho.derivative(layer.a), _curved),
    _by_formula(
        "gate-formula-in-z",
        {SIGMOID: lambda layer: layer.z * (1 - layer.z), TANH: lambda layer: 1 - layer.z * layer.z},
    ),
    _by_formula("gate-half", {SIGMOID: lambda layer: 1 - layer.a, TANH: lambda layer: 1 - layer.a}),
    _by_formula(
        "gate-sign-slip",
        {SIGMOID: lambda layer: layer.a * (1 + layer.a), TANH: lambda layer: 1 + layer.a * layer.a},
    ),
    _by_formula(
        "gate-of-other-function",
        {SIGMOID: lambda layer: 1 - layer.a * layer.a, TANH: lambda layer: layer.a * (1 - layer.a)},
    ),
    _gate("gate-of-layer-before", _of_layer_before, _neighbours_agree),
    _gate("gate-of-layer-after", _of_layer_after, _neighbours_agree),
    Mistake(
        "partial.gate-not-carried",
        "back_through_weights",
        _not_carried,
        lambda network: deep(network) and len(_elementwise(network)) > 1,
        within=Component.GATE,
    ),
    Mistake("partial.own-gate-missing", "own_delta", _without_own, _some_gate),
    Mistake("partial.softmax-elementwise", "activation_derivative", _only_the_diagonal, lambda n: not _output_gate(n)),
    Mistake("partial.gate-twice", "delta", _twice, on_cross_entropy, within=Component.GATE),
)
