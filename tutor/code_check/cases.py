"""Networks with numbers on which a learner's function is run: many at a time, fit to tell mistakes apart.

All numbers are small multiples of a half. A draw is kept where no pre-activation stands at a kink, or far out where a
curve is flat, no residual is 0, and no array's gradient is all zeros, for whichever activations the function may have.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from tutor.network.architecture import Network
from tutor.network.compute import forward
from tutor.network.layers import split
from tutor.network.products import Array

Targets: TypeAlias = Literal["real", "binary", "one-hot"]
RATE = 0.25
"""η wherever one is taken: exact in binary."""
TRIED, AT_ONCE, KINK, FLAT = 2048, 512, 0.05, 4.0
"""Draws that are looked at, at most, and at a time; how far z stays from a kink, and how near where ρ is flat."""
_WEIGHTS = np.array([-1.5, -1, -0.5, 0.5, 1, 1.5])
_BIASES = np.array([-1, -0.5, 0.5, 1, 1.5])
_INPUTS = np.array([-1.5, -1, -0.5, 0.5, 1, 1.5, 2])
_TARGETS = np.array([-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2, 2.5])


class Cases(NamedTuple):
    """K networks of one shape with their data: θ (K, P), x (K, m, n_0), y (K, m, n_L)."""

    network: Network
    """Its widths and biases; activations and cost are what one of the hypotheses has."""
    theta: Array
    x: Array
    y: Array

    @property
    def points(self) -> int:
        """The number m of data points."""
        m: int = self.x.shape[1]
        return m

    @property
    def networks(self) -> int:
        """How many networks there are, some of them in several cases."""
        return len(np.unique(self.theta, axis=0))

    def __len__(self) -> int:
        return len(self.theta)

    def one(self, place: int) -> "Cases":
        """One of them alone."""
        return self.at([place])

    def at(self, places: Sequence[int]) -> "Cases":
        """Those at some places."""
        return Cases(self.network, self.theta[places], self.x[places], self.y[places])

    def by_point(self) -> "Cases":
        """The same with one point a case: every point of each, with its network."""
        x, y = (values.reshape(-1, 1, values.shape[-1]) for values in (self.x, self.y))
        return Cases(self.network, np.repeat(self.theta, self.points, axis=0), x, y)

    def some(self, count: int) -> "Cases":
        """The first ones."""
        return Cases(self.network, self.theta[:count], self.x[:count], self.y[:count])


def draw(hypotheses: Sequence[Network], points: int, count: int, seed: int, targets: Targets) -> Cases:
    """So many networks of one shape, fit for all hypotheses as far as draws can be; `hypotheses` share their widths."""
    different: dict[tuple[str, ...], Network] = {}
    for one in hypotheses:  # whatever the cost, the same draws are fit
        different.setdefault(one.activations, one)
    return _drawn(tuple(different.values()), points, count, seed, targets)


@lru_cache(maxsize=256)
def _drawn(hypotheses: tuple[Network, ...], points: int, count: int, seed: int, targets: Targets) -> Cases:
    network = hypotheses[0]
    random = np.random.default_rng([seed, points, *network.widths])
    is_weight = np.array([parameter.kind == "weight" for parameter in network.parameters])
    drawn: list[tuple[Array, Array, Array, Array]] = []
    while len(drawn) * AT_ONCE < TRIED and _fit_for_all(drawn, len(hypotheses)) < count:
        shape = (AT_ONCE, network.parameter_count)
        theta = np.where(is_weight, random.choice(_WEIGHTS, shape), random.choice(_BIASES, shape))
        x = random.choice(_INPUTS, (AT_ONCE, points, network.widths[0]))
        y = _targets(random, (AT_ONCE, points, network.widths[-1]), targets)
        score = _distinct(x).astype(int)
        for one in hypotheses:
            score += _is_fit(one, theta, x, y)
        drawn.append((score, theta, x, y))
    score, theta, x, y = (np.concatenate(parts) for parts in zip(*drawn, strict=True))
    best = np.argsort(-score, kind="stable")[:count]
    found = Cases(network, theta[best], x[best], y[best])
    for values in (found.theta, found.x, found.y):
        values.flags.writeable = False  # who asks for the same draw gets the same arrays
    return found


def _fit_for_all(drawn: Sequence[tuple[Array, ...]], hypotheses: int) -> int:
    """How many draws are fit for every hypothesis, with inputs that differ."""
    return sum(int((score == hypotheses + 1).sum()) for score, *_ in drawn)


def _targets(random: np.random.Generator, shape: tuple[int, int, int], targets: Targets) -> Array:
    if targets == "real":
        return random.choice(_TARGETS, shape)
    if targets == "binary" or shape[-1] == 1:
        return random.integers(0, 2, shape).astype(float)
    labels = random.integers(0, shape[-1], shape[:-1])
    labels[:, 0] = shape[-1] - 1  # who counts the classes by the largest label finds all of them
    return np.eye(shape[-1])[labels]


def _distinct(x: Array) -> Array:
    """Whether no two points have the same input (N,)."""
    same = (x[:, :, None] == x[:, None]).all(axis=-1).sum(axis=(1, 2))
    found: Array = same == x.shape[1]
    return found


def order_of(network: Network) -> Array | None:
    """Which entry of θ is read at each place, where units share one."""
    return None if network.order is None else np.array(network.order)


def _is_fit(network: Network, theta: Array, x: Array, y: Array) -> Array:
    """Which draws (N,) stand clear of kinks and of where nothing can be seen."""
    layers = split(network, theta, x, y, order=order_of(network))
    with np.errstate(all="ignore"):
        forward(layers)
    good: Array = np.ones(len(theta), dtype=bool)
    for layer, name in zip(layers, network.activations, strict=True):
        size = np.abs(layer.z)
        if name in ("relu", "leaky-relu"):
            good &= (size > KINK).all(axis=(1, 2))
            good &= (layer.z > 0).any(axis=(1, 2))
            if not layer.is_last:
                good &= (layer.z > 0).any(axis=1).sum(axis=1) * 2 >= layer.z.shape[-1]
        elif name != "identity":
            good &= (size < FLAT).all(axis=(1, 2))
    good &= (np.abs(layers[-1].r) > KINK).all(axis=(1, 2)) & np.isfinite(layers[-1].a).all(axis=(1, 2))
    return good
