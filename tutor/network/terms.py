"""What the costs add up, and its derivative by the output, on arrays; the logarithms from z where that is sounder.

Which cost adds up which term, and what the sum is divided by, stands in `costs`.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from tutor.network.costs import Term
from tutor.network.products import Array
from tutor.network.state import Layer, TermRule


def sum_of_squares(r: Array) -> Array:
    """Σᵢ ‖rᵢ‖² of residuals (…, m, n_L), of shape (…)."""
    all_residuals = r.reshape(*r.shape[:-2], -1)
    total: Array = np.vecdot(all_residuals, all_residuals)
    return total


def total_of(values: Array) -> Array:
    """The sum over all outputs of all points: (…, m, n_L) gives (…)."""
    total: Array = np.add.reduce(values, axis=(-2, -1))
    return total


def divided(values: Array, divisor: int) -> Array:
    """Values by the d of the cost, where it is not 1."""
    return values if divisor == 1 else values / divisor


def twice(r: Array) -> Array:
    """2r."""
    return r + r


def binary_cross_entropy(last: Layer) -> Array:
    """−y log a − (1 − y) log(1 − a)."""
    y = last.data.y
    log, log_of_rest = _logarithms(last)
    return -_times(y, log) - _times(1 - y, log_of_rest)


def binary_cross_entropy_slope(last: Layer) -> Array:
    """−y/a + (1 − y)/(1 − a)."""
    y = last.data.y
    return _over(1 - y, _rest(last)) - _over(y, last.a)


def cross_entropy(last: Layer) -> Array:
    """−y log a."""
    return -_times(last.data.y, _logarithms(last)[0])


def _softmax_limit(last: Layer) -> Array:
    """a Σ y − y: what the derivative of the cross-entropy by z comes to behind softmax."""
    y = last.data.y
    limit: Array = last.a * np.add.reduce(y, axis=-1, keepdims=True) - y
    return limit


def _is_as_rho_gives_it(last: Layer) -> bool:
    """Whether a is ρ(z): a rule that was changed may have made something else of it."""
    return last.rho.probability is not None and np.array_equal(last.a, last.rho.value(last.z))


def _logarithms(last: Layer) -> tuple[Array, Array]:
    """log a and log(1 − a): from z, so that none is lost where a is near 0 or 1."""
    if last.rho.probability is not None and _is_as_rho_gives_it(last):
        return last.rho.probability.log(last.z), last.rho.probability.log_of_rest(last.z)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(last.a), np.log(1 - last.a)


def _rest(last: Layer) -> Array:
    """1 − a, from z."""
    if last.rho.probability is not None and _is_as_rho_gives_it(last):
        return last.rho.probability.rest(last.z)
    rest: Array = 1 - last.a
    return rest


def _times(share: Array, log: Array) -> Array:
    """y log a, which is 0 where y is, however small a is."""
    with np.errstate(invalid="ignore"):
        return np.where(share == 0, share, share * log)


def _over(share: Array, a: Array) -> Array:
    """y/a, which is 0 where y is, however small a is; infinite where a is 0."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(share == 0, share, share / a)


SQUARES = TermRule(lambda last: last.r * last.r, lambda last: sum_of_squares(last.r), lambda last: twice(last.r))
BINARY_CROSS_ENTROPY = TermRule(
    each=binary_cross_entropy,
    total=lambda last: total_of(binary_cross_entropy(last)),
    slope=binary_cross_entropy_slope,
    limit=lambda last: last.a - last.data.y,
)
CROSS_ENTROPY = TermRule(
    each=cross_entropy,
    total=lambda last: total_of(cross_entropy(last)),
    slope=lambda last: -_over(last.data.y, last.a),
    limit=_softmax_limit,
)
OUTPUT = TermRule(
    each=lambda last: last.a, total=lambda last: total_of(last.a), slope=lambda last: np.ones_like(last.a)
)

TERM_NAMED: Mapping[Term, TermRule] = MappingProxyType(
    {
        "squares": SQUARES,
        "binary-cross-entropy": BINARY_CROSS_ENTROPY,
        "cross-entropy": CROSS_ENTROPY,
        "output": OUTPUT,
    }
)
