"""Home: the list of problems, how far each is, and the ways into and out of them."""

import shutil
from pathlib import Path

import pytest
from textual.widgets import OptionList
from tutor.lessons.content import content_folder
from tutor.lessons.load import load
from tutor.screens.drill_choice import DrillChoiceScreen
from tutor.screens.home import HomeScreen
from tutor.screens.laboratory.screen import LaboratoryScreen
from tutor.screens.problem import ProblemScreen
from tutor.session.config import Config
from tutor.session.last_laboratory import HEIGHTS, keep_laboratory, last_laboratory, sparkline
from tutor.widgets.choice_list import HERE

from tests.support.course import problem_of

from ..conftest import Clock
from ..support.solved import work
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated


def is_home(at: Learner) -> bool:
    return isinstance(at.app.screen, HomeScreen) and at.app.focused is not None


async def test_the_welcome_stands_there_the_first_time_only(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=NARROW) as at:
        for word in ("Enter", "F2", "saved"):
            assert word in at.screen
        await at.press("f9")
        await at.sees("어서 오십시오")
        assert "backprop-tutor" in at.screen, "the page stays where it is"
        await at.press("f9")
        await at.press("enter", then="a")
        await at.press("escape")
        await at.until(lambda: is_home(at))
        assert "Welcome" not in at.screen
    async with seated(tmp_path, None, size=NARROW) as at:
        assert "Welcome" not in at.screen


async def test_a_digit_opens_its_problem(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=NARROW) as at:
        await at.press("9")
        assert is_home(at), "there are not so many"
        await at.press("2", then="a")
        assert at.lines[0].startswith(" 4.2")
        await at.press("escape")
        await at.until(lambda: is_home(at))
        await at.press("down", "enter", then="a")
        assert at.lines[0].startswith(" 4.2")


async def test_progress_and_going_on(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=NARROW) as at:
        await at.press("2", then="a")
        await at.answer("7", "b.C")
        await at.answer("a2 y", "b.a2")
        await at.answer("5")
        await at.press("escape")
        await at.until(lambda: is_home(at))
        assert "2/23" in at.line("2 4.2", at.say("home.mark"))
        assert "0/21" in at.line("4.1")
        await at.press("f5", then="b.a2")
        await at.press("escape")
        await at.until(lambda: is_home(at))
    async with seated(tmp_path, None, size=NARROW, language="ko") as at:
        assert "2/23" in at.line("2 4.2", at.say("home.mark"))
        await at.press("f5", then="b.a2")


