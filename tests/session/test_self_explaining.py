"""It is asked why a step is right now and then, never when it hurts; what is answered is kept, and counts once."""

from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest
from tutor.journal.journal import Journal
from tutor.lessons.chain import chain_place, chain_typed
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.why_plans import PLANS, RIGHT
from tutor.mistakes.component import Component
from tutor.practice.drill_entries import standing_in
from tutor.practice.knowledge import NOTHING, Known, after_answers, after_choice
from tutor.practice.mastery import PRIOR
from tutor.practice.outcome import FieldOutcome
from tutor.practice.variants import open_code
from tutor.session.desk import Desk
from tutor.session.facts import WhyAsked
from tutor.session.given import right_text
from tutor.session.self_explaining import APART, MOST, SHARE, SITTING, STEPS_APART, due, open_why

from tests.support.clock import Clock
from tests.support.course import problem_of

from ..support.chance import Always

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FIELDS = tuple(FieldId("d", name) for name in ("w3", "b3", "w2", "b2", "w1", "b1"))


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def desk(journal: Journal, clock: Clock) -> Desk:
    return Desk(problem_of("4.1"), journal, clock, "en")


def solve(desk: Desk, field: FieldId) -> None:
    desk.submit(field, right_text(desk.problem, field))


def asks(desk: Desk, field: FieldId, asked: tuple[datetime, ...] = (), random: Random | None = None) -> bool:
    return due(desk.sitting, field, asked, NOW, random or Always()) is not None


def known(journal: Journal, component: Component) -> Known:
    return standing_in(journal).knowledge.get(component, Known())


def test_it_is_asked_after_a_step_that_was_right_at_once(desk: Desk) -> None:
    solve(desk, FIELDS[0])
    assert asks(desk, FIELDS[0])
    assert not asks(desk, FIELDS[1])  # nothing stands there
    assert not asks(desk, FieldId("a"))


def test_it_is_not_asked_when_it_hurts(desk: Desk) -> None:
    desk.submit(FIELDS[0], "7")
    assert not asks(desk, FIELDS[0])
    solve(desk, FIELDS[0])
    assert not asks(desk, FIELDS[0])  # not right at once
    for number, field in enumerate(FIELDS[1:], 2):
        solve(desk, field)
        assert asks(desk, field) == (number >= STEPS_APART)


@pytest.mark.parametrize("help_on", [Desk.open_hint, Desk.break_down])
def test_nor_after_help(desk: Desk, help_on: Callable[[Desk, FieldId], object]) -> None:
    help_on(desk, FIELDS[0])
    solve(desk, FIELDS[0])
    assert not asks(desk, FIELDS[0])


def test_it_may_be_asked_of_a_chain(desk: Desk) -> None:
    field = FieldId("d", "w1")
    desk.break_down(field)
    desk.submit(chain_place(field), chain_typed(desk.problem, field))
    assert due(desk.sitting, chain_place(field), (), NOW, Always()) == "weight"


def test_it_is_not_asked_where_all_is_done(journal: Journal, clock: Clock) -> None:
    desk = Desk(open_code("bp1:weight-last:30", content_folder()), journal, clock, "en")
    while not desk.sitting.is_done():
        field = desk.sitting.current
        solve(desk, field)
        desk.visit(desk.sitting.next_open(field) or field)
    assert not asks(desk, field)


def test_chance_decides_where_it_may_be_asked_and_is_used_nowhere_else(desk: Desk) -> None:
    solve(desk, FIELDS[0])
    shares = [asks(desk, FIELDS[0], random=Random(seed)) for seed in range(1000)]
    assert abs(sum(shares) / len(shares) - SHARE) < 0.03
    random = Random(1)
    before = random.getstate()
    assert not asks(desk, FIELDS[1], random=random)
    assert random.getstate() == before


def test_never_twice_in_a_row_and_not_often(desk: Desk, clock: Clock) -> None:
    asked = []
    for number, field in enumerate(FIELDS):
        solve(desk, field)
        clock.time += APART
        if desk.ask_why(field, Always()):
            asked.append(number)
            desk.answer_why(RIGHT)
    assert len(asked) == MOST
    assert asked[1] - asked[0] >= STEPS_APART
    assert len({one.name for one in desk.sitting.whys}) == MOST  # another question


def test_nor_in_another_problem_a_moment_later(desk: Desk) -> None:
    solve(desk, FIELDS[0])
    assert not asks(desk, FIELDS[0], (NOW - APART / 2,))
    assert asks(desk, FIELDS[0], (NOW - APART,))
    assert not asks(desk, FIELDS[0], (NOW - 2 * APART, NOW - APART))
    assert asks(desk, FIELDS[0], (NOW - SITTING, NOW - APART))


def test_what_was_asked_and_answered_is_kept(desk: Desk, journal: Journal, clock: Clock) -> None:
    solve(desk, FIELDS[0])
    (fact,) = desk.ask_why(FIELDS[0], Always())
    assert isinstance(fact, WhyAsked)
    desk.answer_why("first")
    again = Desk(desk.problem, journal, clock, "en")
    assert again.sitting.whys == desk.sitting.whys
    asked = open_why(again.sitting)
    assert asked is not None
    assert (asked.field, asked.name, asked.reasons) == (FIELDS[0], fact.name, ("first",))
    again.answer_why(RIGHT)
    assert open_why(Desk(desk.problem, journal, clock, "en").sitting) is None
    assert not again.answer_why(RIGHT)


@pytest.mark.parametrize("reason", [RIGHT, "first", "second", ""])
def test_the_first_reason_counts_for_its_component_alone(desk: Desk, journal: Journal, reason: str) -> None:
    solve(desk, FIELDS[0])
    (fact,) = desk.ask_why(FIELDS[0], Always())
    assert isinstance(fact, WhyAsked)
    component, before = PLANS[fact.name].bears_on, standing_in(journal).knowledge
    desk.answer_why(reason)
    after = standing_in(journal).knowledge
    assert all(after[one] == before[one] for one in before if one != component)
    assert after[component].answers == before[component].answers + bool(reason)
    assert (after[component].p > before[component].p) == (reason == RIGHT)
    assert (after[component].p < before[component].p) == (reason in ("first", "second"))
    desk.answer_why(RIGHT)
    assert standing_in(journal).knowledge == after


@pytest.mark.parametrize("is_right", [True, False])
def test_it_weighs_as_much_as_one_question_of_an_item(is_right: bool) -> None:
    problem, outcome = open_code("bp1:predict:210", content_folder()), FieldOutcome(is_right, 1)
    of_item = after_answers(NOTHING, problem, {"nudge": outcome}, ("nudge", "gate", "step"), NOW)
    alone = after_choice(NOTHING, Component.PREDICTING, outcome, NOW)
    assert alone == of_item
    assert (alone[Component.PREDICTING].p > PRIOR) == is_right


def test_in_a_drill_it_counts_at_once_and_the_answers_at_its_end(journal: Journal, clock: Clock) -> None:
    problem: Problem = open_code("bp1:points:30", content_folder())
    desk = Desk(problem, journal, clock, "en")
    field = desk.sitting.current
    solve(desk, field)
    (fact,) = desk.ask_why(field, Always())
    assert isinstance(fact, WhyAsked)
    desk.answer_why(RIGHT)
    component = PLANS[fact.name].bears_on
    assert set(standing_in(journal).knowledge) == {component}
    assert known(journal, component).answers == 1
