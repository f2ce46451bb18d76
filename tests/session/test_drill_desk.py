"""A sitting of drills on the desk: what is given, what is recorded, what is kept, and what comes next."""

from functools import cache
from pathlib import Path

import pytest
from tutor.answers.verdicts import Verdict
from tutor.journal.journal import Journal, open_journal
from tutor.journal.records import DRILL
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.lessons.stages import all_asked, parse_field
from tutor.lessons.words import read_words
from tutor.practice.choosing import supply_of
from tutor.practice.codes import CodeError
from tutor.practice.drill_entries import sitting_in, states_in
from tutor.practice.drill_sitting import AtHand, Goal
from tutor.practice.fading import faded
from tutor.practice.number_skills import NUMBER_SKILLS, SMOOTH
from tutor.practice.outcome import Grade
from tutor.practice.states import ALONE, LAST_STEPS, MORE
from tutor.practice.variants import draw
from tutor.session.desk import Desk
from tutor.session.drill import Drill, opened
from tutor.session.drill_words import given_words
from tutor.session.given import first_open, given_facts, right_text
from tutor.session.item_desk import ItemDesk
from tutor.session.naming import Naming
from tutor.session.record_names import record_name
from tutor.session.status import Status

from ..conftest import Clock
from ..support.items import words_of
from ..support.thorough import also
from .drill_desk_kit import desk_of, shown

CODE = "bp1:weight-deep:137f3a2c"


def solve(drill: Drill, journal: Journal, clock: Clock, first: str = "") -> None:
    given = given_facts(drill.problem, drill.at_hand.fading, clock())
    work = Desk(drill.problem, journal, clock, "en", given)
    for place in all_asked(drill.problem):
        if work.sitting.status(place) is not Status.RIGHT:
            if first:
                work.submit(place, first)
            work.submit(place, right_text(drill.problem, place))
    assert work.sitting.is_done()


@cache
def easiest(skill: str) -> Problem:
    return draw(skill, 1, 7, content_folder())


@pytest.mark.parametrize("skill", NUMBER_SKILLS)
@pytest.mark.parametrize("fading", [LAST_STEPS, MORE, ALONE])
def test_what_is_given_is_right_and_what_is_open_is_open(tmp_path: Path, clock: Clock, skill: str, fading: int) -> None:
    problem = easiest(skill)
    with open_journal(tmp_path, clock) as journal:
        desk = Desk(problem, journal, clock, "ko", given_facts(problem, fading, clock()))
        parts = faded(problem, fading)
        exact = {Verdict.CORRECT} if skill != SMOOTH else {Verdict.CORRECT, Verdict.ROUNDED}
        assert {desk.sitting.answers[place].mark.verdict for place in parts.given} <= exact
        assert not any(place in desk.sitting.answers for place in parts.open)
        assert not desk.sitting.is_done()
        assert not desk.was_begun
        assert journal.entries(record_name(problem)) == []
        if parts.given:
            start = first_open(problem, fading)
            assert start is not None
            assert desk.sitting.current == start.parent