async def test_starting_over_is_asked_twice(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await at.answer("6", "b.C")
        await at.press("escape")
        await at.until(lambda: is_home(at))
        await at.press("f8")
        await at.sees(at.say("home.ask_start_over", id="4.1"))
        await at.press("down", "up", "f8")
        await at.sees(at.say("home.ask_start_over", id="4.1"))
        assert "1/21" in at.line("1 4.1")
        await at.press("f8")
        await at.until(lambda: "0/21" in at.screen)
        await at.press("enter", then="a")
        assert at.typed == ""
        assert at.sitting.answers == {}


async def test_help_explains_the_screen_and_lists_its_keys(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=(100, 130)) as at:
        await at.press("f1")
        await at.sees(at.say("help.keys"), at.say("command_help.start_over"))
        await at.press("escape")
        await at.until(lambda: is_home(at))
        await at.press("1", then="a")
        await at.type("6")
        await at.press("f1")
        await at.sees(at.say("command_help.break_down"))
        await at.press("f1")
        await at.until(lambda: at.field == "a" and at.typed == "6")


async def test_the_palette_offers_what_can_be_done(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=(100, 60)) as at:
        at.post("ctrl+p")
        await at.until(lambda: at.say("command_help.next_stage") in at.screen)
        for name in ("hint", "language", "theme", "glyphs", "home", "quit"):
            assert at.say(f"command_help.{name}")[:40] in at.screen
        assert at.say("command_help.break_down") not in at.screen, "(a) has no sub-steps"
        here = [line.strip("│▌▐▏▕█ ") for line in at.lines if HERE in line]
        assert [line.startswith(HERE) for line in here] == [True], "what is highlighted has the sign of all lists"
        await at.type(at.say("command.next_stage"))
        await at.press("enter")
        await at.until(lambda: at.field == "b.C")


async def test_no_word_is_missing_in_the_palette_where_it_has_to_scroll(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        at.post("ctrl+p")
        last = at.say("command_help.glyphs").split()[-1]
        await at.until(lambda: last in at.screen)


async def test_the_line_where_one_stopped_is_in_sight(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("rnn-bptt"), "b", clock)
    async with seated(tmp_path, None, size=NARROW) as at:
        for size in (NARROW, (100, 40), NARROW):
            await at.resize(*size)
            await at.until(lambda: any(line.lstrip().startswith(HERE) for line in at.lines))


@pytest.mark.parametrize("damage", ["id: [", also("widths: [1, 0, 1]"), "{{nonsense}}"])
async def test_a_fault_in_content_is_told_and_the_rest_works(tmp_path: Path, damage: str) -> None:
    content = tmp_path / "content"
    shutil.copytree(content_folder(), content)
    lesson = content / "day13" / "4.2.md"
    text = lesson.read_text(encoding="utf-8")
    changed = text.replace("widths: [1, 2, 1]", damage) if "widths" in damage else text.replace("title:", damage, 1)
    lesson.write_text(changed if damage != "{{nonsense}}" else text + damage, encoding="utf-8")
    async with seated(tmp_path / "data", None, size=(120, 40), content=content) as at:
        if damage != "{{nonsense}}":
            await at.until(lambda: "4.2.md:" in at.screen)
            await at.press("2")
            await at.until(lambda: "4.3" in at.lines[0])
        else:
            await at.press("1", then="a")
            assert isinstance(at.app.screen, ProblemScreen)


async def test_the_shelf_is_folded_until_it_is_wanted(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=(100, 50), language="ko") as at:
        lesson = load(content_folder() / "classics" / "mazur.md")
        title, other = lesson.wording("ko").title, lesson.wording("en").title
        assert at.say("home.shelf") in at.screen
        assert title not in at.screen
        await at.press("4")
        await at.sees(title)
        await at.press("enter")
        await at.until(lambda: title not in at.screen)
        await at.press("enter", "down")
        await at.press("enter", then="b.price")
        await at.answer("apple_price tax", "b.apple_price")
        await at.press("escape")
        await at.until(lambda: is_home(at))
        assert title in at.screen, "the learner stopped there"
        await at.press("f9")
        await at.sees(other)


async def test_a_fault_on_the_shelf_is_told_when_it_is_unfolded(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(content_folder(), content)
    (content / "classics" / "mazur.md").write_text("id: [", encoding="utf-8")
    async with seated(tmp_path / "data", None, size=(120, 40), content=content) as at:
        assert "mazur.md:" not in at.screen
        await at.press("4")
        await at.until(lambda: "mazur.md:" in at.screen)


async def test_the_problems_of_a_folder_stand_beside_the_course(tmp_path: Path) -> None:
    own = tmp_path / "week 3"
    own.mkdir()
    graph = "graph: {q: x + y, f: q * z}\ninputs: {x: -2, y: 5, z: -4}\n"
    for name, body in (
        ("a", f'---\nid: "a-rather-long-name"\nlang: en\ntitle: First\n{graph}---\n\nOne.\n'),
        ("b", "---\nid: ["),
        ("c", f'---\nid: "c"\nlang: en\ntitle: Last\n{graph}---\n\n{{{{nonsense}}}}\n'),
        ("README", "No problem.\n"),
    ):
        (own / f"{name}.md").write_text(body, encoding="utf-8")
    async with seated(tmp_path / "data", None, size=(100, 44), own_folder=own) as at:
        assert "week 3" in at.screen
        assert "! b.md:" in at.screen
        assert "README" not in at.screen
        at.line("4 a-rather-long-na…", "First", "0/6")
        await at.press("enter", then="b.f")
        assert "First" in at.lines[0]
        await at.press("escape")
        await at.until(lambda: is_home(at))
        await at.press("1", then="a")
        await at.press("escape")
        await at.until(lambda: is_home(at))
        await at.press("5")
        await at.sees("c.md:9:")
        assert is_home(at), "it is not sound"
        await at.press("up", "up", "up", "enter", then="a")


async def test_a_folder_without_problems(tmp_path: Path) -> None:
    async with seated(tmp_path / "data", None, size=NARROW, own_folder=tmp_path) as at:
        await at.sees(at.say("home.no_problems"))
        await at.press("down", "enter", then="a")


async def test_the_drills_are_a_line_like_the_others(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=NARROW) as at:
        choices = at.app.screen.query_one(OptionList)
        for _ in range(choices.option_count - 2):
            await at.press("down")
        assert at.say("drill.home") in at.cursor_line or choices.highlighted == choices.option_count - 1
        await at.press("enter")
        await at.until(lambda: isinstance(at.app.screen, DrillChoiceScreen))
    async with seated(tmp_path, None, size=NARROW) as at:
        line = next(number for number, line in enumerate(at.lines) if at.say("drill.home") in line)
        await at.click(10, line)
        await at.until(lambda: isinstance(at.app.screen, DrillChoiceScreen))


async def test_the_last_laboratory_stands_on_home_with_its_curve(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=(100, 40)) as at:
        problem = problem_of("4.1")
        keep_laboratory(at.journal, problem, [366.0, 300.0, 262.0])
        await at.press("escape")
        await at.until(lambda: is_home(at))
        await at.until(lambda: at.say("home.laboratory", id="4.1") in at.screen)
        assert HEIGHTS[-1] in at.line("F3", at.say("home.laboratory", id="4.1"))
        await at.press("f3")
        await at.until(lambda: isinstance(at.app.screen, LaboratoryScreen))
        await at.press("f2", "escape")
        await at.until(lambda: is_home(at))
        kept = last_laboratory(at.journal)
        assert kept is not None
        await at.until(lambda: sparkline(kept.costs, plain=False) in at.screen)


async def test_nothing_moves_by_itself_where_that_was_set(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=(100, 40), config=Config(motion=False)) as at:
        problem = problem_of("4.1")
        await at.app.navigator.show_laboratory(problem)
        await at.until(lambda: isinstance(at.app.screen, LaboratoryScreen))
        assert at.say("command.lab_train") not in at.footer
        assert at.say("command.lab_step") in at.footer
        await at.press("space")
        assert at.app.screen._timer is None  # type: ignore[attr-defined]


async def test_a_broad_screen_shows_beside_the_list_what_a_line_leads_to(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=(200, 50)) as at:
        await at.until(lambda: bool(at.app.screen.query("LessonPreview NetworkView")))
        assert "The goal" in at.screen
        await at.press("down", "down")
        await at.until(lambda: not at.app.screen.query("LessonPreview NetworkView"))
        await at.press("end")
        await at.sees(at.say("progress.mastery"), at.say("skill.count"))
        await at.resize(*WIDE)
        await at.until(lambda: at.say("progress.mastery") not in at.screen)
