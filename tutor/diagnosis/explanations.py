"""What a learner reads about a mistake, from `content/mistakes`: what the number answers, why that differs, a nudge."""

from dataclasses import dataclass
from pathlib import Path

from tutor.diagnosis.hypotheses import Cause, Hypothesis
from tutor.diagnosis.observing import Answered
from tutor.diagnosis.table import Table
from tutor.diagnosis.text_names import of_cause
from tutor.diagnosis.trying import trial
from tutor.lessons.languages import Language
from tutor.lessons.mistake_texts import PARTS, mistake_text
from tutor.lessons.stages import FieldId
from tutor.lessons.template import fill
from tutor.lessons.words import read_words


@dataclass(frozen=True)
class Explanation:
    """The words about one cause, as Markdown. The nudge of a partial derivative begins with trying the number."""

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
    """The causes that can show at a field: half a cost, made besides, has no part in a partial derivative.

    In a sub-step, what is named alone was made there, at whichever stage it shows otherwise.
    """
    if field.step and len(hypothesis.causes) == 1:
        return hypothesis.causes
    return tuple(cause for cause in hypothesis.causes if field.stage in cause.shows_in)


def _explained(
    table: Table, answered: Answered, field: FieldId, cause: Cause, folder: Path, language: Language
) -> Explanation:
    templates = mistake_text(folder, cause.id, language).parts
    names = of_cause(table, answered, field, cause)
    what, why, nudge = (fill(templates[part].text, names, cut=True) for part in PARTS)
    if cause.shows_in[0] == field.stage == "d" and not field.step:
        nudge = f"{trial(table, field, answered[field].value, read_words(folder, language))}\n{nudge}".lstrip()
    return Explanation(cause.id, what, why, nudge)
