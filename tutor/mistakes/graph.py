"""Mistakes in a computation graph: in a local derivative, in what arrives, in how uses add up, in the sum of points.

At its activation functions another slope stands where a sigmoid, tanh or ReLU has its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import mul
from typing import Any, TypeAlias

from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake, always, never
from tutor.network.graph import Graph, Node
from tutor.network.operations import OPERATIONS, Operation, Shares, power, sign
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


Slope: TypeAlias = Callable[[Any, Any], Any]
"""The slope that is taken at a node, from its value a and from what it is made of, z."""

ACTIVATIONS = ("relu", "leaky-relu", "softplus", "sigmoid", "tanh")
CURVED = ("sigmoid", "tanh")
"""Those whose slope is found by a formula in the value."""


def _gate(name: str, slopes: Mapping[str, Slope]) -> Mistake:
    """Other slopes at some operations; those of the others are right."""

    def operation(node: Node) -> Operation:
        right, slope = RIGHT.operation(node), slopes.get(node.operation)
        if slope is None:
            return right

        def shares(arriving: Any, value: Any, z: Any) -> Shares:
            return (arriving * slope(value, z),)

        return replace(right, shares=shares)

    return Mistake(f"partial.{name}", "operation", operation, never, some_node(lambda node: node.operation in slopes))


def _slope_at(operation: str) -> Slope:
    """ρ′(a) in place of ρ′(z)."""
    rule = OPERATIONS[operation]
    return lambda a, _z: rule.shares(1, rule.value(a), a)[0]


def _everywhere(slope: Slope, operations: tuple[str, ...] = ACTIVATIONS) -> Mapping[str, Slope]:
    return dict.fromkeys(operations, slope)


GRAPH_GATES = (
    _gate("gate-ignored", _everywhere(lambda _a, _z: 1)),
    _gate("gate-is-activation", _everywhere(lambda a, _z: a)),
    _gate("gate-is-preactivation", _everywhere(lambda _a, z: z)),
    _gate("gate-inverted", {"relu": lambda _a, z: (z < 0) * 1}),
    _gate("gate-is-sign", {"relu": lambda _a, z: sign(z)}),
    _gate("gate-at-activation", {name: _slope_at(name) for name in CURVED}),
    _gate("gate-formula-in-z", {"sigmoid": lambda _a, z: z * (1 - z), "tanh": lambda _a, z: 1 - z * z}),
    _gate("gate-half", _everywhere(lambda a, _z: 1 - a, CURVED)),
    _gate("gate-sign-slip", {"sigmoid": lambda a, _z: a * (1 + a), "tanh": lambda a, _z: 1 + a * a}),
    _gate("gate-of-other-function", {"sigmoid": lambda a, _z: 1 - a * a, "tanh": lambda a, _z: a * (1 - a)}),
    # x where x² gives 2x: the exponent does not come down.
    local("partial.no-factor-2", is_power, lambda g, _out, x, n: (g * power(x, n - 1), 0 * g), Component.SLOPE),
)


def objective_of_points(points: int) -> tuple[Mistake, ...]:
    """The mistakes in the sum of the objective over the points; with one point there is nothing to get wrong."""
    if points < 2:
        return ()

    def of(name: str, point: int, kept: frozenset[int]) -> Mistake:
        def total(values: Sequence[Any]) -> Any:
            return RIGHT.total([value for i, value in enumerate(values, 1) if i in kept])

        return Mistake(f"cost.{name}", "total", total, never, always, point)

    every = frozenset(range(1, points + 1))

    return (
        Mistake("cost.mean", "total", lambda values: RIGHT.total(values) / len(values), never, always),
        *(of("point-missing", p, every - {p}) for p in sorted(every)),
        *(of("single-point", p, frozenset({p})) for p in (1, points)),
    )
