"""Forward and backward through a network by a table of rules, on arrays whose leading axes are broadcast.

One call serves one network, ten thousand θ or two hundred learning rates: θ is (…, P), x (…, m, n_0), y (…, m, n_L),
η (…). float32 stays float32; arrays of Fractions (dtype object) are computed exactly where the network is rational.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from tutor.network.architecture import Network
from tutor.network.layers import as_array, cut, in_order_of_theta, split
from tutor.network.penalty import fixed, penalty_gradient
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules
from tutor.network.state import Data, Layer, Step

EVERY = slice(None)


class Descent(NamedTuple):
    """One step of gradient descent: C (…), ∇C (…, P) and θ′ (…, P), and what is written down as ∇C (…, P)."""

    cost: Array
    gradient: Array
    theta: Array
    written_gradient: Array


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
    x, y = rules.input_and_target(as_array(x), as_array(y))
    layers = split(network, as_array(theta), x, y, learning_rate, rules.reading_order(network))
    forward(layers, rules)
    backward(layers, rules)
    return layers


def forward(layers: list[Layer], rules: Rules = RIGHT) -> None:
    """Fill in z⁽ˡ⁾ and a⁽ˡ⁾ for each point, from the first layer to the last, and the residual r = a⁽ᴸ⁾ − y."""
    rho, z, a = None, None, layers[0].data.x
    for layer in layers:
        layer.input_rho, layer.input_z, layer.input = rho, z, a
        layer.rho = rho = rules.activation(layer)
        layer.z, layer.a = z, a = rules.forward(layer)
    layers[-1].r = a - layers[-1].data.y


def backward(layers: list[Layer], rules: Rules = RIGHT) -> None:
    """Fill in δ⁽ˡ⁾, ∂C/∂W⁽ˡ⁾ and ∂C/∂b⁽ˡ⁾, from the last layer back to the first."""
    sum_of_weights, sum_of_biases = rules.sums(rules.sum_over_data, layers[0].data)
    for layer in reversed(layers):
        layer.upstream = rules.cost_derivative(layer) if layer.is_last else rules.back_through_weights(layer)
        layer.gate = rules.activation_derivative(layer)
        layer.delta = rules.delta(layer)
        layer.own_delta = rules.own_delta(layer)
        layer.weight_partial = rules.weight_partial(layer, sum_of_weights)
        layer.bias_partial = rules.bias_partial(layer, sum_of_biases)


def point_terms(layers: list[Layer], rules: Rules, shape: tuple[int, ...]) -> Array:
    """What each point adds to ∇C, by the same rules with the sum left out: (…, m, P), `shape` being (…, m)."""
    blocks: list[Array] = []
    partials = (rules.weight_partial, rules.bias_partial)[: 1 if layers[0].data.network.bias == "none" else 2]
    for layer in layers:
        for partial in partials:
            terms = np.asarray(partial(layer, lambda delta, factor: delta[..., :, None] * factor[..., None, :]))
            blocks.append(np.broadcast_to(terms, (*shape, *terms.shape[-2:])).reshape(*shape, -1))
    return in_order_of_theta(np.concatenate(blocks, axis=-1), layers[0].data)


def flat_gradient(layers: list[Layer]) -> Array:
    """∇C (…, P) in θ's order, from the layers' partials: 0 for what is fixed, so that no step moves it."""
    leading = layers[-1].r.shape[:-2]
    if layers[0].delta.shape[:-2] != leading:  # a rule that reads η brings its axes in
        leading = np.broadcast_shapes(leading, layers[0].delta.shape[:-2])
    data = layers[0].data
    if data.network.bias == "none":
        partials = [layer.weight_partial for layer in layers]
    else:
        partials = [partial for layer in layers for partial in (layer.weight_partial, layer.bias_partial)]
    if leading:
        flat = np.concatenate([_row(partial, leading) for partial in partials], axis=-1)
    else:
        flat = np.concatenate([partial.ravel() for partial in partials])
    return flat if data.order is None and data.network.is_usual else _by_parameter(flat, data)


def _by_parameter(flat: Array, data: Data) -> Array:
    """The partials of the places put together to those of the parameters, with the penalty's; 0 for what is fixed."""
    partials = in_order_of_theta(flat, data)
    if data.network.penalty is not None:
        partials = partials + penalty_gradient(data)
    if data.network.fixed:
        partials[..., fixed(data.network)] = 0
    return partials


def run_again(data: Data, theta: Array, rules: Rules, points: slice = EVERY) -> list[Layer]:
    """The layers at another θ, for some points of the data as a run by the same rules has taken them."""
    if points == EVERY:
        data = data._replace(theta=theta)
    else:
        x, y, ones = data.x[..., points, :], data.y[..., points, :], data.ones[points]
        divisor = data.network.cost_function.divisor(x.shape[-2], y.shape[-1])
        data = data._replace(theta=theta, x=x, y=y, ones=ones, divisor=divisor)
    layers = cut(data)
    forward(layers, rules)
    backward(layers, rules)
    return layers


def step(layers: list[Layer], rules: Rules = RIGHT) -> Descent:
    """One step of gradient descent from layers that `run` has filled in, a learning rate given."""
    cost, slope = np.asarray(rules.cost(layers[-1])), flat_gradient(layers)
    taken = step_from(layers[0].data, cost, slope, rules)
    theta = rules.update(taken)
    return Descent(cost, slope, theta, rules.written_gradient(taken, theta))


def step_from(data: Data, cost: Array, slope: Array, rules: Rules) -> Step:
    """What the rules of the step see, given C (…) and ∇C (…, P)."""

    def gradient_at(theta: Array, points: slice) -> Array:
        return flat_gradient(run_again(data, theta, rules, points))

    return Step(data.network.parameters, data.theta, cost, slope, data.learning_rate[..., 0], data.points, gradient_at)


def _row(partials: Array, leading: tuple[int, ...]) -> Array:
    if partials.shape[:-2] != leading:
        partials = np.broadcast_to(partials, leading + partials.shape[-2:])
    return partials.reshape(*leading, -1)
