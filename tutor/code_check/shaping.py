"""Arrays in the shapes that a layout has, and as the other process is told of them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

from tutor.code_check.layouts import OF_LAYERS, Batch, Holder
from tutor.network.products import Array

Value: TypeAlias = dict[str, Any]


def numbers_of(value: Value) -> Array:
    """All numbers of an array, in one row."""
    return np.ravel(next(value[word] for word in ("array", "list", "tensor", "number") if word in value))


def paired(weights: Sequence[Value], biases: Sequence[Value]) -> list[tuple[Value, ...]]:
    """What belongs to each layer: its weights, and its bias where there are such."""
    return list(zip(weights, biases, strict=True)) if biases else [(one,) for one in weights]


def held_in(holder: Holder, weights: Sequence[Value], biases: Sequence[Value], layers: Sequence[str] = ()) -> Value:
    """All parameters in a container; without biases where there are none, or where they stand among the weights.

    `layers` are the keys of the layers, where each has a dict and these stand in one.
    """
    pairs = paired(weights, biases)
    first, names = 0 if holder == "W0" else 1, ("w" if holder == "w" else "W", "b")
    makers: dict[str, Callable[[], Value]] = {
        "neurons": lambda: {"items": [_neurons(one) for one in weights]},
        "nested": lambda: {"entries": {"W": {"items": [*weights]}, "b": {"items": [*biases]}}},
        "pairs": lambda: {"items": [{"items": list(pair), "tuple": True} for pair in pairs]},
        "flat": lambda: {"items": [one for pair in pairs for one in pair]},
    }
    if holder in makers:
        return makers[holder]()
    if holder in OF_LAYERS:
        keys = OF_LAYERS[holder]
        each = [{"entries": dict(zip(keys, pair, strict=False))} for pair in pairs]
        return {"entries": dict(zip(layers, each, strict=True))} if layers else {"items": each}
    named = {f"{name}{k}": one for k, pair in enumerate(pairs, first) for name, one in zip(names, pair, strict=False)}
    return {"space" if holder == "space" else "entries": named}


def _neurons(weights: Value) -> Value:
    """A layer as neurons with their weights."""
    rows = next(value for word, value in weights.items() if word in ("array", "list", "tensor"))
    return {"items": [{"entries": {"weights": {"list": row}}} for row in rows]}


def weights_of_neurons(value: Any) -> Value:
    """The weights of neurons that came back, an array for each layer, whatever else they hold by now."""
    layers = value.get("items", ()) if isinstance(value, dict) else ()
    return {"items": [{"items": [_weights_of(one) for one in layer.get("items", ())]} for layer in layers]}


def _weights_of(neuron: Any) -> Value:
    entries = neuron.get("entries") if isinstance(neuron, dict) else None
    found: Value = entries.get("weights", {}) if isinstance(entries, dict) else {}
    return found


def laid_out(rows: Array, batch: Batch) -> Array:
    """Points (m, n) as a layout has them."""
    if batch == "vector":
        found: Array = rows[0]
    elif batch.startswith("stacked"):
        found = rows[:, None] if batch.startswith("stacked-row") else rows[:, :, None]
    else:
        found = rows if batch in ("rows", "row") else rows.T
    return found


def emptied(value: Value) -> Value:
    """The same with 0 for all numbers: what steps remember before the first."""
    found = dict(value)
    for kind in ("array", "list", "tensor", "number"):
        if kind in found:
            found[kind] = np.zeros_like(np.array(found[kind], dtype=float)).tolist()
    if "items" in found:
        found["items"] = [emptied(item) for item in found["items"]]
    if "entries" in found:
        found["entries"] = {name: emptied(item) for name, item in found["entries"].items()}
    return found
