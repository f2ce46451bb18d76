"""What explains a wrong number of parameters."""

from collections.abc import Sequence
from math import log

import numpy as np

from tutor.answers.quantity import Quantity
from tutor.diagnosis.evidence import observe
from tutor.diagnosis.hypotheses import Hypothesis, Slip
from tutor.diagnosis.prior import LOG_NOTHING_KNOWN, MOST_COUNTED, ONE, SLIP, WEIGHT_OF_ONE
from tutor.diagnosis.ranking import Diagnosis, rank
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.mistakes.count import COUNT

FIELD = FieldId("a")


def diagnose_count(problem: Problem, typed: Quantity, history: Sequence[str]) -> Diagnosis:
    """The explanations of a count. No other answer says anything about it."""
    right = len(problem.network.learned)
    value = typed.value
    given = observe(FIELD, typed, right, right, exact=True, is_right=value == right)
    hypotheses: list[Hypothesis] = []
    weights: list[float] = []
    for mistake in COUNT:
        if mistake.gives(problem.network, len(problem.data)) == value:
            hypotheses.append(Hypothesis((mistake,)))
            times = min(MOST_COUNTED, list(history).count(mistake.id))
            weights.append(ONE / len(COUNT) * (1 + WEIGHT_OF_ONE * times))
    for name, slipped in (("slip.digits", int(str(right)[::-1])), ("slip.sign", -right)):
        if slipped == value and slipped != right and (name == "slip.sign" or len(str(right)) == 2):
            hypotheses.append(Hypothesis((Slip(name, FIELD),)))
            weights.append(SLIP / 5)
    answers = np.full((len(hypotheses), 1), float(value))
    with np.errstate(divide="ignore"):
        return rank(FIELD, hypotheses, np.log(weights), LOG_NOTHING_KNOWN + log(given.by_chance), answers)
