"""Which mistake a learner is likely to make: beliefs that each drill sharpens, and what a problem would tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log2
from typing import TYPE_CHECKING, TypeAlias

from tutor.journal.records import JSON, MistakeTally

if TYPE_CHECKING:
    from tutor.practice.predicting import Predictions

Beliefs: TypeAlias = Mapping[str, float]
"""The probability of each mistake, by id, and under the empty one that none is made."""

NONE = ""
NO_MISTAKE = 0.4
"""How likely a learner of whom nothing is known has no misconception."""
MADE_BEFORE, MOST_COUNTED = 2.0, 4
"""By how much each time that a mistake was found makes it likelier, up to so many; half of it for each clear drill."""
AS_PREDICTED, RIGHT_AFTER_ALL, ANOTHER = 0.85, 0.12, 0.03
"""How likely somebody with a misconception answers as it predicts, rightly, or something else altogether."""
RIGHT_ANSWER, SLIPPED = 0.9, 0.1
"""How likely somebody without one answers rightly, or slips; a slip that hits a mistake's number is rarer still."""
HIT = 0.02
FORGETS = 0.03
"""How much of the beliefs goes back to the prior with each drill: learners learn, and fall back."""
SUSPECTED = 0.15
"""From which probability on a mistake is likely enough to be named."""


def prior(ids: Iterable[str], tallies: Mapping[str, MistakeTally]) -> dict[str, float]:
    """What to believe before the first drill, from what was found before."""
    weights = {name: _weight(tallies.get(name)) for name in ids}
    total = sum(weights.values())
    return {NONE: NO_MISTAKE, **{name: (1 - NO_MISTAKE) * weight / total for name, weight in weights.items()}}


def updated_beliefs(
    beliefs: Beliefs, found: "Predictions", given: Mapping[str, float], before: Beliefs | None = None
) -> dict[str, float]:
    """The beliefs after a drill in which these were the first answers; `before` is the prior that they lean to.

    The fields of a drill are right or wrong together, so that they count as one observation: by their geometric mean.
    """
    likelihoods = _likelihoods(found, given)
    none = likelihoods.get(NONE, 1.0)
    posterior = {name: p * likelihoods.get(name, none) for name, p in beliefs.items()}
    total = sum(posterior.values()) or 1.0
    lean = before or beliefs
    return {name: (1 - FORGETS) * p / total + FORGETS * lean.get(name, 0.0) for name, p in posterior.items()}


def information(beliefs: Beliefs, found: "Predictions") -> float:
    """How many bits the answers to a problem are expected to tell of which mistake is made."""
    rows: dict[str, list[int]] = defaultdict(list)
    for name, number in zip(found.ids, found.classes, strict=True):
        rows[name].append(number)
    masses: dict[int, float] = defaultdict(float)
    within = 0.0
    for name, p in beliefs.items():
        own: dict[int, float] = defaultdict(float)
        for number in rows.get(name, [0]):
            own[number] += p / len(rows.get(name, [0]))
        within += p * _entropy(own.values())
        for number, mass in own.items():
            masses[number] += mass
    return _entropy(masses.values()) - within


def unsettled_share(beliefs: Beliefs, mistakes: Iterable[str]) -> float:
    """How much of what is unsettled some mistakes make up, from 0 to 1; little where all is as good as settled."""
    unsettled = {name: -p * log2(p) for name, p in beliefs.items() if name and p > 0}
    total = sum(unsettled.values())
    return sum(unsettled.get(name, 0.0) for name in mistakes) / max(1.0, total)


def suspects(beliefs: Beliefs, among: Iterable[str]) -> list[str]:
    """The mistakes that are likely, the likeliest first."""
    likely = [name for name in among if name and beliefs.get(name, 0.0) >= SUSPECTED]
    return sorted(likely, key=lambda name: -beliefs[name])


def read_beliefs(values: JSON, start: Beliefs) -> dict[str, float]:
    """Beliefs that were kept, for the mistakes that there are now; the prior's where they are damaged or new."""
    kept = values if isinstance(values, Mapping) else {}
    found = {name: _probability(kept.get(name), p) for name, p in start.items()}
    total = sum(found.values())
    return {name: p / total for name, p in found.items()} if total else dict(start)


def _likelihoods(found: "Predictions", given: Mapping[str, float]) -> dict[str, float]:
    import numpy as np

    from tutor.practice.predicting import agreement

    if not set(given) & set(found.fields):
        return {}
    predicted, right = agreement(found, given)
    hit = predicted.any(axis=0)
    none = float(np.exp(np.log(np.where(right, RIGHT_ANSWER, np.where(hit, HIT, SLIPPED))).mean()))
    each = np.where(predicted, AS_PREDICTED, np.where(right, RIGHT_AFTER_ALL, ANOTHER))
    # Where the mistake changes nothing, its learner answers like one without it.
    shows = found.wrong.any(axis=-1)
    rows = np.where(shows, np.exp(np.log(each).mean(axis=-1)), none)
    likelihoods: dict[str, list[float]] = defaultdict(list)
    for name, value in zip(found.ids, rows.tolist(), strict=True):
        likelihoods[name].append(value)
    return {NONE: none, **{name: sum(values) / len(values) for name, values in likelihoods.items()}}


def _weight(tally: MistakeTally | None) -> float:
    if tally is None:
        return 1.0
    return 1.0 + MADE_BEFORE * min(MOST_COUNTED, tally.times) * 0.5 ** min(tally.clear, 60)


def _probability(value: JSON, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) and 0 <= value <= 1 else otherwise


def _entropy(weights: "Iterable[float] | Sequence[float]") -> float:
    kept = [weight for weight in weights if weight > 0]
    total = sum(kept)
    return -sum(weight / total * log2(weight / total) for weight in kept)
