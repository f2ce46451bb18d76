"""C over many θ at once: costs, gradients and live units of thousands of θ in one call, in floats.

What is plotted asks here: a line of learning rates, a slice over two parameters, a path. The last axis of θ is its
parameters, (…, P), and what comes out has the axes before it. A number that the arithmetic does not have is not finite.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from tutor.network.architecture import Network
from tutor.network.backprop import backward, forward
from tutor.network.compute import backward as backward_through_layers
from tutor.network.compute import flat_gradient
from tutor.network.compute import forward as forward_through_layers
from tutor.network.graph import Graph
from tutor.network.layers import split
from tutor.network.numbers import Number
from tutor.network.products import Array
from tutor.network.rules import RIGHT
from tutor.network.state import Layer


class Landscape(ABC):
    """A computation with its data; what is asked about is θ."""

    parameters: tuple[str, ...]
    """θ's names in order."""
    learned: Array
    """Which of them are learned (P,)."""
    gated: tuple[str, ...]
    """The units that a ReLU can close, by name: only these can die."""
    size: int
    """How many numbers one θ takes while it is worked out, about: who asks for very many asks in parts."""

    @abstractmethod
    def costs(self, theta: Array) -> Array:
        """C at each θ (…, P): (…)."""

    @abstractmethod
    def gradient(self, theta: Array) -> tuple[Array, Array]:
        """C (…) and ∇C (…, P) at each θ (…, P)."""

    @abstractmethod
    def alive(self, theta: Array) -> Array:
        """Whether each gated unit has z > 0 at some data point (…, units)."""

    def outputs(self, theta: Array, x: Array) -> Array | None:
        """The outputs (…, m, n_L) at other inputs (m, n_0); None where they are not told apart from the rest."""
        del theta, x
        return None


class LayeredLandscape(Landscape):
    """Of a network of layers."""

    def __init__(self, network: Network, x: Array, y: Array) -> None:
        self.network, self._x, self._y = network, x, y
        self.parameters = tuple(one.name for one in network.parameters)
        self.learned = np.array([name not in network.fixed for name in self.parameters])
        self.size = len(x) * sum(network.widths)
        self.gated = tuple(
            network.unit("a", layer, j)
            for layer, (name, width) in enumerate(zip(network.activations, network.widths[1:], strict=True), 1)
            for j in range(1, width + 1)
            if name == "relu"
        )

    def costs(self, theta: Array) -> Array:
        """C at each θ."""
        with np.errstate(all="ignore"):
            return np.asarray(RIGHT.cost(self._forward(theta, self._x, self._y)[-1]))

    def gradient(self, theta: Array) -> tuple[Array, Array]:
        """C and ∇C at each θ."""
        with np.errstate(all="ignore"):
            layers = self._forward(theta, self._x, self._y)
            backward_through_layers(layers)
            return np.asarray(RIGHT.cost(layers[-1])), flat_gradient(layers)

    def alive(self, theta: Array) -> Array:
        """Whether each unit is alive at each θ."""
        with np.errstate(all="ignore"):
            layers = self._forward(theta, self._x, self._y)
        gates = [
            (layer.z > 0).any(axis=-2)
            for layer, name in zip(layers, self.network.activations, strict=True)
            if name == "relu"
        ]
        return np.concatenate(gates, axis=-1) if gates else np.ones((*theta.shape[:-1], 0), bool)

    def outputs(self, theta: Array, x: Array) -> Array:
        """The outputs at other inputs."""
        with np.errstate(all="ignore"):
            return self._forward(theta, x, np.zeros((*x.shape[:-1], self.network.widths[-1])))[-1].a

    def _forward(self, theta: Array, x: Array, y: Array) -> list[Layer]:
        layers = split(self.network, theta, x, y, order=self._order)
        forward_through_layers(layers)
        return layers

    @cached_property
    def _order(self) -> Array | None:
        return RIGHT.reading_order(self.network)


class GraphLandscape(Landscape):
    """Of a computation graph; the objective is summed over the points."""

    def __init__(self, graph: Graph, inputs: Array) -> None:
        """`inputs` (m, …) in the order of `graph.inputs`."""
        self.graph, self._inputs = graph, inputs
        self.parameters = tuple(one.name for one in graph.parameters)
        asked = {one.name for one in graph.asked}
        self.learned = np.array([name in asked for name in self.parameters])
        self.size = len(inputs) * len(graph.place)
        self._relus = [node for node in graph.nodes if node.operation == "relu"]
        self.gated = tuple(node.quantity.name for node in self._relus)

    def costs(self, theta: Array) -> Array:
        """C at each θ."""
        with np.errstate(all="ignore"):
            return self._summed(self._values(theta)[-1], theta)

    def gradient(self, theta: Array) -> tuple[Array, Array]:
        """C and ∇C at each θ."""
        with np.errstate(all="ignore"):
            values = self._values(theta)
            slopes = backward(self.graph, values)
            places = [self.graph.place[one] for one in self.graph.parameters]
            partials = [self._summed(slopes[place], theta) for place in places]
            return self._summed(values[-1], theta), np.stack(partials, axis=-1) * self.learned

    def alive(self, theta: Array) -> Array:
        """Whether each unit is alive at each θ."""
        with np.errstate(all="ignore"):
            values = self._values(theta)
        gates = [self._at_points(values[self.graph.place[node.parents[0]]], theta) > 0 for node in self._relus]
        if not gates:
            return np.ones((*theta.shape[:-1], 0), bool)
        alive: Array = np.stack([gate.any(axis=-1) for gate in gates], axis=-1)
        return alive

    def _values(self, theta: Array) -> list[Any]:
        of_theta = (theta[..., k, None] for k in range(theta.shape[-1]))
        return forward(self.graph, [*of_theta, *self._inputs.T])

    def _at_points(self, values: Any, theta: Array) -> Array:
        return np.broadcast_to(np.asarray(values, float), (*theta.shape[:-1], len(self._inputs)))

    def _summed(self, values: Any, theta: Array) -> Array:
        total: Array = self._at_points(values, theta).sum(axis=-1)
        return total


def landscape_of(
    computation: Network | Graph, x: Sequence[Sequence[Number]], y: Sequence[Sequence[Number]]
) -> Landscape:
    """The landscape of a computation with its inputs (m, n_0) and targets (m, n_L), which a graph does not look at."""
    inputs = np.array([[float(value) for value in point] for point in x]).reshape(len(x), -1)
    if isinstance(computation, Graph):
        return GraphLandscape(computation, inputs)
    return LayeredLandscape(computation, inputs, np.array([[float(value) for value in point] for point in y]))
