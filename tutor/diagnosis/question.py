"""The one number to ask for so that the right one of close hypotheses can be named."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import isclose, isnan, log2, nan
from typing import TypeAlias

import numpy as np

from tutor.diagnosis.carrying import carried_to
from tutor.diagnosis.cells import deciding_cell
from tutor.diagnosis.hypotheses import CANNOT_TELL, Hypothesis, Slip
from tutor.diagnosis.ranking import Diagnosis
from tutor.diagnosis.steps import predicted
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.stages import FieldId, working_order
from tutor.lessons.steps import StepKind, kind_of
from tutor.mistakes.component import Component
from tutor.mistakes.mistake import Mistake
from tutor.network.products import Array

LEAST_GAIN = 1e-6
MOST_CELLS = 600
"""Of how many sub-steps of one kind of place it is worked out what would be answered."""
TOLD_APART = 5e-6
"""By how much of their value answers must differ, as learners write six digits."""
COPIED = "slip.copied"
_NAMED = (StepKind.INPUT, StepKind.WEIGHT)
_OTHER_FACTOR = (Component.FACTOR, Component.BACK)

Part: TypeAlias = dict[Hypothesis, float]
"""Hypotheses with the same answer, and their weights."""


@dataclass(frozen=True)
class Question:
    """A field to ask for (a sub-step, where one separates), and what each hypothesis would answer there."""

    field: FieldId
    predictions: tuple[tuple[Hypothesis, float], ...]
    named: float
    """How probable it is that the likeliest explanation after the answer is the right one."""
    gain: float
    """How many bits the answer is expected to tell."""


def separating_question(
    table: Table, field: FieldId, weights: Mapping[Hypothesis, float], answered: Sequence[FieldId] = ()
) -> Question | None:
    """What to ask so that the right one of hypotheses of these weights is named, None where nothing tells them apart.

    What makes it likeliest that the likeliest one then gives all answers of the field's stage; among such places, one
    after which it is likeliest to give all answers to all fields, then one that tells most, then the nearest: the
    field's sub-steps, those of what it comes from, other fields, their sub-steps. `answered` is not asked again.
    """
    if len(weights) < 2:
        return None
    best, known = None, frozenset(answered)
    if field.step and (cell := deciding_cell(table, field, weights, known)) is not None:
        return _at_cell(table, weights, *cell)
    classes = _classes(table, weights, table.asked)
    of_stage = _classes(table, weights, table.asked & np.array([one.stage == field.stage for one in table.fields]))
    known_of = (one for one in weights if field in table.column and table.row(one.causes) >= 0)
    typed = next((table.answer(one, field) for one in known_of), nan)
    rank: tuple[int, ...] = ()
    whole, apart = sum(weights.values()), _entropy(weights.values())
    for places in _places(table, field):
        for place in (place for place in places if place not in known):
            values = [_value(table, hypothesis, place, typed) for hypothesis in weights]
            parts = _parts(values, weights)
            gain = _gain(parts, whole)
            if gain <= LEAST_GAIN:
                continue
            named, in_stage = _named(parts, classes) / whole, _named(parts, of_stage) / whole
            if (found := _rounded(in_stage, named, gain)) > rank:
                rank, best = found, Question(place, tuple(zip(weights, values, strict=True)), named, gain)
        if best is not None and best.named > 1 - LEAST_GAIN and best.gain > 0.95 * apart:
            break
    return best


def doubting_question(table: Table, diagnosis: Diagnosis, answered: Sequence[FieldId]) -> Question | None:
    """The sub-step that tells whether the one explanation that is offered, but not for sure, is the right one.

    None where it is sure, or gives what is right there, too; and once any sub-step was answered: it is asked once.
    """
    field = diagnosis.field
    if diagnosis.is_flat or not diagnosis.is_offered or any(one.step for one in answered):
        return None
    known = 1 - diagnosis.cannot_tell
    weights = {diagnosis.likeliest: known, CANNOT_TELL: 1 - known}
    question = separating_question(table, field, weights, answered)
    return question if question is not None and question.field.step else None


def _at_cell(
    table: Table, weights: Mapping[Hypothesis, float], cell: FieldId, values: Mapping[Hypothesis, float]
) -> Question:
    """The question for another cell of a sub-step's column."""
    parts, whole = _parts(list(values.values()), weights), sum(weights.values())
    named = _named(parts, _classes(table, weights, table.asked)) / whole
    return Question(cell, tuple(values.items()), named, _gain(parts, whole))


