"""How likely the learner's answers are where nothing known explains them.

Then a slip was made that is not known, or a rule followed that nobody listed. Such a rule is seldom like nothing else:
as far as simulated ones go, it gives at some of the answers what a listed rule gives (a gate left out in one layer
only), and what a listed slip gives. Without this, coincidences of few answers look like proof.
"""

from collections.abc import Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.chance import Chance
from tutor.diagnosis.evidence import Observed, Predicted
from tutor.diagnosis.prior import LOG_NOTHING_KNOWN
from tutor.lessons.stages import FieldId
from tutor.network.products import Array

RIGHT_BY_CHANCE = 0.4
SLIPPED_AGAIN = 0.03
"""How often one more answer is wrong by a slip than the one that is asked about."""


ALIKE, RIGHTLY, OTHERWISE = 0.55, 0.25, 0.2
"""How an unlisted rule that is akin to a listed one answers where that one shows."""
TOO_RIGHT = 0.95
"""How often it gives the right answer where the listed one does."""
MIMICRY, MIMICRY_GOES_ON = 0.15, 0.7
"""How often an unlisted rule gives just what a slip gives, and how much less often with each right answer beside it."""
MIMICRY_CARRIED = 0.9
"""How often it gives what a wrong sub-step leads to: much that goes wrong at one point looks like that."""
OF_SLIPS, OF_RULES, OF_KINDRED = 0.35, 0.4, 0.25
"""What goes on where nothing known does: a slip, a rule that gives anything, one that is akin to a listed one."""
Chances = Mapping[FieldId, Chance]


def log_unexplained(
    predictions: Sequence[Predicted],
    target: Observed,
    chances: Chances,
    prior: Array,
    explained: Array,
    carried: NDArray[np.bool_],
) -> float:
    """The logarithm of the weight of nothing known, beside weights of `rules` and of slips, which come after these.

    `prior` (R,) holds the logarithms of the priors of the rules, of which the first is the right one; `explained` (S,)
    those of the weights of the slips, and `carried` (S,) says which of them were carried on.
    """
    places = sum(one.observed.group == target.group for one in predictions)
    slip = rule = 0.0
    for one in (prediction.observed for prediction in predictions):
        rule += log_by_a_rule(one, chances)
        if one is target:
            slip += log(by_a_slip(one, chances) / places)
        else:
            slip += log(1 - SLIPPED_AGAIN if one.is_right else SLIPPED_AGAIN * by_a_slip(one, chances))
    akin = sum((_log_akin(one, chances, len(prior)) for one in predictions), prior[1:])
    kindred = float(np.logaddexp.reduce(akin) - np.logaddexp.reduce(prior[1:])) if len(akin) else -np.inf
    sorts = [log(OF_SLIPS) + slip, log(OF_RULES) + rule, log(OF_KINDRED) + kindred]
    unexplained = LOG_NOTHING_KNOWN + float(np.logaddexp.reduce(sorts))
    if not len(explained):
        return unexplained
    borne_out = sum(one.observed.group == target.group and one.observed.is_right for one in predictions)
    mimicry = np.where(carried, log(MIMICRY_CARRIED), log(MIMICRY) + log(MIMICRY_GOES_ON) * borne_out)
    return float(np.logaddexp(unexplained, np.logaddexp.reduce(explained + mimicry)))


def log_by_a_rule(observed: Observed, chances: Chances) -> float:
    """log P(answer | a rule that may give anything)."""
    return log(RIGHT_BY_CHANCE if observed.is_right else (1 - RIGHT_BY_CHANCE) * _by_a_rule(observed, chances))


def by_a_slip(observed: Observed, chances: Chances) -> float:
    """P(wrong number | a slip that is not known)."""
    return chances[observed.field].slip if observed.field in chances else observed.by_chance


def _by_a_rule(observed: Observed, chances: Chances) -> float:
    return chances[observed.field].rule if observed.field in chances else observed.by_chance


def _log_akin(prediction: Predicted, chances: Chances, rules: int) -> Array:
    """log P(answer | a rule that is akin to each of the listed ones)."""
    one, agreement = prediction.observed, prediction.agreement[1:rules]
    if one.is_right:
        return np.where(agreement > 0, log(TOO_RIGHT), log(RIGHTLY))
    return np.where(agreement > 0, log(ALIKE), log(OTHERWISE * _by_a_rule(one, chances)))
