"""Mistakes on the way back through a computation graph: in a local derivative, in what arrives, in how uses add up."""

from collections.abc import Callable
from dataclasses import replace
from operator import mul
from typing import Any

from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake, never
from tutor.network.graph import Graph, Node
from tutor.network.operations import Operation, Shares
from tutor.network.rules import RIGHT

OF_ONE = frozenset({"+", "identity"})
"""The operations whose local derivatives are 1."""


def _varying(node: Node) -> int:
    """How many different quantities, not numbers of the formula, a node is made of."""
    return len({parent for parent in node.parents if parent.kind != "constant"})


def _is_product(node: Node) -> bool:
    return node.operation == "*" and _varying(node) > 1


def _is_sum(node: Node) -> bool:
    return node.operation == "+" and _varying(node) > 1


def _is_difference(node: Node) -> bool:
    return node.operation == "negative" or (node.operation == "-" and node.parents[1].kind != "constant")


def _is_choice(node: Node) -> bool:
    return node.operation in ("max", "min") and _varying(node) > 1


def is_power(node: Node) -> bool:
    """Whether a node is a power of a quantity, with a number for its exponent."""
    return node.operation == "^" and node.parents[1].kind == "constant" != node.parents[0].kind


def some_node(is_so: Callable[[Node], bool]) -> Callable[[Graph], bool]:
    """Whether it is so for some node of a graph."""
    return lambda graph: any(map(is_so, graph.nodes))


def local(
    id: str, is_changed: Callable[[Node], bool], shares: Callable[..., Shares], within: Component | None = None
) -> Mistake:
    """Other shares where an operation sends back what has arrived: (arriving, value, *parents), as in `Operation`."""

    def operation(node: Node) -> Operation:
        right = RIGHT.operation(node)
        return replace(right, shares=shares) if is_changed(node) else right

    return Mistake(id, "operation", operation, never, some_node(is_changed), within=within)


def _to_all(g: Any, _value: Any, *parents: Any) -> Shares:
    """What arrives, to each."""
    return (g,) * len(parents)


def _local_only(operation: Operation, _arriving: Any, value: Any, *parents: Any) -> Shares:
    return operation.shares(1, value, *parents)


def _arriving_only(_operation: Operation, arriving: Any, value: Any, *parents: Any) -> Shares:
    return _to_all(arriving, value, *parents)


def _is_deep(graph: Graph) -> bool:
    """Whether something arrives at a node that is not the objective itself, for a quantity that is asked for."""
    return len(graph.nodes) > 1


def _is_used_again(graph: Graph) -> bool:
    return any(len(graph.uses[one]) > 1 for one in graph.uses if one.kind != "constant")


def _added(name: str, add: Callable[[Any, Any], Any]) -> Mistake:
    """Another way of putting together two shares that arrive: `add(so far, next)`, from the objective down."""
    return Mistake(f"graph.{name}", "add", add, never, _is_used_again)


GRAPH = (
    local("graph.product-own-factor", _is_product, lambda g, _out, x, y: (g * x, g * y)),
    local("graph.sum-divided", _is_sum, lambda g, _out, _x, _y: (g / 2, g / 2)),
    local("graph.minus-forgotten", _is_difference, _to_all),
    local("graph.max-both", _is_choice, _to_all, Component.PATHS),
    local("graph.power-kept", is_power, lambda g, out, _x, n: (g * n * out, 0 * g)),
    Mistake("graph.local-only", "share", _local_only, never, _is_deep),
    Mistake(
        "graph.arriving-only", "share", _arriving_only, never, some_node(lambda node: node.operation not in OF_ONE)
    ),
    _added("last-use-only", lambda so_far, _next: so_far),
    _added("first-use-only", lambda _so_far, next_: next_),
    _added("uses-multiplied", mul),
)
"""The last use is the nearest to the objective, the first the one whose share arrives last: a sum that was overwritten.
"""
