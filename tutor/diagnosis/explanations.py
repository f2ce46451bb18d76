"""What a learner reads about a mistake, from `content/mistakes`: what the number answers, why that differs, a nudge."""

from dataclasses import dataclass
from pathlib import Path

from tutor.answers.verdicts import Number
from tutor.diagnosis.hypotheses import Cause, Hypothesis
from tutor.diagnosis.observing import Answered
from tutor.diagnosis.table import Table
from tutor.diagnosis.text_names import of_cause
from tutor.diagnosis.trying import trial
from tutor.lessons.languages import Language
from tutor.lessons.mistake_texts import PARTS, mistake_text
from tutor.lessons.stages import FieldId
from tutor.lessons.template import Latex, fill
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
    return tuple(_explained(table, answered[field].value, field, cause, folder, language) for cause in causes)


def explain_formula(
    table: Table, formula: Latex, field: FieldId, mistake: str, folder: Path, language: Language
) -> Explanation | None:
    """The words about the rule that makes a formula, or numbers, of the learner's for what stands at a field.

    None for a mistake that this problem has not, that does not show there, or that is about one of several data points,
    of which the formula does not tell which. Raises as `explain` does.
    """
    made = [one for one in table.mistakes if one.id == mistake]
    if len(made) != 1 or field.stage not in made[0].shows_in:
        return None
    return _explained(table, formula, field, made[0], folder, language)


def causes_at(field: FieldId, hypothesis: Hypothesis) -> tuple[Cause, ...]:
    """The causes that can show at a field: half a cost, made besides, has no part in a partial derivative.

    In a sub-step, what is named alone was made there, at whichever stage it shows otherwise.
    """
    if field.step and len(hypothesis.causes) == 1:
        return hypothesis.causes
    stage = "d" if field.stage == "chain" else field.stage  # a partial derivative, in letters
    return tuple(cause for cause in hypothesis.causes if stage in cause.shows_in)


def _explained(
    table: Table, given: Number | Latex, field: FieldId, cause: Cause, folder: Path, language: Language
) -> Explanation:
    templates = mistake_text(folder, cause.id, language).parts
    names = of_cause(table, given, field, cause)
    what, why, nudge = (fill(templates[part].text, names, cut=True) for part in PARTS)
    if cause.shows_in[0] == field.stage == "d" and not field.step and not isinstance(given, Latex):
        nudge = f"{trial(table, field, given, read_words(folder, language))}\n{nudge}".lstrip()
    return Explanation(cause.id, what, why, nudge)
