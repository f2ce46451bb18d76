"""θ′ as it is made from what the learner has given: from their own partial derivatives, and from their own cost."""

from dataclasses import dataclass
from math import nan
from typing import TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from tutor.diagnosis.observing import Answered
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.mistakes.combining import moved_by
from tutor.mistakes.update import ELEMENTWISE
from tutor.network.products import Array

Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class OwnSteps:
    """θ′ (U, P) by each rule of the update, the right one first, and whether all that it is made of was given.

    `needs_partial` and `needs_cost` (U, P) tell what a rule takes for each parameter. What was not given is the right
    value.
    """

    moved: Array
    is_given: Mask
    needs_partial: Mask
    needs_cost: Mask


def own_steps(table: Table, answered: Answered) -> OwnSteps:
    """The steps from the learner's own answers to (c) and (d)."""
    names = list(table.parameter)
    gradient, cost = table.answers[0, 1 : 1 + len(names)].copy(), table.answers[0, :1].copy()
    partials = np.array([FieldId("d", name) in answered for name in names])
    for p in np.flatnonzero(partials):
        gradient[p] = float(answered[FieldId("d", names[p])].value)
    has_cost = FieldId("c") in answered
    if has_cost:
        cost[0] = float(answered[FieldId("c")].value)
    needs_partial, needs_cost = _needs_of(table)
    is_given = (partials | ~needs_partial) & (has_cost | ~needs_cost)
    return OwnSteps(_moved(table, cost, gradient), is_given, needs_partial, needs_cost)


_NEEDS: "WeakKeyDictionary[Table, tuple[Mask, Mask]]" = WeakKeyDictionary()


def _needs_of(table: Table) -> tuple[Mask, Mask]:
    """What each rule takes for each parameter: its partial derivative, and the cost. Found once for a table."""
    if table not in _NEEDS:
        right = table.answers[0, 1 : 1 + len(table.problem.theta)]
        needs_partial = np.isnan(_moved(table, table.answers[0, :1], np.full_like(right, nan)))
        _NEEDS[table] = needs_partial, np.isnan(_moved(table, np.array([nan]), right))
    return _NEEDS[table]


def _moved(table: Table, cost: Array, gradient: Array) -> Array:
    with np.errstate(all="ignore"):
        moved = [moved_by(table.numbers, update, cost, gradient[None]) for update in (None, *ELEMENTWISE)]
    as_asked: Array = np.concatenate(moved) + (table.unmoved - table.numbers.theta)
    return as_asked
