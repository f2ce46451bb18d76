"""Slips that were carried on: one sub-step wrong, and every answer after it made from it by the right rules."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.carrying import Carrying, carrying_of
from tutor.diagnosis.evidence import Observed
from tutor.diagnosis.hypotheses import Slip
from tutor.diagnosis.prior import SLIP
from tutor.diagnosis.slips import Slipped
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.mistakes.slip import SLIP_NAMED
from tutor.network.products import Array

LEAST_OFF = 2
"""How many answers that are off must follow from a wrong sub-step: one alone follows from any."""
SLACK = 3.0
"""Rounding on the way carries further than that of the answers alone."""
NUDGE, SOLVED = 1e-6, 1e-6
"""The step that slopes are taken with, and how exactly a wrong value is found."""
OFF_BY = {1: 0.1, 2: 0.06, 3: 0.03, 10: 0.04}
SIGN_TURNED, OFF_BY_A_LITTLE, OFF_BY_MUCH, HALVES, OTHERWISE = 0.1, 0.008, 0.002, 0.002, 0.0005
A_LITTLE = 20
COINCIDENCE = 0.1
"""How likely wrong values are where numbers are whole: neighbours and turned signs are common."""


def carried_slips(table: Table, target: Observed, seen: Mapping[FieldId, Observed]) -> Iterator[Slipped]:
    """The wrong sub-steps from which the answer and at least one other wrong one follow; `seen` are whole fields."""
    # What the judge lets pass as rounding on the way may follow from a wrong sub-step as well.
    is_off = np.array([one.is_off for one in seen.values()])
    if is_off.sum() < LEAST_OFF or target.is_right:
        return
    carrying = carrying_of(table)
    solved = _solved(carrying, table.column[target.field], target)
    fits, telling = _fits(table, list(seen.values()), solved)
    columns = np.array([table.column[field] for field in seen])
    typed = np.array([one.value for one in seen.values()])
    likeliest: dict[int, Slipped] = {}
    for k in np.flatnonzero((telling & is_off).sum(axis=-1) >= LEAST_OFF):
        answers = solved.answers[k].copy()
        answers[columns] = np.where(fits[k], typed, answers[columns])
        at, value = int(solved.at[k]), float(solved.values[k])
        place = carrying.places[at]
        slip = Slip("slip.carried", target.field, place.point, place.name, value)
        natural = _natural(float(carrying.right[at]), value, float(solved.loose[k]), exact=target.exact)
        if _is_a_mistakes_gradient(table, solved.answers[k]):
            natural *= COINCIDENCE
        one = Slipped(slip, answers, SLIP * SLIP_NAMED[slip.id].share * natural / len(carrying.places))
        if at not in likeliest or one.prior > likeliest[at].prior:
            likeliest[at] = one
    yield from likeliest.values()


class _Solved(NamedTuple):
    """Places (K,) by index and the values there that give an answer, what else is answered then, and how that moves.

    `loose` is by how much a value may be off as the answer was rounded.
    """

    at: NDArray[np.intp]
    values: Array
    answers: Array
    slopes: Array
    loose: Array


def _solved(carrying: Carrying, column: int, target: Observed) -> _Solved:
    at, values = carrying.solve(column, target.value, _half_unit(target))
    answers = carrying.answers(at, values)
    nudge = NUDGE * np.maximum(1.0, np.abs(values))
    with np.errstate(all="ignore"):
        slopes = (carrying.answers(at, values + nudge) - answers) / nudge[:, None]
        mine = np.abs(slopes[:, column])
        loose = np.where(mine > 0, _half_unit(target) / mine, np.inf)
    return _Solved(at, values, answers, slopes, loose)


def _half_unit(one: Observed) -> float:
    return one.unit / 2 if one.unit and not one.exact else 0.0


def _fits(table: Table, seen: Sequence[Observed], solved: _Solved) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether each answer (F) is what each wrong sub-step (K) leads to, as far as its value is known.

    And whether that tells anything: the right value would not have done as well.
    """
    found = np.zeros((len(solved.answers), len(seen)), dtype=bool)
    telling = found.copy()
    loose = np.where(np.isfinite(solved.loose), solved.loose, 0.0)
    for f, one in enumerate(seen):
        answers, slopes = (values[:, table.column[one.field]] for values in (solved.answers, solved.slopes))
        with np.errstate(all="ignore"):
            reach = SLACK * (np.abs(slopes) * loose + _half_unit(one))
        reach = np.maximum(reach, SOLVED * max(1.0, abs(one.value)))
        found[:, f] = (np.abs(answers - one.value) <= reach) | (one.agreement(answers) > 0)
        telling[:, f] = found[:, f] & (abs(one.right - one.value) > reach)
    return found, telling


def _is_a_mistakes_gradient(table: Table, answers: Array) -> bool:
    """Whether a mistake gives the same ∇C: a residual of 0 leaves a data point out."""
    gradient = slice(1, 1 + len(table.problem.theta))
    off = np.abs(table.answers[1 : table.singles, gradient] - answers[gradient])
    return bool((off <= SOLVED * np.maximum(1.0, np.abs(answers[gradient]))).all(axis=-1).any())


def _natural(right: float, value: float, loose: float, *, exact: bool) -> float:
    """How likely just this wrong value is in the place of the right one."""
    off = value - right
    if not exact:
        return float(np.clip(2 * min(loose, 1.0) / max(abs(right), 0.1), 1e-4, 0.05))
    if abs(off - round(off)) > SOLVED:
        return HALVES if abs(2 * off - round(2 * off)) < SOLVED else OTHERWISE
    if abs(value + right) < SOLVED:
        return SIGN_TURNED
    return OFF_BY.get(abs(round(off)), OFF_BY_A_LITTLE if abs(off) < A_LITTLE else OFF_BY_MUCH)
