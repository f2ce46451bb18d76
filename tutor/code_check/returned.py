"""What a function returned, as gradients of parameters: by their names, else by their order, in any container.

What comes in is untrusted: it was bounded where it was made into JSON, and is looked at here for shape and finiteness.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np

from tutor.code_check.layouts import Layout, shape_of
from tutor.code_check.leaves import Key, Leaf, key_of, leaves
from tutor.code_check.roles import MEMORY
from tutor.network.architecture import Network
from tutor.network.products import Array

Form: TypeAlias = Literal["exact", "broadcast", "points", "transposed", "misfit"]
"""Whether an array has its parameter's shape, would be stretched to it, has one more axis for points, or Wᵀ's shape."""
RANKS: tuple[Form, ...] = ("exact", "broadcast", "points", "transposed", "misfit")
DELTAS = "deltas"
"""How an array for each layer is read."""


class Wanted(NamedTuple):
    """What is expected: gradients of a network, in a layout, of so many points."""

    network: Network
    layout: Layout
    points: int


class Reading(NamedTuple):
    """Gradients by parameter array, each in the engine's orientation, and how they were found."""

    arrays: Mapping[Key, Array]
    forms: Mapping[Key, Form]
    by: str
    """`names`, or the order by which they were read."""
    loss: float | None = None

    @property
    def form(self) -> Form:
        """The worst form among them."""
        return RANKS[max(RANKS.index(form) for form in self.forms.values())]

    def flat(self, network: Network) -> Array:
        """∇C in θ's order (P,), NaN where an array was not given."""
        found = np.full(network.parameter_count, np.nan)
        for key, values in self.arrays.items():
            found[places_of(network, key)] = values.reshape(-1)
        return found


def keys_of(network: Network) -> list[Key]:
    """The parameter arrays in θ's order."""
    kinds = ("weight",) if network.bias == "none" else ("weight", "bias")
    return [(kind, layer) for layer in range(1, network.depth + 1) for kind in kinds]


def places_of(network: Network, key: Key) -> slice:
    """Where in θ an array stands."""
    weights, biases, _ = network.places[key[1] - 1]
    found = weights if key[0] == "weight" else biases
    if network.order is None:
        return found
    at = network.order[found]  # units that share a bias read it in one place
    return slice(at[0], at[-1] + 1)


def cut_up(network: Network, theta: Array) -> dict[Key, Array]:
    """θ (P,) as W (n_l, n_{l−1}) and b (n_l,) by layer."""
    found: dict[Key, Array] = {}
    for layer, (_, _, shape) in enumerate(network.places, 1):
        found["weight", layer] = theta[places_of(network, ("weight", layer))].reshape(shape)
        if network.bias != "none":
            found["bias", layer] = theta[places_of(network, ("bias", layer))]
    return found


def readings(value: Any, names: Sequence[str], network: Network, layout: Layout, points: int = 1) -> Iterator[Reading]:
    """The ways in which a value can be the gradients, the likeliest first: none where it can't be."""
    if not layout.fused:
        yield from _readings(value, names, network, layout, points)
        return
    for one in _readings(value, names, replace(network, bias="none"), layout, points):
        if one.form != "misfit" and not one.by.startswith(DELTAS):
            yield _apart(one, layout)


def _apart(reading: Reading, layout: Layout) -> Reading:
    """Biases that stand among the weights of a unit, each in an array of its own."""
    place = 0 if layout.fused == "first" else -1
    arrays, forms = {}, {}
    for (_, layer), values in reading.arrays.items():
        arrays["weight", layer], arrays["bias", layer] = np.delete(values, place, axis=-1), values[..., place]
        forms["weight", layer] = forms["bias", layer] = reading.forms["weight", layer]
    return reading._replace(arrays=arrays, forms=forms)


