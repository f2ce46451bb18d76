"""Students who work a computation graph by hand, with mistakes, by plain recursion, written apart from the engine.

A derivative is asked for from below: what comes back to a quantity from each of its uses, by the use's own rule.
"""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import prod
from typing import Any

Step = tuple[str, str, tuple[str, ...]]
"""A node's name, its operation, and the names of what it is made of."""


def _sigmoid(z: Any) -> float:
    return 1 / (1 + math.exp(-z))


def _to_the(x: Any, n: Any) -> Any:
    return float(x) ** float(n) if isinstance(x, float) or n != int(n) else x ** int(n)


VALUE: dict[str, Callable[..., Any]] = {
    "+": lambda x, y: x + y,
    "-": lambda x, y: x - y,
    "*": lambda x, y: x * y,
    "/": lambda x, y: x / y,
    "^": _to_the,
    "max": max,
    "min": min,
    "negative": lambda x: -x,
    "relu": lambda x: max(x, 0),
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "sin": math.sin,
    "cos": math.cos,
    "abs": abs,
    "leaky-relu": lambda x: x if x > 0 else x / 100,
    "sigmoid": _sigmoid,
    "tanh": math.tanh,
    "softplus": lambda x: math.log(1 + math.exp(x)),
}
SLOPES: dict[str, tuple[Callable[..., Any], ...]] = {
    "+": (lambda _x, _y: 1, lambda _x, _y: 1),
    "-": (lambda _x, _y: 1, lambda _x, _y: -1),
    "*": (lambda _x, y: y, lambda x, _y: x),
    "/": (lambda _x, y: 1 / y, lambda x, y: -x / (y * y)),
    "^": (lambda x, n: n * _to_the(x, n - 1), lambda x, n: _to_the(x, n) * math.log(x)),
    "max": (lambda x, y: int(x >= y), lambda x, y: int(x < y)),
    "min": (lambda x, y: int(x <= y), lambda x, y: int(x > y)),
    "negative": (lambda _x: -1,),
    "relu": (lambda x: int(x > 0),),
    "exp": (math.exp,),
    "log": (lambda x: 1 / x,),
    "sqrt": (lambda x: 1 / (2 * math.sqrt(x)),),
    "sin": (math.cos,),
    "cos": (lambda x: -math.sin(x),),
    "abs": (lambda x: (x > 0) - (x < 0),),
    "leaky-relu": (lambda x: 1 if x > 0 else Fraction(1, 100) if isinstance(x, Fraction) else 0.01,),
    "sigmoid": (lambda x: _sigmoid(x) * (1 - _sigmoid(x)),),
    "tanh": (lambda x: 1 - math.tanh(x) ** 2,),
    "softplus": (_sigmoid,),
}


GATES = frozenset({"relu", "leaky-relu", "softplus", "sigmoid", "tanh"})


def gate_slips(operation: str, z: Any, a: Any) -> dict[str, tuple[bool, Any]]:
    """What is taken for the slope of an activation function by those who slip there, and whether it can be."""
    is_gate = operation in GATES
    is_curve, is_sigmoid, is_relu = operation in ("sigmoid", "tanh"), operation == "sigmoid", operation == "relu"
    return {
        "gate-ignored": (is_gate, 1),
        "gate-is-activation": (is_gate, a),
        "gate-is-preactivation": (is_gate, z),
        "gate-inverted": (is_relu, int(z < 0)),
        "gate-is-sign": (is_relu, (z > 0) - (z < 0)),
        "gate-at-activation": (is_curve, SLOPES[operation][0](a) if is_curve else 0),
        "gate-formula-in-z": (is_curve, z * (1 - z) if is_sigmoid else 1 - z * z),
        "gate-half": (is_curve, 1 - a),
        "gate-sign-slip": (is_curve, a * (1 + a) if is_sigmoid else 1 + a * a),
        "gate-of-other-function": (is_curve, 1 - a * a if is_sigmoid else a * (1 - a)),
    }


