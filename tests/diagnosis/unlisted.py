"""Rules that stand in no catalogue: plausible ones, of our own finding, each a change of the plain loops.

What a learner does by them should be explained by nothing that is known. Where one gives the same answers as a
catalogue mistake on some problem, it is that mistake there, and another is drawn.
"""

from typing import Any

from tests.network.plain_forward import SLOPE, Matrix, Vector
from tests.network.plain_mistakes import Plain


class TimesPoints(Plain):
    """∇C · m: the number of points once more, after the sum."""

    def summed(self, terms: Vector) -> Any:
        return sum(terms) * len(terms)


class ResidualOfThePointBefore(Plain):
    """The residuals slip by one line against the rest of the table."""

    def output_slope(self, i: int, j: int) -> Any:
        return 2 * self.residual(i - 1, j)


class ResidualTimesTarget(Plain):
    """2r · y: the inner derivative of a − y taken for y."""

    def output_slope(self, i: int, j: int) -> Any:
        return 2 * self.residual(i, j) * self.y[i][j]


class AbsoluteResidual(Plain):
    """2 ｜r｜: "the error is never negative"."""

    def output_slope(self, i: int, j: int) -> Any:
        return 2 * abs(self.residual(i, j))


class LargestResidualOnly(Plain):
    """Only the points with the largest error are learnt from."""

    def output_slope(self, i: int, j: int) -> Any:
        largest = max(abs(self.residual(p, j)) for p in range(len(self.x)))
        return 2 * self.residual(i, j) if abs(self.residual(i, j)) == largest else 0


class OwnLayersWeights(Plain):
    """Going back through the weights of the layer's own affine map, where the widths agree."""

    def arriving(self, i: int, layer: int, k: int, delta: Vector, next_gradient: Matrix) -> Any:
        W = self.W[layer]
        if (len(W), len(W[0])) != (self.widths[layer + 1], self.widths[layer]):
            return super().arriving(i, layer, k, delta, next_gradient)
        return sum(W[j][k] * delta[j] for j in self.units(layer + 1))


class AbsoluteWeights(Plain):
    """｜W｜ going back."""

    def arriving(self, i: int, layer: int, k: int, delta: Vector, next_gradient: Matrix) -> Any:
        return sum(abs(self.W[layer + 1][j][k]) * delta[j] for j in self.units(layer + 1))


class SquaredWeights(Plain):
    """W² going back: the weight once for z and once for its derivative."""

    def arriving(self, i: int, layer: int, k: int, delta: Vector, next_gradient: Matrix) -> Any:
        return sum(self.W[layer + 1][j][k] ** 2 * delta[j] for j in self.units(layer + 1))


class MeanOverPaths(Plain):
    """The paths' terms are averaged."""

    def arriving(self, i: int, layer: int, k: int, delta: Vector, next_gradient: Matrix) -> Any:
        return super().arriving(i, layer, k, delta, next_gradient) / len(delta)


class BiasGoesBack(Plain):
    """(W + b)ᵀδ going back: the bias is differentiated along with the product."""

    def arriving(self, i: int, layer: int, k: int, delta: Vector, next_gradient: Matrix) -> Any:
        return sum((self.W[layer + 1][j][k] + self.b[layer + 1][j]) * delta[j] for j in self.units(layer + 1))


class GateOfTheFirstPoint(Plain):
    """Each unit's gate is worked out once, at the first point."""

    def gate(self, i: int, layer: int, j: int) -> Any:
        return super().gate(0, layer, j)


class GateSquared(Plain):
    """The hidden gates count twice, on the way in and on the way out."""

    def gate(self, i: int, layer: int, j: int) -> Any:
        return super().gate(i, layer, j) ** (1 if layer == self.depth else 2)


class MirroredGate(Plain):
    """Where a unit is off, its gate is −1, as the slope of the line through 0 were it mirrored."""

    def gate(self, i: int, layer: int, j: int) -> Any:
        return super().gate(i, layer, j) if self.z[i][layer][j] > 0 else -1


class NextPointsInput(Plain):
    """a of the next point in the last factor: a line of the table too far down."""

    def weight_factor(self, layer: int, j: int, k: int) -> Vector:
        right = super().weight_factor(layer, j, k)
        return right[1:] + right[:1]


class SummedInput(Plain):
    """Σδ · Σa: sum first, multiply then."""

    def weight_factor(self, layer: int, j: int, k: int) -> Vector:
        right = super().weight_factor(layer, j, k)
        return [sum(right)] * len(right)


class FirstUnitsInput(Plain):
    """The first unit's activation for all weights of a row."""

    def weight_factor(self, layer: int, j: int, k: int) -> Vector:
        return super().weight_factor(layer, j, 0)


