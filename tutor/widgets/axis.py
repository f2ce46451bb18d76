"""An axis of a plot: which share of it a value stands at."""

from collections.abc import Iterable
from math import ceil, floor, isfinite, log10
from typing import NamedTuple

import numpy as np

from tutor.network.products import Array

LEAST_LOG = 1e-12
"""What is smaller has no place of its own on an axis of logarithms."""
DECADES = 12
MARGIN = 0.05
DECADE, NICE = 10, (1, 2, 5)
MORE = 6
"""So many more ticks are tried than wanted where fewer than two are round."""
SLACK = 1e-9
"""A tick that lies at an end but for rounding lies on the axis."""


class Axis(NamedTuple):
    """From `low` to `high`; of logarithms where `log`. `whole`: what stands between whole numbers has no name."""

    low: float
    high: float
    log: bool = False
    whole: bool = False

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

    def ticks(self, most: int) -> list[float]:
        """Round values on it, not more than `most` unless there were fewer than two."""
        found: list[float] = []
        for allowed in range(most, most + MORE):
            if self.log and self.high >= DECADE * self.low:
                found = self._log_ticks(allowed)
            else:
                found = _even_ticks(self.low, self.high, allowed, whole=self.whole)
            if len(found) > 1:
                break
        return found

    def _log_ticks(self, most: int) -> list[float]:
        """Powers of ten, and 2 and 5 times as much where few of them lie on the axis."""
        powers = range(ceil(log10(self.low) - 1), floor(log10(self.high)) + 1)
        parts = [k * 10.0**power for power in powers for k in NICE if self.low <= k * 10.0**power <= self.high]
        if len(parts) <= most:
            return parts
        tens = [10.0**power for power in powers if self.low <= 10.0**power]
        return tens[:: ceil(len(tens) / most)]


def _even_ticks(low: float, high: float, most: int, *, whole: bool) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten, not more than `most`."""
    least = (high - low) / (most + 1)
    if not isfinite(least) or least < SLACK * max(abs(low), abs(high)):
        return [low]
    power = floor(log10(least))
    for step in (k * 10.0**at for at in range(power, power + MORE) for k in NICE):
        found = range(ceil(low / step - SLACK), floor(high / step + SLACK) + 1)
        if len(found) <= most and (step >= 1 or not whole):
            return [k * step for k in found]
    return [low]


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
