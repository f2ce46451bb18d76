"""The page of progress: before the first drill, and what was done as plots."""

from datetime import timedelta
from pathlib import Path

from tutor.journal.records import ATTEMPT, DRILL, JSON, Entry
from tutor.practice.schedule import met
from tutor.screens.drill import DrillScreen
from tutor.screens.drill_choice import DrillChoiceScreen
from tutor.screens.example import ExampleScreen
from tutor.screens.home import HomeScreen
from tutor.screens.progress import ProgressScreen
from tutor.widgets.chart import Chart

from .drill_kit import at_screen
from .screens_kit import NARROW, seated


async def test_progress_before_the_first_drill_and_in_plain_glyphs(tmp_path: Path) -> None:
    async with seated(tmp_path, None, language="en", size=NARROW, plain=True) as at:
        await at.press("f7")
        await at_screen(at, ProgressScreen)
        await at.sees(at.say("progress.nothing"))
        await at.sees(at.say("progress.mastery"), at.say("progress.not_met"))
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
