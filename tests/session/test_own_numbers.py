"""The learner's own wrong numbers come back after a week, if a rule was surely behind them, and are mended."""

from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from tutor.answers.verdicts import Verdict
from tutor.journal.journal import Journal, open_journal
from tutor.journal.records import JSON
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.stages import parse_field
from tutor.mistakes.component import Component
from tutor.practice.codes import CodeError
from tutor.practice.drill_entries import standing_in
from tutor.practice.drill_sitting import Goal
from tutor.practice.items.own_number import OWN_NUMBER, OwnNumber
from tutor.practice.mastery import PRIOR
from tutor.practice.variants import open_code
from tutor.session.desk import Desk
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.item_desk import ItemDesk
from tutor.session.lesson_list import LessonList
from tutor.session.own_numbers import REASON, due, own_drill
from tutor.session.suggestion import Suggestion, Way, suggested
from tutor.session.today import todays_drill

from tests.plain.plain_kit import talk
from tests.practice.plain_claims import plain
from tests.support.clock import Clock
from tests.support.course import problem_of
from tests.support.items import words_of

WEIGHTS = "partial.weight-without-input"


@pytest.fixture(name="calendar")
def a_calendar() -> Clock:
    return Clock(datetime(2026, 3, 2, 9, tzinfo=UTC))


def wrong_answer(
    journal: Journal,
    clock: Callable[[], datetime],
    problem: Problem,
    name: str = "d.w2",
    mistake: str = WEIGHTS,
    *,
    is_sure: bool = True,
    text: str = "",
) -> Fraction:
    """Answer a field as the mistake has it, by plain loops, and have that explained."""
    field = parse_field(name)
    place = [one.name for one in problem.network.parameters].index(field.name)
    value = Fraction(plain(problem, mistake).gradient()[place])
    desk = Desk(problem, journal, clock, "en")
    (fact,) = desk.submit(field, text or str(value))
    assert fact.mark.verdict is Verdict.WRONG  # type: ignore[union-attr]
    found: dict[str, JSON] = {"told": []}
    desk.explained(field, (mistake,), found, is_sure=is_sure)
    return value


def desk_of(journal: Journal, clock: Callable[[], datetime]) -> DrillDesk:
    return DrillDesk(journal, clock, content_folder(), Random(1))


def the_drill(journal: Journal, now: datetime) -> Drill:
    """The drill of the one number that is to be mended."""
    (number,) = due(journal, now, content_folder())
    drill = number.drill(now)
    assert drill is not None
    return drill


def mend(journal: Journal, clock: Callable[[], datetime], desk: DrillDesk, drill: Drill, *, well: bool = True) -> None:
    item = drill.item
    assert isinstance(item, OwnNumber)
    desk.show(drill)
    work = ItemDesk(item, journal, clock, "en")
    if not well:
        for _ in range(3):
            work.choose("no line")
    work.choose(str(item.wrong.first + 1))
    read = work.read(str(item.right))
    assert isinstance(read, str)
    assert work.choose(read)
    desk.finish(drill, "en")


def test_a_wrong_number_comes_back_after_a_week_with_lines_that_lead_to_it(tmp_path: Path, calendar: Clock) -> None:
    problem = problem_of("4.1")
    with open_journal(tmp_path, calendar) as journal:
        value = wrong_answer(journal, calendar, problem)
        calendar.wait(6.9)
        assert not due(journal, calendar(), content_folder())
        calendar.wait(0.2)
        drill = the_drill(journal, calendar())
        item = drill.item
        assert isinstance(item, OwnNumber)
        assert todays_drill(journal, calendar(), content_folder())[:2] == (OWN_NUMBER, REASON)
        assert todays_drill(journal, calendar(), content_folder()).own == 1
        work, wrong = plain(problem), plain(problem, WEIGHTS)
        names = [one.name for one in problem.network.parameters]
        assert item.right == Fraction(work.gradient()[names.index("w2")])
        assert item.wrong.value == value == Fraction(wrong.gradient()[names.index("w2")])
        assert str(item.wrong.first + 1) == str(len(item.wrong.lines)), "only the last factor is another"
        for language in LANGUAGES:
            asked = item.ask((), words_of(item, language)).text
            assert "2026-03-02" in asked
            assert str(value) in asked


