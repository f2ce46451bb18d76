"""Mistakes in what is written down where ∂C/∂θ is asked: the gradient was found, and something made of it is given."""

import numpy as np

from tutor.mistakes.mistake import Mistake, always
from tutor.network.products import Array
from tutor.network.state import Step


def _step_given(step: Step, _moved: Array) -> Array:
    given: Array = step.learning_rate * step.gradient
    return given


def _updated_given(step: Step, moved: Array) -> Array:
    return np.broadcast_to(moved, step.gradient.shape)


WRITTEN = (
    Mistake("partial.step-given", "written_gradient", _step_given, on_graphs=always),
    Mistake("partial.updated-given", "written_gradient", _updated_given, on_graphs=always),
)
