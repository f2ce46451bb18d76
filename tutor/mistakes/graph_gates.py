"""Mistakes at the activation functions of a computation graph: another slope where a sigmoid, tanh or ReLU has its own.

They are those of a network's gates (see `gate`), made at the nodes of a graph.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from tutor.mistakes.component import Component
from tutor.mistakes.graph import is_power, local, some_node
from tutor.mistakes.mistake import Mistake, never
from tutor.network.graph import Node
from tutor.network.operations import OPERATIONS, Operation, Shares, power, sign
from tutor.network.rules import RIGHT

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
