"""The arrays in what a function returned, and the parameters that their names speak of.

What comes in is untrusted: it was bounded where it was made into JSON.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from tutor.network.products import Array

_WORDS = re.compile(r"^(?:grads?|gradients?|nabla|delta|d|g)_?(?=[a-zA-Z])|(?:_?grads?|gradient)$")
_OVER = re.compile(r"^d\w{0,5}[_/]?(?=d[a-zA-Z])")
"""The upper half of `dC/dW1` and `dloss_dW1`."""
_NAMED = re.compile(r"(w|weights?|theta|b|bias|biases)(?:\d_?)??(\d)$")
_LISTED = {"w": "weight", "ws": "weight", "weight": "weight", "weights": "weight", "theta": "weight",
           "kernel": "weight", "b": "bias", "bs": "bias", "bias": "bias", "biases": "bias"}  # fmt: skip
_HIDDEN = {
    **dict.fromkeys(("wh", "wxh", "whidden"), ("weight", 1)),
    **dict.fromkeys(("wo", "why", "wout"), ("weight", 2)),
    **dict.fromkeys(("bh", "bhidden"), ("bias", 1)),
    **dict.fromkeys(("bo", "by", "bout"), ("bias", 2)),
}
Key: TypeAlias = tuple[str, int]
"""A parameter array: `weight` or `bias`, and the layer."""

DEEPEST = 8
"""How many containers within one another are looked into."""


class Leaf(NamedTuple):
    """An array that was returned, and the names and places that lead to it."""

    path: tuple[str | int, ...]
    values: Array


def leaves(value: Any, names: Sequence[str] = ()) -> list[Leaf]:
    """The arrays in a value, in order; `names` are those that the `return` gives to its parts."""
    return list(_leaves(value, (), names))


def _leaves(value: Any, path: tuple[str | int, ...], names: Sequence[str]) -> Iterator[Leaf]:
    if not isinstance(value, dict) or len(path) > DEEPEST:
        return
    if "array" in value or "number" in value:
        try:
            values = np.array(value.get("array", value.get("number")), dtype=float)
        except (ValueError, TypeError, OverflowError, RecursionError):  # rows of different lengths, or no numbers
            return
        yield Leaf(path, values)
    elif isinstance(value.get("items"), list):
        items = value["items"]
        named = names if len(names) == len(items) else ()
        for k, item in enumerate(items):
            yield from _leaves(item, (*path, named[k] if named and named[k] else k), ())
    elif isinstance(value.get("entries"), dict):
        for key, item in value["entries"].items():
            yield from _leaves(item, (*path, str(key)), ())


def key_of(path: Sequence[str | int], first: int = 1) -> Key | None:
    """The parameter array that names and places lead to: `dW1`, `("dW", 0)`, `("grads", "b2")`."""
    words = [part for part in path if isinstance(part, str)]
    place = next((part for part in reversed(path) if isinstance(part, int)), None)
    for word in reversed(words):
        bare = _WORDS.sub("", _OVER.sub("", word.strip())).lower().replace("_", "")
        if bare in _HIDDEN:
            return _HIDDEN[bare]
        found = _NAMED.match(bare)
        if found is not None:
            return ("weight" if found[1][0] in "wt" else "bias", int(found[2]) + 1 - first)
        if bare in _LISTED:
            return _of_list(_LISTED[bare], bare, words, place, first)
    return None


def _of_list(kind: str, bare: str, words: Sequence[str], place: int | None, first: int) -> Key | None:
    """The layer by a place in a list, or by another word on the way (`layer2`); one alone is of the only layer."""
    if place is not None:
        return kind, place + 1
    numbers = [int(found[1]) for word in words if (found := re.search(r"(\d)$", word))]
    if numbers:
        return kind, numbers[0] + 1 - first
    return (kind, 1) if bare in ("w", "b", "weight", "bias") else None
