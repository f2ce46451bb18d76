"""Random networks of every kind that there can be, and their costs in an implementation of its own."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import autograd.numpy as anp
import numpy as np
from numpy.random import Generator
from tutor.network.architecture import ACTIVATIONS, COSTS, Network, Penalty

from .network_kit import Array, Drawn

FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "relu": lambda z: anp.maximum(z, 0),
    "sigmoid": lambda z: 1 / (1 + anp.exp(-z)),
    "tanh": anp.tanh,
    "identity": lambda z: z,
    "leaky-relu": lambda z: anp.where(z > 0, z, z / 100),
    "softplus": lambda z: anp.log(1 + anp.exp(z)),
    "softmax": lambda z: anp.exp(z) / anp.sum(anp.exp(z)),
}
TERMS: dict[str, Callable[[Any, Any], Any]] = {
    "squares": lambda a, y: (a - y) ** 2,
    "binary": lambda a, y: -y * anp.log(a) - (1 - y) * anp.log(1 - a),
    "logarithm": lambda a, y: -y * anp.log(a),
    "output": lambda a, y: a,
}
MADE_OF: dict[str, tuple[str, Callable[[int, int], int]]] = {
    "sum-of-squares": ("squares", lambda m, n: 1),
    "half-sum-of-squares": ("squares", lambda m, n: 2),
    "mean-of-squares": ("squares", lambda m, n: m),
    "half-mean-of-squares": ("squares", lambda m, n: 2 * m),
    "mean-of-squares-over-outputs": ("squares", lambda m, n: m * n),
    "binary-cross-entropy": ("binary", lambda m, n: 1),
    "mean-binary-cross-entropy": ("binary", lambda m, n: m),
    "cross-entropy": ("logarithm", lambda m, n: 1),
    "mean-cross-entropy": ("logarithm", lambda m, n: m),
    "none": ("output", lambda m, n: 1),
}
KINKS = ("relu", "leaky-relu")


def draw_any(random: Generator, activations: tuple[str, ...] = ACTIVATIONS, costs: tuple[str, ...] = COSTS) -> Drawn:
    """A network of any kind, with targets that suit its cost, and all units with a kink well away from it."""
    while True:
        drawn = _draw(random, activations, costs)
        if _kink_distance(drawn) > 1e-3:
            return drawn


def _draw(random: Generator, activations: tuple[str, ...], costs: tuple[str, ...]) -> Drawn:
    depth = int(random.integers(1, 4))
    widths = [int(width) for width in random.integers(1, 4, depth + 1)]
    cost = str(random.choice(costs))
    hidden = [str(random.choice([one for one in activations if one != "softmax"])) for _ in range(depth - 1)]
    last = str(random.choice(activations))
    if cost.endswith("cross-entropy"):
        last = "softmax" if "binary" not in cost else str(random.choice(["softmax", "sigmoid"]))
    if last == "softmax":
        widths[-1] += 1
    network = Network(tuple(widths), (*hidden, last), cost, str(random.choice(["unit", "shared", "none"])))  # type: ignore[arg-type]
    network = _with_more(random, network)
    points = int(random.integers(1, 4))
    shape = (points, widths[-1])
    y = random.uniform(0, 1, shape) if cost.endswith("cross-entropy") else random.standard_normal(shape)
    if cost.endswith("cross-entropy") and random.random() < 0.5:
        y = np.eye(widths[-1])[random.integers(0, widths[-1], points)]
    return Drawn(
        network, random.standard_normal(network.parameter_count), random.standard_normal((points, widths[0])), y
    )


def _with_more(random: Generator, network: Network) -> Network:
    """Half of the time with something tied, something fixed, or a penalty."""
    tied: tuple[tuple[str, ...], ...] = ()
    if random.random() < 0.5:
        for kind in "wb":
            names = [name for name in dict.fromkeys(place_names(network)) if name[0] == kind]
            if len(names) > 2:
                tied = (*tied, tuple(str(name) for name in random.choice(names, int(random.integers(2, 4)), False)))
    penalty = (
        Penalty(Fraction(int(random.integers(0, 9)), 7), bool(random.integers(2))) if random.random() < 0.5 else None
    )
    more = Network(network.widths, network.activations, network.cost, network.bias, frozenset(), tied, penalty)
    if random.random() < 0.5:
        names = [parameter.name for parameter in more.parameters]
        fixed = frozenset(map(str, random.choice(names, int(random.integers(1, len(names) + 1)), False)))
        return Network(more.widths, more.activations, more.cost, more.bias, fixed, tied, penalty)
    return more


def place_names(network: Network) -> list[str]:
    """What stands at each place of the layers, W before b, before anything is tied."""
    names: list[str] = []
    for layer, (before, width) in enumerate(zip(network.widths, network.widths[1:], strict=False), 1):
        for j in range(1, width + 1):
            names += [f"w{layer}[{j},{k}]" if (before, width) != (1, 1) else f"w{layer}" for k in range(1, before + 1)]
        if network.bias == "unit":
            names += [f"b{layer}[{j}]" if width > 1 else f"b{layer}" for j in range(1, width + 1)]
        elif network.bias == "shared":
            names += [f"b{layer}"] * width
    return names


def at_places(network: Network, theta: Any) -> Any:
    """θ as the layers read it."""
    first = {name: group[0] for group in network.tied for name in group}
    index = {parameter.name: k for k, parameter in enumerate(network.parameters)}
    return theta[np.array([index[first.get(name, name)] for name in place_names(network)])]


def outputs(network: Network, theta: Any, x: Any) -> tuple[list[Any], Any]:
    """z of each layer at one point, and the output."""
    placed, start, a, zs = at_places(network, theta), 0, x, []
    for before, width, kind in zip(network.widths, network.widths[1:], network.activations, strict=False):
        z = anp.dot(placed[start : start + width * before].reshape((width, before)), a)
        start += width * before
        if network.bias != "none":
            z = z + placed[start : start + width]
            start += width
        zs.append(z)
        a = FUNCTIONS[kind](z)
    assert start == placed.shape[0]
    return zs, a


def cost(drawn: Drawn, theta: Any) -> Any:
    """C(θ), point by point, in a form that autograd differentiates."""
    network = drawn.network
    term, divisor = MADE_OF[network.cost]
    total = 0.0
    for x, y in zip(drawn.x, drawn.y, strict=True):
        total = total + anp.sum(TERMS[term](outputs(network, theta, x)[1], y))
    total = total / divisor(len(drawn.x), network.widths[-1])
    return total + anp.sum(penalty_on(network, len(drawn.x)) * theta**2) / 2


def penalty_on(network: Network, points: int) -> Array:
    """What stands before each parameter in what the penalty adds to its partial."""
    l2, over_points = network.penalty or (0, False)
    scale = float(l2) / (points if over_points else 1)
    return np.array([scale * (parameter.name[0] == "w") for parameter in network.parameters])


def learned(network: Network) -> Array:
    """1 for each parameter that is learned, 0 for one that is fixed."""
    return np.array([parameter.name not in network.fixed for parameter in network.parameters], dtype=float)


def _kink_distance(drawn: Drawn) -> float:
    smallest = np.inf
    for x in drawn.x:
        zs, _ = outputs(drawn.network, drawn.theta, x)
        for z, kind in zip(zs, drawn.network.activations, strict=True):
            if kind in KINKS:
                smallest = min(smallest, float(np.abs(z).min()))
    return smallest
