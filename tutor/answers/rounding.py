"""Rounding on the way, as a changed rule: every value is written to n digits before it is used.

Which neighbour of n digits a value becomes is drawn anew each time, so that one call of the engine works a problem as
some hundreds of careful people would: some round to the nearest, some cut off, some form ρ′ from z and some from a.
How far their answers lie from the true ones is how far rounding on the way can carry.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from tutor.lessons.arrays import layered_numbers_of
from tutor.lessons.problem import Problem
from tutor.network.activations import ACTIVATION_NAMED
from tutor.network.compute import run, step
from tutor.network.paths import Factor, edges
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules
from tutor.network.state import Layer, Step
from tutor.network.terms import divided, total_of, twice

Write: TypeAlias = Callable[[Array], Array]

MODES = (("significant", 3), ("significant", 4), ("significant", 5), ("significant", 6), ("decimals", 3))
"""The ways of rounding that are tried: to so many significant digits, or decimals."""
PEOPLE = 96
"""How many work a problem in each way; the first three round to the nearest, down, and up in size."""
MOST_VALUES = 400_000
"""Values of one kind that may be held at once: of a large network fewer people work."""
FEW_WEIGHTS = 64
"""Up to so many weights of a layer each product is written down; beyond that nobody works by hand."""
REPRESENTABLE = 1e-9
"""How near, in units of the last digit, a value is to one that can be written as it is."""
SLACK = 1.75
"""The furthest of some hundred draws is not the furthest there is, where nearly every value is rounded."""


class Worked:
    """A problem as many people work it: z, a, r, δ … of each, along the leading axis."""

    def __init__(self, problem: Problem, theta: Array | None = None) -> None:
        """`theta` (modes · people, P) is what each of them has for θ, where that is not what the problem gives."""
        numbers = layered_numbers_of(problem)
        largest = len(problem.data) * max(numbers.theta.size, 1)
        self.slack = 1.0 if problem.trace.exact else SLACK
        self._graph = problem.graph
        self._theta = dict(zip((one.name for one in self._graph.parameters), numbers.theta.tolist(), strict=True))
        self.people = max(8, min(PEOPLE, MOST_VALUES // (largest * len(MODES))))
        self.layers = run(
            numbers.network,
            np.broadcast_to(numbers.theta, (len(MODES) * self.people, numbers.theta.size)) if theta is None else theta,
            numbers.x,
            numbers.y,
            rules_of(self.people),
            learning_rate=numbers.learning_rate,
        )
        self.descent = step(self.layers, rules_of(self.people))

    def value(self, name: str, point: int) -> Array:
        """A unit, a residual, or what is given, at one point, from 0: (people,), or (1,) where all have the same."""
        quantity = self._graph.named.get(name)
        if quantity is None:
            residuals = [residual for residual, _, _ in self._graph.residuals]
            return self._of_point(self.layers[-1].r, point)[:, residuals.index(name)]
        if quantity.kind in ("weight", "bias"):
            return np.array([self._theta[name]])
        if quantity.kind == "target":
            return self._of_point(self.layers[0].data.y, point)[:, quantity.unit - 1]
        if quantity.kind == "input":
            return self._of_point(self.layers[0].data.x, point)[:, quantity.unit - 1]
        layer = self.layers[quantity.layer - 1]
        values = layer.z if quantity.kind == "preactivation" else layer.a
        return self._of_point(values, point)[:, quantity.unit - 1]

    def slope(self, name: str, point: int) -> Array:
        """∂C of a point by a unit, or by a parameter or an input: what arrives there."""
        quantity = self._graph.named[name]
        layer = self.layers[max(quantity.layer, 1) - 1]
        if quantity.kind in ("activation", "preactivation"):
            found = layer.upstream if quantity.kind == "activation" else layer.delta
            return self._of_point(found, point)[:, quantity.unit - 1]
        delta = self._of_point(layer.delta, point)
        if quantity.kind == "input":
            product: Array = (delta * self.layers[0].W[:, :, quantity.unit - 1]).sum(axis=-1)
            return product
        total: Array = np.zeros(1)
        for node in dict.fromkeys(self._graph.uses[quantity]):
            for edge in edges(self._graph, node.quantity):
                if edge.below == quantity:
                    source = np.ones(1) if edge.kind == "one" else self.value(edge.name, point)
                    total = total + self.slope(node.quantity.name, point) * source
        return total

    def derivative(self, factor: Factor, point: int) -> Array:
        """A gate at one point: (people,)."""
        layer = self.layers[factor.above.layer - 1]
        gate = self._of_point(layer.gate, point)[:, factor.above.unit - 1]
        return gate if layer.rho.elementwise else gate[:, factor.below.unit - 1]

    def cost_term(self, point: int) -> Array:
        """What a point has in the cost's sum: (people,)."""
        last = self.layers[-1]
        terms: Array = last.data.term.each(last)[:, point]
        total: Array = np.add.reduce(terms, axis=-1)
        return total

    @staticmethod
    def _of_point(values: Array, point: int) -> Array:
        """Values (people, m, …), or (m, …) where all have the same, of one point: (people, …)."""
        found: Array = (values[None] if values.ndim == 2 else values)[:, point]
        return found


