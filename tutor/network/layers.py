"""The layers of a network before anything is computed: θ and the data as arrays, checked and cut up."""

import numpy as np
from numpy.typing import ArrayLike

from tutor.network.architecture import Network
from tutor.network.products import Array, ones
from tutor.network.state import Data, Layer
from tutor.network.terms import TERM_NAMED


def split(
    network: Network,
    theta: Array,
    x: Array,
    y: Array,
    learning_rate: ArrayLike | None = None,
    order: Array | None = None,
) -> list[Layer]:
    """The layers with their weights and biases, for θ (…, P), x (…, m, n_0) and y (…, m, n_L).

    `order` says which entry of θ is read at each place, where not each stands in a place of its own. Where the cost
    has no target, y is not looked at.

    Raises ValueError where θ, x or y don't have the network's sizes.
    """
    if not network.cost_function.has_target:
        y = np.zeros((*x.shape[:-1], network.widths[-1]), x.dtype)
    _check(network, theta, x, y)
    eta = None if learning_rate is None else _eta(learning_rate, theta)
    points, cost = x.shape[-2], network.cost_function
    divisor = cost.divisor(points, network.widths[-1])
    return cut(Data(network, theta, order, x, y, ones(points, x.dtype), eta, TERM_NAMED[cost.term], divisor))


def cut(data: Data) -> list[Layer]:
    """The layers of data that fits the network."""
    theta = data.theta if data.order is None else data.theta[..., data.order]
    leading, has_biases = theta.shape[:-1], data.network.bias != "none"
    layers: list[Layer] = []
    for index, (weights, biases, shape) in enumerate(data.network.places, start=1):
        b = theta[..., None, biases] if has_biases else np.zeros((1, shape[0]), theta.dtype)
        layer = Layer(data, index, theta[..., weights].reshape(leading + shape), b)
        if layers:
            layers[-1].next = layer
        layers.append(layer)
    return layers


def in_order_of_theta(values: Array, data: Data) -> Array:
    """Values at the places of the layers, each where the entry of θ stands that was read there: (…, P).

    Those of an entry that was read in several places are added up.
    """
    if data.order is None:
        return values
    added = np.zeros((data.network.parameter_count, *values.shape[:-1]), values.dtype)
    np.add.at(added, data.order, np.moveaxis(values, -1, 0))
    return np.moveaxis(added, 0, -1)


def as_array(values: ArrayLike) -> Array:
    """An array as it is, except that whole numbers become floats: sums of squares overflow integers without a word."""
    array: Array = np.asarray(values)
    return array.astype(float) if array.dtype.kind in "iub" else array


def _eta(learning_rate: ArrayLike, theta: Array) -> Array:
    eta: Array = np.asarray(learning_rate)
    if theta.dtype.kind == "f":  # else η's 64 bits would widen a θ of 32
        eta = eta.astype(theta.dtype)
    return eta[..., None, None]


def _check(network: Network, theta: Array, x: Array, y: Array) -> None:
    first, last = network.widths[0], network.widths[-1]
    if theta.shape[-1:] != (network.parameter_count,):
        raise ValueError(f"θ has the shape {theta.shape}; this network needs (…, {network.parameter_count})")
    if x.ndim < 2 or x.shape[-1] != first:
        raise ValueError(f"x has the shape {x.shape}; this network needs (…, points, {first})")
    if y.shape[-2:] != (x.shape[-2], last):
        raise ValueError(f"y has the shape {y.shape}; this network and x need (…, {x.shape[-2]}, {last})")
