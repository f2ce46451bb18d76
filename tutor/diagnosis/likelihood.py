"""How likely the learner's answers are under each hypothesis, and under none.

Answers of one stage go together: a hypothesis explains a stage, or, seldom, something else went on there as well. A
mistake need not be made throughout: mistakes come and go within one sitting (VanLehn, "Bugs are not enough", Journal of
Mathematical Behavior 3, 1982), and a right answer may be a second attempt.
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
NOW_AND_THEN = 0.1
"""How often a mistake is made at some of a stage's answers only; at one more, half as often each time."""
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
        explained = _log_group(members)
        otherwise = float(np.logaddexp(explained[0], sum(_log_by_chance(one.observed) for one in members)) - log(2))
        if group != target.group:
            explained = np.logaddexp(log(1 - SOMETHING_ELSE) + explained, log(SOMETHING_ELSE) + otherwise)
        each += explained
        none += otherwise
    return Weighed(each, none)


def _log_group(members: Sequence[Predicted]) -> Array:
    """log P(answers of a group | hypothesis) (K,): the mistake is made throughout, or at some of the answers only.

    Of sub-steps, which are asked for to decide, it is made throughout.
    """
    throughout: Array = np.sum([_log_answer(one) for one in members], axis=0)
    right = [~(one.agreement > 0) & ~np.isnan(one.values) for one in members if one.observed.is_right]
    if not right or members[0].observed.field.step:
        return throughout
    escaped = np.sum(right, axis=0)
    made = np.sum([one.agreement > 0 for one in members if not one.observed.is_right] or [escaped * 0], axis=0)
    at_some = throughout + escaped * log(FOLLOWED / RIGHT_AGAINST_THE_RULE) + _log_places(made, escaped)
    mixed = np.logaddexp(log(1 - NOW_AND_THEN) + throughout, log(NOW_AND_THEN) + at_some)
    return np.where(escaped > 0, mixed, throughout)


def _log_places(made: Array, escaped: Array) -> Array:
    """log P(a mistake is made at just these of the answers in which it would show): each choice of places alike."""
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, (made + escaped).max(initial=0) + 1)))])
    choices = factorials[made + escaped] - factorials[made] - factorials[escaped]
    return np.where(made > 0, made * log(1 / 2) - choices, -np.inf)


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
