"""The names that a mistake's text can use: what the problem gives, what the learner wrote, and how the two differ.

Nothing here is, or leads to, a value that the learner is asked for.
"""

from typing import NamedTuple

from tutor.answers.verdicts import Number
from tutor.diagnosis.hypotheses import Cause, Hypothesis, Slip
from tutor.diagnosis.table import Table
from tutor.diagnosis.trying import STEP, cost_rises
from tutor.lessons.figures import as_latex, as_tuple
from tutor.lessons.problem import Problem
from tutor.lessons.stages import KINDS, FieldId
from tutor.lessons.symbols import written
from tutor.lessons.template import Latex
from tutor.lessons.vocabulary import Offer, Vocabulary, constant
from tutor.lessons.vocabulary_problem import of_setting
from tutor.lessons.vocabulary_quantities import of_parameter
from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake

FLAGS = (*KINDS.values(), "cell", "carried", "seen", "cost_rises", "in_order", "in_sight")


def of_cause(table: Table, given: Number | Latex, field: FieldId, cause: Cause) -> Vocabulary:
    """The names for the text of one cause that explains what the learner gave at a field: a number, or a formula."""
    own = dict.fromkeys(FLAGS, constant(False))
    own[KINDS[field.stage]] = constant(True)
    own["cell"] = constant(bool(field.step))
    own["carried"] = constant(cause.shows_in[0] < field.stage)
    own["given"], own["step"] = constant(given), constant(STEP)
    if field.name:
        own |= of_parameter(table.problem, field.name)
    if field.name in table.parameter:
        own["old"] = constant(table.problem.trace.theta[field.name])
    own |= _point(table.problem, cause)
    if not field.step:  # a sub-step is where it is seen
        own |= _seen(table, cause)
    if isinstance(cause, Slip):
        own["in_order"], own["in_sight"] = constant(cause.in_order), constant(bool(cause.other))
    if field.stage == "e" and not field.step and not isinstance(given, Latex):
        own["cost_rises"] = lambda: cost_rises(table, field, given)
    return Vocabulary(own, of_setting(table.problem))


def of_rule(problem: Problem, field: FieldId) -> Vocabulary:
    """The names for what a mistake's text says of its rule: why that is no right one, whatever anybody wrote."""
    own = dict.fromkeys(FLAGS, constant(False))
    own[KINDS[field.stage]] = constant(True)
    return Vocabulary(own | of_parameter(problem, field.name or problem.graph.asked[0].name), of_setting(problem))


def _point(problem: Problem, cause: Cause) -> dict[str, Offer]:
    offers: dict[str, Offer] = {}
    if isinstance(cause, Slip) and cause.other:
        index = str(cause.point) if cause.point is not None and len(problem.data) > 1 else ""
        offers["other"] = constant(Latex(written(problem, cause.other, index)))
    if cause.point is None:
        return offers
    return offers | {
        "point": constant(cause.point),
        "point_data": constant(Latex(_data(problem, cause.point))),
    }


def _data(problem: Problem, point: int) -> str:
    """What is given at a data point: `(4, -6)`; of a computation graph by names, what is not the same at all points."""
    x, y = problem.data[point - 1]
    if problem.is_layered:
        return f"({as_tuple(x)}, {as_tuple(y)})"
    columns = zip(*(inputs for inputs, _ in problem.data), strict=True)
    differing = [k for k, column in enumerate(columns) if len(set(column)) > 1] or range(len(x))
    names = [written(problem, one.name) for one in problem.graph.inputs]
    return "(" + ",\\ ".join(f"{names[k]} = {as_latex(x[k])}" for k in differing) + ")"


def _seen(table: Table, cause: Cause) -> dict[str, Offer]:
    place = first_seen(table, cause) if isinstance(cause, Mistake) and cause.component is Component.FORWARD else None
    if place is None:
        return {}
    return {
        "seen": constant(True),
        "seen_point": constant(place.point),
        "seen_unit": constant(place.unit),
        "seen_z": constant(place.z),
    }


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
