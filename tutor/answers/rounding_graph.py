"""A computation graph as many people work it who write every value down before they use it."""

from functools import lru_cache

import numpy as np

from tutor.answers.rounding import MODES, PEOPLE, SLACK, writer_of
from tutor.lessons.problem import Problem
from tutor.network.backprop import backward, forward
from tutor.network.compute import Descent
from tutor.network.graph import Node
from tutor.network.operations import Operation
from tutor.network.paths import Factor
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules


class WorkedGraph:
    """The quantities of a graph at each point, for all people: those of `answers.rounding`, in each of its modes."""

    def __init__(self, problem: Problem, theta: Array | None = None) -> None:
        """`theta` (modes · people, P) is what each of them has for θ, where that is not what the problem gives."""
        self.people = PEOPLE
        self._graph, self.slack = problem.graph, 1.0 if problem.trace.exact else SLACK
        self._rules = _rules_of(self.people)
        everybody = np.ones(len(MODES) * self.people)
        theta = np.array([float(value) for value in problem.theta]) * everybody[:, None] if theta is None else theta
        with np.errstate(all="ignore"):
            self._passes = []
            for x, _ in problem.data:
                given = [*theta.T, *(float(value) * everybody for value in x)]
                values = forward(self._graph, given, self._rules)
                self._passes.append((values, backward(self._graph, values, self._rules)))
            places = [self._graph.place[one] for one in self._graph.parameters]
            terms = [[slopes[k] * everybody for k in places] for _, slopes in self._passes]
            gradient: Array = np.add.reduce(np.array(terms), axis=0).T
            cost: Array = np.add.reduce([values[-1] * everybody for values, _ in self._passes])
            step = writer_of(self.people)(float(problem.learning_rate) * gradient)
            self.descent = Descent(cost, gradient, theta - step, gradient)

    def value(self, name: str, point: int) -> Array:
        """A quantity at one point, from 0: (modes · people,)."""
        return np.asarray(self._passes[point][0][self._graph.place[self._graph.named[name]]])

    def slope(self, name: str, point: int) -> Array:
        """The derivative of one point's objective by a quantity."""
        return np.asarray(self._passes[point][1][self._graph.place[self._graph.named[name]]])

    def derivative(self, factor: Factor, point: int) -> Array:
        """A local derivative at one point."""
        node, values, place = self._graph.node_of[factor.above], self._passes[point][0], self._graph.place
        parents = [values[place[one]] for one in node.parents]
        with np.errstate(all="ignore"):
            shares = self._rules.operation(node).shares(1.0, values[place[node.quantity]], *parents)
        return np.asarray(sum(share for share, one in zip(shares, node.parents, strict=True) if one == factor.below))

    def cost_term(self, point: int) -> Array:
        """The objective at one point."""
        return np.asarray(self._passes[point][0][-1])


@lru_cache(maxsize=4)
def _rules_of(people: int) -> Rules:
    """The table in which every node's value and every share is written down, by so many people in each mode."""
    write = writer_of(people)

    def operation(node: Node) -> Operation:
        right = RIGHT.operation(node)
        return Operation(
            lambda *parents: write(np.asarray(right.value(*parents), dtype=float)),
            lambda g, out, *parents: tuple(
                write(np.asarray(share, dtype=float)) for share in right.shares(g, out, *parents)
            ),
            is_exact=False,
        )

    return RIGHT.changed("operation", operation)
