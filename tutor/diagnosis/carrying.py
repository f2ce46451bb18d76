"""What comes of one wrong sub-step, where everything after it is worked out from it by the right rules.

The engine runs with one quantity at one data point taken as the learner has it, many such runs at once.
"""

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.carrying_graph import GraphPlaces
from tutor.diagnosis.carrying_layers import LayeredPlaces
from tutor.diagnosis.hypotheses import Slip
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.mistakes.runs import LayeredNumbers
from tutor.network.products import Array
from tutor.network.trace import Trace

GRID = np.array([-2.0, -1.0, -0.5, 0.0, 0.5, 1.5, 2.0, 3.0, 10.0])
"""Multiples of the right value between which a wrong one is looked for."""
STEPS = np.array([-30.0, -10.0, -5.0, -3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0])
"""And what is added to it, in units of what such values are like."""
HALVINGS, SECANTS = 10, 5


class Carrying:
    """The places of a problem, and what would be answered were one of them wrong."""

    def __init__(self, table: Table) -> None:
        numbers = table.numbers
        made = LayeredPlaces(numbers) if isinstance(numbers, LayeredNumbers) else GraphPlaces(numbers)
        self._made, self._as_asked = made, table.as_asked
        self.places, self.right = made.places, made.right
        size = np.maximum(1.0 if table.problem.trace.exact else 0.1, np.abs(self.right))
        values = np.concatenate(
            [self.right[:, None] * GRID, self.right[:, None] + np.where(size > 3, 1.0, size)[:, None] * STEPS], axis=1
        )
        self._grid: Array = np.sort(values, axis=1)
        rows, columns = self._grid.shape
        at = np.repeat(np.arange(rows), columns)
        self._answers = self.answers(at, self._grid.ravel()).reshape(rows, columns, -1)

    def answers(self, at: NDArray[np.intp], values: Array) -> Array:
        """(K, 1 + 2P): C, ∇C and θ′ with the value (K,) in the place (K,), all else by the right rules."""
        return self._as_asked(self._made.taking(at)(values))

    def trace(self, name: str, point: int, value: float) -> Trace:
        """The trace in which a quantity has this value at a data point (from 1), all else by the right rules."""
        with np.errstate(all="ignore"):
            return self._made.trace(self.places.index((name, point)), value)

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
        taking = self._made.taking(at)
        for turn in range(HALVINGS + SECANTS):
            middle = (low + high) / 2
            if turn >= HALVINGS:
                with np.errstate(all="ignore"):
                    secant = low - low_off * (high - low) / (high_off - low_off)
                middle = np.where(np.isfinite(secant), secant, middle)
            if not len(at):
                break
            found = self._as_asked(taking(middle))[:, column] - given
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
        found = _CARRYING[table] = Carrying(table)
    return found


def trace_of_slip(table: Table, slip: Slip) -> Trace:
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
