"""What a network is made of and how its parts are named. Imports no numpy, so that a first screen is painted early."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

from tutor.network.costs import COST_NAMED, Cost

ACTIVATIONS = ("relu", "sigmoid", "tanh", "identity", "leaky-relu", "softplus", "softmax")
RATIONAL_ACTIVATIONS = frozenset({"relu", "identity", "leaky-relu"})
"""The activations that turn a fraction into a fraction."""
PROBABILITIES = frozenset({"sigmoid", "softmax"})
"""The activations whose values lie between 0 and 1, so that their logarithms can be taken."""
COSTS = tuple(COST_NAMED)

Bias: TypeAlias = Literal["unit", "shared", "none"]
BIASES: tuple[Bias, ...] = ("unit", "shared", "none")


class Parameter(NamedTuple):
    """One number of θ: a weight to unit `to` from unit `source` of the layer before, or a bias of unit `to`.

    Layers and units count from 1; `source` is None for a bias. One that stands in several places is told by its first:
    a tied one by the place that gives it its name, a bias that a layer shares by the layer's unit 1.
    """

    name: str
    kind: Literal["weight", "bias"]
    layer: int
    to: int
    source: int | None = None


class Penalty(NamedTuple):
    """What is added to the cost so that weights stay small: λ/2 Σ w² over the weights, no biases; λ is `l2`.

    A weight that stands in several places counts once.
    """

    l2: Fraction
    over_points: bool = False
    """Whether it is divided by the number of data points, too: λ/(2m) Σ w²."""

    def coefficient(self, points: int) -> Fraction:
        """What stands before w in ∂C/∂w: λ or λ/m. Half of it stands before Σ w² in C."""
        return self.l2 / points if self.over_points else self.l2


@dataclass(frozen=True)
class Network:
    """A fully connected network: `widths` from the input to the output, an activation for each later layer.

    `bias` says whether each unit has a bias of its own, a layer has one for all its units, or there are none. `fixed`
    names parameters that are given and not learned; each group of `tied` names those that are one parameter, under the
    first name. Raises ValueError for what can't be, in words for a programmer.
    """

    widths: tuple[int, ...]
    activations: tuple[str, ...]
    cost: str = "sum-of-squares"
    bias: Bias = "unit"
    fixed: frozenset[str] = frozenset()
    tied: tuple[tuple[str, ...], ...] = ()
    penalty: Penalty | None = None

    def __post_init__(self) -> None:
        if len(self.widths) < 2 or any(width < 1 for width in self.widths):
            raise ValueError("a network needs an input, at least one layer, and widths of at least 1")
        if len(self.activations) != self.depth:
            raise ValueError(f"{self.depth} layers need {self.depth} activations, not {len(self.activations)}")
        if unknown := set(self.activations) - set(ACTIVATIONS):
            raise ValueError(f"unknown activation {sorted(unknown)[0]!r}; known are {', '.join(ACTIVATIONS)}")
        if self.cost not in COSTS:
            raise ValueError(f"unknown cost {self.cost!r}; known are {', '.join(COSTS)}")
        if "softmax" in self.activations[:-1]:
            raise ValueError("softmax can only be the last layer's activation")
        if self.cost_function.term == "cross-entropy" and self.activations[-1] != "softmax":
            raise ValueError(f"the cost {self.cost} needs softmax in the last layer")
        if self.cost_function.is_cross_entropy and self.activations[-1] not in PROBABILITIES:
            raise ValueError(f"the cost {self.cost} needs outputs between 0 and 1: sigmoid or softmax")
        if self.bias not in BIASES:
            raise ValueError(f"unknown bias {self.bias!r}; known are {', '.join(BIASES)}")
        if self.penalty is not None and self.penalty.l2 < 0:
            raise ValueError(f"a penalty of {self.penalty.l2} would make large weights cheap")
        if self.tied:
            self._check_ties()
        if self.fixed and (strangers := self.fixed - set(self.parameter_named)):
            known = ", ".join(self.parameter_named)
            raise ValueError(f"fixed: {sorted(strangers)[0]!r} is no parameter; there are {known}")

    @cached_property
    def depth(self) -> int:
        """The number of layers L, the input not counted."""
        return len(self.widths) - 1

    @cached_property
    def cost_function(self) -> Cost:
        """What the cost is made of."""
        return COST_NAMED[self.cost]

    @cached_property
    def gates_are_products(self) -> bool:
        """Whether the output's ∂C/∂z is ∂C/∂a times ρ′, and no limit or sum over the outputs."""
        return self.activations[-1] != "softmax" and not self.cost_function.is_cross_entropy

    @cached_property
    def is_usual(self) -> bool:
        """Whether each unit has a bias and each place a parameter of its own, all learned and without a penalty."""
        return not self.variations()

    @cached_property
    def is_rational(self) -> bool:
        """Whether all that is computed from fractions is a fraction."""
        return RATIONAL_ACTIVATIONS.issuperset(self.activations) and not self.cost_function.is_cross_entropy

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """θ in order: layer by layer, W before b, W row by row. Each once, at its first place, the fixed ones too."""
        return tuple(dict.fromkeys(self.entries))

    @cached_property
    def learned(self) -> tuple[Parameter, ...]:
        """The parameters that are learned: those that are counted, differentiated by and moved."""
        return tuple(parameter for parameter in self.parameters if parameter.name not in self.fixed)

    @cached_property
    def entries(self) -> tuple[Parameter, ...]:
        """The parameter at each place of the layers' W and b, in θ's order; one that is used twice stands twice."""
        places = tuple(self._places())
        named: dict[str, Parameter] = {}
        for field in places:
            named.setdefault(field.name, field)
        return tuple(named[self._first_name.get(field.name, field.name)] for field in places)

    @cached_property
    def order(self) -> tuple[int, ...] | None:
        """Which of the parameters stands at each place of the layers; None where each stands in a place of its own."""
        if self.bias != "shared" and not self.tied:
            return None
        index = {parameter.name: k for k, parameter in enumerate(self.parameters)}
        return tuple(index[entry.name] for entry in self.entries)

    @cached_property
    def parameter_named(self) -> dict[str, Parameter]:
        """The parameters by name."""
        return {parameter.name: parameter for parameter in self.parameters}

    @cached_property
    def places(self) -> tuple[tuple[slice, slice, tuple[int, int]], ...]:
        """Where in `entries` each layer's weights and its biases stand, and the shape (n_l, n_{l−1}) of W.

        That is where they stand in θ, too, unless `order` says otherwise. Without biases theirs are empty.
        """
        places, start = [], 0
        for before, width in zip(self.widths, self.widths[1:], strict=False):
            biases = start + width * before
            end = biases if self.bias == "none" else biases + width
            places.append((slice(start, biases), slice(biases, end), (width, before)))
            start = end
        return tuple(places)

    @cached_property
    def parameter_count(self) -> int:
        """The length of θ, the fixed parameters counted: Σ n_l (n_{l−1} + 1) where each unit has a bias."""
        return self.places[-1][1].stop if self.order is None else len(self.parameters)

    def cost_scale(self, points: int) -> Fraction:
        """What the sum of the cost's terms over so many data points is multiplied by to give the cost."""
        return self.cost_function.scale(points, self.widths[-1])

    def slope_scale(self, points: int) -> Fraction:
        """What stands before the residual in ∂C/∂a of an output; before the term's derivative for other costs."""
        return self.cost_function.slope_scale(points, self.widths[-1])

    def variations(self) -> tuple[tuple[str, Any], ...]:
        """What differs from a network whose units have a bias each and which learns all of its parameters, by field.

        Its repr is always the same for the same network.
        """
        further = [field for field in fields(self) if field.name not in ("widths", "activations", "cost")]
        given = [(field.name, getattr(self, field.name), field.default) for field in further]
        return tuple(
            (name, sorted(value) if isinstance(value, frozenset) else value)
            for name, value, default in given
            if value != default
        )

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
        """The name of a weight: `w1`, or `w1[2,1]` (to unit 2 from unit 1) unless both layers have one unit.

        A tied one has the name of the first that it is tied with.
        """
        single = self.widths[layer] == self.widths[layer - 1] == 1
        name = f"w{layer}" if single else f"w{layer}[{to},{source}]"
        return self._first_name.get(name, name) if self.tied else name

    def bias_name(self, layer: int, to: int = 1) -> str:
        """The name of a unit's bias: `b1`, or `b1[2]` where the layer is wider and doesn't share one.

        A tied one has the name of the first that it is tied with. Raises ValueError where there are no biases.
        """
        if self.bias == "none":
            raise ValueError("this network has no biases")
        name = f"b{layer}" if self.bias == "shared" else self.unit("b", layer, to)
        return self._first_name.get(name, name) if self.tied else name

    @cached_property
    def _first_name(self) -> dict[str, str]:
        """The name of each tied parameter under the name of each of its places."""
        return {name: group[0] for group in self.tied for name in group}

    def _check_ties(self) -> None:
        kinds = {field.name: field.kind for field in self._places()}
        names = [name for group in self.tied for name in group]
        if repeated := [name for name in names if names.count(name) > 1]:
            raise ValueError(f"tied: {repeated[0]!r} is named twice")
        for group in self.tied:
            if len(group) < 2:
                raise ValueError(f"tied: {', '.join(group) or 'nothing'} is tied with nothing")
            if unknown := [name for name in group if name not in kinds]:
                raise ValueError(f"tied: {unknown[0]!r} is no parameter; there are {', '.join(kinds)}")
            if len({kinds[name] for name in group}) > 1:
                raise ValueError(f"tied: {', '.join(group)} are not of one kind")

    def _places(self) -> Iterator[Parameter]:
        """What stands at each place, under the name of the place."""
        for layer in range(1, self.depth + 1):
            yield from self._layer(layer)

    def _layer(self, layer: int) -> Iterator[Parameter]:
        width, before = self.widths[layer], self.widths[layer - 1]
        single = width == before == 1
        for to in range(1, width + 1):
            for source in range(1, before + 1):
                name = f"w{layer}" if single else f"w{layer}[{to},{source}]"
                yield Parameter(name, "weight", layer, to, source)
        for to in range(1, width + 1) if self.bias != "none" else ():
            if self.bias == "shared":
                yield Parameter(f"b{layer}", "bias", layer, 1)
            else:
                yield Parameter(self.unit("b", layer, to), "bias", layer, to)
