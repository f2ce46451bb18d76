"""A sitting of drills with the keyboard: worked examples, answers, leaving and coming back, the end; progress."""

from datetime import timedelta
from pathlib import Path

import pytest
from tutor.journal.records import ATTEMPT, DRILL, JSON, Entry
from tutor.lessons.figures import as_text
from tutor.lessons.languages import Language
from tutor.lessons.stages import all_asked
from tutor.lessons.template import Value
from tutor.practice.drill_entries import sitting_in, states_in
from tutor.practice.items.find_step import FIND_STEP, FindStep
from tutor.practice.schedule import met
from tutor.practice.solution_lines import right_value
from tutor.screens.drill import DrillScreen
from tutor.screens.drill_choice import DrillChoiceScreen
from tutor.screens.drill_end import DrillEndScreen
from tutor.screens.drill_flow import DrillFlow
from tutor.screens.example import ExampleScreen
from tutor.screens.home import HomeScreen
from tutor.screens.item import ItemScreen
from tutor.screens.items.value_work import ValueWork
from tutor.screens.progress import ProgressScreen
from tutor.screens.two_pane import ReadingPane
from tutor.session.given import right_text
from tutor.session.record_names import record_name
from tutor.widgets.chart import Chart
from tutor.widgets.options import Options
from tutor.widgets.solved_band import SolvedBand

from ..support.items import said
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated

CODE = "bp1:weight-deep:137f3a2c"
FIND = "bp1:find-step:1e3be5c3b"
IN_THE_COST = "bp1:find-step:111"


async def at_screen(at: Learner, kind: type) -> None:
    await at.until(lambda: isinstance(at.app.screen, kind) and at.app.focused is not None)


DrillScreens = DrillScreen | ExampleScreen | ItemScreen


def drill_of(at: Learner) -> DrillFlow:
    assert isinstance(at.app.screen, DrillScreens)
    return at.app.screen.flow


async def solve(at: Learner) -> None:
    """Answer every open field of the drill, sub-steps or not."""
    screen = drill_of(at)
    problem = screen.drill.problem
    for field in all_asked(problem):
        while (not screen.is_finished and at.field.partition("/")[0] == str(field)) or at.field == str(field):
            here = at.row
            assert here is not None
            text, before = right_text(problem, here.field), at.field
            await at.answer(text)
            await at.until(lambda: screen.is_finished or at.field != before)  # noqa: B023  # awaited before it changes
            if screen.is_finished:
                return


async def test_an_example_that_is_said_again_at_once_is_drawn_once(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill="") as at:
        await at_screen(at, DrillChoiceScreen)
        await at.press("4")
        await at_screen(at, ExampleScreen)
        example = at.app.screen
        assert isinstance(example, ExampleScreen)
        example.begin()
        example.begin()
        await at.until(lambda: len(example.query(SolvedBand)) == 1)


