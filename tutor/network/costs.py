"""The cost functions: what each adds up over points and outputs, and what the sum is divided by. Imports no numpy."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

Term: TypeAlias = Literal["squares", "binary-cross-entropy", "cross-entropy", "output"]
"""What stands in the sum for an output a: r² with r = a − y, −y log a − (1 − y) log(1 − a), −y log a, or a itself."""


class Cost(NamedTuple):
    """C = 1/d Σ term, summed over the outputs of all points; d is the number of points, or of all outputs, or 1, and
    twice that where it is `halved`."""

    term: Term
    halved: bool = False
    mean_over: Literal["nothing", "points", "points and outputs"] = "nothing"

    @property
    def has_target(self) -> bool:
        """Whether the outputs are compared with targets at all."""
        return self.term != "output"

    @property
    def is_squares(self) -> bool:
        """Whether it is made of squared residuals."""
        return self.term == "squares"

    @property
    def is_cross_entropy(self) -> bool:
        """Whether it is made of logarithms, so that the outputs have to be between 0 and 1."""
        return self.term in ("binary-cross-entropy", "cross-entropy")

    @property
    def is_mean(self) -> bool:
        """Whether it is a mean, be it over the points or over the outputs, too."""
        return self.mean_over != "nothing"

    def divisor(self, points: int, outputs: int) -> int:
        """The d of C = 1/d Σ term."""
        return (2 if self.halved else 1) * self.mean_of(points, outputs)

    def mean_of(self, points: int, outputs: int) -> int:
        """Over how many the mean is taken; 1 where it is none."""
        return {"nothing": 1, "points": points, "points and outputs": points * outputs}[self.mean_over]

    def scale(self, points: int, outputs: int) -> Fraction:
        """What the sum of the terms is multiplied by: 1/d."""
        return Fraction(1, self.divisor(points, outputs))

    def slope_scale(self, points: int, outputs: int) -> Fraction:
        """What ∂C/∂a has before it: 2/d before a residual r, else 1/d before the derivative of the term."""
        return (2 if self.is_squares else 1) * self.scale(points, outputs)


COST_NAMED: Mapping[str, Cost] = MappingProxyType(
    {
        "sum-of-squares": Cost("squares"),
        "half-sum-of-squares": Cost("squares", halved=True),
        "mean-of-squares": Cost("squares", mean_over="points"),
        "half-mean-of-squares": Cost("squares", halved=True, mean_over="points"),
        "mean-of-squares-over-outputs": Cost("squares", mean_over="points and outputs"),
        "binary-cross-entropy": Cost("binary-cross-entropy"),
        "mean-binary-cross-entropy": Cost("binary-cross-entropy", mean_over="points"),
        "cross-entropy": Cost("cross-entropy"),
        "mean-cross-entropy": Cost("cross-entropy", mean_over="points"),
        "none": Cost("output"),
    }
)
