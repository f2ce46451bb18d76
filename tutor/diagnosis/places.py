"""Where one wrong value may stand in the work: a quantity at a data point, from which all that follows is made."""

from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tutor.network.products import Array
from tutor.network.trace import Trace

Answers: TypeAlias = Callable[[Array], Array]
"""C, ∇C and θ′ (K, 1 + 2P) with the values (K,) taken in some places (K,)."""
MOST_PLACES = 120


class Place(NamedTuple):
    """A quantity as a trace calls it (`a2[1]`, `r`, `dC/da1`, `df/dq`), and a data point from 1."""

    name: str
    point: int


class Places(Protocol):
    """The places of a problem, the latest first, and what comes of wrong values in them."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Where a value may be wrong."""

    @property
    def right(self) -> Array:
        """The right values there."""

    def taking(self, at: NDArray[np.intp]) -> Answers:
        """The answers for values in some of the places (K,), all else by the right rules."""

    def trace(self, at: int, value: float) -> Trace:
        """The trace with a value in a place, all else by the right rules."""
