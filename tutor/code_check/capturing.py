"""A small network with one step, from arrays by name to the numbers of a problem: exact, short decimals, or refused."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from tutor.code_check.forms import HIDDEN, OUTPUT
from tutor.code_check.leaves import key_of
from tutor.code_check.roles import role_of
from tutor.network.activations import ACTIVATION_NAMED
from tutor.network.products import Array

MOST_PARAMETERS, MOST_POINTS, MOST_LAYERS, MOST_DIGITS = 60, 12, 6, 6
"""What a person can work by hand: numbers, points, layers, and significant digits."""
LAYERS = {
    "Identity": "identity",
    "LeakyReLU": "leaky-relu",
    "ReLU": "relu",
    "Sigmoid": "sigmoid",
    "Softmax": "softmax",
    "Softplus": "softplus",
    "Tanh": "tanh",
}
"""Activations by the name that torch has for their layer."""

LOSSES = {
    "MSELoss": "squares",
    "BCELoss": "binary-cross-entropy",
    "BCEWithLogitsLoss": "binary-cross-entropy",
    "CrossEntropyLoss": "cross-entropy",
}
"""Costs by the name that torch has for them."""
LOGITS = {"BCEWithLogitsLoss": "sigmoid", "CrossEntropyLoss": "softmax"}
"""The activation of the last layer that such a loss has in it."""


class NotCaptured(Exception):
    """What is no small network: `key` says why, `params` what there is."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key)
        self.key, self.params = key, params


class Taken(NamedTuple):
    """A network's numbers: W (n_l, n_{l−1}) and b (n_l,) of each layer, x (m, n_0), y (m, n_L), η where it is there."""

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    x: Array
    y: Array
    rate: Fraction | None
    activations: tuple[str, ...] | None
    """As far as the layers' types say."""
    either_way: bool
    """Whether W could lie both ways by its shape, so that one was taken for granted."""


def taken(arrays: Mapping[str, Any], layers: Sequence[str], turned: bool | None) -> Taken:
    """The network of some arrays by name: `W1`, `b1`, …, `X`, `y`, `lr`; torch's are `0.weight`. Raises NotCaptured."""
    torch = any(re.fullmatch(r"(?:.*\.)?(?:weight|bias)", name) for name in arrays)
    weights, biases = _of_torch(arrays) if torch else _named(arrays)
    if not weights:
        raise NotCaptured("no_weights", names=", ".join(arrays))
    if len(weights) > MOST_LAYERS or sum(W.size for W in weights) > MOST_PARAMETERS:
        raise NotCaptured("too_large", found=str(sum(W.size for W in weights)), most=str(MOST_PARAMETERS))
    ways = [way for way in (False, True) if _joins([W.T if way else W for W in weights])]
    ways = [way for way in ways if turned in (None, way) and not (torch and way)]
    if not ways:
        raise NotCaptured("shapes", found=", ".join("×".join(map(str, W.shape)) for W in weights))
    x, y = (_role(arrays, role) for role in ("x", "y"))
    fitting = [way for way in ways if _fits(x, weights[0].shape[0 if way else 1])]
    if not fitting:
        raise NotCaptured("inputs", found="×".join(map(str, x.shape)), width=str(weights[0].shape[0 if ways[0] else 1]))
    way = fitting[0]
    W = tuple(one.T if way else one for one in weights)
    rows = _rows(x, W[0].shape[1], None)
    targets = _rows(y, W[-1].shape[0], len(rows))
    if len(rows) > MOST_POINTS:
        raise NotCaptured("too_many_points", found=str(len(rows)), most=str(MOST_POINTS))
    b = tuple(one.reshape(-1) for one in biases)
    if b and [one.size for one in b] != [one.shape[0] for one in W]:
        raise NotCaptured("biases")
    return Taken(W, b, rows, targets, _rate(arrays), _activations(layers, len(W)), len(fitting) > 1)


def decimals(values: Array, name: str, digits: int | None) -> list[Fraction]:
    """Values as they print, exactly; rounded to so many significant digits where that is said. Raises NotCaptured."""
    found = []
    for value in values.reshape(-1):
        text = f"{value:.{digits}g}" if digits is not None else str(value.item() if value.dtype == float else value)
        try:
            exact = Fraction(text)
        except ValueError:  # infinity, and what is no number
            raise NotCaptured("not_finite", name=name) from None
        significant = re.sub(r"e.*|[-.]", "", text).strip("0")
        if len(significant) > MOST_DIGITS:
            raise NotCaptured("too_long", name=name, value=text, most=str(MOST_DIGITS))
        found.append(exact)
    return found


def _named(arrays: Mapping[str, Any]) -> tuple[list[Array], list[Array]]:
    first = 0 if any(re.fullmatch(r"[wW]_?0", name) for name in arrays) else 1
    keys = {key_of((name,), first): _numbers(array) for name, array in arrays.items()}
    found: dict[str, list[Array]] = {"weight": [], "bias": []}
    for kind, listed in found.items():
        layer = 1
        while (kind, layer) in keys:
            values = keys[kind, layer]
            listed.append(np.atleast_2d(values) if kind == "weight" else values)
            layer += 1
    return found["weight"], found["bias"]


