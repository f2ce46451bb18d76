"""Slips in which a right number stands in the wrong place: copied from another, or exchanged with it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from tutor.diagnosis.bearing_out import is_borne_out
from tutor.diagnosis.evidence import Observed
from tutor.diagnosis.hypotheses import Slip
from tutor.diagnosis.prior import SLIP
from tutor.diagnosis.slips import CLEARLY, Slipped
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.mistakes.slip import SLIP_NAMED

OF_THE_STAGE, OF_ANOTHER, OF_A_LINE = 0.55, 0.10, 0.35
"""Whence a number is copied: from another field of the stage, from one of another stage, from the work at a point."""


def misplaced(table: Table, target: Observed, seen: Mapping[FieldId, Observed]) -> Iterator[Slipped]:
    """The copied or exchanged numbers that explain an answer to a whole field."""
    if not target.is_off:
        return
    places = sum(one.group == target.group for one in seen.values())
    in_order = is_borne_out(table, target, seen)
    mine = table.column[target.field]
    sources = list(_sources(table, target.field, seen))
    agreement = target.agreement(np.array([value for _, _, value in sources]))
    copied = [sources[k][:2] for k in np.flatnonzero(agreement > CLEARLY)]
    if copied:
        answers = table.answers[0].copy()
        answers[mine] = target.value
        weight = sum(weight for weight, _ in copied)
        # Only what is in sight is named: the place of a number that is still asked for would give it away.
        in_sight = [field for _, field in copied if field.is_given or field.field in seen]
        name, point = (in_sight[0].name, in_sight[0].point) if in_sight else ("", None)
        slip = Slip("slip.copied", target.field, point, name, in_order=in_order)
        yield Slipped(slip, answers, SLIP * SLIP_NAMED[slip.id].share * weight / places)
    for other in seen.values():
        if other.group != target.group or other is target or not other.is_off:
            continue
        exchanged = target.agreement(np.array(other.right)) > CLEARLY
        if exchanged and other.agreement(np.array(target.right)) > CLEARLY:
            answers = table.answers[0].copy()
            answers[[mine, table.column[other.field]]] = target.value, other.value
            slip = Slip("slip.swapped", target.field, other=_name(table, other.field), in_order=in_order)
            yield Slipped(slip, answers, SLIP * SLIP_NAMED[slip.id].share / places / max(1, places - 1))


class Place(NamedTuple):
    """Where a number stands: the quantity's name (`dC/dw1`, `w1'`, `C`, `x[1]`, `a2`), its field or its data point."""

    name: str
    field: FieldId | None = None
    point: int | None = None
    is_given: bool = False


def _sources(table: Table, field: FieldId, seen: Mapping[FieldId, Observed]) -> Iterator[tuple[float, Place, float]]:
    """What may have been copied: how likely, from where, and the number: the right one there, or the learner's own."""
    others = [other for other in table.fields if other != field]
    beside = [other for other in others if other.stage == field.stage]
    for other in others:
        near = other.stage == field.stage
        weight = OF_THE_STAGE / len(beside) if near else OF_ANOTHER / (len(others) - len(beside))
        yield weight, Place(_name(table, other), other), table.right(other)
        if other in seen and not seen[other].is_right:
            yield weight, Place(_name(table, other), other), seen[other].value
    lines = list(_lines(table))
    for place, value in lines:
        yield OF_A_LINE / len(lines), place, value


def _name(table: Table, field: FieldId) -> str:
    objective = table.problem.graph.objective
    return {"c": f"{objective}", "d": f"d{objective}/d{field.name}", "e": f"{field.name}'"}[field.stage]


def _lines(table: Table) -> Iterator[tuple[Place, float]]:
    """What stands in the lines of the work at each point: what is given, each node but the last, and r."""
    graph, trace = table.problem.graph, table.problem.trace
    worked_out = [node.quantity.name for node in graph.nodes[:-1]]
    worked_out += [name for name, _, _ in graph.residuals]
    for point in range(1, len(table.problem.data) + 1):
        for one in (*graph.inputs, *graph.targets):
            yield Place(one.name, None, point, is_given=True), float(trace.at(one.name, point))
        for name in worked_out:
            yield Place(name, None, point), float(trace.at(name, point))
