"""Kinks of a computation: where a derivative is a convention, and where a small change is not what it foretells."""

from collections.abc import Iterator
from typing import NamedTuple

from tutor.lessons.problem import Problem
from tutor.network.graph import Node
from tutor.network.numbers import Number
from tutor.network.quantity import Quantity

KINKED = frozenset({"relu", "leaky-relu", "abs", "max", "min"})
"""The operations that have a kink: at 0, or where two values are equal."""


class Side(NamedTuple):
    """Where a node is at a data point: beyond its kink (above 0), before it (below 0), or at it."""

    node: Node
    point: int
    at: Number


def sides(problem: Problem) -> Iterator[Side]:
    """Each node with a kink, at each data point."""
    kinked = [node for node in problem.graph.nodes if node.operation in KINKED]
    for node in kinked:
        for point in range(1, len(problem.data) + 1):
            first, *second = (_value(problem, one, point) for one in node.parents)
            yield Side(node, point, first - second[0] if second else first)


def kinks_between(before: Problem, after: Problem) -> int:
    """How many kinks lie on the way from a problem to the same with other numbers, its ends included."""
    both = zip(sides(before), sides(after), strict=True)
    return sum(not ((one.at > 0 and other.at > 0) or (one.at < 0 and other.at < 0)) for one, other in both)


def has_kink(problem: Problem) -> bool:
    """Whether something stands at a kink."""
    return any(side.at == 0 for side in sides(problem))


def _value(problem: Problem, quantity: Quantity, point: int) -> Number:
    constant = problem.graph.constants.get(quantity)
    return problem.trace.at(quantity.name, point) if constant is None else constant
