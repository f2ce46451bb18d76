"""The laboratory on the screen: what keys do, what is seen at which size, its questions, and the way in and out."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from rich.cells import cell_len
from tutor.lessons.languages import Language
from tutor.lessons.stages import all_asked
from tutor.screens.drill import DrillScreen
from tutor.screens.home import HomeScreen
from tutor.screens.laboratory.question_panel import QuestionPanel
from tutor.screens.laboratory.screen import MANY, LaboratoryScreen
from tutor.screens.laboratory.views import LabViews
from tutor.screens.problem import ProblemScreen
from tutor.session.given import right_text
from tutor.session.record_names import record_name
from tutor.widgets.plot_frame import PlotFrame
from tutor.widgets.slider import Slider

from tests.support.course import problem_of

from ..conftest import Clock
from ..support.solved import work
from ..support.thorough import also
from .flow_kit import has_work
from .regions import faults
from .screens_kit import NARROW, WIDE, Learner, in_view, seated


def in_laboratory(
    folder: Path, name: str = "4.1", *, size: tuple[int, int] = NARROW, language: Language = "en", plain: bool = False
) -> AbstractAsyncContextManager[Learner]:
    problem = problem_of(name)
    return seated(folder, None, laboratory=problem, size=size, language=language, plain=plain)


def screen_of(at: Learner) -> LaboratoryScreen:
    return in_view(at, LaboratoryScreen)


async def test_the_slider_steps_and_the_way_back(tmp_path: Path) -> None:
    async with in_laboratory(tmp_path) as at:
        await at.press("enter", "f6")
        await at.until(lambda: "✗ a⁽¹⁾ a⁽²⁾ a⁽³⁾" in at.screen)
        await at.press("backspace", "left")
        assert screen_of(at).lab.rate == pytest.approx(0.1 * 10 ** (-1 / 20))
        await at.press("pagedown", "pagedown", "pagedown", "pagedown")
        await at.until(lambda: screen_of(at).lab.rate == pytest.approx(0.001, rel=0.2))
        await at.press("enter")
        await at.until(lambda: screen_of(at).lab.at == 1)
        await at.press("f2")
        await at.until(lambda: screen_of(at).lab.at == 1 + MANY)
        await at.press("backspace")
        await at.until(lambda: screen_of(at).lab.at == MANY)
        assert f"step {MANY} of {MANY + 1}" in at.screen


async def test_it_trains_by_itself_until_it_is_paused(tmp_path: Path) -> None:
    async with in_laboratory(tmp_path) as at:
        await at.press("pagedown", "pagedown", "pagedown", "pagedown", "space")
        await at.until(lambda: screen_of(at).lab.at >= 3)
        await at.press("space")
        stopped = screen_of(at).lab.at
        await at.settle()
        assert at.say("command.lab_train") in at.footer
        assert screen_of(at).lab.at == stopped
        assert screen_of(at)._timer is None, "nothing goes on while nothing happens"
        await at.press("f4", *["pageup"] * 4, "space")  # θ of ones, and the η with which the first step kills all
        await at.until(lambda: screen_of(at).lab.is_still)
        assert screen_of(at)._timer is None, "and none where no step moves anything"


async def test_theta_and_eta_are_typed(tmp_path: Path) -> None:
    async with in_laboratory(tmp_path) as at:
        stood = at.app.screen.query_one(LabViews).region
        await at.press("f3")
        await at.type("w1 = 2, eta = 0.01")
        assert at.app.screen.query_one(LabViews).region == stood, "the plots keep their place"
        await at.press("enter")
        await at.until(lambda: screen_of(at).lab.theta[0] == 2)
        assert screen_of(at).lab.rate == 0.01
        await at.press("f3")
        await at.type("w7 = 2")
        await at.press("enter")
        await at.sees(at.say("laboratory.no_parameter", name="w7"))
        await at.press("escape", "f4")
        await at.until(lambda: screen_of(at).lab.theta[0] == 1)
        assert at.say("laboratory.drawn_ones") in at.screen


@pytest.mark.parametrize(
    ("size", "language", "plain"),
    [
        *[((80, 24), "en", True), ((120, 40), "ko", False), ((200, 50), "en", True), ((20, 5), "ko", False)],
        *[also((80, 24), "ko", False), also((120, 40), "en", True), also((200, 50), "ko", False)],
        *[also((40, 12), "en", True), also((40, 12), "ko", False), also((20, 5), "en", True)],
    ],
)
async def test_nothing_is_cut_off_at_any_size(
    tmp_path: Path, size: tuple[int, int], language: Language, plain: bool
) -> None:
    async with in_laboratory(tmp_path, "4.2", size=size, language=language, plain=plain) as at:
        for _ in range(4):
            await at.press("f6")
            await at.settle()
            assert max(map(cell_len, at.lines)) <= size[0]
            assert not (plain and "η" in at.screen)
            if size[0] < 80:
                continue
            views = at.app.screen.query_one(LabViews)
            frames = [frame for frame in at.app.screen.query(PlotFrame) if frame.display and frame.region]
            assert frames
            for frame in frames:
                assert views.region.contains_region(frame.region)
                assert cell_len(frame.caption) <= frame.size.width, frame.caption
            regions = [frame.region for frame in frames]
            assert not any(a.overlaps(b) for k, a in enumerate(regions) for b in regions[k + 1 :])


async def test_more_is_seen_where_there_is_more_room(tmp_path: Path) -> None:
    async with in_laboratory(tmp_path, size=(80, 24)) as at:
        await at.press("f6", "f6", "f6")
        await at.sees(at.say("laboratory.theta"))
        seen = [len(at.app.screen.query_one(LabViews).shown)]
        for size in ((120, 40), (200, 50)):
            await at.resize(*size)
            await at.settle()
            seen.append(len(at.app.screen.query_one(LabViews).shown))
            assert faults(at.app.screen) == []
        assert seen == [1, 2, 3]


@pytest.mark.parametrize("name", [also("mazur"), "cs231n-graph", "softmax-regression", also("apples")])
async def test_what_has_no_curve_shows_the_rest(tmp_path: Path, name: str) -> None:
    async with in_laboratory(tmp_path, name, size=WIDE) as at:
        assert not at.app.screen.query("#curve")
        await at.press("enter", "f2", "f6", "f6")
        await at.until(lambda: screen_of(at).lab.at == 1 + MANY or not screen_of(at).lab.can_go_on)
        assert at.say("laboratory.theta") in at.screen


async def test_the_slider_is_moved_by_a_click(tmp_path: Path) -> None:
    async with in_laboratory(tmp_path) as at:
        region = at.app.screen.query_one(Slider).region
        await at.click(region.x + 12, region.y)
        await at.until(lambda: screen_of(at).lab.rate < 0.001)


async def test_the_questions_are_answered_one_after_another(tmp_path: Path) -> None:
    async with in_laboratory(tmp_path, size=WIDE) as at:
        await at.press("f5")
        await at.until(lambda: bool(at.app.screen.query(QuestionPanel)))
        assert "← η →" not in at.screen, "the arrows are the field's"
        stood = {at.app.screen.query_one(LabViews).region}
        await at.type("49.4")
        await at.press("enter")
        await at.sees("✗")
        assert f"Enter {at.say('command.check')}" in at.footer
        await at.type("-49.4")
        await at.press("enter")
        await at.sees("✓")
        await at.until(lambda: f"Enter {at.say('command.next_prompt')}" in at.footer)
        await at.press("enter")
        for answer in ("-5.8", "1", "0.001", "36", "1"):
            await at.settle()
            if answer == "1":
                await at.press("1")
            else:
                at.app.screen.query_one("#questions AnswerField").value = answer  # type: ignore[attr-defined]
            await at.press("enter")
            await at.sees("✓")
            stood.add(at.app.screen.query_one(LabViews).region)
            await at.press("enter")
        await at.sees(at.say("laboratory.all_answered"))
        assert len(stood) == 1, "the plots keep their place whatever is asked and said"
        assert at.say("command.by_number") not in at.footer, "there is one thing to choose"
        await at.press("enter")
        await at.until(lambda: not at.app.screen.query(QuestionPanel))
        await at.sees("← η →")
        entries = at.journal.entries(record_name(problem_of("4.1")))
        assert [entry.verdict for entry in entries if entry.kind == "laboratory"] == ["wrong", *["correct"] * 6]


async def test_home_from_the_command_line_and_back_to_the_problem_from_it(tmp_path: Path, clock: Clock) -> None:
    async with in_laboratory(tmp_path) as at:
        await at.press("escape")
        await at.until(lambda: isinstance(at.app.screen, HomeScreen))
    work(tmp_path, problem_of("4.1"), "abcde", clock)
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await has_work(at)
        await at.press("ctrl+l")
        await at.until(lambda: isinstance(at.app.screen, LaboratoryScreen))
        await at.press("f9")
        await at.until(lambda: at.say("command.lab_step") in at.footer)
        await at.press("escape")
        await at.until(lambda: isinstance(at.app.screen, ProblemScreen))


async def test_before_all_is_found_there_is_no_way_in(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "abcd", clock)
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await has_work(at)
        await at.press("ctrl+l")
        await at.settle()
        assert isinstance(at.app.screen, ProblemScreen)


async def test_from_a_drill_that_is_solved_and_back_to_it(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill="bp1:update:210", size=WIDE) as at:
        screen = in_view(at, DrillScreen)
        await at.press("ctrl+l")
        await at.settle()
        assert not isinstance(at.app.screen, LaboratoryScreen), "not before it is solved"
        for field in all_asked(screen.problem):
            await at.answer(right_text(screen.problem, field))
        await at.until(lambda: screen.flow.is_finished)
        await at.press("ctrl+l")
        await at.until(lambda: isinstance(at.app.screen, LaboratoryScreen))
        await at.press("escape")
        await at.until(lambda: at.app.screen is screen)
