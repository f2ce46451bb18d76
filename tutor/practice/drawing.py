"""From the numbers in codes to the numbers of problems, many at a time, by integers alone: alike on every machine.

The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014) used by
counter: the k-th choice for a number is a hash of both, so that no choice depends on how many came before.
"""

from dataclasses import dataclass

import numpy as np

from tutor.lessons.curves import CURVES
from tutor.network.architecture import Network
from tutor.network.compute import forward
from tutor.network.layers import split
from tutor.network.products import Array
from tutor.practice.codes import GOLDEN, MASK, NUMBERS, salt
from tutor.practice.shapes import Shape, shapes

RATE_UNIT = 10_000
"""η is drawn in this part of 1."""


@dataclass(frozen=True)
class Batch:
    """Candidates of one shape: N numbers, and for each θ (N, P), x (N, m, n_0), y (N, m, n_L), η (N,)."""

    shape: Shape
    numbers: Array
    theta: Array
    x: Array
    y: Array
    rate: Array
    """η in 1/10000, whole numbers."""

    @property
    def eta(self) -> Array:
        """η."""
        eta: Array = self.rate / RATE_UNIT
        return eta

    def __len__(self) -> int:
        return len(self.numbers)

    def pick(self, which: Array) -> "Batch":
        """Some of the candidates, by a mask or by indices."""
        return Batch(self.shape, self.numbers[which], self.theta[which], self.x[which], self.y[which], self.rate[which])


def mixed(values: Array) -> Array:
    """SplitMix64's finalizer on an array of 64 bits."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    done: Array = values ^ (values >> np.uint64(31))
    return done


def attempt(skill: str, level: int, numbers: Array, k: int) -> Array:
    """The number that is tried for another one at the k-th attempt; the number itself is the first."""
    if k == 0:
        return numbers
    step = np.uint64((salt(skill, level) + k * GOLDEN) & MASK)
    return mixed(numbers + step) % np.uint64(NUMBERS)


def shape_of(skill: str, level: int, numbers: Array) -> Array:
    """Which of the level's shapes each number's problem has (N,)."""
    return _choices(skill, level, numbers, 0, 1, len(shapes(skill, level)))[:, 0]


def batch(skill: str, level: int, shape: Shape, numbers: Array) -> Batch:
    """The candidates of these numbers in one shape. The targets are set off from the outputs by drawn residuals."""
    network, m, pools = shape.network, shape.points, shape.pools
    inputs, outputs = network.widths[0], network.widths[-1]
    slot = 2

    def drawn(pool: tuple[int, ...], count: int) -> Array:
        nonlocal slot
        picked = np.array(pool)[_choices(skill, level, numbers, slot, count, len(pool))]
        slot += count
        return picked

    weights, biases = drawn(pools.weights, network.parameter_count), drawn(pools.biases, network.parameter_count)
    is_weight = np.array([parameter.kind == "weight" for parameter in network.parameters])
    theta = np.where(is_weight, weights, biases) / 2
    x = drawn(pools.inputs, m * inputs).reshape(-1, m, inputs) / 2
    r = drawn(pools.residuals, m * outputs).reshape(-1, m, outputs) / 2
    rate = drawn(pools.rates, 1)[:, 0]
    y = outputs_of(shape, theta, x) - r
    # What the curved functions give is no half: the targets are, as all that a statement gives.
    return Batch(shape, numbers, theta, x, np.round(2 * y) / 2 if is_smooth(network) else y, rate)


def is_smooth(network: Network) -> bool:
    """Whether sigmoid or tanh is among the activations, so that what comes out is not exact."""
    return not set(CURVES).isdisjoint(network.activations)


def outputs_of(shape: Shape, theta: Array, x: Array) -> Array:
    """a⁽ᴸ⁾ (N, m, n_L): exact where ρ is, as all numbers are halves and few factors meet."""
    y = np.zeros((*x.shape[:-1], shape.network.widths[-1]))
    layers = split(shape.network, theta, x, y)
    forward(layers)
    return layers[-1].a


def chosen(skill: str, level: int, number: int, slot: int, count: int) -> int:
    """One more choice for a number, out of `count`; the slots of the problem's own numbers are below 1000."""
    return int(_choices(skill, level, np.array([number], dtype=np.uint64), slot, 1, count)[0, 0])


def _choices(skill: str, level: int, numbers: Array, slot: int, count: int, options: int) -> Array:
    """Choices (N, count) among options, from the slot on; the top 32 bits, scaled (Lemire 2019, without rejection)."""
    key = mixed(numbers * np.uint64(0xD1342543DE82EF95) + np.uint64(salt(skill, level)))
    slots = np.arange(slot + 1, slot + 1 + count, dtype=np.uint64) * np.uint64(GOLDEN)
    bits = mixed(key[:, None] + slots) >> np.uint64(32)
    return ((bits * np.uint64(options)) >> np.uint64(32)).astype(np.int64)
