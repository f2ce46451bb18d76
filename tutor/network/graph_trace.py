"""The trace of a computation graph: forward and back through its nodes once for each data point."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from math import nan
from typing import Any, NamedTuple

import numpy as np

from tutor.network.backprop import backward, forward, instead, sent
from tutor.network.graph import Graph, Node
from tutor.network.numbers import Number, is_exact, number
from tutor.network.operations import OPERATIONS
from tutor.network.outcome import Outcome
from tutor.network.paths import Factor
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules
from tutor.network.state import Step
from tutor.network.trace import Trace, overflow

Own = Mapping[tuple[str, int], Number]
"""Values and arriving derivatives (`df/dq`) that are taken as they are, by name and data point (from 1)."""


class _Pass(NamedTuple):
    """One data point: each quantity's value, and the objective's derivative by it, by places."""

    values: list[Any]
    slopes: list[Any]


class GraphTrace(Trace):
    """All quantities of a computation graph. A number that the arithmetic does not have (1/0) is not a number (NaN)."""

    def __init__(
        self,
        graph: Graph,
        inputs: Sequence[Sequence[Number]],
        theta: Sequence[Number],
        learning_rate: Number,
        rules: Rules = RIGHT,
        own: Own | None = None,
    ) -> None:
        """`inputs` (m, …) in the order of `graph.inputs`, θ in that of `graph.parameters`.

        Raises ValueError where there are too many or too few of them.
        """
        if len(theta) != len(graph.parameters) or any(len(point) != len(graph.inputs) for point in inputs):
            raise ValueError("a computation graph needs a number for each parameter and each input")
        given = [*theta, learning_rate, *(value for point in inputs for value in point), *graph.constants.values()]
        exact = is_exact(given) and all(OPERATIONS[node.operation].is_exact for node in graph.nodes)
        super().__init__(graph, len(inputs), exact=exact)
        self._inputs = [[number(value, exact) for value in point] for point in inputs]
        self._theta = [number(value, exact) for value in theta]
        self._learning_rate = number(learning_rate, exact)
        self._rules, self._own = rules, own or {}

    @property
    def learning_rate(self) -> Number:
        """η; 0 where no step is taken."""
        return self._learning_rate

    @property
    def objectives(self) -> list[Any]:
        """The objective at each point."""
        return [one.values[-1] for one in self._passes]

    @cached_property
    def cost(self) -> Number:
        """The objective, summed over the points."""
        return self._number(self._rules.total(self.objectives))

    @cached_property
    def theta(self) -> dict[str, Number]:
        """The parameters' values by name."""
        return self._by_parameter(self._theta)

    @cached_property
    def gradient(self) -> dict[str, Number]:
        """The objective's derivatives by the parameters; 0 for what is not learned."""
        return self._by_parameter(self.flat_gradient.tolist())

    @cached_property
    def updated(self) -> dict[str, Number]:
        """The parameters after one step of gradient descent."""
        with overflow():
            return self._by_parameter(np.broadcast_to(self._rules.update(self.step), len(self._theta)).tolist())

    @cached_property
    def after(self) -> Outcome:
        """What the step did. A relu counts as alive where some point gets through it."""
        moved: GraphTrace = GraphTrace(
            self.graph, self._inputs, list(self.updated.values()), self._learning_rate, self._rules
        )
        return Outcome(
            moved.cost,
            not any(moved.gradient.values()),
            self.alive,
            moved.alive,
            len(self.graph.nodes),
        )

    def at(self, name: str, point: int) -> Number:
        """A quantity at one data point, or a derivative: of the objective by a node, else of a node by its parents."""
        if not 1 <= point <= self.points:
            raise IndexError(f"no data point {point}: there are {self.points}")
        found = self.graph.named.get(name)
        if found is not None:
            return self._number(self._passes[point - 1].values[self.graph.place[found]])
        edge = self._edges.get(name)
        below = self.graph.named.get(name.removeprefix(f"d{self.graph.objective}/d"))
        if edge is not None and (below is None or below.is_given):
            return self.local(*edge, point)
        if below is None:
            raise KeyError(name)
        return self.slope(below.name, point)

    def factor(self, factor: Factor, point: int) -> Number:
        """The value of one factor at one data point, counted from 1."""
        if factor.kind == "local":
            return self.local(self.graph.node_of[factor.above], factor.below.name, point)
        return super().factor(factor, point)

    def slope(self, name: str, point: int) -> Number:
        """The derivative of one point's objective by a quantity; 0 for a parameter that is not learned."""
        quantity = self.graph.named[name]
        if quantity in self._fixed:
            return self._number(0)
        return self._number(self._passes[point - 1].slopes[self.graph.place[quantity]])

    def point_names(self) -> tuple[str, ...]:
        """The inputs and nodes, the local derivatives, and the objective's derivatives."""
        graph = self.graph
        quantities = [*graph.inputs, *(node.quantity for node in graph.nodes)]
        slopes = [f"d{graph.objective}/d{one}" for one in (*graph.parameters, *quantities) if one != graph.objective]
        return tuple(dict.fromkeys([*(one.name for one in quantities), *self._edges, *slopes]))

    def cost_term(self, point: int) -> Number:
        """The objective at one data point."""
        return self._number(self._passes[point - 1].values[-1])

    @cached_property
    def _edges(self) -> dict[str, tuple[Node, str]]:
        """The nodes by the names of their local derivatives, each with the parent's name."""
        return {
            f"d{node.quantity}/d{parent}": (node, parent.name)
            for node in self.graph.nodes
            for parent in node.parents
            if parent.kind != "constant"
        }

    def local(self, node: Node, parent: str, point: int) -> Number:
        """The derivative of a node by one that it is made of, by all places where it stands there."""
        return self._sent(RIGHT.changed("operation", self._rules.operation), node, parent, point, self._number(1))

    def sent(self, node: Node, parent: str, point: int) -> Number:
        """What a node sends back to one that it is made of: by the right rules, what arrives times the derivative."""
        arriving = self._passes[point - 1].slopes[self.graph.place[node.quantity]]
        return self._sent(self._rules, node, parent, point, arriving)

    def _sent(self, rules: Rules, node: Node, parent: str, point: int, arriving: Any) -> Number:
        try:
            values = self._passes[point - 1].values
            return self._number(sent(self.graph, values, node, parent, rules, arriving=arriving))
        except (ArithmeticError, ValueError):
            return nan

    @cached_property
    def _passes(self) -> list[_Pass]:
        return [self._pass(point) for point in range(1, self.points + 1)]

    def _pass(self, point: int) -> _Pass:
        own = {name: instead(value) for (name, at), value in self._own.items() if at == point}
        given = [*self._theta, *self._inputs[point - 1]]
        try:
            with overflow():
                values = forward(self.graph, given, self._rules, own)
                return _Pass(values, backward(self.graph, values, self._rules, own))
        except (ArithmeticError, ValueError):  # 1/0, ln 0, a power that is too large
            size = len(self.graph.place)
            return _Pass([*given, *[nan] * (size - len(given))], [nan] * size)

    @cached_property
    def flat_gradient(self) -> Array:
        """The gradient (P,) in θ's order, the learning rate not needed."""
        places = [self.graph.place[one] for one in self.graph.parameters]
        terms: Array = np.array([[one.slopes[k] for k in places] for one in self._passes], dtype=self._dtype)
        with overflow():
            total = np.asarray(self._rules.sum_over_data(terms, np.ones((self.points, 1), dtype=terms.dtype)))
        total = np.broadcast_to(total, (len(places), 1))[:, 0].copy()
        total[[one in self._fixed for one in self.graph.parameters]] = 0
        return total

    @cached_property
    def step(self) -> Step:
        """What the rules of the step see."""

        def gradient_at(theta: Array, points: slice) -> Array:
            moved = GraphTrace(
                self.graph, self._inputs[points], theta.ravel().tolist(), self._learning_rate, self._rules
            )
            return moved.flat_gradient

        return Step(
            self.graph.parameters,
            np.array(self._theta, dtype=self._dtype),
            np.array(self.cost, dtype=self._dtype),
            self.flat_gradient,
            np.array([self._learning_rate], dtype=self._dtype),
            self.points,
            gradient_at,
        )

    @cached_property
    def _fixed(self) -> frozenset[Any]:
        return frozenset(self.graph.parameters) - frozenset(self.graph.asked)

    @property
    def _dtype(self) -> type:
        return object if self.exact else float

    @property
    def alive(self) -> int:
        """How many nodes something gets through at some point: a relu does where its z > 0, any other always."""
        place = self.graph.place
        return sum(
            node.operation != "relu" or any(one.values[place[node.parents[0]]] > 0 for one in self._passes)
            for node in self.graph.nodes
        )

    def _by_parameter(self, values: Sequence[Any]) -> dict[str, Number]:
        return {one.name: self._number(value) for one, value in zip(self.graph.parameters, values, strict=True)}
