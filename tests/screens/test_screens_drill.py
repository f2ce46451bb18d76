"""A sitting of drills with the keyboard: worked examples, answers, leaving and coming back, the end."""

from pathlib import Path

import pytest
from tutor.lessons.languages import Language
from tutor.practice.drill_entries import sitting_in, states_in
from tutor.screens.drill import DrillScreen
from tutor.screens.drill_choice import DrillChoiceScreen
from tutor.screens.drill_end import DrillEndScreen
from tutor.screens.example import ExampleScreen
from tutor.screens.home import HomeScreen
from tutor.screens.progress import ProgressScreen
from tutor.widgets.solved_band import SolvedBand

from ..support.thorough import also
from .drill_kit import DrillScreens, at_screen, drill_of, solve
from .screens_kit import NARROW, WIDE, seated

CODE = "bp1:weight-deep:137f3a2c"


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
