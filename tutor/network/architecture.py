"""What a network is made of and how its parts are named. Imports no numpy, so that a first screen is painted early."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

ACTIVATIONS = ("relu", "sigmoid", "tanh", "identity")
COSTS = ("sum-of-squares", "half-sum-of-squares", "mean-of-squares")


@dataclass(frozen=True)
class Parameter:
    """One learnable number: a weight to unit `to` from unit `source` of the layer before, or a bias of unit `to`.

    Layers and units count from 1; `source` is None for a bias.
    """

    name: str
    kind: Literal["weight", "bias"]
    layer: int
    to: int
    source: int | None = None


@dataclass(frozen=True)
class Network:
    """A fully connected network: `widths` from the input to the output, an activation for each later layer."""

    widths: tuple[int, ...]
    activations: tuple[str, ...]
    cost: str = "sum-of-squares"

    def __post_init__(self) -> None:
        if len(self.widths) < 2 or any(width < 1 for width in self.widths):
            raise ValueError("a network needs an input, at least one layer, and widths of at least 1")
        if len(self.activations) != self.depth:
            raise ValueError(f"{self.depth} layers need {self.depth} activations, not {len(self.activations)}")
        if unknown := set(self.activations) - set(ACTIVATIONS):
            raise ValueError(f"unknown activation {sorted(unknown)[0]!r}; known are {', '.join(ACTIVATIONS)}")
        if self.cost not in COSTS:
            raise ValueError(f"unknown cost {self.cost!r}; known are {', '.join(COSTS)}")

    @cached_property
    def depth(self) -> int:
        """The number of layers L, the input not counted."""
        return len(self.widths) - 1

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """θ in order: layer by layer, W before b, W row by row."""
        return tuple(parameter for layer in range(1, self.depth + 1) for parameter in self._layer(layer))

    @cached_property
    def parameter_named(self) -> dict[str, Parameter]:
        """The parameters by name."""
        return {parameter.name: parameter for parameter in self.parameters}

    @cached_property
    def places(self) -> tuple[tuple[slice, slice, tuple[int, int]], ...]:
        """Where in θ each layer's weights and its biases stand, and the shape (n_l, n_{l−1}) of W."""
        places, start = [], 0
        for before, width in zip(self.widths, self.widths[1:], strict=False):
            biases, end = start + width * before, start + width * (before + 1)
            places.append((slice(start, biases), slice(biases, end), (width, before)))
            start = end
        return tuple(places)

    @cached_property
    def parameter_count(self) -> int:
        """The length of θ: Σ n_l (n_{l−1} + 1)."""
        return sum(width * (before + 1) for before, width in zip(self.widths, self.widths[1:], strict=False))

    def cost_scale(self, points: int) -> Fraction:
        """What the sum of the squared residuals over so many data points is multiplied by to give the cost."""
        if self.cost == "half-sum-of-squares":
            return Fraction(1, 2)
        return Fraction(1, points) if self.cost == "mean-of-squares" else Fraction(1)

    def unit(self, kind: str, layer: int, index: int = 1) -> str:
        """The name of a unit's quantity: `a2`, or `a2[1]` where layer 2 is wider; layer 0 of `a` is the input `x`."""
        name = "x" if kind == "a" and layer == 0 else f"{kind}{layer}"
        return name if self.widths[layer] == 1 else f"{name}[{index}]"

    def target(self, index: int = 1) -> str:
        """The name of a target: `y`, or `y[1]` where the output is wider."""
        return "y" if self.widths[-1] == 1 else f"y[{index}]"

    def residual(self, index: int = 1) -> str:
        """The name of a residual a⁽ᴸ⁾ − y: `r`, or `r[1]` where the output is wider."""
        return "r" if self.widths[-1] == 1 else f"r[{index}]"

    def weight(self, layer: int, to: int = 1, source: int = 1) -> str:
        """The name of a weight: `w1`, or `w1[2,1]` (to unit 2 from unit 1) unless both layers have one unit."""
        single = self.widths[layer] == self.widths[layer - 1] == 1
        return f"w{layer}" if single else f"w{layer}[{to},{source}]"

    def bias(self, layer: int, to: int = 1) -> str:
        """The name of a bias: `b1`, or `b1[2]` where the layer is wider."""
        return self.unit("b", layer, to)

    def _layer(self, layer: int) -> Iterator[Parameter]:
        width, before = self.widths[layer], self.widths[layer - 1]
        for to in range(1, width + 1):
            for source in range(1, before + 1):
                yield Parameter(self.weight(layer, to, source), "weight", layer, to, source)
        for to in range(1, width + 1):
            yield Parameter(self.bias(layer, to), "bias", layer, to)
