"""A problem's numbers as arrays of floats, for what is worked out many times at once."""

import numpy as np

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, fields_of
from tutor.mistakes.component import Component
from tutor.mistakes.everything import mistakes_of
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.runs import GraphNumbers, LayeredNumbers, Numbers
from tutor.network.products import Array


def columns_of(problem: Problem) -> dict[FieldId, int]:
    """Where each field's answer stands among C, ∇C and θ′ (1 + 2P): parameters that are not learned have none."""
    index = {parameter.name: p for p, parameter in enumerate(problem.graph.parameters)}
    count, columns = len(index), {FieldId("c"): 0}
    columns |= {field: 1 + index[field.name] for field in fields_of(problem, "d") if field.name in index}
    return columns | {field: 1 + count + index[field.name] for field in fields_of(problem, "e") if not field.is_after}


def numbers_of(problem: Problem) -> Numbers:
    """A problem's numbers in 64 bits."""
    if problem.is_layered:
        return layered_numbers_of(problem)
    return GraphNumbers(problem.graph, _theta(problem), _of_points(problem, 0), float(problem.learning_rate))


def layered_numbers_of(problem: Problem) -> LayeredNumbers:
    """The numbers of a network in 64 bits. Raises TypeError for a problem that has no layers."""
    x, y = (_of_points(problem, k) for k in (0, 1))
    return LayeredNumbers(problem.network, _theta(problem), x, y, float(problem.learning_rate))


def mistakes_on(problem: Problem) -> tuple[Mistake, ...]:
    """Every mistake, but those of counting, that can be made on a problem; without a step none about it."""
    found = mistakes_of(problem.computation, len(problem.data))
    return tuple(one for one in found if problem.makes_step or one.component is not Component.UPDATE)


def _theta(problem: Problem) -> Array:
    return np.array([float(v) for v in problem.theta])


def _of_points(problem: Problem, half: int) -> Array:
    return np.array([[float(v) for v in point[half]] for point in problem.data])
