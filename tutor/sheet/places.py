"""A problem's own numbers and, beside them, others of its family: a formula is right if it holds at all of them.

At 4.1's ones, `2r a1` and `2r w3 a1` are the same number; elsewhere they are not.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from tutor.lessons.problem import Problem
from tutor.network.architecture import Network
from tutor.network.backprop import forward
from tutor.network.products import Array

NEAR, FREE = 4, 8
"""How many places lie so near the problem's own that every kink is on the same side, and how many anywhere."""
_TRIES = 40
_SEED = 13
"""The same line gets the same mark every time: the other numbers of a problem are always the same."""


class Places(NamedTuple):
    """θ (S, P), the inputs (S, m, n_0), the targets (S, m, n_L) and η (S,).

    The first place is the problem's own; `near` more lie on the same side of every kink.
    """

    theta: Array
    x: Array
    y: Array
    eta: Array
    near: int

    @property
    def size(self) -> int:
        """The number S of places."""
        return len(self.theta)

    @property
    def points(self) -> int:
        """The number m of data points."""
        points: int = self.x.shape[1]
        return points


_One = tuple[Array, Array, Array]


@lru_cache(maxsize=32)
def places_of(problem: Problem) -> Places:
    """The places at which a problem's formulas are compared."""
    theta = np.array([float(value) for value in problem.theta])
    x, y = (np.array([[float(value) for value in point[k]] for point in problem.data]) for k in (0, 1))
    chance = np.random.default_rng(_SEED)
    own = (theta, x, y)
    near = _near(problem, own, chance)
    free = _free(problem, own, chance)
    eta = np.array([float(problem.learning_rate), *chance.uniform(0.05, 0.5, len(near) + len(free))])
    theta, x, y = (np.stack([one[k] for one in (own, *near, *free)]) for k in range(3))
    return Places(theta, x, y, eta, len(near))


def with_ones_kept(places: Places) -> Places:
    """The places with what is 1 or 0 in the problem itself left as it is there; the first is the problem's own."""
    theta, x = (
        np.where((own == 0) | (own == 1), own, every) for own, every in ((v[:1], v) for v in (places.theta, places.x))
    )
    return places._replace(theta=theta, x=x)


def with_zero_biases_kept(problem: Problem, places: Places) -> Places:
    """The places with biases that are 0 in the problem left out; the first is the problem's own."""
    own = places.theta[:1]
    is_bias = np.array([one.kind == "bias" for one in problem.graph.parameters], bool)
    return places._replace(theta=np.where((own == 0) & is_bias, 0.0, places.theta))


def with_classes_kept(places: Places) -> Places:
    """The places with targets that are 0 or 1 left as they are in the problem itself; the first is its own."""
    own = places.y[:1]
    return places._replace(y=np.where((own == 0) | (own == 1), own, places.y))


@lru_cache(maxsize=32)
def open_places(problem: Problem) -> Places | None:
    """Places of a network at which every kink is on the side of what is greater than 0; None for another graph."""
    if not isinstance(problem.computation, Network):
        return None
    places, chance = places_of(problem), np.random.default_rng(_SEED)
    theta, x = (chance.uniform(0.2, 1.3, values.shape) for values in (places.theta, places.x))
    return places._replace(theta=theta, x=x)


def _near(problem: Problem, own: _One, chance: np.random.Generator) -> list[_One]:
    """Places at which every kink is on the side on which it is at the problem's own."""
    (sides,) = _sides(problem, [own])
    found: list[_One] = []
    for _ in range(_TRIES):
        theta, x, y = (np.where(one == 0, 0.1, one) * chance.uniform(0.7, 1.3, one.shape) for one in own)
        one = (theta, x, _targets(problem, y, chance))
        (here,) = _sides(problem, [one])
        if sides is not None and here is not None and np.array_equal(sides, here):
            found.append(one)
        if len(found) == NEAR:
            break
    return found


def _free(problem: Problem, own: _One, chance: np.random.Generator) -> list[_One]:
    """Places all over: of some draws that in which the kinks are best on both sides."""
    best: list[_One] = []
    score = -1.0
    for _ in range(_TRIES):
        drawn = [_draw(problem, own, chance, k) for k in range(FREE)]
        on = _sides(problem, drawn)
        sides = [found for found in on if found is not None]
        kept = [one for one, found in zip(drawn, on, strict=True) if found is not None]
        if not sides:
            continue
        open_ = np.mean([one.mean(axis=-1) for one in sides], axis=0) if sides[0].size else np.full(1, 0.5)
        this = len(kept) + float(np.minimum(open_, 1 - open_).min())
        if this > score:
            best, score = kept, this
        if not sides[0].size and len(kept) == FREE:
            break
    return best


def _draw(problem: Problem, own: _One, chance: np.random.Generator, k: int) -> _One:
    """One place: of a network anywhere, of a computation graph with the signs that its functions may need."""
    theta, x, y = own
    if isinstance(problem.computation, Network):
        mixed = chance.uniform(0.3, 1.3, theta.shape) * chance.choice((-1, 1, 1), theta.shape)
        return mixed, chance.uniform(0.2, 1.5, x.shape) * chance.choice((-1, 1), x.shape), _targets(problem, y, chance)
    flips = (chance.choice((-1, 1), one.shape) if k % 2 else 1 for one in (theta, x))
    theta, x = (
        np.where(one == 0, 1.0, one) * chance.uniform(0.5, 1.5, one.shape) * flip
        for one, flip in zip((theta, x), flips, strict=True)
    )
    return theta, x, y


def _targets(problem: Problem, y: Array, chance: np.random.Generator) -> Array:
    """Targets as the cost needs them: between 0 and 1 for a cross-entropy, adding up to 1 behind a softmax."""
    if not isinstance(problem.computation, Network) or not problem.network.cost_function.has_target:
        return y
    cost = problem.network.cost_function
    if not cost.is_cross_entropy:
        return chance.uniform(-2, 2, y.shape)
    drawn: Array = chance.uniform(0.1, 0.9, y.shape)
    return drawn / drawn.sum(axis=-1, keepdims=True) if cost.term == "cross-entropy" else drawn


def _sides(problem: Problem, places: list[_One]) -> list[Array | None]:
    """On which side each kink is at each point, (kinks, m), of each place; None where some value is not finite."""
    graph, (theta, x, y) = problem.graph, (np.stack([one[k] for one in places]) for k in range(3))
    with np.errstate(all="ignore"):
        try:
            given = [*theta.T[..., None], *np.moveaxis(x, -1, 0), *(np.moveaxis(y, -1, 0) if graph.targets else ())]
            values = [np.asarray(value, float) for value in forward(graph, given)]
        except (ArithmeticError, ValueError):
            return [None] * len(places) if len(places) == 1 else [_sides(problem, [one])[0] for one in places]
    shape = x.shape[:2]
    finite = np.all([np.broadcast_to(np.isfinite(value), shape) for value in values], axis=(0, 2))
    kinked = [node for node in graph.nodes if node.operation in ("relu", "leaky-relu", "abs", "max", "min")]
    sides = np.empty((len(kinked), *shape), dtype=bool)
    for side, node in zip(sides, kinked, strict=True):
        parents = [values[graph.place[parent]] for parent in node.parents]
        side[...] = (parents[0] - parents[1] if len(parents) == 2 else parents[0]) > 0
    return [sides[:, k] if finite[k] else None for k in range(len(places))]
