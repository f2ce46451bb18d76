"""Ranked explanations of an answer, those that no answer can tell apart together, and "I can't tell" among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from tutor.diagnosis.hypotheses import CANNOT_TELL, Hypothesis
from tutor.lessons.stages import FieldId
from tutor.network.products import Array

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"

MOST_SHOWN = 3
LEAST_SHOWN = 0.02
"""The least probable explanation that is still told."""
NAMED_FROM = 0.5
"""From which probability on that something known explains an answer it is told."""
FLAT_FROM, OFFERED_FROM = 0.95, 0.25
"""From which probability on an explanation is told flatly, and from which on known ones are offered as possible."""
CLOSE = 0.15
"""Explanations are close where the second is this likely beside the first."""
MOST_RANKED = 40


@dataclass(frozen=True)
class Ranked:
    """An explanation with its probability; `alike` are others that give the same answers to all that is asked."""

    hypothesis: Hypothesis
    probability: float
    alike: tuple[Hypothesis, ...] = ()

    @property
    def all(self) -> tuple[Hypothesis, ...]:
        """The hypothesis and those that are alike."""
        return (self.hypothesis, *self.alike)


@dataclass(frozen=True)
class Diagnosis:
    """What may explain the answer at a field, likeliest first."""

    field: FieldId
    ranked: tuple[Ranked, ...]
    cannot_tell: float
    """The probability that nothing known explains it."""
    follows: FieldId | None = None
    """The learner's own earlier answer from which this one follows rightly: what explains that one explains this."""
    leaves_open: bool = False
    """Whether the likeliest explanation leaves another answer of the stage unexplained, or is one of the step where the
    partial derivative that the step was made of was not given: that may be what is wrong."""

    @property
    def is_told(self) -> bool:
        """Whether it is likelier that a known cause explains the answer than that none does."""
        return self.cannot_tell < NAMED_FROM and bool(self.ranked)

    @property
    def shown(self) -> tuple[Ranked, ...]:
        """The likeliest explanations, at most three; that there is no known one may be likelier than each."""
        return tuple(one for one in self.ranked[:MOST_SHOWN] if one.probability >= LEAST_SHOWN)

    @property
    def is_flat(self) -> bool:
        """Whether the likeliest explanation may be told as the explanation: in 19 of 20 such cases it is."""
        return bool(self.ranked) and self.ranked[0].probability >= FLAT_FROM and not (self.close or self.leaves_open)

    @property
    def is_offered(self) -> bool:
        """Whether what is known may be mentioned: flatly, or as a possibility, perhaps one of several."""
        return bool(self.ranked) and self.cannot_tell <= 1 - OFFERED_FROM

    @property
    def close(self) -> tuple[Hypothesis, ...]:
        """The hypotheses between which a question should decide; none where one stands out."""
        if not self.is_offered:
            return ()
        near = [one for one in self.ranked if one.probability >= CLOSE * self.ranked[0].probability]
        found = [hypothesis for one in near for hypothesis in one.all]
        return tuple(found) if len(found) > 1 else ()

    @property
    def weights(self) -> dict[Hypothesis, float]:
        """The close hypotheses with their weights; those that are alike share theirs."""
        near = frozenset(self.close)
        return {
            hypothesis: one.probability / len(one.all)
            for one in self.ranked
            for hypothesis in one.all
            if hypothesis in near
        }

    @property
    def likeliest(self) -> Hypothesis:
        """The likeliest of the known explanations, CANNOT_TELL where there is none."""
        return self.ranked[0].hypothesis if self.ranked else CANNOT_TELL

    def as_json(self) -> list[dict[str, JSON]]:
        """What is told, each with its probability; an empty list of mistakes stands for "can't tell"."""
        told: list[dict[str, JSON]] = [_entry(one.hypothesis, one) for one in self.shown]
        if not told or self.cannot_tell >= LEAST_SHOWN:
            told.append({"mistakes": [], "probability": round(self.cannot_tell, 4)})
        return sorted(told, key=lambda one: -float(one["probability"]))  # type: ignore[arg-type]

    def record(self) -> dict[str, JSON]:
        """What a journal keeps: enough to choose drills by and to count what was made before."""
        return {
            "field": str(self.field),
            "follows": str(self.follows) if self.follows else None,
            "told": self.as_json(),
        }


def _entry(hypothesis: Hypothesis, ranked: Ranked) -> dict[str, JSON]:
    entry: dict[str, JSON] = {"mistakes": list(hypothesis.ids), "probability": round(ranked.probability, 4)}
    if hypothesis.point is not None:
        entry["point"] = hypothesis.point
    if ranked.alike:
        entry["same"] = [list(other.ids) for other in ranked.alike]
    return entry


def rank(
    field: FieldId, hypotheses: Sequence[Hypothesis], log_weights: Array, none: float, answers: Array
) -> Diagnosis:
    """Explanations by the logarithms of their weights (K,) and the answers (K, F) by which they are alike.

    `none` is the logarithm of the weight of there being no known explanation.
    """
    top = max(float(log_weights.max(initial=-np.inf)), none)
    weights = np.exp(log_weights - top)
    nothing = float(np.exp(none - top))
    total = float(weights.sum()) + nothing
    order = [int(k) for k in np.argsort(-weights, kind="stable")[:MOST_RANKED] if weights[k] > 0]
    same = _same(answers[order])
    classes: dict[int, list[int]] = {}
    for at, k in enumerate(order):
        classes.setdefault(int(np.argmax(same[at])), []).append(k)
    ranked = [_ranked(hypotheses, one, weights / total) for one in classes.values()]
    return Diagnosis(field, tuple(sorted(ranked, key=lambda one: -one.probability)), nothing / total)


def _ranked(hypotheses: Sequence[Hypothesis], rows: list[int], probabilities: Array) -> Ranked:
    first = hypotheses[rows[0]]
    fewest, least = len(first.causes), CLOSE * probabilities[rows[0]]
    alike = tuple(hypotheses[k] for k in rows[1:] if len(hypotheses[k].causes) == fewest and probabilities[k] >= least)
    return Ranked(first, float(probabilities[rows].sum()), alike)


def _same(answers: Array) -> Array:
    """Which of some answers (K, F) are the same as which (K, K)."""
    one, other = answers[:, None], answers[None]
    with np.errstate(invalid="ignore"):  # ∞ − ∞
        close = np.abs(one - other) <= np.maximum(1e-9 * np.abs(one), 1e-12)
    same: Array = (close | (np.isnan(one) & np.isnan(other)) | (one == other)).all(axis=-1)
    return same
