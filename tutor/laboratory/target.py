"""A continuous function to approximate: read as an expression of x, never run as code, worked out by the engine.

How fast it changes is known of those on offer, and measured of others, where that comes to a number at all.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import count
from math import exp, sqrt

import numpy as np

from tutor.lessons.expressions import read_expression
from tutor.network.backprop import backward, forward
from tutor.network.graph import Graph, computation
from tutor.network.products import Array

SAMPLES = 2001
JUMPS = 1.9
"""Where twice as many samples make the steepest chord so much steeper, the function jumps."""
GROWS = 1.2
"""Where they make a derivative so much larger, it has no bound."""
LARGEST = 1e6
"""Of the interval's ends, and of values."""


class TargetError(ValueError):
    """A function that can't be approximated here: `key` names the message, `params` fill it."""

    def __init__(self, key: str, **params: float) -> None:
        super().__init__(f"{key} {params}")
        self.key, self.params = key, params


@dataclass(frozen=True, eq=False)
class Target:
    """A function on an interval. `steepness` bounds |f′| and `curvature` |f″|; None where there is no bound."""

    text: str
    low: float
    high: float
    graph: Graph
    steepness: float | None
    curvature: float | None
    is_known: bool = False
    """Whether the bounds are known, and not measured at samples."""

    def __call__(self, x: Array) -> Array:
        """Its values; what the arithmetic does not have is not finite."""
        return _values(self.graph, x)

    @cached_property
    def samples(self) -> tuple[Array, Array]:
        """x and f(x) along the interval."""
        x = np.linspace(self.low, self.high, SAMPLES)
        return x, self(x)


def target(text: str, low: float, high: float) -> Target:
    """The function of an expression of x. Raises ExpressionError for what can't be read, and TargetError."""
    if not low < high or max(abs(low), abs(high)) > LARGEST:
        raise TargetError("interval", low=low, high=high)
    graph = _graph(text)
    chords, slopes, bends = [], [], []
    for samples in (SAMPLES, 2 * SAMPLES - 1):
        x = np.linspace(low, high, samples)
        y, slope = _values(graph, x), _slopes(graph, x)
        if not np.isfinite(y).all() or np.abs(y).max() > LARGEST:
            raise TargetError("values", at=float(x[~np.isfinite(y) | (np.abs(y) > LARGEST)][0]))
        step = x[1] - x[0]
        chords.append(float(np.abs(np.diff(y)).max() / step))
        slopes.append(float(np.abs(slope).max()))
        bends.append(float(np.abs(np.diff(slope)).max() / step))
    if chords[1] > JUMPS * chords[0]:
        raise TargetError("jump")
    steepness = max(slopes[1], chords[1]) if slopes[1] <= GROWS * slopes[0] else None
    curvature = bends[1] if steepness is not None and bends[1] <= GROWS * bends[0] else None
    return Target(text.strip(), low, high, graph, steepness, curvature)


def _graph(text: str) -> Graph:
    numbers = count(1)
    read = read_expression(text, "f", ("x",), lambda: f"u{next(numbers)}")
    return computation(read.steps, (), inputs=("x",), constants=read.constants)


def _values(graph: Graph, x: Array) -> Array:
    with np.errstate(all="ignore"):
        values: Array = np.broadcast_to(np.asarray(forward(graph, [x])[-1], float), x.shape)
    return values


def _slopes(graph: Graph, x: Array) -> Array:
    with np.errstate(all="ignore"):
        slopes = backward(graph, forward(graph, [x]))[graph.place[graph.inputs[0]]]
    found: Array = np.broadcast_to(np.asarray(slopes, float), x.shape)
    return found


def _known(text: str, low: float, high: float, steepness: float, curvature: float | None = None) -> Target:
    return Target(text, low, high, _graph(text), steepness, curvature, is_known=True)


OFFERED: tuple[Target, ...] = (
    _known("sin(3*x)", -2, 2, 3, 9),
    _known("x^2", -1, 2, 4, 2),
    _known("abs(x)", -1, 2, 1),
    _known("exp(x)", -2, 2, exp(2), exp(2)),
    _known("tanh(5*x)", -1, 1, 5, 100 / (3 * sqrt(3))),
    _known("1/(1 + 25*x^2)", -1, 1, 15 * sqrt(3) / 8, 50),
    _known("abs(sin(3*x))", -2, 2, 3),
)
"""Functions to choose from, with the largest |f′| and |f″| on their intervals by calculus."""
