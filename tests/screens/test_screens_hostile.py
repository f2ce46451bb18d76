"""What is pasted or typed is text and nothing else: no markup, no escape sequences, no harm by length."""

from pathlib import Path

import pytest
from tutor.screens.history import HistoryScreen
from tutor.widgets.answer_field import LONGEST
from tutor.widgets.editor import Editor

from ..support.thorough import also
from .screens_kit import NARROW, seated

PASTES = (
    "[/]",
    "[bold]x[/bold]",
    "[@click=app.quit]y[/]",
    "\x1b[2J\x1b]0;t\x07z",
    "a\x00b\x9bc",
    "\u202e7",
    "{{C}}",
    "<b>&amp;",
)


async def test_pastes_in_a_field_and_in_the_tree(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        for place in ("a", "b.C"):
            for text in PASTES:
                await at.press("end", "ctrl+u")
                await at.paste(text)
                await at.press("enter")
                await at.until(lambda: at.verdict in ("unreadable", "wrong"))
                assert at.typed.isprintable()
                assert "\x1b" not in at.screen
            await at.press("f8")
            await at.until(lambda place=place: at.field != place)  # type: ignore[misc]
        assert at.field == "c"


@pytest.mark.parametrize(
    "text",
    ["9" * 10_000, "(" * 10_000, also("가" * 10_000), also("1+" * 5_000)],
    ids=["digits", "brackets", "hangul", "sum"],
)
async def test_a_very_long_paste(tmp_path: Path, text: str) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await at.paste(text)
        await at.press("enter")
        await at.until(lambda: at.verdict in ("unreadable", "wrong"))
        assert len(at.typed) <= LONGEST
        await at.answer("6", "b.C")


async def test_markup_and_control_characters_in_an_essay(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=(120, 40)) as at:
        for text in PASTES:
            await at.paste(text + "\r\n")
        await at.paste("가" * 10_000)
        kept = at.app.screen.query_one(Editor).text
        await at.press("f2", "f3", "f4")
        await at.until(lambda: isinstance(at.app.screen, HistoryScreen))
        assert "[@click=app.quit]" in at.screen
        assert "[@click=app.quit]y[/]" in kept
        assert not any(c in kept for c in "\x00\x07\x1b\x9b\r")
        assert "\x1b" not in at.screen
    async with seated(tmp_path, None) as at:
        assert "4.3" in at.screen


async def test_hangul_in_parts_is_joined(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=(120, 40)) as at:
        await at.paste("\u1112\u1161\u11ab")
        await at.until(lambda: at.app.screen.query_one(Editor).text == "한")
