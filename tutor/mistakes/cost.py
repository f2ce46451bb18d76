"""Mistakes in the cost C. What the cost is scaled by (a half, 1/m) stays as the problem has it."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tutor.mistakes.mistake import Mistake
from tutor.network.architecture import Network
from tutor.network.costs import COST_NAMED, sum_of_squares
from tutor.network.products import Array
from tutor.network.rules import RIGHT
from tutor.network.state import Layer


def _of(last: Layer, residuals: Array) -> Array:
    """C of other residuals (…, m, n_L)."""
    return COST_NAMED[last.data.network.cost].value(residuals)


def _scaled(last: Layer, total: Any) -> Any:
    """A sum over all points with the scale of the problem's cost."""
    scale = {"half-sum-of-squares": 2, "mean-of-squares": last.data.points}.get(last.data.network.cost, 1)
    return total if scale == 1 else total / scale


def _sum(values: Array) -> Any:
    return np.add.reduce(values, axis=(-2, -1))


def _root(last: Layer) -> Array:
    root: Array = np.sqrt(np.asarray(RIGHT.cost(last)).astype(float))  # of a fraction, too
    return root


def _of_points(kept: Callable[[int], bool]) -> Callable[[Layer], Array]:
    """C with the residuals of the other points, counted from 1, left out."""

    def cost(last: Layer) -> Array:
        mask = np.array([[kept(i)] for i in range(1, last.data.points + 1)])
        return _of(last, last.r * mask)

    return cost


def _has_scale(network: Network) -> bool:
    return network.cost != "sum-of-squares"


COST = (
    Mistake("cost.sum-of-residuals", "cost", lambda last: _scaled(last, _sum(last.r))),
    Mistake("cost.absolute-residuals", "cost", lambda last: _scaled(last, _sum(abs(last.r)))),
    Mistake("cost.square-of-sum", "cost", lambda last: _scaled(last, _sum(last.r) ** 2)),
    Mistake("cost.mean", "cost", lambda last: RIGHT.cost(last) / last.data.points),
    Mistake("cost.half", "cost", lambda last: RIGHT.cost(last) / 2),
    Mistake("cost.root", "cost", _root),
    Mistake("cost.target-added", "cost", lambda last: _of(last, last.a + last.data.y)),
    Mistake(
        "cost.difference-of-squares",
        "cost",
        lambda last: _of(last, last.a) - _of(last, np.broadcast_to(last.data.y, last.a.shape)),
    ),
    Mistake("cost.target-ignored", "cost", lambda last: _of(last, last.a)),
    Mistake("cost.scale-forgotten", "cost", lambda last: sum_of_squares(last.r), _has_scale),
)


def cost_of_points(points: int) -> tuple[Mistake, ...]:
    """The mistakes about data points, one for each that can be left out, and one for each end."""
    if points < 2:
        return ()
    missing = tuple(
        Mistake("cost.point-missing", "cost", _of_points(lambda i, left_out=p: i != left_out), point=p)  # type: ignore[misc]
        for p in range(1, points + 1)
    )
    single = tuple(
        Mistake("cost.single-point", "cost", _of_points(lambda i, only=p: i == only), point=p)  # type: ignore[misc]
        for p in (1, points)
    )
    return missing + single
