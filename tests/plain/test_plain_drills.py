"""A sitting of drills in lines: examples, what is given, what is worked alone, the search, and the end of it."""

from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.plain.drill_rooms import DrillRoom, ExampleRoom
from tutor.plain.drills import EndRoom
from tutor.plain.home import Home
from tutor.plain.item import ItemRoom
from tutor.practice.drill_entries import sitting_in, states_in
from tutor.practice.drill_sitting import Goal
from tutor.practice.items import KINDS
from tutor.practice.items.find_step import FindStep
from tutor.practice.variants import draw
from tutor.session.config import Config
from tutor.session.given import right_text
from tutor.session.item_desk import ItemDesk

from ..conftest import Clock
from ..support.items import drawn, said
from ..support.items import words_of as words_in
from ..support.thorough import also, one_of
from .drill_kit import right, work
from .plain_kit import face_at, talk, words_of


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_a_sitting_from_its_choice_to_its_summary(language: Language, tmp_path: Path, clock: Clock) -> None:
    words = words_of(language)
    with open_journal(tmp_path, clock) as journal:
        _, out, scenes = work(journal, tmp_path, clock, language, right)
        assert isinstance(scenes[-1], EndRoom)
        assert sitting_in(journal) is None, "it is over, and nothing of it is left to go on with"
        worked = [scene for scene in scenes if isinstance(scene, DrillRoom | ItemRoom)]
        assert len(worked) == 4
        assert any(isinstance(scene, ExampleRoom) for scene in scenes)
        states = states_in(journal, clock())
        assert {scene.drill.at_hand.skill for scene in worked} <= set(states)
    said = " ".join(out.getvalue().split())
    assert words("practice.drills", drills=4, right=4) in said
    for key in ("practice.over", "practice.practised", "practice.next", "practice.worked"):
        assert words(key) in said
    assert not set("\\{}$^") & set(out.getvalue())
    given = [scene for scene in worked if isinstance(scene, DrillRoom) and scene.field.step]
    for scene in given:
        assert scene.drill.at_hand.code in said


def test_a_drill_of_a_code_with_a_mistake_is_explained_and_skipped(tmp_path: Path, clock: Clock, content: Path) -> None:
    code = draw("weight-deep", 2, 5, content).id
    words = words_of("en")
    said = talk(tmp_path, clock, ["0.5", "where", "stop", "solution", "skip"], drill=str(code))
    assert words("reason.asked_for") in said.flat
    assert words("plain.not_solved", stage="d") in said.flat
    assert said.text.rstrip().endswith(words("practice.left"))
    assert words("home.tagline") in said.flat, "after a single drill one is at home"


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_a_search_for_a_wrong_step(language: Language, tmp_path: Path, clock: Clock, content: Path) -> None:
    words = words_of(language)
    variant = draw("find-step", 3, 11, content)
    with open_journal(tmp_path, clock) as journal:
        face, out = face_at(journal, tmp_path, clock, [], language)
        room = face.ways.drills(face, str(variant.id))
        assert isinstance(room, ItemRoom)
        room.enter()
        found = room.item
        assert isinstance(found, FindStep)
        last, first = len(found.lines), found.first_wrong + 1
        room.take("0")
        assert words("plain.no_number", most=last) in out.getvalue()
        if last != first:
            room.take(str(last))
        room.take("hint")
        room.take(f"work {first}")
        assert room.index == found.first_wrong
        room.take(right_text(found.problem, found.fields[room.index]))
        assert room.desk.agrees(room.asked.options[found.first_wrong]) is False
        assert words("drill.line_differs", value="").split(":")[0].rstrip(". ") in " ".join(out.getvalue().split())
        room.take("")
        assert room.index is None
        room.take("question")
        assert words("plain.own_value", value="").strip() in " ".join(out.getvalue().split())
        room.take(str(first))
        assert room.desk.question == "mistake"
        wrong = next(k for k, name in enumerate(found.choices, 1) if name != found.mistake)
        room.take(str(wrong))
        assert said(found, language, "mistake.wrong") in " ".join(out.getvalue().split())
        room.take(str(found.choices.index(found.mistake) + 1))
        assert room.desk.is_done
        assert isinstance(room.take(""), Home)
    assert not set("\\{}$^") & set(out.getvalue())


