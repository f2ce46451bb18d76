"""What is done in the problems of Day 13 counts for the components at once, once, and in old journals too."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tutor.journal.journal import Journal, open_journal
from tutor.journal.records import KNOWN
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_asked
from tutor.mistakes.component import Component
from tutor.practice.drill_entries import standing_in
from tutor.practice.knowledge import Known, was_seen
from tutor.practice.mastery import AIDED_MOST, PRIOR
from tutor.practice.order import ready
from tutor.session.desk import Desk
from tutor.session.given import right_text
from tutor.session.record_names import record_name

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
COST = FieldId("c")


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_journal(tmp_path, lambda: NOW) as opened:
        yield opened


def clock() -> Callable[[], datetime]:
    times = (NOW + timedelta(seconds=k) for k in range(9999))
    return lambda: next(times)


def desk_of(chain: Problem, journal: Journal) -> Desk:
    return Desk(chain, journal, clock(), "en")


def known(journal: Journal, component: Component) -> Known:
    return standing_in(journal).knowledge.get(component, Known())


def test_all_of_4_1_counts_as_soon_as_it_is_answered(chain: Problem, journal: Journal) -> None:
    desk = desk_of(chain, journal)
    assert ready({}) == ("forward-cost", "count")
    for place in all_asked(chain):
        desk.submit(place, right_text(chain, place))
    assert desk.sitting.is_done()
    knowledge = standing_in(journal).knowledge
    assert [
        skill for skill in ("count", "weight-last", "weight-deep", "update") if not was_seen(skill, knowledge)
    ] == []
    assert "update" in ready({}, knowledge)
    for component in (Component.COUNT, Component.SLOPE, Component.FACTOR, Component.POINTS, Component.UPDATE):
        assert knowledge[component].p >= 0.6, component


def test_a_second_answer_and_a_second_opening_count_nothing_more(chain: Problem, journal: Journal) -> None:
    desk = desk_of(chain, journal)
    desk.submit(FieldId("a"), "6")
    once = known(journal, Component.COUNT)
    assert once.answers == 1
    assert once.p > PRIOR
    for again in (desk, desk_of(chain, journal)):
        again.submit(FieldId("a"), "6")
        again.visit(COST)
        assert known(journal, Component.COUNT) == once


def test_a_wrong_answer_counts_once_it_was_explained(chain: Problem, journal: Journal) -> None:
    desk = desk_of(chain, journal)
    field = FieldId("d", "w1")
    desk.submit(field, "223")
    assert known(journal, Component.SLOPE) == Known()
    desk.explained(field, ("partial.no-factor-2",), {})
    fallen = known(journal, Component.SLOPE)
    assert fallen.p < PRIOR
    assert known(journal, Component.POINTS).p == PRIOR
    desk.explained(field, ("partial.sign",), {})
    desk.submit(field, "446")
    assert known(journal, Component.SLOPE) == fallen, "the first answer counts, and it counts once"


def test_a_slip_and_a_wrong_answer_that_cannot_be_read_count_nothing(chain: Problem, journal: Journal) -> None:
    desk = desk_of(chain, journal)
    desk.submit(COST, "366 apples and")
    desk.submit(COST, "466")
    desk.explained(COST, ("slip.term",), {})
    assert known(journal, Component.COST) == Known(PRIOR, 1)


def test_what_was_helped_leads_only_so_far(chain: Problem, journal: Journal) -> None:
    desk = desk_of(chain, journal)
    for place in all_asked(chain):
        desk.open_hint(place)
        desk.submit(place, right_text(chain, place))
    assert all(one.p <= AIDED_MOST for one in standing_in(journal).knowledge.values())


def test_what_was_done_before_anything_counted_counts_when_it_is_opened(chain: Problem, tmp_path: Path) -> None:
    with open_journal(tmp_path / "new", lambda: NOW) as journal, open_journal(tmp_path / "old", lambda: NOW) as old:
        desk = desk_of(chain, journal)
        for field in all_asked(chain):
            desk.submit(field, right_text(chain, field))
        for entry in journal.entries(record_name(chain)):
            old.record(replace(entry, detail={k: v for k, v in entry.detail.items() if k != KNOWN}))
        assert standing_in(old).knowledge == {}
        desk_of(chain, old).visit(FieldId("a"))
        assert standing_in(old).knowledge == standing_in(journal).knowledge
