"""What is promised of a drawn problem, looked at one number at a time in plain loops over fractions.

The numbers come from the loops that also judge the engine.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, product
from typing import Any

from tutor.lessons.problem import Problem
from tutor.mistakes.count import COUNT
from tutor.mistakes.everything import mistakes_of
from tutor.practice.codes import parse_code
from tutor.practice.mutation import showable
from tutor.practice.shapes import shapes
from tutor.practice.skills import SKILLS

from tests.network.plain_mistakes import Plain


def plain(problem: Problem, wrong: str | None = None, left_out: int = 0, only: int = 0) -> Plain:
    """The loops on a problem's numbers, with a mistake."""
    x, y = ([list(point[k]) for point in problem.data] for k in (0, 1))
    mistakes = frozenset() if wrong is None else frozenset({wrong})
    network = problem.network
    theta = list(problem.theta)
    return Plain(network.widths, network.activations, theta, x, y, problem.learning_rate, mistakes, left_out, only)


def digits(value: Fraction) -> int:
    """How many digits a number is written with, the zero before a decimal point and those after it left out."""
    assert 10_000 % value.denominator == 0, value
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
    whole, _, decimals = text.lstrip("-").partition(".")
    return len(whole.lstrip("0")) + len(decimals.rstrip("0"))


def numbers_on_the_way(problem: Problem) -> Iterator[Fraction]:
    """Every number that someone who works the problem writes down, but for θ′."""
    work = plain(problem)
    gradient = work.gradient()
    yield from (*gradient, work.cost(), *(problem.learning_rate * slope for slope in gradient))
    last = work.depth
    for i in range(len(problem.data)):
        yield from problem.data[i][1]
        for j in work.units(last):
            r = work.residual(i, j)
            yield from (r, r * r, 2 * r)
        for layer in range(1, last + 1):
            deltas = work.deltas[layer][i]
            yield from (*work.z[i][layer], *work.a[i][layer], *deltas)
            for j in work.units(layer):
                for k in work.units(layer - 1):
                    yield deltas[j] * work.a[i][layer - 1][k]
                    if layer > 1:
                        yield deltas[j] * work.W[layer][j][k]
            if layer < last:
                next_deltas = work.deltas[layer + 1][i]
                for k in work.units(layer):
                    yield sum((work.W[layer + 1][j][k] * next_deltas[j] for j in work.units(layer + 1)), Fraction(0))


def check(problem: Problem) -> None:
    """Assert all that is promised of the problem's numbers."""
    if parse_code(problem.id).skill == "gates-smooth":
        _check_table(problem)
    else:
        _check_sizes(problem)
    _check_position(problem)
    _check_answers(problem)


def _check_sizes(problem: Problem) -> None:
    for x, y in problem.data:
        assert all(value.denominator in (1, 2) for value in (*x, *y))
    assert all(value.denominator in (1, 2) for value in problem.theta)
    for value in numbers_on_the_way(problem):
        assert digits(value) <= 4, (problem.id, value)
    for value in plain(problem).updated():
        assert 10_000 % value.denominator == 0


def _check_table(problem: Problem) -> None:
    """σ or tanh at z of the table alone; no residual so small, and no sum, that digits of a table would be lost."""
    assert all(value.denominator in (1, 2) for point in problem.data for part in point for value in part)
    assert all(value.denominator in (1, 2) for value in problem.theta)
    work, points = plain(problem), range(len(problem.data))
    work.gradient()
    for layer, name in enumerate(problem.network.activations, 1):
        for i, j in product(points, work.units(layer)):
            if name in ("sigmoid", "tanh"):
                assert abs(2 * work.z[i][layer][j]) in (1, 2, 3, 4)
            for k in work.units(layer - 1):
                terms = [float(work.deltas[layer][at][j] * work.a[at][layer - 1][k]) for at in points]
                assert abs(sum(terms)) >= 0.199 * sum(map(abs, terms))
    assert all(abs(work.residual(i, j)) > 0.199 for i in points for j in work.units(work.depth))


