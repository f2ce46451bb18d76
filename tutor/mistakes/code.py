"""Mistakes that programs make and hands do not: axes, shapes that fit by accident, indices, calls that remember.

They serve the check of a learner's program alone: what people work out by hand is never explained by them. What seems
to change nothing where widths differ is a program that would not run there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy as np

from tutor.mistakes.code_penalty import PENALTY
from tutor.mistakes.component import Component
from tutor.mistakes.mistake import (
    Mistake,
    deep,
    learns_biases,
    on_cross_entropy,
    on_squares,
    widths_agree_somewhere,
)
from tutor.network.activations import RELU, SOFTMAX, Activation
from tutor.network.architecture import Network
from tutor.network.products import Array, product
from tutor.network.rules import RIGHT, Sum
from tutor.network.state import Data, Layer
from tutor.network.terms import divided, twice


def _over_points(z: Array) -> Array:
    """e^z over the sum of the points' instead of the units'."""
    return SOFTMAX.value(z.mT).mT


def _jacobian(z: Array) -> Array:
    """∂p_j/∂z_k as the formula has it for p that add up to 1 over the units."""
    p = _over_points(z)
    return p[..., :, None] * (np.eye(p.shape[-1]) - p[..., None, :])


SOFTMAX_OVER_POINTS = Activation(_over_points, _jacobian, SOFTMAX.derivative_from_value, elementwise=False)


def _is_square(layer: Layer) -> bool:
    rows, columns = layer.W.shape[-2:]
    return bool(rows == columns)


def _is_mean(network: Network) -> bool:
    return network.cost_function.is_mean


def _curved_and_deep(network: Network) -> bool:
    return not {"sigmoid", "tanh", "softplus"}.isdisjoint(network.activations[:-1])


def _wide_output(network: Network) -> bool:
    return network.widths[-1] > 1 and network.cost_function.mean_over != "points and outputs"


def _one_output_of_squares(network: Network) -> bool:
    return on_squares(network) and network.widths[-1] == 1


def _all_alike(network: Network) -> bool:
    """Whether some layer's own W can stand where the next layer's belongs."""
    return any(a == b == c for a, b, c in zip(network.widths, network.widths[1:], network.widths[2:], strict=False))


def _neighbours_agree(network: Network) -> bool:
    return any(after in (1, before) for before, after in pairwise(network.widths[1:]))


def _some_wide_matrix(network: Network) -> bool:
    return any(before > 1 and after > 1 for before, after in pairwise(network.widths))


def _wide_matrix_above(network: Network) -> bool:
    return any(before > 1 and after > 1 for before, after in pairwise(network.widths[1:]))


def _biased_square(network: Network) -> bool:
    return network.bias == "unit" and any(width > 1 for width in network.widths[1:])


# The last factor


def _elementwise(layer: Layer, sum_over_data: Sum) -> Array:
    """δ ⊙ a for the outer product: one row, stretched over all of W."""
    if not _is_square(layer):
        return RIGHT.weight_partial(layer, sum_over_data)
    row = sum_over_data(layer.own_delta * layer.input, layer.data.ones).mT
    return np.broadcast_to(row, (*row.shape[:-2], layer.W.shape[-2], row.shape[-1]))


def _own_activation(layer: Layer, sum_over_data: Sum) -> Array:
    """δ⁽ˡ⁾ (a⁽ˡ⁾)ᵀ: the list of activations read one place too far."""
    return sum_over_data(layer.own_delta, layer.a if _is_square(layer) else layer.input)


def _reshaped(turn: bool) -> Callable[[Layer, Sum], Array]:
    """The gradient of Wᵀ, brought to W's shape by counting through; of points in rows where `turn`."""

    def weight_partial(layer: Layer, sum_over_data: Sum) -> Array:
        right = RIGHT.weight_partial(layer, sum_over_data)
        shape = right.shape
        return right.reshape(*shape[:-2], *shape[:-3:-1]).mT if turn else right.mT.reshape(shape)

    return weight_partial


def _bias_of_next(layer: Layer, sum_over_data: Sum) -> Array:
    if layer.is_last or layer.next.z.shape[-1] not in (1, layer.z.shape[-1]):
        return RIGHT.bias_partial(layer, sum_over_data)
    other = sum_over_data(layer.next.own_delta, layer.data.ones)
    return np.broadcast_to(other, (*other.shape[:-2], layer.z.shape[-1], 1))


# The way back


def _own_weights(layer: Layer) -> Array:
    fits = layer.next.z.shape[-1] == layer.z.shape[-1] == layer.input.shape[-1]
    return product(layer.next.delta, layer.W) if fits else RIGHT.back_through_weights(layer)


def _weights_reshaped(turn: bool) -> Callable[[Layer], Array]:
    def back(layer: Layer) -> Array:
        W = layer.next.W
        shape = W.shape
        other = W.mT.reshape(shape) if turn else W.reshape(*shape[:-2], *shape[:-3:-1]).mT
        return product(layer.next.delta, other)

    return back


def _mean_at_each(layer: Layer) -> Array:
    return RIGHT.back_through_weights(layer) / layer.data.points


# Gates


def _gate_on_gradient(layer: Layer) -> Array:
    """What arrives is cut off where it is negative itself, whatever z is."""
    return np.where(layer.upstream > 0, layer.upstream, 0.0) if layer.rho is RELU else RIGHT.delta(layer)


