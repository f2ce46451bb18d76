"""Months of practice in small; the figures are tests/benchmarks/choosing.py's."""

from statistics import mean

import pytest
from tutor.lessons.content import content_folder
from tutor.practice.choosing import supply_of

from .months import DAYS, Month, Next, at_random, by_tutor, few_problems, month
from .simulated import few_of
from .students import World

SUPPLY = few_problems(supply_of(content_folder()))
WORLD = World(0.3, 1.2, 2.5, 12.0)


def months(plan: Next, number: int) -> list[Month]:
    return [month(k, plan, SUPPLY, WORLD) for k in range(number)]


def right(found: list[Month], day: int) -> float:
    return mean(mean((one.on_31 if day == 31 else one.on_60).values()) for one in found)


@pytest.mark.thorough
def test_a_month_with_the_tutor_is_worth_more_than_one_of_chance_and_mastered_is_what_is_known() -> None:
    tutor, chance = (months(plan, 4) for plan in (by_tutor, at_random))
    assert right(tutor, 31) > right(chance, 31)
    assert sum(one.falsely for one in tutor) <= 0.02 * max(1, sum(one.mastered for one in tutor))
    assert right(tutor, 60) < right(tutor, 31), "they forget"


def test_who_reads_all_hints_is_never_called_master_and_it_is_the_same_again(thorough: bool) -> None:
    days, supply = (DAYS, SUPPLY) if thorough else (12, few_of(supply_of(content_folder()), 2))
    one, other = (month(0, by_tutor, supply, WORLD, reads_hints=True, days=days) for _ in range(2))
    assert one.drills > days
    assert one.mastered == 0
    assert one.on_60 == pytest.approx(other.on_60)