def _check_position(problem: Problem) -> None:
    work = plain(problem)
    points = range(len(problem.data))
    assert all(one != other for (one, _), (other, _) in combinations(problem.data, 2))
    assert all(work.residual(i, j) != 0 for i in points for j in work.units(work.depth))
    closed = False
    for layer, name in enumerate(problem.network.activations, 1):
        for j in work.units(layer) if name == "relu" else ():
            zs = [work.z[i][layer][j] for i in points]
            assert 0 not in zs
            assert SKILLS[parse_code(problem.id).skill].closed_gates or max(zs) > 0
            closed = closed or min(zs) < 0
    assert closed or not SKILLS[parse_code(problem.id).skill].closed_gates


def _check_answers(problem: Problem) -> None:
    work = plain(problem)
    names = [parameter.name for parameter in problem.network.parameters]
    gradient = work.gradient()
    asked = set(SKILLS[parse_code(problem.id).skill].asked(problem.network))
    for stage, answers in (("d", gradient), ("e", work.updated())):
        for k, name in enumerate(names):
            if f"{stage}.{name}" not in asked:
                continue
            others = answers[:k] + answers[k + 1 :]
            if SKILLS[parse_code(problem.id).skill].closed_gates:
                assert answers[k] == 0 or answers[k] not in others
            else:
                assert gradient[k] != 0
                assert answers[k] not in others


def score(problem: Problem) -> Fraction:
    """The mutation score; what the shape can show is taken from the drills."""
    network, points = problem.network, len(problem.data)
    (index,) = [
        k
        for k, one in enumerate(shapes(parse_code(problem.id).skill, parse_code(problem.id).level))
        if (one.network, one.points) == (network, points)
    ]
    can_show = showable(parse_code(problem.id).skill, parse_code(problem.id).level, index)
    counts = {one.id: Fraction(one.gives(network, points) != network.parameter_count) for one in COUNT}
    possible = {one.id for one in mistakes_of(network, points)} | counts.keys()
    shown = [counts[name] if name in counts else exposed(problem, name) for name in can_show & possible]
    assert can_show <= possible
    return sum(shown, Fraction(0)) / len(shown) if shown else Fraction(1)


def exposed(problem: Problem, mistake: str) -> Fraction:
    """At what share of the points (all or none, if it is about none) a mistake shows in the answers asked for."""
    points = range(len(problem.data))
    if mistake.endswith(".point-missing"):
        shown = [_shows(problem, plain(problem, mistake, left_out=i), mistake) for i in points]
    elif mistake.endswith(".single-point"):
        shown = [_shows(problem, plain(problem, mistake, only=i), mistake) for i in (0, points[-1])]
    else:
        shown = [_shows(problem, plain(problem, mistake), mistake)]
    return Fraction(sum(shown), len(shown))


def _shows(problem: Problem, wrong: Plain, mistake: str) -> bool:
    right = _right(problem)
    asked = set(SKILLS[parse_code(problem.id).skill].asked(problem.network))
    answers: list[tuple[str, Any, Any, Any]] = []
    if "c" in asked and mistake.split(".", maxsplit=1)[0] in ("forward", "cost"):
        answers.append(("c", right.cost(), wrong.cost(), right.cost()))
    if mistake.startswith("cost."):
        return any(_differ(*answer[1:]) for answer in answers)
    slopes, wrong_slopes = right.gradient(), wrong.gradient()
    is_step_asked = any(field.startswith("e") for field in asked)
    moved, wrong_moved = (one.updated() if is_step_asked else [] for one in (right, wrong))
    for k, parameter in enumerate(problem.network.parameters):
        if f"d.{parameter.name}" in asked:
            answers.append(("d", slopes[k], wrong_slopes[k], slopes[k]))
        if f"e.{parameter.name}" in asked:
            answers.append(("e", moved[k], wrong_moved[k], problem.learning_rate * slopes[k]))
    return any(_differ(*answer[1:]) for answer in answers)


@lru_cache(maxsize=8)
def _right(problem: Problem) -> Plain:
    return plain(problem)


def _differ(right: Any, wrong: Any, size: Any) -> bool:
    """Whether an answer is off by more than a hundredth of its size, so that no rounding hides it."""
    return bool(abs(float(wrong - right)) > max(abs(float(size)) / 100, 1e-6))
