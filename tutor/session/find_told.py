"""What there is to tell of the mistake in a worked solution, once it is found."""

from pathlib import Path

from tutor.diagnosis.explanations import Explanation, explain
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.table import Table
from tutor.lessons.problem import Language
from tutor.lessons.stages import FieldId, all_asked
from tutor.lessons.template import TemplateError
from tutor.practice.find_step import WorkedMistake


def explanation_of(found: WorkedMistake, content: Path, language: Language) -> Explanation | None:
    """The words about the mistake, where they fit the field that the first wrong line belongs to."""
    table = Table(found.problem)
    field = next(all_asked(found.problem))
    cause = next((one for one in table.mistakes if (one.id, one.point) == (found.mistake, found.point)), None)
    value = next((line.value for line in found.lines if line.point is None and _field(line.name) == field), None)
    if cause is None or value is None:
        return None
    try:
        return explain(table, {field: value}, field, Hypothesis((cause,)), content, language)[0]
    except (KeyError, IndexError, TemplateError):
        return None


def _field(total: str) -> FieldId:
    """The field that a total in the solution is the answer of."""
    if total == "C":
        return FieldId("c")
    return (
        FieldId("d", total.removeprefix("dC/d")) if total.startswith("dC/d") else FieldId("e", total.removesuffix("'"))
    )
