"""The arguments of a call: a case's arrays as a layout has them, for each role of a function's parameters."""

from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

import numpy as np

from tutor.code_check.building import SIZE
from tutor.code_check.called import BOTH, Roles
from tutor.code_check.cases import RATE, Cases, order_of
from tutor.code_check.definitions import Function
from tutor.code_check.held import Held, put, with_bias
from tutor.code_check.layouts import Layout, Record
from tutor.code_check.returned import cut_up
from tutor.code_check.roles import Role, role_of
from tutor.code_check.scalars import Scalars, by_name, in_order
from tutor.code_check.shaping import Value, emptied, held_in, laid_out, numbers_of, paired
from tutor.code_check.signature import Signature
from tutor.code_check.subjects import Subject
from tutor.network.architecture import Network
from tutor.network.compute import forward
from tutor.network.layers import split
from tutor.network.products import Array
from tutor.network.state import Layer


def arguments(
    signature: Signature,
    layout: Layout,
    cases: Cases,
    one: Held | None = None,
) -> dict[str, Any]:
    """The call for one case, which `cases` holds alone; `one` is what an object holds."""
    parts = Parts(layout, cases, signature.scalars)
    if signature.subject is not None:
        return _on_object(signature, signature.subject, parts, one)
    made = {}
    if signature.forward is not None:
        made = _came_out({"call": signature.forward.function.name, **parts.given(signature.forward.roles)})
    return {"function": signature.function.name, **parts.given(signature.roles, made)}


def _came_out(result: Value) -> dict[str, Value]:
    """What a function may take of the result of a forward pass, by role."""
    return {"result": result, **{part: {**result, "part": part} for part in ("output", "cache")}}


def _on_object(signature: Signature, subject: Subject, parts: "Parts", one: Held | None) -> dict[str, Any]:
    """A call on an object that is made, filled in and led through the forward pass before."""
    came_out = _came_out({"result": 0}) if subject.steps else {}
    steps = [
        {
            **_called(step.function, step.through, step.part),
            **parts.given(step.roles, came_out if k else {}),
        }
        for k, step in enumerate(subject.steps)
    ]
    if len(subject.steps) > 1 and signature.through:
        came_out["upstream"] = {"result": -1}
    moved_by: dict[str, Value] = {}
    if subject.optimizer is not None:
        own: dict[str, Value] = {"object": {"self": True}, "parameters": {"self": "parameters"}}
        given = parts.given(subject.optimizer.roles, own)
        moved_by["optimizer"] = {"make": subject.optimizer.function.owner, **given}
    call: dict[str, Any] = {
        "object": {**parts.made(subject), **parts.given(subject.making.roles)},
        "set": [] if one is None else put(one, *parts.parameters()),
        "steps": steps,
        **_called(signature.function, signature.through),
        **parts.given(signature.roles, came_out | moved_by),
    }
    return call if subject.has_own_loss else {**call, "slope": [parts.value(Role("y"))]}


def _called(function: Function, through: int, part: str = "") -> dict[str, Any]:
    more = {**({"through": through} if through else {}), **({"of": part} if part else {})}
    return {"function": function.name, "method": bool(function.owner), **more}


