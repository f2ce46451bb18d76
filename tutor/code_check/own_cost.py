"""Gradients held against the cost that a function returns beside them, whichever network that is the cost of."""

from collections.abc import Sequence

import numpy as np

from tutor.code_check.cases import Cases
from tutor.code_check.finding import Way
from tutor.code_check.judging import Judged
from tutor.code_check.naming import FORWARD, same
from tutor.code_check.objects import MOVED, MOVED_BY
from tutor.code_check.process import Failed
from tutor.code_check.running import Given, Runner
from tutor.mistakes.code import MANNERS
from tutor.network.products import Array

CHANGE = 2.0**-9
"""By how much a parameter is changed to see what the cost does: less than any z is away from a kink."""
NEAR = 5e-3
"""How near the cost's change by that is to the partial, beside the largest of them, also for floats of 32 bits."""
SHAPES, OF_EACH = 3, 2
"""On how many shapes of networks it is looked at, and on how many networks of each."""


def is_of_own_cost(runner: Runner, way: Way, givens: Sequence[Given], found: Judged) -> bool:
    """Whether gradients are the derivative of the cost that came back with them, though not of one that is known here.

    What is wrong on the way forward changes the cost, too: that stays as it was found.
    """
    in_forward = any(one.rule in FORWARD for named in found.named for one in named.members)
    in_manner = found.manner is not None and found.manner != MANNERS["factor"]
    if in_forward or in_manner or not found.finite or way.is_step or way.by in (MOVED, MOVED_BY):
        return False
    some = [given for given in givens if given.form == "exact" and given.losses is not None][:SHAPES]
    return len(some) == min(SHAPES, len(givens)) and all(_follows(runner, way, given) for given in some)


def _follows(runner: Runner, way: Way, given: Given) -> bool:
    """Whether on some of its networks each partial is how fast the cost changes."""
    slopes = given.flat()
    return all(
        (measured := _measured(runner, way, given.cases.one(k))) is not None
        and same(slopes[k : k + 1], measured[None], NEAR)
        for k in range(min(OF_EACH, len(given.cases)))
    )


def _measured(runner: Runner, way: Way, case: Cases) -> Array | None:
    """By how much the cost changes with each parameter (P,), over that of the parameter; None where it is not told."""
    changes = CHANGE * np.eye(case.theta.shape[1])
    theta = np.concatenate([case.theta + changes, case.theta - changes])
    x, y = (np.repeat(values, len(theta), axis=0) for values in (case.x, case.y))
    try:
        losses = runner.run(way.layout, Cases(case.network, theta, x, y), way.by).losses
    except Failed:
        return None
    if losses is None or not np.isfinite(losses).all():
        return None
    up, down = np.split(losses, 2)
    found: Array = (up - down) / (2 * CHANGE)
    return found
