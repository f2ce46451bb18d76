"""A pupil with one changed rule: what shows and what is hidden is so by plain loops, and what a learner does counts."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.answers.verdicts import Message
from tutor.cli.calculation import load_problem
from tutor.journal.journal import open_journal
from tutor.journal.records import DIAGNOSIS, Entry
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Problem
from tutor.lessons.template import Latex
from tutor.mistakes.everything import component_of as component_by_rule
from tutor.mistakes.everything import mistakes_of
from tutor.practice.changes import MOST_POINTS, change_of, changed, read_change, text_of
from tutor.practice.drill_entries import standing_in
from tutor.practice.hiding import REASONS, why_hidden
from tutor.practice.items.teach import KIND, Teach
from tutor.practice.items_of_codes import with_numbers_shown
from tutor.practice.mastery import PRIOR
from tutor.practice.number_skills import component_of
from tutor.practice.pupil import first_wrong, her_lines, hidden_in, shows
from tutor.practice.pupil_mistakes import HELD
from tutor.practice.sittings import TEACH
from tutor.practice.skills import LEVELS
from tutor.practice.variants import draw_many
from tutor.practice.worksheet import Named, sheet
from tutor.session.drill_desk import DrillDesk
from tutor.session.item_desk import ItemDesk

from tests.conftest import Clock
from tests.support.items import drawn, said, words_of

from .plain_claims import plain

SEEDS = range(5)


@cache
def pupil(level: int, seed: int) -> Teach:
    item = drawn(TEACH, level, seed)
    assert isinstance(item, Teach)
    return item


def _numbers(problem: Problem, mistake: str | None) -> Iterator[Any]:
    """All numbers that are written down on the way to the gradient, by plain loops."""
    is_possible = mistake in {one.id for one in mistakes_of(problem.network, len(problem.data))}
    work = plain(problem, mistake if is_possible else None)
    gradient = work.gradient()
    yield from (work.cost(), *gradient)
    for i in range(len(problem.data)):
        yield from (work.residual(i, j) for j in work.units(work.depth))
        for layer in range(1, work.depth + 1):
            yield from (*work.z[i][layer], *work.a[i][layer], *work.deltas[layer][i], *work.upstream[layer][i])


def _shows(problem: Problem, mistake: str) -> bool:
    pairs = zip(_numbers(problem, None), _numbers(problem, mistake), strict=True)
    return any(Fraction(right) != Fraction(wrong) for right, wrong in pairs)


VALUES = st.integers(-6, 6).map(lambda doubled: Fraction(doubled, 2))


@given(st.sampled_from(LEVELS), st.sampled_from(SEEDS), st.sampled_from(HELD), st.data())
@settings(max_examples=250)
def test_a_change_shows_a_mistake_where_plain_loops_give_another_number(
    level: int, seed: int, mistake: str, data: st.DataObject
) -> None:
    problem = pupil(level, seed).problem
    names = [one.name for one in problem.network.parameters] + ["x1", "y1"]
    change = data.draw(st.dictionaries(st.sampled_from(names), VALUES, min_size=1, max_size=3))
    if data.draw(st.booleans()):
        place = len(problem.data) + 1
        change |= {f"x{place}": data.draw(VALUES), f"y{place}": data.draw(VALUES)} if place <= MOST_POINTS else {}
    made = changed(problem, change)
    assert change_of(problem, text_of(change)) == change
    if any(z == 0 for zs in plain(made).z for layer in zs for z in layer):
        return  # ρ has no derivative there
    shown = _shows(made, mistake)
    assert shows(made, mistake) == shown
    first = first_wrong(made, her_lines(made, mistake))
    assert (first is None) == (not shown)


@pytest.mark.parametrize("level", LEVELS)
def test_the_first_problem_hides_the_mistake_and_what_is_offered_is_judged_by_plain_loops(level: int) -> None:
    for seed in SEEDS:
        item = pupil(level, seed)
        assert not _shows(item.problem, item.mistake)
        assert why_hidden(item.problem, item.mistake).key in REASONS
        work = plain(item.problem)
        assert all(work.gradient())
        assert all(work.residual(i, 0) != 0 for i in range(len(item.problem.data)))
        offered = [item.is_right((), name) for name in item.offered]
        assert offered == [
            _shows(changed(item.problem, change_of(item.problem, n)), item.mistake) for n in item.offered
        ]
        assert any(offered)
        assert not all(offered)
        assert len({component_of(name) for name in item.choices}) == len(item.choices) >= 3


def test_a_reason_names_numbers_that_hide_it() -> None:
    """With w⁽²⁾ = 1 it hides nothing that the weight is left out on the way back; with another it does."""
    problem = next(made for seed in range(20) if (made := hidden_in(pupil(3, seed).problem, WEIGHTS)) is not None)
    reason = why_hidden(problem, WEIGHTS)
    assert (reason.key, reason.numbers) == ("weights", "w^{(2)} = 1")
    other = changed(problem, {"w2": Fraction(3)})
    assert shows(other, WEIGHTS)
    assert _shows(other, WEIGHTS)


WEIGHTS = "partial.weights-not-followed"


def test_every_mistake_is_held_by_some_pupil_and_in_the_component_that_its_rule_has() -> None:
    problem = pupil(3, 0).problem
    assert all(hidden_in(problem, name) is not None for name in HELD)
    assert all(component_by_rule(name) is component_of(name) for name in HELD)
    assert set(KIND.bears_on) == {component_of(name) for name in HELD}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("w2=3", "w2=3"),
        ("ㅈ2 = 3, ㅌ1=-1/2", "w2=3 x1=-1/2"),
        ("x₁ = −1; w⁽²⁾ = 1.25", "w2=5/4 x1=-1"),
        ("x2 = 4 y2 = 1", "x2=4 y2=1"),
    ],
)
def test_a_change_is_read_as_answers_are(typed: str, kept: str) -> None:
    read = read_change(pupil(3, 1).problem, typed)
    assert not isinstance(read, Message)
    assert text_of(read) == kept


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "unreadable.empty"),
        ("3", "change.no_names"),
        ("q = 3", "change.no_name"),
        ("w7 = 3", "change.no_name"),
        ("w2 = 1/3", "change.not_fit"),
        ("x1 = 101", "change.not_fit"),
        ("x2 = 4", "change.half_point"),
        ("x3 = 4, y3 = 1", "change.half_point"),
        ("w2 = ", None),
        ("w2 = [1, 2]", None),
    ],
)
def test_what_is_no_change_is_said_in_the_learner_s_words(typed: str, key: str | None) -> None:
    read = read_change(pupil(3, 1).problem, typed)
    assert isinstance(read, Message)
    assert key is None or read.key == key
    for language in LANGUAGES:
        assert "{{" not in words_of(pupil(3, 1), language).words(read.key, **read.values)


@given(st.text(max_size=80) | st.text(alphabet="wxyb1230=,-./ ㅈㅌ[]()e'", max_size=60))
@settings(max_examples=300)
def test_whatever_is_typed_or_recorded_is_read_or_refused(text: str) -> None:
    item = pupil(2, 1)
    read = item.read((), text)
    if isinstance(read, str):
        assert item.is_right((), read) in (True, False)
        assert item.is_right((), read) or item.remark((), read, words_of(item, "en"))
    assert item.is_right((), text) in (True, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_numbers_lead_to_lines_and_words_about_them(language: Language, tmp_path: Path, clock: Clock) -> None:
    item = pupil(3, 1)
    words = words_of(item, language)
    right = next(name for name in item.offered if item.is_right((), name))
    own = f"{right} y1=99"
    with open_journal(tmp_path, clock) as journal:
        desk = ItemDesk(item, journal, clock, language)
        desk.keep_typed("ㅠ2=")
        assert ItemDesk(item, journal, clock, language).draft == "ㅠ2="
        assert isinstance(desk.read("?"), Message)
        read = desk.read(own.replace(" ", ", "))
        assert read == own
        assert desk.choose(read)
        assert not desk.draft
        desk = ItemDesk(item, journal, clock, language)  # half-way through, after a restart
        assert desk.found == (own,)
        question = item.ask(desk.found, words)
        made = changed(item.problem, change_of(item.problem, own))
        assert [one.text for one in question.options] == [
            f"${line.equation}$" for line in her_lines(made, item.mistake)
        ]
        place = next(k for k, _ in enumerate(question.options, 1) if item.is_right(desk.found, str(k)))
        assert desk.choose(str(place))
        wrong = next(name for name in item.choices if name != item.mistake)
        line = her_lines(made, item.mistake)[place - 1]
        assert item.remark(desk.found, wrong, words) == said(
            item, language, "words.wrong", number=place, line=Latex(line.equation)
        )
        assert desk.choose(item.mistake)
        assert desk.is_done
        assert "99" in item.told(words, desk.found)


def _solve(desk: DrillDesk, code: str, clock: Clock, *, well: bool) -> Teach:
    """A simulated learner works on a pupil, well or with wrong tries first."""
    drill = desk.open(code)
    desk.show(drill)
    item = drill.item
    assert isinstance(item, Teach)
    journal = desk._journal
    work = ItemDesk(item, journal, clock, "en")
    for question, right in item.solved(words_of(item, "en")):
        if not well:
            for option in question.options:
                if not item.is_right(work.found, option.name):
                    work.choose(option.name)
        work.choose(question.options[right].name)
    desk.finish(drill, "en")
    return item


def test_teaching_well_makes_the_component_surer_and_wrong_tries_do_not(tmp_path: Path, clock: Clock) -> None:
    code = pupil(3, 1).problem.id
    after = {}
    for well in (True, False):
        with open_journal(tmp_path / str(well), clock) as journal:
            desk = DrillDesk(journal, clock, words_of(pupil(3, 1), "en").wordings.folder, Random(1))
            item = _solve(desk, code, clock, well=well)
            states, knowledge = standing_in(journal, clock())
            assert set(knowledge) == {component_of(item.mistake)}
            after[well] = knowledge[component_of(item.mistake)].p
            assert states[TEACH].drills == 1
            assert states[TEACH].due > clock()
    assert after[True] > PRIOR > after[False]


def test_the_pupil_makes_what_this_learner_got_wrong(tmp_path: Path, clock: Clock) -> None:
    made = "partial.weight-without-input"
    with open_journal(tmp_path, clock) as journal:
        for number in range(3):
            name, at = f"4.1@{number:08x}", clock() + timedelta(minutes=number)
            journal.record(Entry(name, "d.w2", DIAGNOSIS, "", None, {"named": [made], "sure": True}, "en", at))
        assert journal.mistakes()[made].times == 3
        held: Counter[str] = Counter()
        for seed in range(4):
            desk = DrillDesk(journal, clock, words_of(pupil(1, 1), "en").wordings.folder, Random(seed))
            item = desk.open(TEACH).item
            assert isinstance(item, Teach)
            held[item.mistake] += 1
    assert held[made] >= 3, held


def test_a_pupil_is_gone_on_with_where_she_was_left(tmp_path: Path, clock: Clock) -> None:
    code = pupil(2, 3).problem.id
    with open_journal(tmp_path, clock) as journal:
        desk = DrillDesk(journal, clock, words_of(pupil(2, 3), "en").wordings.folder, Random(1))
        item = desk.open(code).item
        assert item is not None
        right = next(name for name in pupil(2, 3).offered if item.is_right((), name))
        ItemDesk(item, journal, clock, "en").choose(right)
        again = desk.open(code).item
        assert again is not None
        assert ItemDesk(again, journal, clock, "en").found == (right,)


def test_sheets_and_commands_give_the_numbers_that_a_learner_sees() -> None:
    folder = words_of(pupil(2, 3), "en").wordings.folder
    seeds = range(8)
    pairs = [(pupil(2, seed), one) for seed, one in zip(seeds, draw_many(TEACH, 2, seeds, folder), strict=True)]
    item, drawn_for = next((item, one) for item, one in pairs if item.problem.theta != one.theta)
    words = words_of(item, "en")
    shown = with_numbers_shown(drawn_for)
    assert (shown.theta, shown.data) == (item.problem.theta, item.problem.data)
    assert load_problem(item.problem.id).theta == item.problem.theta
    asked = "".join(sheet([Named(drawn_for.id, drawn_for)], words.wordings, words.words, seed=1, codes=True))
    given = [line for line in words.wordings.statement(item.problem).splitlines() if line.startswith("- $L")]
    assert given
    assert all(line in asked for line in given)


def test_the_names_of_the_questions_say_what_they_bear_on() -> None:
    item = pupil(4, 2)
    assert all(name.partition(".")[2] == component_of(item.mistake) for name in item.asks)
