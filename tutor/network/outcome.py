"""What a step of gradient descent did."""

from dataclasses import dataclass

import numpy as np

from tutor.network.compute import flat_gradient, run_again
from tutor.network.numbers import Number, number
from tutor.network.products import Array
from tutor.network.rules import Rules
from tutor.network.state import Layer


@dataclass(frozen=True)
class Outcome:
    """A network after the step, beside the one before."""

    cost: Number
    """C(θ′)."""
    gradient_is_zero: bool
    """Whether ∇C(θ′) = 0, so that no later step moves anything."""
    alive_before: int
    """Units that some data point still reaches: a relu unit if z > 0 at some point, any other always."""
    alive_after: int
    units: int
    """All units of all layers, the input not counted."""


def outcome(before: list[Layer], theta: Array, rules: Rules, exact: bool) -> Outcome:
    """What became of a network, given its layers before the step and θ′ (P,) after it."""
    data = before[0].data
    after = run_again(data, theta, rules)
    return Outcome(
        cost=number(np.asarray(rules.cost(after[-1])).item(), exact),
        gradient_is_zero=not np.any(flat_gradient(after)),
        alive_before=alive(before),
        alive_after=alive(after),
        units=sum(data.network.widths[1:]),
    )


def alive(layers: list[Layer]) -> int:
    """How many units of one network are alive."""
    network = layers[0].data.network
    return sum(
        int(np.count_nonzero((layer.z > 0).any(axis=-2))) if name == "relu" else width
        for layer, name, width in zip(layers, network.activations, network.widths[1:], strict=True)
    )
