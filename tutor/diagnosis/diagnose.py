"""Diagnosing: what may explain a wrong answer, by all that the learner has answered in the problem."""

from collections.abc import Iterable, Mapping, Sequence
from math import log

import numpy as np

from tutor.answers.carried import carried
from tutor.diagnosis.catalogue.update import ELEMENTWISE
from tutor.diagnosis.combining import moved_by
from tutor.diagnosis.counting import diagnose_count
from tutor.diagnosis.evidence import CLOSE, FLOOR, Number, Observed, observe
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.likelihood import Predicted, weighed
from tutor.diagnosis.prior import LOG_NOTHING_KNOWN, log_prior
from tutor.diagnosis.ranking import Diagnosis, rank
from tutor.diagnosis.slips import Slipped, slips
from tutor.diagnosis.steps import predicted
from tutor.diagnosis.table import Table
from tutor.lessons.breakdown import value_of
from tutor.lessons.stages import FieldId
from tutor.network.products import Array

SHORT_LIST = 40
"""Of how many pairs the sub-steps are looked at."""
MOST_WEIGHED = 200
"""How many of the likeliest are looked at closely."""
EXPLAINED = 1e-3
"""The least agreement with an answer that explains it."""

Answered = Mapping[FieldId, Number]


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
        return Diagnosis(field, found.ranked, found.cannot_tell, source)
    observed = _observed(table, answered)
    target = observed[field]
    whole = [one for one in observed.values() if not one.field.step]
    slipped = [] if field.step else list(slips(table, target, observed))
    own_steps = _own_steps(table, answered)
    wrong = [one for one in observed.values() if not one.is_right and not _is_own_step(table, own_steps, one)]
    sides = _Sides(table, slipped, own_steps, pairs=len(wrong) > 1)
    prior = sides.prior(history)
    predictions = [sides.predict(one) for one in whole]
    steps = [one for one in observed.values() if one.field.step]
    if steps:
        so_far = prior + weighed(predictions, target).each if predictions else prior
        sides, prior, predictions = sides.short_list(prior, so_far, predictions)
        predictions += [sides.predict_step(one) for one in steps]
    weights = prior + weighed(predictions, target).each
    explains = next(one for one in predictions if one.observed is target).agreement > EXPLAINED
    explains &= sides.changes(target, predictions)
    weights[~explains] = -np.inf
    none = LOG_NOTHING_KNOWN + weighed(predictions, target).none
    kept = np.flatnonzero(np.isfinite(weights))
    kept = kept[np.argsort(-weights[kept], kind="stable")][:MOST_WEIGHED]
    kept, weights = sides.simplest(kept, weights, predictions)
    answers = np.column_stack(
        [sides.answers[:, table.asked], *(one.values for one in predictions if one.observed.field.step)]
    )
    return rank(field, [sides.hypothesis(int(row)) for row in kept], weights[kept], none, answers[kept])


def _is_own_step(table: Table, own_steps: Array | None, one: Observed) -> bool:
    """Whether a θ′ follows from the learner's own gradient: it tells nothing that the gradient does not."""
    if own_steps is None or one.field.stage != "e" or one.field.step:
        return False
    step = own_steps[0, table.column[one.field] - 1 - len(table.problem.theta)]
    return bool(one.agreement(step) > EXPLAINED)


def follows_from(table: Table, answered: Answered, field: FieldId) -> FieldId | None:
    """The learner's own wrong answer from which this wrong answer follows rightly, if there is one."""
    one = _observe(table, field, answered[field])
    if one.is_right:
        return None
    own = carried(table.problem, field, answered)
    if own is None or not one.agreement(np.array(float(own.value))) > EXPLAINED:
        return None
    return own.look_at


def is_right(table: Table, field: FieldId, value: Number) -> bool:
    """Whether an answer to (c), (d), (e) or a sub-step is right, or right as far as it was rounded."""
    return _observe(table, field, value).is_right


def wrong_fields(table: Table, answered: Answered) -> list[FieldId]:
    """The fields answered wrongly, stage by stage."""
    found = [field for field in answered if field.stage in "cde" and not is_right(table, field, answered[field])]
    count = FieldId("a")
    if count in answered and answered[count] != table.problem.network.parameter_count:
        found.insert(0, count)
    return sorted(found, key=lambda field: (field.stage, table.column.get(field.parent, -1), field.step))


def _observe(table: Table, field: FieldId, value: Number) -> Observed:
    exact = table.problem.trace.exact
    if field.step:
        right = float(value_of(table.problem, field))
        return observe(field, value, right, max(1.0, abs(right)), exact=exact)
    right, scale, step = table.right(field), float(table.scale[table.column[field]]), None
    if field.stage == "e":
        step = right - float(table.numbers.theta[table.column[field] - 1 - table.numbers.theta.size])
    return observe(field, value, right, scale, exact=exact, step=step)


def _observed(table: Table, answered: Answered) -> dict[FieldId, Observed]:
    return {
        field: _observe(table, field, value) for field, value in answered.items() if field.step or field in table.column
    }


