"""What there is to tell of the mistake in a worked solution, once it is found."""

from pathlib import Path

from tutor.answers.quantity import Quantity
from tutor.diagnosis.explanations import Explanation, explain
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.table import Table
from tutor.lessons.languages import Language
from tutor.lessons.template import TemplateError
from tutor.practice.find_step import WorkedMistake
from tutor.practice.solution_lines import place_of


def explanation_of(found: WorkedMistake, content: Path, language: Language) -> Explanation | None:
    """The words about the mistake at the first wrong line, in the value that stands there, where they fit it."""
    table, line = Table(found.problem), found.lines[found.first_wrong]
    cause = next((one for one in table.mistakes if (one.id, one.point) == (found.mistake, found.point)), None)
    if cause is None:
        return None
    place, value = place_of(found.problem, line), Quantity.of(line.value)
    try:
        return explain(table, {place: value}, place, Hypothesis((cause,)), content, language)[0]
    except (KeyError, IndexError, TemplateError):
        return None
