"""All quantities at all places, node by node: by the right rules, with what the learner has found taken as it is.

A value has the shape (S, m) where it can differ from point to point, and (S, 1) where it cannot.
"""

from collections.abc import Mapping
from functools import cached_property, partial
from typing import Any

import numpy as np

from tutor.lessons.problem import Problem
from tutor.network.architecture import Network
from tutor.network.backprop import Take, backward, forward, sent
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules
from tutor.sheet.places import Places

Own = Mapping[str, Array]
"""Values that are taken as they are, by name, (S, m); NaN wherever nothing is known."""
_NONE: Own = {}


class GraphState:
    """The graph worked out at all places at once, also that of a network."""

    def __init__(self, problem: Problem, places: Places, rules: Rules = RIGHT, own: Own = _NONE) -> None:
        self._problem, self._graph, self._places = problem, problem.graph, places
        self._rules, self._own = rules, own
        self._objective = problem.graph.objective.name
        network = problem.computation if isinstance(problem.computation, Network) else None
        self._scale = float(network.cost_scale(places.points)) if network else 1.0
        self._penalty = network.penalty if network else None
        self._residuals = {r: (a, y) for r, a, y in problem.graph.residuals}

    def value(self, name: str) -> Array:
        """A quantity, or a derivative. A partial of the objective by a parameter is the sum. Raises KeyError."""
        found: Array | None = self._kept.get(name)
        if found is None:
            with np.errstate(all="ignore"):
                found = self._kept[name] = self._taken(name, self._worked_out(name))
        return found

    def at_points(self, name: str) -> Array:
        """The objective at each point, or a partial's terms, (S, m). Raises KeyError for all else."""
        if name == self._objective:
            shares: Array = self._each(self._values[-1]) * self._scale
            return shares
        below = name.removeprefix(f"d{self._objective}/d")
        if below == name:
            raise KeyError(name)
        return self._slope(below)

    @cached_property
    def _kept(self) -> dict[str, Array]:
        return {}

    def _taken(self, name: str, made: Any) -> Array:
        value, own = np.asarray(made, float), self._own.get(name)
        if own is None:
            return value
        value = np.broadcast_to(value, np.broadcast_shapes(value.shape, own.shape))
        return np.where(np.isnan(own), value, own)

    def _worked_out(self, name: str) -> Array:
        graph, objective = self._graph, self._objective
        if name == objective:
            total: Array = self.at_points(name).sum(axis=-1, keepdims=True)
            return total + self._of_penalty
        if name in graph.named:
            value = np.asarray(self._values[graph.place[graph.named[name]]], float)
            changes = graph.named[name].kind not in ("weight", "bias", "parameter")
            return self._each(value) if changes else value
        if name in self._residuals:
            a, y = self._residuals[name]
            residual: Array = self.value(a.name) - self.value(y.name)
            return residual
        if name == "eta":
            eta: Array = self._places.eta[:, None]
            return eta
        if name == "lambda" and self._penalty is not None:
            return np.full((1, 1), float(self._penalty.l2))
        return self._after_step(name[:-1]) if name.endswith("'") else self._derivative(name)

    def _after_step(self, name: str) -> Array:
        """A parameter, or the objective, at θ′, (S, 1)."""
        parameters = [one.name for one in self._graph.parameters]
        if name == self._objective:
            theta = np.concatenate([self.value(f"{one}'") for one in parameters], axis=-1)
            return GraphState(self._problem, self._places._replace(theta=theta), self._rules).value(name)
        if name not in parameters:
            raise KeyError(name)
        moved: Array = self.value(name) - self.value("eta") * self.value(f"d{self._objective}/d{name}")
        return moved

    def _derivative(self, name: str) -> Array:
        above, slash, below = name.removeprefix("d").partition("/d")
        if not slash or not name.startswith("d"):
            raise KeyError(name)
        if above == self._objective:
            parameters = {one.name for one in self._graph.parameters}
            terms = self._slope(below)
            if below not in parameters:
                return terms
            if below not in {one.name for one in self._graph.asked}:
                return np.zeros((self._places.size, 1))
            partial: Array = terms.sum(axis=-1, keepdims=True)
            return partial + self._of_penalty_by(below)
        return self._local(above, below)

    def _slope(self, below: str) -> Array:
        """The derivative of each point's share of the objective, (S, m)."""
        if below in self._residuals:
            below = self._residuals[below][0].name
        return self._each(self._slopes[self._graph.place[self._graph.named[below]]])

    def _local(self, above: str, below: str) -> Array:
        """The derivative of a quantity by another that it depends on, by all ways down; 0 where there is none."""
        graph = self._graph
        if above in self._residuals:
            a, y = self._residuals[above]
            if below == y.name:
                return self._each(-1.0)
            return self._each(1.0) if below == a.name else self._local(a.name, below)
        start, goal = graph.named[above], graph.named[below]
        node = graph.node_of.get(start)
        if node is None:
            return self._each(float(start == goal))
        if goal in node.parents:
            return self._each(sent(graph, self._values, node, below, self._locally))
        part = graph.up_to(start)
        if goal not in part.place:
            return self._each(0.0)
        values = [self._values[graph.place[one]] for one in part.place]
        return self._each(backward(part, values, self._locally)[part.place[goal]])

    @cached_property
    def _locally(self) -> Rules:
        """The rules by which each node is made, with the right derivatives."""
        return RIGHT if self._rules is RIGHT else RIGHT.changed("operation", self._rules.operation)

    @cached_property
    def _values(self) -> list[Any]:
        """The value of every quantity by its place in the graph; what the learner has found is taken on the way."""
        theta, x, y = (np.moveaxis(one, -1, 0) for one in (self._places.theta[:, None], self._places.x, self._places.y))
        with np.errstate(all="ignore"):
            return forward(self._graph, [*theta, *x, *y[: len(self._graph.targets)]], self._rules, self._takes)

    @cached_property
    def _slopes(self) -> list[Any]:
        """The derivative of the objective by every quantity at each point, by its place."""
        with np.errstate(all="ignore"):
            return backward(self._graph, self._values, self._rules, self._takes, start=self._scale)

    @cached_property
    def _takes(self) -> dict[str, Take]:
        """What is taken on the way: a node's value or derivative that was found, or by the residual that was."""
        found: dict[str, Take] = {}
        for node in self._graph.nodes:
            for name in (node.quantity.name, f"d{self._objective}/d{node.quantity}"):
                if name in self._own and name != self._objective:
                    found[name] = partial(self._taken, name)
        for k, (r, (a, _)) in enumerate(self._residuals.items()):
            if r in self._own:
                found[a.name] = partial(self._by_residual, r, a.name, self._places.y[:, :, k])
        return found

    def _by_residual(self, r: str, a: str, target: Array, made: Any) -> Array:
        return self._taken(a, self._taken(r, self._each(made) - target) + target)

    @property
    def _of_penalty(self) -> Array:
        names = [one.name for one in self._graph.parameters if one.kind == "weight"]
        squares: Array = sum((self.value(name) ** 2 for name in names), np.zeros((self._places.size, 1)))
        return squares * self._coefficient / 2

    def _of_penalty_by(self, name: str) -> Array:
        is_weight = self._graph.named[name].kind == "weight"
        return self.value(name) * (self._coefficient if is_weight else 0.0)

    @property
    def _coefficient(self) -> float:
        return float(self._penalty.coefficient(self._places.points)) if self._penalty else 0.0

    def _each(self, value: Any) -> Array:
        return np.broadcast_to(np.asarray(value, float), (self._places.size, self._places.points))
