"""The learner's answers in a problem, each held against the right one and against what they carry on from."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from tutor.answers.carried import carried
from tutor.diagnosis.evidence import EXPLAINED, Number, Observed, observe
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import value_of
from tutor.lessons.stages import FieldId

Answered: TypeAlias = Mapping[FieldId, Number]
"""All numbers that the learner has given in a problem."""


def follows_from(table: Table, answered: Answered, field: FieldId) -> FieldId | None:
    """The learner's own wrong answer from which this wrong answer follows rightly, if there is one."""
    one = observe_one(table, field, answered[field])
    if one.is_right:
        return None
    own = carried(table.problem, field, answered)
    if own is None or not one.agreement(np.array(float(own.value))) > EXPLAINED:
        return None
    return own.look_at


def is_right(table: Table, field: FieldId, value: Number) -> bool:
    """Whether an answer to (c), (d), (e) or a sub-step is right, or right as far as it was rounded."""
    return observe_one(table, field, value).is_right


def wrong_fields(table: Table, answered: Answered) -> list[FieldId]:
    """The fields answered wrongly, stage by stage."""
    found = [field for field in answered if field.stage in "cde" and not is_right(table, field, answered[field])]
    count = FieldId("a")
    if count in answered and answered[count] != table.problem.network.parameter_count:
        found.insert(0, count)
    return sorted(found, key=lambda field: (field.stage, table.column.get(field.parent, -1), field.step))


def observe_one(table: Table, field: FieldId, value: Number) -> Observed:
    """One of them."""
    exact = table.problem.trace.exact
    if field.step:
        right = float(value_of(table.problem, field))
        return observe(field, value, right, max(1.0, abs(right)), exact=exact)
    right, scale, step = table.right(field), float(table.scale[table.column[field]]), None
    if field.stage == "e":
        step = right - float(table.numbers.theta[table.column[field] - 1 - table.numbers.theta.size])
    return observe(field, value, right, scale, exact=exact, step=step)


def observed(table: Table, answered: Answered) -> dict[FieldId, Observed]:
    """The answers to (c), (d), (e) and their sub-steps as evidence."""
    known = (field for field in answered if field.step or field in table.column)
    return {field: observe_one(table, field, answered[field]) for field in known}
