"""What comes of one wrong sub-step, where everything after it is worked out from it by the right rules.

The engine runs with one quantity at one data point taken as the learner has it, many such runs at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.hypotheses import Slip
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.mistakes.combining import Numbers
from tutor.network.architecture import Network
from tutor.network.compute import flat_gradient
from tutor.network.layered_trace import LayeredTrace
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules
from tutor.network.state import Layer

Masks: TypeAlias = dict[tuple[str, int], NDArray[np.bool_]]
Z, A, R, UPSTREAM = "z", "a", "r", "dC/da"
GRID = np.array([-2.0, -1.0, -0.5, 0.0, 0.5, 1.5, 2.0, 3.0, 10.0])
"""Multiples of the right value between which a wrong one is looked for."""
STEPS = np.array([-30.0, -10.0, -5.0, -3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0])
"""And what is added to it, in units of what such values are like."""
HALVINGS, SECANTS = 10, 5
MOST_PLACES = 120


class Place(NamedTuple):
    """A quantity of the forward pass, or ∂C/∂a, at a data point (from 0), layer (from 1) and unit (from 0)."""

    letter: str
    point: int
    layer: int
    unit: int

    def name(self, network: Network) -> str:
        """Its name as in a trace: `a2[1]`, `r`, `dC/da1`."""
        if self.letter == R:
            return network.residual(self.unit + 1)
        if self.letter == UPSTREAM:
            return f"dC/d{network.unit('a', self.layer, self.unit + 1)}"
        return network.unit(self.letter, self.layer, self.unit + 1)


class Carrying:
    """The places of a problem, and what would be answered were one of them wrong."""

    def __init__(self, numbers: Numbers, *, exact: bool) -> None:
        self._numbers = numbers
        self.places = tuple(_places(numbers.network, len(numbers.x)))[:MOST_PLACES]
        right = numbers.run(RIGHT)
        self.right = np.array([_value(right, place) for place in self.places])
        size = np.maximum(1.0 if exact else 0.1, np.abs(self.right))
        values = np.concatenate(
            [self.right[:, None] * GRID, self.right[:, None] + np.where(size > 3, 1.0, size)[:, None] * STEPS], axis=1
        )
        self._grid: Array = np.sort(values, axis=1)
        rows, columns = self._grid.shape
        at = np.repeat(np.arange(rows), columns)
        self._answers = self.answers(at, self._grid.ravel()).reshape(rows, columns, -1)

    def answers(self, at: NDArray[np.intp], values: Array) -> Array:
        """(K, 1 + 2P): C, ∇C and θ′ with the value (K,) in the place (K,), all else by the right rules."""
        return self._answers_by(self._masks_of(at), values)

    def _masks_of(self, at: NDArray[np.intp]) -> Masks:
        return _masks([self.places[k] for k in at], self._numbers.network.widths, len(self._numbers.x))

    def _answers_by(self, masks: Masks, values: Array) -> Array:
        numbers, count = self._numbers, len(values)
        with np.errstate(all="ignore"):
            layers = numbers.run(_taking(masks, values[:, None, None]))
            cost = np.broadcast_to(RIGHT.cost(layers[-1]), (count,))
            gradient = np.broadcast_to(flat_gradient(layers), (count, numbers.theta.size))
            return np.column_stack([cost, gradient, numbers.theta - numbers.learning_rate * gradient])

    def trace(self, name: str, point: int, value: float) -> LayeredTrace:
        """The trace in which a quantity has this value at a data point (from 1), all else by the right rules."""
        network = self._numbers.network
        place = next(one for one in self.places if one.point == point - 1 and one.name(network) == name)
        masks = {key: mask[0] for key, mask in _masks([place], network.widths, len(self._numbers.x)).items()}
        with np.errstate(all="ignore"):
            rules = _taking(masks, np.array(value))
            return LayeredTrace(self._numbers.run(rules), rules, exact=False)

    def solve(self, column: int, given: float, within: float) -> tuple[NDArray[np.intp], Array]:
        """The places (K,) and their values (K,) that give an answer, as far as they are found.

        What comes `within` so much of it is taken as it is, so that a value is found where the answer only just turns.
        """
        off = self._answers[:, :, column] - given
        with np.errstate(invalid="ignore"):
            crossing = (off[:, :-1] == 0) | (off[:, :-1] * off[:, 1:] < 0)
        at, left = np.nonzero(crossing)
        low, high = self._grid[at, left], self._grid[at, left + 1]
        low_off, high_off = off[at, left], off[at, left + 1]
        masks = self._masks_of(at)
        for turn in range(HALVINGS + SECANTS):
            middle = (low + high) / 2
            if turn >= HALVINGS:
                with np.errstate(all="ignore"):
                    secant = low - low_off * (high - low) / (high_off - low_off)
                middle = np.where(np.isfinite(secant), secant, middle)
            if not len(at):
                break
            found = self._answers_by(masks, middle)[:, column] - given
            below = found * low_off > 0
            low, low_off = np.where(below, middle, low), np.where(below, found, low_off)
            high, high_off = np.where(below, high, middle), np.where(below, high_off, found)
        best = np.where(np.abs(low_off) <= np.abs(high_off), low, high)
        close_at, close = np.nonzero(np.abs(off) <= within)
        return np.concatenate([at, close_at]), np.concatenate([best, self._grid[close_at, close]])


_CARRYING: "WeakKeyDictionary[Table, Carrying]" = WeakKeyDictionary()


def carrying_of(table: Table) -> Carrying:
    """That of a table's problem, made once."""
    found = _CARRYING.get(table)
    if found is None:
        found = _CARRYING[table] = Carrying(table.numbers, exact=table.problem.trace.exact)
    return found


