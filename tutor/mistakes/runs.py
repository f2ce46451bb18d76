"""A problem's numbers run by the rules of some mistakes: a network's by whole layers, a graph's node by node.

Who asks what a mistake gives need not know which of the two it is.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from copy import copy
from typing import NamedTuple, TypeAlias

import numpy as np

from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake
from tutor.network.architecture import Network, Parameter
from tutor.network.compute import backward, flat_gradient, run, step_from
from tutor.network.graph import Graph
from tutor.network.graph_trace import GraphTrace, Own
from tutor.network.layered_trace import LayeredTrace
from tutor.network.products import Array
from tutor.network.quantity import Quantity
from tutor.network.rules import RIGHT, Rules
from tutor.network.state import Layer, Step
from tutor.network.trace import Trace

Members: TypeAlias = tuple[Mistake, ...]


class Run(ABC):
    """What came of a run by the rules of some mistakes: C, and ∇C (P,)."""

    members: Members
    cost: float
    gradient: Array

    @property
    def all_points(self) -> bool:
        """Whether none of the mistakes is about a single data point."""
        return all(mistake.point is None for mistake in self.members)

    @abstractmethod
    def beside(self, other: Mistake) -> "Run":
        """The run with another mistake made, too."""

    @abstractmethod
    def step(self) -> Step:
        """What the rules of the step see."""

    def with_cost(self, cost: Mistake) -> "Run":
        """The same run, from whose residuals another cost is made; its gradient does not depend on that."""
        other = copy(self)
        other.members, other.cost = (*self.members, cost), self._cost_by(cost)
        return other

    @abstractmethod
    def _cost_by(self, cost: Mistake) -> float:
        """C by a mistake that is made in it alone."""


class LayeredNumbers(NamedTuple):
    """The numbers of a network as arrays of floats: θ (P,), x (m, n_0), y (m, n_L), and η."""

    network: Network
    theta: Array
    x: Array
    y: Array
    learning_rate: float

    @property
    def parameters(self) -> Sequence[Parameter | Quantity]:
        """θ's parameters in order."""
        return self.network.parameters

    @property
    def points(self) -> int:
        """The number m of data points."""
        return len(self.x)

    def layers(self, rules: Rules) -> list[Layer]:
        """The layers by these rules."""
        return run(self.network, self.theta, self.x, self.y, rules, learning_rate=self.learning_rate)

    def right(self) -> Run:
        """The run by the right rules."""
        return _LayeredRun(self, (), RIGHT, self.layers(RIGHT))

    def trace(self, rules: Rules = RIGHT) -> Trace:
        """The trace by these rules, in floats."""
        return LayeredTrace(self.layers(rules), rules, exact=False)

    def cost_at(self, theta: Array) -> float:
        """C at another θ."""
        return float(RIGHT.cost(self._replace(theta=theta).layers(RIGHT)[-1]))


class GraphNumbers(NamedTuple):
    """The numbers of a computation graph as arrays of floats: θ (P,), the inputs (m, …), and η."""

    graph: Graph
    theta: Array
    x: Array
    learning_rate: float

    @property
    def parameters(self) -> Sequence[Parameter | Quantity]:
        """θ's parameters in order."""
        return self.graph.parameters

    @property
    def points(self) -> int:
        """The number m of data points."""
        return len(self.x)

    def right(self) -> Run:
        """The run by the right rules."""
        return _GraphRun(self, (), RIGHT)

    def trace(self, rules: Rules = RIGHT, own: Own | None = None) -> GraphTrace:
        """The trace by these rules, in floats; `own` are values that are taken as they are."""
        return GraphTrace(self.graph, self.x.tolist(), self.theta.tolist(), self.learning_rate, rules, own)

    def cost_at(self, theta: Array) -> float:
        """The objective at another θ."""
        return float(self._replace(theta=theta).trace().cost)


Numbers: TypeAlias = LayeredNumbers | GraphNumbers


class _LayeredRun(Run):
    """A run of layers, of whose state only that of the forward pass is to be relied on: other runs begin with it."""

    def __init__(self, numbers: LayeredNumbers, members: Members, rules: Rules, layers: list[Layer]) -> None:
        self.members = members
        self.cost = float(RIGHT.cost(layers[-1]))
        self.gradient = flat_gradient(layers)
        self._numbers, self._rules, self._forward = numbers, rules, layers

    def beside(self, other: Mistake) -> Run:
        """The run with another mistake made, too; one of the way back begins with what the way there has found."""
        rules = other.rules(self._rules)
        if other.component is Component.FORWARD:
            layers = self._numbers.layers(rules)
        else:
            layers = self._forward
            backward(layers, rules)
        return _LayeredRun(self._numbers, (*self.members, other), rules, layers)

    def step(self) -> Step:
        return step_from(self._forward[0].data, np.array(self.cost), self.gradient, self._rules)

    def _cost_by(self, cost: Mistake) -> float:
        return float(cost.change(self._forward[-1]))


class _GraphRun(Run):
    """A run of a graph's nodes."""

    def __init__(self, numbers: GraphNumbers, members: Members, rules: Rules) -> None:
        self._numbers, self._rules, self._trace = numbers, rules, numbers.trace(rules)
        self.members = members
        self.cost = float(self._trace.cost)
        self.gradient = self._trace.flat_gradient.astype(float)

    def beside(self, other: Mistake) -> Run:
        return _GraphRun(self._numbers, (*self.members, other), other.rules(self._rules))

    def step(self) -> Step:
        return self._trace.step

    def _cost_by(self, cost: Mistake) -> float:
        return float(cost.change(self._trace.objectives))