def _rounded(*values: float) -> tuple[int, ...]:
    """Numbers to compare, without the last digits that sums in another order may differ in."""
    return tuple(round(value / LEAST_GAIN) for value in values)


def _places(table: Table, field: FieldId) -> Iterator[Iterable[FieldId]]:
    """Where one could ask, the nearest places first."""
    problem, whole = table.problem, field.parent
    if not has_breakdown(whole):
        return
    sources = [whole]
    if whole.stage == "e":
        sources.append(FieldId("d", whole.name))
    if whole.stage in ("d", "e"):
        sources.append(FieldId("c"))
    for source in sources:
        yield islice(breakdown(problem, source).cells(), MOST_CELLS)
    others = [other for other, asked in zip(table.fields, table.asked, strict=True) if asked and other != field]
    # Those with the shortest chains come first: what decides is to be no harder than what was asked.
    yield [other for other in working_order(problem, whole.stage) if other in others]
    yield [other for other in others if other.stage < whole.stage]
    further = (other for other in others if other not in sources and "c" < other.stage <= whole.stage)
    yield islice((cell for other in further for cell in breakdown(problem, other).cells()), MOST_CELLS)


def _value(table: Table, hypothesis: Hypothesis, field: FieldId, typed: float) -> float:
    if field.step:
        return nan if _is_asked_by_name(table, hypothesis, field) else predicted(table, hypothesis, field)
    slip = next((cause for cause in hypothesis.causes if isinstance(cause, Slip)), None)
    if slip is not None and slip.id == COPIED and isclose(table.right(field), typed, rel_tol=TOLD_APART):
        return nan  # where it was copied from: the two may have been exchanged
    if slip is not None:
        return table.right(field) if slip.value is None else carried_to(table, slip, field)
    return table.answer(hypothesis, field)


def _is_asked_by_name(table: Table, hypothesis: Hypothesis, field: FieldId) -> bool:
    """Whether a factor is asked for by the name of what the hypothesis has another number for.

    Who multiplies by a⁽²⁾ instead of a⁽¹⁾ and is asked for a⁽¹⁾ tells its true value: that speaks for nothing.
    """
    components = (cause.component for cause in hypothesis.causes if isinstance(cause, Mistake))
    return kind_of(table.problem, field) in _NAMED and any(one in _OTHER_FACTOR for one in components)


def _parts(values: Sequence[float], weights: Mapping[Hypothesis, float]) -> dict[float, Part]:
    """The hypotheses by their answers; those that leave it open are under NaN."""
    parts: dict[float, Part] = {}
    for value, (hypothesis, weight) in zip(values, weights.items(), strict=True):
        same = (other for other in parts if isclose(value, other, rel_tol=TOLD_APART, abs_tol=1e-9))
        at = nan if isnan(value) else next(same, value)
        parts.setdefault(at, {})[hypothesis] = weight
    return parts


def _classes(table: Table, hypotheses: Iterable[Hypothesis], fields: Array) -> dict[Hypothesis, int]:
    """A number for each hypothesis, the same for those with the same answers to some fields (a mask)."""
    classes: dict[Hypothesis, int] = {}
    for hypothesis in hypotheses:
        row = table.row(hypothesis.causes)
        same = (other for other in classes if row >= 0 and _are_alike(table, row, table.row(other.causes), fields))
        other = next(same, None)
        classes[hypothesis] = len(classes) if other is None else classes[other]
    return classes


def _are_alike(table: Table, row: int, other: int, fields: Array) -> bool:
    return other >= 0 and bool(table.same(table.answers[row], table.answers[other])[fields].all())


def _named(parts: Mapping[float, Part], classes: Mapping[Hypothesis, int]) -> float:
    """The weight of what would be named rightly: of each answer's likeliest class, of none that leaves it open."""
    named = 0.0
    for value, part in parts.items():
        sums: dict[int, float] = {}
        for hypothesis, weight in part.items():
            sums[classes[hypothesis]] = sums.get(classes[hypothesis], 0.0) + weight
        named += 0.0 if isnan(value) else max(sums.values())
    return named


def _gain(parts: Mapping[float, Part], whole: float) -> float:
    """The entropy of the answer; a hypothesis that leaves it open tells nothing, and is told nothing of."""
    said = [sum(part.values()) for value, part in parts.items() if not isnan(value)]
    return _entropy(said) * sum(said) / whole


def _entropy(weights: Iterable[float]) -> float:
    values = list(weights)
    total = sum(values)
    return -sum(weight / total * log2(weight / total) for weight in values if weight > 0)
