"""The search for a small question: numbers with which the mistakes that are in question answer differently.

They are those of a small network or computation graph, or a few outputs and targets, on which none of the mistakes
answers rightly. What each would answer comes from the same engine as everywhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np

from tutor.diagnosis.hypotheses import Hypothesis
from tutor.diagnosis.small import Kind, Small, alike, is_rational
from tutor.diagnosis.small_graphs import graphs, one_parameter
from tutor.diagnosis.small_networks import (
    counted_networks,
    given_outputs,
    has_functions,
    networks_of_its_functions,
    relu_networks,
)
from tutor.lessons.arrays import columns_of, numbers_of
from tutor.lessons.kinks import has_kink
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.mistakes.combining import combined
from tutor.mistakes.component import Component
from tutor.mistakes.count import CountMistake
from tutor.mistakes.everything import mistakes_of
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.runs import Members
from tutor.network.graph import Graph

LARGEST = 200
"""Nobody should have to work with larger numbers for a question at the side."""
SMALLEST = 0.01
"""Nor with smaller ones, where they are rounded."""


def small_question(problem: Problem, field: FieldId, hypotheses: Sequence[Hypothesis]) -> Small | None:
    """The question that tells most of some hypotheses apart; None where no small numbers tell any two apart."""
    return _searched(problem, field, tuple(hypotheses))


@lru_cache(maxsize=64)
def _searched(problem: Problem, field: FieldId, hypotheses: tuple[Hypothesis, ...]) -> Small | None:
    best: Small | None = None
    most = 1
    for small in _candidates(problem, field, hypotheses):
        if small.apart > most:
            best, most = small, small.apart
        if most == len(hypotheses):
            break
    return best


def _candidates(problem: Problem, field: FieldId, hypotheses: tuple[Hypothesis, ...]) -> Iterator[Small]:
    if field.stage == "a":
        yield from _counts(problem, hypotheses)
        return
    mistakes = [cause for one in hypotheses for cause in one.causes if isinstance(cause, Mistake)]
    of_update = field.stage == "e" and all(mistake.kind == "update" for mistake in mistakes)
    of_one_step = of_update and not any(mistake.in_turn for mistake in mistakes)
    stage: Literal["c", "d", "e"] = "c" if field.stage == "c" else "e" if of_update else "d"
    if not problem.is_layered:
        kind: Kind = "graph_update" if of_one_step else "graph"
        small = one_parameter() if of_one_step else graphs(lambda graph: _all_possible(mistakes, graph))
        yield from _asked(small, kind, stage, hypotheses)
        return
    kinds = _kinds(problem, field)
    if of_one_step:
        yield from _asked(relu_networks(problem, ((1, 1),)), "update", stage, hypotheses, kinds)
        return
    is_of_outputs = stage == "c" and all(mistake.component is not Component.FORWARD for mistake in mistakes)
    if problem.network.cost_function.is_squares and is_of_outputs:
        yield from _asked(given_outputs(problem), "cost", stage, hypotheses)
    elif problem.network.cost_function.is_squares:
        yield from _asked(relu_networks(problem), "network", stage, hypotheses, kinds)
    if has_functions(problem):
        yield from _asked(networks_of_its_functions(problem), "functions", stage, hypotheses, kinds)


def _counts(problem: Problem, hypotheses: tuple[Hypothesis, ...]) -> Iterator[Small]:
    points = 3
    for small in counted_networks(problem, points):
        right = float(len(small.network.learned))
        replies = {}
        for hypothesis in hypotheses:
            cause = hypothesis.causes[0]
            replies[hypothesis] = (
                float(cause.gives(small.network, points)) if isinstance(cause, CountMistake) else right
            )
        if all(isinstance(h.causes[0], CountMistake) is (value != right) for h, value in replies.items()):
            yield Small("count", small, FieldId("a"), replies, right)


def _kinds(problem: Problem, field: FieldId) -> frozenset[str]:
    """The kind of parameter to ask for in a network: that of the field."""
    own = problem.network.parameter_named.get(field.name)
    return frozenset({"bias" if own is not None and own.kind == "bias" else "weight"})


def _asked(
    problems: Iterator[Problem],
    kind: Kind,
    stage: Literal["c", "d", "e"],
    hypotheses: tuple[Hypothesis, ...],
    kinds: frozenset[str] = frozenset({"parameter"}),
) -> Iterator[Small]:
    """The questions about small problems: for the cost, or for what is to be found of parameters of some kinds."""
    for small in problems:
        found = _answers(small, hypotheses)
        if found is None:
            continue
        right, each = found
        for field, at in columns_of(small).items():
            if field.stage != stage or (field.name and small.graph.named[field.name].kind not in kinds):
                continue
            replies = {hypothesis: float(values[at]) for hypothesis, values in each.items()}
            if _is_handy(float(right[at]), replies, is_rational=is_rational(small)) and not has_kink(small):
                yield Small(kind, small, field, replies, float(right[at]))


def _answers(
    small: Problem, hypotheses: tuple[Hypothesis, ...]
) -> "tuple[np.ndarray, dict[Hypothesis, np.ndarray]] | None":
    """All answers to a small problem: the right ones, and those of each hypothesis; None where one makes no sense."""
    known = mistakes_of(small.computation, len(small.data))
    members: dict[Hypothesis, Members] = {}
    for hypothesis in hypotheses:
        made = [_like(cause, known, len(small.data)) for cause in hypothesis.causes if isinstance(cause, Mistake)]
        if any(one is None for one in made):
            return None
        members[hypothesis] = tuple(one for one in made if one is not None)
    singles = list(dict.fromkeys(one for made in members.values() for one in made))
    paired = singles if any(len(made) > 1 for made in members.values()) else []
    with np.errstate(all="ignore"):
        found = combined(numbers_of(small), singles, paired)
    rows = {frozenset(made): row for made, row in zip(found.members, found.answers, strict=True)}
    if any(frozenset(made) not in rows for made in members.values()):
        return None
    return rows[frozenset()], {hypothesis: rows[frozenset(made)] for hypothesis, made in members.items()}


def _like(mistake: Mistake, known: Sequence[Mistake], points: int) -> Mistake | None:
    """The same mistake on another problem; one about a point is about that of the same number, or the last."""
    point = None if mistake.point is None else min(mistake.point, points)
    same = [one for one in known if one.id == mistake.id]
    return next((one for one in same if one.point == point), None)


def _all_possible(mistakes: Sequence[Mistake], graph: Graph) -> bool:
    """Whether all of some mistakes can be made on a graph, which has several points if it has inputs."""
    possible = {one.id for one in mistakes_of(graph, 2 if graph.inputs else 1)}
    return possible.issuperset(mistake.id for mistake in mistakes)


def _is_handy(right: float, replies: Mapping[Hypothesis, float], *, is_rational: bool) -> bool:
    """Whether the numbers are small, the right one is whole where nothing is rounded, and no mistake gives it."""
    values = (right, *replies.values())
    if not all(np.isfinite(value) and abs(value) <= LARGEST for value in values):
        return False
    if right != round(right) if is_rational else abs(right) < SMALLEST:
        return False
    return not any(
        alike(value, right, is_rational=is_rational)
        for hypothesis, value in replies.items()
        if any(isinstance(cause, Mistake) for cause in hypothesis.causes)
    )
