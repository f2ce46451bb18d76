"""What is under way for a screen that is closed, or for a tutor that is left, ends quietly; other faults are told."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.css.query import NoMatches
from textual.worker import WorkerFailed
from tutor.screens.app import TutorApp
from tutor.screens.gone import is_there, while_there
from tutor.screens.help import HelpScreen
from tutor.screens.home import HomeScreen
from tutor.screens.palette import Palette
from tutor.screens.progress import ProgressScreen
from tutor.screens.work import Work

from .screens_kit import NARROW, Learner, seated


async def turns(number: int) -> None:
    """Let others have their turn that many times."""
    for _ in range(number):
        await asyncio.sleep(0)


def leave(app: TutorApp) -> None:
    app.exit(0)


def close(app: TutorApp) -> None:
    if len(app.screen_stack) > 2:
        app.pop_screen()
    else:
        app.go_home()


def looks_in_vain(at: Learner) -> None:
    at.app.screen.query_one("#nothing")


@pytest.mark.parametrize("goes", [leave, close])
@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("shown", [Palette, HelpScreen, ProgressScreen])
async def test_a_screen_goes_before_it_is_built(
    tmp_path: Path, shown: type, number: int, goes: Callable[[TutorApp], None]
) -> None:
    async with seated(tmp_path, None, size=NARROW) as at:
        if shown is Palette:
            at.app.push_screen(Palette("?", "-"))
        elif shown is HelpScreen:
            at.app.call_next(at.app.action_help)
        else:
            at.app.show(ProgressScreen)
        await turns(number)
        goes(at.app)
        if goes is leave:
            await asyncio.sleep(0.1)  # nothing that could be waited for comes any more
        else:
            await at.press("f9")
            await at.until(lambda: at.app.voice.words.language == "ko")
    assert at.app.fault is None


async def test_the_palette_is_there_before_another_key_is_taken(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=NARROW) as at:
        at.post("ctrl+p", "escape")
        await at.settle()
        await at.until(lambda: isinstance(at.app.screen, HomeScreen))
        assert at.app.return_value is None  # which the key does at home
    assert at.app.fault is None


async def test_what_was_asked_for_after_a_paint_is_not_done_on_what_is_gone(tmp_path: Path) -> None:
    done: list[str] = []

    async with seated(tmp_path, "4.1", size=NARROW) as at:
        work = at.app.screen.query_one(Work)
        assert is_there(work)

        async def goes() -> None:
            done.append("began")
            await work.remove()
            work.query_one("#nothing")

        await while_there(work, goes)()
        assert not is_there(work)
        await while_there(work, lambda: done.append("never"))()
        assert done == ["began"]
        with pytest.raises(NoMatches):
            await while_there(at.app.screen, lambda: looks_in_vain(at))()


async def test_a_command_of_the_palette_for_a_screen_that_is_gone(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=NARROW) as at:
        commands = [found.callback for found in at.app.get_system_commands(at.app.screen)]
        at.app.go_home()
        await at.until(lambda: "Day 13" in at.screen)
        for command in commands[:-1]:  # the last one leaves
            command()
        await at.settle()
        assert at.app.return_value is None
    assert at.app.fault is None


async def test_what_a_screen_misses_that_is_there_is_a_fault(tmp_path: Path) -> None:
    async def misses(at: Learner) -> None:
        looks_in_vain(at)

    with pytest.raises(NoMatches):
        async with seated(tmp_path / "one", None, size=NARROW) as at:
            at.app.screen.call_after_refresh(looks_in_vain, at)
            at.app.screen.refresh()
            await asyncio.wait_for(at.app._exception_event.wait(), 10)
    assert isinstance(at.app.fault, NoMatches)
    with pytest.raises(WorkerFailed):
        async with seated(tmp_path / "two", None, size=NARROW) as at:
            at.app.screen.run_worker(misses(at))
            await asyncio.wait_for(at.app._exception_event.wait(), 10)
    assert isinstance(at.app.fault, WorkerFailed)