def test_a_sitting_from_the_example_to_the_summary(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        desk = desk_of(journal, clock)
        desk.begin(Goal("problems", 2))
        example = shown(desk)
        assert example.is_example
        desk.read(example, "en")
        assert states_in(journal)[example.at_hand.skill].drills == 0
        wrong = shown(desk)
        assert (wrong.at_hand.skill, wrong.at_hand.reason) == (example.at_hand.skill, "after_example")
        solve(wrong, journal, clock, first="-99999")
        desk.finish(wrong, "en")
        assert states_in(journal)[wrong.at_hand.skill].grade == Grade.HARD
        assert not desk.is_over
        following = shown(desk)
        while following.is_example:
            desk.read(following, "en")
            following = shown(desk)
        solve(following, journal, clock)
        desk.finish(following, "en")
        assert desk.is_over
        found = desk.end()
        assert (found.drills, found.right) == (2, 1)
        assert sitting_in(journal) is None
        kinds = [entry.kind for entry in journal.entries(record_name(wrong.problem))]
        assert kinds.count(DRILL) == 1


@pytest.mark.parametrize(("first", "grade"), [("", Grade.GOOD), ("-99999", Grade.HARD)])
def test_steps_of_a_faded_drill_count(tmp_path: Path, clock: Clock, first: str, grade: Grade) -> None:
    with open_journal(tmp_path, clock) as journal:
        desk = desk_of(journal, clock)
        desk.begin(Goal("problems", 2))
        desk.read(shown(desk), "en")
        drill = shown(desk)
        assert (len(drill.open_fields), len(drill.open_steps) > 1) == (1, True)
        work = Desk(drill.problem, journal, clock, "en", given_facts(drill.problem, drill.at_hand.fading, clock()))
        desk.look_ahead(drill)
        for name in (*drill.open_steps, *drill.open_fields):
            field = parse_field(name)
            if first and name == drill.open_steps[0]:
                work.submit(field, first)
                desk.look_ahead(drill)
            work.submit(field, right_text(drill.problem, field))
            desk.look_ahead(drill)
        desk.finish(drill, "en")
        assert states_in(journal)[drill.at_hand.skill].grade == grade


def test_a_sitting_that_was_left_goes_on_with_the_same_drill(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        desk = desk_of(journal, clock)
        assert desk.left() is None
        desk.begin(Goal("minutes", 5))
        desk.read(shown(desk), "ko")
        drill = shown(desk)
        desk.leave()
        again = desk_of(journal, clock, seed=2)
        again.resume()
        same = again.coming().result(30)
        assert same.at_hand == drill.at_hand
        assert (same.problem.data, same.problem.theta) == (drill.problem.data, drill.problem.theta)
        assert again.seconds_spent() > 0


def test_what_was_not_tried_is_not_counted_when_skipped(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        desk = desk_of(journal, clock)
        desk.begin(Goal("problems", 1))
        desk.read(shown(desk), "en")
        drill = shown(desk)
        desk.skip(drill, "en")
        assert states_in(journal)[drill.at_hand.skill].drills == 0
        tried = shown(desk)
        assert tried.at_hand.code != drill.at_hand.code
        field = first_open(tried.problem, tried.at_hand.fading)
        assert field is not None
        given = given_facts(tried.problem, tried.at_hand.fading, clock())
        Desk(tried.problem, journal, clock, "en", given).submit(field.parent, "-99999")
        desk.skip(tried, "en")
        assert states_in(journal)[tried.at_hand.skill].grade == Grade.AGAIN
        assert desk.is_over


def test_the_drill_prepared_meanwhile_is_never_the_wrong_one(tmp_path: Path, clock: Clock) -> None:
    """It was chosen as if the drill before went well; where that one went wrong, what is due then comes."""
    with open_journal(tmp_path, clock) as journal:
        desk = desk_of(journal, clock)
        desk.begin(Goal("problems", 30))
        for number in range(12):
            drill = shown(desk)
            if drill.is_example:
                desk.read(drill, "en")
                continue
            if drill.item is None:
                solve(drill, journal, clock, first="-99999" if number % 2 else "")
            else:
                work = ItemDesk(drill.item, journal, clock, "en")
                for question, right in drill.item.solved(words_of(drill.item, "en")):
                    work.choose(question.options[right].name)
            desk.finish(drill, "en")
            state = states_in(journal)[drill.at_hand.skill]
            following = desk.coming().result(30)
            later = states_in(journal).get(following.at_hand.skill)
            assert state.drills
            assert following.at_hand.level == (later.level if later else 1)
        assert desk.sitting is not None
        assert len(desk.sitting.codes) == 12


def test_a_drill_by_its_code(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        desk = desk_of(journal, clock)
        drill = desk.open(CODE.upper())
        desk.show(drill)
        assert (drill.problem.id, drill.at_hand.fading, desk.sitting) == (CODE, ALONE, None)
        solve(drill, journal, clock)
        desk.finish(drill, "en")
        assert states_in(journal)["weight-deep"].drills == 1
        assert desk.left() is None
        again = desk_of(journal, clock).open(CODE)
        assert not Desk(again.problem, journal, clock, "en").sitting.answers, "it begins anew"
        with pytest.raises(CodeError):
            desk.open("bp1:nothing:1")


@pytest.mark.parametrize(("skill", "is_told"), [("count", False), ("forward-cost", True)])
def test_given_steps_are_told_of_where_there_are_any(skill: str, is_told: bool) -> None:
    code = draw(skill, 1, 7, content_folder()).id
    for fading in (LAST_STEPS, MORE):
        drill = opened(AtHand(skill, 1, code, fading, "new", {"skill": skill}), content_folder())
        naming = Naming(read_words(content_folder(), "en"))
        assert bool(given_words(naming, drill)) is (is_told and bool(faded(drill.problem, fading).given))
        assert bool(given_words(naming, drill)) is is_told


@pytest.mark.parametrize("seed", [*range(2), *map(also, range(2, 6))])
def test_a_count_after_its_example_has_other_numbers(seed: int) -> None:
    seen = draw("count", 1, seed, content_folder())
    again = [seed, *range(100)]
    assert any(one.network.widths == seen.network.widths for one in supply_of(content_folder())("count", 1, again))
    for one in supply_of(content_folder(), {seen.id})("count", 1, again):
        assert one.network.widths != seen.network.widths
    assert supply_of(content_folder(), {seen.id})("count", 1, [seed]), "there is always one"


def test_what_comes_next_is_foreseen_anew_once_an_answer_was_wrong(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        desk = desk_of(journal, clock)
        desk.begin(Goal("problems", 5))
        desk.read(shown(desk), "en")
        drill = shown(desk)
        work = Desk(drill.problem, journal, clock, "en", given_facts(drill.problem, drill.at_hand.fading, clock()))
        prefetched = desk.coming()
        desk.look_ahead(drill)
        assert desk.coming() is prefetched, "nothing is known that was not known before"
        (field,) = drill.open_fields
        work.submit(parse_field(field), "-99999")
        desk.look_ahead(drill)
        anew = desk.coming()
        assert anew is not prefetched
        work.submit(parse_field(field), right_text(drill.problem, parse_field(field)))
        desk.look_ahead(drill)
        assert desk.coming() is anew, "that it was mended was prefetched"
        expected = anew.result(30).at_hand
        desk.finish(drill, "en")
        settled = desk.coming().result(30).at_hand
        assert (settled.skill, settled.code) == (expected.skill, expected.code), "what was prefetched is what comes"
