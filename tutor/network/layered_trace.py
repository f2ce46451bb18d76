"""The trace: every quantity of a problem by name, at each data point and in total, and the factors of each partial."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from tutor.network.architecture import Network
from tutor.network.compute import Descent, point_terms, run, step
from tutor.network.layered_graph import graph_of
from tutor.network.numbers import Number, is_exact, number
from tutor.network.outcome import Outcome, outcome
from tutor.network.paths import cost_by
from tutor.network.penalty import fixed
from tutor.network.products import Array, product
from tutor.network.rules import RIGHT, Rules
from tutor.network.state import Layer
from tutor.network.trace import Trace, overflow


def trace(
    network: Network,
    x: Sequence[Sequence[Number]],
    y: Sequence[Sequence[Number]],
    theta: Sequence[Number],
    learning_rate: Number,
    *,
    rules: Rules = RIGHT,
) -> "LayeredTrace":
    """The trace of inputs x (m, n_0) and targets y (m, n_L) at θ, P numbers in the order of `network.parameters`.

    Exact (Fractions throughout) if all numbers are whole or Fractions and the network is rational; else floats of 64
    bits. Where the cost has no target, y is not looked at. Raises ValueError where the sizes don't fit the network.
    """
    given = [np.array(values, dtype=object) for values in (theta, x, y, learning_rate)]
    exact = network.is_rational and all(is_exact(values.flat) for values in given)
    parameters, inputs, targets, eta = (_converted(values, exact) for values in given)
    with overflow():
        return LayeredTrace(run(network, parameters, inputs, targets, rules, learning_rate=eta), rules, exact)


class LayeredTrace(Trace):
    """All quantities of a network, worked out by whole layers.

    What is asked for first is worked out first: a trace that only marks a cost stores no terms.
    """

    def __init__(self, layers: list[Layer], rules: Rules, exact: bool) -> None:
        super().__init__(graph_of(layers[0].data.network), layers[0].data.points, exact=exact)
        self.network: Network = layers[0].data.network
        self._layers = layers
        self._rules = rules

    @property
    def learning_rate(self) -> Number:
        """η."""
        return self._number(self._layers[0].data.learning_rate.item())

    @cached_property
    def cost(self) -> Number:
        """C(θ)."""
        with overflow():
            return self._number(np.asarray(self._rules.cost(self._layers[-1])).item())

    @cached_property
    def theta(self) -> dict[str, Number]:
        """θ by name."""
        return self._by_parameter(self._layers[0].data.theta)

    @cached_property
    def gradient(self) -> dict[str, Number]:
        """∇C(θ) by the parameters' names."""
        return self._by_parameter(self._descent.gradient)

    @cached_property
    def updated(self) -> dict[str, Number]:
        """θ′ by the parameters' names."""
        return self._by_parameter(self._descent.theta)

    @cached_property
    def after(self) -> Outcome:
        """What the step did."""
        with overflow():
            return outcome(self._layers, self._descent.theta, self._rules, self.exact)

    def slope(self, name: str, point: int) -> Number:
        """∂C of one point by a quantity."""
        return self.at(cost_by(name), point)

    def at(self, name: str, point: int) -> Number:
        """A quantity at one data point, counted from 1. `dC/dw1` is the point's term in the sum that the partial is.

        Of a penalty no point has a share: the partial is the terms' sum and what that adds. `dC/dx` is known, too.

        Raises KeyError for an unknown name and IndexError where there is no such point.
        """
        if not 1 <= point <= self.points:
            raise IndexError(f"no data point {point}: there are {self.points}")
        column = self._values.get(name) or self._slopes.get(name) or self._slopes_by_input.get(name)
        return (self._terms[name] if column is None else column)[point - 1]

    def cost_term(self, point: int) -> Number:
        """What a data point, counted from 1, has in the cost's sum: the outputs' terms, before the sum is divided."""
        return self._cost_terms[point - 1]

    def own_delta(self, layer: int, unit: int, point: int) -> Number:
        """What the weights and biases of a unit take for its δ at one data point; units and points from 1."""
        return self._own_deltas[self.network.unit("z", layer, unit)][point - 1]

    def point_names(self) -> tuple[str, ...]:
        """The names of all that has a value at each point."""
        return (*self._values, *self._slopes, *(cost_by(parameter.name) for parameter in self.network.parameters))

    @cached_property
    def _descent(self) -> Descent:
        with overflow():
            return step(self._layers, self._rules)

    @cached_property
    def _values(self) -> dict[str, list[Number]]:
        """Columns of what the way forward makes at each point."""
        network, layers = self.network, self._layers
        outputs, cost = range(1, network.widths[-1] + 1), network.cost_function
        columns: dict[str, list[Number]] = {}
        self._add(columns, [network.unit("a", 0, k) for k in range(1, network.widths[0] + 1)], layers[0].data.x)
        if cost.has_target:
            self._add(columns, [network.target(j) for j in outputs], layers[0].data.y)
        for layer in layers:
            self._add(columns, self._units("z", layer), layer.z)
            self._add(columns, self._units("a", layer), layer.a)
        if cost.has_target:
            self._add(columns, [network.residual(j) for j in outputs], layers[-1].r)
        return columns

    @cached_property
    def _slopes(self) -> dict[str, list[Number]]:
        """Columns of what the way back makes at each point, but for the partials' terms."""
        columns: dict[str, list[Number]] = {}
        for layer in reversed(self._layers):
            self._add(columns, [cost_by(name) for name in self._units("a", layer)], layer.upstream)
            self._add_gates(columns, layer)
            self._add(columns, [cost_by(name) for name in self._units("z", layer)], layer.delta)
        return columns

    @cached_property
    def _terms(self) -> dict[str, list[Number]]:
        """Columns of the partials' terms at each point: the same rules with the sum left out; 0 for what is fixed."""
        terms = point_terms(self._layers, self._rules, (self.points,))
        terms[:, fixed(self.network)] = 0
        columns: dict[str, list[Number]] = {}
        self._add(columns, [cost_by(parameter.name) for parameter in self.network.parameters], terms)
        return columns

    @cached_property
    def _cost_terms(self) -> list[Number]:
        last = self._layers[-1]
        terms = np.add.reduce(last.data.term.each(last), axis=-1)
        return [self._number(term) for term in np.broadcast_to(terms, (self.points,)).tolist()]

    @cached_property
    def _slopes_by_input(self) -> dict[str, list[Number]]:
        """Columns of ∂C/∂x at each point: one layer further back than the parameters ask for."""
        columns: dict[str, list[Number]] = {}
        inputs = [cost_by(self.network.unit("a", 0, k)) for k in range(1, self.network.widths[0] + 1)]
        self._add(columns, inputs, product(self._layers[0].delta, self._layers[0].W))
        return columns

    @cached_property
    def _own_deltas(self) -> dict[str, list[Number]]:
        columns: dict[str, list[Number]] = {}
        for layer in self._layers:
            self._add(columns, self._units("z", layer), layer.own_delta)
        return columns

    def _units(self, kind: str, layer: Layer) -> list[str]:
        return [self.network.unit(kind, layer.index, j) for j in range(1, self.network.widths[layer.index] + 1)]

    def _add_gates(self, columns: dict[str, list[Number]], layer: Layer) -> None:
        below = self._units("z", layer)
        if layer.rho.elementwise:
            names = [f"d{a}/d{z}" for a, z in zip(self._units("a", layer), below, strict=True)]
            self._add(columns, names, layer.gate)
        else:
            names = [f"d{a}/d{z}" for a in self._units("a", layer) for z in below]
            self._add(columns, names, layer.gate.reshape(-1, len(names)))

    def _add(self, columns: dict[str, list[Number]], names: list[str], values: Array) -> None:
        """Add the columns of values (m, n), or of what stands for them at every point or unit, under their names."""
        shape = self.points, len(names)
        rows = values if values.shape == shape else np.broadcast_to(values, shape)
        for name, column in zip(names, rows.T.tolist(), strict=True):
            columns[name] = [self._number(value) for value in column]

    def _by_parameter(self, values: Array) -> dict[str, Number]:
        pairs = zip(self.network.parameters, values.tolist(), strict=True)
        return {parameter.name: self._number(value) for parameter, value in pairs}


def _converted(values: Array, exact: bool) -> Array:
    if not exact:
        return values.astype(float)
    fractions = np.empty(values.shape, dtype=object)
    fractions.flat[:] = [number(value, exact) for value in values.flat]
    return fractions
