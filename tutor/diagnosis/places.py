"""Where one wrong value may stand in the work: a quantity at a data point, from which all that follows is made."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from tutor.network.products import Array

Answers: TypeAlias = Callable[[Array], Array]
"""C, ∇C and θ′ (K, 1 + 2P) with the values (K,) taken in some places (K,)."""
MOST_PLACES = 120


class Place(NamedTuple):
    """A quantity as a trace calls it (`a2[1]`, `r`, `dC/da1`, `df/dq`), and a data point from 1."""

    name: str
    point: int
