"""Numbers with arrows between them, `1 → 2 → 3 → 4`: what flows forward through the graph, or back."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tutor.lessons.problem import Problem
from tutor.network.quantity import Quantity
from tutor.sheet.checking import NEAR
from tutor.sheet.evaluating import State
from tutor.sheet.names import Names
from tutor.sheet.rounding import slack_of
from tutor.sheet.terms import Named, Term, bare_number

Steps = dict[str, tuple[str, ...]]
"""What comes next, by the names of quantities or derivatives."""
_SAME = 1e-8
_LEAPS = 2
"""A number may stand for what comes two steps on: whether it went through ρ is not always written down."""


class Flow(NamedTuple):
    """Numbers that are the values of quantities of which each is made of the one before."""

    names: tuple[str, ...]
    """The last of the quantities: several where it cannot be told which is meant."""
    points: frozenset[int]
    """The data points (from 1) at which they are."""
    breaks: int | None = None
    """Which arrow (from 1) leads to something else; None where all are right."""


def flow_of(problem: Problem, right: State, sides: tuple[Term, ...], point: int | None) -> Flow | None:
    """What numbers are along the graph, or back along it; the first side may name what the first number is.

    None where they are nothing of the kind.
    """
    start = sides[0].name if isinstance(sides[0], Named) else None
    numbers = sides[1:] if start else sides
    points = (point,) if point else range(1, len(problem.data) + 1)
    for steps in (_forward(problem), _back(problem)):
        walked = {p: _along(problem, right, steps, numbers, start, p) for p in points}
        if found := {p: names for p, (names, done) in walked.items() if done == len(numbers)}:
            return Flow(next(iter(found.values())), frozenset(found))
        if point and start and walked[point][1] > 1:  # it does begin so
            return Flow((), frozenset({point}), walked[point][1])
    return None


def point_of(names: Names, sides: tuple[Term, ...]) -> int | None:
    """The one data point whose input is said first, `x = 4 → 5`; None where there are several, or none."""
    head = sides[0]
    number = bare_number(sides[1]) if isinstance(head, Named) and len(sides) > 1 else None
    return names.point_with(head.name, number.value) if isinstance(head, Named) and number else None


def _along(
    problem: Problem,
    right: State,
    steps: Steps,
    numbers: tuple[Term, ...],
    start: str | None,
    point: int,
) -> tuple[tuple[str, ...], int]:
    """The quantities that the last number can be, and how many of the numbers are right."""
    here = [start] if start else list(steps)
    for k, side in enumerate(numbers):
        ahead = dict.fromkeys(one for name in here for one in _ahead(steps, name)) if k else dict.fromkeys(here)
        here = [name for name in ahead if name in steps and _is_worth(problem, right, name, side, point)]
        if not here:
            return (), k
    return tuple(here), len(numbers)


def _ahead(steps: Steps, name: str) -> Iterator[str]:
    found = [name]
    for _ in range(_LEAPS):
        found = [after for one in found for after in steps.get(one, ())]
        yield from found


def _is_worth(problem: Problem, right: State, name: str, side: Term, point: int) -> bool:
    number = bare_number(side)
    try:
        value = right.at_points(name)[0]  # of a parameter's partial one summand
    except KeyError:
        value = right.value(name)[0]
    true = float(value[point - 1] if len(value) > 1 else value[0])
    if number is None:
        return False
    distance = abs(float(number.value) - true)
    return distance <= max(_SAME * abs(true), min(slack_of(problem, number), NEAR * abs(true)))


@lru_cache(maxsize=8)
def _forward(problem: Problem) -> Steps:
    """What each quantity is used for; not the parameters, which no value flows from, unless nothing else is given."""
    graph = problem.graph
    given = graph.inputs or graph.parameters
    return {one.name: tuple(node.quantity.name for node in graph.uses.get(one, ())) for one in _made(problem, given)}


@lru_cache(maxsize=8)
def _back(problem: Problem) -> Steps:
    """By which derivative of the objective each of them is multiplied on."""
    graph = problem.graph
    objective = graph.objective
    ends = {one.name for one in (*graph.targets, *graph.constants)}

    def by(one: Quantity) -> str:
        return f"d{objective.name}/d{one.name}"

    found = {by(node.quantity): tuple(by(one) for one in node.parents if one.name not in ends) for node in graph.nodes}
    asked = {by(one): () for one in graph.asked}
    return {
        name: after for name, after in {**asked, **found}.items() if name != by(objective) or not problem.is_layered
    }


def _made(problem: Problem, given: tuple[Quantity, ...]) -> Iterator[Quantity]:
    yield from given
    yield from (node.quantity for node in problem.graph.nodes)
