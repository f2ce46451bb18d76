"""What was found in the fields already, as lines of a sheet."""

from typing import NamedTuple

from tutor.lessons.figures import as_latex
from tutor.lessons.problem import Problem
from tutor.lessons.stages import PRIME, FieldId, StageId, asked_fields
from tutor.lessons.symbols import typed_name, written
from tutor.session.sitting import Sitting
from tutor.session.status import Status

STAGES: tuple[StageId, ...] = ("c", "d", "e")


class GivenLine(NamedTuple):
    """What a field found, as it would be typed in a line, and as LaTeX."""

    field: FieldId
    typed: str
    latex: str


def given_lines(sitting: Sitting) -> tuple[GivenLine, ...]:
    """The fields with numbers that are right, as lines."""
    problem = sitting.problem
    found = []
    for stage in STAGES:
        for field in asked_fields(problem, stage):
            name, answer = quantity_of(problem, field), sitting.answers.get(field)
            value = answer.mark.value if answer is not None else None
            if name and answer is not None and value is not None and sitting.status(field) is Status.RIGHT:
                typed = f"{typed_name(problem, name)} = {answer.mark.reading}"
                found.append(GivenLine(field, typed, f"{written(problem, name)} = {as_latex(value)}"))
    return tuple(found)


def quantity_of(problem: Problem, field: FieldId) -> str:
    """The quantity that a field asks for, by its name: `C`, `dC/dw1`, `w1'`; empty for what no line states.

    The value at one data point of several is none, nor is the change that a step makes.
    """
    objective = problem.graph.objective.name
    if field.step:
        name, _, point = field.step.partition("@")
        return name if point == "1" and len(problem.data) == 1 else ""
    if field.stage == "c":
        return objective
    if field.stage == "d":
        return f"d{objective}/d{field.name}"
    return "" if problem.answer == "change" or "@" in field.name else f"{field.name.rstrip(PRIME)}{PRIME}"
