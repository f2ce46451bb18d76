"""All quantities of a network at all places by changed rules, worked out by whole layers."""

from functools import cached_property

import numpy as np

from tutor.lessons.problem import Problem
from tutor.network.compute import Descent, point_terms, run, step
from tutor.network.products import Array
from tutor.network.quantity import Quantity
from tutor.network.rules import Rules
from tutor.network.state import Layer
from tutor.sheet.places import Places


class LayeredState:
    """A network's quantities; values have the shapes that `GraphState` gives them."""

    def __init__(self, problem: Problem, places: Places, rules: Rules) -> None:
        self._problem, self._network, self._places, self._rules = problem, problem.network, places, rules
        self._residuals = {r: (a, y) for r, a, y in problem.graph.residuals}

    def value(self, name: str) -> Array:
        """A quantity, or a derivative, (S, m) or (S, 1). Raises KeyError for what the rules say nothing of."""
        with np.errstate(all="ignore"):
            return self._value(name)

    def at_points(self, name: str) -> Array:
        """A partial's terms, (S, m). Raises KeyError for all else."""
        with np.errstate(all="ignore"):
            return self._terms[name]

    def _value(self, name: str) -> Array:
        named = self._problem.graph.named
        if name == "C":
            found = self._column(self._descent.cost)
        elif name == "eta":
            found = self._places.eta[:, None]
        elif name == "lambda" and self._network.penalty is not None:
            found = np.full((1, 1), float(self._network.penalty.l2))
        elif name in self._residuals:
            found = self._units(self._layers[-1].r, self._residuals[name][0].unit)
        elif name in named:
            found = self._quantity(named[name])
        elif name.endswith("'"):
            found = self._column(self._descent.theta[..., self._index[name[:-1]]])
        else:
            found = self._derivative(name)
        return found

    def _derivative(self, name: str) -> Array:
        named = self._problem.graph.named
        above, slash, below = name.removeprefix("d").partition("/d")
        if not slash:
            raise KeyError(name)
        if above != "C":
            return self._gate(named[above], named[below])
        if below in self._index:
            return self._column(self._descent.written_gradient[..., self._index[below]])
        found = self._residuals[below][0] if below in self._residuals else named[below]
        if found.kind not in ("preactivation", "activation"):
            raise KeyError(name)
        layer = self._layers[found.layer - 1]
        return self._units(layer.delta if found.kind == "preactivation" else layer.upstream, found.unit)

    def _quantity(self, found: Quantity) -> Array:
        if found.kind in ("preactivation", "activation"):
            layer = self._layers[found.layer - 1]
            return self._units(layer.z if found.kind == "preactivation" else layer.a, found.unit)
        if found.kind == "input":
            return self._places.x[..., found.unit - 1]
        if found.kind == "target":
            return self._places.y[..., found.unit - 1]
        return self._places.theta[:, self._index[found.name], None]

    def _gate(self, above: Quantity, below: Quantity) -> Array:
        """The derivative of an activation by a z of its layer, or of a z by what it is made of."""
        if above.kind == "preactivation":
            node = self._problem.graph.node_of[above]
            place = node.parents.index(below)
            if place == len(node.parents) - 1 and len(node.parents) % 2:
                return np.ones((self._places.size, 1))
            return self._quantity(node.parents[place + 1 if place % 2 == 0 else place - 1])
        if (above.kind, below.kind) != ("activation", "preactivation") or above.layer != below.layer:
            raise KeyError(f"d{above}/d{below}")
        layer = self._layers[above.layer - 1]
        if layer.rho.elementwise:
            return self._units(layer.gate, above.unit)
        return self._units(layer.gate[..., above.unit - 1, :], below.unit)

    @cached_property
    def _index(self) -> dict[str, int]:
        return {one.name: k for k, one in enumerate(self._network.parameters)}

    @cached_property
    def _layers(self) -> list[Layer]:
        places = self._places
        return run(self._network, places.theta, places.x, places.y, self._rules, learning_rate=places.eta)

    @cached_property
    def _descent(self) -> Descent:
        return step(self._layers, self._rules)

    @cached_property
    def _terms(self) -> dict[str, Array]:
        """The partials' terms at each point, by the same rules with the sum left out."""
        terms = point_terms(self._layers, self._rules, (self._places.size, self._places.points))
        return {f"dC/d{name}": terms[..., k] for name, k in self._index.items()}

    def _units(self, values: Array, unit: int) -> Array:
        return np.broadcast_to(values[..., unit - 1], (self._places.size, self._places.points))

    def _column(self, values: Array) -> Array:
        return np.broadcast_to(values, (self._places.size,))[:, None]
