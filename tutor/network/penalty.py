"""What does not go through the layers: the penalty on the weights, and which parameters stay as they are."""

from functools import lru_cache
from typing import Any

import numpy as np

from tutor.network.architecture import Network
from tutor.network.products import Array
from tutor.network.state import Data


def penalty(data: Data) -> Array:
    """λ/2 Σ w² over the weights of θ (…, P), or λ/(2m) Σ w²: of shape (…)."""
    w = data.theta[..., weights(data.network)]
    total: Array = np.add.reduce(w * w, axis=-1) * _coefficient(data) / 2
    return total


def penalty_gradient(data: Data) -> Array:
    """What the penalty adds to ∇C (…, P): λ w or λ/m w for the weights, 0 for the biases."""
    slope = np.zeros_like(data.theta)
    slope[..., weights(data.network)] = data.theta[..., weights(data.network)] * _coefficient(data)
    return slope


@lru_cache(maxsize=64)
def weights(network: Network) -> Array:
    """Where in θ the weights stand."""
    return np.array([k for k, parameter in enumerate(network.parameters) if parameter.kind == "weight"])


@lru_cache(maxsize=64)
def fixed(network: Network) -> Array:
    """Where in θ the parameters stand that are not learned."""
    return np.array([k for k, parameter in enumerate(network.parameters) if parameter.name in network.fixed], dtype=int)


def _coefficient(data: Data) -> Any:
    """The λ or λ/m before each w, as a fraction among fractions and else as a float."""
    if data.network.penalty is None:
        return 0
    coefficient = data.network.penalty.coefficient(data.points)
    return coefficient if data.theta.dtype.hasobject else float(coefficient)
