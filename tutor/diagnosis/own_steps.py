"""θ′ as it is made from what the learner has given: from their own partial derivatives, and from their own cost."""

from dataclasses import dataclass
from math import nan
from typing import TypeAlias

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
    names = [parameter.name for parameter in table.problem.network.parameters]
    gradient, cost = table.answers[0, 1 : 1 + len(names)].copy(), table.answers[0, :1].copy()
    partials = np.array([FieldId("d", name) in answered for name in names])
    for p in np.flatnonzero(partials):
        gradient[p] = float(answered[FieldId("d", names[p])].value)
    has_cost = FieldId("c") in answered
    if has_cost:
        cost[0] = float(answered[FieldId("c")].value)
    needs_partial = np.isnan(_moved(table, cost, np.full_like(gradient, nan)))
    needs_cost = np.isnan(_moved(table, np.array([nan]), gradient))
    is_given = (partials | ~needs_partial) & (has_cost | ~needs_cost)
    return OwnSteps(_moved(table, cost, gradient), is_given, needs_partial, needs_cost)


def _moved(table: Table, cost: Array, gradient: Array) -> Array:
    with np.errstate(all="ignore"):
        return np.concatenate(
            [moved_by(table.numbers, update, cost, gradient[None]) for update in (None, *ELEMENTWISE)]
        )
