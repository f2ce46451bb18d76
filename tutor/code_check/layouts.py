"""How a function may want its arrays: which way W lies, where points lie, the shape of a bias, and of what kind.

A layout turns a case into arguments for the other process (`inside.values`), and says which shape each gradient has.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np

from tutor.code_check.cases import RATE, Cases
from tutor.code_check.signature import Signature
from tutor.network.architecture import Network
from tutor.network.compute import forward
from tutor.network.layers import split
from tutor.network.products import Array

Value: TypeAlias = dict[str, Any]
Batch: TypeAlias = Literal["rows", "columns", "column", "vector"]
"""All points in rows or in columns; or one point at a time, as a column or as a vector."""
Holder: TypeAlias = Literal["W", "w", "pairs", "flat", "W0", "nested"]
"""What holds all parameters: a dict by `W1`, `w1` or `W0`, pairs (W, b), one list, or `{"W": […], "b": […]}`."""
HOLDERS: tuple[Holder, ...] = ("W", "pairs", "flat", "w", "W0", "nested")


class Layout(NamedTuple):
    """One way to hand the arrays over."""

    transposed: bool
    """Whether W stands as x·W wants it, (n_{l−1}, n_l); else as W·x does."""
    batch: Batch
    bias: Literal["flat", "row", "column"]
    y: Literal["full", "flat", "labels"] = "full"
    x: Literal["full", "flat"] = "full"
    numbers: bool = False
    """Whether parameters are plain numbers: all widths are 1."""
    kind: Literal["array", "list", "tensor", "grad"] = "array"
    holder: Holder = "W"

    @property
    def point_by_point(self) -> bool:
        """Whether the function is called for each point."""
        return self.batch in ("column", "vector")


_FORMS: tuple[tuple[bool, Batch, Literal["flat", "row", "column"]], ...] = (
    (True, "rows", "row"),
    (True, "rows", "flat"),
    (False, "columns", "column"),
    (False, "rows", "flat"),
    (False, "rows", "row"),
    (True, "columns", "column"),
    (False, "vector", "flat"),
    (True, "vector", "flat"),
    (False, "column", "column"),
    (True, "column", "column"),
)


def layouts(signature: Signature, network: Network, kinds: Sequence[str], *, labels: bool) -> Iterator[Layout]:
    """The layouts to try, the likeliest first."""
    holders = HOLDERS if signature.has("parameters") else HOLDERS[:1]
    single_output, single_input = network.widths[-1] == 1, network.widths[0] == 1
    targets = ["full", *(["flat"] if single_output else []), *(["labels"] if labels and not single_output else [])]
    inputs = ["full", *(["flat"] if single_input else [])]
    for kind in kinds:
        for holder in holders:
            if set(network.widths) == {1}:
                for batch in ("rows", "vector"):
                    yield Layout(False, batch, "flat", "flat", "flat", True, kind, holder)  # type: ignore[arg-type]
            for transposed, batch, bias in _FORMS:
                if network.bias == "none" and bias == "row":
                    continue
                for y in targets:
                    for x in inputs:
                        yield Layout(transposed, batch, bias, y, x, False, kind, holder)  # type: ignore[arg-type]


def arguments(
    signature: Signature, layout: Layout, cases: Cases, forward_pass: Signature | None = None
) -> list[dict[str, Any]]:
    """The calls for one case, which `cases` holds alone: one, or one for each point."""
    points = range(cases.points) if layout.point_by_point else [None]
    return [_call(signature, layout, cases, point, forward_pass) for point in points]


def _call(
    signature: Signature, layout: Layout, cases: Cases, point: int | None, forward_pass: Signature | None
) -> dict[str, Any]:
    by_place: list[Value] = []
    by_name: dict[str, Value] = {}
    parts = Parts(layout, cases, point)
    for name, role, place in signature.roles:
        if role.kind == "cache" and forward_pass is not None:
            call = _call(forward_pass, layout, cases, point, None)
            value: Value = {"call": call["function"], "arguments": call["arguments"], "named": call["named"]}
        else:
            value = parts.value(role.kind, role.layer)
        if place:
            by_place.append(value)
        else:
            by_name[name] = value
    return {"function": signature.function.name, "arguments": by_place, "named": by_name}


class Parts:
    """A case's arrays as a layout has them; `point` is the one that is handed over, counted from 0, where it is one."""

    def __init__(self, layout: Layout, cases: Cases, point: int | None) -> None:
        self._layout, self._network = layout, cases.network
        pick = slice(None) if point is None else slice(point, point + 1)
        self._x, self._y = cases.x[0][pick], cases.y[0][pick]
        layers = split(cases.network, cases.theta[0], self._x, self._y)
        with np.errstate(all="ignore"):
            forward(layers)
        self._layers = layers

    def value(self, kind: str, layer: int) -> Value:
        """What stands for a role."""
        numbers = {"rate": RATE, "points": len(self._x), "penalty": _penalty(self._network), "depth": len(self._layers)}
        if kind in numbers:
            return {"number": numbers[kind]}
        if kind in ("weight", "bias"):
            return self._parameter(kind, layer)
        of_layer = {"activation": "a", "output": "a", "preactivation": "z"}
        if kind in of_layer:
            return self._of_layer(of_layer[kind], layer or len(self._layers))
        return self._whole(kind)

    def _whole(self, kind: str) -> Value:
        """What stands for a role that is about all layers or all points."""
        makers: dict[str, Callable[[], Value]] = {
            "weights": lambda: {"items": [self._parameter("weight", k) for k in self._depths()]},
            "biases": lambda: {"items": [self._parameter("bias", k) for k in self._depths()]},
            "parameters": self._held,
            "x": lambda: self._points(self._x, self._layout.x),
            "y": lambda: self._labels() if self._layout.y == "labels" else self._points(self._y, self._layout.y),
            "data": self._pairs,
            "sizes": lambda: {"items": [{"number": width} for width in self._network.widths]},
            "activations": lambda: {
                "items": [self._points(self._x, "full"), *(self._of_layer("a", k) for k in self._depths())]
            },
            "preactivations": lambda: {"items": [self._of_layer("z", k) for k in self._depths()]},
            "cache": self._cache,
        }
        return makers[kind]()

    def _of_layer(self, letter: str, layer: int) -> Value:
        """z or a of a layer, as the engine has it; nothing where there is no such layer."""
        if layer > len(self._layers):
            return {"none": True}
        at = self._layers[layer - 1]
        return self._points(at.z if letter == "z" else at.a, "full")

    def _pairs(self) -> Value:
        pairs = zip(self._x, self._y, strict=True)
        return {"items": [{"items": [self._row(x), self._row(y)], "tuple": True} for x, y in pairs]}

    def _depths(self) -> range:
        return range(1, self._network.depth + 1)

    def _parameter(self, kind: str, layer: int) -> Value:
        if layer > len(self._layers):
            return {"none": True}
        at = self._layers[layer - 1]
        if self._layout.numbers:
            return self._number((at.W if kind == "weight" else at.b).reshape(-1)[0])
        if kind == "weight":
            return self._array(at.W.T if self._layout.transposed else at.W)
        row = at.b.reshape(-1)
        return self._array({"flat": row, "row": row[None], "column": row[:, None]}[self._layout.bias])

    def _held(self) -> Value:
        holder, has_biases = self._layout.holder, self._network.bias != "none"
        weights = [self._parameter("weight", k) for k in self._depths()]
        biases = [self._parameter("bias", k) for k in self._depths()] if has_biases else []
        pairs = list(zip(weights, biases, strict=True)) if biases else [(one,) for one in weights]
        if holder == "nested":
            return {"entries": {"W": {"items": weights}, "b": {"items": biases}}}
        if holder == "pairs":
            return {"items": [{"items": list(pair), "tuple": True} for pair in pairs]}
        if holder == "flat":
            return {"items": [one for pair in pairs for one in pair]}
        first = 0 if holder == "W0" else 1
        names = ("w" if holder == "w" else "W", "b")
        named = {
            f"{name}{k}": one for k, pair in enumerate(pairs, first) for name, one in zip(names, pair, strict=False)
        }
        return {"entries": named}

    def _cache(self) -> Value:
        found: dict[str, Value] = {"X": self._points(self._x, "full"), "A0": self._points(self._x, "full")}
        for layer in self._layers:
            for letter, values in (("Z", layer.z), ("A", layer.a)):
                found[f"{letter}{layer.index}"] = found[f"{letter.lower()}{layer.index}"] = self._points(values, "full")
        return {"entries": found}

    def _points(self, rows: Array, form: str) -> Value:
        """Values (m, n) of points."""
        batch = self._layout.batch
        if form == "flat":
            return self._number(rows[0, 0]) if self._layout.numbers and batch == "vector" else self._array(rows[:, 0])
        if batch == "vector":
            return self._array(rows[0])
        return self._array(rows if batch == "rows" else rows.T)

    def _labels(self) -> Value:
        value = self._array(self._y.argmax(axis=-1))
        if self._layout.kind in ("array", "tensor", "grad"):
            value["whole"] = True
        return value

    def _row(self, row: Array) -> Value:
        if self._layout.numbers or row.size == 1:
            return self._number(row[0])
        return self._array(row)

    def _array(self, values: Array) -> Value:
        kind = self._layout.kind
        word = {"array": "array", "list": "list", "tensor": "tensor", "grad": "tensor"}[kind]
        return {word: values.tolist(), **({"grad": True} if kind == "grad" else {})}

    def _number(self, value: float) -> Value:
        if self._layout.kind in ("tensor", "grad"):
            return {"tensor": float(value), **({"grad": True} if self._layout.kind == "grad" else {})}
        return {"number": float(value)}


def _penalty(network: Network) -> float:
    """λ of the network's penalty on its weights; 0 where it has none."""
    return 0.0 if network.penalty is None else float(network.penalty.l2)


def shape_of(layout: Layout, network: Network, kind: str, layer: int) -> tuple[int, ...]:
    """The shape that a parameter has in a layout."""
    after, before = network.widths[layer], network.widths[layer - 1]
    if layout.numbers:
        return ()
    if kind == "weight":
        return (before, after) if layout.transposed else (after, before)
    return {"flat": (after,), "row": (1, after), "column": (after, 1)}[layout.bias]