def _readings(value: Any, names: Sequence[str], network: Network, layout: Layout, points: int) -> Iterator[Reading]:
    found = [leaf for leaf in leaves(value, names) if not _is_remembered(leaf)]
    if layout.numbers and len(found) == 1 and found[0].values.ndim == 1:  # numbers in a tuple, each in its own right
        found = [*_one_by_one(found[0], names)]
    keys = keys_of(network)
    wanted = Wanted(network, layout, points)
    zero = any(re.search(r"[wb]_?0$", part.lower()) for leaf in found for part in leaf.path if isinstance(part, str))
    named = {key: leaf for leaf in found if (key := key_of(leaf.path, 0 if zero else 1)) in keys}
    loss = _loss(found, named, len(keys))
    if named and len(named) >= min(len(keys), sum(not _is_loss(leaf, loss) for leaf in found)):
        of_names = [key for key in keys if key in named]
        yield _reading([named[key] for key in of_names], of_names, wanted, "names", loss)
        return
    rest = [leaf for leaf in found if not _is_loss(leaf, loss)]
    arrays = rest if len(found) == len(keys) + 1 and rest else found
    counted = (
        len(found) == network.depth
        or layout.numbers
        or any(_is_loss(leaf, loss) and leaf.values.ndim for leaf in found)
    )
    of_layers = found if counted else rest
    count = sum(int(np.prod(shape_of(layout, network, *key))) for key in keys)
    if len(keys) > 1 and len(rest) == 1 and rest[0].values.size == max(rest[0].values.shape, default=0) == count:
        yield _of_flat(rest[0].values.reshape(-1), wanted, loss)
    elif len(arrays) == len(keys):
        for by, order in orders(network).items():
            yield _reading(arrays, order, wanted, by, loss)
    elif part := list(_of_weights(of_layers, wanted, loss)):
        yield from part
    elif len(found) == network.depth and not layout.point_by_point and all(leaf.values.ndim == 2 for leaf in found):
        yield from _of_deltas(found, wanted, loss)
    elif len(found) <= 2:
        flat = [leaf for leaf in found if leaf.values.size == count > 1]
        if flat:
            yield _of_flat(flat[0].values.reshape(-1), wanted, loss)


def _one_by_one(leaf: Leaf, names: Sequence[str]) -> Iterator[Leaf]:
    """The numbers of an array as leaves, by the names that the `return` gives to them, if it does."""
    named = names if len(names) == leaf.values.size else ()
    for k, number in enumerate(leaf.values):
        yield Leaf((*leaf.path, named[k] if named and named[k] else k), number)


def _is_remembered(leaf: Leaf) -> bool:
    """Whether it is what steps remember, `velocity["W1"]`, and no gradient."""
    return any(isinstance(part, str) and MEMORY.fullmatch(part.lower()) for part in leaf.path[:-1])


def _is_loss(leaf: Leaf, loss: float | None) -> bool:
    """Whether it is the number that is taken for the loss."""
    return loss is not None and leaf.values.size == 1 and float(leaf.values.reshape(-1)[0]) == loss


def _of_weights(arrays: Sequence[Leaf], wanted: Wanted, loss: float | None) -> Iterator[Reading]:
    """An array a layer, each of the shape of its weights: the biases' did not come back."""
    keys = [key for key in keys_of(wanted.network) if key[0] == "weight"]
    for by, order in (("weights alone", keys), ("weights alone, backwards", keys[::-1])):
        if len(arrays) == len(order):
            found = _reading(arrays, order, wanted, by, loss)
            if found.form == "exact":
                yield found


def of_leaves(leaves: Mapping[Key, Array], wanted: Wanted, by: str) -> Reading:
    """Gradients whose arrays are known, in the shapes that they have in a layout."""
    found, forms = {}, {}
    for key, values in leaves.items():
        found[key], forms[key] = _fitted(values, key, wanted)
    read = Reading(found, forms, by)
    return _apart(read, wanted.layout) if wanted.layout.fused and read.form != "misfit" else read


def _of_deltas(found: Sequence[Leaf], wanted: Wanted, loss: float | None) -> Iterator[Reading]:
    """An array a layer, with an axis of its units and one of the points: what may be δ, from either end on."""
    if wanted.points in wanted.network.widths:  # nobody can tell the axes apart
        return
    for by in (DELTAS, f"{DELTAS}, backwards"):
        in_order = found if by == DELTAS else found[::-1]
        sizes = [sorted((width, wanted.points)) for width in wanted.network.widths[1:]]
        if [sorted(leaf.values.shape) for leaf in in_order] == sizes:
            arrays = {(kind, k): leaf.values for kind in ("weight", "bias") for k, leaf in enumerate(in_order, 1)}
            yield Reading(arrays, dict.fromkeys(arrays, "points"), by, loss)
            return


