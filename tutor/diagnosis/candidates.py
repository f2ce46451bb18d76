"""The hypotheses that are weighed for one answer, and what each predicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np

from tutor.diagnosis.evidence import CLOSE, EXPLAINED, FLOOR, Observed, Predicted
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.observing import Answered
from tutor.diagnosis.prior import log_prior
from tutor.diagnosis.slips import Slipped
from tutor.diagnosis.steps import predicted
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.mistakes.combining import moved_by
from tutor.mistakes.update import ELEMENTWISE
from tutor.network.products import Array

SHORT_LIST = 40
"""Of how many pairs the sub-steps are looked at."""


@dataclass(frozen=True)
class Candidates:
    """The hypotheses that are weighed: rows of the table, and slips after them."""

    table: Table
    slipped: Sequence[Slipped]
    own_steps: Array | None
    """θ′ from the learner's own gradient, by each rule of the update; see `own_steps`."""
    rows: Array
    """The rows of the table."""
    answers: Array
    """(K, 1 + 2P), of the rows and then of the slips."""
    update: Array
    """The rule of the update of each (K,), as in the table."""

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
        agreement = _agreement(one, values)
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
    ) -> tuple["Candidates", Array, list[Predicted]]:
        """All single mistakes, all slips, and the likeliest pairs."""
        singles, pairs = self.table.singles, len(self.rows)
        likeliest = singles + np.argsort(-weights[singles:pairs], kind="stable")[:SHORT_LIST]
        kept = np.concatenate([np.arange(singles), likeliest, np.arange(pairs, len(weights))])
        short = replace(self, rows=self.rows[kept[kept < pairs]], answers=self.answers[kept], update=self.update[kept])
        chosen = [Predicted(one.observed, one.values[kept], one.agreement[kept]) for one in predictions]
        return short, prior[kept], chosen

    def simplest(self, kept: Array, weights: Array, target: Predicted) -> tuple[Array, Array]:
        """The rows without the pairs of which one mistake alone gives the answer: they count for that mistake.

        What the other one explains is told where it shows. `kept` are rows, likeliest first, and `weights` the
        logarithms of all weights; both come back as they are then.
        """
        table, weights = self.table, weights.copy()
        at = {int(self.rows[row]): int(row) for row in kept if row < len(self.rows)}
        left = []
        for row in (int(row) for row in kept):
            members = table.members[int(self.rows[row])] if row < len(self.rows) else ()
            alone = (at.get(table.row(members[k : k + 1])) for k in range(len(members) if len(members) > 1 else 0))
            same = [one for one in alone if one is not None and _same(target.values[one], target.values[row])]
            if same:
                weights[same] = np.logaddexp(weights[same], weights[row] - log(len(same)))
            else:
                left.append(row)
        return np.array(left, dtype=int), weights

    def predict_step(self, one: Observed) -> Predicted:
        """What the hypotheses predict at a sub-step."""
        values = [predicted(self.table, self.hypothesis(row), one.field) for row in range(len(self.answers))]
        array = np.array(values)
        return Predicted(one, array, np.nan_to_num(_agreement(one, array)))


def _agreement(one: Observed, values: Array) -> Array:
    """How well predictions explain an answer; the right value explains whatever the judge calls right."""
    agreement = one.agreement(values)
    if one.is_right:
        with np.errstate(invalid="ignore"):
            agreement[np.abs(values - one.right) <= np.maximum(CLOSE * abs(one.right), FLOOR * one.scale)] = 1.0
    return agreement


def candidates(table: Table, slipped: Sequence[Slipped], own_steps: Array | None, *, pairs: bool) -> Candidates:
    """All rows of the table, or those of single mistakes, and the slips."""
    rows = np.arange(len(table.members) if pairs else table.singles)
    answers = np.concatenate([table.answers[rows], *(one.answers[None] for one in slipped)])
    update = np.concatenate([table.update[rows], np.zeros(len(slipped), dtype=int)])
    return Candidates(table, slipped, own_steps, rows, answers, update)


def _same(one: float, other: float) -> bool:
    return one == other or bool(np.isnan(one) and np.isnan(other)) or abs(one - other) <= CLOSE * abs(one)


def own_steps(table: Table, answered: Answered) -> Array | None:
    """θ′ by each rule of the update (0 the right one) from the learner's own gradient; None if it is the right one."""
    parameters = len(table.problem.theta)
    gradient = table.answers[0, 1 : 1 + parameters].copy()
    for p, field in enumerate(table.fields[1 : 1 + parameters]):
        if field in answered:
            gradient[p] = float(answered[field].value)
    if np.array_equal(gradient, table.answers[0, 1 : 1 + parameters]):
        return None
    typed = answered.get(FieldId("c"))
    cost = np.array([float(typed.value) if typed else table.answers[0, 0]])
    with np.errstate(all="ignore"):
        return np.concatenate(
            [moved_by(table.numbers, update, cost, gradient[None]) for update in (None, *ELEMENTWISE)]
        )
