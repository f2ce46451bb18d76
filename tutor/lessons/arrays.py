"""A problem's numbers as arrays of floats, for what is worked out many times at once."""

import numpy as np

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, fields_of
from tutor.mistakes.combining import Numbers


def columns_of(problem: Problem) -> dict[FieldId, int]:
    """Where each field's answer stands among C, ∇C and θ′ (1 + 2P): parameters that are not learned have none."""
    index = {parameter.name: p for p, parameter in enumerate(problem.graph.parameters)}
    count, columns = len(index), {FieldId("c"): 0}
    columns |= {field: 1 + index[field.name] for field in fields_of(problem, "d") if field.name in index}
    return columns | {field: 1 + count + index[field.name] for field in fields_of(problem, "e")}


def numbers_of(problem: Problem) -> Numbers:
    """A problem's numbers in 64 bits."""
    x, y = (np.array([[float(v) for v in point[k]] for point in problem.data]) for k in (0, 1))
    return Numbers(problem.network, np.array([float(v) for v in problem.theta]), x, y, float(problem.learning_rate))
