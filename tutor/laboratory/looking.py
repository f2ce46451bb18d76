"""What is seen from where one stands: C along η, the η at which each unit dies, and slices of C over two parameters."""

from typing import NamedTuple

import numpy as np

from tutor.laboratory.state import Lab
from tutor.network.products import Array

FINER = 65
ROUNDS = 3
"""How often, and into how many, the notch in which a unit dies is cut."""
LEAST_REACH = 1.0
WIDER = 0.25
"""How much further than its path a slice reaches."""
MOST_NUMBERS = 4_000_000
"""So many are worked out at once."""


class Along(NamedTuple):
    """C(θ − η ∇C) at each η of the slider, and the first η at which each unit is dead, if it dies at all."""

    rates: Array
    costs: Array
    deaths: dict[str, float]


class Slice(NamedTuple):
    """C (rows, columns) over two parameters, the others as they are: the second goes up the rows."""

    across: int
    up: int
    x: Array
    y: Array
    costs: Array


def along(lab: Lab) -> Along:
    """C along the slider from where one stands."""
    rates = lab.experiment.rates
    with np.errstate(all="ignore"):
        theta = lab.theta - rates[:, None] * lab.gradient
    landscape = lab.experiment.landscape
    return Along(rates, landscape.costs(theta), _deaths(lab, landscape.alive(theta)))


def _deaths(lab: Lab, alive: Array) -> dict[str, float]:
    """The first η at which each unit that lives now is dead, the notch before it cut finer and finer."""
    landscape = lab.experiment.landscape
    living = landscape.alive(lab.theta)
    dying = [k for k in range(alive.shape[1]) if living[k] and not alive[:, k].all()]
    at_once = max(1, MOST_NUMBERS // (landscape.size * FINER))
    found: dict[str, float] = {}
    for start in range(0, len(dying), at_once):
        some = dying[start : start + at_once]
        rates = _first_dead(lab, some, np.array([int(np.argmin(alive[:, k])) for k in some]))
        found |= {landscape.gated[k]: float(rate) for k, rate in zip(some, rates, strict=True)}
    return found


def _first_dead(lab: Lab, units: list[int], notches: Array) -> Array:
    """The first η at which units are dead, which they are at these notches of the slider and not before."""
    landscape, rates, rows = lab.experiment.landscape, lab.experiment.rates, np.arange(len(units))
    low, high = np.where(notches > 0, rates[notches - 1], 0.0), rates[notches]
    for _ in range(ROUNDS):
        between = np.linspace(low, high, FINER, axis=1)
        with np.errstate(all="ignore"):
            seen = landscape.alive(lab.theta - between[:, :, None] * lab.gradient)
        dead = ~seen[rows, :, units]
        dead[:, -1] = True
        at = np.maximum(dead.argmax(axis=1), 1)
        low, high = between[rows, at - 1], between[rows, at]
    return high


def reach(lab: Lab, k: int) -> tuple[float, float]:
    """From where to where a slice goes along a parameter: past its path and the step to come."""
    seen = np.append(lab.path[:, k], lab.next_theta[k])
    seen = seen[np.isfinite(seen)]
    low, high = float(seen.min()), float(seen.max())
    further = max(WIDER * (high - low), LEAST_REACH)
    return low - further, high + further


def slice_of(lab: Lab, across: int, up: int, shape: tuple[int, int]) -> Slice:
    """C over two parameters, on a grid of so many rows and columns; few calls, one where there is room for it."""
    rows, columns = shape
    x, y = np.linspace(*reach(lab, across), columns), np.linspace(*reach(lab, up), rows)
    theta = np.broadcast_to(lab.theta, (rows, columns, len(lab.theta))).copy()
    theta[..., across] = x
    theta[..., up] = y[:, None]
    landscape = lab.experiment.landscape
    at_once = max(1, MOST_NUMBERS // (landscape.size * columns))
    parts = [landscape.costs(theta[start : start + at_once]) for start in range(0, rows, at_once)]
    return Slice(across, up, x, y, np.concatenate(parts))
