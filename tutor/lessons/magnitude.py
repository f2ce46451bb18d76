"""How large a problem's numbers can grow: an upper bound from the front matter alone, without the engine."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from tutor.network.architecture import Network
from tutor.network.graph import Graph
from tutor.network.quantity import Quantity

Points = Sequence[tuple[Sequence[Fraction], Sequence[Fraction]]]
"""Data points, each an input and a target."""
LARGEST = 1e100
"""Beyond this nobody computes by hand, and not far beyond it floats end."""


def largest(network: Network, data: Points, theta: Sequence[Fraction], learning_rate: Fraction) -> float:
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


MOST_BITS = 512
"""Of an answer's denominator: beyond this none is read."""
MOST_BITS_OF_NODES = 250
"""Of a node's value, which its derivatives can have twice."""
_FLOAT = 64.0


def stays_short(computation: Network | Graph, theta: Sequence[Fraction], data: Points, rate: Fraction) -> bool:
    """Whether all that a problem asks for can be worked out exactly without numbers that grow out of hand.

    With D the least common multiple of all denominators in a network of L layers, that of a partial derivative divides
    D²ᴸ⁺², and that of a parameter after the step D²ᴸ⁺³.
    """
    points = [value for x, y in data for value in (*x, *y)]
    if isinstance(computation, Graph):
        return _bits_of_nodes(computation, theta, data) <= MOST_BITS_OF_NODES
    common = lcm(*(value.denominator for value in (*theta, *points, rate)))
    return common.bit_length() * (2 * computation.depth + 3) <= MOST_BITS


def _bits_of_nodes(graph: Graph, theta: Sequence[Fraction], data: Points) -> float:
    """A bound on the bits of a node's exact value: numerator and denominator together."""
    bits: dict[Quantity, float] = {one: _bits(value) for one, value in graph.constants.items()}
    bits |= {one: _bits(value) for one, value in zip(graph.parameters, theta, strict=True)}
    for k, one in enumerate(graph.inputs):
        bits[one] = max(_bits(x[k]) for x, _ in data)
    for node in graph.nodes:
        sizes = [bits[parent] for parent in node.parents]
        if node.operation == "^":
            exponent = graph.constants.get(node.parents[1], Fraction(1, 2))
            bits[node.quantity] = sizes[0] * float(abs(exponent)) + 1 if exponent.denominator == 1 else _FLOAT
        elif node.operation in ("+", "-", "*", "/"):
            bits[node.quantity] = sum(sizes) + 1
        elif node.operation in ("max", "min", "negative", "identity", "relu", "abs"):
            bits[node.quantity] = max(sizes)
        elif node.operation == "leaky-relu":
            bits[node.quantity] = sizes[0] + _bits(Fraction(1, 100))
        else:
            bits[node.quantity] = _FLOAT
    return max(bits.values())


def _bits(value: Fraction) -> float:
    return float(value.numerator.bit_length() + value.denominator.bit_length())
