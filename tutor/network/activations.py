"""The activation functions ρ and their derivatives ρ′ on arrays (…, units): elementwise, but for softmax."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

import numpy as np

from tutor.network.products import Array

LEAK = Fraction(1, 100)
"""The slope of leaky-relu where z < 0."""


@dataclass(frozen=True)
class Probability:
    """Of a ρ with values between 0 and 1, as functions of z: log a, 1 − a and log(1 − a), with all their digits."""

    log: Callable[[Array], Array]
    rest: Callable[[Array], Array]
    log_of_rest: Callable[[Array], Array]


@dataclass(frozen=True)
class Activation:
    """A function ρ and its derivative ρ′, both of z; and ρ′ from a = ρ(z), as a hand forms it.

    Where ρ is not `elementwise`, each a depends on each z: ρ′ is the Jacobian ∂a_j/∂z_k, (…, n, n) for (…, n).
    """

    value: Callable[[Array], Array]
    derivative: Callable[[Array], Array]
    derivative_from_value: Callable[[Array], Array]
    elementwise: bool = True
    probability: Probability | None = None


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


def _leak(z: Array) -> Fraction | float:
    return LEAK if z.dtype.hasobject else float(LEAK)


def leaky_relu(z: Array) -> Array:
    """z where z > 0, else z/100."""
    return np.where(z > 0, z, z * _leak(z))


def leaky_relu_derivative(z: Array) -> Array:
    """1 where z > 0, else 1/100; at the kink z = 0, too (as in PyTorch). The same from a, which has the sign of z."""
    return np.where(z > 0, np.ones_like(z), np.full_like(z, _leak(z)))


def softplus(z: Array) -> Array:
    """log(1 + eᶻ), without overflow."""
    return np.logaddexp(0, z)


def _log_sigmoid(z: Array) -> Array:
    return -np.logaddexp(0, -z)


def _below_the_largest(z: Array) -> Array:
    """z minus the largest z of the layer: softmax stays as it is, and no power of e overflows."""
    lower: Array = z - np.maximum.reduce(z, axis=-1, keepdims=True)
    return lower


def softmax(z: Array) -> Array:
    """e^z_j / Σ_k e^z_k over the units of the layer."""
    powers = np.exp(_below_the_largest(z))
    return powers / np.add.reduce(powers, axis=-1, keepdims=True)


def _log_softmax(z: Array) -> Array:
    lower = _below_the_largest(z)
    return lower - np.log(np.add.reduce(np.exp(lower), axis=-1, keepdims=True))


def _sum_of_others(p: Array) -> Array:
    """1 − p as the sum of the other units' p, which keeps its digits where p is near 1."""
    others: Array = p @ (1 - np.eye(p.shape[-1], dtype=p.dtype))
    return others


def softmax_derivative_from_value(p: Array) -> Array:
    """The Jacobian ∂p_j/∂z_k = p_j (δ_jk − p_k), from the p = softmax(z)."""
    jacobian = -p[..., :, None] * p[..., None, :]
    units = np.arange(p.shape[-1])
    jacobian[..., units, units] = p * _sum_of_others(p)
    return jacobian


def softmax_derivative(z: Array) -> Array:
    """The Jacobian ∂p_j/∂z_k = p_j (δ_jk − p_k) of p = softmax(z)."""
    return softmax_derivative_from_value(softmax(z))


def _log_of_softmax_of_others(z: Array) -> Array:
    with np.errstate(divide="ignore"):
        return np.log(_sum_of_others(softmax(z)))


def identity(z: Array) -> Array:
    """The z itself."""
    return z


RELU = Activation(relu, relu_derivative, relu_derivative)
SIGMOID = Activation(
    sigmoid,
    sigmoid_derivative,
    lambda a: a * (1 - a),
    probability=Probability(_log_sigmoid, lambda z: sigmoid(-z), lambda z: _log_sigmoid(-z)),
)
TANH = Activation(np.tanh, tanh_derivative, lambda a: 1 - a * a)
IDENTITY = Activation(identity, np.ones_like, np.ones_like)
LEAKY_RELU = Activation(leaky_relu, leaky_relu_derivative, leaky_relu_derivative)
SOFTPLUS = Activation(softplus, sigmoid, lambda a: -np.expm1(-a))
SOFTMAX = Activation(
    softmax,
    softmax_derivative,
    softmax_derivative_from_value,
    elementwise=False,
    probability=Probability(_log_softmax, lambda z: _sum_of_others(softmax(z)), _log_of_softmax_of_others),
)

ACTIVATION_NAMED: Mapping[str, Activation] = MappingProxyType(
    {
        "relu": RELU,
        "sigmoid": SIGMOID,
        "tanh": TANH,
        "identity": IDENTITY,
        "leaky-relu": LEAKY_RELU,
        "softplus": SOFTPLUS,
        "softmax": SOFTMAX,
    }
)
