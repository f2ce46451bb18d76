"""Mistakes in the cost C. What the cost is scaled by (a half, 1/m) stays as the problem has it."""

from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from tutor.mistakes.cell import CellRule, residual_of, square_of_sum, squares_of
from tutor.mistakes.mistake import Mistake, always, has_scale, on_squares
from tutor.network.architecture import Network
from tutor.network.penalty import penalty
from tutor.network.products import Array
from tutor.network.rules import RIGHT
from tutor.network.state import Layer
from tutor.network.terms import divided, sum_of_squares, total_of


def _with_penalty(last: Layer, of_data: Array) -> Array:
    return of_data if last.data.network.penalty is None else of_data + penalty(last.data)


def _made_of(last: Layer, total: Array) -> Array:
    """C made of another sum over all points, with the scale and the penalty of the problem's cost."""
    return _with_penalty(last, divided(total, last.data.divisor))


def _terms(last: Layer) -> Array:
    """What the problem's cost adds up (…, m, n_L)."""
    return last.data.term.each(last)


def _root(last: Layer) -> Array:
    root: Array = np.sqrt(np.asarray(RIGHT.cost(last)).astype(float))  # of a fraction, too
    return root


def _of_points(kept: Collection[int]) -> Callable[[Layer], Array]:
    """C with the terms of the other points, counted from 1, left out."""

    def cost(last: Layer) -> Array:
        mask = np.array([[i in kept] for i in range(1, last.data.points + 1)])
        return _made_of(last, total_of(_terms(last) * mask))

    return cost


def _cost(
    name: str, change: Callable[[Layer], Any], makes_sense: Callable[[Network], bool] = always, **in_cells: CellRule
) -> Mistake:
    return Mistake(f"cost.{name}", "cost", change, makes_sense, in_cells=in_cells)


def _summed(name: str, total: Callable[[Layer], Array], **in_cells: CellRule) -> Mistake:
    """Another sum where the sum of the squares belongs."""
    return _cost(name, lambda last: _made_of(last, total(last)), on_squares, **in_cells)


COST = (
    _summed("sum-of-residuals", lambda last: total_of(last.r), squares=squares_of(lambda _a, _y, r: r)),
    _summed("absolute-residuals", lambda last: total_of(abs(last.r)), squares=squares_of(lambda _a, _y, r: abs(r))),
    _summed("residuals-doubled", lambda last: 2 * total_of(last.r), squares=squares_of(lambda _a, _y, r: 2 * r)),
    _summed("square-of-sum", lambda last: total_of(last.r) ** 2, squares=square_of_sum),
    _cost("mean", lambda last: RIGHT.cost(last) / last.data.points),
    _cost("half", lambda last: RIGHT.cost(last) / 2, on_squares, squares=squares_of(lambda _a, _y, r: r * r / 2)),
    _cost("root", _root, on_squares),
    _summed(
        "target-added",
        lambda last: sum_of_squares(last.a + last.data.y),
        residual=residual_of(lambda a, y, _: a + y),
        squares=squares_of(lambda a, y, _: (a + y) ** 2),
    ),
    _summed(
        "target-sign-lost",
        lambda last: sum_of_squares(last.a - abs(last.data.y)),
        residual=residual_of(lambda a, y, _: a - abs(y)),
        squares=squares_of(lambda a, y, _: (a - abs(y)) ** 2),
    ),
    _summed(
        "difference-of-squares",
        lambda last: sum_of_squares(last.a) - sum_of_squares(np.broadcast_to(last.data.y, last.a.shape)),
        squares=squares_of(lambda a, y, _: a * a - y * y),
    ),
    _summed(
        "target-ignored",
        lambda last: sum_of_squares(last.a),
        residual=residual_of(lambda a, _y, _r: a),
        squares=squares_of(lambda a, _y, _r: a * a),
    ),
    _cost("scale-forgotten", lambda last: _with_penalty(last, total_of(_terms(last))), has_scale),
)


def cost_of_points(points: int) -> tuple[Mistake, ...]:
    """The mistakes about data points, one for each that can be left out, and one for each end."""
    if points < 2:
        return ()
    every = frozenset(range(1, points + 1))
    missing = (Mistake("cost.point-missing", "cost", _of_points(every - {p}), point=p) for p in sorted(every))
    single = (Mistake("cost.single-point", "cost", _of_points({p}), point=p) for p in (1, points))
    return (*missing, *single)
