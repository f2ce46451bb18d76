"""Language, look and glyphs change at any time, and nothing that is typed is lost by it."""

import unicodedata
from pathlib import Path

import pytest
from tutor.lessons.languages import Language
from tutor.lessons.stages import parse_field
from tutor.screens.help import HelpScreen
from tutor.screens.progress import ProgressScreen
from tutor.widgets.chart import Chart
from tutor.widgets.tree_view import TreeView

from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated


async def test_the_language_changes_in_the_middle(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="d.b1", size=NARROW) as at:
        await at.press("f3", then="d.b1/chain")
        await at.answer("2r g3 w3 g2 w2 g1", "d.b1/dC/da3@1")
        await at.answer("4", "d.b1/da3/dz3@1")
        await at.press("up", then="d.b1")
        await at.press("f2")
        await at.answer("99")
        await at.until(lambda: at.verdict == "wrong")
        await at.append("/3")
        for words in ("그래디언트", "gradient"):
            await at.press("f9")
            await at.until(lambda words=words: words in at.screen and at.field == "d.b1")  # type: ignore[misc]
            assert at.typed == "99/3"
            assert at.cursor_is_in_sight()
        assert at.sitting.hint_levels == {parse_field("d.b1"): 1}
        await at.press("down")
        await at.until(lambda: at.field == "d.b1/da3/dz3@1")


async def test_the_language_changes_while_reading(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await at.press("f6")
        await at.press("pagedown")
        await at.press("f9")
        await at.until(lambda: "문제" in at.screen and "F6" in at.footer and "F2" not in at.footer)
        await at.press("f6", then="a")
        await at.answer("6", "b.C")


async def test_the_choice_of_language_is_kept(tmp_path: Path) -> None:
    async with seated(tmp_path, None, language=None) as at:
        first = at.app.naming.words.language
        await at.press("f9")
        await at.until(lambda: at.app.naming.words.language != first)
    async with seated(tmp_path, "4.1", language=None) as at:
        assert at.app.naming.words.language != first
        await at.press("f1")
        await at.until(lambda: isinstance(at.app.screen, HelpScreen))
        await at.press("f9")
        await at.until(lambda: at.app.naming.words.language == first)
        await at.press("escape", then="a")


async def test_the_look_changes_and_is_kept(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await at.type("5")
        dark = at.app.current_theme.dark
        await at.press("f10")
        await at.until(lambda: at.app.current_theme.dark is not dark)
        assert (at.field, at.typed) == ("a", "5")
    async with seated(tmp_path, None) as at:
        assert at.app.current_theme.dark is not dark


def doubtful(at: Learner) -> dict[str, str]:
    """The characters on the screen whose width depends on the terminal, with a line that each stands on."""
    return {c: line for line in at.lines for c in line if unicodedata.east_asian_width(c) == "A"}


@pytest.mark.parametrize("language", ["ko", also("en")])
async def test_plain_glyphs_leave_nothing_doubtful(tmp_path: Path, language: Language) -> None:
    async with seated(tmp_path, None, size=WIDE, language=language, plain=True) as at:
        assert doubtful(at) == {}
        await at.press("f1")
        await at.until(lambda: at.say("command.close") in at.footer)
        assert doubtful(at) == {}
        await at.press("escape")
        at.post("ctrl+p")
        await at.until(lambda: at.say("command.glyphs") in at.screen)
        assert doubtful(at) == {}
    async with seated(tmp_path, "4.2", size=(110, 90), language=language, plain=True) as at:
        await at.answer("zz")
        assert doubtful(at) == {}
        for stage in ("b.C", "c", "d.w1[1,1]", "e.w1[1,1]"):
            await at.press("f8", then=stage)
            await at.answer("1/3 × 2")
            await at.press("f2", "f2", "f2", "f3")
            await at.until(lambda: at.say("hint.heading", number=3) in at.screen)
            assert doubtful(at) == {}
        await at.press("f7", then="d.w1[1,1]")
        assert at.app.screen.query(TreeView)
        assert doubtful(at) == {}


async def test_plain_glyphs_by_the_palette(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await at.type("6×1")
        assert doubtful(at)
        at.post("ctrl+p")
        await at.until(lambda: at.say("command.glyphs") in at.screen)
        await at.type(at.say("command.glyphs"))
        await at.press("enter")
        await at.until(lambda: at.field == "a" and not doubtful(at))
        assert at.typed == "6×1", "what is typed stays what it is"
        await at.press("enter", then="b.C")
    async with seated(tmp_path, "4.3", size=NARROW) as at:
        assert doubtful(at) == {}


@pytest.mark.parametrize("leaves", [False, True])
async def test_a_screen_goes_while_the_language_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leaves: bool
) -> None:
    async def gone(screen: HelpScreen) -> None:
        await screen.query_children("*").remove()
        if leaves:
            screen.app.exit(0)
        else:
            screen.app.pop_screen()

    monkeypatch.setattr(HelpScreen, "recompose", gone)
    async with seated(tmp_path, None, size=NARROW) as at:
        await at.press("f1")
        await at.until(lambda: isinstance(at.app.screen, HelpScreen))
        at.post("f9")
        if leaves:
            await at.until(lambda: at.app.return_value == 0)
        else:
            await at.until(lambda: not isinstance(at.app.screen, HelpScreen))
            await at.until(lambda: "역전파" in at.screen)
    assert at.app.fault is None


async def test_the_tutor_is_left_before_the_plots_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = ProgressScreen._draw

    def left(screen: ProgressScreen) -> None:
        for chart in screen.query(Chart):
            chart._nodes._clear()  # what leaving takes away first
        screen.app.exit(0)
        drawn(screen)

    monkeypatch.setattr(ProgressScreen, "_draw", left)
    async with seated(tmp_path, None, size=NARROW) as at:
        at.app.navigator.show_progress()
        await at.until(lambda: at.app.return_value == 0)
    assert at.app.fault is None
