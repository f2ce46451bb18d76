"""What a learner reads about a mistake, from `content/mistakes`: what the number answers, why that differs, a nudge."""

from dataclasses import dataclass
from pathlib import Path

from tutor.diagnosis.hypotheses import Cause, Hypothesis
from tutor.diagnosis.observing import Answered
from tutor.diagnosis.table import Table
from tutor.diagnosis.vocabulary import of_cause
from tutor.lessons.mistake_texts import mistake_text
from tutor.lessons.problem import Language
from tutor.lessons.stages import FieldId
from tutor.lessons.template import TemplateError, fill


@dataclass(frozen=True)
class Explanation:
    """The words about one cause, as Markdown. The nudge is empty where it does not fit the field."""

    id: str
    what: str
    why: str
    nudge: str


def explain(
    table: Table, answered: Answered, field: FieldId, hypothesis: Hypothesis, folder: Path, language: Language
) -> tuple[Explanation, ...]:
    """The words about each cause of a hypothesis for the learner's answer at a field, as far as it shows there.

    `folder` is the content folder. Raises KeyError for a cause that content has no words for, and TemplateError for
    words that can't be filled.
    """
    causes = causes_at(field, hypothesis)
    return tuple(_explained(table, answered, field, cause, folder, language) for cause in causes)


def causes_at(field: FieldId, hypothesis: Hypothesis) -> tuple[Cause, ...]:
    """The causes that can show at a field: half a cost, made besides, has no part in a partial derivative."""
    return tuple(cause for cause in hypothesis.causes if field.stage in cause.shows_in)


def _explained(
    table: Table, answered: Answered, field: FieldId, cause: Cause, folder: Path, language: Language
) -> Explanation:
    templates = mistake_text(folder, cause.id, language).parts
    names = of_cause(table, answered, field, cause)
    what, why = (fill(templates[part].text, names, cut=True) for part in ("what", "why"))
    try:
        nudge = fill(templates["nudge"].text, names, cut=True)
    except TemplateError as error:
        if not field.step or error.key != "unknown_name":
            raise
        nudge = ""  # what tries a whole partial derivative says nothing of one of its factors
    return Explanation(cause.id, what, why, nudge)