def furthest(values: Array, true: float, people: int, slack: float) -> dict[tuple[str, int], float]:
    """How far from the true value those of each mode (modes · people,) lie at most, times some slack."""
    with np.errstate(invalid="ignore"):
        away = np.abs(np.broadcast_to(values, (len(MODES) * people,)).reshape(len(MODES), -1) - true)
    return {mode: slack * float(np.nan_to_num(row).max()) for mode, row in zip(MODES, away, strict=True)}


def rules_of(people: int) -> Rules:
    """The table in which every value is written down before it is used, by so many people in each mode."""
    write = writer_of(people)

    def forward(layer: Layer) -> tuple[Array, Array]:
        if layer.W.shape[-1] * layer.W.shape[-2] <= FEW_WEIGHTS:
            products = write(layer.input[..., None, :] * layer.W[..., None, :, :])
            z = write(np.add.reduce(products, axis=-1) + layer.b)
        else:
            z = write(RIGHT.forward(layer)[0])
        return z, write(layer.rho.value(z))

    def terms(last: Layer) -> Array:
        squares = last.data.network.cost_function.is_squares
        return write(last.r) ** 2 if squares else last.data.term.each(last)

    def cost(last: Layer) -> Array:
        return write(divided(write(total_of(write(terms(last)))), last.data.divisor))

    def cost_derivative(last: Layer) -> Array:
        if not last.data.network.cost_function.is_squares:
            return write(RIGHT.cost_derivative(last))
        return write(divided(twice(write(last.r)), last.data.divisor))

    def back_through_weights(layer: Layer) -> Array:
        above = layer.next
        if above.W.shape[-1] * above.W.shape[-2] > FEW_WEIGHTS:
            return write(RIGHT.back_through_weights(layer))
        return write(np.add.reduce(write(above.delta[..., :, None] * above.W[..., None, :, :]), axis=-2))

    def activation_derivative(layer: Layer) -> Array:
        from_z = RIGHT.activation_derivative(layer)
        from_a = ACTIVATION_NAMED[layer.data.network.activations[layer.index - 1]].derivative_from_value(layer.a)
        second = (np.arange(from_z.shape[0]) % 2 == 1).reshape(-1, *([1] * (from_z.ndim - 1)))
        return write(np.where(second, from_a, from_z))

    def delta(layer: Layer) -> Array:
        return write(RIGHT.delta(layer))

    def sum_over_data(delta: Array, factor: Array) -> Array:
        if delta.shape[-1] * factor.shape[-1] > FEW_WEIGHTS:
            return write(RIGHT.sum_over_data(delta, factor))
        return write(np.add.reduce(write(delta[..., :, None] * factor[..., None, :]), axis=-3))

    def update(taken: Step) -> Array:
        return write(taken.theta - write(taken.learning_rate * taken.gradient))

    return replace(
        RIGHT,
        forward=forward,
        cost=cost,
        cost_derivative=cost_derivative,
        back_through_weights=back_through_weights,
        activation_derivative=activation_derivative,
        delta=delta,
        sum_over_data=sum_over_data,
        update=update,
    )


def writer_of(people: int) -> Write:
    """Writes values (modes · people, …) down, each person in their own way; drawn the same for every problem."""
    random = np.random.default_rng(0)
    significant = np.repeat([digits if kind == "significant" else 0 for kind, digits in MODES], people)
    decimals = np.repeat([digits if kind == "decimals" else 0 for kind, digits in MODES], people)

    def write(values: Array) -> Array:
        wide = np.broadcast_to(values, (significant.size, *values.shape[1:]))
        ending = (-1, *([1] * (wide.ndim - 1)))
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            magnitude = np.floor(np.log10(np.abs(wide)))
            place = np.where(significant.reshape(ending) > 0, magnitude - significant.reshape(ending) + 1, 0)
            unit = 10.0 ** np.where(significant.reshape(ending) > 0, place, -decimals.reshape(ending))
            size = np.abs(wide) / unit
            nearest = np.round(size)
            low = np.floor(size)
            person = (np.arange(significant.size) % people).reshape(ending)
            drawn = low + random.integers(0, 2, wide.shape)
            chosen = np.select([person == 0, person == 1, person == 2], [nearest, low, low + 1], drawn)
            exact = np.abs(size - nearest) <= REPRESENTABLE * np.maximum(1.0, size)
            written = np.sign(wide) * unit * np.where(exact, nearest, chosen)
        return np.where(np.isfinite(written), written, wide)

    return write
