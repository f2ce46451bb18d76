"""The universal approximation theorem at work, on the screen."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from rich.cells import cell_len
from tutor.laboratory.approximation import NARROWEST, WIDEST
from tutor.laboratory.target import OFFERED
from tutor.lessons.languages import Language
from tutor.screens.essay import EssayScreen
from tutor.screens.home import HomeScreen
from tutor.screens.laboratory.theorem import TheoremScreen
from tutor.widgets.plot_frame import PlotFrame

from ..support.thorough import also
from .screens_kit import NARROW, Learner, in_view, seated


def at_the_theorem(
    folder: Path, *, size: tuple[int, int] = NARROW, language: Language = "en", plain: bool = False
) -> AbstractAsyncContextManager[Learner]:
    return seated(folder, None, theorem=True, size=size, language=language, plain=plain)


def screen_of(at: Learner) -> TheoremScreen:
    return in_view(at, TheoremScreen)


async def test_widths_and_functions(tmp_path: Path) -> None:
    async with at_the_theorem(tmp_path) as at:
        await at.press("right", "pageup")
        await at.until(lambda: screen_of(at).now.width == 19)
        await at.press(*["pagedown"] * 4)
        await at.until(lambda: screen_of(at).now.width == NARROWEST)
        await at.press("f6")
        await at.until(lambda: screen_of(at).now.target is OFFERED[1])
        assert f"f(x) = {OFFERED[1].text}" in at.screen
        for _ in range(2 * WIDEST // 10):
            await at.press("pageup")
        await at.until(lambda: screen_of(at).now.width == WIDEST)


async def test_a_function_is_typed_and_refused_where_it_is_none(tmp_path: Path) -> None:
    async with at_the_theorem(tmp_path, size=(120, 40)) as at:
        await at.press("f3")
        await at.type("x*cos(x); 0; 6")
        await at.press("enter")
        await at.until(lambda: screen_of(at).now.target.text == "x*cos(x)")
        for text, key in (("1/x; -1; 1", "theorem.no_values"), ("x; 2; 1", "theorem.no_interval")):
            await at.press("f3")
            await at.type(text)
            await at.press("enter")
            await at.sees(at.say(key, at="0", low="2", high="1").partition("0")[0][:20])
            assert screen_of(at).now.target.text == "x*cos(x)"
            await at.press("escape")
        await at.press("f3")
        await at.type("__import__('os')")
        await at.press("enter")
        await at.until(lambda: "f: " in at.screen)


async def test_training_goes_on_until_it_is_paused(tmp_path: Path) -> None:
    async with at_the_theorem(tmp_path) as at:
        await at.press("f4", "space")
        await at.until(lambda: (trained := screen_of(at).now.trained) is not None and trained.steps > 0)
        await at.press("space")
        await at.until(lambda: at.say("command.uat_train") in at.footer)
        trained = screen_of(at).now.trained
        assert trained is not None
        assert f"{trained.steps} steps" in at.screen
        assert screen_of(at)._timer is None


@pytest.mark.parametrize(
    ("size", "language", "plain"),
    [
        *[((80, 24), "ko", True), ((120, 40), "en", False), ((200, 50), "ko", True), ((20, 5), "en", False)],
        *[also((80, 24), "en", False), also((120, 40), "ko", True), also((200, 50), "en", False)],
        also((20, 5), "ko", True),
    ],
)
async def test_nothing_is_cut_off_at_any_size(
    tmp_path: Path, size: tuple[int, int], language: Language, plain: bool
) -> None:
    async with at_the_theorem(tmp_path, size=size, language=language, plain=plain) as at:
        for _ in range(2):
            assert max(map(cell_len, at.lines)) <= size[0]
            for frame in at.app.screen.query(PlotFrame) if size[0] >= 80 else ():
                assert cell_len(frame.caption) <= frame.size.width, frame.caption
                assert at.app.screen.region.contains_region(frame.region)
            await at.press("f4")
            await at.settle()


async def test_the_way_in_from_the_essay_and_out(tmp_path: Path) -> None:
    async with at_the_theorem(tmp_path) as at:
        await at.press("escape")
        await at.until(lambda: isinstance(at.app.screen, HomeScreen))
    async with seated(tmp_path, "4.3", size=(120, 40)) as at:
        await at.press("ctrl+l")
        await at.until(lambda: isinstance(at.app.screen, TheoremScreen))
        await at.press("escape")
        await at.until(lambda: isinstance(at.app.screen, EssayScreen))
