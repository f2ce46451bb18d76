"""Mistakes of the forward pass. They are carried into the cost, the partial derivatives and the update."""

from collections.abc import Callable

import numpy as np

from tutor.mistakes import cell
from tutor.mistakes.mistake import Mistake, deep, has_biases, on_cross_entropy, square_somewhere, widths_agree_somewhere
from tutor.network.activations import IDENTITY, Activation
from tutor.network.architecture import Network
from tutor.network.products import Array, plus_row, product
from tutor.network.rules import RIGHT
from tutor.network.state import Layer

ABSOLUTE = Activation(np.abs, np.sign, np.sign)


def _is_probability(layer: Layer) -> bool:
    """Whether the layer's a has to stay between 0 and 1, or there is no cost of it."""
    return layer.is_last and on_cross_entropy(layer.data.network)


def _products(layer: Layer) -> Array:
    return product(layer.input, layer.W.mT)


def _no_bias(layer: Layer) -> tuple[Array, Array]:
    z = _products(layer)
    return z, layer.rho.value(z)


def _is_first_point(layer: Layer) -> Array:
    first: Array = np.arange(layer.data.points)[:, None] == 0
    return first


def _weight_added(layer: Layer) -> tuple[Array, Array]:
    """z_j = Σ_k (W_jk + a_k) + b_j."""
    z = np.add.reduce(layer.input, axis=-1, keepdims=True) + np.add.reduce(layer.W, axis=-1)[..., None, :] + layer.b
    return z, layer.rho.value(z)


def _bias_after_activation(layer: Layer) -> tuple[Array, Array]:
    if _is_probability(layer):
        return RIGHT.forward(layer)
    z = _products(layer)
    return z, plus_row(layer.rho.value(z), layer.b)


def _weight_times_sum(layer: Layer) -> tuple[Array, Array]:
    """z = W(a + b) where the widths agree; elsewhere there is nothing else to do than the right thing."""
    if layer.W.shape[-2] != layer.W.shape[-1]:
        return RIGHT.forward(layer)
    z = product(plus_row(layer.input, layer.b), layer.W.mT)
    return z, layer.rho.value(z)


def _left_out(network: Network) -> int | None:
    """The last layer that is as wide as the one before it, so that it can be left out and nobody misses it.

    What goes into it can't stand for probabilities.
    """
    layers = range(network.depth - ("softmax" in network.activations or on_cross_entropy(network)), 0, -1)
    return next((layer for layer in layers if network.widths[layer] == network.widths[layer - 1]), None)


def _layer_missing(layer: Layer) -> tuple[Array, Array]:
    """What goes into the layer is taken for what comes out of it."""
    return (layer.input, layer.input) if layer.index == _left_out(layer.data.network) else RIGHT.forward(layer)


def _everywhere(rho: Activation) -> Callable[[Layer], Activation]:
    return lambda layer: RIGHT.activation(layer) if _is_probability(layer) else rho


def _rows_for_columns(network: Network) -> Array:
    """The order in which θ is read where each square W is read the other way round."""
    right = RIGHT.reading_order(network)
    order = np.arange(network.parameter_count) if right is None else right
    for weights, _, (rows, columns) in network.places:
        if rows == columns:
            order[weights] = order[weights].reshape(rows, columns).T.ravel()
    return order


def _exchanged(x: Array, y: Array) -> tuple[Array, Array]:
    """Targets for inputs where they have as many components."""
    return (y, x) if x.shape[-1] == y.shape[-1] else (x, y)


def _input_and_output_alike(network: Network) -> bool:
    return network.cost_function.has_target and network.widths[0] == network.widths[-1]


def _some_other_than_probability(network: Network) -> bool:
    return deep(network) or not on_cross_entropy(network)


def _some_biases(
    name: str, is_biased: Callable[[Layer], Array | bool], makes_sense: Callable[[Network], bool] = has_biases
) -> Mistake:
    """The biases added in some layers, or at some points, alone."""

    def forward(layer: Layer) -> tuple[Array, Array]:
        z = _products(layer) + np.where(is_biased(layer), layer.b, 0)
        return z, layer.rho.value(z)

    return Mistake(f"forward.{name}", "forward", forward, makes_sense, narrows="forward.no-bias")


FORWARD = (
    Mistake(
        "forward.no-activation",
        "activation",
        _everywhere(IDENTITY),
        _some_other_than_probability,
        in_cells={"preactivation": cell.z_of_z(lambda z: z), "activation": cell.a_of_z(lambda z: z)},
    ),
    Mistake(
        "forward.output-not-activated",
        "activation",
        lambda layer: IDENTITY if layer.is_last else RIGHT.activation(layer),
        lambda network: not on_cross_entropy(network),
        in_cells={"activation": cell.output_is_z},
    ),
    Mistake("forward.no-bias", "forward", _no_bias, has_biases, in_cells={"preactivation": cell.z_without_bias}),
    _some_biases(
        "bias-once", lambda layer: layer.index == 1, lambda network: has_biases(network) and network.depth > 2
    ),
    _some_biases(
        "no-output-bias", lambda layer: not layer.is_last, lambda network: has_biases(network) and deep(network)
    ),
    _some_biases("bias-first-point", _is_first_point),
    Mistake("forward.weight-added", "forward", _weight_added, in_cells={"preactivation": cell.z_of_added_weights}),
    Mistake(
        "forward.bias-after-activation",
        "forward",
        _bias_after_activation,
        lambda network: has_biases(network) and _some_other_than_probability(network),
        in_cells={"activation": cell.bias_after_rho},
    ),
    Mistake(
        "forward.absolute-activation",
        "activation",
        _everywhere(ABSOLUTE),
        _some_other_than_probability,
        in_cells={"preactivation": cell.z_of_z(abs), "activation": cell.a_of_z(abs)},
    ),
    Mistake(
        "forward.weight-times-sum",
        "forward",
        _weight_times_sum,
        lambda network: has_biases(network) and widths_agree_somewhere(network),
        in_cells={"preactivation": cell.z_of_sums},
    ),
    Mistake("forward.layer-missing", "forward", _layer_missing, lambda network: _left_out(network) is not None),
    Mistake(
        "forward.weights-transposed",
        "reading_order",
        _rows_for_columns,
        square_somewhere,
        open_terms=frozenset({"weight"}),  # at the paths of a weight stands another weight
    ),
    Mistake("forward.points-exchanged", "input_and_target", _exchanged, _input_and_output_alike),
)
