"""Mistakes in ∂C/∂a of the output."""

from collections.abc import Callable

import numpy as np

from tutor.mistakes.cell import CellRule, residual_of
from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake, has_scale, on_cross_entropy, on_squares
from tutor.network.architecture import Network
from tutor.network.products import Array
from tutor.network.rules import RIGHT
from tutor.network.state import Layer
from tutor.network.terms import divided, twice


def _slope(last: Layer, residuals: Array) -> Array:
    """∂C/∂a of the output were C made of squares and these its residuals."""
    return divided(twice(residuals), last.data.divisor)


def _summed(last: Layer, axis: int) -> Array:
    """The sum of the residuals over points (−2) or outputs (−1), in the place of each."""
    return np.broadcast_to(np.add.reduce(last.r, axis=axis, keepdims=True), last.r.shape)


def _target_dropped(last: Layer) -> Array:
    """−1/a at every output, whatever its target is."""
    if not on_cross_entropy(last.data.network):
        return RIGHT.cost_derivative(last)
    return divided(-1 / last.a, last.data.divisor)


def _has_factor_2(network: Network) -> bool:
    return network.cost_function.is_squares and not network.cost_function.halved


def _many_residuals(network: Network) -> bool:
    return network.cost_function.is_squares and network.widths[-1] > 1


def _output(
    name: str,
    change: Callable[[Layer], Array],
    makes_sense: Callable[[Network], bool] = on_squares,
    within: Component | None = None,
    **in_cells: CellRule,
) -> Mistake:
    return Mistake(f"partial.{name}", "cost_derivative", change, makes_sense, within=within, in_cells=in_cells)


OUTPUT = (
    _output("no-factor-2", lambda last: _slope(last, last.r) / 2, _has_factor_2),
    _output("factor-2-twice", lambda last: twice(_slope(last, last.r)), _has_factor_2),
    _output(
        "sign",
        lambda last: -RIGHT.cost_derivative(last),
        lambda network: network.cost_function.has_target,
        residual=residual_of(lambda a, y, _: y - a),
    ),
    _output("no-residual", lambda last: _slope(last, np.ones_like(last.r))),
    _output("cost-left-out", lambda last: np.ones_like(last.r)),
    _output("cost-not-differentiated", lambda last: _slope(last, last.r**2) / 2),
    _output("square-kept", lambda last: _slope(last, last.r**2)),
    _output("target-ignored", lambda last: _slope(last, last.a)),
    _output("target-not-doubled", lambda last: _slope(last, last.a) - _slope(last, last.data.y) / 2),
    _output("target-added", lambda last: _slope(last, last.a + last.data.y)),
    _output("target-sign-lost", lambda last: _slope(last, last.a - abs(last.data.y))),
    _output("sign-of-residual", lambda last: np.sign(last.r)),
    _output("sums-multiplied", lambda last: _slope(last, _summed(last, -2)), within=Component.POINTS),
    _output("scale-forgotten", lambda last: RIGHT.cost_derivative(last) * last.data.divisor, has_scale),
    _output("residual-times-activation", lambda last: _slope(last, last.r * last.a)),
    _output("all-residuals", lambda last: _slope(last, _summed(last, -1)), _many_residuals),
    _output("cross-entropy-squared", lambda last: _slope(last, last.r), on_cross_entropy),
    _output("target-over-output-dropped", _target_dropped, on_cross_entropy),
)
