"""An axis of a plot: which share of it a value stands at."""

from collections.abc import Iterable
from math import isfinite
from typing import NamedTuple

import numpy as np

from tutor.network.products import Array

LEAST_LOG = 1e-12
"""What is smaller has no place of its own on an axis of logarithms."""
DECADES = 12
MARGIN = 0.05


class Axis(NamedTuple):
    """From `low` to `high`; of logarithms where `log`."""

    low: float
    high: float
    log: bool = False

    def shares(self, values: Array) -> Array:
        """Where values stand, 0 at the low end and 1 at the high one."""
        with np.errstate(all="ignore"):
            if self.log:
                logs = np.log(np.maximum(values, LEAST_LOG))
                shares: Array = (logs - np.log(self.low)) / (np.log(self.high) - np.log(self.low))
                return shares
            return (np.asarray(values, float) - self.low) / (self.high - self.low)

    def at(self, share: float) -> float:
        """The value at a share."""
        if self.log:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)


def around(values: Iterable[Array], *, log: bool = False) -> Axis:
    """An axis that has room for all that is finite among the values; for logarithms, of what is above 0."""
    seen = np.concatenate([np.ravel(one) for one in values]) if values else np.zeros(0)
    seen = seen[np.isfinite(seen) & (seen > 0 if log else True)]
    if not len(seen):
        return Axis(1.0, 10.0, log=True) if log else Axis(0.0, 1.0)
    low, high = float(seen.min()), float(seen.max())
    if log:
        low = max(low, high / 10.0**DECADES, LEAST_LOG)
        high = max(high, LEAST_LOG * 10)
        return Axis(low / 1.3, high * 1.3, log=True)
    further = MARGIN * (high - low)
    if not further or not isfinite(further):
        further = max(abs(low) * MARGIN, 0.5)
    return Axis(low - further, high + further)
