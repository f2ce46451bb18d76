"""How large a problem's numbers can grow: an upper bound from the front matter alone, without the engine."""

from collections.abc import Sequence
from fractions import Fraction

from tutor.lessons.problem import Point
from tutor.network.architecture import Network

LARGEST = 1e100
"""Beyond this nobody computes by hand, and not far beyond it floats end."""


def largest(network: Network, data: Sequence[Point], theta: Sequence[Fraction], learning_rate: Fraction) -> float:
    """A bound on all that a problem asks for; infinite where a float can't hold it.

    With A_l a bound on the activations, D_l one on ∂C/∂z at a point and W_l the largest weight:
    A_l = n_{l−1} W_l A_{l−1} + max|b|, D_L = 2(A_L + max|y|), D_l = n_{l+1} W_{l+1} D_{l+1}, and a partial is at most
    m D_l A_{l−1}, with each A at least 1. No activation function is steeper than 1 or, beyond 1, larger than what
    goes into it.
    """
    sizes = [float(abs(value)) for value in theta]
    at_places = sizes if network.order is None else [sizes[k] for k in network.order]
    x = max(abs(float(value)) for inputs, _ in data for value in inputs)
    y = max((abs(float(value)) for _, targets in data for value in targets), default=0.0)
    weights = [max(at_places[place]) for place, *_ in network.places]
    activations = [max(x, 1.0)]
    for before, weight, (_, biases, *_) in zip(network.widths, weights, network.places, strict=False):
        activations.append(max(before * weight * activations[-1] + max(at_places[biases], default=0.0), 1.0))
    reach = activations[-1] + y
    slope, partial = 2 * reach, 0.0
    for width, source, weight in zip(network.widths[:0:-1], activations[-2::-1], weights[::-1], strict=True):
        partial = max(partial, len(data) * slope * source)
        slope *= width * weight
    cost = len(data) * network.widths[-1] * reach * reach
    return max(cost, partial, max(sizes) + abs(float(learning_rate)) * partial)
