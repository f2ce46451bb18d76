"""The network of a problem in its front matter: widths, activations, cost, and what its parameters are.

What is wrong is noted, and reading goes on: None stands for what could not be read, and nothing is checked against it.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import NamedTuple, cast

from tutor.lessons.errors import Faults
from tutor.lessons.front_matter import Field
from tutor.lessons.quantity_names import QuantityNames, names_of_network, read_names
from tutor.network.architecture import ACTIVATIONS, BIASES, COSTS, PROBABILITIES, Bias, Network, Penalty
from tutor.network.costs import COST_NAMED

# What a person can work by hand, with room to spare; a stranger's file can't ask for more.
MOST_LAYERS, MOST_UNITS, MOST_PARAMETERS = 12, 24, 300
Widths = tuple[int, ...]


class Setting(NamedTuple):
    """What could be read of the network."""

    network: Network | None = None
    plain: Network | None = None
    """A network of its shape without further conditions, where that much is known."""
    names: QuantityNames | None = None
    """How its quantities are called, where that is known."""
    cost: str | None = None


def read_setting(members: Mapping[str, Field], faults: Faults) -> Setting:
    """The network of `network: {widths: […], activation: …}`, with what stands beside it about it."""
    faults_before = len(faults.found)
    cost = faults.read(partial(members["cost"].choice, COSTS)) if "cost" in members else COSTS[0]
    penalty = faults.read(partial(_penalty, members["penalty"], faults)) if "penalty" in members else None
    if "network" not in members:
        return Setting(cost=cost)
    parts = faults.read(partial(members["network"].members, ("widths", "activation"), ("bias",), faults)) or {}
    bias = cast("Bias | None", faults.read(partial(parts["bias"].choice, BIASES)) if "bias" in parts else BIASES[0])
    widths = faults.read(partial(_widths, parts["widths"])) if "widths" in parts else None
    kinds = None
    if "activation" in parts:
        depth = len(widths) - 1 if widths else None
        kinds = faults.read(partial(_activations, parts["activation"], depth, faults))
        if kinds and cost and "cost" in members:
            faults.read(partial(_check_cost, members["cost"], cost, kinds[-1]))
    if not widths or not bias:
        return Setting(cost=cost)
    plain = Network(widths, ("identity",) * (len(widths) - 1), _plain_cost(cost), bias)
    names = names_of_network(plain)
    if "names" in members:
        names = names.shown_as(faults.read(partial(read_names, members["names"], names, faults)) or {})
    tied = faults.read(partial(_ties, members["tied"], names, faults)) if "tied" in members else ()
    fixed = faults.read(partial(_fixed, members["fixed"], names, tied or (), faults)) if "fixed" in members else ()
    if kinds is None or cost is None or len(faults.found) > faults_before:
        return Setting(None, plain, names, cost)
    network = Network(widths, kinds, cost, bias, frozenset(fixed or ()), tied or (), penalty)
    return Setting(network, plain, names_of_network(network).shown_as(names.shown), cost)


def _plain_cost(cost: str | None) -> str:
    """A cost that fits any outputs, and has targets where this one has."""
    return "none" if cost == "none" else COSTS[0]


def _widths(field: Field) -> Widths:
    """The widths from the input to the output."""
    widths = tuple(item.whole(1, MOST_UNITS) for item in field.list())
    if not 2 <= len(widths) <= MOST_LAYERS + 1:
        raise field.error("widths_count", low="2", high=str(MOST_LAYERS + 1))
    count = sum(width * (before + 1) for before, width in pairwise(widths))
    if count > MOST_PARAMETERS:
        raise field.error("too_many_parameters", found=str(count), high=str(MOST_PARAMETERS))
    return widths


def _activations(field: Field, depth: int | None, faults: Faults) -> tuple[str, ...] | None:
    """The activation of each layer, from a list or from one name for all."""
    items = field.list() if field.is_list else [field]
    kinds = faults.each(items, lambda item: item.choice(ACTIVATIONS))
    if field.is_list and depth is not None and len(items) != depth:
        raise field.error("activation_count", found=str(len(items)), expected=str(depth))
    if kinds and not field.is_list:
        kinds *= depth or 1
    if kinds and "softmax" in kinds[:-1]:
        raise field.error("softmax_inside", layers=", ".join([*["relu"] * (len(kinds) - 1), "softmax"]))
    return kinds


def _check_cost(field: Field, cost: str, last: str) -> None:
    """Whether the outputs are such that the cost can be taken of them."""
    function = COST_NAMED[cost]
    needed = ("softmax",) if function.term == "cross-entropy" else tuple(sorted(PROBABILITIES))
    if function.is_cross_entropy and last not in needed:
        near = {"sigmoid": cost.replace("cross-entropy", "binary-cross-entropy")}.get(last, "")
        raise field.error("cost_needs", value=cost, needed=", ".join(needed), found=last, near=near)


def _penalty(field: Field, faults: Faults) -> Penalty | None:
    parts = field.members(("l2",), ("over",), faults)
    l2 = faults.read(parts["l2"].number) if "l2" in parts else None
    if l2 is not None and l2 <= 0:
        raise parts["l2"].error("not_positive", value=str(parts["l2"].node.value))
    over = faults.read(partial(parts["over"].choice, ("points", "nothing"))) if "over" in parts else "nothing"
    return Penalty(Fraction(l2), over == "points") if l2 is not None and over is not None else None


def _fixed(
    field: Field, names: QuantityNames, tied: tuple[tuple[str, ...], ...], faults: Faults
) -> tuple[str, ...] | None:
    """The names of what is not learned; of what is tied, the first."""
    first = {name: group[0] for group in tied for name in group}
    found = faults.each(field.list(), names.parameters)
    if found is None:
        return None
    fixed = tuple(first.get(name, name) for group in found for name in group)
    if set(fixed) >= {first.get(name, name) for name in names.of_parameters}:
        raise field.error("nothing_learned")
    return fixed


def _ties(field: Field, names: QuantityNames, faults: Faults) -> tuple[tuple[str, ...], ...] | None:
    """The groups of parameters that are one. Whole layers are tied entry by entry."""
    seen: set[str] = set()

    def group(item: Field) -> tuple[tuple[str, ...], ...] | None:
        members = faults.each(item.list(), names.parameters)
        if members is None:
            return None
        if len(members) < 2:
            raise item.error("tied_with_nothing")
        if len({len(one) for one in members}) > 1 or len({one[0][0] for one in members}) > 1:
            raise item.error("tied_unlike", value=", ".join(one[0] for one in members))
        for name in (name for one in members for name in one):
            if name in seen:
                raise item.error("tied_twice", value=name)
            seen.add(name)
        return tuple(zip(*members, strict=True))

    groups = faults.each(field.list(), group)
    return tuple(one for ties in groups for one in ties) if groups is not None else None
