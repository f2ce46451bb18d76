"""A problem's numbers as arrays of floats, for what is worked out many times at once."""

import numpy as np

from tutor.lessons.problem import Problem
from tutor.mistakes.combining import Numbers


def numbers_of(problem: Problem) -> Numbers:
    """A problem's numbers in 64 bits."""
    x, y = (np.array([[float(v) for v in point[k]] for point in problem.data]) for k in (0, 1))
    return Numbers(problem.network, np.array([float(v) for v in problem.theta]), x, y, float(problem.learning_rate))
