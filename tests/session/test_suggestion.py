"""The one next thing: there is always one, it is what waits, and never what has just come to its end."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from tutor.journal.journal import Journal, open_journal
from tutor.lessons.content import content_folder
from tutor.lessons.load import find, load
from tutor.lessons.problem import Lesson, Problem
from tutor.lessons.stages import all_asked
from tutor.practice.drill_sitting import Goal
from tutor.session.desk import Desk
from tutor.session.drill_desk import DrillDesk
from tutor.session.essay_desk import EssayDesk
from tutor.session.given import given_facts, right_text
from tutor.session.lesson_list import LessonList
from tutor.session.record_names import record_name
from tutor.session.status import Status
from tutor.session.suggestion import DRILLS, Suggestion, Way, suggested
from tutor.session.today import days_this_month, todays_drill
from tutor.session.welcome import welcome

from tests.support.clock import Clock


@pytest.fixture
def at() -> Clock:
    return Clock(datetime(2026, 11, 3, 9, tzinfo=UTC))


@pytest.fixture
def journal(tmp_path: Path, at: Clock) -> Iterator[Journal]:
    with open_journal(tmp_path / "records", at) as opened:
        yield opened


def read(name: str, content: Path) -> Lesson:
    path = find(name, content)
    assert path is not None
    return load(path)


def solve(name: str, content: Path, journal: Journal, at: Clock, most: int = 1000) -> Problem:
    problem = read(name, content)
    assert isinstance(problem, Problem)
    desk = Desk(problem, journal, at, "en")
    for field in list(all_asked(problem))[:most]:
        desk.submit(field, right_text(problem, field))
    return problem


def write(content: Path, journal: Journal, at: Clock, *prompts: str) -> None:
    desk = EssayDesk(read("4.3", content), journal, at, "en")  # type: ignore[arg-type]
    for prompt in prompts:
        desk.visit(prompt)
        desk.keep(prompt, "Some words.")


def drill(content: Path, journal: Journal, at: Clock, number: int = 1) -> None:
    """Work so many drills to the end of a sitting."""
    desk = DrillDesk(journal, at, content, Random(1))
    desk.begin(Goal("problems", number))
    while not desk.is_over:
        coming = desk.coming().result(60)
        desk.show(coming)
        if coming.is_example:
            desk.read(coming, "en")
            continue
        work = Desk(coming.problem, journal, at, "en", given_facts(coming.problem, coming.at_hand.fading, at()))
        for field in all_asked(coming.problem):
            if work.sitting.status(field) is not Status.RIGHT:
                work.submit(field, right_text(coming.problem, field))
        desk.finish(coming, "en")
    desk.end()


def found(content: Path, journal: Journal, at: Clock, after: str = "", own: Path | None = None) -> tuple[Way, str]:
    suggestion = suggested(LessonList(content, own, journal), journal, at(), after=after)
    return suggestion.way, suggestion.lesson.id if suggestion.lesson else ""


def test_who_begins_is_sent_to_the_first_of_the_course(content: Path, journal: Journal, at: Clock) -> None:
    assert welcome(journal, content, "en")
    assert found(content, journal, at) == (Way.COURSE, "4.1")


def test_what_was_left_comes_first(content: Path, journal: Journal, at: Clock) -> None:
    solve("4.2", content, journal, at, most=3)
    assert not welcome(journal, content, "en"), "what was left takes its place"
    assert found(content, journal, at) == (Way.GO_ON, "4.2")
    write(content, journal, at, "a")
    assert found(content, journal, at) == (Way.GO_ON, "4.3"), "one of its questions has no answer"


def test_a_sitting_that_was_left_is_gone_on_with(content: Path, journal: Journal, at: Clock) -> None:
    desk = DrillDesk(journal, at, content, Random(1))
    desk.begin(Goal("problems", 5))
    desk.show(desk.coming().result(60))
    desk.leave()
    suggestion = suggested(LessonList(content, None, journal), journal, at())
    assert suggestion == Suggestion(Way.GO_ON_DRILL, code="")
    assert suggestion.goes_on


def test_after_a_finale_the_course_goes_on(content: Path, journal: Journal, at: Clock) -> None:
    problem = solve("4.1", content, journal, at)
    assert found(content, journal, at, record_name(problem)) == (Way.COURSE, "4.2")
    assert found(content, journal, at) == (Way.COURSE, "4.2"), "at home, the same"


def test_what_is_due_comes_before_the_course_and_not_after_drills(content: Path, journal: Journal, at: Clock) -> None:
    drill(content, journal, at)
    at.wait(9)
    problem = solve("4.1", content, journal, at)
    assert found(content, journal, at, record_name(problem)) == (Way.DUE, "")
    assert found(content, journal, at, DRILLS) == (Way.COURSE, "4.2")


def test_once_the_course_is_done_drills_and_the_shelf_take_turns(content: Path, journal: Journal, at: Clock) -> None:
    for name in ("4.1", "4.2"):
        solve(name, content, journal, at)
    write(content, journal, at, "a", "b")
    essay = record_name(read("4.3", content))
    assert found(content, journal, at, essay) == (Way.DRILLS, "")
    assert found(content, journal, at, DRILLS) == (Way.SHELF, "apples")
    solve("apples", content, journal, at)
    way, name = found(content, journal, at, DRILLS)
    assert way is Way.SHELF
    assert name != "apples"


def test_a_folder_that_was_named_comes_before_the_course(
    tmp_path: Path, content: Path, journal: Journal, at: Clock
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    graph = "graph: {q: x + y, f: q * z}\ninputs: {x: -2, y: 5, z: -4}\n"
    (own / "mine.md").write_text(f'---\nid: "mine"\nlang: en\ntitle: Mine\n{graph}---\n\nOne.\n', encoding="utf-8")
    assert found(content, journal, at, own=own) == (Way.COURSE, "mine")


def test_there_is_always_something(content: Path, journal: Journal, at: Clock) -> None:
    for name in ("4.1", "4.2"):
        solve(name, content, journal, at)
    write(content, journal, at, "a", "b")
    for lesson in LessonList(content, None, journal).on_shelf():
        solve(lesson.id, content, journal, at)
    for after in ("", DRILLS, record_name(read("4.3", content))):
        assert found(content, journal, at, after) == (Way.DRILLS, "")


def test_todays_drill_has_its_reason(content: Path, journal: Journal, at: Clock) -> None:
    assert todays_drill(journal, at(), content).reason == "first"
    drill(content, journal, at)
    at.wait(9)
    today = todays_drill(journal, at(), content)
    assert (today.reason, today.params) == ("due", {"days": 9})


def test_days_are_counted_in_their_month_and_never_lost(content: Path, journal: Journal, at: Clock) -> None:
    assert days_this_month(journal, at()) == 0
    for days in (0, 0, 4, 7):
        at.wait(days)
        solve("4.1", content, journal, at, most=2)
    assert days_this_month(journal, at()) == 3
    at.wait(10)
    assert days_this_month(journal, at()) == 3, "days without practice take none away"
    at.wait(14)
    assert days_this_month(journal, at()) == 0, "another month"


def test_what_is_suggested_is_called_by_its_number_or_by_a_title_alone() -> None:
    for name, title in (("4.1", "4.1 A chain of one-unit layers"), ("mazur", "Mazur, step by step")):
        path = find(name, content_folder())
        assert path is not None
        _, mentioned = Suggestion(Way.GO_ON, load(path)).words("en")
        assert mentioned == {"title": title}
