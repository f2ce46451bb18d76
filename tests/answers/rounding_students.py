"""Careful students who round on the way, written apart from the engine: each value is written down, then used.

They differ in what they round to (significant digits or decimals, 3 to 6), in how (to the nearest, half up, or cut off
at the end), in the order in which a chain is multiplied, in what ρ′ is formed from, and in the digits they type.
"""

from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from math import exp, floor, log10, tanh
from random import Random

from tutor.lessons.problem import Problem


@dataclass(frozen=True)
class Habit:
    """How a student writes numbers down; `typed` significant digits (or decimals) go into the field."""

    kind: str
    digits: int
    typed: int
    half: str = ROUND_HALF_EVEN
    from_value: bool = True
    """Whether ρ′ is formed from a, else from z."""
    by_layer: bool = True
    """Whether δ is carried from layer to layer; else each chain is multiplied anew."""
    last_unrounded: bool = False
    """Whether the last sum is typed as the calculator shows it."""

    def write(self, value: float) -> float:
        return float(text_of(value, self.kind, self.digits, self.half))

    def text(self, value: float) -> str:
        return text_of(value, self.kind, self.typed, self.half)


def text_of(value: float, kind: str, digits: int, half: str = ROUND_HALF_EVEN) -> str:
    """A number as it is written down to so many significant digits, or decimals."""
    if value == 0:
        return "0"
    place = floor(log10(abs(value))) - digits + 1 if kind == "significant" else -digits
    rounded = Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(place), rounding=half)
    return f"{rounded:f}"


def habit(random: Random) -> Habit:
    """A student's habits, drawn."""
    digits = random.randint(3, 6)
    typed = random.choice((digits, digits, random.randint(3, 6)))
    half = random.choice((ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_HALF_UP, ROUND_DOWN))
    kind = random.choice(("significant", "significant", "decimals"))
    return Habit(kind, digits, typed, half, random.random() < 0.6, random.random() < 0.6, random.random() < 0.3)


@dataclass
class Student:
    """Somebody who works a problem by hand; `answers` has what they come to, by field, before it is typed."""

    problem: Problem
    habit: Habit
    answers: dict[str, float] = field(default_factory=dict)
    cells: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        network = self.problem.network
        self.names = [parameter.name for parameter in network.parameters]
        self.theta = dict(zip(self.names, map(float, self.problem.theta), strict=True))
        self.terms: dict[str, list[float]] = {name: [] for name in self.names}
        self.squares: list[float] = []
        for i in range(len(self.problem.data)):
            self._point(i)
        self._totals()

    def _rho(self, layer: int, z: float) -> float:
        kind = self.problem.network.activations[layer - 1]
        return {"relu": max(z, 0.0), "identity": z, "tanh": tanh(z)}.get(kind, 0.0) or (
            1 / (1 + exp(-z)) if kind == "sigmoid" else 0.0
        )

    def _slope(self, layer: int, z: float, a: float) -> float:
        kind, write = self.problem.network.activations[layer - 1], self.habit.write
        if kind == "relu":
            return 1.0 if z > 0 else 0.0
        if kind == "identity":
            return 1.0
        if self.habit.from_value:
            return write(a * write(1 - a)) if kind == "sigmoid" else write(1 - write(a * a))
        return write(exp(-z) / (1 + exp(-z)) ** 2) if kind == "sigmoid" else write(1 / ((exp(z) + exp(-z)) / 2) ** 2)

    def _point(self, i: int) -> None:
        network, write = self.problem.network, self.habit.write
        x, y = ([float(v) for v in part] for part in self.problem.data[i])
        z: list[list[float]] = [[]]
        a: list[list[float]] = [x]
        for layer in range(1, network.depth + 1):
            row = []
            for j in range(1, network.widths[layer] + 1):
                total = self.theta[network.bias_name(layer, j)]
                for k in range(1, network.widths[layer - 1] + 1):
                    total += write(self.theta[network.weight(layer, j, k)] * a[layer - 1][k - 1])
                row.append(write(total))
                self.cells[f"{network.unit('z', layer, j)}@{i + 1}"] = row[-1]
            z.append(row)
            a.append([write(self._rho(layer, value)) for value in row])
            for j, value in enumerate(a[layer], 1):
                self.cells[f"{network.unit('a', layer, j)}@{i + 1}"] = value
        r = [write(out - target) for out, target in zip(a[-1], y, strict=True)]
        self.squares += [write(one * one) for one in r]
        scale = {"half-sum-of-squares": 1.0, "mean-of-squares": 2 / len(self.problem.data)}.get(network.cost, 2.0)
        up = [write(scale * one) for one in r]
        gates = [[], *([self._slope(n, *pair) for pair in zip(z[n], a[n], strict=True)] for n in range(1, len(z)))]
        self._back(up, gates, a)

    def _back(self, up: list[float], gates: list[list[float]], a: list[list[float]]) -> None:
        network, write = self.problem.network, self.habit.write
        for layer in range(network.depth, 0, -1):
            delta = [write(u * g) for u, g in zip(up, gates[layer], strict=True)]
            for j in range(1, network.widths[layer] + 1):
                self.terms[network.bias_name(layer, j)].append(delta[j - 1])
                for k in range(1, network.widths[layer - 1] + 1):
                    # who multiplies the whole chain on the calculator writes only the term down
                    chain = up[j - 1] * gates[layer][j - 1] if not self.habit.by_layer else delta[j - 1]
                    self.terms[network.weight(layer, j, k)].append(write(chain * a[layer - 1][k - 1]))
            up = []
            for k in range(1, network.widths[layer - 1] + 1):
                parts = [
                    write(self.theta[network.weight(layer, j, k)] * delta[j - 1])
                    for j in range(1, network.widths[layer] + 1)
                ]
                up.append(write(sum(parts)))

    def _totals(self) -> None:
        write, network = self.habit.write, self.problem.network
        scale = {"half-sum-of-squares": 0.5, "mean-of-squares": 1 / len(self.problem.data)}.get(network.cost, 1.0)
        finish = (lambda value: value) if self.habit.last_unrounded else write
        self.answers["c"] = finish(scale * sum(self.squares))
        eta = float(self.problem.learning_rate)
        for name in self.names:
            total = sum(self.terms[name])
            self.answers[f"d.{name}"] = finish(total)
            self.answers[f"e.{name}"] = finish(self.theta[name] - write(eta * write(total)))

    def typed(self) -> dict[str, str]:
        """What goes into the fields."""
        return {place: self.habit.text(value) for place, value in self.answers.items()}
