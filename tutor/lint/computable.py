"""Whether a computation graph can be worked out at its numbers: no division by 0, no logarithm of 0."""

from collections.abc import Iterator
from math import isfinite
from typing import Any

from tutor.lessons.front_matter import read_source
from tutor.lessons.magnitude import LARGEST
from tutor.lessons.problem import Problem
from tutor.lint.findings import Finding
from tutor.network.backprop import backward
from tutor.network.operations import OPERATIONS


def check_computable(problem: Problem) -> Iterator[Finding]:
    """Nodes that have no value at a data point, or none that can be written, and derivatives likewise."""
    graph = problem.graph
    for point, (inputs, _) in enumerate(problem.data, 1):
        values: list[Any] = [float(one) for one in (*problem.theta, *inputs, *graph.constants.values())]
        for node in graph.nodes:
            parents = [values[graph.place[parent]] for parent in node.parents]
            try:
                value = OPERATIONS[node.operation].value(*parents)
            except (ArithmeticError, ValueError):
                value = None
            if not _is_bounded(value):
                yield _finding(problem, "no_value", node.quantity.name, point)
                return
            values.append(value)
        try:
            bounded = all(map(_is_bounded, backward(graph, values)))
        except (ArithmeticError, ValueError):
            bounded = False
        if not bounded:
            yield _finding(problem, "no_derivative", graph.objective.name, point)
            return


def _is_bounded(value: Any) -> bool:
    """Whether it is a real number within reach; a root of a negative one is not."""
    return isinstance(value, int | float) and isfinite(value) and abs(value) <= LARGEST


def _finding(problem: Problem, key: str, name: str, point: int) -> Finding:
    members = dict(read_source(problem.path).front.items())
    line = dict(members["graph"].items()).get(name, members["graph"]).line
    return Finding(problem.path, line, f"lint.{key}", {"name": name, "point": str(point)})
