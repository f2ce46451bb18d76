"""What was done in the laboratory, as a value: θ and the way it came, and the η of the next step."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from tutor.laboratory.experiment import Experiment
from tutor.network.products import Array

MOST_STEPS = 20_000
"""Of one path: more are not kept."""


@dataclass(frozen=True, eq=False)
class Lab:
    """A path of gradient descent, and where on it one stands. Each command gives the next value; nothing changes."""

    experiment: Experiment
    rate: float
    path: Array
    """θ after each step (T + 1, P), where it began first."""
    costs: Array
    """C after each step (T + 1,)."""
    alive: Array
    """Whether each gated unit was alive after each step (T + 1, units)."""
    at: int = 0
    """The step where one stands."""

    @classmethod
    def begin(cls, experiment: Experiment, theta: Array | None = None, rate: float | None = None) -> "Lab":
        """At a θ, the problem's own if none is given."""
        path = (experiment.start if theta is None else theta)[None]
        costs, alive = experiment.landscape.costs(path), experiment.landscape.alive(path)
        return cls(experiment, rate or experiment.base_rate, path, costs, alive)

    @property
    def theta(self) -> Array:
        """θ where one stands (P,)."""
        here: Array = self.path[self.at]
        return here

    @property
    def cost(self) -> float:
        """C there."""
        return float(self.costs[self.at])

    @cached_property
    def gradient(self) -> Array:
        """∇C there (P,)."""
        return self.experiment.landscape.gradient(self.theta)[1]

    @cached_property
    def next_theta(self) -> Array:
        """θ′ = θ − η ∇C(θ) (P,)."""
        moved: Array = self.theta - self.rate * self.gradient
        return moved

    @cached_property
    def next_cost(self) -> float:
        """C(θ′)."""
        return float(self.experiment.landscape.costs(self.next_theta))

    @cached_property
    def next_alive(self) -> Array:
        """Whether each gated unit is alive at θ′."""
        return self.experiment.landscape.alive(self.next_theta)

    @property
    def can_go_on(self) -> bool:
        """Whether there is a step to be made: numbers that are finite, and room for more."""
        return bool(np.isfinite(self.gradient).all()) and self.at < MOST_STEPS

    @property
    def is_still(self) -> bool:
        """Whether ∇C = 0, so that no step moves anything."""
        return not self.gradient.any()

    def with_rate(self, rate: float) -> "Lab":
        """With another η from here on. Raises ValueError for one that is none."""
        if not (rate > 0 and np.isfinite(rate)):
            raise ValueError(f"no learning rate: {rate}")
        return replace(self, rate=float(rate))

    def turned(self, notches: int) -> "Lab":
        """The slider that many notches on."""
        rates = self.experiment.rates
        place = min(max(self.experiment.notch(self.rate) + notches, 0), len(rates) - 1)
        return self.with_rate(float(rates[place]))

    def step(self, count: int = 1) -> "Lab":
        """So many steps from here; what was ahead after going back is forgotten. Ends early where numbers end."""
        landscape, thetas = self.experiment.landscape, [self.theta]
        for _ in range(min(count, MOST_STEPS - self.at)):
            slope = landscape.gradient(thetas[-1])[1]
            with np.errstate(all="ignore"):
                moved = thetas[-1] - self.rate * slope
            if not np.isfinite(moved).all():
                break
            thetas.append(moved)
        if len(thetas) == 1:
            return self
        fresh, until = np.array(thetas[1:]), self.at + 1
        return replace(
            self,
            path=np.concatenate([self.path[:until], fresh]),
            costs=np.concatenate([self.costs[:until], landscape.costs(fresh)]),
            alive=np.concatenate([self.alive[:until], landscape.alive(fresh)]),
            at=self.at + len(fresh),
        )

    def back(self, count: int = 1) -> "Lab":
        """So many steps back, as far as the beginning."""
        return replace(self, at=max(0, self.at - count))

    def with_theta(self, theta: Array) -> "Lab":
        """A new path from another θ."""
        return Lab.begin(self.experiment, theta, self.rate)
