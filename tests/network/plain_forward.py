"""The way forward with its mistakes in plain loops over points and units: z, a and the cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import exp, log, sqrt, tanh
from typing import Any, TypeAlias

Vector: TypeAlias = list[Any]
Matrix: TypeAlias = list[list[Any]]
LEFT_OUT, ONLY = 1, 0  # the points that "point-missing" leaves out and that "single-point" uses, unless told others


def sign(value: Any) -> int:
    return 1 if value > 0 else -1 if value < 0 else 0


VALUE: dict[str, Callable[[Any], Any]] = {
    "relu": lambda z: max(z, 0),
    "sigmoid": lambda z: 1 / (1 + exp(-z)),
    "tanh": tanh,
    "identity": lambda z: z,
    "absolute": abs,
}
SLOPE: dict[str, Callable[[Any], Any]] = {
    "relu": lambda z: 1 if z > 0 else 0,
    "sigmoid": lambda z: exp(-z) / (1 + exp(-z)) ** 2,
    "tanh": lambda z: 1 - tanh(z) ** 2,
    "identity": lambda z: 1,
    "absolute": sign,
}


DIVIDED_BY: dict[str, Callable[[int, int], int]] = {
    "sum-of-squares": lambda m, n: 1,
    "half-sum-of-squares": lambda m, n: 2,
    "mean-of-squares": lambda m, n: m,
    "half-mean-of-squares": lambda m, n: 2 * m,
    "mean-of-squares-over-outputs": lambda m, n: m * n,
    "binary-cross-entropy": lambda m, n: 1,
    "mean-binary-cross-entropy": lambda m, n: m,
    "cross-entropy": lambda m, n: 1,
    "mean-cross-entropy": lambda m, n: m,
}


def softmax(z: Vector) -> Vector:
    total = sum(exp(value) for value in z)
    return [exp(value) / total for value in z]


@dataclass
class PlainForward:
    """A network at θ with its data, and the mistakes made on the way to its cost."""

    widths: Sequence[int]
    activations: Sequence[str]
    theta: Vector
    x: Matrix
    y: Matrix
    eta: Any
    wrong: frozenset[str]
    left_out: int = LEFT_OUT
    only: int = ONLY
    cost_name: str = "sum-of-squares"
    W: list[Matrix] = field(init=False)
    b: list[Vector] = field(init=False)
    deltas: dict[int, Matrix] = field(init=False, default_factory=dict)
    upstream: dict[int, Matrix] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        numbers = iter(self.theta)
        self.W, self.b = [[]], [[]]
        for l in range(1, self.depth + 1):  # noqa: E741
            self.W.append([[next(numbers) for _ in self.units(l - 1)] for _ in self.units(l)])
            self.b.append([next(numbers) for _ in self.units(l)])
            if "forward.weights-transposed" in self.wrong:
                self.W[l] = self.other_way_round(l, self.W[l])
        if "forward.points-exchanged" in self.wrong and self.widths[0] == self.widths[-1]:
            self.x, self.y = self.y, self.x
        self.forward()

    def other_way_round(self, layer: int, matrix: Matrix) -> Matrix:
        """Rows for columns, where there are as many."""
        if self.widths[layer] != self.widths[layer - 1]:
            return matrix
        return [[matrix[k][j] for k in self.units(layer)] for j in self.units(layer)]

    def scaled(self, total: Any) -> Any:
        """A sum over the points with the scale of the cost."""
        return total / DIVIDED_BY[self.cost_name](len(self.x), self.widths[-1])

    @property
    def has_logarithms(self) -> bool:
        return self.cost_name.endswith("cross-entropy")

    def term(self, a: Any, y: Any) -> Any:
        """What the cost adds up."""
        if not self.has_logarithms:
            return (a - y) ** 2
        of_one = -y * log(a) if y else 0
        return of_one - ((1 - y) * log(1 - a) if "binary" in self.cost_name and y != 1 else 0)

    def term_slope(self, a: Any, y: Any) -> Any:
        """The derivative of a term by a."""
        if not self.has_logarithms:
            return 2 * (a - y)
        return -y / a + ((1 - y) / (1 - a) if "binary" in self.cost_name else 0)

    @property
    def depth(self) -> int:
        return len(self.widths) - 1

    def units(self, layer: int) -> range:
        return range(self.widths[layer])

    def rho(self, layer: int) -> str:
        if layer == self.depth and self.has_logarithms:  # of nothing else there is a logarithm
            return self.activations[layer - 1]
        if "forward.no-activation" in self.wrong:
            return "identity"
        if "forward.output-not-activated" in self.wrong and layer == self.depth:
            return "identity"
        return "absolute" if "forward.absolute-activation" in self.wrong else self.activations[layer - 1]

    def forward(self) -> None:
        """z[i][l][j] and a[i][l][j]."""
        self.z: list[Matrix] = []
        self.a: list[Matrix] = []
        for x in self.x:
            zs: Matrix = [[]]
            activations = [list(x)]
            for layer in range(1, self.depth + 1):
                z, a = self.forward_layer(layer, activations[-1])
                zs.append(z)
                activations.append(a)
            self.z.append(zs)
            self.a.append(activations)

    def forward_layer(self, layer: int, before: Vector) -> tuple[Vector, Vector]:
        W, b = self.W[layer], self.b[layer]
        if "forward.layer-missing" in self.wrong and layer == self.layer_to_miss():
            return list(before), list(before)
        after = "forward.bias-after-activation" in self.wrong and not (layer == self.depth and self.has_logarithms)
        zs = []
        for j in self.units(layer):
            products = sum(W[j][k] * before[k] for k in self.units(layer - 1))
            z = products + b[j]
            if after or "forward.no-bias" in self.wrong:
                z = products
            if not self.is_biased(len(self.z), layer):
                z = products
            if "forward.weight-added" in self.wrong:
                z = sum(W[j]) + sum(before) + b[j]
            if "forward.weight-times-sum" in self.wrong and len(b) == len(before):
                z = sum(W[j][k] * (before[k] + b[k]) for k in self.units(layer - 1))
            zs.append(z)
        outputs = self.activated(layer, zs)
        return zs, [a + b[j] for j, a in enumerate(outputs)] if after else outputs

    def is_biased(self, i: int, layer: int) -> bool:
        """Whether the bias is added in a layer at a point, as far as this is not so everywhere."""
        return not (
            ("forward.bias-once" in self.wrong and layer > 1)
            or ("forward.no-output-bias" in self.wrong and layer == self.depth)
            or ("forward.bias-first-point" in self.wrong and i > 0)
        )

    def layer_to_miss(self) -> int:
        """The last one as wide as the one before; not one of probabilities."""
        for layer in range(self.depth, 0, -1):
            is_of_probabilities = layer == self.depth and (self.has_logarithms or self.activations[-1] == "softmax")
            if self.widths[layer] == self.widths[layer - 1] and not is_of_probabilities:
                return layer
        return 0

    def activated(self, layer: int, zs: Vector) -> Vector:
        return softmax(zs) if self.rho(layer) == "softmax" else [VALUE[self.rho(layer)](z) for z in zs]

    def residual(self, i: int, j: int) -> Any:
        return self.a[i][-1][j] - self.y[i][j]

    def cost(self) -> Any:
        pairs = [(i, self.a[i][-1][j], self.y[i][j]) for i in range(len(self.x)) for j in self.units(self.depth)]
        plain = sum(self.term(a, y) for _, a, y in pairs)
        right = self.scaled(plain)
        wrong: dict[str, Any] = {
            "cost.sum-of-residuals": lambda: self.scaled(sum(a - y for _, a, y in pairs)),
            "cost.residuals-doubled": lambda: self.scaled(sum(2 * (a - y) for _, a, y in pairs)),
            "cost.absolute-residuals": lambda: self.scaled(sum(abs(a - y) for _, a, y in pairs)),
            "cost.square-of-sum": lambda: self.scaled(sum(a - y for _, a, y in pairs) ** 2),
            "cost.mean": lambda: right / len(self.x),
            "cost.half": lambda: right / 2,
            "cost.root": lambda: sqrt(right),
            "cost.target-added": lambda: self.scaled(sum((a + y) ** 2 for _, a, y in pairs)),
            "cost.target-sign-lost": lambda: self.scaled(sum((a - abs(y)) ** 2 for _, a, y in pairs)),
            "cost.difference-of-squares": lambda: self.scaled(sum(a * a - y * y for _, a, y in pairs)),
            "cost.target-ignored": lambda: self.scaled(sum(a * a for _, a, y in pairs)),
            "cost.point-missing": lambda: self.scaled(sum(self.term(a, y) for i, a, y in pairs if i != self.left_out)),
            "cost.single-point": lambda: self.scaled(sum(self.term(a, y) for i, a, y in pairs if i == self.only)),
            "cost.scale-forgotten": lambda: plain,
        }
        for name in self.wrong & wrong.keys():
            return wrong[name]()
        return right
