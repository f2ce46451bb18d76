"""The universal approximation theorem at work: the network that interpolates a function, and one that was trained.

With n hidden ReLU units a network can be the broken line through n + 1 points of a function: each unit is one of its
kinks. So much is there; whether gradient descent finds it is another matter.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

import numpy as np

from tutor.laboratory.target import Target
from tutor.network.architecture import Network
from tutor.network.landscape import LayeredLandscape
from tutor.network.products import Array

WIDEST = 200
NARROWEST = 2
LESSONS = 64
"""So many points of the function are what training sees."""
FIRST_RATE = 0.1
SHORTER, LONGER = 0.5, 1.05
"""η after a step that would have raised C, and after one that lowered it."""
LEAST_RATE = 1e-12


@dataclass(frozen=True, eq=False)
class Approximation:
    """A network of one hidden layer beside the function that it stands for."""

    target: Target
    width: int
    theta: Array

    @cached_property
    def landscape(self) -> LayeredLandscape:
        """The network, with the points that training sees."""
        x = np.linspace(self.target.low, self.target.high, LESSONS)[:, None]
        network = Network((1, self.width, 1), ("relu", "identity"), "mean-of-squares")
        return LayeredLandscape(network, x, self.target(x[:, 0])[:, None])

    def __call__(self, x: Array) -> Array:
        """What the network makes of each x."""
        outputs: Array = self.landscape.outputs(self.theta, x[:, None])[:, 0]
        return outputs

    @cached_property
    def greatest_error(self) -> float:
        """The largest |f(x) − network(x)| along the interval."""
        x, y = self.target.samples
        return float(np.abs(self(x) - y).max())


def interpolating(target: Target, width: int) -> Approximation:
    """The broken line through width + 1 points of the function, evenly spaced, as a network.

    It is b₂ + Σ (change of slope at xₖ) ReLU(x − xₖ).
    """
    nodes = np.linspace(target.low, target.high, width + 1)
    values = target(nodes)
    slopes = np.diff(values) / np.diff(nodes)
    changes = np.diff(slopes, prepend=0.0)
    theta = np.concatenate([np.ones(width), -nodes[:-1], changes, values[:1]])
    return Approximation(target, width, theta)


def bounds(target: Target, width: int) -> dict[str, float]:
    """What theory says the interpolating network's error is at most: by |f′| ≤ L, L h/2; by |f″| ≤ M, M h²/8."""
    h = (target.high - target.low) / width
    found = {}
    if target.steepness is not None:
        found["steepness"] = target.steepness * h / 2
    if target.curvature is not None:
        found["curvature"] = target.curvature * h * h / 8
    return found


@dataclass(frozen=True, eq=False)
class Training:
    """Gradient descent at the points of the function that it is shown, and how far it came."""

    now: Approximation
    cost: float
    slope: Array
    rate: float = FIRST_RATE
    steps: int = 0

    def more(self, steps: int) -> "Training":
        """So many steps on. η is halved where C would rise, and grows a little where it falls."""
        landscape, theta = self.now.landscape, self.now.theta
        cost, slope, rate = self.cost, self.slope, self.rate
        for _ in range(steps):
            moved = theta - rate * slope
            there, slope_there = landscape.gradient(moved)
            if there <= cost:
                theta, cost, slope, rate = moved, float(there), slope_there, rate * LONGER
            else:
                rate = max(rate * SHORTER, LEAST_RATE)
        now = replace(self.now, theta=theta)
        now.__dict__["landscape"] = landscape
        return Training(now, cost, slope, rate, self.steps + steps)


def training(target: Target, width: int, seed: int) -> Training:
    """At its start: weights by He's rule, kinks anywhere on the interval. The same seed gives the same numbers."""
    random = Random(seed)  # noqa: S311  # no secret
    slopes = [random.gauss(0, 2**0.5) for _ in range(width)]
    kinks = [random.uniform(target.low, target.high) for _ in range(width)]
    into = [-slope * kink for slope, kink in zip(slopes, kinks, strict=True)]
    out = [random.gauss(0, (2 / width) ** 0.5) for _ in range(width)]
    begun = Approximation(target, width, np.array([*slopes, *into, *out, 0.0]))
    cost, slope = begun.landscape.gradient(begun.theta)
    return Training(begun, float(cost), slope)
