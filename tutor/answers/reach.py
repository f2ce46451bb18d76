"""How far rounding on the way can carry the answer at a field, from what many people's rounding made of it."""

from functools import cached_property, lru_cache
from math import prod

import numpy as np

from tutor.answers.rounding import Worked, furthest
from tutor.answers.rounding_graph import WorkedGraph
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, factor_at, step_parts, value_of
from tutor.lessons.delta import way_at
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.network.paths import Factor
from tutor.network.products import Array


class Reach:
    """The distances by field, each worked out when it is asked for."""

    def __init__(self, problem: Problem, theta: Array | None = None) -> None:
        """`theta` is what each of the people has for θ, where they differ."""
        self._problem = problem
        worked = Worked if problem.is_layered else WorkedGraph
        self._worked: Worked | WorkedGraph = worked(problem, theta)
        self._index = {parameter.name: p for p, parameter in enumerate(problem.graph.parameters)}
        self.of = lru_cache(maxsize=4096)(self._of)

    def _of(self, field: FieldId, true: float) -> dict[tuple[str, int], float]:
        """The distance from the true value, for each way of rounding (`significant` or `decimals`, and how many)."""
        return furthest(self._values(field), true, self._worked.people, self._worked.slack)

    @cached_property
    def _after(self) -> "Reach":
        """The same people at work at their own θ′."""
        return Reach(self._problem.moved, self._worked.descent.theta)

    def _values(self, field: FieldId) -> Array:
        """What each of the people has there: (people,)."""
        if field.is_after:
            return self._after._values(field.before)
        descent = self._worked.descent
        if field.step:
            return self._step(field)
        if field.stage == "c":
            return descent.cost
        if field.name not in self._index:  # an input: what arrives there, point by point
            return self._total(field.name)
        column = self._index[field.name]
        if field.stage == "e" and self._problem.answer == "change":
            change: Array = descent.theta[:, column] - float(self._problem.theta[column])
            return change
        found: Array = (descent.gradient if field.stage == "d" else descent.theta)[:, column]
        return found

    def _total(self, name: str) -> Array:
        slopes = [self._worked.slope(name, point) for point in range(len(self._problem.data))]
        total: Array = np.add.reduce(slopes, axis=0)
        return total

    def _step(self, field: FieldId) -> Array:
        problem, (name, point, path) = self._problem, step_parts(field)
        if name == STEP:
            gradient: Array = self._worked.descent.gradient[:, self._index[field.name]]
            return float(problem.learning_rate) * gradient
        if name == SQUARES:
            return self._worked.cost_term(point - 1)
        if name == PRODUCT:
            return self._product(field, point, path)
        factor = factor_at(problem, field)
        if factor is not None:
            return self._factor(factor, point)
        known = {*problem.graph.named, *(residual for residual, _, _ in problem.graph.residuals)}
        return self._worked.value(name, point - 1) if name in known else np.array([float(value_of(problem, field))])

    def _product(self, field: FieldId, point: int, path: int | None) -> Array:
        if path is None:
            return self._worked.slope(field.name, point - 1)
        chain = way_at(self._problem, field.name, path)
        product: Array = prod((self._factor(item, point) for item in chain), start=np.ones(1))
        return product

    def _factor(self, factor: Factor, point: int) -> Array:
        """A factor of the chain rule at one point; what is given is the same for all."""
        if factor.kind == "one":
            return np.ones(1)
        if factor.kind in ("weight", "input"):
            return self._worked.value(factor.name, point - 1)
        if factor.kind in ("cost", "total"):
            return self._worked.slope(factor.below.name, point - 1)
        return self._worked.derivative(factor, point - 1)
