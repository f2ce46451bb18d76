"""Drawn problems hold what is promised of them, as slow code finds that shares nothing with the fast one."""

from fractions import Fraction
from pathlib import Path

import pytest
from tutor.lessons.problem import Problem
from tutor.practice.mutation import ENOUGH, showable
from tutor.practice.shapes import shapes
from tutor.practice.skills import LEVELS, SKILLS
from tutor.practice.variants import Key, draw, draw_fresh, draw_many, key, open_code, search

from ..support.thorough import also
from .plain_claims import check, digits, score


@pytest.mark.parametrize("level", [one if one % 2 else also(one) for one in LEVELS])
@pytest.mark.parametrize("skill", SKILLS)
def test_every_claim_holds(skill: str, level: int, content: Path, thorough: bool) -> None:
    for variant in draw_many(skill, level, range(5 if thorough else 1), content):
        check(variant)


@pytest.mark.parametrize("skill", [also(one) if k % 2 else one for k, one in enumerate(SKILLS)])
def test_the_mutation_score_is_that_of_plain_loops(skill: str, content: Path, thorough: bool) -> None:
    for level in LEVELS[::2] if thorough else LEVELS[1::3]:
        seeds = range(70, 71 if len(SKILLS[skill].mistakes) > 40 else 72)
        found = search(skill, level, seeds, judged=True)
        for one, problem in zip(found, draw_many(skill, level, seeds, content), strict=True):
            assert one.score == pytest.approx(float(score(problem)))
            assert one.score >= ENOUGH


@pytest.mark.parametrize("skill", SKILLS)
def test_what_a_shape_can_show_is_much_of_what_matters(skill: str) -> None:
    """A score of all that can be shown is worth little where hardly anything can."""
    hardest = [showable(skill, 5, k) for k in range(len(shapes(skill, 5)))]
    assert len(frozenset().union(*hardest)) >= 0.9 * len(SKILLS[skill].mistakes)


def test_many_are_the_same_as_one_by_one(content: Path) -> None:
    many = draw_many("weight-deep", 3, range(20), content)
    single = [draw("weight-deep", 3, seed, content) for seed in range(20)]
    assert [variant.id for variant in many] == [variant.id for variant in single]


@pytest.mark.parametrize("skill", SKILLS)
def test_a_code_opens_its_own_problem(skill: str, content: Path, thorough: bool) -> None:
    for level in LEVELS if thorough else LEVELS[::3]:
        variant = draw(skill, level, 11, content)
        for again in (
            open_code(variant.id, content),
            draw(skill, level, int(variant.id.split(":")[2][1:], 16), content),
        ):
            assert again.id == variant.id
            assert _numbers(again) == _numbers(variant)


def _numbers(problem: Problem) -> object:
    return problem.network, problem.data, problem.theta, problem.learning_rate, problem.asked


@pytest.mark.parametrize("skill", SKILLS)
def test_nothing_comes_twice_in_a_sitting(skill: str, content: Path, thorough: bool) -> None:
    seen: set[Key] = set()
    for seed in range(12 if thorough else 4):
        variant = draw_fresh(skill, 1, seed % 3, content, seen)
        assert key(variant) not in seen
        seen.add(key(variant))


def test_problems_differ(content: Path, thorough: bool) -> None:
    number = 60 if thorough else 25
    for skill in [one for one in SKILLS if one != "count"][:: 1 if thorough else 3]:
        variants = draw_many(skill, 4, range(number), content)
        assert len({key(variant) for variant in variants}) >= number - 1


def test_only_what_the_skill_asks_is_asked(content: Path) -> None:
    assert draw("weight-deep", 1, 0, content).asked == frozenset({"d.w1"})
    assert draw("count", 1, 0, content).asked == frozenset({"a"})
    assert draw("whole-chain", 3, 0, content).asked is None
    update = draw("update", 2, 0, content)
    assert update.asked == frozenset({"e.w1", "e.b1", "e.w2", "e.b2"})
    assert SKILLS["update"].given(update.network) == ("d.w1", "d.b1", "d.w2", "d.b2")


def test_levels_rise(content: Path) -> None:
    """Later levels have more parameters or points, and larger numbers."""
    for skill in SKILLS.keys() - {"count"}:
        sizes = [max(one.points * one.network.parameter_count for one in shapes(skill, level)) for level in LEVELS]
        assert sizes[0] < sizes[-1]
        limits = [shapes(skill, level)[0].pools.most for level in LEVELS]
        assert limits == sorted(limits)


@pytest.mark.parametrize(
    ("value", "count"), [("12.25", 4), ("-1234", 4), ("123.25", 5), ("0.0625", 4), ("12340", 5), ("0", 0)]
)
def test_digits_are_counted(value: str, count: int) -> None:
    assert digits(Fraction(value)) == count
