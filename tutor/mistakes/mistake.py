"""A mistake as one changed rule of the right computation, with all that is known of it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from tutor.mistakes.cell import CellRule
from tutor.mistakes.component import Component
from tutor.network.architecture import Network
from tutor.network.graph import Graph
from tutor.network.rules import RIGHT, Rules

Stages: TypeAlias = tuple[Literal["a", "b", "c", "d", "e"], ...]

OF_RULE: Mapping[str, tuple[Component, Stages]] = MappingProxyType(
    {
        "reading_order": (Component.FORWARD, ("c", "d", "e")),
        "input_and_target": (Component.FORWARD, ("c", "d", "e")),
        "activation": (Component.FORWARD, ("c", "d", "e")),
        "forward": (Component.FORWARD, ("c", "d", "e")),
        "cost": (Component.COST, ("c",)),
        "total": (Component.COST, ("c",)),
        "cost_derivative": (Component.SLOPE, ("d", "e")),
        "activation_derivative": (Component.GATE, ("d", "e")),
        "back_through_weights": (Component.BACK, ("d", "e")),
        "delta": (Component.BACK, ("d", "e")),
        "own_delta": (Component.GATE, ("d", "e")),
        "weight_partial": (Component.FACTOR, ("d", "e")),
        "bias_partial": (Component.FACTOR, ("d", "e")),
        "operation": (Component.GATE, ("d", "e")),
        "share": (Component.BACK, ("d", "e")),
        "add": (Component.PATHS, ("d", "e")),
        "sum_over_data": (Component.POINTS, ("d", "e")),
        "sums": (Component.POINTS, ("d", "e")),
        "update": (Component.UPDATE, ("e",)),
        "written_gradient": (Component.UPDATE, ("d",)),
    }
)
"""Where each rule of the table stands in the chain, and the stages whose answers it has a part in, the first first."""


def is_mean(network: Network) -> bool:
    """For a mistake about the 1/m of the cost."""
    return network.cost_function.is_mean


def has_scale(network: Network) -> bool:
    """For a mistake about the ½ or the 1/m of the cost."""
    return network.cost_function.halved or is_mean(network)


def on_squares(network: Network) -> bool:
    """For a mistake about squares or residuals."""
    return network.cost_function.is_squares


def on_cross_entropy(network: Network) -> bool:
    """For a mistake about logarithms, or about what their derivative comes to behind sigmoid or softmax."""
    return network.cost_function.is_cross_entropy


def has_biases(network: Network) -> bool:
    """For a mistake about what a bias does on the way there."""
    return network.bias != "none"


def learns_biases(network: Network) -> bool:
    """For a mistake about the partial derivative with respect to a bias."""
    return any(parameter.kind == "bias" for parameter in network.learned)


def always(_computation: Network | Graph) -> bool:
    """For a mistake that makes sense on any network, or on any computation graph."""
    return True


def never(_computation: Network | Graph) -> bool:
    """For a mistake in rules that networks, or computation graphs, do not have."""
    return False


@dataclass(frozen=True, eq=False)
class Mistake:
    """One rule of the table, named by `rule`, replaced by `change`; there is one object for each mistake and point.

    `point` is the data point that the mistake is about, counted from 1, where it is about one. `makes_sense` says on
    which networks the change can be made at all, and `on_graphs` on which computation graphs: an untransposed W has to
    be square.
    """

    id: str
    rule: str
    change: Callable[..., Any]
    makes_sense: Callable[[Network], bool] = always
    on_graphs: Callable[[Graph], bool] = never
    point: int | None = None
    within: Component | None = None
    """The component that it is a mistake in, where that is not the one that the rule stands for."""
    takes_another_step: bool = False
    """Of the update: whether another step is taken, rather than something else done with the right one."""
    in_turn: bool = False
    """Of the update: whether the gradient is taken again at other places, so that the one that is there won't do."""
    open_terms: frozenset[str] = frozenset()
    """The kinds of parameters (`weight`, `bias`) for which it does not say what their terms are at the points."""
    narrows: str = ""
    """The id of a mistake that is made everywhere, where this one is the same in some places only: where both explain
    what is seen, that one is told."""
    in_cells: Mapping[str, CellRule] = field(default_factory=dict)
    """By kind of sub-step: what it gives where it is made in one such sub-step alone."""

    @property
    def kind(self) -> str:
        """What it is made in, as its id says: `forward`, `cost`, `partial`, `graph` (a partial of one) or `update`."""
        return self.id.partition(".")[0]

    def is_possible(self, computation: Network | Graph) -> bool:
        """Whether it can be made on a network or a computation graph at all."""
        return self.makes_sense(computation) if isinstance(computation, Network) else self.on_graphs(computation)

    @property
    def component(self) -> Component:
        """The component of the chain rule that it is a mistake in."""
        return self.within or OF_RULE[self.rule][0]

    @property
    def shows_in(self) -> Stages:
        """The stages whose answers it changes. It is made in the first of them, and carried into the others."""
        return OF_RULE[self.rule][1]

    def rules(self, others: Rules = RIGHT) -> Rules:
        """The table with this rule changed, on top of what is changed already."""
        return others.changed(self.rule, self.change)

    def __repr__(self) -> str:
        return self.id if self.point is None else f"{self.id}@{self.point}"


def without_narrower(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Those mistakes of which none of the others is the same everywhere."""
    found = list(mistakes)
    ids = {one.id for one in found}
    return [one for one in found if one.narrows not in ids]


def deep(network: Network) -> bool:
    """Whether there is a way back through a layer's weights."""
    return network.depth > 1


def square_somewhere(network: Network) -> bool:
    """Whether some W can be read the other way round: it is square, and more than a number."""
    return any(before == after > 1 for before, after in pairwise(network.widths))


def widths_agree_somewhere(network: Network) -> bool:
    """Whether a layer is as wide as the one before, so that its W is square."""
    return any(before == after for before, after in pairwise(network.widths))
