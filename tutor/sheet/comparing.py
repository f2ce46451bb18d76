"""Whether two sides say the same."""

from typing import NamedTuple

import numpy as np

from tutor.network.products import Array
from tutor.sheet.values import Value

_SAME = 1e-8
ON_THE_WAY = 3e-3
"""How far rounding on the way may carry a value that was written with three digits or more."""


class Agreement(NamedTuple):
    """Where two sides agree: for each data point, or in the one column that there is."""

    at: Array
    """(m,) or (1,)."""
    rounded: bool = False
    """Whether they agree only because numbers were rounded."""
    empty: bool = False
    """Whether both are 0 wherever they were compared."""
    one_of_many: bool = False
    """Whether one number is said of what differs from point to point: it is about one of them."""


def surely_differ(left: Value, right: Value) -> bool:
    """Whether two sides are far from each other in one place: most that differ are told so quickly."""
    a, b = float(left.value.flat[-1]), float(right.value.flat[-1])
    allowed = float(left.error.max() + right.error.max()) + ON_THE_WAY * max(abs(a), abs(b), 1e-3)
    return abs(a - b) > allowed  # false where one of them is none


def agree(left: Value, right: Value, *, loose: bool = False) -> Agreement:
    """Where two sides agree at every place. `loose`: one of them was rounded on the way.

    Lists and matrices agree item by item; those of different shapes nowhere.
    """
    if left.of != right.of:
        return Agreement(np.zeros(1, bool))
    a, b = left.value, right.value
    if a.shape != b.shape:
        try:
            a, b = np.broadcast_arrays(a, b)
        except ValueError:
            return Agreement(np.zeros(1, bool))
    with np.errstate(all="ignore"):
        size = np.maximum(np.abs(a), np.abs(b))
        distance = np.abs(a - b)
        exactly = distance <= _SAME * np.maximum(size, 1e-3)
        allowed = left.error + right.error + (ON_THE_WAY * size if loose else 0.0)
        nearly = exactly | (distance <= allowed)
        both_lack = ~np.isfinite(a) & ~np.isfinite(b)
    known = np.isfinite(a) & np.isfinite(b)
    at = (nearly | both_lack).all(axis=-2) & known.any(axis=-2)
    at = at.reshape(-1, at.shape[-1]).all(axis=0)
    rounded = bool(at.any() and not (exactly | both_lack)[..., at].all())
    return Agreement(at, rounded, not (a.any() or b.any()), left.value.shape[-1] != right.value.shape[-1])
