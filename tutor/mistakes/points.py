"""Mistakes in the sum over the data points."""

from collections.abc import Callable, Sequence

import numpy as np

from tutor.mistakes.mistake import Mistake, always, is_mean, learns_biases
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Sum
from tutor.network.state import Data


def _mean(delta: Array, factor: Array) -> Array:
    mean: Array = RIGHT.sum_over_data(delta, factor) / delta.shape[-2]
    return mean


def _of_points(kept: Sequence[int]) -> Callable[[Array, Array], Array]:
    """The sum over some points only, counted from 0."""
    indices = list(kept)
    return lambda delta, factor: RIGHT.sum_over_data(delta[..., indices, :], factor[..., indices, :])


def _mean_of_weights_only(sum_over_data: Sum, data: Data) -> tuple[Sum, Sum]:
    """A mean for the weights and a plain sum for the biases, whichever of the two the cost asks for."""
    if is_mean(data.network):
        number = data.network.cost_function.mean_of(data.points, data.network.widths[-1])
        return sum_over_data, lambda delta, factor: sum_over_data(delta, factor) * number
    return lambda delta, factor: sum_over_data(delta, factor) / data.points, sum_over_data


def _first_of_biases(sum_over_data: Sum, data: Data) -> tuple[Sum, Sum]:
    """All terms of the weights, but only the first point's of the biases."""
    is_first = np.arange(data.points)[:, None] == 0
    return sum_over_data, lambda delta, factor: sum_over_data(delta * is_first, factor)


def sums(points: int) -> tuple[Mistake, ...]:
    """The mistakes in the sum over the data; with one point there is nothing to get wrong."""
    if points < 2:
        return ()

    def of(name: str, kept: Sequence[int], point: int) -> Mistake:
        return Mistake(f"partial.{name}", "sum_over_data", _of_points(kept), on_graphs=always, point=point)

    return (
        Mistake("partial.mean", "sum_over_data", _mean, lambda network: not is_mean(network), always),
        Mistake("partial.mean-twice", "sum_over_data", _mean, is_mean),
        *(of("point-missing", [i for i in range(points) if i != p], p + 1) for p in range(points)),
        *(of("single-point", [p], p + 1) for p in (0, points - 1)),
        Mistake("partial.mean-weights-only", "sums", _mean_of_weights_only, learns_biases),
        Mistake("partial.bias-first-point", "sums", _first_of_biases, learns_biases),
    )
