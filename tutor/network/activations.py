"""The activation functions ρ and their derivatives ρ′, elementwise on arrays of any shape."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from tutor.network.products import Array


@dataclass(frozen=True)
class Activation:
    """A function ρ and its derivative ρ′, both of z; and ρ′ from a = ρ(z), as a hand forms it."""

    value: Callable[[Array], Array]
    derivative: Callable[[Array], Array]
    derivative_from_value: Callable[[Array], Array]


def relu(z: Array) -> Array:
    """max(z, 0)."""
    zero = 0 if z.dtype.hasobject else 0.0  # a float would spoil fractions, an integer is slow among floats
    return np.maximum(z, zero)


def relu_derivative(z: Array) -> Array:
    """1 where z > 0, else 0. At the kink z = 0, where ρ has no derivative, it is 0 (as in TensorFlow and PyTorch)."""
    return (z > 0.0).astype(z.dtype)


def sigmoid(z: Array) -> Array:
    """1 / (1 + e⁻ᶻ), through the logarithm so that no z overflows and small values keep their digits."""
    return np.exp(-np.logaddexp(0, -z))


def sigmoid_derivative(z: Array) -> Array:
    """σ(z) σ(−z), which is σ (1 − σ) without the loss of digits where σ is near 1."""
    return sigmoid(z) * sigmoid(-z)


def tanh_derivative(z: Array) -> Array:
    """1 − tanh² z."""
    t = np.tanh(z)
    return 1 - t * t


def identity(z: Array) -> Array:
    """The z itself."""
    return z


RELU = Activation(relu, relu_derivative, relu_derivative)
SIGMOID = Activation(sigmoid, sigmoid_derivative, lambda a: a * (1 - a))
TANH = Activation(np.tanh, tanh_derivative, lambda a: 1 - a * a)
IDENTITY = Activation(identity, np.ones_like, np.ones_like)

ACTIVATION_NAMED: Mapping[str, Activation] = MappingProxyType(
    {"relu": RELU, "sigmoid": SIGMOID, "tanh": TANH, "identity": IDENTITY}
)
