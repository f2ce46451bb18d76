"""Mistakes in the cost C. What the cost is scaled by (a half, 1/m) stays as the problem has it."""

from collections.abc import Callable
from typing import Any

import numpy as np

from tutor.mistakes.cell import CellRule, residual_of, square_of_sum, squares_of
from tutor.mistakes.mistake import Mistake, has_scale
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


def _cost(name: str, change: Callable[[Layer], Any], **in_cells: CellRule) -> Mistake:
    return Mistake(f"cost.{name}", "cost", change, in_cells=in_cells)


COST = (
    _cost("sum-of-residuals", lambda last: _scaled(last, _sum(last.r)), squares=squares_of(lambda _a, _y, r: r)),
    _cost(
        "absolute-residuals",
        lambda last: _scaled(last, _sum(abs(last.r))),
        squares=squares_of(lambda _a, _y, r: abs(r)),
    ),
    _cost("square-of-sum", lambda last: _scaled(last, _sum(last.r) ** 2), squares=square_of_sum),
    _cost("mean", lambda last: RIGHT.cost(last) / last.data.points),
    _cost("half", lambda last: RIGHT.cost(last) / 2, squares=squares_of(lambda _a, _y, r: r * r / 2)),
    _cost("root", _root),
    _cost(
        "target-added",
        lambda last: _of(last, last.a + last.data.y),
        residual=residual_of(lambda a, y, _: a + y),
        squares=squares_of(lambda a, y, _: (a + y) ** 2),
    ),
    _cost(
        "difference-of-squares",
        lambda last: _of(last, last.a) - _of(last, np.broadcast_to(last.data.y, last.a.shape)),
        squares=squares_of(lambda a, y, _: a * a - y * y),
    ),
    _cost(
        "target-ignored",
        lambda last: _of(last, last.a),
        residual=residual_of(lambda a, _y, _r: a),
        squares=squares_of(lambda a, _y, _r: a * a),
    ),
    Mistake("cost.scale-forgotten", "cost", lambda last: sum_of_squares(last.r), has_scale),
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