@pytest.mark.parametrize(("language", "size"), [("ko", NARROW), also("en", WIDE)])
async def test_a_sitting_of_two(tmp_path: Path, language: Language, size: tuple[int, int]) -> None:
    async with seated(tmp_path, None, size=size, language=language) as at:
        await at.sees("F6", at.say("practice.heading"))
        await at.press("d")
        await at_screen(at, DrillChoiceScreen)
        await at.press("left", "left", "left", "4")
        await at_screen(at, ExampleScreen)
        await at.sees(at.say("skill.forward-cost"), at.say("practice.progress_problems", done=0, goal=2))
        await at.press("enter")
        await at_screen(at, DrillScreen)
        await at.sees(at.say("reason.after_example"))
        assert "✓" in at.screen, "steps are given"
        assert at.field.startswith("c/")
        await at.until(lambda: drill_of(at).desk.sitting is not None)
        drill = drill_of(at)
        await at.answer("-99999")
        await at.until(lambda: at.verdict == "wrong")
        await solve(at)
        await at.until(lambda: drill.is_finished)
        await at.sees(at.say("drill.done"), at.say("practice.progress_problems", done=1, goal=2))
        await at.press("enter")
        await at.until(lambda: isinstance(at.app.screen, DrillScreens) and drill_of(at) is not drill)
        while isinstance(at.app.screen, ExampleScreen):
            example = at.app.screen
            await at.until(lambda: at.app.focused is not None)
            await at.press("enter")
            await at.until(lambda: at.app.screen is not example)  # noqa: B023  # awaited before it changes
        await at_screen(at, DrillScreen)
        await at.until(lambda: at.field != "")
        await at.answer("99999")
        await at.until(lambda: at.verdict == "wrong")
        last = drill_of(at)
        await solve(at)
        await at.until(lambda: last.is_finished)
        await at.sees(at.say("drill.done_last"))
        assert at.say("drill.done")[-30:] not in at.screen, "no next one is promised"
        await at.press("enter")
        await at_screen(at, DrillEndScreen)
        await at.sees(at.say("practice.over"), at.say("practice.drills", drills=2, right=0))
        await at.sees(at.say("practice.next"))
        assert sitting_in(at.journal) is None
        await at.press("f7")
        await at_screen(at, ProgressScreen)
        await at.sees(at.say("progress.mastery"), at.say("skill.forward-cost"), at.say("progress.not_met"))
        await at.press("escape")
        await at_screen(at, HomeScreen)


async def test_leaving_in_the_middle_and_coming_back(tmp_path: Path) -> None:
    async with seated(tmp_path, None, language="en") as at:
        await at.press("f6")
        await at_screen(at, DrillChoiceScreen)
        await at.press("1")
        await at_screen(at, ExampleScreen)
        await at.press("enter")
        await at_screen(at, DrillScreen)
        code, place = drill_of(at).drill.at_hand.code, at.field
        await at.replace("12")
        await at.press("escape")
        await at_screen(at, HomeScreen)
        await at.sees(at.say("drill.home_left"))
    async with seated(tmp_path, None, language="ko", size=NARROW) as at:
        await at.press("ㅇ")
        await at_screen(at, DrillChoiceScreen)
        await at.sees(at.say("practice.resume"))
        await at.press("enter")
        await at_screen(at, DrillScreen)
        await at.until(lambda: at.field == place)
        assert drill_of(at).drill.at_hand.code == code
        assert at.typed == "12"
        await at.press("f9")
        await at.until(lambda: at.field == place)
        await at.sees(at.say("reason.after_example"))
        await at.press("f5")
        await at.until(lambda: isinstance(at.app.screen, DrillScreens) and drill_of(at).drill.at_hand.code != code)
        assert states_in(at.journal)["forward-cost"].drills == 0, "nothing was tried"


async def test_a_drill_by_its_code(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill=CODE) as at:
        await at.sees(at.say("reason.asked_for"), CODE)
        await at.press("f2")
        await at.sees(at.say("hint.heading", number=1))
        await solve(at)
        await at.sees(at.say("drill.done_single"))
        assert at.say("command.next_drill") in at.footer
        await at.press("enter")
        await at_screen(at, HomeScreen)
        assert states_in(at.journal)["weight-deep"].drills == 1


@pytest.mark.parametrize(("language", "size"), [("ko", NARROW), also("en", WIDE)])
async def test_the_search_for_a_wrong_step(tmp_path: Path, language: Language, size: tuple[int, int]) -> None:
    async with seated(tmp_path, None, language=language, size=size, drill=FIND) as at:
        screen = at.app.screen
        assert isinstance(screen, ItemScreen)
        found = found_in(screen)
        first, made = found.first_wrong + 1, found.choices.index(found.mistake) + 1
        await at.sees(asked(at, "line.question"))
        await at.press(*str(len(found.lines)), "enter")
        await at.sees(asked(at, "line.earlier", number=len(found.lines)))
        await at.press("down", *str(first), "enter")
        await at.sees(asked(at, "mistake.question", number=first))
        await at.press(str(made % 4 + 1), "enter")
        await at.sees(asked(at, "mistake.wrong"))
        await at.press(str(made), "enter")
        await at.until(lambda: screen.flow.is_finished)
        await at.sees(at.say(f"mistake.{found.mistake}"))
        assert f"{first:2}  " in at.line("←")
        assert states_in(at.journal)[FIND_STEP].drills == 1
        await at.press("enter")
        await at_screen(at, HomeScreen)


