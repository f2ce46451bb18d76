"""The last laboratory in a line: a few of many costs, drawn high for high; what is damaged is not shown."""

from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.problem import Problem
from tutor.session.last_laboratory import HEIGHTS, MOST, SETTING, keep_laboratory, last_laboratory, sparkline
from tutor.session.record_names import record_name

from ..conftest import Clock


def test_a_few_of_many_costs_are_kept(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    with open_journal(tmp_path, clock) as journal:
        assert last_laboratory(journal) is None
        keep_laboratory(journal, chain, [366.0])
        assert last_laboratory(journal) is None, "no step was taken"
        keep_laboratory(journal, chain, [1000.0 - k for k in range(500)])
        kept = last_laboratory(journal)
        assert kept is not None
        assert kept.problem == record_name(chain)
        assert (len(kept.costs), kept.costs[0], kept.costs[-1]) == (MOST, 1000.0, 501.0)
        keep_laboratory(journal, chain, [3.0, float("inf"), 1.0, float("nan")])
        kept = last_laboratory(journal)
        assert kept is not None
        assert kept.costs == (3.0, 1.0)


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"costs": [1]}', '{"problem": "x", "costs": ["a", 2]}', "null"])
def test_what_is_damaged_is_not_shown(tmp_path: Path, clock: Clock, damaged: str) -> None:
    with open_journal(tmp_path, clock) as journal:
        journal.set_setting(SETTING, damaged)
        assert last_laboratory(journal) is None


def test_a_line_of_bars_on_a_logarithmic_axis() -> None:
    assert sparkline([1, 10, 100], plain=False) == HEIGHTS[0] + HEIGHTS[4] + HEIGHTS[7]
    assert sparkline([0, 5, 10], plain=False) == HEIGHTS[0] + HEIGHTS[4] + HEIGHTS[7], "linear where one is 0"
    assert sparkline([2, 2], plain=False) == HEIGHTS[0] * 2
    assert sparkline([1, 100], plain=True).isascii()
