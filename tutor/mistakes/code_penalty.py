"""Mistakes of programs in the penalty on the weights, λ/2 Σw² or λ/(2m) Σw².

What the penalty adds to the gradient is added to the weights' partials whatever these are: so much more stands in them
here as it is off.
"""

from collections.abc import Callable

from tutor.mistakes.mistake import Mistake, learns_biases
from tutor.network.architecture import Network
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Sum
from tutor.network.state import Layer


def _penalty(layer: Layer) -> float:
    """λ, or λ/m."""
    penalty = layer.data.network.penalty
    return 0.0 if penalty is None else float(penalty.coefficient(layer.data.points))


def _of_penalty(factor: float) -> Callable[[Layer, Sum], Array]:
    """So many times the penalty's part in the gradient."""

    def weight_partial(layer: Layer, sum_over_data: Sum) -> Array:
        return RIGHT.weight_partial(layer, sum_over_data) + (factor - 1) * _penalty(layer) * layer.W

    return weight_partial


def _penalty_over_points(layer: Layer, sum_over_data: Sum) -> Array:
    """λ for λ/m, or λ/m for λ."""
    right, penalty = RIGHT.weight_partial(layer, sum_over_data), layer.data.network.penalty
    if penalty is None:
        return right
    m = layer.data.points
    return right + _penalty(layer) * (m - 1 if penalty.over_points else 1 / m - 1) * layer.W


def _penalty_on_biases(layer: Layer, sum_over_data: Sum) -> Array:
    return RIGHT.bias_partial(layer, sum_over_data) + _penalty(layer) * layer.b.mT


def _has_penalty(network: Network) -> bool:
    return network.penalty is not None


def _penalizes_biases(network: Network) -> bool:
    return network.penalty is not None and learns_biases(network)


PENALTY = (
    Mistake("code.penalty-left-out", "weight_partial", _of_penalty(0), _has_penalty),
    Mistake("code.penalty-factor-2", "weight_partial", _of_penalty(2), _has_penalty),
    Mistake("code.penalty-factor-2", "weight_partial", _of_penalty(0.5), _has_penalty),
    Mistake("code.penalty-over-points", "weight_partial", _penalty_over_points, _has_penalty),
    Mistake("code.penalty-on-biases", "bias_partial", _penalty_on_biases, _penalizes_biases),
)
