"""How far rounding on the way can carry the answer at a field, from what many people's rounding made of it."""

from functools import lru_cache
from math import prod

import numpy as np

from tutor.answers.rounding import Worked
from tutor.lessons.breakdown import PRODUCT, SQUARES, STEP, step_parts, value_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.symbols import indices_of, layer_of
from tutor.network.paths import paths
from tutor.network.products import Array


class Reach:
    """The distances by field, each worked out when it is asked for."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._worked = Worked(problem)
        self._index = {parameter.name: p for p, parameter in enumerate(problem.network.parameters)}
        self.of = lru_cache(maxsize=4096)(self._of)

    def _of(self, field: FieldId, true: float) -> dict[tuple[str, int], float]:
        """The distance from the true value, for each way of rounding (`significant` or `decimals`, and how many)."""
        return self._worked.furthest(self._values(field), true)

    def _values(self, field: FieldId) -> Array:
        """What each of the people has there: (people,)."""
        descent = self._worked.descent
        if field.step:
            return self._step(field)
        if field.stage == "c":
            return descent.cost
        return (descent.gradient if field.stage == "d" else descent.theta)[:, self._index[field.name]]

    def _step(self, field: FieldId) -> Array:
        problem, (name, point, path) = self._problem, step_parts(field)
        if name == STEP:
            gradient: Array = self._worked.descent.gradient[:, self._index[field.name]]
            return float(problem.learning_rate) * gradient
        if name == SQUARES:
            squares: Array = np.add.reduce(self._worked.layers[-1].r[:, point - 1] ** 2, axis=-1)
            return squares
        if name == PRODUCT and path is not None:
            chain = paths(problem.graph, field.name)[path - 1]
            product: Array = prod((self._quantity(field, item.name, point) for item in chain), start=np.ones(1))
            return product
        if name == PRODUCT:
            parameter = problem.network.parameter_named[field.name]
            layer = self._worked.layers[parameter.layer - 1]
            term: Array = layer.delta[:, point - 1, parameter.to - 1]
            return term if parameter.source is None else term * layer.input[..., point - 1, parameter.source - 1]
        return self._quantity(field, name, point)

    def _quantity(self, field: FieldId, name: str, point: int) -> Array:
        """A quantity of one point, by its name; what is given is the same for all."""
        layers = self._worked.layers
        below = name.rsplit("/d", maxsplit=1)[-1]
        unit, layer = indices_of(below)[0] - 1, layer_of(below)
        if name.startswith("dC/d"):
            found = layers[layer - 1]
            return (found.upstream if below[0] == "a" else found.delta)[:, point - 1, unit]
        if "/" in name:
            return layers[layer - 1].gate[:, point - 1, unit]
        if name[0] == "r":
            return layers[-1].r[:, point - 1, unit]
        if name[0] in "za" and layer:
            return (layers[layer - 1].z if name[0] == "z" else layers[layer - 1].a)[:, point - 1, unit]
        return np.array([float(value_of(self._problem, FieldId(field.stage, field.name, f"{name}@{point}")))])
