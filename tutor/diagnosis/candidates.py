"""The hypotheses that are weighed for one answer, and what each predicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np

from tutor.diagnosis.evidence import CLOSE, FLOOR, Observed, Predicted
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.own_steps import OwnSteps
from tutor.diagnosis.prior import log_prior
from tutor.diagnosis.slips import Slipped
from tutor.diagnosis.steps import predicted
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.network.products import Array

SHORT_LIST = 40
"""Of how many pairs the sub-steps are looked at."""


@dataclass(frozen=True)
class Candidates:
    """The hypotheses that are weighed: rows of the table, and slips after them."""

    table: Table
    slipped: Sequence[Slipped]
    own_steps: OwnSteps
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

    def predict(self, one: Observed, seen: Mapping[FieldId, Observed]) -> Predicted:
        """What the hypotheses predict at a field; `seen` are all whole fields.

        θ′ is made from the partial derivative that stands on the sheet, where one does. What a hypothesis has in its
        place counts only if it explains that one: it may have been carried on with more digits than were written.
        """
        values = self.answers[:, self.table.column[one.field]]
        agreement = _agreement(one, values)
        if one.field.stage != "e":
            return Predicted(one, values, agreement)
        own, p = self.own_steps, self._parameter(one.field)
        by_rule = np.where(own.is_given[:, p], one.agreement(own.moved[:, p]), 0.0)
        source = seen.get(FieldId("d", one.field.name))
        if one.is_right and source is not None and source.is_right:
            by_rule[0] = 1.0  # with rounding on the way
        of_elementwise = self.update >= 0
        for needs, field in ((own.needs_partial, FieldId("d", one.field.name)), (own.needs_cost, FieldId("c"))):
            if field in seen:
                explained = _agreement(seen[field], self.answers[:, self.table.column[field]]) > 0
                agreement[of_elementwise & needs[self.update, p] & ~explained] = 0.0
        return Predicted(one, values, np.maximum(agreement, np.where(of_elementwise, by_rule[self.update], 0.0)))

    def _parameter(self, field: FieldId) -> int:
        """The index of the parameter of a θ′."""
        return self.table.parameter[field.name]

    def changes(self, target: Observed) -> Array:
        """Whether a hypothesis makes the answer another than the right one, from what was given or altogether.

        A rounded number can agree with a mistake and with the truth.
        """
        if target.field.step:
            return np.ones(len(self.answers), dtype=bool)
        changed = _differ(self.answers[:, self.table.column[target.field]], target)
        if target.field.stage == "e":
            own, p = self.own_steps, self._parameter(target.field)
            by_rule = own.is_given[:, p] & _differ(own.moved[:, p], target)
            changed |= (self.update > 0) & by_rule[self.update]
        return changed

    def is_of_a_step(self, row: int, target: Observed) -> bool:
        """Whether a hypothesis changes how a θ′ is made of its partial derivative."""
        if target.field.stage != "e" or target.field.step or self.update[row] <= 0:
            return False
        return bool(self.own_steps.needs_partial[self.update[row], self._parameter(target.field)])

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


def _differ(values: Array, target: Observed) -> Array:
    """Which values are others than the right one."""
    differ: Array = np.abs(values - target.right) > np.maximum(CLOSE * np.abs(values), FLOOR * target.scale)
    return differ


def candidates(table: Table, slipped: Sequence[Slipped], own_steps: OwnSteps, *, pairs: bool) -> Candidates:
    """All rows of the table, or those of single mistakes, and the slips."""
    rows = np.arange(len(table.members) if pairs else table.singles)
    answers = np.concatenate([table.answers[rows], *(one.answers[None] for one in slipped)])
    update = np.concatenate([table.update[rows], np.zeros(len(slipped), dtype=int)])
    return Candidates(table, slipped, own_steps, rows, answers, update)


def _same(one: float, other: float) -> bool:
    return one == other or bool(np.isnan(one) and np.isnan(other)) or abs(one - other) <= CLOSE * abs(one)
