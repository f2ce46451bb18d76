"""Whether other answers bear it out that a slip is one, and that the rule itself is in order."""

from collections.abc import Mapping

from tutor.diagnosis.evidence import Observed
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId

LEAST_BORNE_OUT = 2
"""How many independent answers it takes."""


def is_borne_out(table: Table, target: Observed, seen: Mapping[FieldId, Observed]) -> bool:
    """Whether at least two right answers of the stage could not be right were the rule wrong.

    One of them must be of a parameter of the same kind, one from the same layer or from one before it, where all that
    lies on the way back has been used; what is 0, or does not move, says nothing. The cost has no other answers.
    """
    right = [one for one in seen.values() if one.is_right and one.group == target.group and one is not target]
    moving = [one for one in right if abs(_moves(table, one.field)) > 0]
    distinct = {round(_moves(table, one.field), 9) for one in moving} - {round(_moves(table, target.field), 9)}
    if target.field.stage == "c" or len(distinct) < LEAST_BORNE_OUT:
        return False
    named = table.problem.graph.named
    mine = named[target.field.name]
    same_kind = any(named[one.field.name].kind == mine.kind for one in moving)
    from_as_far = any(named[one.field.name].layer <= mine.layer for one in moving)
    wrong = any(not one.is_right and one.group == target.group and one is not target for one in seen.values())
    return same_kind and from_as_far and not wrong


def _moves(table: Table, field: FieldId) -> float:
    """A right partial derivative, or the step that comes of it."""
    right = table.right(field)
    return right - float(table.unmoved[table.parameter[field.name]]) if field.stage == "e" else right
