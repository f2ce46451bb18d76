"""A pupil on the screen: numbers of one's own in Hangul mode, kept while the language changes, to the end."""

from pathlib import Path

from tutor.practice.items.teach import Teach
from tutor.practice.sittings import TEACH
from tutor.screens.home import HomeScreen
from tutor.screens.item import ItemScreen

from ..support.items import drawn, words_of
from .screens_kit import NARROW, in_view, seated


async def test_numbers_of_one_s_own_are_typed_in_hangul_mode_and_kept(tmp_path: Path) -> None:
    item = drawn(TEACH, 3, 1)
    assert isinstance(item, Teach)
    words = words_of(item, "ko")
    async with seated(tmp_path, None, language="ko", size=NARROW, drill=item.problem.id) as at:
        screen = in_view(at, ItemScreen)
        await at.until(lambda: screen.work is not None and at.app.focused is not None)
        assert at.say("command.type_own") in at.lines[-1]
        hers = words.section("input.hers")
        assert "C = " in at.line(hers), "her numbers stand above the question"
        await at.press("f3")
        await at.type("ㅂ=1")
        await at.press("enter")
        await at.sees(at.app.naming.words("change.no_name", found="q", allowed="")[:6])
        await at.press("end", "ctrl+u")
        await at.type("ㅠ2=-1")
        await at.press("f9", "f9")
        await at.until(lambda: at.app.naming.words.language == "ko" and screen.work is not None)
        await at.sees("ㅠ2=-1")
        await at.until(lambda: screen.work is not None and screen.work.has_cursor)
        await at.press("enter")
        await at.until(lambda: screen.work is not None and screen.work.desk.found == ("b2=-1",))
        await at.until(lambda: hers not in at.screen)  # she works with others now
        found: tuple[str, ...] = ("b2=-1",)
        for question, right in list(item.solved(words, found))[1:]:
            await at.sees(at.app.naming.line(question.text)[:20])
            await at.press(*str(right + 1), "enter")
            found = (*found, question.options[right].name)
            await at.until(lambda: screen.work is not None and screen.work.desk.found == found)  # noqa: B023
        await at.sees("→ 16", "←")


async def test_a_pupil_is_to_be_had_from_home(tmp_path: Path) -> None:
    async with seated(tmp_path, None, language="en", size=NARROW) as at:
        await at.until(lambda: isinstance(at.app.screen, HomeScreen) and at.app.focused is not None)
        await at.press("ㅅ")
        await at.until(lambda: isinstance(at.app.screen, ItemScreen))
        assert isinstance(in_view(at, ItemScreen).item, Teach)
