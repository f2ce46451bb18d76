"""What every mistake, and every two from different rules, would answer on a problem: one run of the engine for each.

The steps of all runs are taken at once, along a leading axis.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from tutor.mistakes.mistake import Mistake
from tutor.network.architecture import Network
from tutor.network.compute import flat_gradient, run, step
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules
from tutor.network.state import Layer, Step

MOST_IN_TURN = 40
"""Parameters up to which updates that take the gradient anew for each are combined with other mistakes."""


class Numbers(NamedTuple):
    """A problem's numbers as arrays of floats: θ (P,), x (m, n_0), y (m, n_L), and η."""

    network: Network
    theta: Array
    x: Array
    y: Array
    learning_rate: float

    def run(self, rules: Rules) -> list[Layer]:
        """The layers by these rules."""
        return run(self.network, self.theta, self.x, self.y, rules, learning_rate=self.learning_rate)


Members = tuple[Mistake, ...]


class Combined(NamedTuple):
    """Combinations of mistakes (K of them) and their answers (K, 1 + 2P): C, ∇C, θ′."""

    members: list[Members]
    answers: Array


def combined(numbers: Numbers, mistakes: Sequence[Mistake], in_pairs: Sequence[Mistake]) -> Combined:
    """The right answers first, then those of each mistake, then those of all pairs from different rules of `in_pairs`.

    Two mistakes of the same rule do not go together, nor a mistake of the cost with anything but one other.
    """
    within = [mistake for mistake in mistakes if mistake.rule not in ("cost", "update")]
    costs = [mistake for mistake in mistakes if mistake.rule == "cost"]
    updates = [mistake for mistake in mistakes if mistake.rule == "update"]
    singles: list[Members] = [(), *((mistake,) for mistake in within)]
    runs = [_Run(numbers, members) for members in singles]
    parts = [_after(numbers, runs, None)]
    parts.append(_with_costs(numbers, runs[:1], costs))
    parts += [_after(numbers, runs[:1], update) for update in updates]
    paired = frozenset(in_pairs)
    if paired:
        singles_in_pairs = [made for made in runs[1:] if paired.issuperset(made.members)]
        pairs = [_Run(numbers, pair) for pair in _pairs([m for m in within if m in paired])]
        parts.append(_after(numbers, pairs, None))
        parts.append(_with_costs(numbers, singles_in_pairs, [m for m in costs if m in paired]))
        for update in updates:
            if update in paired and (not update.in_turn or numbers.theta.size <= MOST_IN_TURN):
                # One point at a time leaves no point to leave out.
                chosen = singles_in_pairs if not update.in_turn else [r for r in singles_in_pairs if r.all_points]
                parts.append(_after(numbers, chosen, update))
                parts.append(_update_and_cost(numbers, runs[0], update, [m for m in costs if m in paired]))
    members = [members for part in parts for members in part.members]
    return Combined(members, np.concatenate([part.answers for part in parts]))


class _Run:
    """A run by the rules of some mistakes, and what came of it."""

    def __init__(self, numbers: Numbers, members: Members) -> None:
        self.members = members
        self.rules = RIGHT
        for mistake in members:
            self.rules = mistake.rules(self.rules)
        self.layers = numbers.run(self.rules)
        self.cost = float(RIGHT.cost(self.layers[-1]))
        self.gradient = flat_gradient(self.layers)
        self.all_points = all(mistake.point is None for mistake in members)


def _pairs(mistakes: Sequence[Mistake]) -> Iterator[Members]:
    return ((one, other) for one, other in combinations(mistakes, 2) if one.rule != other.rule)


def _after(numbers: Numbers, runs: Sequence[_Run], update: Mistake | None) -> Combined:
    """The answers of some runs with one rule of the update."""
    if not runs:
        return Combined([], np.empty((0, 1 + 2 * numbers.theta.size)))
    costs, gradients = np.array([made.cost for made in runs]), np.array([made.gradient for made in runs])
    if update is not None and update.in_turn:
        moved = np.array([step(made.layers, update.rules(made.rules)).theta for made in runs])
    else:
        moved = moved_by(numbers, update, costs, gradients)
    more = () if update is None else (update,)
    members = [made.members + more for made in runs]
    return Combined(members, np.column_stack([costs, gradients, moved]))


def moved_by(numbers: Numbers, update: Mistake | None, costs: Array, gradients: Array) -> Array:
    """θ′ (K, P) by a rule of the update that needs no more than costs (K,) and gradients (K, P)."""
    taken = Step(
        numbers.network, numbers.theta, costs, gradients, np.array([numbers.learning_rate]), len(numbers.x), _nowhere
    )
    change = RIGHT.update if update is None else update.change
    return np.broadcast_to(change(taken), gradients.shape)


def _nowhere(_theta: Array, _points: slice) -> Array:
    raise ValueError("this rule of the update was to need no gradient elsewhere")


def _with_costs(numbers: Numbers, runs: Sequence[_Run], costs: Sequence[Mistake]) -> Combined:
    """The runs with each mistake of the cost; gradient and step don't depend on it."""
    usual = _after(numbers, runs, None)
    members, rows = [], []
    for made, answers in zip(runs, usual.answers, strict=True):
        for cost in costs:
            members.append((*made.members, cost))
            rows.append([float(cost.change(made.layers[-1])), *answers[1:]])
    return Combined(members, np.array(rows).reshape(-1, usual.answers.shape[-1]))


def _update_and_cost(numbers: Numbers, right: _Run, update: Mistake, costs: Sequence[Mistake]) -> Combined:
    """A rule of the update with each mistake of the cost."""
    values = np.array([float(cost.change(right.layers[-1])) for cost in costs])
    gradients = np.broadcast_to(right.gradient, (len(costs), right.gradient.size))
    if update.in_turn:
        moved = np.broadcast_to(step(right.layers, update.rules()).theta, gradients.shape)
    else:
        moved = moved_by(numbers, update, values, gradients)
    return Combined([(cost, update) for cost in costs], np.column_stack([values, gradients, moved]))
