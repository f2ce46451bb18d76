"""A small question with numbers of its own, where nothing on the problem tells mistakes apart.

It is found by search: a small network, or a few outputs and targets, on which the mistakes that are in question answer
differently, and none of them rightly. What each would answer comes from the same engine as everywhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Literal, TypeAlias

import numpy as np

from tutor.answers.quantity import Quantity
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.lessons.arrays import numbers_of
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.mistakes.combining import combined
from tutor.mistakes.component import Component
from tutor.mistakes.count import CountMistake
from tutor.mistakes.everything import mistakes_of
from tutor.mistakes.mistake import Mistake
from tutor.mistakes.runs import Members
from tutor.network.architecture import COSTS, Network

Kind: TypeAlias = Literal["count", "cost", "network", "update"]
LARGEST = 200
"""Nobody should have to work with larger numbers for a question at the side."""
SAME = 1e-6
TRIED = 120
"""How many small networks are tried."""
COUNTED = ((2, 3, 1), (2, 3, 2), (3, 2, 1), (1, 2, 1), (2, 4, 1), (3, 2, 2), (2, 3, 2, 1), (3, 4, 2))
OUTPUTS = ((5, 1), (5, 1, 4), (6, 2, 3), (7, 2, 4), (5, 2, 6))
TARGETS = ((2, 2), (3, 4), (2, 2, 2), (3, 4, 1), (2, 5, 1), (1, 3, 2))
SHAPES = ((1, 1), (1, 1, 1), (1, 2, 1), (1, 1, 1, 1), (2, 2, 1), (2, 2, 2))
DIGITS = 3
"""Significant digits from which on a rounded reply is taken for what it rounds."""


@dataclass(frozen=True)
class Small:
    """A question; `replies` are what the hypotheses would answer, a slip's being the right answer, which `right` is."""

    kind: Kind
    problem: Problem
    field: FieldId
    replies: Mapping[Hypothesis, float]
    right: float

    def is_right(self, reply: Quantity) -> bool:
        """Whether a reply is the right answer."""
        return _is_meant(reply, self.right)

    def agreeing(self, reply: Quantity) -> tuple[Hypothesis, ...]:
        """The hypotheses that would have given a reply."""
        return tuple(one for one, value in self.replies.items() if _is_meant(reply, value))


def small_question(problem: Problem, field: FieldId, hypotheses: Sequence[Hypothesis]) -> Small | None:
    """The question that tells most of some hypotheses apart; None where no small numbers tell any two apart.

    For a computation graph there is none: its mistakes are about its own nodes.
    """
    if not problem.is_layered:
        return None
    return _searched(problem, field, tuple(hypotheses))


@lru_cache(maxsize=64)
def _searched(problem: Problem, field: FieldId, hypotheses: tuple[Hypothesis, ...]) -> Small | None:
    best: Small | None = None
    most = 1
    for small in _candidates(problem, field, hypotheses):
        apart = len({round(value, 6) for value in small.replies.values()})
        if apart > most:
            best, most = small, apart
        if apart == len(hypotheses):
            break
    return best


def _candidates(problem: Problem, field: FieldId, hypotheses: tuple[Hypothesis, ...]) -> Iterator[Small]:
    if field.stage == "a":
        yield from _counts(problem, hypotheses)
        return
    mistakes = [cause for one in hypotheses for cause in one.causes if isinstance(cause, Mistake)]
    of_update = field.stage == "e" and all(mistake.kind == "update" for mistake in mistakes)
    if of_update and any(mistake.in_turn for mistake in mistakes):
        yield from _asked(_networks(problem, SHAPES), "network", _places(problem, field, "e"), hypotheses)
    elif of_update:
        yield from _asked(_networks(problem, ((1, 1),)), "update", _places(problem, field, "e"), hypotheses)
    elif not problem.network.cost_function.is_squares:
        return  # logarithms of small whole numbers are no small numbers
    elif field.stage == "c" and not any(_is_forward(one) for one in hypotheses):
        yield from _asked(_given_outputs(problem), "cost", (FieldId("c"),), hypotheses)
    elif field.stage == "c":
        yield from _asked(_networks(problem, SHAPES), "network", (FieldId("c"),), hypotheses)
    else:
        yield from _asked(_networks(problem, SHAPES), "network", _places(problem, field, "d"), hypotheses)


def _counts(problem: Problem, hypotheses: tuple[Hypothesis, ...]) -> Iterator[Small]:
    points = 3
    for widths in COUNTED:
        small = _problem(problem, widths, [((1,) * widths[0], (1,) * widths[-1])] * points)
        right = float(len(small.network.learned))
        replies = {}
        for hypothesis in hypotheses:
            cause = hypothesis.causes[0]
            replies[hypothesis] = (
                float(cause.gives(small.network, points)) if isinstance(cause, CountMistake) else right
            )
        if all(isinstance(h.causes[0], CountMistake) is (value != right) for h, value in replies.items()):
            yield Small("count", small, FieldId("a"), replies, right)


