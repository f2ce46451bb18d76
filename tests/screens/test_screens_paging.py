"""Lists in a terminal of a line or two, or a few columns: little or nothing of them is seen."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.widgets import OptionList
from tutor.screens.unsaved import UnsavedScreen

from .screens_kit import NARROW, Learner, seated

ROOMLESS = (20, 1)
NARROWEST = ((1, 1), (2, 3), (3, 9), (4, 2), (5, 1), (6, 24))


async def home(at: Learner) -> None:
    await at.until(lambda: type(at.app.screen).__name__ == "HomeScreen")


async def drill_choice(at: Learner) -> None:
    at.app.navigator.open_drills()
    await at.until(lambda: type(at.app.screen).__name__ == "DrillChoiceScreen")


async def unsaved(at: Learner) -> None:
    at.app.push_screen(UnsavedScreen(at.app.shared))
    await at.until(lambda: type(at.app.screen).__name__ == "UnsavedScreen")


async def palette(at: Learner) -> None:
    at.app.action_command_palette()
    await at.until(lambda: type(at.app.screen).__name__ == "Palette")
    await at.until(lambda: at.app.screen.query_one(OptionList).option_count > 2)


@pytest.mark.parametrize("way", [home, drill_choice, unsaved, palette])
async def test_a_page_without_room_leaves_the_list_as_it_is(
    tmp_path: Path, way: Callable[[Learner], Awaitable[None]]
) -> None:
    async with seated(tmp_path, None, size=NARROW) as at:
        await way(at)
        choices = at.app.screen.query_one(OptionList)
        await at.press("down", "down")
        await at.resize(*ROOMLESS)
        await at.until(lambda: not choices.scrollable_content_region)
        there = choices.highlighted
        assert there is not None
        await at.press("pagedown", "pageup")
        assert choices.highlighted == there
        await at.resize(*NARROW)
        await at.until(lambda: bool(choices.scrollable_content_region))
        await at.press("pageup")
        assert choices.highlighted < there


@pytest.mark.parametrize("way", [home, drill_choice, unsaved, palette])
async def test_a_list_is_laid_out_in_a_column_or_two(tmp_path: Path, way: Callable[[Learner], Awaitable[None]]) -> None:
    async with seated(tmp_path, None, size=NARROW, language="ko") as at:
        await way(at)
        choices = at.app.screen.query_one(OptionList)
        for size in NARROWEST:
            await at.resize(*size)
            await at.until(lambda size=size: at.app.size == size)  # type: ignore[misc]
            await at.press("home", "down", "pagedown")
            assert choices.highlighted
        await at.resize(*NARROW)
        await at.until(lambda: choices.scrollable_content_region.width > max(width for width, _ in NARROWEST))
