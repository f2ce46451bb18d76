"""A worked solution with one mistake: wrong from one line on, by a mistake that is among the choices."""

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tutor.practice.items.find_step import CHOICES, FindStep
from tutor.practice.items_of_codes import item_of
from tutor.practice.line_rules import rule_of
from tutor.practice.skills import LEVELS
from tutor.practice.solution_lines import Line, lines_of
from tutor.practice.variants import draw

from tests.network.plain_mistakes import Plain
from tests.support.items import draw_find_step
from tests.support.latex_value import value as value_of_latex
from tests.support.problems import make

from .plain_claims import plain


@pytest.fixture(scope="module", name="drawn")
def worked_mistakes() -> list[FindStep]:
    return [draw_find_step(level, seed) for level in LEVELS for seed in range(4)]


def _totals(work: Plain, made: FindStep) -> dict[str, Any]:
    """All that has one value for all points, by plain loops."""
    values = {"C": work.cost()}
    for parameter, partial, moved in zip(made.problem.network.parameters, work.gradient(), work.updated(), strict=True):
        values |= {f"dC/d{parameter.name}": partial, f"{parameter.name}'": moved}
    return values


def _value(work: Plain, totals: dict[str, Any], made: FindStep, line: Line) -> Fraction:
    """The value of a line, by plain loops."""
    network = made.problem.network
    if line.point is None:
        return Fraction(totals[line.name])
    i = line.point - 1
    values = {network.residual(j + 1): work.residual(i, j) for j in work.units(network.depth)}
    for layer in range(1, network.depth + 1):
        for j in work.units(layer):
            z, a = (network.unit(kind, layer, j + 1) for kind in "za")
            values |= {z: work.z[i][layer][j], a: work.a[i][layer][j], f"dC/d{z}": work.deltas[layer][i][j]}
    return Fraction(values[line.name])


def test_the_lines_are_those_of_the_mistake_and_right_before_it(drawn: list[FindStep]) -> None:
    for made in drawn:
        at = 0 if made.point is None else made.point - 1
        wrong, right = plain(made.problem, made.mistake, at, at), plain(made.problem)
        in_wrong, in_right = _totals(wrong, made), _totals(right, made)
        for k, line in enumerate(made.lines):
            if line.name.startswith("dC/da"):
                continue  # ∂C/∂a shows in ∂C/∂z, which the loops keep
            assert line.value == _value(wrong, in_wrong, made, line)
            if k < made.first_wrong:
                assert line.value == _value(right, in_right, made, line)
            if k == made.first_wrong:
                assert line.value != _value(right, in_right, made, line)


def test_the_mistake_is_among_choices_that_differ(drawn: list[FindStep]) -> None:
    for made in drawn:
        assert made.mistake in made.choices
        assert len(set(made.choices)) == len(made.choices) == CHOICES


def test_the_problem_asks_for_what_went_wrong_first(drawn: list[FindStep]) -> None:
    for made in drawn:
        assert made.problem.asked is not None
        (field,) = made.problem.asked
        assert field.partition(".")[0] == made.lines[made.first_wrong].stage


def test_mistakes_of_every_kind_come(drawn: list[FindStep]) -> None:
    kinds = Counter(made.mistake.partition(".")[0] for made in drawn)
    assert set(kinds) == {"forward", "cost", "partial", "update"}
    assert len({made.mistake for made in drawn}) >= len(drawn) / 2


def test_the_same_code_is_the_same_solution(drawn: list[FindStep]) -> None:
    again = draw_find_step(1, 0)
    assert (again.mistake, again.lines, again.choices) == (drawn[0].mistake, drawn[0].lines, drawn[0].choices)


def test_a_problem_of_another_skill_has_no_such_solution(content: Path) -> None:
    assert item_of(draw("count", 1, 0, content)) is None
    assert item_of(OTHERS[0]) is None


OTHERS = [
    make((2, 3, 2), "relu", [((1, 2), (3, -4)), ((0, -1), (2, 5))], cost="half-sum-of-squares"),
    make((1, 2, 1), ("relu", "identity"), cost="mean-of-squares"),
    make((1, 1, 1), ("sigmoid", "tanh"), [(1, 2), (-2, 1)], cost="mean-of-squares"),
]


def test_each_line_follows_by_its_rule_from_the_lines_above(drawn: list[FindStep]) -> None:
    for problem in (*(made.problem for made in drawn), *OTHERS):
        right = tuple(lines_of(problem, problem.trace))
        for k, line in enumerate(right):
            rule = rule_of(problem, right, k)
            assert rule.value == line.value if problem.trace.exact else rule.value == pytest.approx(float(line.value))
            if problem.trace.exact and not line.name.startswith("a"):  # ρ is no number
                assert value_of_latex(rule.numbers) == line.value, rule.numbers


def test_the_first_line_that_does_not_follow_is_the_first_wrong_one(drawn: list[FindStep]) -> None:
    for made in drawn:
        follows = [rule_of(made.problem, made.lines, k).value == line.value for k, line in enumerate(made.lines)]
        assert follows.index(False) == made.first_wrong
