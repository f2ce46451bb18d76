"""Mistakes in the last factor of the chain: what δ is multiplied with for a weight, and for a bias."""

from collections.abc import Callable

import numpy as np

from tutor.mistakes import cell
from tutor.mistakes.mistake import Mistake, always, deep, learns_biases, square_somewhere
from tutor.network.architecture import Network
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Sum
from tutor.network.state import Layer


def _weight(
    name: str,
    change: Callable[[Layer, Sum], Array],
    makes_sense: Callable[[Network], bool] = always,
    **in_cells: cell.CellRule,
) -> Mistake:
    return Mistake(f"partial.{name}", "weight_partial", change, makes_sense, in_cells=in_cells)


def _instead_of_input(factor: Callable[[Layer], Array | None]) -> Callable[[Layer, Sum], Array]:
    def weight_partial(layer: Layer, sum_over_data: Sum) -> Array:
        other = factor(layer)
        return sum_over_data(layer.own_delta, layer.input if other is None else other)

    return weight_partial


def _own_activation(layer: Layer, sum_over_data: Sum) -> Array:
    return sum_over_data(layer.own_delta * layer.a, np.ones_like(layer.input))


def _transposed(layer: Layer, sum_over_data: Sum) -> Array:
    right = RIGHT.weight_partial(layer, sum_over_data)
    return right.mT if right.shape[-2] == right.shape[-1] else right


WEIGHTS = (
    _weight(
        "weight-without-input",
        _instead_of_input(lambda layer: np.ones_like(layer.input)),
        input=cell.constant(1.0),
        product=cell.product_without("input"),
    ),
    _weight(
        "weight-times-preactivation",
        _instead_of_input(lambda layer: layer.input_z),
        deep,
        input=cell.input_z,
    ),
    _weight(
        "weight-times-network-input",
        _instead_of_input(lambda layer: layer.data.x if layer.data.x.shape[-1] == layer.input.shape[-1] else None),
        lambda network: network.widths[0] in network.widths[1:-1],
        input=cell.network_input,
    ),
    _weight("weight-times-own-activation", _own_activation, input=cell.own_activation),
    _weight(
        "weight-times-weight",
        lambda layer, add: add(layer.own_delta, layer.data.ones) * layer.W,
        input=cell.own_parameter,
    ),
    _weight("outer-transposed", _transposed, square_somewhere),
)


def _bias(name: str, change: Callable[[Layer, Sum], Array], one: cell.CellRule) -> Mistake:
    """`one` is what stands in the place of the factor 1."""
    return Mistake(f"partial.{name}", "bias_partial", change, learns_biases, in_cells={"one": one})


def _without_terms(
    name: str,
    change: Callable[[Layer, Sum], Array],
    makes_sense: Callable[[Network], bool] = learns_biases,
    **in_cells: cell.CellRule,
) -> Mistake:
    """A bias's partial derivative that is not made of the bias's own terms at the points."""
    terms = frozenset({"bias"})
    return Mistake(f"partial.{name}", "bias_partial", change, makes_sense, open_terms=terms, in_cells=in_cells)


def _times_input(layer: Layer, sum_over_data: Sum) -> Array:
    return sum_over_data(layer.own_delta, np.add.reduce(layer.input, axis=-1, keepdims=True))


def _shared(layer: Layer, sum_over_data: Sum) -> Array:
    total = np.add.reduce(layer.own_delta, axis=-1, keepdims=True)
    return sum_over_data(np.broadcast_to(total, layer.own_delta.shape), layer.data.ones)


def _some_layer_is_wide(network: Network) -> bool:
    """Whether there are biases that could be taken for one."""
    return learns_biases(network) and network.bias == "unit" and any(width > 1 for width in network.widths[1:])


def _each_has_its_place(network: Network) -> bool:
    """Whether no bias's partial is a sum over several places, or only over a layer's units."""
    tied = {name for group in network.tied for name in group}
    return learns_biases(network) and not any(one.kind == "bias" and one.name in tied for one in network.parameters)


def _one(layer: Layer, _sum_over_data: Sum) -> Array:
    """1 for each bias; for one that the layer shares 1 at the first unit, as its places are added up."""
    one = np.ones_like(layer.b.mT)
    if layer.data.network.bias == "shared":
        one[..., 1:, :] = 0
    return one


BIASES = (
    _bias("bias-times-input", _times_input, cell.sum_of_inputs),
    _bias("bias-times-bias", lambda layer, add: add(layer.own_delta, layer.data.ones) * layer.b.mT, cell.own_parameter),
    _without_terms("bias-is-one", _one, _each_has_its_place),
    _without_terms("bias-is-zero", lambda layer, _add: np.zeros_like(layer.b.mT), one=cell.constant(0.0)),
    _without_terms("bias-shared", _shared, _some_layer_is_wide),
)