def found_in(screen: ItemScreen) -> FindStep:
    assert isinstance(screen.item, FindStep)
    return screen.item


def asked(at: Learner, section: str, **values: Value) -> str:
    """What the search says, in the language of now."""
    screen = at.app.screen
    assert isinstance(screen, ItemScreen)
    return said(screen.item, at.app.naming.words.language, section, **values)


def value_work_of(at: Learner) -> ValueWork | None:
    screen = at.app.screen
    assert isinstance(screen, ItemScreen)
    return screen.work.value_work if screen.work is not None else None


async def works_on(at: Learner, index: int) -> None:
    """Wait until the cursor is in the field of a line, from 0."""

    def is_there() -> bool:
        work = value_work_of(at)
        return work is not None and work.index == index and work.has_cursor

    await at.until(is_there)


@pytest.mark.parametrize(("language", "size"), [("ko", NARROW), also("en", WIDE)])
async def test_the_search_has_hints_and_lines_to_work_out(
    tmp_path: Path, language: Language, size: tuple[int, int]
) -> None:
    async with seated(tmp_path, None, language=language, size=size, drill=IN_THE_COST) as at:
        screen = at.app.screen
        assert isinstance(screen, ItemScreen)
        found, first = found_in(screen), found_in(screen).first_wrong
        await at.press("enter")
        await at.sees(at.say("drill.choose_first"))
        assert not at.journal.entries(record_name(found.problem)), "a stray Enter is no answer"
        await at.press("f3")
        right = [as_text(right_value(found.problem, line)) for line in found.lines]
        for index in range(first):
            await works_on(at, index)
            await at.press(*right[index], "enter")
        await works_on(at, first)
        await at.press("8", "f9")  # the page is made anew in the other language, and nothing typed is lost
        await at.until(lambda: asked(at, "line.question") in at.screen)
        await works_on(at, first)
        await at.until(lambda: at.row is not None and at.row.text == "8")
        await at.press("backspace", *right[first], "enter")
        await at.sees(at.say("drill.line_differs", value=right[first]))
        assert f"≠ {right[first]}" in at.line(f"{first + 1:2}  ", "≠")
        await at.press("up", *"99999", "enter")
        await works_on(at, first - 1)
        await at.until(lambda: at.verdict == "wrong")
        await at.press("f3")
        await at.until(lambda: value_work_of(at) is None)
        for hint_level in range(1, 4):
            await at.press("f2")
            await at.sees(at.say("hint.heading", number=hint_level))
        await at.press("f2")
        await at.sees(at.say("hint.ask_numbers"))
        await at.press("f2")
        await at.sees(at.say("hint.heading", number=4))
        await at.press("f2")
        await at.sees(at.say("hint.ask_answer"))
        await at.press("escape")
        await at.until(lambda: at.say("hint.ask_answer")[:24] not in at.screen)
        await at.press("f2")
        await at.sees(at.say("hint.ask_answer"))
        await at.press("f3", "f3", "f2")
        await at.sees(at.say("hint.ask_answer"))
        assert screen.work is not None
        assert screen.work.desk.hints == 4, "after something else it is asked again"
        await at.press("f2")
        await at.sees(at.say("hint.heading", number=5))
        await at.press("f2")
        await at.sees(at.say("hint.no_more"))
        await at.press(*str(first + 1), "enter")
        await at.sees(asked(at, "mistake.question", number=first + 1))
        assert at.say("hint.heading", number=5) not in at.screen
        await at.press("f2")
        await at.sees(at.say("hint.heading", number=1))


