"""What there is to tell of the mistake in a worked solution, once it is found."""

from pathlib import Path

from tutor.answers.quantity import Quantity
from tutor.diagnosis.explanations import Explanation, explain
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.table import Table
from tutor.lessons.languages import Language
from tutor.lessons.stages import all_asked
from tutor.lessons.template import TemplateError
from tutor.practice.find_step import WorkedMistake
from tutor.practice.solution_lines import field_of


def explanation_of(found: WorkedMistake, content: Path, language: Language) -> Explanation | None:
    """The words about the mistake, where they fit the field that the first wrong line belongs to."""
    table = Table(found.problem)
    field = next(all_asked(found.problem))
    cause = next((one for one in table.mistakes if (one.id, one.point) == (found.mistake, found.point)), None)
    totals = (line for line in found.lines if line.point is None)
    value = next((line.value for line in totals if field_of(found.problem, line) == field), None)
    if cause is None or value is None:
        return None
    try:
        return explain(table, {field: Quantity.of(value)}, field, Hypothesis((cause,)), content, language)[0]
    except (KeyError, IndexError, TemplateError):
        return None
