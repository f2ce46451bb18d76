"""Diagnosing: what may explain a wrong answer, by all that the learner has answered in the problem."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log

import numpy as np

from tutor.answers.quantity import Quantity
from tutor.diagnosis.calibration import calibrated
from tutor.diagnosis.candidates import candidates
from tutor.diagnosis.carried_slips import carried_slips
from tutor.diagnosis.cells import diagnose_cell
from tutor.diagnosis.chance import chances, is_no_evidence
from tutor.diagnosis.evidence import EXPLAINED, Observed, Predicted, observe
from tutor.diagnosis.hypotheses import Hypothesis, Slip
from tutor.diagnosis.likelihood import weighed
from tutor.diagnosis.misplaced import misplaced
from tutor.diagnosis.observing import Answered, follows_from, observed
from tutor.diagnosis.own_steps import OwnSteps, own_steps
from tutor.diagnosis.prior import LOG_NOTHING_KNOWN, MOST_COUNTED, ONE, SLIP, WEIGHT_OF_ONE
from tutor.diagnosis.ranking import Diagnosis, rank
from tutor.diagnosis.slips import Slipped, slips
from tutor.diagnosis.table import Table
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.mistakes.count import COUNT

COUNT_ASKED = FieldId("a")
MOST_WEIGHED = 200
"""How many of the likeliest are looked at closely."""


def diagnose(table: Table, answered: Answered, field: FieldId, history: Sequence[str] = ()) -> Diagnosis:
    """What may explain the answer at a field of (a), (c), (d), (e) or at a sub-step.

    `answered` holds all numbers that the learner has given in the problem, right or wrong, sub-steps too; `history` the
    ids of mistakes made before. Where the answer follows rightly from an earlier one, that one is explained.
    Raises KeyError if the field was not answered.
    """
    if field.stage == "a":
        return diagnose_count(table.problem, answered[field], history)
    source = follows_from(table, answered, field)
    if source is not None:
        found = diagnose(table, answered, source, history)
        return replace(found, field=field, follows=source)
    if field.is_after or not (field.step or field in table.column):
        return Diagnosis(field, (), 1.0)  # of what is no part of C, ∇C and θ′ no mistake says anything
    found_here = diagnose_cell(table, answered, field) if field.step else None
    if found_here is not None:
        return found_here
    seen = observed(table, answered)
    target = seen[field]
    steps_of_own = own_steps(table, answered)
    by_chance = chances(table, seen)
    # A θ′ that follows from the learner's own wrong gradient tells nothing that the gradient does not.
    whole = {
        one.field: one
        for one in seen.values()
        if not one.field.step and (one is target or not _is_own_step(table, steps_of_own, one))
    }
    steps = [one for one in seen.values() if one.field.step and not _is_said_by_its_field(one, seen)]
    slipped: list[Slipped] = []
    if not field.step:
        slipped = [kind for of in (slips, misplaced, carried_slips) for kind in of(table, target, whole)]
    wrong = sum(not one.is_right for one in (*whole.values(), *steps))
    weighing = candidates(table, slipped, steps_of_own, pairs=wrong > 1)
    prior = weighing.prior(history)
    made = [one.slip for one in slipped]
    predictions = [weighing.predict(one, whole) for one in whole.values()]
    if steps:
        so_far = prior
        if predictions:
            so_far = prior + weighed(predictions, target, by_chance, prior, made).each
        weighing, prior, predictions = weighing.short_list(prior, so_far, predictions)
        predictions += [weighing.predict_step(one) for one in steps]
    each, none = weighed(predictions, target, by_chance, prior, made)
    weights = prior + each
    at_target = next(one for one in predictions if one.observed is target)
    explains = at_target.agreement > EXPLAINED
    explains &= weighing.changes(target)
    weights[~explains] = -np.inf
    kept = np.flatnonzero(np.isfinite(weights))
    kept = kept[np.argsort(-weights[kept], kind="stable")][:MOST_WEIGHED]
    kept, weights = weighing.simplest(kept, weights, at_target)
    of_steps = [one.values[kept] for one in predictions if one.observed.field.step]
    answers = np.column_stack([weighing.answers[kept][:, table.asked], *of_steps])
    hypotheses = [weighing.hypothesis(int(row)) for row in kept]
    if field not in by_chance or not is_no_evidence(by_chance[field]):
        none = calibrated(weights[kept], none)
    found = rank(field, hypotheses, weights[kept], none, answers)
    if not found.ranked:
        return found
    likeliest = int(kept[hypotheses.index(found.likeliest)])
    unseen = weighing.is_of_a_step(likeliest, target) and FieldId("d", field.name) not in answered
    return replace(found, leaves_open=unseen or _leaves_over(predictions, target, likeliest))


def _leaves_over(predictions: Sequence[Predicted], target: Observed, row: int) -> bool:
    """Whether a hypothesis leaves another answer of the stage unexplained, a wrong one or a right one."""
    others = (one for one in predictions if one.observed.group == target.group and one.observed is not target)
    return any(one.agreement[row] <= 0 and not np.isnan(one.values[row]) for one in others)


def _is_own_step(table: Table, own_steps: OwnSteps, one: Observed) -> bool:
    """Whether a wrong θ′ follows from the learner's own partial derivative: it tells nothing that this does not."""
    if one.field.stage != "e" or one.field.step or one.is_right:
        return False
    p = table.parameter[one.field.name]
    return bool(own_steps.is_given[0, p]) and bool(one.agreement(own_steps.moved[0, p]) > EXPLAINED)


def _is_said_by_its_field(step: Observed, seen: Mapping[FieldId, Observed]) -> bool:
    """Whether a right sub-step tells nothing that the right answer it led to does not."""
    whole = seen.get(step.field.parent)
    return step.is_right and whole is not None and whole.is_right


def diagnose_count(problem: Problem, typed: Quantity, history: Sequence[str]) -> Diagnosis:
    """The explanations of a count. No other answer says anything about it."""
    right = len(problem.network.learned)
    value = typed.value
    given = observe(COUNT_ASKED, typed, right, right, exact=True, is_right=value == right)
    hypotheses: list[Hypothesis] = []
    weights: list[float] = []
    for mistake in COUNT:
        if mistake.gives(problem.network, len(problem.data)) == value:
            hypotheses.append(Hypothesis((mistake,)))
            times = min(MOST_COUNTED, list(history).count(mistake.id))
            weights.append(ONE / len(COUNT) * (1 + WEIGHT_OF_ONE * times))
    for name, slipped in (("slip.digits", int(str(right)[::-1])), ("slip.sign", -right)):
        if slipped == value and slipped != right and (name == "slip.sign" or len(str(right)) == 2):
            hypotheses.append(Hypothesis((Slip(name, COUNT_ASKED),)))
            weights.append(SLIP / 5)
    answers = np.full((len(hypotheses), 1), float(value))
    with np.errstate(divide="ignore"):
        return rank(COUNT_ASKED, hypotheses, np.log(weights), LOG_NOTHING_KNOWN + log(given.by_chance), answers)
