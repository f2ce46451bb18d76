"""How likely the learner's answers are under each hypothesis, and under none.

Answers of one stage go together: a hypothesis explains a stage, or, seldom, something else went on there as well. A
mistake need not be made throughout: mistakes come and go within one sitting (VanLehn, "Bugs are not enough", Journal of
Mathematical Behavior 3, 1982), and a right answer may be a second attempt.
"""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

import numpy as np

from tutor.diagnosis.evidence import LEAST_CHANCE, Observed, Predicted
from tutor.diagnosis.hypotheses import Slip
from tutor.diagnosis.unexplained import Chances, by_a_slip, log_by_a_rule, log_unexplained
from tutor.lessons.stages import FieldId
from tutor.network.products import Array

FOLLOWED = 0.97
"""How often a learner who has a rule answers by it."""
RIGHT_AGAINST_THE_RULE = 0.01
WRONG_BESIDES = 0.1
NOW_AND_THEN = 0.4
"""How often a mistake is made at some of a stage's answers only; at one more, half as often each time."""
SOMETHING_ELSE = 0.05
"""How often a stage's answers have nothing to do with the mistake that is made in another."""
RIGHT_WHERE_UNSAID, WRONG_WHERE_UNSAID = 0.5, 0.3


class Weighed(NamedTuple):
    """Logarithms: of the likelihood by each hypothesis (K,), and of the weight of there being no known explanation."""

    each: Array
    none: float


def weighed(
    predictions: Sequence[Predicted],
    target: Observed,
    chances: Chances,
    prior: Array,
    slipped: Sequence[Slip],
) -> Weighed:
    """All answers together, by the logarithms of the priors (K,).

    The right computation is hypothesis 0, mistakes come after it, and the slips last.
    """
    rules = len(prior) - len(slipped)
    carried = np.array([slip.value is not None for slip in slipped], dtype=bool)
    groups: dict[str, list[Predicted]] = {}
    for prediction in predictions:
        groups.setdefault(prediction.observed.group, []).append(prediction)
    each = np.zeros(len(predictions[0].values))
    for group, members in groups.items():
        explained = _log_group(members, target, chances)
        if group != target.group:
            by_a_rule = sum(log_by_a_rule(one.observed, chances) for one in members)
            otherwise = float(np.logaddexp(explained[0], by_a_rule)) - log(2)
            explained = np.logaddexp(log(1 - SOMETHING_ELSE) + explained, log(SOMETHING_ELSE) + otherwise)
        each += explained
    none = log_unexplained(predictions, target, chances, prior[:rules], prior[rules:] + each[rules:], carried)
    return Weighed(each, none)


def _log_group(members: Sequence[Predicted], target: Observed, chances: Chances) -> Array:
    """log P(answers of a group | hypothesis) (K,): the mistake is made throughout, or at some of the answers only.

    In the sub-steps of the answer itself, which are asked for to decide, it is made throughout. In those of other
    answers it need not be made at all: who writes a factor there may forget it here.
    """
    each = np.array([_log_answer(one, chances) for one in members])
    throughout: Array = each.sum(axis=0)
    fits = np.array([one.agreement > 0 for one in members])
    right = np.array([max(float(one.observed.is_right), one.agreement[0]) for one in members])[:, None]
    unsaid = np.isnan([one.values for one in members])
    decides = np.array([_leads_to(one.observed.field, target.field) for one in members])[:, None]
    escaped = (right > 0) & ~fits & ~unsaid & ~decides
    made = ((right == 0) & fits).sum(axis=0)
    at_some = np.where(escaped, np.log(FOLLOWED * np.maximum(right, LEAST_CHANCE)), each).sum(axis=0)
    at_some += _log_places(made, escaped.sum(axis=0))
    if not members[0].observed.field.step:
        at_some[made == 0] = -np.inf
    mixed = np.logaddexp(log(1 - NOW_AND_THEN) + throughout, log(NOW_AND_THEN) + at_some)
    return np.where(escaped.any(axis=0), mixed, throughout)


def _leads_to(step: FieldId, field: FieldId) -> bool:
    """Whether a sub-step is one of those that an answer, or the partial derivative it is made of, is broken into."""
    of_partial = field.stage == "e" and step.parent == FieldId("d", field.name)
    return bool(step.step) and (of_partial or step.parent == field.parent)


def _log_places(made: Array, escaped: Array) -> Array:
    """log P(a mistake is made at just these of the answers in which it would show): each choice of places alike."""
    factorials = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, (made + escaped).max(initial=0) + 1)))])
    choices = factorials[made + escaped] - factorials[made] - factorials[escaped]
    places: Array = made * log(1 / 2) - choices
    return places


def _log_answer(prediction: Predicted, chances: Chances) -> Array:
    """log P(answer | hypothesis) (K,)."""
    observed = prediction.observed
    chance = by_a_slip(observed, chances)
    unsaid = RIGHT_WHERE_UNSAID if observed.is_right else WRONG_WHERE_UNSAID * chance
    besides = RIGHT_AGAINST_THE_RULE if observed.is_right else WRONG_BESIDES * chance
    likelihood = np.where(prediction.agreement > 0, FOLLOWED * prediction.agreement, besides)
    logarithm: Array = np.log(np.where(np.isnan(prediction.values), unsaid, likelihood))
    return logarithm
