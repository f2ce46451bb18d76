"""The first place where a mistake of the forward pass shows."""

from typing import NamedTuple

from tutor.diagnosis.hypotheses import Cause
from tutor.diagnosis.table import Table
from tutor.lessons.symbols import symbol
from tutor.lessons.template import Latex
from tutor.mistakes.mistake import Mistake
from tutor.network.layered_trace import trace


class Seen(NamedTuple):
    """A unit's a and z at a data point (from 1), by their symbols."""

    point: int
    unit: Latex
    z: Latex


def first_seen(table: Table, cause: Cause) -> Seen | None:
    """The first unit, point by point and layer by layer, whose activation the mistake changes; None where none is.

    Worked out exactly where the problem is exact.
    """
    if not isinstance(cause, Mistake):
        return None
    problem = table.problem
    inputs, targets = ([list(point[k]) for point in problem.data] for k in (0, 1))
    own = trace(problem.network, inputs, targets, list(problem.theta), problem.learning_rate, rules=cause.rules())
    for point in range(1, len(problem.data) + 1):
        for layer in range(1, problem.network.depth + 1):
            for j in range(1, problem.network.widths[layer] + 1):
                a, z = (problem.network.unit(kind, layer, j) for kind in "az")
                right, mine = problem.trace.at(a, point), own.at(a, point)
                if abs(float(right) - float(mine)) > 1e-9 * max(1.0, abs(float(right))):
                    return Seen(point, Latex(symbol(a)), Latex(symbol(z)))
    return None
