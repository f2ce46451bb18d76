"""An answer of whatever stage, marked and read: numbers and names as `tutor.answers` has it, formulas as the sheet."""

from tutor.answers import marking
from tutor.answers import preview as previewing
from tutor.answers.carried import Given
from tutor.answers.verdicts import Mark, Message
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId


def mark(problem: Problem, field: FieldId, text: str, given: Given) -> Mark:
    """Mark one answer; `given` holds the learner's other answers. Never raises for what was typed."""
    if field.stage != "chain":
        return marking.mark(problem, field, text, given)
    from tutor.sheet.formula import mark_formula  # it brings the engine

    return mark_formula(problem, field, text)


def preview(problem: Problem, field: FieldId, text: str) -> Message | None:
    """What to show under a field: how its text is read; None for an empty field."""
    if field.stage != "chain" or not text.strip():
        return previewing.preview(problem, field, text)
    from tutor.sheet.formula import preview_formula

    return preview_formula(problem, field, text)
