"""Mistakes of the forward pass. They are carried into the cost, the partial derivatives and the update."""

from collections.abc import Callable

import numpy as np

from tutor.mistakes import cell
from tutor.mistakes.mistake import Mistake, square_somewhere, widths_agree_somewhere
from tutor.network.activations import IDENTITY, Activation
from tutor.network.architecture import Network
from tutor.network.products import Array, plus_row, product
from tutor.network.rules import RIGHT
from tutor.network.state import Layer

ABSOLUTE = Activation(np.abs, np.sign, np.sign)


def _output_not_activated(layer: Layer) -> Activation:
    return IDENTITY if layer.is_last else RIGHT.activation(layer)


def _products(layer: Layer) -> Array:
    return product(layer.input, layer.W.mT)


def _no_bias(layer: Layer) -> tuple[Array, Array]:
    z = _products(layer)
    return z, layer.rho.value(z)


def _bias_after_activation(layer: Layer) -> tuple[Array, Array]:
    z = _products(layer)
    return z, plus_row(layer.rho.value(z), layer.b)


def _weight_times_sum(layer: Layer) -> tuple[Array, Array]:
    """z = W(a + b) where the widths agree; elsewhere there is nothing else to do than the right thing."""
    if layer.W.shape[-2] != layer.W.shape[-1]:
        return RIGHT.forward(layer)
    z = product(plus_row(layer.input, layer.b), layer.W.mT)
    return z, layer.rho.value(z)


def _always(rho: Activation) -> Callable[[Layer], Activation]:
    return lambda _layer: rho


def _rows_for_columns(network: Network) -> Array:
    """The order in which θ is read where each square W is read the other way round."""
    order = np.arange(network.parameter_count)
    for weights, _, (rows, columns) in network.places:
        if rows == columns:
            order[weights] = order[weights].reshape(rows, columns).T.ravel()
    return order


def _exchanged(x: Array, y: Array) -> tuple[Array, Array]:
    """Targets for inputs where they have as many components."""
    return (y, x) if x.shape[-1] == y.shape[-1] else (x, y)


def _input_and_output_alike(network: Network) -> bool:
    return network.widths[0] == network.widths[-1]


FORWARD = (
    Mistake(
        "forward.no-activation",
        "activation",
        _always(IDENTITY),
        in_cells={"preactivation": cell.z_of_z(lambda z: z), "activation": cell.a_of_z(lambda z: z)},
    ),
    Mistake(
        "forward.output-not-activated",
        "activation",
        _output_not_activated,
        in_cells={"activation": cell.output_is_z},
    ),
    Mistake("forward.no-bias", "forward", _no_bias, in_cells={"preactivation": cell.z_without_bias}),
    Mistake(
        "forward.bias-after-activation",
        "forward",
        _bias_after_activation,
        in_cells={"activation": cell.bias_after_rho},
    ),
    Mistake(
        "forward.absolute-activation",
        "activation",
        _always(ABSOLUTE),
        in_cells={"preactivation": cell.z_of_z(abs), "activation": cell.a_of_z(abs)},
    ),
    Mistake(
        "forward.weight-times-sum",
        "forward",
        _weight_times_sum,
        widths_agree_somewhere,
        in_cells={"preactivation": cell.z_of_sums},
    ),
    Mistake(
        "forward.weights-transposed",
        "reading_order",
        _rows_for_columns,
        square_somewhere,
        open_terms=frozenset({"weight"}),  # at the paths of a weight stands another weight
    ),
    Mistake("forward.points-exchanged", "input_and_target", _exchanged, _input_and_output_alike),
)
