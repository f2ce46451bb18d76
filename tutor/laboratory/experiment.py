"""A problem as the laboratory takes it: in floats, with the landscape of its cost."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from tutor.lessons.problem import Problem
from tutor.network.landscape import Landscape, landscape_of
from tutor.network.products import Array

USUAL_RATE = 0.1
"""η where a problem has none."""
NOTCHES_PER_DECADE = 20
DECADES_BELOW, DECADES_ABOVE = 4, 1
"""How far η goes from the problem's own: powers of ten."""
CURVE_POINTS = 160
MARGIN = 0.2
"""Of the width of the data, to each side of them."""


class Experiment:
    """What stays the same whatever is tried."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        x, y = ([point[k] for point in problem.data] for k in (0, 1))
        self.landscape: Landscape = landscape_of(problem.computation, x, y)
        self.start: Array = np.array([float(value) for value in problem.theta])
        self.base_rate = float(problem.learning_rate) or USUAL_RATE

    @property
    def names(self) -> tuple[str, ...]:
        """θ's names, as they are typed."""
        return self.landscape.parameters

    @property
    def learned(self) -> tuple[int, ...]:
        """Where in θ those stand that are learned."""
        return tuple(int(k) for k in np.flatnonzero(self.landscape.learned))

    @cached_property
    def has_curve(self) -> bool:
        """Whether f can be plotted: one number in, one out, and targets beside it."""
        problem = self.problem
        return (
            problem.is_layered
            and problem.network.widths[0] == problem.network.widths[-1] == 1
            and problem.network.cost_function.has_target
        )

    @cached_property
    def points(self) -> tuple[Array, Array]:
        """The data: x (m,) and y (m,)."""
        x, y = ([float(point[k][0]) for point in self.problem.data] for k in (0, 1))
        return np.array(x), np.array(y)

    @cached_property
    def curve_x(self) -> Array:
        """Where f is worked out for its plot."""
        x, _ = self.points
        width = float(np.ptp(x)) or 1.0
        return np.linspace(x.min() - MARGIN * width, x.max() + MARGIN * width, CURVE_POINTS)

    def curves(self, theta: Array) -> Array:
        """f of each of several θ (k, P) along `curve_x`: (k, points)."""
        outputs = self.landscape.outputs(theta, self.curve_x[:, None])
        if outputs is None:
            raise ValueError(f"{self.problem.id} has no f to plot")
        curves: Array = outputs[..., 0]
        return curves

    @cached_property
    def rates(self) -> Array:
        """The η that the slider has, from the smallest: so many to a power of ten."""
        notches = np.arange(-DECADES_BELOW * NOTCHES_PER_DECADE, DECADES_ABOVE * NOTCHES_PER_DECADE + 1)
        return self.base_rate * 10.0 ** (notches / NOTCHES_PER_DECADE)

    def notch(self, rate: float) -> int:
        """Where on the slider a rate stands, or what is nearest to it."""
        if not rate > 0:
            return 0
        return int(np.abs(np.log(self.rates) - np.log(rate)).argmin())

    def changed(self, theta: Array, values: Mapping[str, float]) -> Array:
        """θ with other values for some of its parameters. Raises KeyError for a name that is none of them."""
        other = theta.copy()
        for name, value in values.items():
            if name not in self.names:
                raise KeyError(name)
            other[self.names.index(name)] = value
        return other
