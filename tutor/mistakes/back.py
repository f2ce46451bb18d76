"""Mistakes on the way back through the layers: in the weights, and in how the paths are put together."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from tutor.mistakes import cell
from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake, deep
from tutor.network.architecture import Network
from tutor.network.products import Array, product
from tutor.network.rules import RIGHT
from tutor.network.state import Layer


def _paths(layer: Layer) -> Array:
    """W_jk δ_j at each point, (…, m, n_{l+1}, n_l): the term of each path through the next layer's units."""
    return layer.next.delta[..., :, None] * layer.next.W[..., None, :, :]


def _arriving(layer: Layer) -> Array:
    """Σ_j δ_j of the next layer (…, m, 1)."""
    total: Array = np.add.reduce(layer.next.delta, axis=-1, keepdims=True)
    return total


def _without_weights(layer: Layer) -> Array:
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


def _own_path(layer: Layer) -> Array:
    """The path through the next layer's unit of the same index; where it has none, all paths."""
    width = layer.z.shape[-1]
    if layer.next.z.shape[-1] < width:
        return RIGHT.back_through_weights(layer)
    weights = np.diagonal(layer.next.W, axis1=-2, axis2=-1)[..., None, :]
    own: Array = layer.next.delta[..., :width] * weights
    return own


def _square_after_the_first(network: Network) -> bool:
    return any(before == after > 1 for before, after in pairwise(network.widths[1:]))


def _skip_possible(network: Network) -> bool:
    return any(before == after for before, after in pairwise(network.widths[1:]))


def _weights_are_moved(network: Network) -> bool:
    """Whether each weight on the way back is moved, and by its own place's partial alone."""
    fixed = any(network.parameter_named[name].kind == "weight" for name in network.fixed)
    return deep(network) and not fixed and not network.tied and network.penalty is None


def _several_ways_back(network: Network) -> bool:
    """Whether the way back leads through the weights of several layers."""
    return network.depth > 2


def _branching(network: Network) -> bool:
    return any(width > 1 for width in network.widths[2:])


def _each_has_its_own(network: Network) -> bool:
    return any(before <= after and after > 1 for before, after in pairwise(network.widths[1:]))


def _back(
    name: str,
    change: Callable[[Layer], Array],
    makes_sense: Callable[[Network], bool] = deep,
    **in_cells: cell.CellRule,
) -> Mistake:
    return Mistake(f"partial.{name}", "back_through_weights", change, makes_sense, in_cells=in_cells)


def _some_weights(layers: str, is_left_out: Callable[[Layer], bool]) -> Mistake:
    """The weights of some layers left out."""

    def back(layer: Layer) -> Array:
        return _without_weights(layer) if is_left_out(layer.next) else RIGHT.back_through_weights(layer)

    general, name = "partial.weights-not-followed", f"partial.{layers}-weights-not-followed"
    return Mistake(name, "back_through_weights", back, _several_ways_back, narrows=general)


def _path(name: str, change: Callable[[Layer], Array], makes_sense: Callable[[Network], bool] = _branching) -> Mistake:
    return Mistake(f"partial.{name}", "back_through_weights", change, makes_sense, within=Component.PATHS)


BACK = (
    _back(
        "weights-not-followed",
        _without_weights,
        weight=cell.constant(1.0),
        product=cell.product_without("weight"),
    ),
    _some_weights("output", lambda left_out: left_out.is_last),
    _some_weights("hidden", lambda left_out: not left_out.is_last),
    _back("activation-for-weight", lambda layer: layer.a * _arriving(layer), weight=cell.activation_for_weight),
    _back("not-transposed", _not_transposed, _square_after_the_first, weight=cell.transposed_weight),
    _path("one-path", lambda layer: _paths(layer)[..., 0, :]),
    _path("paths-multiplied", lambda layer: np.multiply.reduce(_paths(layer), axis=-2)),
    _path("last-path", lambda layer: _paths(layer)[..., -1, :]),
    _path("own-path", _own_path, _each_has_its_own),
    _back("chain-added", _chain_added, product=cell.sum_of_factors),
    _back("updated-weights", _updated_weights, _weights_are_moved, weight=cell.updated_weight),
    _back(
        "gradient-for-weight",
        lambda layer: product(layer.next.delta, layer.next.weight_partial),
        _weights_are_moved,
        weight=cell.gradient_for_weight,
    ),
    Mistake("partial.layer-skipped", "delta", _skipped, _skip_possible),
)
