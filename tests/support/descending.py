"""One step of gradient descent, whole."""

from numpy.typing import ArrayLike
from tutor.network.architecture import Network
from tutor.network.compute import Descent, run, step
from tutor.network.rules import RIGHT, Rules


def descend(
    network: Network, theta: ArrayLike, x: ArrayLike, y: ArrayLike, learning_rate: ArrayLike, *, rules: Rules = RIGHT
) -> Descent:
    """θ′ = θ − η ∇C(θ), for a learning rate of shape (…)."""
    return step(run(network, theta, x, y, rules, learning_rate=learning_rate), rules)
