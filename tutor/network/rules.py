"""The right computation as a table of rules, so that a wrong one is the same table with a rule replaced.

Backpropagation as in Nielsen, "Neural Networks and Deep Learning", chapter 2 (BP1 to BP4), and Goodfellow, Bengio and
Courville, "Deep Learning", section 6.5; a point is a row here, so that a formula's W a is read a Wᵀ.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import add
from typing import Any, TypeAlias

import numpy as np

from tutor.network.activations import ACTIVATION_NAMED, Activation
from tutor.network.architecture import Network
from tutor.network.graph import Node
from tutor.network.operations import OPERATIONS, Operation, Shares
from tutor.network.penalty import penalty
from tutor.network.products import Array, plus_row, product
from tutor.network.state import Data, Layer, Step
from tutor.network.terms import divided

Sum: TypeAlias = Callable[[Array, Array], Array]


def reading_order(network: Network) -> Array | None:
    """Which entry of θ is read at each place of the layers; None where each stands in a place of its own."""
    return None if network.order is None else np.array(network.order)


def input_and_target(x: Array, y: Array) -> tuple[Array, Array]:
    """What goes into the network, and what its output is compared with."""
    return x, y


def activation(layer: Layer) -> Activation:
    """Which ρ the layer uses."""
    return ACTIVATION_NAMED[layer.data.network.activations[layer.index - 1]]


def forward(layer: Layer) -> tuple[Array, Array]:
    """z⁽ˡ⁾ = W⁽ˡ⁾ a⁽ˡ⁻¹⁾ + b⁽ˡ⁾, a⁽ˡ⁾ = ρ(z⁽ˡ⁾)."""
    z = plus_row(product(layer.input, layer.W.mT), layer.b)
    return z, layer.rho.value(z)


def cost(last: Layer) -> Array:
    """C: the sum of the outputs' terms by its divisor, and the penalty where there is one."""
    data = last.data
    total = divided(data.term.total(last), data.divisor)
    return total if data.network.penalty is None else total + penalty(data)


def cost_derivative(last: Layer) -> Array:
    """∂C/∂a⁽ᴸ⁾ at each point."""
    data = last.data
    return divided(data.term.slope(last), data.divisor)


def back_through_weights(layer: Layer) -> Array:
    """∂C/∂a⁽ˡ⁾ = (W⁽ˡ⁺¹⁾)ᵀ δ⁽ˡ⁺¹⁾ at each point: the sum over the paths through the next layer's units."""
    return product(layer.next.delta, layer.next.W)


def activation_derivative(layer: Layer) -> Array:
    """The gate ρ′(z⁽ˡ⁾); for softmax the Jacobian ∂a_j/∂z_k (…, m, n, n)."""
    return layer.rho.derivative(layer.z)


def delta(layer: Layer) -> Array:
    """δ⁽ˡ⁾ = ∂C/∂a⁽ˡ⁾ ⊙ ρ′(z⁽ˡ⁾); for softmax δ_k = Σ_j ∂C/∂a_j ∂a_j/∂z_k."""
    if layer.is_last and not layer.data.network.gates_are_products:
        return _delta_of_output(layer)
    return layer.upstream * layer.gate


def _delta_of_output(last: Layer) -> Array:
    """δ⁽ᴸ⁾ through a Jacobian; and where ∂C/∂a is infinite, because a has become 0, the limit of the product."""
    with np.errstate(invalid="ignore"):
        if last.rho.elementwise:
            delta = last.upstream * last.gate
        else:
            delta = np.add.reduce(last.upstream[..., :, None] * last.gate, axis=-2)
    limit = last.data.term.limit
    if limit is None or np.isfinite(delta).all():
        return delta
    return np.where(np.isfinite(delta), delta, divided(limit(last), last.data.divisor))


def own_delta(layer: Layer) -> Array:
    """The δ⁽ˡ⁾ that the layer's own weights and biases take, at each point."""
    return layer.delta


def weight_partial(layer: Layer, sum_over_data: Sum) -> Array:
    """∂C/∂W⁽ˡ⁾ = Σᵢ δ⁽ˡ⁾ (a⁽ˡ⁻¹⁾)ᵀ, of shape (…, n_l, n_{l−1})."""
    return sum_over_data(layer.own_delta, layer.input)


