"""Mistakes in ∂C/∂a of the output, in the gates, on the way back through the layers, and in the sum over the data."""

from collections.abc import Callable, Sequence

import numpy as np

from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake
from tutor.network.architecture import Network
from tutor.network.costs import COST_NAMED
from tutor.network.products import Array, product
from tutor.network.rules import RIGHT
from tutor.network.state import Layer


def _slope(last: Layer, residuals: Array) -> Array:
    """∂C/∂a of the output were these its residuals."""
    return COST_NAMED[last.data.network.cost].derivative(residuals)


def _has_factor_2(network: Network) -> bool:
    return network.cost != "half-sum-of-squares"


def _targets(last: Layer) -> Array:
    return np.broadcast_to(last.data.y, last.r.shape)


def _summed_over_points(last: Layer) -> Array:
    return np.broadcast_to(np.add.reduce(last.r, axis=-2, keepdims=True), last.r.shape)


def _gate(name: str, change: Callable[[Layer], Array]) -> Mistake:
    return Mistake(f"partial.{name}", "activation_derivative", change)


def _output(name: str, change: Callable[[Layer], Array]) -> Mistake:
    return Mistake(f"partial.{name}", "cost_derivative", change)


def _ones(layer: Layer) -> Array:
    return np.ones_like(layer.z)


OUTPUT = (
    Mistake("partial.no-factor-2", "cost_derivative", lambda last: _slope(last, last.r) / 2, _has_factor_2),
    _output("sign", lambda last: -_slope(last, last.r)),
    _output("no-residual", lambda last: _slope(last, np.ones_like(last.r))),
    _output("cost-not-differentiated", lambda last: _slope(last, last.r**2) / 2),
    _output("square-kept", lambda last: _slope(last, last.r**2)),
    _output("target-ignored", lambda last: _slope(last, last.a)),
    _output("target-not-doubled", lambda last: _slope(last, last.a) - _slope(last, _targets(last)) / 2),
    _output("target-added", lambda last: _slope(last, last.a + last.data.y)),
    _output("sign-of-residual", lambda last: np.sign(last.r)),
    Mistake(
        "partial.sums-multiplied",
        "cost_derivative",
        lambda last: _slope(last, _summed_over_points(last)),
        within=Component.POINTS,
    ),
)

GATES = (
    _gate("gate-ignored", _ones),
    _gate("gate-ignored-output", lambda layer: _ones(layer) if layer.is_last else RIGHT.activation_derivative(layer)),
    _gate("gate-ignored-hidden", lambda layer: RIGHT.activation_derivative(layer) if layer.is_last else _ones(layer)),
    _gate("gate-is-activation", lambda layer: layer.rho.value(layer.z)),
    _gate("gate-is-preactivation", lambda layer: layer.z),
    _gate("gate-inverted", lambda layer: (layer.z < 0).astype(layer.z.dtype)),
    _gate("gate-is-sign", lambda layer: np.sign(layer.z)),
)


def _paths(layer: Layer) -> Array:
    """W_jk δ_j at each point, (…, m, n_{l+1}, n_l): the term of each path through the next layer's units."""
    return layer.next.delta[..., :, None] * layer.next.W[..., None, :, :]


def _arriving(layer: Layer) -> Array:
    """Σ_j δ_j of the next layer (…, m, 1)."""
    total: Array = np.add.reduce(layer.next.delta, axis=-1, keepdims=True)
    return total


def _weights_not_followed(layer: Layer) -> Array:
    return np.broadcast_to(_arriving(layer), layer.z.shape)


def _not_transposed(layer: Layer) -> Array:
    W = layer.next.W
    return product(layer.next.delta, W.mT if W.shape[-2] == W.shape[-1] else W)


def _chain_added(layer: Layer) -> Array:
    total: Array = np.add.reduce(layer.next.W, axis=-2, keepdims=True) + _arriving(layer)
    return total


def _updated_weights(layer: Layer) -> Array:
    moved = layer.next.W - layer.data.learning_rate * layer.next.weight_partial
    return product(layer.next.delta, moved)


def _skipped(layer: Layer) -> Array:
    if layer.is_last or layer.next.delta.shape[-1] != layer.z.shape[-1]:
        return RIGHT.delta(layer)
    return layer.next.delta


def _square_after_the_first(network: Network) -> bool:
    return any(before == after > 1 for before, after in zip(network.widths[1:], network.widths[2:], strict=False))


def _skip_possible(network: Network) -> bool:
    return any(before == after for before, after in zip(network.widths[1:], network.widths[2:], strict=False))


def _deep(network: Network) -> bool:
    return network.depth > 1


def _branching(network: Network) -> bool:
    return any(width > 1 for width in network.widths[2:])


def _back(name: str, change: Callable[[Layer], Array], makes_sense: Callable[[Network], bool] = _deep) -> Mistake:
    return Mistake(f"partial.{name}", "back_through_weights", change, makes_sense)


def _path(name: str, change: Callable[[Layer], Array]) -> Mistake:
    return Mistake(f"partial.{name}", "back_through_weights", change, _branching, within=Component.PATHS)


BACK = (
    _back("weights-not-followed", _weights_not_followed),
    _back("activation-for-weight", lambda layer: layer.a * _arriving(layer)),
    _back("not-transposed", _not_transposed, _square_after_the_first),
    _path("one-path", lambda layer: _paths(layer)[..., 0, :]),
    _path("paths-multiplied", lambda layer: np.multiply.reduce(_paths(layer), axis=-2)),
    _back("chain-added", _chain_added),
    _back("updated-weights", _updated_weights),
    Mistake("partial.layer-skipped", "delta", _skipped, _skip_possible),
)


def _mean(delta: Array, factor: Array) -> Array:
    mean: Array = RIGHT.sum_over_data(delta, factor) / delta.shape[-2]
    return mean


def _of_points(kept: Sequence[int]) -> Callable[[Array, Array], Array]:
    """The sum over some points only, counted from 0."""
    indices = list(kept)
    return lambda delta, factor: RIGHT.sum_over_data(delta[..., indices, :], factor[..., indices, :])


def sums(points: int) -> tuple[Mistake, ...]:
    """The mistakes in the sum over the data; with one point there is nothing to get wrong."""
    if points < 2:
        return ()

    def of(name: str, kept: Sequence[int], point: int) -> Mistake:
        return Mistake(f"partial.{name}", "sum_over_data", _of_points(kept), point=point)

    return (
        Mistake("partial.mean", "sum_over_data", _mean),
        *(of("point-missing", [i for i in range(points) if i != p], p + 1) for p in range(points)),
        *(of("single-point", [p], p + 1) for p in (0, points - 1)),
    )
