"""What the rules see: the state of one layer while the network is computed, and of one step of gradient descent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tutor.network.activations import Activation
from tutor.network.architecture import Network, Parameter
from tutor.network.products import Array
from tutor.network.quantity import Quantity


class Data(NamedTuple):
    """What stays the same in all layers: the points, and the learning rate where there is one."""

    network: Network
    theta: Array
    """θ (…, P)."""
    order: Array | None
    """Which entry of θ is read at each place of the layers; None where each stands in a place of its own."""
    x: Array
    """The inputs (…, m, n_0), as they are taken."""
    y: Array
    """The targets (…, m, n_L), as they are taken."""
    ones: Array
    """A column of ones (m, 1): what a bias is multiplied with at each point."""
    eta: Array | None
    """η, of shape (…, 1, 1); None where only the gradient was asked for."""
    term: TermRule
    """What the cost adds up."""
    divisor: int
    """What the sum of the cost's terms is divided by."""

    @property
    def points(self) -> int:
        """The number m of data points."""
        m: int = self.x.shape[-2]
        return m

    @property
    def learning_rate(self) -> Array:
        """η, of shape (…, 1, 1), for the rules that cannot do without.

        Raises ValueError where none was given.
        """
        if self.eta is None:
            raise ValueError("a rule asks for the learning rate, and none was given")
        return self.eta


class Layer:
    """One layer's state. The forward pass fills in `input` to `a` (and `r`), the backward pass the rest."""

    __slots__ = (
        "W", "a", "b", "bias_partial", "data", "delta", "gate", "index", "input", "input_rho", "input_z",
        "is_last", "next", "own_delta", "r", "rho", "upstream", "weight_partial", "z",
    )  # fmt: skip

    data: Data
    index: int
    """l, from 1 to L."""
    is_last: bool
    next: Layer
    """Layer l + 1; the last layer has none. There is no way back: a cycle would keep the arrays until collected."""
    W: Array
    """The weights (…, n_l, n_{l−1}): W[j, k] leads to unit j from unit k."""
    b: Array
    """The biases (…, 1, n_l); zeros where the network has none."""

    rho: Activation
    """ρ, with its derivative."""
    input: Array
    """a⁽ˡ⁻¹⁾ (…, m, n_{l−1})."""
    input_z: Array | None
    """z⁽ˡ⁻¹⁾ (…, m, n_{l−1}); None for the first layer, whose input is x."""
    input_rho: Activation | None
    """ρ of the layer before, with its derivative; None for the first layer."""
    z: Array
    """z⁽ˡ⁾ (…, m, n_l)."""
    a: Array
    """a⁽ˡ⁾ (…, m, n_l)."""
    r: Array
    """The residual a⁽ᴸ⁾ − y (…, m, n_L), a itself where there is no target; only the last layer has it."""

    upstream: Array
    """∂C/∂a⁽ˡ⁾ at each point (…, m, n_l)."""
    gate: Array
    """ρ′(z⁽ˡ⁾) (…, m, n_l); of a ρ that is not elementwise the Jacobian (…, m, n_l, n_l)."""
    delta: Array
    """δ⁽ˡ⁾ = ∂C/∂z⁽ˡ⁾ at each point (…, m, n_l)."""
    own_delta: Array
    """What the layer's own weights and biases take for δ⁽ˡ⁾ (…, m, n_l)."""
    weight_partial: Array
    """∂C/∂W⁽ˡ⁾ (…, n_l, n_{l−1})."""
    bias_partial: Array
    """∂C/∂b⁽ˡ⁾ as a column (…, n_l, 1)."""

    def __init__(self, data: Data, index: int, W: Array, b: Array) -> None:
        self.data = data
        self.index = index
        self.is_last = index == data.network.depth
        self.W = W
        self.b = b


@dataclass(frozen=True, slots=True)
class Step:
    """What a rule of updating sees: θ (…, P), C (…), ∇C (…, P), η (…, 1), and the gradient at other places."""

    parameters: Sequence[Parameter | Quantity]
    """θ's parameters in order."""
    theta: Array
    cost: Array
    gradient: Array
    learning_rate: Array
    points: int
    gradient_at: Callable[[Array, slice], Array]
    """∇C by the same rules at another θ, on the points of the slice only: `gradient_at(theta, slice(None))`."""


@dataclass(frozen=True)
class TermRule:
    """The terms of the outputs of the last layer at each point, their sum, and their derivatives by the outputs.

    `limit` is the product of the derivative with the gate, ∂/∂z, where the one is infinite and the other 0.
    """

    each: Callable[[Layer], Array]
    total: Callable[[Layer], Array]
    slope: Callable[[Layer], Array]
    limit: Callable[[Layer], Array] | None = None
