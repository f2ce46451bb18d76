"""What somebody writes down of a solution, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.support.sheets.hands import Hand
from tests.support.sheets.terms import Numbers, Quantity

LISTED = ("vector ()", "vector []", "bare list", "labelled", "glued")
"""Ways of writing a quantity at all points in one line."""
MOST_LINES = 60


@dataclass(frozen=True)
class Step:
    """Something to write down: a quantity at points (none: its formula or a total), or a heading."""

    of: Quantity | None
    points: tuple[int, ...] = ()
    heading: int | None = None
    """A point that follows, or 0 for the totals."""
    only_symbols: bool = False


def forward(shape: Numbers) -> list[Quantity]:
    found: list[Quantity] = []
    for layer in range(1, shape.depth + 1):
        found += [Quantity("z", layer, j) for j in shape.units(layer)]
        found += [Quantity("a", layer, j) for j in shape.units(layer)]
    return found + [Quantity("r", shape.depth, j) for j in shape.units(shape.depth)]


def backward(shape: Numbers, hand: Hand, sees_gates: bool) -> list[Quantity]:
    found: list[Quantity] = []
    for layer in range(shape.depth, 0, -1):
        curved = shape.activations[layer - 1] != "identity"
        if hand.detail in ("gates", "all") and curved and sees_gates:
            found += [Quantity("gate", layer, j) for j in shape.units(layer)]
        if hand.within == "delta":
            found += [Quantity("delta", layer, j) for j in shape.units(layer)]
        if hand.detail in ("terms", "all"):
            found += [replace(one, kind="term") for one in shape.parameters if one.layer == layer]
    return found


def gradient(shape: Numbers) -> list[Quantity]:
    """∂C/∂θ from the last layer back; a bias has source 0."""
    own = [replace(one, kind="g") for one in shape.parameters]
    return sorted(own, key=lambda one: -one.layer)


def _gaps(hand: Hand, random: Random, quantities: list[Quantity]) -> list[Quantity]:
    match hand.gaps:
        case "no a":
            return [one for one in quantities if one.kind != "a"]
        case "no z":
            return [one for one in quantities if one.kind != "z"]
        case "residuals":
            return [one for one in quantities if one.kind == "r"]
        case "a third":
            return [one for one in quantities if random.random() < 0.67]
    return quantities


def plan(shape: Numbers, hand: Hand, random: Random, *, sees_gates: bool = True) -> list[Step]:
    """The steps of a page, at most about 60."""
    there, back = forward(shape), backward(shape, hand, sees_gates)
    partials = gradient(shape)
    updates = [replace(one, kind="new") for one in partials]
    cost = Quantity("C")
    order = "quantities" if hand.order == "points" and hand.points in LISTED else hand.order
    if order == "answers":
        return [Step(one) for one in (cost, *partials, *updates)]
    if order == "parameters":
        pairs = [one for pair in zip(partials, updates, strict=True) for one in pair]
        steps = list(_by_quantity(shape, hand, [one for one in there if one.kind == "r"]))
        return [*steps, Step(cost), *(Step(one) for one in pairs)]
    per_point = _gaps(hand, random, [*there, *back])
    points = len(shape.x)
    while len(per_point) * points > MOST_LINES - 10 and len(per_point) > 4 and hand.points not in LISTED:
        per_point.remove(random.choice(per_point))
    totals = [Step(one) for one in (cost, *partials, *updates)]
    if order == "points":
        return [*_by_point(shape, hand, per_point), *totals]
    steps = list(_by_quantity(shape, hand, per_point))
    if order == "backward":
        return [*(Step(one, only_symbols=True) for one in partials), *steps, *totals]
    if order == "upside down":
        return [*totals, *reversed(steps)]
    return [*steps, *totals]


def _by_point(shape: Numbers, hand: Hand, quantities: list[Quantity]) -> Iterator[Step]:
    headed = hand.points == "heading" and len(shape.x) > 1
    for point in shape.points:
        if headed:
            yield Step(None, heading=point)
        yield from (Step(one, (point,)) for one in quantities)
    if headed and hand.totals != "no heading":
        yield Step(None, heading=0)


def _by_quantity(shape: Numbers, hand: Hand, quantities: list[Quantity]) -> Iterator[Step]:
    points = tuple(shape.points)
    for one in quantities:
        if hand.points in LISTED and len(points) > 1:
            yield Step(one, points)
        else:
            yield from (Step(one, (point,)) for point in points)
