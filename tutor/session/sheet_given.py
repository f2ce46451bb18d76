"""What was found in the fields already, as lines of a sheet."""

from typing import NamedTuple

from tutor.lessons.figures import as_latex
from tutor.lessons.problem import Problem
from tutor.lessons.stages import PRIME, FieldId, StageId, asked_fields
from tutor.lessons.symbols import typed_name, written
from tutor.session.sitting import Sitting
from tutor.session.status import Status

STAGES: tuple[StageId, ...] = ("c", "chain", "d", "e")


class GivenLine(NamedTuple):
    """What a field found, as it would be typed in a line, and as LaTeX."""

    field: FieldId
    typed: str
    latex: str


def given_lines(sitting: Sitting) -> tuple[GivenLine, ...]:
    """The fields with numbers that are right, and the formulas of (d′), as lines."""
    right = (field for stage in STAGES for field in asked_fields(sitting.problem, stage))
    lines = (_line(sitting, field) for field in right if sitting.status(field) is Status.RIGHT)
    return tuple(line for line in lines if line is not None)


def _line(sitting: Sitting, field: FieldId) -> GivenLine | None:
    """A right answer as a line; None for what no line states."""
    problem, answer = sitting.problem, sitting.answers[field]
    name, value = quantity_of(problem, field), answer.mark.value
    if field.stage == "chain":
        from tutor.sheet.formula import formula_line  # it brings the engine

        return GivenLine(
            field, formula_line(problem, field, answer.text), f"{written(problem, name)} = {answer.mark.reading}"
        )
    if not name or value is None:
        return None
    typed = f"{typed_name(problem, name)} = {answer.mark.reading}"
    return GivenLine(field, typed, f"{written(problem, name)} = {as_latex(value)}")


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
    if field.stage in ("chain", "d"):
        return f"d{objective}/d{field.name}"
    return "" if problem.answer == "change" or "@" in field.name else f"{field.name.rstrip(PRIME)}{PRIME}"