class WeightAddsInput(Plain):
    """δ + a where δ · a belongs."""

    def weight_partial(self, layer: int, j: int, k: int, deltas: Matrix) -> Any:
        factor = self.weight_factor(layer, j, k)
        return self.summed([deltas[i][j] + factor[i] for i in range(len(self.x))])


class BiasMeanOnly(Plain):
    """The biases' partials are averaged, the weights' added up."""

    def bias_partial(self, layer: int, j: int, deltas: Matrix) -> Any:
        return super().bias_partial(layer, j, deltas) / len(self.x)


class BiasTimesActivation(Plain):
    """δ times the unit's own activation, for the bias."""

    def bias_factor(self, layer: int, j: int) -> Vector:
        return [self.a[i][layer][j] for i in range(len(self.x))]


class BiasSubtracted(Plain):
    """z = Wa − b."""

    def forward_layer(self, layer: int, before: Vector) -> tuple[Vector, Vector]:
        sums = [sum(w * a for w, a in zip(row, before, strict=True)) for row in self.W[layer]]
        zs = [s - b for s, b in zip(sums, self.b[layer], strict=True)]
        return zs, self.activated(layer, zs)


class BiasTwice(Plain):
    """z = W(a) + 2b: the bias for the sum, and once more for the unit."""

    def forward_layer(self, layer: int, before: Vector) -> tuple[Vector, Vector]:
        sums = [sum(w * a for w, a in zip(row, before, strict=True)) for row in self.W[layer]]
        zs = [s + 2 * b for s, b in zip(sums, self.b[layer], strict=True)]
        return zs, self.activated(layer, zs)


class ActivatedInput(Plain):
    """ρ(x) in the place of x: the inputs are units, too."""

    def forward_layer(self, layer: int, before: Vector) -> tuple[Vector, Vector]:
        if layer == 1:
            before = self.activated(layer, before)
        return super().forward_layer(layer, before)


class NegativeErrorsIgnored(Plain):
    """Where the output is below its target there is nothing to pay, in the cost and in its derivative."""

    def cost(self) -> Any:
        return sum(max(self.residual(i, j), 0) ** 2 for i in range(len(self.x)) for j in self.units(self.depth))

    def output_slope(self, i: int, j: int) -> Any:
        return 2 * max(self.residual(i, j), 0)


class SquareOfAbsoluteSum(Plain):
    """C = (Σ｜r｜)²."""

    def cost(self) -> Any:
        return sum(abs(self.residual(i, j)) for i in range(len(self.x)) for j in self.units(self.depth)) ** 2


class SquareAndResidual(Plain):
    """C = Σ (r² + r)."""

    def cost(self) -> Any:
        return sum(
            self.residual(i, j) ** 2 + self.residual(i, j) for i in range(len(self.x)) for j in self.units(self.depth)
        )


class AlwaysDown(Plain):
    """θ − η ｜g｜."""

    def updated(self) -> Vector:
        return [t - self.eta * abs(g) for t, g in zip(self.theta, self.gradient(), strict=True)]


class NegativeSwap(Plain):
    """ηθ − g."""

    def updated(self) -> Vector:
        return [self.eta * t - g for t, g in zip(self.theta, self.gradient(), strict=True)]


class LargestStepForAll(Plain):
    """Every parameter goes down by the largest partial derivative's step."""

    def updated(self) -> Vector:
        largest = max(self.gradient(), key=abs)
        return [t - self.eta * largest for t in self.theta]


class SlopeAtTarget(Plain):
    """The output's gate is taken at the target."""

    def gate(self, i: int, layer: int, j: int) -> Any:
        if layer < self.depth:
            return super().gate(i, layer, j)
        return SLOPE[self.rho(layer)](self.y[i][j]) if self.rho(layer) != "identity" else self.y[i][j]


UNLISTED: tuple[type[Plain], ...] = (
    TimesPoints, ResidualOfThePointBefore, ResidualTimesTarget, AbsoluteResidual, LargestResidualOnly,
    OwnLayersWeights, AbsoluteWeights, SquaredWeights, MeanOverPaths, BiasGoesBack, GateOfTheFirstPoint,
    GateSquared, MirroredGate, NextPointsInput, SummedInput, FirstUnitsInput, WeightAddsInput, BiasMeanOnly,
    BiasTimesActivation, BiasSubtracted, BiasTwice, ActivatedInput, NegativeErrorsIgnored, SquareOfAbsoluteSum,
    SquareAndResidual, AlwaysDown, NegativeSwap, LargestStepForAll, SlopeAtTarget,
)  # fmt: skip
