"""A problem with other numbers, of the same kind: a name such as `4.1#7` gives the same ones for ever.

Each group of numbers (a network's weights, biases, inputs, targets; in a graph each quantity by itself) is drawn from
the values between its smallest and its largest, in steps of its last decimal, so that the work by hand stays what it
was. Targets that stand for classes change places.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from math import isfinite

from tutor.lessons.figures import decimal_places
from tutor.lessons.problem import Point, Problem

MARK = "#"
MOST_TRIALS = 200
MOST_DECIMALS = 3
FEWEST_VALUES = 4
"""A group has at least so many values to choose from: where all are 1, from −1 to 3."""
LARGER = 5
"""By how much the answers may outgrow those of the problem itself."""
_NAME = re.compile(rf"(?P<problem>.+){MARK}(?P<number>[0-9]{{1,9}})\Z", re.DOTALL)
Chosen = Callable[[str, int, int], int]
"""Of a group's k-th number one of so many values, counted from 0."""
Choose = Callable[[int], int]
"""One of so many, counted from 0."""


def split_name(name: str) -> tuple[str, int] | None:
    """The problem and the number in `4.1#7`; None where there is no number."""
    found = _NAME.match(name)
    return (found["problem"], int(found["number"])) if found else None


def with_other_numbers(problem: Problem, number: int) -> Problem:
    """The problem with the numbers that belong to this one. Its id is `ID#NUMBER`.

    They are the first that serve: no more partial derivatives are 0 than before, no more inputs alike, and no answer is
    much larger. Where none are found the last that can be worked are taken, or else the problem's own.
    """
    best = problem
    zeros, inputs, limit = _zeros(problem), _different_inputs(problem), LARGER * _largest(problem)
    for trial in range(MOST_TRIALS):
        drawn = _drawn(problem, partial(_chosen, number, trial))
        try:
            serves = _different_inputs(drawn) >= inputs and _zeros(drawn) <= zeros and _largest(drawn) <= limit
        except (ArithmeticError, ValueError):  # too large for a float
            continue
        if drawn.theta == problem.theta and drawn.data == problem.data:
            continue
        best = drawn
        if serves:
            break
    return replace(best, id=f"{problem.id}{MARK}{number}")


def _drawn(problem: Problem, chosen: Chosen) -> Problem:
    kinds = [one.name if one.kind == "parameter" else one.kind for one in problem.graph.parameters]
    return replace(problem, theta=_by_group(problem.theta, kinds, chosen), data=_data(problem, chosen))


def _by_group(values: Sequence[Fraction], groups: Sequence[str], chosen: Chosen) -> tuple[Fraction, ...]:
    """Other values, those of each group drawn together."""
    found: dict[int, Fraction] = {}
    for group in dict.fromkeys(groups):
        places = [k for k, other in enumerate(groups) if other == group]
        found |= zip(places, _others([values[k] for k in places], partial(_pick, chosen, group)), strict=True)
    return tuple(found[k] for k in range(len(values)))


def _data(problem: Problem, chosen: Chosen) -> tuple[Point, ...]:
    groups = ["x" if problem.is_layered else f"x{k}" for x, _ in problem.data for k in range(len(x))]
    inputs = iter(_by_group([value for x, _ in problem.data for value in x], groups, chosen))
    targets = [y for _, y in problem.data]
    if not problem.is_layered or problem.network.cost_function.is_squares:
        numbers = iter(_by_group([value for y in targets for value in y], ["y"] * sum(map(len, targets)), chosen))
        targets = [tuple(next(numbers) for _ in y) for y in targets]
    else:  # a class or a probability
        order = sorted(range(len(targets)), key=lambda k: chosen("order", k, 2**32))
        targets = [targets[k] for k in order]
    return tuple((tuple(next(inputs) for _ in x), target) for (x, _), target in zip(problem.data, targets, strict=True))


def _pick(chosen: Chosen, group: str, k: int) -> Choose:
    return lambda options: chosen(group, k, options)


def _others(values: Sequence[Fraction], pick: Callable[[int], Choose]) -> list[Fraction]:
    """As many values between the smallest and the largest, in steps of the last decimal; 0 only where there was one."""
    places = [decimal_places(value) for value in values]
    if not values or None in places:  # thirds: there are no steps to go in
        return list(values)
    unit = Fraction(1, 10 ** min(MOST_DECIMALS, max(place or 0 for place in places)))
    low, high = min(values), max(values)
    while (high - low) / unit < FEWEST_VALUES:
        low, high = low - unit, high + unit
    steps = int((high - low) / unit) + 1
    found = [low + unit * pick(k)(steps) for k in range(len(values))]
    return [value if value or 0 in values else high or low for value in found]


def _chosen(number: int, trial: int, group: str, k: int, options: int) -> int:
    """One of so many, by a hash: the same for ever and on every machine."""
    from hashlib import sha256  # most problems keep their own numbers

    digest = sha256(f"{number}/{trial}/{group}/{k}".encode()).digest()
    return int.from_bytes(digest[:4], "big") * options >> 32


def _different_inputs(problem: Problem) -> int:
    return len({x for x, _ in problem.data})


def _zeros(problem: Problem) -> int:
    return sum(value == 0 for value in problem.trace.gradient.values())


def _largest(problem: Problem) -> float:
    """The size of the largest answer. Raises ArithmeticError where one is too large for a float."""
    sizes = [abs(float(value)) for value in (problem.trace.cost, *problem.trace.gradient.values())]
    if not all(map(isfinite, sizes)):
        raise ArithmeticError("an answer is infinite")
    return max(sizes)
