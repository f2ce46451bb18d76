"""Random networks, and their costs by an implementation of its own, for the tests of the engine."""

from collections.abc import Callable
from typing import Any, NamedTuple

import autograd.numpy as anp
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from tutor.network.architecture import Network

from tests.support.problems import ACTIVATIONS, SQUARES

Array = NDArray[Any]

FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "relu": lambda z: anp.maximum(z, 0),
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "tanh": anp.tanh,
    "identity": lambda z: z,
}


class Drawn(NamedTuple):
    """A network with θ (P,) and data x (m, n_0), y (m, n_L)."""

    network: Network
    theta: Array
    x: Array
    y: Array


def draw(random: Generator, activations: tuple[str, ...] = ACTIVATIONS) -> Drawn:
    """A network of any kind whose relu units are all well away from the kink."""
    while True:
        depth = int(random.integers(1, 5))
        widths = tuple(int(width) for width in random.integers(1, 5, depth + 1))
        kinds = tuple(str(random.choice(activations)) for _ in range(depth))
        network = Network(widths, kinds, str(random.choice(SQUARES)))
        points = int(random.integers(1, 6))
        drawn = Drawn(
            network,
            random.standard_normal(network.parameter_count),
            random.standard_normal((points, widths[0])),
            random.standard_normal((points, widths[-1])),
        )
        if kink_distance(drawn) > 1e-3:
            return drawn


def layers(network: Network, theta: Any) -> list[tuple[Any, Any]]:
    """(W, b) of each layer, cut from θ here anew, in the order layer by layer, W before b, W row by row."""
    found, start = [], 0
    for before, width in zip(network.widths, network.widths[1:], strict=False):
        W = theta[start : start + width * before].reshape((width, before))
        start += width * before
        found.append((W, theta[start : start + width]))
        start += width
    assert start == theta.shape[0]
    return found


def cost(drawn: Drawn, theta: Any) -> Any:
    """C(θ), point by point, in a form that autograd differentiates."""
    total = 0.0
    for x, y in zip(drawn.x, drawn.y, strict=True):
        a = x
        for (W, b), kind in zip(layers(drawn.network, theta), drawn.network.activations, strict=True):
            a = FUNCTIONS[kind](anp.dot(W, a) + b)
        total = total + anp.sum((a - y) ** 2)
    return total / {"sum-of-squares": 1, "half-sum-of-squares": 2, "mean-of-squares": len(drawn.x)}[drawn.network.cost]


def kink_distance(drawn: Drawn) -> float:
    """The smallest |z| of a relu unit."""
    smallest = np.inf
    for x in drawn.x:
        a = x
        for (W, b), kind in zip(layers(drawn.network, drawn.theta), drawn.network.activations, strict=True):
            z = W @ a + b
            if kind == "relu":
                smallest = min(smallest, float(np.abs(z).min()))
            a = FUNCTIONS[kind](z)
    return smallest


def central_differences(drawn: Drawn, step: float = 1e-5) -> Array:
    """∇C(θ) (P,) by (C(θ + h e) − C(θ − h e)) / 2h."""
    steps = step * np.eye(drawn.theta.size)
    return np.array([(cost(drawn, drawn.theta + h) - cost(drawn, drawn.theta - h)) / (2 * step) for h in steps])
