"""An activation function with the point on it, and its slope there as a straight line."""

from fractions import Fraction

import numpy as np

from tutor.network.activations import ACTIVATION_NAMED
from tutor.session.slope_point import FARTHEST, slope_at
from tutor.widgets.axis import Axis, around
from tutor.widgets.plot import Curve, Dot, Drawn, Plot

PLACES = 161
REACH = 1.5
"""How far the straight line goes to either side of the point."""


class SlopePlot(Plot):
    """A plot of one function."""

    DEFAULT_CSS = "SlopePlot { height: 11; width: 1fr; margin: 0 0 1 0; }"

    def __init__(self, function: str, caption: str, *, plain: bool) -> None:
        super().__init__(plain=plain)
        self._function, self._caption = function, caption

    def show_at(self, z: Fraction) -> None:
        """With the point there."""
        x = np.linspace(-float(FARTHEST), float(FARTHEST), PLACES)
        y = ACTIVATION_NAMED[self._function].value(x)
        value, slope = slope_at(self._function, z)
        near = np.clip(np.array([float(z) - REACH, float(z) + REACH]), x[0], x[-1])
        tangent = Curve(near, value + slope * (near - float(z)), "accent", sign="-")
        point = Dot(float(z), value, "O" if self.plain else "●", "success")
        curves = (Curve(x, y, "primary"), tangent)
        self.show(Drawn(self._caption, Axis(x[0], x[-1]), around([y]), curves, (point,), x_name="z"))
