"""A problem worked out with loops over units and points, by the formulas of the lesson alone: the judge of the engine.

Exact for relu and identity, floats elsewhere. Nothing of the tutor is imported here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import TypeAlias

Number: TypeAlias = Fraction | float
ACTIVATIONS = ("relu", "sigmoid", "tanh", "identity")
COSTS = ("sum-of-squares", "half-sum-of-squares", "mean-of-squares")


@dataclass
class Worked:
    """A problem, and all its answers by name."""

    widths: list[int]
    activations: list[str]
    cost_name: str
    data: list[tuple[list[Fraction], list[Fraction]]]
    weights: list[list[list[Fraction]]]
    biases: list[list[Fraction]]
    eta: Fraction

    def __post_init__(self) -> None:
        self.cost: Number = Fraction(0)
        self.gradient: dict[str, Number] = dict.fromkeys(self.theta, Fraction(0))
        scale = {"half-sum-of-squares": Fraction(1, 2), "mean-of-squares": Fraction(1, len(self.data))}
        for x, y in self.data:
            self._add_point(x, y, scale.get(self.cost_name, Fraction(1)))
        self.updated = {name: old - self.eta * self.gradient[name] for name, old in self.theta.items()}

    @property
    def theta(self) -> dict[str, Fraction]:
        """θ by name: layer by layer, W row by row, then b."""
        named: dict[str, Fraction] = {}
        for layer, (w, b) in enumerate(zip(self.weights, self.biases, strict=True), 1):
            for j, row in enumerate(w, 1):
                for k, value in enumerate(row, 1):
                    named[f"w{layer}" if len(w) == len(row) == 1 else f"w{layer}[{j},{k}]"] = value
            for j, value in enumerate(b, 1):
                named[f"b{layer}" if len(b) == 1 else f"b{layer}[{j}]"] = value
        return named

    @property
    def tree(self) -> dict[str, list[str]]:
        """Each node of the tree with its branches."""
        depth = len(self.weights)
        tree = {"C": [self._unit("a", depth, j) for j in self._units(depth)]}
        tree["C"] += ["y"] if self.widths[-1] == 1 else [f"y[{j}]" for j in self._units(depth)]
        for layer in range(depth, 0, -1):
            for j in self._units(layer):
                tree[self._unit("a", layer, j)] = [self._unit("z", layer, j)]
                branches = [self._unit("b", layer, j)]
                for k in self._units(layer - 1):
                    single = self.widths[layer] == self.widths[layer - 1] == 1
                    branches += [f"w{layer}" if single else f"w{layer}[{j},{k}]", self._unit("a", layer - 1, k)]
                tree[self._unit("z", layer, j)] = branches
        return tree

    def _units(self, layer: int) -> range:
        return range(1, self.widths[layer] + 1)

    def _unit(self, letter: str, layer: int, j: int) -> str:
        name = "x" if (letter, layer) == ("a", 0) else f"{letter}{layer}"
        return name if self.widths[layer] == 1 else f"{name}[{j}]"

    def _add_point(self, x: list[Fraction], y: list[Fraction], scale: Fraction) -> None:
        a: list[list[Number]] = [list(x)]
        z: list[list[Number]] = []
        for w, b, activation in zip(self.weights, self.biases, self.activations, strict=True):
            products = [sum(v * s for v, s in zip(row, a[-1], strict=True)) for row in w]
            z.append([product + bias for product, bias in zip(products, b, strict=True)])
            a.append([_rho(activation, value) for value in z[-1]])
        residuals = [out - target for out, target in zip(a[-1], y, strict=True)]
        self.cost += scale * sum(r * r for r in residuals)
        delta = [2 * scale * r * _slope(self.activations[-1], s) for r, s in zip(residuals, z[-1], strict=True)]
        for layer in range(len(self.weights), 0, -1):
            for j, d in enumerate(delta, 1):
                self.gradient[self._unit("b", layer, j)] += d
                for k, source in enumerate(a[layer - 1], 1):
                    single = self.widths[layer] == self.widths[layer - 1] == 1
                    self.gradient[f"w{layer}" if single else f"w{layer}[{j},{k}]"] += d * source
            if layer > 1:
                w = self.weights[layer - 1]
                back = [sum(w[j][k] * delta[j] for j in range(len(w))) for k in range(len(w[0]))]
                slopes = (_slope(self.activations[layer - 2], value) for value in z[layer - 2])
                delta = [value * slope for value, slope in zip(back, slopes, strict=True)]

    def file(self) -> str:
        """The problem as a file."""
        layers = enumerate(zip(self.weights, self.biases, strict=True), 1)
        theta = "\n".join(f"  w{layer}: {_list(w)}\n  b{layer}: {_list(b)}" for layer, (w, b) in layers)
        data = ", ".join(f"[{_list(x)}, {_list(y)}]" for x, y in self.data)
        network = f"{{widths: {self.widths}, activation: [{', '.join(self.activations)}]}}"
        head = f'id: "drawn"\nlang: en\ntitle: Drawn\nnetwork: {network}\ncost: {self.cost_name}\ndata: [{data}]\n'
        return f"---\n{head}theta:\n{theta}\nlearning_rate: {self.eta}\n---\n\nWork it out.\n"


def drawn(seed: int) -> Worked:
    """A problem drawn at random: any depth to 3, widths to 3, all activations and costs, one to three points."""
    random = Random(seed)
    depth = random.randint(1, 3)
    widths = [random.randint(1, 3) for _ in range(depth + 1)]
    kinds = random.choice([("relu",), ("identity",), ("relu", "identity"), ("sigmoid",), ("tanh",), ACTIVATIONS])

    def number() -> Fraction:
        return Fraction(random.randint(-30, 30), random.choice([1, 2, 4, 5, 10, 3]))

    def numbers(count: int) -> list[Fraction]:
        return [number() for _ in range(count)]

    return Worked(
        widths,
        [random.choice(kinds) for _ in range(depth)],
        random.choice(COSTS),
        [(numbers(widths[0]), numbers(widths[-1])) for _ in range(random.randint(1, 3))],
        [[numbers(before) for _ in range(width)] for before, width in pairwise(widths)],
        [numbers(width) for width in widths[1:]],
        Fraction(random.randint(1, 20), random.choice([10, 100, 3])),
    )


def written(value: Number) -> str:
    """The number as a learner could type it, all of it."""
    return str(value) if isinstance(value, Fraction) else repr(value)


def _list(values: list[Fraction] | list[list[Fraction]]) -> str:
    return "[" + ", ".join(_list(v) if isinstance(v, list) else str(v) for v in values) + "]"


def _rho(activation: str, z: Number) -> Number:
    if activation == "relu":
        return max(z, Fraction(0))
    if activation == "sigmoid":
        # In the form that does not overflow.
        return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))
    return math.tanh(z) if activation == "tanh" else z


def _slope(activation: str, z: Number) -> Number:
    if activation == "relu":
        return Fraction(z > 0)
    value = _rho(activation, z)
    if activation == "sigmoid":
        return value * (1 - value)
    return 1 - value * value if activation == "tanh" else Fraction(1)
