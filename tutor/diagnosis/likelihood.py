"""How likely the learner's answers are under each hypothesis, and under none.

Answers of one stage go together: a hypothesis explains a stage, or, seldom, something else went on there as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

import numpy as np

from tutor.diagnosis.evidence import Observed
from tutor.network.products import Array

FOLLOWED = 0.97
"""How often a learner who has a rule answers by it."""
RIGHT_AGAINST_THE_RULE = 0.01
WRONG_BESIDES = 0.02
SOMETHING_ELSE = 0.1
"""How often a stage's answers have nothing to do with the mistake that is made in another."""
RIGHT_BY_CHANCE = 0.4
RIGHT_WHERE_UNSAID, WRONG_WHERE_UNSAID = 0.5, 0.3


@dataclass(frozen=True)
class Predicted:
    """The answers (K,) that the hypotheses predict for one that was observed, and how well each agrees with it."""

    observed: Observed
    values: Array
    agreement: Array


class Weighed(NamedTuple):
    """Logarithms of likelihoods: of each hypothesis (K,), and of the answers if nothing known explains them."""

    each: Array
    none: float


def weighed(predictions: Sequence[Predicted], target: Observed) -> Weighed:
    """All answers together. The right computation is hypothesis 0."""
    groups: dict[str, list[Predicted]] = {}
    for prediction in predictions:
        groups.setdefault(prediction.observed.group, []).append(prediction)
    each = np.zeros(len(predictions[0].values))
    none = 0.0
    for group, members in groups.items():
        explained = np.sum([_log_answer(one) for one in members], axis=0)
        otherwise = float(np.logaddexp(explained[0], sum(_log_by_chance(one.observed) for one in members)) - log(2))
        if group != target.group:
            explained = np.logaddexp(log(1 - SOMETHING_ELSE) + explained, log(SOMETHING_ELSE) + otherwise)
        each += explained
        none += otherwise
    return Weighed(each, none)


def _log_answer(prediction: Predicted) -> Array:
    """log P(answer | hypothesis) (K,)."""
    observed = prediction.observed
    unsaid = RIGHT_WHERE_UNSAID if observed.is_right else WRONG_WHERE_UNSAID * observed.by_chance
    besides = RIGHT_AGAINST_THE_RULE if observed.is_right else WRONG_BESIDES * observed.by_chance
    likelihood = np.where(prediction.agreement > 0, FOLLOWED * prediction.agreement, besides)
    logarithm: Array = np.log(np.where(np.isnan(prediction.values), unsaid, likelihood))
    return logarithm


def _log_by_chance(observed: Observed) -> float:
    return log(RIGHT_BY_CHANCE if observed.is_right else (1 - RIGHT_BY_CHANCE) * observed.by_chance)
