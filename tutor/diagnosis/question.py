"""The one sub-step whose answer tells close hypotheses apart best."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose, isnan, log2

from tutor.diagnosis.hypotheses import Hypothesis, Slip
from tutor.diagnosis.steps import predicted
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.stages import FieldId

LEAST_GAIN = 1e-6
MOST_CELLS = 600
TOLD_APART = 5e-6
"""By how much of their value answers must differ, as learners write six digits."""


@dataclass(frozen=True)
class Question:
    """A field to ask for (a sub-step, where one separates), and what each hypothesis would answer there."""

    field: FieldId
    predictions: tuple[tuple[Hypothesis, float], ...]
    gain: float
    """How many bits the answer is expected to tell."""


def separating_question(
    table: Table, field: FieldId, weights: Mapping[Hypothesis, float], answered: Sequence[FieldId] = ()
) -> Question | None:
    """What to ask so that hypotheses of these weights come apart, None where nothing that can be asked separates them.

    Sub-steps of the field first, then those of the stages before it, then other fields; a place further on has to tell
    more. `answered` is not asked again.
    """
    known, best = frozenset(answered), None
    for places in _places(table, field):
        for place in (place for place in places if place not in known):
            values = [(hypothesis, _value(table, hypothesis, place)) for hypothesis in weights]
            gain = _gain(values, weights)
            if gain > (best.gain if best else 0.0) + LEAST_GAIN:
                best = Question(place, tuple(values), gain)
        if best is not None and best.gain > 0.95 * _entropy(list(weights.values())):
            break
    return best


def _places(table: Table, field: FieldId) -> Iterator[list[FieldId]]:
    """Where one could ask, the nearest places first."""
    problem, whole = table.problem, field.parent
    if not has_breakdown(whole):
        return
    yield list(breakdown(problem, whole).cells())[:MOST_CELLS]
    if whole.stage == "e":
        yield list(breakdown(problem, FieldId("d", whole.name)).cells())[:MOST_CELLS]
    if whole.stage in ("d", "e"):
        yield list(breakdown(problem, FieldId("c")).cells())[:MOST_CELLS]
    others = [other for other, asked in zip(table.fields, table.asked, strict=True) if asked and other != field]
    yield [other for other in others if other.stage == whole.stage]
    yield [other for other in others if other.stage < whole.stage]


def _value(table: Table, hypothesis: Hypothesis, place: FieldId) -> float:
    if place.step:
        return predicted(table, hypothesis, place)
    if any(isinstance(cause, Slip) for cause in hypothesis.causes):
        return table.right(place)
    return table.answer(hypothesis, place)


def _gain(values: Sequence[tuple[Hypothesis, float]], weights: Mapping[Hypothesis, float]) -> float:
    """The entropy of the answer; a hypothesis that leaves it open tells nothing, and is told nothing of."""
    parts: list[tuple[float, float]] = []
    for hypothesis, value in values:
        if isnan(value):
            continue
        for k, (other, weight) in enumerate(parts):
            if isclose(value, other, rel_tol=TOLD_APART, abs_tol=1e-9):
                parts[k] = (other, weight + weights[hypothesis])
                break
        else:
            parts.append((value, weights[hypothesis]))
    return (
        _entropy([weight for _, weight in parts]) * sum(w for _, w in parts) / sum(weights.values()) if parts else 0.0
    )


def _entropy(weights: Sequence[float]) -> float:
    total = sum(weights)
    return -sum(weight / total * log2(weight / total) for weight in weights if weight > 0)
