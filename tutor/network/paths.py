"""The paths of the chain rule: every way from C down to a parameter, and the factors along it. Imports no numpy."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from typing import Literal, TypeAlias

from tutor.network.architecture import Network, Parameter

PATH_LIMIT = 64
"""`paths` lists no more than this many unless asked to; `path_count` says how many there are."""


@dataclass(frozen=True)
class Factor:
    """One factor of the chain rule, by the name that the trace knows it by; "1" for the last factor of a bias."""

    name: str
    kind: Literal["cost", "gate", "weight", "input", "one"]


Path: TypeAlias = tuple[Factor, ...]


def paths(network: Network, parameter_name: str, limit: int | None = PATH_LIMIT) -> tuple[Path, ...]:
    """The paths from C down to a parameter, at most `limit` of them (None: all), by their units from the output on.

    In 1-1-1-1, `w1`: ∂C/∂a3, ∂a3/∂z3, w3, ∂a2/∂z2, w2, ∂a1/∂z1, x. Raises KeyError for a name that is no parameter.
    """
    parameter = network.parameter_named[parameter_name]
    return tuple(islice(_all(network, parameter), limit))


def path_count(network: Network, parameter_name: str) -> int:
    """How many paths lead to a parameter: the product of the widths of the layers after its own."""
    return prod(network.widths[network.parameter_named[parameter_name].layer + 1 :])


def gate(network: Network, layer: int, index: int, by: int | None = None) -> str:
    """The name of a unit's gate ρ′(z): `da3/dz3`, `da1[2]/dz1[2]`; for softmax `by` any unit's z: `da2[1]/dz2[2]`."""
    return f"d{network.unit('a', layer, index)}/d{network.unit('z', layer, index if by is None else by)}"


def cost_by(quantity: str) -> str:
    """The name of a derivative of the cost: `dC/dw1`."""
    return f"dC/d{quantity}"


def _all(network: Network, parameter: Parameter) -> Iterator[Path]:
    later = range(network.depth, parameter.layer, -1)
    for above in product(*(range(1, network.widths[layer] + 1) for layer in later)):
        units = (*above, parameter.to)
        factors = [Factor(cost_by(network.unit("a", network.depth, units[0])), "cost")]
        for layer, unit, below in zip(later, units, units[1:], strict=False):
            factors.append(Factor(gate(network, layer, unit), "gate"))
            factors.append(Factor(network.weight(layer, unit, below), "weight"))
        factors.append(Factor(gate(network, parameter.layer, parameter.to), "gate"))
        factors.append(_last(network, parameter))
        yield tuple(factors)


def _last(network: Network, parameter: Parameter) -> Factor:
    if parameter.source is None:
        return Factor("1", "one")
    return Factor(network.unit("a", parameter.layer - 1, parameter.source), "input")