def orders(network: Network) -> Mapping[str, list[Key]]:
    """The orders in which arrays may come, by name."""
    keys = keys_of(network)
    weights, biases = ([key for key in keys if key[0] == kind] for kind in ("weight", "bias"))
    swapped = [
        pair for layer in range(network.depth) for pair in (biases[layer : layer + 1] + weights[layer : layer + 1])
    ]
    found = {"layers": keys, "weights first": weights + biases, "biases first": biases + weights}
    found |= {
        "bias before weight": swapped,
        "last layer first": [k for layer in range(network.depth, 0, -1) for k in keys if k[1] == layer],
    }
    found |= {"backwards": keys[::-1], "weights first, backwards": weights[::-1] + biases[::-1]}
    return {name: order for name, order in found.items() if len(order) == len(keys)}


def _loss(found: Sequence[Leaf], named: Mapping[Key, Leaf], arrays: int) -> float | None:
    """A single number beside the gradients, which says what it is or stands first or last.

    Where as many came back as there are arrays, and each is a number, there is none beside them.
    """
    single = [leaf for leaf in found if leaf.values.size == 1 and leaf not in named.values()]
    for leaf in single:
        if any(
            isinstance(part, str) and part.lower() in ("loss", "cost", "c", "j", "e", "error", "mse")
            for part in leaf.path
        ):
            return float(leaf.values.reshape(-1)[0])
    if len(found) == arrays and all(leaf.values.size == 1 for leaf in found):
        return None
    ends = [leaf for leaf in single if found and leaf in (found[0], found[-1])]
    return float(ends[0].values.reshape(-1)[0]) if ends else None


def _reading(arrays: Sequence[Leaf], keys: Sequence[Key], wanted: Wanted, by: str, loss: float | None) -> Reading:
    found, forms = {}, {}
    for leaf, key in zip(arrays, keys, strict=True):
        found[key], forms[key] = _fitted(leaf.values, key, wanted)
    return Reading(found, forms, by, loss)


def _fitted(values: Array, key: Key, wanted: Wanted) -> tuple[Array, Form]:
    """An array as its parameter's shape wants it, turned as the engine has it; one of points stays as it is."""
    shape, kind = shape_of(wanted.layout, wanted.network, *key), key[0]
    turned = kind == "weight" and wanted.layout.transposed and len(shape) == 2 and not wanted.layout.scalars
    squeezed = tuple(size for size in shape if size != 1)
    if values.shape == shape or (
        values.size == int(np.prod(shape)) and tuple(s for s in values.shape if s != 1) == squeezed
    ):
        fitted = values.reshape(shape)
        return (fitted.T if turned else fitted), "exact"
    if kind == "weight" and len(shape) == 2 and values.shape == shape[::-1]:
        return (values if turned else values.T), "transposed"
    try:
        stretched = np.broadcast_to(values, shape)
    except ValueError:
        by_point = _by_point(values, shape, wanted, is_turned=turned)
        return (values, "misfit") if by_point is None else (by_point, "points")
    return (stretched.T if turned else stretched), "broadcast"


def _by_point(values: Array, shape: tuple[int, ...], wanted: Wanted, *, is_turned: bool) -> Array | None:
    """What may hold an array for each point, or a bias's δ at each, with the points first; None where it can't."""
    m = wanted.points
    bare = (int(np.prod(shape)),) if 1 in shape or len(shape) == 1 else shape
    columns = wanted.layout.batch == "columns"
    for kept, last in ((shape, False), (shape, True), (bare, columns), (bare, not columns)):
        if values.shape == ((*kept, m) if last else (m, *kept)):
            first = np.moveaxis(values, -1, 0) if last else values
            return first.swapaxes(-1, -2) if is_turned and first.ndim == 3 else first
    return None


def _of_flat(values: Array, wanted: Wanted, loss: float | None) -> Reading:
    """One vector with everything, array by array as they stand in the layout."""
    found: dict[Key, Array] = {}
    start = 0
    keys = keys_of(wanted.network)
    if wanted.layout.holder == "vector-weights-first":
        keys = orders(wanted.network)["weights first"]
    for key in keys:
        shape = shape_of(wanted.layout, wanted.network, *key)
        size = int(np.prod(shape))
        found[key], _ = _fitted(values[start : start + size].reshape(shape), key, wanted)
        start += size
    return Reading(found, dict.fromkeys(found, "exact"), "one vector", loss)
