"""Forward and backward through a network by a table of rules, on arrays whose leading axes are broadcast.

One call serves one network, ten thousand θ or two hundred learning rates: θ is (…, P), x (…, m, n_0), y (…, m, n_L),
η (…). float32 stays float32; arrays of Fractions (dtype object) are computed exactly where the activations are relu or
identity.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tutor.network.architecture import Network
from tutor.network.layers import as_array, split
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules
from tutor.network.state import Layer, Step


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
    return step(run(network, theta, x, y, rules, learning_rate=learning_rate), rules)


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
    z, a = None, layers[0].data.x
    for layer in layers:
        layer.input_z, layer.input = z, a
        layer.rho = rules.activation(layer)
        layer.z, layer.a = z, a = rules.forward(layer)
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
    partials = [partial for layer in layers for partial in (layer.weight_partial, layer.bias_partial)]
    if not leading:
        return np.concatenate([partial.ravel() for partial in partials])
    return np.concatenate([_row(partial, leading) for partial in partials], axis=-1)


def step(layers: list[Layer], rules: Rules = RIGHT) -> Descent:
    """One step of gradient descent from layers that `run` has filled in, a learning rate given."""
    data = layers[0].data
    eta = data.learning_rate[..., 0]

    def gradient_at(theta: Array, points: slice) -> Array:
        x, y = data.x[..., points, :], data.y[..., points, :]
        return gradient(data.network, theta, x, y, rules, learning_rate=eta[..., 0])[1]

    cost, slope = np.asarray(rules.cost(layers[-1])), flat_gradient(layers)
    theta = rules.update(Step(data.network, data.theta, cost, slope, eta, data.points, gradient_at))
    return Descent(cost, slope, theta)


def _row(partials: Array, leading: tuple[int, ...]) -> Array:
    if partials.shape[:-2] != leading:
        partials = np.broadcast_to(partials, leading + partials.shape[-2:])
    return partials.reshape(*leading, -1)