def _of_torch(arrays: Mapping[str, Any]) -> tuple[list[Array], list[Array]]:
    weights = [_numbers(array) for name, array in arrays.items() if name.rpartition(".")[2] == "weight"]
    biases = [_numbers(array) for name, array in arrays.items() if name.rpartition(".")[2] == "bias"]
    if any(one.ndim != 2 for one in weights):
        raise NotCaptured("not_linear")
    return weights, biases


def _numbers(array: Any) -> Array:
    values = np.asarray(array)
    if values.dtype.kind not in "iuf" or values.ndim > 2:
        return np.empty((0, 0))
    return values


def _joins(weights: Sequence[Array]) -> bool:
    return all(below.shape[0] == above.shape[1] for below, above in pairwise(weights))


def _role(arrays: Mapping[str, Any], kind: str) -> Array:
    for name, array in arrays.items():
        role = role_of(name)
        if role is not None and role.kind == kind and np.asarray(array).dtype.kind in "iuf":
            return np.asarray(array)
    raise NotCaptured("no_data", name=kind, names=", ".join(arrays))


def _fits(x: Array, width: int) -> bool:
    return width in x.shape or (x.ndim <= 1 and width == 1)


def _rows(values: Array, width: int, points: int | None) -> Array:
    """Values with a row for each point."""
    if values.ndim < 2:
        single = values.size == width and points in (None, 1) and width != 1
        return values.reshape(1, -1) if single else _checked(values.reshape(-1, 1), width, points)
    by_rows = values.shape[1] == width and points in (None, values.shape[0])
    return _checked(values if by_rows else values.T, width, points)


def _checked(rows: Array, width: int, points: int | None) -> Array:
    if rows.shape[1] != width or points not in (None, rows.shape[0]):
        raise NotCaptured("targets", found="×".join(map(str, rows.shape)), width=str(width))
    return rows


def _rate(arrays: Mapping[str, Any]) -> Fraction | None:
    for name, array in arrays.items():
        role = role_of(name)
        values = np.asarray(array)
        if role is not None and role.kind == "rate" and values.size == 1 and values.dtype.kind in "iuf":
            return decimals(values.reshape(-1), name, None)[0]
    return None


def _activations(layers: Sequence[str], depth: int) -> tuple[str, ...] | None:
    """The activation behind each linear layer; None where nothing is known of layers. Raises NotCaptured."""
    if not layers:
        return None
    found: list[str] = []
    for name in layers:
        if name == "Linear":
            found.append("identity")
        elif name in LAYERS and found:
            found[-1] = LAYERS[name]
        else:
            raise NotCaptured("layer", name=name)
    return tuple(found) if len(found) == depth else None


def seen_activations(network: Taken, output: Any) -> tuple[str, ...] | None:
    """The activations by which a network makes this output of its inputs, whatever its layers are called.

    Where several do, they are the same at these data: the likeliest. None where none does.
    """
    values = _numbers(output)
    if values.size != network.y.size:
        return None
    depth = len(network.weights)
    chains = [(first,) * (depth - 1) + (last,) for first in HIDDEN for last in OUTPUT]
    values = values.reshape(network.y.shape)
    known = [network.activations] if network.activations is not None else []
    return next((chain for chain in (*known, *chains) if np.allclose(_output(network, chain), values, atol=1e-5)), None)


def _output(network: Taken, activations: Sequence[str]) -> Array:
    values = network.x.astype(float)
    for layer, (W, name) in enumerate(zip(network.weights, activations, strict=True)):
        z = values @ W.T + (network.biases[layer] if network.biases else 0.0)
        values = ACTIVATION_NAMED[name].value(z)
    return values


def is_input(name: str) -> bool:
    """Whether the name is one of inputs."""
    role = role_of(name)
    return role is not None and role.kind == "x"


def with_rows(arrays: Mapping[str, Any], loss: str) -> Mapping[str, Any]:
    """The same arrays; targets that number classes, as torch's cross-entropy takes them, as rows of 0 and 1."""
    if loss != "CrossEntropyLoss":
        return arrays
    weights, _ = _of_torch(arrays)
    found = dict(arrays)
    for name, values in arrays.items():
        role = role_of(name)
        if role is not None and role.kind == "y" and np.ndim(values) == 1 and weights:
            places = np.asarray(values).astype(int)
            if places.min(initial=0) >= 0 and places.max(initial=0) < len(weights[-1]):
                found[name] = np.eye(len(weights[-1]))[places]
    return found


def cost_of_loss(loss: str, reduction: str, outputs: int) -> str | None:
    """The cost that one of torch's losses is; None for one that is none here. Of one output a mean is of points."""
    name = LOSSES.get(loss)
    if name is None:
        return None
    if reduction == "sum":
        return f"sum-of-{name}" if name == "squares" else name
    if name == "squares":
        return "mean-of-squares" if outputs == 1 else "mean-of-squares-over-outputs"
    return f"mean-{name}" if name == "cross-entropy" or outputs == 1 else None
