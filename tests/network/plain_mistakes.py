"""Backpropagation with mistakes in plain loops over points and units, to judge the engine's table by.

No arrays and nothing of the engine: one function for each quantity, with each mistake where it is made.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from math import prod
from typing import Any

from .plain_forward import DIVIDED_BY, SLOPE, VALUE, Matrix, PlainForward, Vector, sign, softmax

UNSCALED = ("partial.scale-forgotten", "partial.sign-of-residual", "partial.cost-left-out")


class Plain(PlainForward):
    """A network at θ with its data, and the mistakes made in it."""

    def output_slope(self, i: int, j: int) -> Any:
        """∂C/∂a of an output."""
        a, y = self.a[i][-1][j], self.y[i][j]
        wrong: dict[str, Any] = {
            "partial.no-factor-2": a - y,
            "partial.factor-2-twice": 4 * (a - y),
            "partial.sign": -self.term_slope(a, y),
            "partial.no-residual": 2,
            "partial.cost-left-out": 1,
            "partial.cost-not-differentiated": (a - y) ** 2,
            "partial.square-kept": 2 * (a - y) ** 2,
            "partial.target-ignored": 2 * a,
            "partial.target-not-doubled": 2 * a - y,
            "partial.target-added": 2 * (a + y),
            "partial.target-sign-lost": 2 * (a - abs(y)),
            "partial.sign-of-residual": sign(a - y),
            "partial.sums-multiplied": 2 * sum(self.residual(p, j) for p in range(len(self.x))),
            "partial.scale-forgotten": self.term_slope(a, y),
            "partial.residual-times-activation": 2 * (a - y) * a,
            "partial.all-residuals": 2 * sum(self.residual(i, k) for k in self.units(self.depth)),
            "partial.cross-entropy-squared": 2 * (a - y),
            "partial.target-over-output-dropped": -1 / a if self.has_logarithms else self.term_slope(a, y),
        }
        for name in self.wrong & wrong.keys():
            slope = wrong[name]
            return slope if name in UNSCALED else self.scaled(slope)
        return self.scaled(self.term_slope(a, y))

    def output_delta(self, i: int, upstream: Vector) -> Vector:
        """∂C/∂z of the outputs, in which each may depend on each."""
        a, z, units = self.a[i][-1], self.z[i][-1], self.units(self.depth)
        p = softmax(z) if self.rho(self.depth) == "softmax" else a
        if self.rho(self.depth) != "softmax":
            delta = [upstream[j] * self.gate(i, self.depth, j) for j in units]
        elif "partial.softmax-elementwise" in self.wrong:
            delta = [upstream[j] * p[j] * (1 - p[j]) for j in units]
        else:
            delta = [sum(upstream[j] * p[j] * ((j == k) - p[k]) for j in units) for k in units]
        if "partial.gate-twice" in self.wrong and self.has_logarithms:
            return [delta[j] * a[j] * (1 - a[j]) for j in units]
        return delta

    def gate(self, i: int, layer: int, j: int) -> Any:
        z, a, rho = self.z[i][layer][j], self.a[i][layer][j], self.rho(layer)
        right = SLOPE[rho](z)
        if rho in ("sigmoid", "tanh"):
            formulas = {
                "partial.gate-formula-in-z": z * (1 - z) if rho == "sigmoid" else 1 - z**2,
                "partial.gate-half": 1 - a,
                "partial.gate-sign-slip": a + a**2 if rho == "sigmoid" else 1 + a**2,
                "partial.gate-of-other-function": 1 - a**2 if rho == "sigmoid" else a - a**2,
            }
            for name in self.wrong & formulas.keys():
                return formulas[name]
        wrong: dict[str, Any] = {
            "partial.gate-ignored": 1,
            "partial.gate-ignored-output": 1 if layer == self.depth else right,
            "partial.gate-ignored-hidden": 1 if layer < self.depth else right,
            "partial.gate-is-activation": VALUE[self.rho(layer)](z),
            "partial.gate-is-preactivation": z,
            "partial.gate-inverted": 1 if z < 0 else 0,
            "partial.gate-is-sign": sign(z),
            "partial.gate-at-activation": SLOPE[rho](a),
            "partial.gate-of-layer-before": self.gate_beside(i, layer, j, layer - 1),
            "partial.gate-of-layer-after": self.gate_beside(i, layer, j, layer + 1),
        }
        for name in self.wrong & wrong.keys():
            return wrong[name]
        return right

    def gate_beside(self, i: int, layer: int, j: int, other: int) -> Any:
        """The gate at the same place of another layer, the own one where there is none such."""
        if not (1 <= other <= self.depth and self.widths[other] == self.widths[layer] and self.rho(other) != "softmax"):
            other = layer
        return SLOPE[self.rho(other)](self.z[i][other][j])

    def arriving(self, i: int, layer: int, k: int, delta: Vector, next_gradient: Matrix) -> Any:
        """∂C/∂a of a hidden unit k, from the deltas of the layer after."""
        W = self.W[layer + 1]
        terms = [W[j][k] * delta[j] for j in self.units(layer + 1)]
        wrong: dict[str, Any] = {
            "partial.weights-not-followed": lambda: sum(delta),
            "partial.output-weights-not-followed": lambda: sum(delta) if layer == self.depth - 1 else sum(terms),
            "partial.hidden-weights-not-followed": lambda: sum(delta) if layer < self.depth - 1 else sum(terms),
            "partial.activation-for-weight": lambda: self.a[i][layer][k] * sum(delta),
            "partial.one-path": lambda: terms[0],
            "partial.paths-multiplied": lambda: prod(terms),
            "partial.last-path": lambda: terms[-1],
            "partial.own-path": lambda: terms[k] if len(self.units(layer)) <= len(terms) else sum(terms),
            "partial.gate-not-carried": lambda: sum(
                W[j][k] * (delta if self.rho(layer + 1) == "softmax" else self.upstream[layer + 1][i])[j]
                for j in self.units(layer + 1)
            ),
            "partial.gradient-for-weight": lambda: sum(next_gradient[j][k] * delta[j] for j in self.units(layer + 1)),
            "partial.chain-added": lambda: sum(row[k] for row in W) + sum(delta),
            "partial.updated-weights": lambda: sum(
                (W[j][k] - self.eta * next_gradient[j][k]) * delta[j] for j in self.units(layer + 1)
            ),
        }
        if len(W) == len(W[0]):
            wrong["partial.not-transposed"] = lambda: sum(W[k][j] * delta[j] for j in self.units(layer + 1))
        for name in self.wrong & wrong.keys():
            return wrong[name]()
        return sum(terms)

    def summed(self, terms: Vector) -> Any:
        if "partial.point-missing" in self.wrong:
            return sum(term for i, term in enumerate(terms) if i != self.left_out)
        if "partial.single-point" in self.wrong:
            return terms[self.only]
        is_mean = not self.wrong.isdisjoint({"partial.mean", "partial.mean-twice"})
        return sum(terms) / len(terms) if is_mean else sum(terms)

    def weight_factor(self, layer: int, j: int, k: int) -> Vector:
        """What δ is multiplied with at each point, for the weight to unit j from unit k."""
        points = range(len(self.x))
        factor = [self.a[i][layer - 1][k] for i in points]
        if "partial.weight-without-input" in self.wrong:
            factor = [1 for _ in points]
        if "partial.weight-times-preactivation" in self.wrong and layer > 1:
            factor = [self.z[i][layer - 1][k] for i in points]
        if "partial.weight-times-network-input" in self.wrong and self.widths[0] == self.widths[layer - 1]:
            factor = [self.x[i][k] for i in points]
        if "partial.weight-times-own-activation" in self.wrong:
            factor = [self.a[i][layer][j] for i in points]
        if "partial.weight-times-weight" in self.wrong:
            factor = [self.W[layer][j][k] for _ in points]
        return factor

    def weight_partial(self, layer: int, j: int, k: int, deltas: Matrix) -> Any:
        if "partial.outer-transposed" in self.wrong and self.widths[layer] == self.widths[layer - 1]:
            j, k = k, j
        factor = self.weight_factor(layer, j, k)
        total = self.summed([deltas[i][j] * factor[i] for i in range(len(self.x))])
        if "partial.mean-weights-only" in self.wrong and not self.cost_name.startswith("mean"):
            return total / len(self.x)
        return total

    def bias_factor(self, layer: int, j: int) -> Vector:
        """What δ is multiplied with at each point, for the bias of unit j."""
        points = range(len(self.x))
        if "partial.bias-times-input" in self.wrong:
            return [sum(self.a[i][layer - 1]) for i in points]
        if "partial.bias-times-bias" in self.wrong:
            return [self.b[layer][j] for _ in points]
        return [1 for _ in points]

    def bias_partial(self, layer: int, j: int, deltas: Matrix) -> Any:
        if "partial.bias-is-one" in self.wrong:
            return 1
        if "partial.bias-is-zero" in self.wrong:
            return 0
        factor, units = self.bias_factor(layer, j), [j]
        if "partial.bias-shared" in self.wrong:
            units = list(self.units(layer))
        terms = [sum(deltas[i][unit] for unit in units) * factor[i] for i in range(len(self.x))]
        if "partial.bias-first-point" in self.wrong:
            terms = [terms[0], *(0 for _ in terms[1:])]
        total = self.summed(terms)
        if "partial.mean-weights-only" in self.wrong and self.cost_name.startswith("mean"):
            return total * DIVIDED_BY[self.cost_name](len(self.x), self.widths[-1])
        return total

    def gradient(self) -> Vector:
        """∇C in θ's order."""
        return list(self._gradient)

    @cached_property
    def _gradient(self) -> Vector:
        points = range(len(self.x))
        flat: Vector = []
        deltas: Matrix = []
        upstream: Matrix = []
        partials: Matrix = []
        for layer in range(self.depth, 0, -1):
            last = layer == self.depth
            skipped = "partial.layer-skipped" in self.wrong and not last
            upstream = [
                [
                    self.output_slope(i, j) if last else self.arriving(i, layer, j, deltas[i], partials)
                    for j in self.units(layer)
                ]
                for i in points
            ]
            if not (skipped and self.widths[layer] == self.widths[layer + 1]):
                deltas = [
                    self.output_delta(i, upstream[i])
                    if last
                    else [upstream[i][j] * self.gate(i, layer, j) for j in self.units(layer)]
                    for i in points
                ]
            self.deltas[layer], self.upstream[layer] = deltas, upstream
            ungated = "partial.own-gate-missing" in self.wrong and self.rho(layer) != "softmax"
            own = upstream if ungated else deltas
            partials = [
                [self.weight_partial(layer, j, k, own) for k in self.units(layer - 1)] for j in self.units(layer)
            ]
            biases = [self.bias_partial(layer, j, own) for j in self.units(layer)]
            named = partials
            if "forward.weights-transposed" in self.wrong:
                named = self.other_way_round(layer, partials)
            flat = [value for row in named for value in row] + biases + flat
        return flat

    def is_weight(self) -> list[bool]:
        flags: list[bool] = []
        for layer in range(1, self.depth + 1):
            flags += [True] * (self.widths[layer] * self.widths[layer - 1]) + [False] * self.widths[layer]
        return flags

    def elsewhere(self, theta: Vector, points: Sequence[int]) -> Vector:
        x, y = [self.x[i] for i in points], [self.y[i] for i in points]
        wrong = self.wrong - {"forward.points-exchanged"}  # done already
        return Plain(
            self.widths, self.activations, theta, x, y, self.eta, wrong, self.left_out, self.only, self.cost_name
        ).gradient()

    def written_gradient(self) -> Vector:
        """What is typed where ∇C is asked."""
        if "partial.step-given" in self.wrong:
            return [self.eta * slope for slope in self.gradient()]
        return self.updated() if "partial.updated-given" in self.wrong else self.gradient()

    def updated(self) -> Vector:
        """θ′."""
        g, eta, m, C = self.gradient(), self.eta, len(self.x), self.cost()
        pairs = list(zip(self.theta, g, self.is_weight(), strict=True))
        right: Vector = [t - eta * s for t, s, _ in pairs]
        wrong: dict[str, Callable[[], Vector]] = {
            "update.ascent": lambda: [t + eta * s for t, s, _ in pairs],
            "update.no-rate": lambda: [t - s for t, s, _ in pairs],
            "update.step-only": lambda: [-eta * s for _, s, _ in pairs],
            "update.step-added-to-nothing": lambda: [eta * s for _, s, _ in pairs],
            "update.scaled": lambda: [t * (1 - eta * s) for t, s, _ in pairs],
            "update.rate-on-difference": lambda: [eta * (t - s) for t, s, _ in pairs],
            "update.swapped": lambda: [s - eta * t for t, s, _ in pairs],
            "update.rate-divides": lambda: [t - s / eta for t, s, _ in pairs],
            "update.cost-for-gradient": lambda: [t - eta * C for t, _, _ in pairs],
            "update.sign-only": lambda: [t - eta * sign(s) for t, s, _ in pairs],
            "update.unchanged": lambda: self.theta,
            "update.biases-kept": lambda: [t - eta * s if weight else t for t, s, weight in pairs],
            "update.weights-kept": lambda: [t if weight else t - eta * s for t, s, weight in pairs],
            "update.half-step": lambda: [t - eta * s / 2 for t, s, _ in pairs],
            "update.double-step": lambda: [t - 2 * eta * s for t, s, _ in pairs],
            "update.rate-twice": lambda: [t - eta**2 * s for t, s, _ in pairs],
            "update.mean": lambda: [t - eta * s / m for t, s, _ in pairs],
            "update.one-after-another": self.one_after_another,
            "update.point-by-point": self.point_by_point,
        }
        for name in self.wrong & wrong.keys():
            return wrong[name]()
        return right

    def one_after_another(self) -> Vector:
        theta = list(self.theta)
        for p in range(len(theta)):
            theta[p] -= self.eta * self.elsewhere(theta, range(len(self.x)))[p]
        return theta

    def point_by_point(self) -> Vector:
        theta = list(self.theta)
        for i in range(len(self.x)):
            theta = [t - self.eta * s for t, s in zip(theta, self.elsewhere(theta, [i]), strict=True)]
        return theta
