"""Slips in a computation graph: the numbers that are at hand there, and one wrong value that is carried on."""

from collections.abc import Sequence
from typing import Any

from tutor.lessons.stages import FieldId

from tests.support.plain_graph import PlainGraph, Step

from .graph_learners import GraphLearner


def terms(right: GraphLearner, field: FieldId) -> list[Any]:
    """The terms of a field's sum, point by point."""
    plain = right.plain
    every = [plain.values(point, plain.theta) for point in plain.data]
    if field.stage == "c":
        return [values[plain.steps[-1][0]] for values in every]
    return [plain.coming_back(field.name, values) for values in every]


def others(right: GraphLearner, field: FieldId) -> list[Any]:
    """What one more, or one less, of a factor changes: the other factors of each product, at each point."""
    plain = right.plain
    last = plain.steps[-1]
    found: list[Any] = [0]
    for point in plain.data:
        values = plain.values(point, plain.theta)
        if field.stage == "c":
            found += [values[parent] for parent in last[2]] if last[1] == "*" else []
            continue
        for step in plain.steps:
            if field.name in step[2]:
                arriving, product = plain.coming_back(step[0], values), plain.back_from(step, field.name, values)
                found += [arriving, product / arriving] if arriving else []
    return found


def line(right: GraphLearner, i: int) -> list[Any]:
    """The numbers in the lines of a point."""
    return list(right.plain.values(right.plain.data[i], right.plain.theta).values())


class SlippingGraph(PlainGraph):
    """The right rules, with one value, or one derivative that comes back, at one point another than it is."""

    at: tuple[str, int] = ("", 0)
    """The node's name, with `d` before it for what comes back to it; the point from 0."""
    instead: Any = 0
    true: Any = None

    def values(self, point: Sequence[Any], theta: Sequence[Any]) -> dict[str, Any]:
        self._here = next(i for i, own in enumerate(self.data) if own is point)
        return super().values(point, theta)

    def made(self, step: Step, found: dict[str, Any]) -> Any:
        right = super().made(step, found)
        return self._taken(step[0], right)

    def coming_back(self, quantity: str, values: dict[str, Any]) -> Any:
        return self._taken(f"d{quantity}", super().coming_back(quantity, values))

    def _taken(self, name: str, right: Any) -> Any:
        if self.at != (name, self._here):
            return right
        self.true = right
        return self.instead
