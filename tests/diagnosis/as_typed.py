"""The diagnosis for tests that have numbers, not what was typed: each number is typed as its shortest decimal."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Number
from tutor.diagnosis import diagnose as diagnosing
from tutor.diagnosis import explanations as explaining
from tutor.diagnosis import observing
from tutor.diagnosis.explanations import Explanation
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.ranking import Diagnosis
from tutor.diagnosis.table import Table
from tutor.lessons.languages import Language
from tutor.lessons.stages import FieldId

Numbers = Mapping[FieldId, Fraction | float] | Mapping[FieldId, Fraction] | Mapping[FieldId, float]


def as_typed(answered: Numbers) -> dict[FieldId, Quantity]:
    return {field: Quantity.of(value) for field, value in answered.items()}


def diagnose(table: Table, answered: Numbers, field: FieldId, history: Sequence[str] = ()) -> Diagnosis:
    return diagnosing.diagnose(table, as_typed(answered), field, history)


def follows_from(table: Table, answered: Numbers, field: FieldId) -> FieldId | None:
    return observing.follows_from(table, as_typed(answered), field)


def is_right(table: Table, field: FieldId, value: Number) -> bool:
    return observing.is_right(table, field, Quantity.of(value))


def explain(
    table: Table, answered: Numbers, field: FieldId, hypothesis: Hypothesis, folder: Path, language: Language
) -> tuple[Explanation, ...]:
    return explaining.explain(table, as_typed(answered), field, hypothesis, folder, language)