async def test_choosing_a_line_while_one_is_worked_out_goes_there(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=WIDE, drill=IN_THE_COST) as at:
        screen = at.app.screen
        assert isinstance(screen, ItemScreen)
        await at.press("f3")
        await works_on(at, 0)
        await at.sees(f"Enter {at.say('command.check')}")
        assert screen.work is not None
        choices = screen.work.query_one(Options)
        choices.focus()
        await at.sees(f"Enter {at.say('command.choose_line')}")
        await at.press("7", "enter")
        await works_on(at, 6)
        panes = screen.panes
        assert panes is not None
        panes.left.focus()
        await at.press("5")
        assert at.app.focused is choices, "a digit leads there from what is read beside them"
        await at.press("7", "enter")
        await works_on(at, 6)
        assert not at.journal.entries(record_name(found_in(screen).problem)), "that was no answer"
        await at.press("1", "2")
        screen.work.post_message(ValueWork.Moved(6))
        at.post("f3", *str(found_in(screen).first_wrong + 1), "enter")
        for _ in range(3):
            screen.work.post_message(ValueWork.Moved(6))  # as it may come late
        await at.sees(asked(at, "mistake.question", number=found_in(screen).first_wrong + 1))
        await at.press("f9")
        mistakes = [at.say(f"mistake.{name}") for name in found_in(screen).choices]
        await at.sees(*mistakes)
        assert at.journal.drafts(record_name(found_in(screen).problem)) == {"d.b2/dC/da2@1": "12"}


async def test_the_cursor_is_never_out_of_sight(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=NARROW, drill=IN_THE_COST) as at:
        screen = at.app.screen
        assert isinstance(screen, ItemScreen)
        await at.until(lambda: screen.work is not None and at.app.focused is not None)
        await at.press("f6", "f9", "down", "down", "enter", "3", "enter")
        assert not at.journal.entries(record_name(found_in(screen).problem)), "the lines are out of sight"
        await at.press("f6")
        await at.sees(asked(at, "line.question"))
        await at.press("3")
        assert isinstance(at.app.focused, Options)
        assert at.app.focused.highlighted == 2
        await at.press("f6")
        for size in (WIDE, NARROW):
            await at.resize(*size)
            await at.until(lambda: isinstance(at.app.focused, Options))
        screen.query_one(ReadingPane).focus()
        await at.resize(*WIDE)
        screen.query_one(ReadingPane).focus()
        await at.press("4")
        choices = screen.query_one(Options)
        await at.until(lambda: choices.highlighted == 3)
        await at.resize(*NARROW)
        await at.until(lambda: at.app.focused is choices)


async def test_progress_before_the_first_drill_and_in_plain_glyphs(tmp_path: Path) -> None:
    async with seated(tmp_path, None, language="en", size=NARROW, plain=True) as at:
        await at.press("f7")
        await at_screen(at, ProgressScreen)
        await at.sees(at.say("progress.nothing"))
        assert at.say("progress.mastery") not in at.screen
        assert not at.app.screen.query(Chart), "there is nothing to plot"
        await at.press("f6")
        await at_screen(at, DrillChoiceScreen)
        await at.press("2")
        await at_screen(at, ExampleScreen)
        await at.press("enter")
        await at_screen(at, DrillScreen)
        await at.press("escape")
        await at_screen(at, HomeScreen)
        await at.press("f7")
        await at_screen(at, ProgressScreen)
        await at.sees(at.say("skill.forward-cost"), at.say("progress.not_met"))
        await at.until(lambda: len(at.app.screen.query(Chart)) == 2)
        assert not at.app.screen.query("#accuracy"), "no answer was given: it says so, and plots nothing"
        assert "##..........  20%" in at.line(at.say("skill.forward-cost"))
        await at.press("f1")
        await at.sees("A summary of your drills")


