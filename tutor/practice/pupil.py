"""A pupil who works by one changed rule: her lines, and a problem in whose numbers the change does not show."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from tutor.lessons.kinks import has_kink
from tutor.lessons.problem import Problem
from tutor.lessons.tracing import trace_of
from tutor.mistakes.everything import mistakes_of
from tutor.mistakes.mistake import Mistake
from tutor.network.numbers import Number
from tutor.practice.changes import MOST_POINTS, Change, changed, first_point, given, is_fit
from tutor.practice.solution_lines import Line, lines_of, right_value

LARGEST, MOST_DENOMINATOR = 9_999, 10_000
"""How large a number on the way may be, and into how many parts of 1 it may go."""
_STAGES = ("c", "d")


def mistake_on(problem: Problem, name: str) -> Mistake | None:
    """The changed rule of this id on a problem; None where it makes no sense there, and so changes nothing."""
    return next((one for one in mistakes_of(problem.network, len(problem.data)) if one.id == name), None)


@lru_cache(maxsize=64)
def her_lines(problem: Problem, name: str) -> tuple[Line, ...]:
    """What somebody writes who works by the changed rule of this id: forward, the cost, back, the gradient."""
    mistake = mistake_on(problem, name)
    trace = problem.trace if mistake is None else trace_of(problem, mistake.rules())
    return tuple(line for line in lines_of(problem, trace) if line.stage in _STAGES)


def right_lines(problem: Problem) -> tuple[Line, ...]:
    """The same lines by the right rules."""
    return tuple(line for line in lines_of(problem, problem.trace) if line.stage in _STAGES)


def first_wrong(problem: Problem, lines: Sequence[Line]) -> int | None:
    """The place of the first line that is not right, from 0; None where all are."""
    return next((k for k, line in enumerate(lines) if line.value != right_value(problem, line)), None)


def shows(problem: Problem, name: str) -> bool:
    """Whether any number differs between the changed rule and the right one."""
    return first_wrong(problem, her_lines(problem, name)) is not None


def by_hand(lines: Sequence[Line]) -> bool:
    """Whether all numbers are such as a person may get."""
    return all(_is_by_hand(line.value) for line in lines)


def shows_by_change(problem: Problem, name: str, change: Change) -> bool | None:
    """Whether the changed rule shows once this is given instead; None where nobody can be asked to work on that."""
    found = changed(problem, change)
    if has_kink(found) or not by_hand(right_lines(found)):
        return None
    lines = her_lines(found, name)
    return first_wrong(found, lines) is not None if by_hand(lines) else None


def candidates(problem: Problem, values: Sequence[int]) -> Iterator[Change]:
    """Changes that may be offered: one number, an input with a target that leaves r as it is, one more data point."""
    weights = {one.name for one in problem.network.parameters if one.kind == "weight"}
    for name, now in given(problem).items():
        for value in map(Fraction, values):
            if value != now and not (value == 0 and name in weights):
                yield {name: value}
                if name.startswith("x") and _is_fit_for_two(other := keeping_residual(problem, {name: value})):
                    yield other
    yield from ({name: value} for name, value in _met(problem).items() if given(problem)[name] != value)
    place = len(problem.data) + 1
    if place <= MOST_POINTS:
        for x in values[:4]:
            for y in values[2:4]:
                yield {f"x{place}": Fraction(x), f"y{place}": Fraction(y)}


def _met(problem: Problem) -> Change:
    """Targets that are met, point by point."""
    return {name: y for name, y in _targets(problem, [Fraction(0)] * len(problem.data)).items() if is_fit(y)}


def _is_fit_for_two(change: Change) -> bool:
    return len(change) > 1 and all(is_fit(value) for value in change.values())


def hidden_in(problem: Problem, name: str) -> Problem | None:
    """A problem as near to this one as may be in whose numbers the changed rule of this id does not show.

    No target is met in it, no partial derivative is 0, and every number can be got by hand. None where there is none.
    """
    residuals = [_residual(problem, point) for point in range(1, len(problem.data) + 1)]
    for start in (first_point(problem), problem):
        for change in _thoughts(start, residuals):
            found = changed(start, change)
            if _is_sound(found) and not shows(found, name):
                return found
    return None


def _is_sound(problem: Problem) -> bool:
    points = range(1, len(problem.data) + 1)
    return (
        by_hand(right_lines(problem))
        and not has_kink(problem)
        and all(_residual(problem, point) != 0 for point in points)
        and all(problem.trace.gradient.values())
    )


def _thoughts(problem: Problem, residuals: Sequence[Number]) -> Iterator[Change]:
    """Changes that may hide something, the smallest first: factors of 1, terms of 0, two numbers that are the same."""
    parts = list(_parts(problem))
    for many in range(3):
        for some in combinations(parts, many):
            change: dict[str, Fraction] = {}
            for part in some:
                change |= part(changed(problem, change))
            if not any(name.startswith("y") for name in change):
                change |= _targets(changed(problem, change), residuals)
            yield change


def _parts(problem: Problem) -> Iterator[Callable[[Problem], Change]]:
    network, points = problem.network, range(1, len(problem.data) + 1)
    weights = [one for one in network.parameters if one.kind == "weight"]
    biases = [one.name for one in network.parameters if one.kind == "bias"]
    yield _fixed({one.name: Fraction(1) for one in weights if one.layer > 1})
    yield _fixed(dict.fromkeys(biases, Fraction(0)))
    yield _fixed(dict.fromkeys(biases, Fraction(1)))
    yield _fixed({f"y{point}": Fraction(0) for point in points})
    for r in (Fraction(1), Fraction(2), Fraction(1, 2)):
        yield _with_residual(r)
    yield _fixed({f"x{point}": Fraction(1) for point in points})
    yield _fixed({one.name: Fraction(1) for one in weights} | dict.fromkeys(biases, Fraction(0)))
    yield _fixed({one.name: Fraction(0) for one in weights if one.layer > 1 and one.source != 1})
    yield _like_what_comes_in


def _with_residual(r: Fraction) -> Callable[[Problem], Change]:
    return lambda problem: _targets(problem, [r] * len(problem.data))


def _fixed(change: Change) -> Callable[[Problem], Change]:
    return lambda _: change


def _like_what_comes_in(problem: Problem) -> Change:
    """Each weight as large as what it is multiplied with at the first data point, layer by layer."""
    found: dict[str, Fraction] = {}
    for weight in (one for one in problem.network.parameters if one.kind == "weight"):
        factor = problem.network.unit("a", weight.layer - 1, weight.source or 1)
        value = changed(problem, found).trace.at(factor, 1)
        found[weight.name] = value if isinstance(value, Fraction) else Fraction(1)
    return found


def _targets(problem: Problem, residuals: Sequence[Number]) -> Change:
    """Targets that leave these residuals."""
    output = problem.network.unit("a", problem.network.depth, 1)
    return {
        f"y{point}": Fraction(problem.trace.at(output, point)) - Fraction(residuals[point - 1])
        for point in range(1, len(problem.data) + 1)
    }


def keeping_residual(problem: Problem, change: Mapping[str, Fraction]) -> Change:
    """The change, with targets besides that leave the residuals as they are."""
    residuals = [_residual(problem, point) for point in range(1, len(problem.data) + 1)]
    moved = _targets(changed(problem, change), residuals)
    before = given(problem)
    return {**change, **{name: value for name, value in moved.items() if before[name] != value}}


def _residual(problem: Problem, point: int) -> Number:
    return problem.trace.at(problem.graph.residuals[0][0], point)


def _is_by_hand(value: Number) -> bool:
    return isinstance(value, Fraction) and abs(value) <= LARGEST and MOST_DENOMINATOR % value.denominator == 0
