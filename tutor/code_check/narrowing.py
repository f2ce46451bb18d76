"""A mistake made in some layers only: in a program each layer has a line of its own, and one may be wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from tutor.mistakes.mistake import Mistake
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Sum
from tutor.network.state import Layer

OF_LAYERS = (
    *("forward", "activation", "activation_derivative", "delta", "own_delta"),
    *("weight_partial", "bias_partial", "back_through_weights"),
)
"""The rules that look at one layer at a time."""
OF_ARRAYS = ("weight_partial", "bias_partial")
"""The rules that add up over the points: of a layer's weights, and of its biases."""


@dataclass(frozen=True, eq=False)
class Narrowed(Mistake):
    """A mistake that is made in some layers alone, and by some of their arrays."""

    layers: tuple[int, ...] = ()
    whole: Mistake | None = None
    """The mistake as the catalogue has it."""


def original(mistake: Mistake) -> Mistake:
    """The mistake as the catalogue has it."""
    return mistake.whole if isinstance(mistake, Narrowed) and mistake.whole is not None else mistake


def layers_of(mistake: Mistake) -> tuple[int, ...]:
    """The layers in which it is made alone; none where it is made wherever it can be."""
    return mistake.layers if isinstance(mistake, Narrowed) else ()


@lru_cache(maxsize=1024)
def narrowed(mistake: Mistake, depth: int) -> tuple[Narrowed, ...]:
    """The mistake in each layer alone, in the hidden ones alone; of sums in the weights or biases of these alone.

    They are the same objects each time: what they give is worked out once for all ways to call a function.
    """
    return tuple(_narrowed(mistake, depth))


def _narrowed(mistake: Mistake, depth: int) -> Iterator[Narrowed]:
    hidden = tuple(range(1, depth))
    sets = [*((layer,) for layer in range(1, depth + 1)), *([hidden] if len(hidden) > 1 else [])]
    if mistake.rule in OF_LAYERS and depth > 1:
        yield from (_changed(mistake, mistake.rule, _in_layers(mistake, layers), layers) for layers in sets)
    if mistake.rule == "sum_over_data":
        every = tuple(range(1, depth + 1))
        for rule in OF_ARRAYS:
            for layers in dict.fromkeys([*sets, every]):
                yield _changed(mistake, rule, _sums(mistake, rule, layers), () if layers == every else layers)


def narrowed_like(mistake: Mistake, other: Mistake) -> Mistake:
    """Another mistake of the same id, narrowed as this one is."""
    depth = max(layers_of(mistake), default=1) + 1
    alike = (one for one in narrowed(other, depth) if one.rule == mistake.rule and one.layers == layers_of(mistake))
    return next(alike, other)


def _changed(mistake: Mistake, rule: str, change: Callable[..., Any], layers: tuple[int, ...]) -> Narrowed:
    record = {field.name: getattr(mistake, field.name) for field in fields(Mistake)}
    record |= {"rule": rule, "change": change, "within": mistake.component}
    return Narrowed(**record, layers=layers, whole=mistake)


def _in_layers(mistake: Mistake, layers: tuple[int, ...]) -> Callable[..., Any]:
    right = getattr(RIGHT, mistake.rule)

    def change(layer: Layer, *more: Any) -> Any:
        return (mistake.change if layer.index in layers else right)(layer, *more)

    return change


def _sums(mistake: Mistake, rule: str, layers: tuple[int, ...]) -> Callable[[Layer, Sum], Array]:
    right = getattr(RIGHT, rule)

    def partial(layer: Layer, add: Sum) -> Array:
        found: Array = right(layer, mistake.change if layer.index in layers else add)
        return found

    return partial
