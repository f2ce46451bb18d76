"""The cost functions and their derivatives, from the residuals r = a⁽ᴸ⁾ − y of shape (…, m, n_L)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from tutor.network.products import Array


@dataclass(frozen=True)
class Cost:
    """C of all residuals, of shape (…), and ∂C/∂a⁽ᴸ⁾, which has the shape of the residuals."""

    value: Callable[[Array], Array]
    derivative: Callable[[Array], Array]


def sum_of_squares(r: Array) -> Array:
    """C = Σᵢ ‖rᵢ‖²."""
    all_residuals = r.reshape(*r.shape[:-2], -1)
    total: Array = np.vecdot(all_residuals, all_residuals)
    return total


def twice(r: Array) -> Array:
    """∂C/∂a = 2r."""
    return r + r


def half_sum_of_squares(r: Array) -> Array:
    """C = ½ Σᵢ ‖rᵢ‖²."""
    half: Array = sum_of_squares(r) / 2
    return half


def once(r: Array) -> Array:
    """∂C/∂a = r."""
    return r


def mean_of_squares(r: Array) -> Array:
    """C = 1/m Σᵢ ‖rᵢ‖²."""
    mean: Array = sum_of_squares(r) / r.shape[-2]
    return mean


def twice_over_m(r: Array) -> Array:
    """∂C/∂a = 2r/m."""
    slope: Array = 2 * r / r.shape[-2]
    return slope


COST_NAMED: Mapping[str, Cost] = MappingProxyType(
    {
        "sum-of-squares": Cost(sum_of_squares, twice),
        "half-sum-of-squares": Cost(half_sum_of_squares, once),
        "mean-of-squares": Cost(mean_of_squares, twice_over_m),
    }
)
