"""Sittings for tests, and answers in them."""

from datetime import UTC, datetime

from tutor.answers.expected import expected
from tutor.lessons.chain import formula_typed
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field
from tutor.network.graph import dependencies
from tutor.session import deciding
from tutor.session.sitting import Sitting

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def answer(sitting: Sitting, field: str, text: str) -> Sitting:
    return sitting.after_all(deciding.submit(sitting, parse_field(field), text, NOW))


def answered(problem: Problem, *pairs: tuple[str, str]) -> Sitting:
    sitting = Sitting(problem)
    for field, text in pairs:
        sitting = answer(sitting, field, text)
    return sitting


def statuses(sitting: Sitting, *fields: str) -> list[str]:
    return [sitting.status(parse_field(field)).value for field in fields]


def right_answer(problem: Problem, field: FieldId) -> str:
    if field.stage == "b":
        return " ".join(dependencies(problem.graph)[field.name])
    if field.stage == "chain":
        return formula_typed(problem, field.name)
    return str(expected(problem, field))