def bias_partial(layer: Layer, sum_over_data: Sum) -> Array:
    """∂C/∂b⁽ˡ⁾ = Σᵢ δ⁽ˡ⁾ · 1, as a column (…, n_l, 1)."""
    return sum_over_data(layer.own_delta, layer.data.ones)


def operation(node: Node) -> Operation:
    """What makes a node of a graph from its parents, and how it sends back what arrives."""
    return OPERATIONS[node.operation]


def chain_rule(operation: Operation, arriving: Any, value: Any, *parents: Any) -> Shares:
    """What a node of a graph sends back to each parent: what arrives times the local derivative."""
    return operation.shares(arriving, value, *parents)


def sum_over_data(delta: Array, factor: Array) -> Array:
    """Σᵢ δᵢ factorᵢᵀ: (…, m, n) and (…, m, k) give (…, n, k). One matrix product, so no point's term is ever stored."""
    return product(delta.mT, factor)


def sums(sum_over_data: Sum, _data: Data) -> tuple[Sum, Sum]:
    """How the terms of the weights are summed over the data, and how those of the biases."""
    return sum_over_data, sum_over_data


def update(step: Step) -> Array:
    """θ′ = θ − η ∇C(θ)."""
    moved: Array = step.theta - step.learning_rate * step.gradient
    return moved


def written_gradient(step: Step, _moved: Array) -> Array:
    """What is written down as ∇C(θ), once θ′ (…, P) is found from the gradient, too."""
    return step.gradient


@dataclass(frozen=True, eq=False)
class Rules:
    """The table. `RIGHT.changed("delta", …)` is the same computation with one rule changed.

    Those before `sum_over_data` are for whole layers, `operation` to `total` for the nodes of a computation graph, and
    the others for both.
    """

    reading_order: Callable[[Network], Array | None] = reading_order
    input_and_target: Callable[[Array, Array], tuple[Array, Array]] = input_and_target
    activation: Callable[[Layer], Activation] = activation
    forward: Callable[[Layer], tuple[Array, Array]] = forward
    cost: Callable[[Layer], Array] = cost
    cost_derivative: Callable[[Layer], Array] = cost_derivative
    back_through_weights: Callable[[Layer], Array] = back_through_weights
    activation_derivative: Callable[[Layer], Array] = activation_derivative
    delta: Callable[[Layer], Array] = delta
    own_delta: Callable[[Layer], Array] = own_delta
    weight_partial: Callable[[Layer, Sum], Array] = weight_partial
    bias_partial: Callable[[Layer, Sum], Array] = bias_partial
    operation: Callable[[Node], Operation] = operation
    share: Callable[..., Shares] = chain_rule
    """What a node sends back to its parents."""
    add: Callable[[Any, Any], Any] = add
    """How two shares that arrive at one node are put together."""
    total: Callable[[Sequence[Any]], Any] = sum
    """What a computation graph comes to at its points, put together."""
    sum_over_data: Sum = sum_over_data
    sums: Callable[[Sum, Data], tuple[Sum, Sum]] = sums
    update: Callable[[Step], Array] = update
    written_gradient: Callable[[Step, Array], Array] = written_gradient

    def changed(self, rule: str, change: Callable[..., Any]) -> "Rules":
        """The table with one rule replaced: what `dataclasses.replace` gives, in a tenth of its time."""
        other = object.__new__(Rules)
        other.__dict__.update(self.__dict__)
        other.__dict__[rule] = change
        return other


RIGHT = Rules()


def taking(taken: Callable[[str, Layer, Array], Array]) -> Rules:
    """The right rules, in which something else may stand for what they make of a layer.

    `taken` is handed each z, a and r, ∂C/∂a (`upstream`) and ∂C/∂z (`delta`) by the name that it has in `Layer`, and
    gives what is taken for it.
    """

    def forward(layer: Layer) -> tuple[Array, Array]:
        z = taken("z", layer, RIGHT.forward(layer)[0])
        return z, taken("a", layer, layer.rho.value(z))

    def cost_derivative(last: Layer) -> Array:
        last.r = taken("r", last, last.r)
        return taken("upstream", last, RIGHT.cost_derivative(last))

    return replace(
        RIGHT,
        forward=forward,
        cost_derivative=cost_derivative,
        back_through_weights=lambda layer: taken("upstream", layer, RIGHT.back_through_weights(layer)),
        delta=lambda layer: taken("delta", layer, RIGHT.delta(layer)),
    )
