"""More rules that stand in no catalogue, held out: no weight of the diagnosis was chosen with them among the learners.

Those of `unlisted` were there when the weights were chosen. The benchmark's learners follow these, so that what it says
of unlisted rules is true of rules that nobody has seen. Whoever fits weights anew leaves these out of it.
"""

from typing import Any

from tests.network.plain_forward import SLOPE, Matrix, Vector
from tests.network.plain_mistakes import Plain


class CubesSlope(Plain):
    """3r²: the rule for powers with the next power."""

    def output_slope(self, i: int, j: int) -> Any:
        return 3 * self.residual(i, j) ** 2


class SlopeTimesInput(Plain):
    """2r · x: the inner derivative of a − y taken down to the input at once."""

    def output_slope(self, i: int, j: int) -> Any:
        return 2 * self.residual(i, j) * self.x[i][0]


class RunningResidual(Plain):
    """The residuals are summed up from point to point."""

    def output_slope(self, i: int, j: int) -> Any:
        return 2 * sum(self.residual(p, j) for p in range(i + 1))


class FirstResidualForAll(Plain):
    """The first point's residual serves for all."""

    def output_slope(self, i: int, j: int) -> Any:
        return 2 * self.residual(0, j)


class LargestWeightOnly(Plain):
    """Only the strongest way back is followed."""

    def arriving(self, i: int, layer: int, k: int, delta: Vector, next_gradient: Matrix) -> Any:
        strongest = max(self.units(layer + 1), key=lambda j: abs(self.W[layer + 1][j][k]))
        return self.W[layer + 1][strongest][k] * delta[strongest]


class WeightPlusOne(Plain):
    """(W + 1)ᵀδ: what arrives goes on by itself as well."""

    def arriving(self, i: int, layer: int, k: int, delta: Vector, next_gradient: Matrix) -> Any:
        return sum((self.W[layer + 1][j][k] + 1) * delta[j] for j in self.units(layer + 1))


class SignOfWeights(Plain):
    """Going back, of a weight only its sign counts."""

    def arriving(self, i: int, layer: int, k: int, delta: Vector, next_gradient: Matrix) -> Any:
        return sum((1 if self.W[layer + 1][j][k] > 0 else -1) * delta[j] for j in self.units(layer + 1))


class GateAtResidual(Plain):
    """The output's gate is taken at the residual."""

    def gate(self, i: int, layer: int, j: int) -> Any:
        return SLOPE[self.rho(layer)](self.residual(i, j)) if layer == self.depth else super().gate(i, layer, j)


class GateTurnedRound(Plain):
    """1 − ρ′: what does not pass."""

    def gate(self, i: int, layer: int, j: int) -> Any:
        return 1 - super().gate(i, layer, j)


class FirstUnitsGate(Plain):
    """One gate for a layer: its first unit's."""

    def gate(self, i: int, layer: int, j: int) -> Any:
        return super().gate(i, layer, 0)


class FirstPointsInput(Plain):
    """The first point's activation in the last factor of all points."""

    def weight_factor(self, layer: int, j: int, k: int) -> Vector:
        right = super().weight_factor(layer, j, k)
        return right[:1] * len(right)


class InputSquared(Plain):
    """a² in the last factor."""

    def weight_factor(self, layer: int, j: int, k: int) -> Vector:
        return [factor**2 for factor in super().weight_factor(layer, j, k)]


class BiasAddsOne(Plain):
    """δ + 1 for a bias."""

    def bias_partial(self, layer: int, j: int, deltas: Matrix) -> Any:
        return self.summed([deltas[i][j] + 1 for i in range(len(self.x))])


class AlternatingPoints(Plain):
    """The points' terms are added and taken away by turns."""

    def summed(self, terms: Vector) -> Any:
        return sum(terms[::2]) - sum(terms[1::2])


class LargestTermOnly(Plain):
    """The largest of the points' terms stands for the sum."""

    def summed(self, terms: Vector) -> Any:
        return max(terms, key=abs)


class BiasWeighted(Plain):
    """z = W(a + b): the bias goes in with the activations."""

    def forward_layer(self, layer: int, before: Vector) -> tuple[Vector, Vector]:
        pairs = zip(self.W[layer], self.b[layer], strict=True)
        zs = [sum(w * (a + b) for w, a in zip(row, before, strict=True)) for row, b in pairs]
        return zs, self.activated(layer, zs)


class FourthPowers(Plain):
    """C = Σ r⁴."""

    def cost(self) -> Any:
        return sum(self.residual(i, j) ** 4 for i in range(len(self.x)) for j in self.units(self.depth))


class NormalisedStep(Plain):
    """The gradient is divided by its largest component before the step."""

    def updated(self) -> Vector:
        gradient = self.gradient()
        largest = max(map(abs, gradient)) or 1
        return [t - self.eta * g / largest for t, g in zip(self.theta, gradient, strict=True)]


class DecayedStep(Plain):
    """(1 − η)θ − ηg."""

    def updated(self) -> Vector:
        return [(1 - self.eta) * t - self.eta * g for t, g in zip(self.theta, self.gradient(), strict=True)]


HELD_OUT: tuple[type[Plain], ...] = (
    CubesSlope, SlopeTimesInput, RunningResidual, FirstResidualForAll, LargestWeightOnly, WeightPlusOne, SignOfWeights,
    GateAtResidual, GateTurnedRound, FirstUnitsGate, FirstPointsInput, InputSquared, BiasAddsOne, AlternatingPoints,
    LargestTermOnly, BiasWeighted, FourthPowers, NormalisedStep, DecayedStep,
)  # fmt: skip
