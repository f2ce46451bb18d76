"""What every mistake, and every two from different rules, would answer on a problem: one run of the engine for each.

The steps of all runs are taken at once, along a leading axis.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from tutor.mistakes.mistake import Mistake
from tutor.mistakes.runs import Members, Numbers, Run
from tutor.network.products import Array
from tutor.network.rules import RIGHT
from tutor.network.state import Step

OF_COST = ("cost", "total")
"""The rule of C: of a network, and of a computation graph over its points."""
AFTER_THE_RUN = (*OF_COST, "update", "written_gradient")
"""The rules that are applied to what a run has found: their mistakes need no run of their own."""
MOST_IN_TURN = 40
"""Parameters up to which updates that take the gradient anew for each are combined with other mistakes."""


class Combined(NamedTuple):
    """Combinations of mistakes (K of them) and their answers (K, 1 + 2P): C, ∇C, θ′."""

    members: list[Members]
    answers: Array


def combined(numbers: Numbers, mistakes: Sequence[Mistake], in_pairs: Sequence[Mistake]) -> Combined:
    """The right answers first, then those of each mistake, then those of all pairs from different rules of `in_pairs`.

    Two mistakes of the same rule do not go together, nor a mistake of the cost with anything but one other.
    """
    right = numbers.right()
    runs = [right.beside(mistake) for mistake in mistakes if mistake.rule not in AFTER_THE_RUN]
    costs, updates, writings = (_of_rules(rules, mistakes) for rules in (OF_COST, ("update",), ("written_gradient",)))
    parts = [_answers(numbers, [right, *runs, *(right.with_cost(cost) for cost in costs)])]
    parts += [_answers(numbers, [right], update) for update in updates]
    parts += [_answers(numbers, [right], None, written) for written in writings]
    parts += _pairs(numbers, right, runs, in_pairs) if in_pairs else ()
    members = [members for part in parts for members in part.members]
    return Combined(members, np.concatenate([part.answers for part in parts]))


def _pairs(numbers: Numbers, right: Run, runs: Sequence[Run], mistakes: Sequence[Mistake]) -> Iterator[Combined]:
    """The answers of pairs of mistakes, given the runs of single ones."""
    runs = [made for made in runs if made.members[0] in mistakes]
    costs, updates, writings = (_of_rules(rules, mistakes) for rules in (OF_COST, ("update",), ("written_gradient",)))
    pairs = ((one, other.members[0]) for one, other in combinations(runs, 2))
    different = ((one, other) for one, other in pairs if one.members[0].rule != other.rule)
    yield _answers(numbers, [one.beside(other) for one, other in different])
    yield _answers(numbers, [made.with_cost(cost) for made in runs for cost in costs])
    after = [*runs, *(right.with_cost(cost) for cost in costs)]
    for update in updates:
        if not update.in_turn or numbers.theta.size <= MOST_IN_TURN:
            # One point at a time leaves no point to leave out.
            yield _answers(numbers, [made for made in after if made.all_points or not update.in_turn], update)
    for written in writings:
        yield _answers(numbers, after, None, written)
        for update in updates:
            yield _answers(numbers, [right], update, written)


def _of_rules(rules: Sequence[str], mistakes: Sequence[Mistake]) -> list[Mistake]:
    return [mistake for mistake in mistakes if mistake.rule in rules]


def _answers(
    numbers: Numbers, runs: Sequence[Run], update: Mistake | None = None, written: Mistake | None = None
) -> Combined:
    """The answers of some runs, with one rule of the update, and one for what is written down as the gradient."""
    if not runs:
        return Combined([], np.empty((0, 1 + 2 * numbers.theta.size)))
    costs, gradients = np.array([made.cost for made in runs]), np.array([made.gradient for made in runs])
    if update is not None and update.in_turn:
        moved = _moved_in_turn(runs, update)
    else:
        moved = moved_by(numbers, update, costs, gradients)
    if written is not None:
        gradients = written.change(_step(numbers, costs, gradients), moved)
    more = tuple(mistake for mistake in (written, update) if mistake is not None)
    return Combined([made.members + more for made in runs], np.column_stack([costs, gradients, moved]))


def _moved_in_turn(runs: Sequence[Run], update: Mistake) -> Array:
    """θ′ (K, P) by a rule of the update that takes the gradient anew; once for runs that differ in the cost only."""
    found = {id(made.gradient): made for made in runs}
    moved = {key: update.change(made.step()) for key, made in found.items()}
    return np.array([moved[id(made.gradient)] for made in runs])


def moved_by(numbers: Numbers, update: Mistake | None, costs: Array, gradients: Array) -> Array:
    """θ′ (K, P) by a rule of the update that needs no more than costs (K,) and gradients (K, P)."""
    change = RIGHT.update if update is None else update.change
    return np.broadcast_to(change(_step(numbers, costs, gradients)), gradients.shape)


def _step(numbers: Numbers, costs: Array, gradients: Array) -> Step:
    eta = np.array([numbers.learning_rate])
    return Step(numbers.parameters, numbers.theta, costs, gradients, eta, numbers.points, _nowhere)


def _nowhere(_theta: Array, _points: slice) -> Array:
    raise ValueError("this rule of the update was to need no gradient elsewhere")
