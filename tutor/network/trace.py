"""The trace: every quantity of a problem by name, at each data point and in total, and the factors of each partial."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict
from functools import cached_property
from math import prod
from typing import Any

import numpy as np

from tutor.network.graph import Graph
from tutor.network.numbers import Number, number
from tutor.network.outcome import Outcome
from tutor.network.paths import PATH_LIMIT, Factor, Path, paths


class Trace(ABC):
    """All quantities of a computation at one θ by name.

    A name is the lesson's symbol as it is typed: `z1`, `a1[2]`, `r`, `dC/da3`, `da3/dz3` (the gate), `dC/dw1`, `w1'`,
    or of a computation graph `q`, `dq/dx`, `df/dx`.
    """

    def __init__(self, graph: Graph, points: int, *, exact: bool) -> None:
        self.graph = graph
        self.points = points
        self.exact = exact
        """Whether the numbers are Fractions."""

    @property
    @abstractmethod
    def learning_rate(self) -> Number:
        """η."""

    @property
    @abstractmethod
    def cost(self) -> Number:
        """The objective, C(θ), summed over the points."""

    @property
    @abstractmethod
    def theta(self) -> Mapping[str, Number]:
        """θ by name."""

    @property
    @abstractmethod
    def gradient(self) -> Mapping[str, Number]:
        """The objective's gradient ∇C(θ) by the parameters' names."""

    @property
    @abstractmethod
    def updated(self) -> Mapping[str, Number]:
        """θ′ by the parameters' names."""

    @property
    @abstractmethod
    def after(self) -> Outcome:
        """What the step did."""

    @abstractmethod
    def at(self, name: str, point: int) -> Number:
        """A quantity, or the derivative of one by another, at one data point, counted from 1.

        Raises KeyError for an unknown name and IndexError where there is no such point.
        """

    @abstractmethod
    def slope(self, name: str, point: int) -> Number:
        """The derivative of one point's objective by a quantity: the point's term in the sum that a partial is."""

    @abstractmethod
    def cost_term(self, point: int) -> Number:
        """What a data point has in the objective's sum, before a cost divides it by 2 or m."""

    @abstractmethod
    def point_names(self) -> tuple[str, ...]:
        """The names of all that has a value at each point."""

    def __getitem__(self, name: str) -> Number:
        """A total: `C`, `eta`, `w1`, `dC/dw1`, `w1'`."""
        return self._totals[name]

    def names(self) -> tuple[str, ...]:
        """The names of all totals."""
        return tuple(self._totals)

    def paths(self, parameter_name: str, limit: int | None = PATH_LIMIT) -> tuple[Path, ...]:
        """The chain rule's paths from the objective to a parameter, at most `limit` of them (None: all)."""
        return paths(self.graph, parameter_name, limit)

    def factor(self, factor: Factor, point: int) -> Number:
        """The value of one factor at one data point, counted from 1."""
        if factor.kind == "one":
            return self._number(1)
        if factor.kind == "total":
            return self.slope(factor.below.name, point)
        return self.theta[factor.name] if factor.kind == "weight" else self.at(factor.name, point)

    def term(self, path: Path, point: int) -> Number:
        """The product of a path's factors at one data point. Over all paths they add up to the point's slope."""
        return prod((self.factor(factor, point) for factor in path), start=self._number(1))

    def as_json(self) -> dict[str, Any]:
        """All of it as plain numbers, lists and dicts; of the paths, at most PATH_LIMIT for each parameter."""
        return {
            "points": self.points,
            "totals": {name: float(value) for name, value in self._totals.items()},
            "at": [
                {name: float(self.at(name, point)) for name in self.point_names()}
                for point in range(1, self.points + 1)
            ],
            "paths": {name: [[factor.name for factor in path] for path in self.paths(name)] for name in self.theta},
            "after": {**asdict(self.after), "cost": float(self.after.cost)},
        }

    @cached_property
    def _totals(self) -> dict[str, Number]:
        objective = self.graph.objective.name
        return {
            objective: self.cost,
            "eta": self.learning_rate,
            **self.theta,
            **{f"d{objective}/d{name}": value for name, value in self.gradient.items()},
            **{f"{name}'": value for name, value in self.updated.items()},
        }

    def _number(self, value: Any) -> Number:
        return number(value, self.exact)


def overflow() -> np.errstate:
    """Let a number that is too large for a float be infinite without a warning: it is shown as such."""
    return np.errstate(over="ignore", invalid="ignore")