async def test_the_clock_only_where_it_was_asked_for(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill="", size=NARROW) as at:
        await at_screen(at, DrillChoiceScreen)
        await at.press("f8")
        await at.sees("F8 [x]")
        line = at.lines.index(at.line("F8 [x]"))
        await at.click(at.lines[line].index("F8") + 1, line)
        await at.sees("F8 [ ]")
        await at.click(at.lines[line].index("F8") + 6, line)
        await at.sees("F8 [x]")
        await at.press("3")
        await at_screen(at, ExampleScreen)
        assert "  0:0" in at.lines[1]


async def test_the_plots_show_what_was_done_and_keep_the_page_in_place(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=(120, 80)) as at:
        now = at.app.shared.now()
        for day, (right, of) in enumerate([(1, 4), (2, 4), (4, 4)]):
            detail: dict[str, JSON] = {"skill": "count", "state": met("count", now).as_json(), "unaided": [right, of]}
            at.journal.record(Entry("bp1:count:11", "", DRILL, "", None, detail, "ko", now - timedelta(weeks=2 - day)))
            at.journal.record(Entry("bp1:count:11", "a", ATTEMPT, "3", "correct", {}, "ko", now - timedelta(days=day)))
        await at.press("f7")
        await at_screen(at, ProgressScreen)
        place = next(number for number, line in enumerate(at.lines) if at.say("progress.days") in line)
        await at.sees("100%", "50%")
        assert at.say("progress.days") in at.lines[place], "nothing jumps when the plots come"
        plot = at.lines[at.lines.index(at.line("100%")) :][:6]
        assert "●" in plot[0], "all of this week's answers were right"
        assert sum(line.count("●") for line in plot) == 3
        for key in ("f10", "f9"):
            await at.press(key)
            await at.until(lambda: sum(line.count("●") for line in at.lines) == 4)


async def test_home_leads_back_to_a_drill_that_was_left(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill=CODE, size=NARROW) as at:
        await at_screen(at, DrillScreen)
        await at.until(lambda: at.field != "")
        place = at.field
        theta = drill_of(at).drill.problem.theta
        assert any(f"= {theta[0]}," in line.replace("−", "-") for line in at.lines[:8]), "θ is in sight"
        await at.answer("-99999")
        await at.until(lambda: at.verdict == "wrong")
        await at.press("escape")
        await at_screen(at, HomeScreen)
        await at.sees(at.say("home.here"), at.say("command.go_on"))
        await at.press("f5")
        await at_screen(at, DrillScreen)
        await at.until(lambda: at.field == place)
        assert drill_of(at).drill.at_hand.code == CODE
        await solve(at)
        await at.until(lambda: drill_of(at).is_finished)
        await at.press("escape")
        await at_screen(at, HomeScreen)
        assert at.say("home.here") not in at.screen, "it is done"


async def test_the_page_is_turned_and_the_cursor_is_where_it_was(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill=CODE, size=NARROW) as at:
        await at_screen(at, DrillScreen)
        await at.until(lambda: at.field != "")
        await at.press("f3")
        await at.until(lambda: "/" in at.field)
        place = at.field
        await at.press("f6")
        await at.until(lambda: at.field == "")
        await at.press("f6")
        await at.until(lambda: at.field == place)


async def test_home_leads_to_the_drill_that_was_last_even_beside_a_sitting(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill="") as at:
        await at_screen(at, DrillChoiceScreen)
        await at.press("1")
        await at_screen(at, ExampleScreen)
        await at.press("escape")
        await at_screen(at, HomeScreen)
        await at.press("f5")
        await at_screen(at, ExampleScreen)
    async with seated(tmp_path, None, drill=CODE) as at:
        await at_screen(at, DrillScreen)
        await at.until(lambda: at.field != "")
        await at.answer("-99999")
        await at.until(lambda: at.verdict == "wrong")
        await at.press("escape")
        await at_screen(at, HomeScreen)
        await at.press("f5")
        await at_screen(at, DrillScreen)
        assert drill_of(at).drill.at_hand.code == CODE
