"""Mistakes in the step from θ to θ′, and in what is written down where ∂C/∂θ is asked: something made of it."""

from collections.abc import Callable

import numpy as np

from tutor.mistakes.mistake import Mistake, always
from tutor.network.products import Array
from tutor.network.rules import RIGHT
from tutor.network.state import Step


def _moved(name: str, change: Callable[[Step], Array]) -> Mistake:
    """Something else done with the right step."""
    return Mistake(f"update.{name}", "update", change, on_graphs=always)


def _stepped(name: str, change: Callable[[Step], Array], *, in_turn: bool = False) -> Mistake:
    """Another step taken."""
    return Mistake(f"update.{name}", "update", change, on_graphs=always, takes_another_step=True, in_turn=in_turn)


def _kept(name: str, kind: str) -> Mistake:
    """Parameters of one kind stay where they are."""

    def update(step: Step) -> Array:
        is_kept = np.array([parameter.kind == kind for parameter in step.parameters])
        return np.where(is_kept, step.theta, RIGHT.update(step))

    return Mistake(f"update.{name}", "update", update, lambda network: len({one.kind for one in network.learned}) > 1)


def _one_after_another(step: Step) -> Array:
    theta = RIGHT.update(step)  # for its shape; every component is replaced
    theta[...] = step.theta
    for p in range(len(step.parameters)):
        slope = step.gradient_at(theta, slice(None))[..., p]
        theta[..., p] = theta[..., p] - step.learning_rate[..., 0] * slope
    return theta


def _point_by_point(step: Step) -> Array:
    theta = step.theta
    for i in range(step.points):
        theta = theta - step.learning_rate * step.gradient_at(theta, slice(i, i + 1))
    return theta


UPDATE = (
    _moved("ascent", lambda step: step.theta + step.learning_rate * step.gradient),
    _stepped("no-rate", lambda step: step.theta - step.gradient),
    _moved("step-only", lambda step: -step.learning_rate * step.gradient),
    _moved("step-added-to-nothing", lambda step: step.learning_rate * step.gradient),
    _moved("scaled", lambda step: step.theta * (1 - step.learning_rate * step.gradient)),
    _moved("rate-on-difference", lambda step: step.learning_rate * (step.theta - step.gradient)),
    _moved("swapped", lambda step: step.gradient - step.learning_rate * step.theta),
    _stepped("rate-divides", lambda step: step.theta - step.gradient / step.learning_rate),
    _stepped("cost-for-gradient", lambda step: step.theta - step.learning_rate * step.cost[..., None]),
    _stepped("sign-only", lambda step: step.theta - step.learning_rate * np.sign(step.gradient)),
    _moved("unchanged", lambda step: step.theta),
    _kept("biases-kept", "bias"),
    _kept("weights-kept", "weight"),
    _stepped("half-step", lambda step: step.theta - step.learning_rate * step.gradient / 2),
    _stepped("double-step", lambda step: step.theta - 2 * step.learning_rate * step.gradient),
    _stepped("rate-twice", lambda step: step.theta - step.learning_rate**2 * step.gradient),
    _stepped("mean", lambda step: step.theta - step.learning_rate * step.gradient / step.points),
    _stepped("one-after-another", _one_after_another, in_turn=True),
    _stepped("point-by-point", _point_by_point, in_turn=True),
)
ELEMENTWISE = tuple(mistake for mistake in UPDATE if not mistake.in_turn)
"""Those that need no more than θ, C and the gradient, so that a learner's own gradient serves as well."""


def _step_given(step: Step, _moved: Array) -> Array:
    given: Array = step.learning_rate * step.gradient
    return given


def _updated_given(step: Step, moved: Array) -> Array:
    return np.broadcast_to(moved, step.gradient.shape)


WRITTEN = (
    Mistake("partial.step-given", "written_gradient", _step_given, on_graphs=always),
    Mistake("partial.updated-given", "written_gradient", _updated_given, on_graphs=always),
)
