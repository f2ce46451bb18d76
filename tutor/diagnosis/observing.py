"""The learner's answers in a problem, each held against the right one and against what they carry on from."""

from collections.abc import Mapping
from typing import TypeAlias

from tutor.answers.carried import carried
from tutor.answers.judge import judge_of
from tutor.answers.quantity import Quantity
from tutor.diagnosis.evidence import Observed, observe
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import value_of
from tutor.lessons.stages import FieldId

Answered: TypeAlias = Mapping[FieldId, Quantity]
"""All numbers that the learner has given in a problem, as typed."""


def follows_from(table: Table, answered: Answered, field: FieldId) -> FieldId | None:
    """The learner's own wrong answer from which this wrong answer follows rightly, if there is one."""
    judge, typed = judge_of(table.problem), answered[field]
    if judge.is_right(field, typed):
        return None
    found = (own for own in carried(table.problem, field, answered) if judge.follows(field, typed, own.value))
    own = next(found, None)
    return None if own is None else own.look_at


def is_right(table: Table, field: FieldId, typed: Quantity) -> bool:
    """Whether nothing is wrong with an answer to (c), (d), (e) or a sub-step, as the judge has it."""
    return judge_of(table.problem).is_right(field, typed)


def observe_one(table: Table, field: FieldId, typed: Quantity) -> Observed:
    """One of them."""
    exact, judged = table.problem.trace.exact, is_right(table, field, typed)
    if field.step:
        right = float(value_of(table.problem, field))
        return observe(field, typed, right, max(1.0, abs(right)), exact=exact, is_right=judged)
    right, scale = table.right(field), float(table.scale[table.column[field]])
    return observe(field, typed, right, scale, exact=exact, is_right=judged)


def observed(table: Table, answered: Answered) -> dict[FieldId, Observed]:
    """The answers to (c), (d), (e) and their sub-steps as evidence."""
    known = (field for field in answered if (field.step and not field.is_after) or field in table.column)
    return {field: observe_one(table, field, answered[field]) for field in known}
