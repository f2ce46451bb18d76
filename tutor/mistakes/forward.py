"""Mistakes of the forward pass. They are carried into the cost, the partial derivatives and the update."""

from collections.abc import Callable

import numpy as np

from tutor.mistakes.mistake import Mistake, widths_agree_somewhere
from tutor.network.activations import IDENTITY, Activation
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


FORWARD = (
    Mistake("forward.no-activation", "activation", _always(IDENTITY)),
    Mistake("forward.output-not-activated", "activation", _output_not_activated),
    Mistake("forward.no-bias", "forward", _no_bias),
    Mistake("forward.bias-after-activation", "forward", _bias_after_activation),
    Mistake("forward.absolute-activation", "activation", _always(ABSOLUTE)),
    Mistake("forward.weight-times-sum", "forward", _weight_times_sum, widths_agree_somewhere),
)