@pytest.mark.parametrize(
    ("skill", "language"),
    [
        (skill, language) if number % 2 == place else also(skill, language)
        for number, skill in enumerate(KINDS)
        for place, language in enumerate(LANGUAGES)
    ],
)
def test_an_item_is_begun_on_the_screen_s_desk_and_ended_in_lines(
    skill: str, language: Language, tmp_path: Path, clock: Clock
) -> None:
    item = drawn(skill, 2, 7)
    (first, right), *others = item.solved(words_in(item, language))
    with open_journal(tmp_path, clock) as journal:
        face, out = face_at(journal, tmp_path, clock, [], language)
        room = face.ways.drills(face, item.problem.id)
        assert isinstance(room, ItemRoom)
        assert ItemDesk(room.item, journal, clock, language).choose(first.options[right].name)
        room.desk = ItemDesk(room.item, journal, clock, language)
        room.enter()
        found: tuple[str, ...] = (first.options[right].name,)
        for question, place in others:
            wrong = next(k for k, one in enumerate(question.options) if not item.is_right(found, one.name))
            room.take(str(wrong + 1))
            remark = item.remark(found, question.options[wrong].name, words_in(item, language))
            assert " ".join(face.spoken.line(remark).split()) in " ".join(out.getvalue().split())
            room.take("hint")
            room.take(str(place + 1))
            found = (*found, question.options[place].name)
        assert room.is_told
        state = states_in(journal, clock()).get(skill)
        assert (state.drills if state else 0) == KINDS[skill].is_offered
        assert isinstance(room.take(""), Home)
    assert not set("\\{}$^") & set(out.getvalue())


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_a_pupil_is_taught_in_lines_with_numbers_of_one_s_own(language: Language, tmp_path: Path, clock: Clock) -> None:
    item = drawn("teach", 3, 1)
    words = words_in(item, language)
    with open_journal(tmp_path, clock) as journal:
        face, out = face_at(journal, tmp_path, clock, [], language)
        room = face.ways.drills(face, item.problem.id)
        assert isinstance(room, ItemRoom)
        room.enter()
        room.take("ㅠ9 = 3")
        assert "b9" in out.getvalue()
        room.take("ㅌ1 = 4, ㅛ1 = 99")
        assert room.desk.found == ("x1=4 y1=99",)
        for question, right in list(item.solved(words, room.desk.found))[1:]:
            assert " ".join(face.spoken.line(question.text).split())[:30] in " ".join(out.getvalue().split())
            room.take(str(right + 1))
        assert room.is_told
        assert words.title(item.mistake) in " ".join(out.getvalue().split())  # type: ignore[attr-defined]
        assert isinstance(face.ways.home(face).take("teach"), ItemRoom)
    assert not set("\\{}$^") & set(out.getvalue())


def test_leaving_in_the_middle_keeps_the_sitting(tmp_path: Path, clock: Clock) -> None:
    talk(tmp_path, clock, ["4 3"], drill="")
    with open_journal(tmp_path, clock) as journal:
        left = sitting_in(journal)
    assert left is not None
    assert left.current is not None
    said = talk(tmp_path, clock, ["", "home"], drill="")
    assert left.current.code in said.text


@pytest.mark.parametrize(
    ("config", "goal"),
    [(Config(minutes=10), Goal("minutes", 10)), (Config(problems=7), Goal("problems", 7)), (Config(), None)],
)
def test_the_length_that_the_learner_set_is_taken_by_enter(
    config: Config, goal: Goal | None, tmp_path: Path, clock: Clock
) -> None:
    words = words_of("ko")
    with open_journal(tmp_path, clock) as journal:
        face, out = face_at(journal, tmp_path, clock, [], "ko")
        face.config = config
        room = face.ways.drills(face)
        room.enter()
        assert (words("plain.set_length", length="").rstrip(". ") in out.getvalue()) is (goal is not None)
        following = room.take("")
        sitting = sitting_in(journal)
        assert (following is None, sitting and sitting.goal) == (goal is None, goal)


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_the_first_time_one_is_welcomed(language: Language, tmp_path: Path, clock: Clock) -> None:
    words = words_of(language)
    said = talk(tmp_path, clock, ["list"], language=language).flat
    page = (content_folder() / f"welcome.{language}.md").read_text(encoding="utf-8")
    heading, first = page.splitlines()[0].lstrip("# "), page.splitlines()[2]
    assert heading in said
    assert first in said
    assert words("plain_command.hint") in said
    assert "F2" not in said
    said = talk(tmp_path, clock, ["4.1"], language=language).flat
    assert heading in said, "nothing was opened yet"
    assert first not in talk(tmp_path, clock, [], language=language).flat
