"""Wrong values in a computation graph: its nodes run with one value, or one derivative that arrives, replaced."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.places import MOST_PLACES, Answers, Place
from tutor.mistakes.runs import GraphNumbers
from tutor.network.backprop import backward, forward, instead
from tutor.network.graph import Graph
from tutor.network.graph_trace import GraphTrace
from tutor.network.products import Array


class GraphPlaces:
    """The places of a computation graph."""

    def __init__(self, numbers: GraphNumbers) -> None:
        self._numbers = numbers
        self.places = tuple(_places(numbers.graph, numbers.points))[:MOST_PLACES]
        right = numbers.trace()
        self.right = np.array([float(right.at(field.name, field.point)) for field in self.places])
        terms = [float(right.cost_term(point + 1)) for point in range(numbers.points)]
        slopes = [[float(right.slope(name, point + 1)) for name in right.theta] for point in range(numbers.points)]
        self._by_point: Array = np.column_stack([terms, slopes])
        """The right terms of the objective and of the gradient (m, 1 + P)."""

    def taking(self, at: NDArray[np.intp]) -> Answers:
        """The answers for values in some of the places (K,): those of one place at once."""
        rows = {int(k): np.flatnonzero(at == k) for k in np.unique(at)}

        def answers(values: Array) -> Array:
            found = np.empty((len(at), self._by_point.shape[1]))
            for k, mine in rows.items():
                found[mine] = self._terms(self.places[k], values[mine])
            with np.errstate(all="ignore"):
                moved = self._numbers.theta - self._numbers.learning_rate * found[:, 1:]
            return np.column_stack([found, moved])

        return answers

    def trace(self, at: int, value: float) -> GraphTrace:
        """The trace with a value in a place."""
        return self._numbers.trace(own={self.places[at]: value})

    def _terms(self, field: Place, values: Array) -> Array:
        """C and ∇C (K, 1 + P) with values (K,) in one place."""
        graph, numbers = self._numbers.graph, self._numbers
        others = self._by_point.sum(axis=0) - self._by_point[field.point - 1]
        given = [*numbers.theta[:, None], *numbers.x[field.point - 1, :, None]]
        own = {field.name: instead(values)}
        with np.errstate(all="ignore"):
            found = forward(graph, given, own=own)
            slopes = backward(graph, found, own=own)
        asked = frozenset(graph.asked)
        mine = [found[-1], *(slopes[graph.place[one]] if one in asked else 0.0 for one in graph.parameters)]
        columns = [np.broadcast_to(np.asarray(one, dtype=float), values.shape) for one in mine]
        total: Array = others + np.column_stack(columns)
        return total


def _places(graph: Graph, points: int) -> Iterator[Place]:
    """The latest first: what arrives at a node, and its value."""
    for point in range(1, points + 1):
        for quantity in graph.backwards:
            yield Place(f"d{graph.objective}/d{quantity}", point)
            yield Place(quantity.name, point)
