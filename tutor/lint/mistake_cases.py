"""The cases in which a mistake's words are shown: every mistake on networks of all sorts, where it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isclose, isfinite

from tutor.answers.quantity import Quantity
from tutor.diagnosis.cells import cells_of
from tutor.diagnosis.hypotheses import Cause, Slip
from tutor.diagnosis.table import Table
from tutor.diagnosis.text_names import of_cause
from tutor.lessons.breakdown import breakdown
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, StageId, fields_of
from tutor.lessons.template import Names
from tutor.mistakes.count import COUNT
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.slip import SLIPS

COUNTED = FieldId("a")
DIGITS = 6
"""To how many a learner writes down a number."""


@dataclass(frozen=True)
class Case:
    """An answer that a mistake or a slip explains, and the names that its words can use there."""

    id: str
    field: FieldId
    names: Names


def cases(problem: Problem, ids: frozenset[str]) -> Iterator[Case]:
    """The cases of some mistakes on a problem; of the many fields where one shows, some of each stage."""
    table = Table(problem, pairs=False)
    for cause, field, given in (*_counts(problem), *_rules(table, ids), *_slips(table)):
        if cause.id in ids:
            answer = Quantity.of(float(f"{given:.{DIGITS}g}"))
            yield Case(cause.id, field, of_cause(table, answer.value, field, cause))


def _counts(problem: Problem) -> Iterator[tuple[Cause, FieldId, float]]:
    for mistake in COUNT if problem.is_layered else ():
        given = mistake.gives(problem.network, len(problem.data))
        if given != len(problem.network.learned):
            yield mistake, COUNTED, given


def _rules(table: Table, ids: frozenset[str]) -> Iterator[tuple[Cause, FieldId, float]]:
    for row in range(1, table.singles):
        (cause,) = table.hypothesis(row).causes
        for stage in "cde" if cause.id in ids else "":
            fields = [field for field in table.fields if field.stage == stage and _shows(table, row, field)]
            for field in _some(fields, row):
                yield cause, field, float(table.answers[row, table.column[field]])
            if fields:
                yield cause, _sub_step(table.problem, fields[0]), row
        if isinstance(cause, Mistake) and cause.id in ids:
            for cell in cells_of(table, cause):
                yield cause, cell, row


def _shows(table: Table, row: int, field: FieldId) -> bool:
    value, right = float(table.answers[row, table.column[field]]), table.right(field)
    return isfinite(value) and not isclose(value, right, rel_tol=1e-9, abs_tol=1e-12)


def _slips(table: Table) -> Iterator[tuple[Cause, FieldId, float]]:
    """Every slip where there can be one, and some number that is not the right one."""
    for at, kind in enumerate(SLIPS):
        point = 1 if kind.at_point else None
        for stage in kind.stages:
            for field in _some(_fields(table, stage), at):
                named = (("x[1]", 1), ("C", None)) if kind.names_another else ()
                unnamed = (("", point),) if kind.perhaps_unnamed or not kind.names_another else ()
                for other, at_point in (*named, *unnamed):
                    in_order = stage == "d"
                    yield Slip(kind.id, field, at_point, other, in_order=in_order), field, table.right(field) + 1
                    cell = _sub_step(table.problem, field)
                    yield Slip(kind.id, cell, at_point, other), cell, table.right(field) + 1
        if "a" in kind.stages and table.problem.is_layered:
            yield Slip(kind.id, COUNTED), COUNTED, -len(table.problem.network.learned)


def _fields(table: Table, stage: StageId) -> list[FieldId]:
    return [field for field in fields_of(table.problem, stage) if field in table.column]


def _sub_step(problem: Problem, field: FieldId) -> FieldId:
    """What the first row of a field's break-down ends in."""
    return breakdown(problem, field).rows[0].cells[-1]


def _some(fields: Sequence[FieldId], turn: int) -> list[FieldId]:
    """The last field, which is a bias's, and another one, at each turn the next."""
    return list(dict.fromkeys((fields[turn % len(fields)], fields[-1]))) if fields else []
