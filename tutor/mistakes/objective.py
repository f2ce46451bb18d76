"""Mistakes in adding up what a computation graph comes to at its data points."""

from collections.abc import Callable, Sequence
from typing import Any

from tutor.mistakes.mistake import Mistake, always, never
from tutor.network.rules import RIGHT


def _mean(values: Sequence[Any]) -> Any:
    return RIGHT.total(values) / len(values)


def _of_points(kept: Callable[[int], bool]) -> Callable[[Sequence[Any]], Any]:
    """The sum over some points only, counted from 1."""
    return lambda values: RIGHT.total([value for i, value in enumerate(values, 1) if kept(i)])


def objective_of_points(points: int) -> tuple[Mistake, ...]:
    """The mistakes in the sum of the objective over the points; with one point there is nothing to get wrong."""
    if points < 2:
        return ()

    def of(name: str, point: int, kept: Callable[[int], bool]) -> Mistake:
        return Mistake(f"cost.{name}", "total", _of_points(kept), never, always, point)

    return (
        Mistake("cost.mean", "total", _mean, never, always),
        *(of("point-missing", p, lambda i, left_out=p: i != left_out) for p in range(1, points + 1)),  # type: ignore[misc]
        *(of("single-point", p, lambda i, only=p: i == only) for p in (1, points)),  # type: ignore[misc]
    )