class Parts:
    """A case's arrays as a layout has them."""

    def __init__(self, layout: Layout, cases: Cases, scalars: Scalars | None = None) -> None:
        self._layout, self._network, self._scalars = layout, cases.network, scalars
        self._x, self._y = cases.x[0], cases.y[0]
        self._layers = split(cases.network, cases.theta[0], self._x, self._y, order=order_of(cases.network))
        self._theta = cases.theta[0]

    @cached_property
    def _computed(self) -> list[Layer]:
        """The layers after the forward pass, which few functions want to be given."""
        with np.errstate(all="ignore"):
            forward(self._layers)
        return self._layers

    def given(self, roles: Roles, made: Mapping[str, Value] = MappingProxyType({})) -> dict[str, Any]:
        """The arguments for some roles; `made` has those that are made while the call is carried out, by kind."""
        by_place: list[Value] = []
        by_name: dict[str, Value] = {}
        for name, role, place in roles:
            value = made.get(role.kind) or self.value(role)
            if role.kind == "result":
                value = {**value, "part": role.layer}
            if place:
                by_place.append(value)
            else:
                by_name[name] = value
        return {"arguments": by_place, "named": by_name}

    def made(self, subject: Subject) -> dict[str, Any]:
        """How an object is made."""
        if subject.built is None:
            return {subject.origin.value: subject.name}
        sizes = {f"{SIZE}{k}": width for k, width in enumerate(self._network.widths)}
        return {"built": subject.built.text, "name": subject.name, "sizes": sizes}

    def parameters(self) -> tuple[dict[int, Array], dict[int, Array]]:
        """W (n_l, n_{l−1}) and b (n_l,) by layer."""
        return {at.index: at.W for at in self._layers}, {at.index: at.b.reshape(-1) for at in self._layers}

    def value(self, role: Role) -> Value:
        """What stands for a role."""
        kind, layer = role.kind, role.layer
        if kind == "handed":
            return {"handed": role.text}
        widths = self._network.widths
        numbers = {"rate": RATE, "points": len(self._x), "penalty": _penalty(self._network), "depth": len(self._layers)}
        numbers |= {"decay": 0, "inputs": widths[0], "outputs": widths[-1], "epochs": 1, "seed": 0}
        numbers["hidden"] = widths[min(max(layer, 1), len(widths) - 1)]
        if kind in numbers:
            return {"number": numbers[kind]}
        if kind in ("weight", "bias"):
            return self._parameter(kind, layer)
        if kind.startswith("scalar") and self._scalars is not None:
            return self._of_scalars(kind, layer, self._scalars)
        of_layer = {"activation": "a", "output": "a", "preactivation": "z"}
        if kind in of_layer:
            return self._of_layer(of_layer[kind], layer or len(self._layers))
        return self._whole(role.text if role.text == BOTH else kind)

    def _of_scalars(self, kind: str, place: int, scalars: Scalars) -> Value:
        """What stands for a role where parameters are numbers: one of them, all of a kind, or one input or target."""
        if kind in ("scalar-x", "scalar-y"):
            row = (self._x if kind == "scalar-x" else self._y)[0]
            return self._number(row[place])
        weights, biases = in_order(cut_up(self._network, self._theta), transposed=self._layout.transposed)
        numbers = by_name(scalars, weights, biases)
        if kind == "scalar":
            return self._number(numbers[place])
        if kind == "scalar-all" and self._layout.holder == "w":
            return {"entries": {name: self._number(one) for name, one in zip(scalars.names, numbers, strict=True)}}
        return self._array(np.array({"scalar-weights": weights, "scalar-biases": biases}.get(kind, numbers)))

    def _whole(self, kind: str) -> Value:
        """What stands for a role that is about all layers or all points."""
        makers: dict[str, Callable[[], Value]] = {
            "weights": lambda: {"items": [self._parameter("weight", k) for k in self._depths()]},
            "biases": lambda: {"items": [self._parameter("bias", k) for k in self._depths()]},
            "parameters": self._held,
            "memory": lambda: emptied(self._held()),
            "x": lambda: self._points(self._x, self._layout.x),
            "y": lambda: self._labels() if self._layout.y == "labels" else self._points(self._y, self._layout.y),
            "data": self._pairs,
            BOTH: lambda: {"items": [self.value(Role("x")), self.value(Role("y"))], "tuple": True},
            "sizes": lambda: {"items": [{"number": width} for width in self._network.widths]},
            "outs": lambda: {"items": [{"number": width} for width in self._network.widths[1:]]},
            "hiddens": lambda: {"items": [{"number": width} for width in self._network.widths[1:-1]]},
            "object": lambda: {"self": True},
            "upstream": lambda: {"upstream": self._points(self._y, self._layout.y)},
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
        at = self._computed[layer - 1]
        return self._points(at.z if letter == "z" else at.a, "full")

    def _pairs(self) -> Value:
        pairs = zip(self._x, self._y, strict=True)
        return {"items": [{"items": [self._point(x), self._point(y)], "tuple": True} for x, y in pairs]}

    def _depths(self) -> range:
        return range(1, self._network.depth + 1)

    def _parameter(self, kind: str, layer: int) -> Value:
        if layer > len(self._layers):
            return {"none": True}
        at = self._layers[layer - 1]
        if self._layout.numbers:
            return self._number((at.W if kind == "weight" else at.b).reshape(-1)[0])
        if self._layout.one_unit and layer == len(self._layers):
            W = with_bias(at.W, at.b, self._layout.fused)
            return self._array(W[0]) if kind == "weight" else self._number(at.b.reshape(-1)[0])
        if kind == "weight":
            W = with_bias(at.W, at.b, self._layout.fused)
            return self._array(W.T if self._layout.transposed else W)
        row = at.b.reshape(-1)
        return self._array({"flat": row, "row": row[None], "column": row[:, None]}[self._layout.bias])

    def _held(self) -> Value:
        holder, has_biases = self._layout.holder, self._network.bias != "none" and not self._layout.fused
        weights = [self._parameter("weight", k) for k in self._depths()]
        biases = [self._parameter("bias", k) for k in self._depths()] if has_biases else []
        if self._layout.record is not None:
            return self._recorded(self._layout.record)
        if holder.startswith("vector"):
            weights_first = holder == "vector-weights-first"
            in_order = (
                [*weights, *biases] if weights_first else [one for pair in paired(weights, biases) for one in pair]
            )
            return self._array(np.concatenate([numbers_of(one) for one in in_order]))
        return held_in(holder, weights, biases, self._layout.layers)

    def _recorded(self, record: Record) -> Value:
        """All parameters in an object of a class of the file, or in a list of such, a layer each."""
        roles = [(field, role) for field in record.fields if (role := role_of(field)) is not None]
        if not record.is_of_layer:
            later = 0 in (role.layer for _, role in roles)
            named = {field: self._parameter(role.kind, role.layer + later) for field, role in roles}
            return {"record": record.name, "entries": named}
        layers = {
            "items": [
                {"record": record.name, "entries": {field: self._parameter(role.kind, k) for field, role in roles}}
                for k in self._depths()
            ]
        }
        around, field = record.around
        return {"record": around, "entries": {field: layers}} if around else layers

    def _cache(self) -> Value:
        found: dict[str, Value] = {"X": self._points(self._x, "full"), "A0": self._points(self._x, "full")}
        for layer in self._computed:
            for letter, values in (("Z", layer.z), ("A", layer.a)):
                found[f"{letter}{layer.index}"] = found[f"{letter.lower()}{layer.index}"] = self._points(values, "full")
        return {"entries": found}

    def _points(self, rows: Array, form: str) -> Value:
        """Values (m, n) of points."""
        batch = self._layout.batch
        if form == "flat":
            alone = batch == "vector" and (self._layout.numbers or self._layout.one_unit or self._layout.scalars)
            return self._number(rows[0, 0]) if alone else self._array(rows[:, 0])
        return self._array(laid_out(rows, batch))

    def _labels(self) -> Value:
        value = self._array(self._y.argmax(axis=-1))
        if self._layout.kind in ("array", "tensor", "grad"):
            value["whole"] = True
        return value

    def _point(self, row: Array) -> Value:
        """A point alone, in a pair."""
        if self._layout.batch in ("columns", "column"):
            return self._array(row[:, None])
        return self._number(row[0]) if self._layout.numbers or row.size == 1 else self._array(row)

    def _array(self, values: Array) -> Value:
        kind = self._layout.kind
        word = {"array": "array", "list": "list", "tensor": "tensor", "grad": "tensor"}[kind]
        found = {word: values.tolist(), **({"grad": True} if kind == "grad" else {})}
        return {**found, "single": True} if self._layout.single else found

    def _number(self, value: float) -> Value:
        if self._layout.kind in ("tensor", "grad"):
            return {"tensor": float(value), **({"grad": True} if self._layout.kind == "grad" else {})}
        return {"number": float(value)}


def _penalty(network: Network) -> float:
    """λ of the network's penalty on its weights; 0 where it has none."""
    return 0.0 if network.penalty is None else float(network.penalty.l2)