def test_it_is_counted_among_what_is_due(tmp_path: Path, calendar: Clock) -> None:
    with open_journal(tmp_path, calendar) as journal:
        wrong_answer(journal, calendar, problem_of("4.1"))
        calendar.wait(8)
        lessons = LessonList(content_folder(), None, journal)
        own = len(due(journal, calendar(), content_folder()))
        assert suggested(lessons, journal, calendar(), after="4.1", own=own) == Suggestion(Way.DUE, due=1)
    assert "to review now: 1" in talk(tmp_path, calendar, ["quit"]).flat


def test_it_is_mended_once_and_counts_for_the_component(tmp_path: Path, calendar: Clock) -> None:
    with open_journal(tmp_path, calendar) as journal:
        wrong_answer(journal, calendar, problem_of("4.1"))
        before = standing_in(journal, calendar()).knowledge[Component.FACTOR].p
        assert before < PRIOR
        calendar.wait(8)
        desk = desk_of(journal, calendar)
        desk.begin(Goal("problems", 3))
        drill = desk.coming().result(30)
        assert (drill.at_hand.skill, drill.at_hand.reason) == (OWN_NUMBER, REASON)
        mend(journal, calendar, desk, drill)
        standing = standing_in(journal, calendar())
        assert standing.knowledge[Component.FACTOR].p > before
        assert OWN_NUMBER not in standing.states
        assert desk.coming().result(30).at_hand.skill != OWN_NUMBER
        calendar.wait(30)
        assert not due(journal, calendar(), content_folder())


def test_what_was_mended_badly_comes_again_a_week_later(tmp_path: Path, calendar: Clock) -> None:
    with open_journal(tmp_path, calendar) as journal:
        wrong_answer(journal, calendar, problem_of("4.1"))
        calendar.wait(8)
        desk = desk_of(journal, calendar)
        drill = the_drill(journal, calendar())
        mend(journal, calendar, desk, drill, well=False)
        calendar.wait(6)
        assert not due(journal, calendar(), content_folder())
        calendar.wait(1.1)
        assert due(journal, calendar(), content_folder())


def test_a_sitting_is_resumed_at_an_own_number(tmp_path: Path, calendar: Clock) -> None:
    with open_journal(tmp_path, calendar) as journal:
        wrong_answer(journal, calendar, problem_of("4.1"))
        calendar.wait(8)
        desk = desk_of(journal, calendar)
        desk.begin(Goal("problems", 3))
        drill = desk.coming().result(30)
        desk.show(drill)
        assert drill.item is not None
        ItemDesk(drill.item, journal, calendar, "en").choose("1000")
        desk.leave()
    with open_journal(tmp_path, calendar) as journal:
        again = desk_of(journal, calendar)
        again.resume()
        assert again.coming().result(30).at_hand.code == drill.at_hand.code
        assert desk_of(journal, calendar).open(drill.at_hand.code).at_hand.code == drill.at_hand.code
    with open_journal(tmp_path / "other", calendar) as journal:
        assert own_drill(journal, calendar(), content_folder(), drill.at_hand.code) is None
        with pytest.raises(CodeError):
            desk_of(journal, calendar).open(drill.at_hand.code)


@pytest.mark.parametrize("why", ["a possibility", "another number", "a slip"])
def test_what_would_not_be_true_of_the_learner_never_comes(why: str, tmp_path: Path, calendar: Clock) -> None:
    with open_journal(tmp_path, calendar) as journal:
        problem = problem_of("4.1")
        match why:
            case "a possibility":
                wrong_answer(journal, calendar, problem, is_sure=False)
            case "another number":
                wrong_answer(journal, calendar, problem, text="12345")
            case _:
                desk = Desk(problem, journal, calendar, "en")
                desk.submit(parse_field("d.w2"), "541")
                desk.explained(parse_field("d.w2"), ("slip.digits",), {}, is_sure=True)
        calendar.wait(10)
        assert not due(journal, calendar(), content_folder())


def test_numbers_from_drills_come_too_and_codes_for_everybody_do_not_name_them(tmp_path: Path, calendar: Clock) -> None:
    drawn = open_code("bp1:weight-deep:137f3a2c", content_folder())
    with open_journal(tmp_path, calendar) as journal:
        wrong_answer(journal, calendar, drawn, "d.w1")
        calendar.wait(8)
        drill = the_drill(journal, calendar())
        assert drill.problem.data == drawn.data
        with pytest.raises(CodeError):
            open_code(drill.at_hand.code, content_folder())
