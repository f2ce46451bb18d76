"""What a function returned, as the gradients of parameters that are numbers of their own."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from tutor.code_check.leaves import Key, leaves
from tutor.code_check.returned import Reading, cut_up
from tutor.code_check.roles import plain
from tutor.code_check.scalars import Scalars, by_name, in_order, is_bias
from tutor.network.architecture import Network
from tutor.network.products import Array

_PREFIX = re.compile(r"^(?:d(?:l|c|j|e|loss|cost|error)?d|grad(?:ient)?|nabla|delta|new|d|g)?(?=[a-z])")


def scalar_readings(
    value: Any, names: Sequence[str], found: Scalars, network: Network, *, transposed: bool
) -> Iterator[Reading]:
    """The ways in which a value can be the gradients: by the names of the numbers, else in the order of those."""
    numbers = [
        (next((part for part in reversed(leaf.path) if isinstance(part, str)), ""), number)
        for leaf in leaves(value, names)
        for number in leaf.values.reshape(-1).tolist()
    ]
    own = {plain(name): name for name in found.names}
    named = {own[bare]: number for word, number in numbers if (bare := _PREFIX.sub("", plain(word))) in own}
    if set(found.weights) <= named.keys():
        yield _reading([named.get(name) for name in found.names], found, network, "names", transposed=transposed)
        return
    orders = {"numbers": list(found.names), "weights first": [*found.weights, *found.biases], "weights": found.weights}
    for loss, rest in ((None, numbers), *(((numbers[0], numbers[1:]), (numbers[-1], numbers[:-1])) if numbers else ())):
        for by, order in orders.items():
            if len(order) == len(rest):
                given = dict(zip(order, (number for _, number in rest), strict=True))
                read = _reading([given.get(name) for name in found.names], found, network, by, transposed=transposed)
                yield read if loss is None else read._replace(by=f"{by}, {loss[0] or 'loss'}", loss=loss[1])


def own_names(found: Scalars, network: Network, *, transposed: bool) -> dict[str, str]:
    """The program's own names of the network's parameters, by the network's."""
    places = cut_up(network, np.arange(network.parameter_count))
    numbers = by_name(found, *in_order(places, transposed=transposed))
    return {network.parameters[int(place)].name: name for place, name in zip(numbers, found.names, strict=True)}


def _reading(
    numbers: Sequence[float | None], found: Scalars, network: Network, by: str, *, transposed: bool
) -> Reading:
    """Numbers in the order of their names, as arrays: those that were all given."""
    weights, biases = (
        [number for name, number in zip(found.names, numbers, strict=True) if is_bias(name) == of_bias]
        for of_bias in (False, True)
    )
    arrays: dict[Key, Array] = {}
    for layer, (before, after) in enumerate(zip(network.widths, network.widths[1:], strict=False), 1):
        own, weights = weights[: before * after], weights[before * after :]
        if None not in own:
            W = np.array(own, dtype=float)
            arrays["weight", layer] = W.reshape(before, after).T if transposed else W.reshape(after, before)
        count = {"none": 0, "shared": 1}.get(network.bias, after)
        own, biases = biases[:count], biases[count:]
        if own and None not in own:
            arrays["bias", layer] = np.array(own, dtype=float)
    return Reading(arrays, dict.fromkeys(arrays, "exact"), by)
