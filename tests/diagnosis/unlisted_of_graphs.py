"""Rules for computation graphs that stand in no catalogue, each a change of the plain recursion."""

from collections.abc import Sequence
from typing import Any

from tests.support.plain_graph import PlainGraph, Step


class QuotientNotSquared(PlainGraph):
    """1/y − … : the denominator not squared in the derivative by it."""

    def local(self, step: Step, k: int, values: dict[str, Any]) -> Any:
        if step[1] == "/" and k == 1:
            return -values[step[2][0]] / values[step[2][1]]
        return super().local(step, k, values)


class QuotientSign(PlainGraph):
    """x/y²: the minus of the derivative by a denominator forgotten."""

    def local(self, step: Step, k: int, values: dict[str, Any]) -> Any:
        right = super().local(step, k, values)
        return -right if step[1] == "/" and k == 1 else right


class OwnValue(PlainGraph):
    """A unit's value for its derivative: tanh′ = tanh, σ′ = σ; and 2u for u²."""

    def local(self, step: Step, k: int, values: dict[str, Any]) -> Any:
        return values[step[0]] if step[1] in ("tanh", "sigmoid") else super().local(step, k, values)


class ProductOfBoth(PlainGraph):
    """d(xy)/dx = xy."""

    def local(self, step: Step, k: int, values: dict[str, Any]) -> Any:
        return values[step[0]] if step[1] == "*" else super().local(step, k, values)


class ProductOne(PlainGraph):
    """A product differentiated as a sum."""

    def local(self, step: Step, k: int, values: dict[str, Any]) -> Any:
        return 1 if step[1] == "*" else super().local(step, k, values)


class SmallerSide(PlainGraph):
    """What arrives at a maximum given to the other side."""

    def local(self, step: Step, k: int, values: dict[str, Any]) -> Any:
        right = super().local(step, k, values)
        return 1 - right if step[1] in ("max", "min") else right


class UsesAveraged(PlainGraph):
    """What comes back from several uses is averaged."""

    def together(self, back: Sequence[Any]) -> Any:
        return sum(back) / len(back)


class LargestUse(PlainGraph):
    """Of several uses the one that counts most."""

    def together(self, back: Sequence[Any]) -> Any:
        return max(back, key=abs)


class ChainAdded(PlainGraph):
    """What arrives and the local derivative are added."""

    def from_place(self, step: Step, k: int, values: dict[str, Any]) -> Any:
        return self.coming_back(step[0], values) + self.local(step, k, values)


class TimesValue(PlainGraph):
    """Every partial times the parameter itself."""

    def slopes(self, theta: Sequence[Any] | None = None, points: Sequence[int] | None = None) -> list[Any]:
        return [t * s for t, s in zip(theta or self.theta, super().slopes(theta, points), strict=True)]


class Upwards(PlainGraph):
    """Every partial without its sign."""

    def slopes(self, theta: Sequence[Any] | None = None, points: Sequence[int] | None = None) -> list[Any]:
        return [abs(s) for s in super().slopes(theta, points)]


UNLISTED_OF_GRAPHS: tuple[type[PlainGraph], ...] = (
    QuotientNotSquared, QuotientSign, OwnValue, ProductOfBoth, ProductOne, SmallerSide, UsesAveraged, LargestUse,
    ChainAdded, TimesValue, Upwards,
)  # fmt: skip
