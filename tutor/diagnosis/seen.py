"""The first place where a mistake of the forward pass shows."""

from typing import NamedTuple

from tutor.diagnosis.hypotheses import Cause, Hypothesis
from tutor.diagnosis.table import Table
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex
from tutor.mistakes.mistake import Mistake


class Seen(NamedTuple):
    """A unit's a and z at a data point (from 1), by their symbols."""

    point: int
    unit: Latex
    z: Latex


def first_seen(table: Table, cause: Cause) -> Seen | None:
    """The first unit, point by point and layer by layer, whose activation the mistake changes; None where none is.

    In floats: what is the same but for their rounding is taken for the same.
    """
    if not isinstance(cause, Mistake):
        return None
    problem, own = table.problem, table.trace_of(Hypothesis((cause,)))
    units = [node for node in problem.graph.nodes if node.quantity.kind == "activation"]
    for point in range(1, len(problem.data) + 1):
        for a, _, (z, *_others) in units:
            right, mine = float(problem.trace.at(a.name, point)), float(own.at(a.name, point))
            if abs(right - mine) > 1e-9 * max(1.0, abs(right)):
                return Seen(point, Latex(written(problem, a.name)), Latex(written(problem, z.name)))
    return None