def _given_outputs(problem: Problem) -> Iterator[Problem]:
    """Networks that hand on what comes in, so that the inputs are the outputs."""
    for outputs, targets in product(OUTPUTS, TARGETS):
        if len(outputs) == len(targets):
            data = [((a,), (y,)) for a, y in zip(outputs, targets, strict=True)]
            yield _problem(problem, (1, 1), data, (1, 0)[: _network(problem, (1, 1)).parameter_count])


def _networks(problem: Problem, shapes: Sequence[tuple[int, ...]]) -> Iterator[Problem]:
    """Small networks with small whole numbers, the smallest shapes first; always the same ones."""
    random = Random(13)  # noqa: S311 (nothing secret)
    for n in range(TRIED):
        widths = shapes[n * len(shapes) // TRIED]
        points = 1 + n % 3
        count = _network(problem, widths).parameter_count
        theta = [random.choice((1, 2, 3, 2, -1)) for _ in range(count)]
        data = [
            (
                tuple(random.randint(1, 4) for _ in range(widths[0])),
                tuple(random.randint(0, 6) for _ in range(widths[-1])),
            )
            for _ in range(points)
        ]
        yield _problem(problem, widths, data, theta)


def _problem(
    like: Problem,
    widths: tuple[int, ...],
    data: Sequence[tuple[Sequence[int], Sequence[int]]],
    theta: Sequence[int] = (),
) -> Problem:
    network = _network(like, widths)
    points = tuple((tuple(map(Fraction, x)), tuple(map(Fraction, y))) for x, y in data)
    parameters = tuple(map(Fraction, theta or (1,) * network.parameter_count))
    return Problem("small", Path("small.md"), {}, network, points, parameters, Fraction(1, 2))


def _network(like: Problem, widths: tuple[int, ...]) -> Network:
    """ReLU units, with squares as the problem scales them, and biases where it has them."""
    cost = like.network.cost if like.network.cost_function.is_squares else COSTS[0]
    return Network(widths, ("relu",) * (len(widths) - 1), cost, like.network.bias)


def _places(problem: Problem, field: FieldId, stage: Literal["d", "e"]) -> tuple[FieldId, ...]:
    """The fields to ask for: the partials or the new values of the same kind of parameter, by layer from the first."""
    own = problem.network.parameter_named.get(field.name)
    kind = "b" if own is not None and own.kind == "bias" else "w"
    names = (f"{kind}{layer}{index}" for layer in (1, 2, 3) for index in ("", "[1]", "[1,1]", "[2,1]", "[1,2]"))
    return tuple(FieldId(stage, name) for name in names)


def _asked(
    problems: Iterator[Problem], kind: Kind, places: Sequence[FieldId], hypotheses: tuple[Hypothesis, ...]
) -> Iterator[Small]:
    for small in problems:
        found = _answers(small, hypotheses)
        if found is None:
            continue
        columns = {FieldId("c"): 0}
        for p, parameter in enumerate(small.network.parameters):
            columns[FieldId("d", parameter.name)] = 1 + p
            columns[FieldId("e", parameter.name)] = 1 + p + len(small.network.parameters)
        right, each = found
        for place in (place for place in places if place in columns):
            at = columns[place]
            replies = {hypothesis: float(values[at]) for hypothesis, values in each.items()}
            if _is_handy(float(right[at]), replies) and not _has_kink(small):
                yield Small(kind, small, place, replies, float(right[at]))


def _answers(
    small: Problem, hypotheses: tuple[Hypothesis, ...]
) -> "tuple[np.ndarray, dict[Hypothesis, np.ndarray]] | None":
    """All answers to a small problem: the right ones, and those of each hypothesis; None where one makes no sense."""
    known = mistakes_of(small.network, len(small.data))
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


def _is_handy(right: float, replies: Mapping[Hypothesis, float]) -> bool:
    """Whether the numbers are small, the right one is whole, and no mistake gives it."""
    values = (right, *replies.values())
    if not all(np.isfinite(value) and abs(value) <= LARGEST for value in values) or right != round(right):
        return False
    return all(
        abs(value - right) > SAME or not any(isinstance(cause, Mistake) for cause in hypothesis.causes)
        for hypothesis, value in replies.items()
    )


def _has_kink(small: Problem) -> bool:
    """Whether a ReLU stands at 0, where its derivative is a matter of convention."""
    network = small.network
    units = [
        network.unit("z", layer, j + 1) for layer in range(1, network.depth + 1) for j in range(network.widths[layer])
    ]
    return any(small.trace.at(z, point) == 0 for z in units for point in range(1, len(small.data) + 1))


def _is_forward(hypothesis: Hypothesis) -> bool:
    return any(isinstance(cause, Mistake) and cause.component is Component.FORWARD for cause in hypothesis.causes)


def _is_meant(reply: Quantity, value: float) -> bool:
    if abs(float(reply.value) - value) <= SAME * max(1.0, abs(value)):
        return True
    digits = reply.rounding(value)
    return digits is not None and digits >= DIGITS