def _gate_twice(layer: Layer) -> Array:
    right = RIGHT.delta(layer)
    return right if layer.is_last else right * layer.gate


# The cost's slope and the sums


def _targets_broadcast(last: Layer) -> Array:
    """(m, 1) − (m,) is a table of all outputs against all targets: on average, each output less the mean target."""
    mean = np.mean(last.data.y, axis=-2, keepdims=True)
    return divided(twice(last.a - mean), last.data.divisor)


def _targets_left_out(layer: Layer) -> Array:
    """p where p − y belongs: `dz = p` behind softmax, from which nobody took the 1 of the true class."""
    return divided(layer.a, layer.data.divisor) if layer.is_last else RIGHT.delta(layer)


def _of_biases_only(sum_over_data: Sum, data: Data) -> tuple[Sum, Sum]:
    """1/m more for the biases: a mean over the points where the weights have a sum, or a mean of what is one."""
    return sum_over_data, lambda delta, factor: sum_over_data(delta, factor) / data.points


def _by_inputs(sum_over_data: Sum, data: Data) -> tuple[Sum, Sum]:
    """Divided by the number of inputs where the number of points belongs."""
    factor = data.points / data.network.widths[0]

    def scaled(delta: Array, other: Array) -> Array:
        return sum_over_data(delta, other) * factor

    return scaled, scaled


def _by_outputs(sum_over_data: Sum, data: Data) -> tuple[Sum, Sum]:
    def scaled(delta: Array, other: Array) -> Array:
        return sum_over_data(delta, other) / data.network.widths[-1]

    return scaled, scaled


# The forward pass


def _bias_along_points(layer: Layer) -> tuple[Array, Array]:
    """Each point has its own bias, each unit none: where there are as many points as units, the shapes let it pass."""
    if layer.input.shape[-2] != layer.b.shape[-1]:
        return RIGHT.forward(layer)
    z = product(layer.input, layer.W.mT) + layer.b.mT
    return z, layer.rho.value(z)


def _softmax_over_points(layer: Layer) -> Activation:
    rho = RIGHT.activation(layer)
    return SOFTMAX_OVER_POINTS if rho is SOFTMAX else rho


def _has_softmax(network: Network) -> bool:
    return network.activations[-1] == "softmax"


def _of(name: str, rule: str, change: Callable[..., Any], sense: Callable[[Network], bool], **more: Any) -> Mistake:
    return Mistake(f"code.{name}", rule, change, sense, **more)


CODE = (
    _of("bias-along-points", "forward", _bias_along_points, _biased_square),
    _of("softmax-over-points", "activation", _softmax_over_points, _has_softmax),
    _of("targets-broadcast", "cost_derivative", _targets_broadcast, _one_output_of_squares, within=Component.POINTS),
    _of("targets-left-out", "delta", _targets_left_out, on_cross_entropy, within=Component.SLOPE),
    _of("gate-on-gradient", "delta", _gate_on_gradient, lambda n: "relu" in n.activations, within=Component.GATE),
    _of("gate-squared", "delta", _gate_twice, _curved_and_deep, within=Component.GATE),
    _of("own-weights-back", "back_through_weights", _own_weights, _all_alike),
    _of("weights-reshaped", "back_through_weights", _weights_reshaped(True), _wide_matrix_above),
    _of("weights-reshaped", "back_through_weights", _weights_reshaped(False), _wide_matrix_above),
    _of("mean-at-each-layer", "back_through_weights", _mean_at_each, deep, within=Component.POINTS),
    _of("sign-in-hidden", "back_through_weights", lambda layer: -RIGHT.back_through_weights(layer), deep),
    _of("elementwise-for-outer", "weight_partial", _elementwise, widths_agree_somewhere),
    _of("own-activation-outer", "weight_partial", _own_activation, widths_agree_somewhere),
    _of("gradient-reshaped", "weight_partial", _reshaped(True), _some_wide_matrix),
    _of("gradient-reshaped", "weight_partial", _reshaped(False), _some_wide_matrix),
    _of("bias-of-next", "bias_partial", _bias_of_next, _neighbours_agree),
    *PENALTY,
    _of("mean-biases-only", "sums", _of_biases_only, learns_biases),
    _of("divided-by-inputs", "sums", _by_inputs, _is_mean),
    _of("mean-over-outputs", "sums", _by_outputs, _wide_output),
)
"""Changed rules, as those of the hand are."""


@dataclass(frozen=True)
class Manner:
    """What is wrong with what a function returns, or with calling it twice; the gradient in it comes of right rules."""

    id: str
    component: Component


MANNERS: Mapping[str, Manner] = MappingProxyType(
    {
        name: Manner(f"code.{name}", component)
        for name, component in {
            "accumulated": Component.POINTS,
            "not-repeatable": Component.POINTS,
            "bias-not-summed": Component.POINTS,
            "points-not-summed": Component.POINTS,
            "deltas-returned": Component.FACTOR,
            "transposed-shape": Component.FACTOR,
            "square-only": Component.BACK,
            "factor": Component.SLOPE,
        }.items()
    }
)


def code_ids() -> tuple[str, ...]:
    """The ids of all mistakes that programs alone make."""
    return tuple(dict.fromkeys((*(mistake.id for mistake in CODE), *(manner.id for manner in MANNERS.values()))))