class PlainGraph:
    """Somebody who works a graph with some mistakes (ids), a point after the other."""

    def __init__(
        self,
        steps: Sequence[Step],
        parameters: Sequence[str],
        inputs: Sequence[str],
        theta: Sequence[Any],
        data: Sequence[Sequence[Any]],
        eta: Any,
        wrong: frozenset[str] = frozenset(),
        *,
        constants: dict[str, Any],
        left_out: int = -1,
        only: int = -1,
    ) -> None:
        """`theta` and each point of `data` are in the order of `parameters` and `inputs`; points count from 0."""
        self.steps, self.parameters, self.inputs = list(steps), list(parameters), list(inputs)
        self.data, self.eta, self.constants = [list(point) for point in data], eta, constants
        self.theta = list(theta)
        self.wrong, self.left_out, self.only = wrong, left_out, only

    def values(self, point: Sequence[Any], theta: Sequence[Any]) -> dict[str, Any]:
        """Every quantity's value at a point."""
        found = dict(zip(self.parameters, theta, strict=True)) | dict(zip(self.inputs, point, strict=True))
        found |= self.constants
        for step in self.steps:
            found[step[0]] = self.made(step, found)
        return found

    def made(self, step: Step, found: dict[str, Any]) -> Any:
        """A node's value from those of what it is made of."""
        return VALUE[step[1]](*(found[parent] for parent in step[2]))

    def local(self, step: Step, k: int, values: dict[str, Any]) -> Any:
        """The derivative of a node by the k-th of what it is made of, as this student has it."""
        name, operation, parents = step
        given = [values[parent] for parent in parents]
        if not self.wrong:
            return SLOPES[operation][k](*given)
        different = len(set(parents) - set(self.constants)) > 1
        power = operation == "^" and k == 0 and parents[1] in self.constants
        instead = {
            "product-own-factor": (operation == "*" and different, given[k]),
            "sum-divided": (operation == "+" and different, Fraction(1, 2)),
            "minus-forgotten": (operation == "negative" or (operation == "-" and k == 1), 1),
            "max-both": (operation in ("max", "min") and different, 1),
            "power-kept": (power, given[-1] * values[name]),
            "no-factor-2": (power, _to_the(given[0], given[-1] - 1) if power else 0),
            **(gate_slips(operation, given[0], values[name]) if operation in GATES else {}),
        }
        made = next((value for one, (is_made, value) in instead.items() if is_made and one in self.wrong), None)
        return SLOPES[operation][k](*given) if made is None else made

    def coming_back(self, quantity: str, values: dict[str, Any]) -> Any:
        """The derivative of the last node by a quantity at a point."""
        if quantity == self.steps[-1][0]:
            return 1
        uses = [(step, k) for step in self.steps for k, parent in enumerate(step[2]) if parent == quantity]
        return self.together([self.from_place(step, k, values) for step, k in uses])

    def from_place(self, step: Step, k: int, values: dict[str, Any]) -> Any:
        """What comes back from a node to the k-th of what it is made of."""
        if "local-only" in self.wrong:
            return self.local(step, k, values)
        arriving = self.coming_back(step[0], values)
        return arriving if "arriving-only" in self.wrong else arriving * self.local(step, k, values)

    def back_from(self, step: Step, quantity: str, values: dict[str, Any]) -> Any:
        """What comes back from a node to a quantity, from all places where it stands there."""
        return sum(self.from_place(step, k, values) for k, parent in enumerate(step[2]) if parent == quantity)

    def together(self, back: Sequence[Any]) -> Any:
        """What comes back from several places, put together."""
        if "uses-multiplied" in self.wrong:
            return prod(back)
        if "last-use-only" in self.wrong:
            return back[-1]
        return back[0] if "first-use-only" in self.wrong else sum(back)

    def cost(self, theta: Sequence[Any] | None = None) -> Any:
        """The objective, added up over the points."""
        values = [self.values(point, theta or self.theta)[self.steps[-1][0]] for point in self.data]
        if "cost.point-missing" in self.wrong:
            return sum(values) - values[self.left_out]
        if "cost.single-point" in self.wrong:
            return values[self.only]
        return sum(values) / Fraction(len(values)) if "cost.mean" in self.wrong else sum(values)

    def slopes(self, theta: Sequence[Any] | None = None, points: Sequence[int] | None = None) -> list[Any]:
        """The partial derivatives."""
        chosen = [
            i
            for i in (range(len(self.data)) if points is None else points)
            if (i != self.left_out or "point-missing" not in self.wrong)
            and (i == self.only or "single-point" not in self.wrong or points is not None)
        ]
        found: list[Any] = [0] * len(self.parameters)
        for i in chosen:
            values = self.values(self.data[i], theta or self.theta)
            for p, name in enumerate(self.parameters):
                found[p] += self.coming_back(name, values)
        if "mean" in self.wrong:
            found = [value / Fraction(len(chosen)) for value in found]
        return found

    def written(self) -> list[Any]:
        """What is written down as the partial derivatives."""
        if "step-given" in self.wrong:
            return [self.eta * value for value in self.slopes()]
        return self.updated() if "updated-given" in self.wrong else self.slopes()

    def updated(self) -> list[Any]:
        """θ′."""
        eta, theta, g = self.eta, self.theta, self.slopes()
        if "update.one-after-another" in self.wrong:
            moved = list(theta)
            for p in range(len(moved)):
                moved[p] = moved[p] - eta * self.slopes(moved)[p]
            return moved
        if "update.point-by-point" in self.wrong:
            moved = list(theta)
            for i in range(len(self.data)):
                moved = [t - eta * s for t, s in zip(moved, self.slopes(moved, [i]), strict=True)]
            return moved
        rules: dict[str, Callable[[Any, Any], Any]] = {
            "ascent": lambda t, s: t + eta * s,
            "no-rate": lambda t, s: t - s,
            "step-only": lambda _t, s: -eta * s,
            "step-added-to-nothing": lambda _t, s: eta * s,
            "scaled": lambda t, s: t * (1 - eta * s),
            "rate-on-difference": lambda t, s: eta * (t - s),
            "swapped": lambda t, s: s - eta * t,
            "rate-divides": lambda t, s: t - s / eta,
            "cost-for-gradient": lambda t, _s: t - eta * self.cost(),
            "sign-only": lambda t, s: t - eta * ((s > 0) - (s < 0)),
            "unchanged": lambda t, _s: t,
            "half-step": lambda t, s: t - eta * s / 2,
            "double-step": lambda t, s: t - 2 * eta * s,
            "rate-twice": lambda t, s: t - eta**2 * s,
            "mean": lambda t, s: t - eta * s / len(self.data),
            "right": lambda t, s: t - eta * s,
        }
        rule = rules[next((one for one in rules if f"update.{one}" in self.wrong), "right")]
        return [rule(t, s) for t, s in zip(theta, g, strict=True)]


def of_ids(*ids: str) -> frozenset[str]:
    """The mistakes as `PlainGraph` takes them: without what they are made in, but for those of cost and update."""
    return frozenset(one if one.startswith(("update.", "cost.")) else one.partition(".")[2] for one in ids)
