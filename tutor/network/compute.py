"""Forward and backward through a network by a table of rules, on arrays whose leading axes are broadcast.

One call serves one network, ten thousand θ or two hundred learning rates: θ is (…, P), x (…, m, n_0), y (…, m, n_L),
η (…). float32 stays float32; arrays of Fractions (dtype object) are computed exactly where the activations are relu or
identity.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tutor.network.architecture import Network
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules
from tutor.network.state import Data, Layer, Step


class Descent(NamedTuple):
    """One step of gradient descent: C (…), ∇C (…, P) and θ′ (…, P)."""

    cost: Array
    gradient: Array
    theta: Array


def gradient(
    network: Network,
    theta: ArrayLike,
    x: ArrayLike,
    y: ArrayLike,
    rules: Rules = RIGHT,
    *,
    learning_rate: ArrayLike | None = None,
) -> tuple[Array, Array]:
    """The cost C(θ), of shape (…), and its gradient ∇C(θ), of shape (…, P), both at θ.

    `learning_rate` is only for rules that misuse it. Raises ValueError where the shapes don't fit the network.
    """
    layers = run(network, theta, x, y, rules, learning_rate=learning_rate)
    return rules.cost(layers[-1]), flat_gradient(layers)


def descend(
    network: Network, theta: ArrayLike, x: ArrayLike, y: ArrayLike, learning_rate: ArrayLike, *, rules: Rules = RIGHT
) -> Descent:
    """One step θ′ = θ − η ∇C(θ), for a learning rate of shape (…)."""
    layers = run(network, theta, x, y, rules, learning_rate=learning_rate)
    return Descent(rules.cost(layers[-1]), flat_gradient(layers), updated(layers, rules))


def run(
    network: Network,
    theta: ArrayLike,
    x: ArrayLike,
    y: ArrayLike,
    rules: Rules = RIGHT,
    *,
    learning_rate: ArrayLike | None = None,
) -> list[Layer]:
    """The layers of a network after the forward and the backward pass."""
    layers = split(network, as_array(theta), as_array(x), as_array(y), learning_rate)
    forward(layers, rules)
    backward(layers, rules)
    return layers


def forward(layers: list[Layer], rules: Rules = RIGHT) -> None:
    """Fill in z⁽ˡ⁾ and a⁽ˡ⁾ for each point, from the first layer to the last, and the residual r = a⁽ᴸ⁾ − y."""
    a = layers[0].data.x
    for layer in layers:
        layer.input = a
        layer.rho = rules.activation(layer)
        layer.z, layer.a = rules.forward(layer)
        a = layer.a
    layers[-1].r = a - layers[-1].data.y


def backward(layers: list[Layer], rules: Rules = RIGHT) -> None:
    """Fill in δ⁽ˡ⁾, ∂C/∂W⁽ˡ⁾ and ∂C/∂b⁽ˡ⁾, from the last layer back to the first."""
    for layer in reversed(layers):
        layer.upstream = rules.cost_derivative(layer) if layer.is_last else rules.back_through_weights(layer)
        layer.gate = rules.activation_derivative(layer)
        layer.delta = rules.delta(layer)
        layer.weight_partial = rules.weight_partial(layer, rules.sum_over_data)
        layer.bias_partial = rules.bias_partial(layer, rules.sum_over_data)


def flat_gradient(layers: list[Layer]) -> Array:
    """∇C (…, P) in θ's order, from the layers' partials."""
    leading = layers[-1].r.shape[:-2]
    if layers[0].delta.shape[:-2] != leading:  # a rule that reads η brings its axes in
        leading = np.broadcast_shapes(leading, layers[0].delta.shape[:-2])
    return np.concatenate([_row(part, leading) for _ in layers for part in (_.weight_partial, _.bias_partial)], axis=-1)


def updated(layers: list[Layer], rules: Rules = RIGHT) -> Array:
    """θ′ (…, P) after one step from layers that `run` has filled in, a learning rate given."""
    data, eta = layers[0].data, layers[0].data.learning_rate[..., 0]

    def gradient_at(theta: Array, points: slice) -> Array:
        x, y = data.x[..., points, :], data.y[..., points, :]
        return gradient(data.network, theta, x, y, rules, learning_rate=eta[..., 0])[1]

    cost, slope = np.asarray(rules.cost(layers[-1])), flat_gradient(layers)
    return rules.update(Step(data.network, data.theta, cost, slope, eta, data.points, gradient_at))


def _row(partials: Array, leading: tuple[int, ...]) -> Array:
    if partials.shape[:-2] != leading:
        partials = np.broadcast_to(partials, leading + partials.shape[-2:])
    return partials.reshape(*leading, -1)


def split(network: Network, theta: Array, x: Array, y: Array, learning_rate: ArrayLike | None = None) -> list[Layer]:
    """The layers of a network with their weights and biases, nothing computed yet.

    Raises ValueError where θ, x or y don't have the network's sizes.
    """
    _check(network, theta, x, y)
    eta = None if learning_rate is None else _eta(learning_rate, theta)
    data = Data(network, theta, x, y, np.ones((x.shape[-2], 1), x.dtype), eta)
    layers: list[Layer] = []
    before = None
    leading = theta.shape[:-1]
    for index, (weights, biases) in enumerate(network.places, start=1):
        W = theta[..., weights].reshape(*leading, network.widths[index], network.widths[index - 1])
        before = Layer(data, index, W, theta[..., None, biases], before)
        layers.append(before)
    return layers


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
    if theta.ndim < 1 or theta.shape[-1] != network.parameter_count:
        raise ValueError(f"θ has the shape {theta.shape}; this network needs (…, {network.parameter_count})")
    for name, array, width in (("x", x, network.widths[0]), ("y", y, network.widths[-1])):
        if array.ndim < 2 or array.shape[-1] != width:
            raise ValueError(f"{name} has the shape {array.shape}; this network needs (…, points, {width})")
    if x.shape[-2] != y.shape[-2]:
        raise ValueError(f"x has {x.shape[-2]} points and y {y.shape[-2]}")