class _Sides:
    """The hypotheses that are weighed: rows of the table, and slips after them."""

    def __init__(self, table: Table, slipped: Sequence[Slipped], own_steps: Array | None, *, pairs: bool) -> None:
        self.table = table
        self.slipped = slipped
        self.rows: Array = np.arange(len(table.members) if pairs else table.singles)
        self.answers: Array = np.concatenate([table.answers[self.rows], *(one.answers[None] for one in slipped)])
        self.update: Array = np.concatenate([table.update[self.rows], np.zeros(len(slipped), dtype=int)])
        self.own_steps = own_steps

    def prior(self, history: Sequence[str]) -> Array:
        """The logarithms of the priors."""
        return np.concatenate([log_prior(self.table, history)[self.rows], [log(one.prior) for one in self.slipped]])

    def hypothesis(self, row: int) -> Hypothesis:
        """The hypothesis of a row here."""
        if row >= len(self.rows):
            return Hypothesis((self.slipped[row - len(self.rows)].slip,))
        return self.table.hypothesis(int(self.rows[row]))

    def predict(self, one: Observed) -> Predicted:
        """What the hypotheses predict at a field: for θ′, also from the learner's own gradient."""
        column = self.table.column[one.field]
        values = self.answers[:, column]
        agreement = one.agreement(values)
        if one.field.stage == "e" and self.own_steps is not None:
            by_rule = one.agreement(self.own_steps[:, column - 1 - len(self.table.problem.theta)])
            agreement = np.maximum(agreement, np.where(self.update >= 0, by_rule[self.update], 0.0))
        return Predicted(one, values, agreement)

    def changes(self, target: Observed, predictions: Iterable[Predicted]) -> Array:
        """Whether a hypothesis makes the answer another than the right one, or explains the gradient that it is from.

        A rounded number can agree with a mistake and with the truth.
        """
        if target.field.step:
            return np.ones(len(self.answers), dtype=bool)
        values = self.answers[:, self.table.column[target.field]]
        changed: Array = np.abs(values - target.right) > np.maximum(CLOSE * np.abs(values), FLOOR * target.scale)
        if target.field.stage == "e" and self.own_steps is not None:
            changed |= self.update != 0
            source = FieldId("d", target.field.name)
            for one in predictions:
                if one.observed.field == source and not one.observed.is_right:
                    changed &= (self.update != 0) | (one.agreement > EXPLAINED)
        return changed

    def short_list(
        self, prior: Array, weights: Array, predictions: Sequence[Predicted]
    ) -> tuple["_Sides", Array, list[Predicted]]:
        """All single mistakes, all slips, and the likeliest pairs."""
        singles, pairs = self.table.singles, len(self.rows)
        likeliest = singles + np.argsort(-weights[singles:pairs], kind="stable")[:SHORT_LIST]
        kept = np.concatenate([np.arange(singles), likeliest, np.arange(pairs, len(weights))])
        short = object.__new__(_Sides)
        short.table, short.slipped, short.own_steps = self.table, self.slipped, self.own_steps
        short.rows = self.rows[kept[kept < pairs]]
        short.answers, short.update = self.answers[kept], self.update[kept]
        chosen = [Predicted(one.observed, one.values[kept], one.agreement[kept]) for one in predictions]
        return short, prior[kept], chosen

    def simplest(self, kept: Array, weights: Array, predictions: Sequence[Predicted]) -> tuple[Array, Array]:
        """The rows without the pairs of which one mistake does not show in what was answered: they count for the other.

        `kept` are rows, likeliest first, and `weights` the logarithms of all weights; both come back as they are then.
        """
        table, weights = self.table, weights.copy()
        at = {int(self.rows[row]): int(row) for row in kept if row < len(self.rows)}
        said = np.array([one.values for one in predictions])
        left = []
        for row in (int(row) for row in kept):
            members = table.members[int(self.rows[row])] if row < len(self.rows) else ()
            alone = (at.get(table.row(members[k : k + 1])) for k in range(len(members) if len(members) > 1 else 0))
            other = next((one for one in alone if one is not None and _same(said[:, one], said[:, row])), None)
            if other is None:
                left.append(row)
            else:
                weights[other] = np.logaddexp(weights[other], weights[row])
        return np.array(left, dtype=int), weights

    def predict_step(self, one: Observed) -> Predicted:
        """What the hypotheses predict at a sub-step."""
        values = [predicted(self.table, self.hypothesis(row), one.field) for row in range(len(self.answers))]
        array = np.array(values)
        return Predicted(one, array, np.nan_to_num(one.agreement(array)))


def _same(one: Array, other: Array) -> bool:
    return bool(np.allclose(one, other, rtol=CLOSE, atol=0, equal_nan=True))


def _own_steps(table: Table, answered: Answered) -> Array | None:
    """θ′ by each rule of the update (0 the right one) from the learner's own gradient; None if it is the right one."""
    parameters = len(table.problem.theta)
    gradient = table.answers[0, 1 : 1 + parameters].copy()
    for p, field in enumerate(table.fields[1 : 1 + parameters]):
        if field in answered:
            gradient[p] = float(answered[field])
    if np.array_equal(gradient, table.answers[0, 1 : 1 + parameters]):
        return None
    cost = np.array([float(answered.get(FieldId("c"), table.answers[0, 0]))])
    with np.errstate(all="ignore"):
        return np.concatenate(
            [moved_by(table.numbers, update, cost, gradient[None]) for update in (None, *ELEMENTWISE)]
        )