def trace_of_slip(table: Table, slip: Slip) -> LayeredTrace:
    """The trace that follows from the wrong value of a slip that was carried on. Raises ValueError for any other."""
    if slip.value is None or slip.point is None:
        raise ValueError(f"{slip.id} is not carried on")
    return carrying_of(table).trace(slip.other, slip.point, slip.value)


def carried_to(table: Table, slip: Slip, field: FieldId) -> float:
    """The answer at a whole field that follows from the wrong value of a slip that was carried on."""
    trace = trace_of_slip(table, slip)
    if field.stage == "c":
        return float(trace.cost)
    return float((trace.gradient if field.stage == "d" else trace.updated)[field.name])


def _places(network: Network, points: int) -> Iterator[Place]:
    """The latest first: where a wrong z gives the same as a wrong a, the residual is what is surely wrong."""
    depth = network.depth
    for point in range(points):
        for unit in range(network.widths[-1]):
            yield Place(UPSTREAM, point, depth, unit)
            yield Place(R, point, depth, unit)
        for layer in range(depth, 0, -1):
            for unit in range(network.widths[layer]):
                if layer < depth:
                    yield Place(UPSTREAM, point, layer, unit)
                yield Place(A, point, layer, unit)
                yield Place(Z, point, layer, unit)


def _value(layers: list[Layer], place: Place) -> float:
    layer = layers[place.layer - 1]
    values = {Z: "z", A: "a", R: "r", UPSTREAM: "upstream"}
    return float(getattr(layer, values[place.letter])[place.point, place.unit])


def _masks(places: Sequence[Place], widths: tuple[int, ...], points: int) -> Masks:
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

    def forward(layer: Layer) -> tuple[Array, Array]:
        z = taken(Z, layer, RIGHT.forward(layer)[0])
        return z, taken(A, layer, layer.rho.value(z))

    def cost_derivative(last: Layer) -> Array:
        last.r = taken(R, last, last.r)
        return taken(UPSTREAM, last, RIGHT.cost_derivative(last))

    def back_through_weights(layer: Layer) -> Array:
        return taken(UPSTREAM, layer, RIGHT.back_through_weights(layer))

    return replace(RIGHT, forward=forward, cost_derivative=cost_derivative, back_through_weights=back_through_weights)
