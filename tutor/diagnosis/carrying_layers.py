"""Wrong values in a network: whole layers run with one quantity of one data point replaced, many such at once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.places import MOST_PLACES, Answers, Place
from tutor.mistakes.runs import LayeredNumbers
from tutor.network.architecture import Network
from tutor.network.compute import flat_gradient
from tutor.network.layered_trace import LayeredTrace
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules, taking
from tutor.network.state import Layer

Masks: TypeAlias = dict[tuple[str, int], NDArray[np.bool_]]
Z, A, R, UPSTREAM, DELTA = "z", "a", "r", "upstream", "delta"
"""The letters of what may be wrong in a layer's state: r at the output only, ∂C/∂z where the chain begins there."""


class _Place(NamedTuple):
    """What may be wrong, at a data point (from 0), layer (from 1) and unit (from 0)."""

    letter: str
    point: int
    layer: int
    unit: int

    def named(self, network: Network) -> Place:
        """The place by its name."""
        if self.letter == R:
            return Place(network.residual(self.unit + 1), self.point + 1)
        kind = {UPSTREAM: A, DELTA: Z}.get(self.letter, self.letter)
        unit = network.unit(kind, self.layer, self.unit + 1)
        return Place(unit if kind == self.letter else f"dC/d{unit}", self.point + 1)


class LayeredPlaces:
    """The places of a network."""

    def __init__(self, numbers: LayeredNumbers) -> None:
        self._numbers = numbers
        self._places = tuple(_places(numbers.network, numbers.points))[:MOST_PLACES]
        self.places = tuple(field.named(numbers.network) for field in self._places)
        right = numbers.layers(RIGHT)
        self.right = np.array([_value(right, field) for field in self._places])

    def taking(self, at: NDArray[np.intp]) -> Answers:
        """The answers for values in some of the places (K,)."""
        numbers, count = self._numbers, len(at)
        masks = _masks([self._places[k] for k in at], numbers.network.widths, numbers.points)

        def answers(values: Array) -> Array:
            with np.errstate(all="ignore"):
                layers = numbers.layers(_taking(masks, values[:, None, None]))
                cost = np.broadcast_to(RIGHT.cost(layers[-1]), (count,))
                gradient = np.broadcast_to(flat_gradient(layers), (count, numbers.theta.size))
                return np.column_stack([cost, gradient, numbers.theta - numbers.learning_rate * gradient])

        return answers

    def trace(self, at: int, value: float) -> LayeredTrace:
        """The trace with a value in a place."""
        masks = _masks([self._places[at]], self._numbers.network.widths, self._numbers.points)
        rules = _taking({key: mask[0] for key, mask in masks.items()}, np.array(value))
        return LayeredTrace(self._numbers.layers(rules), rules, exact=False)


def _places(network: Network, points: int) -> Iterator[_Place]:
    """The latest first: where a wrong z gives the same as a wrong a, the residual is what is surely wrong."""
    depth, function = network.depth, network.cost_function
    for point in range(points):
        for unit in range(network.widths[-1]):
            yield _Place(DELTA if function.term == "cross-entropy" else UPSTREAM, point, depth, unit)
            if function.is_squares:
                yield _Place(R, point, depth, unit)
        for layer in range(depth, 0, -1):
            for unit in range(network.widths[layer]):
                if layer < depth:
                    yield _Place(UPSTREAM, point, layer, unit)
                yield _Place(A, point, layer, unit)
                yield _Place(Z, point, layer, unit)


def _value(layers: list[Layer], place: _Place) -> float:
    return float(getattr(layers[place.layer - 1], place.letter)[place.point, place.unit])


def _masks(places: Sequence[_Place], widths: tuple[int, ...], points: int) -> Masks:
    """Where each of the runs (K) has another value: (K, m, n_l), by letter and layer."""
    masks: Masks = {}
    for k, place in enumerate(places):
        key = (place.letter, place.layer)
        mask = masks.setdefault(key, np.zeros((len(places), points, widths[place.layer]), dtype=bool))
        mask[k, place.point, place.unit] = True
    return masks


def _taking(masks: Masks, instead: Array) -> Rules:
    """The right rules with what is masked replaced."""

    def taken(letter: str, layer: Layer, right: Array) -> Array:
        mask = masks.get((letter, layer.index))
        return right if mask is None else np.where(mask, instead, right)

    return taking(taken)
