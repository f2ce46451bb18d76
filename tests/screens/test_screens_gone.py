"""What is under way for a screen that is closed, or for a tutor that is left, ends quietly; other faults are told."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.css.query import NoMatches
from textual.widgets import OptionList
from textual.worker import WorkerFailed
from tutor.lessons.markdown import parse
from tutor.lessons.stages import FieldId
from tutor.practice.codes import format_code
from tutor.screens.app import TutorApp
from tutor.screens.help import HelpScreen
from tutor.screens.home import HomeScreen
from tutor.screens.items.item_work import ItemWork
from tutor.screens.items.value_work import ValueWork
from tutor.screens.palette import Palette
from tutor.screens.progress import ProgressScreen
from tutor.screens.terminal.gone import is_there, while_there
from tutor.screens.work.work import Work
from tutor.widgets.breakdown_view import BreakdownView
from tutor.widgets.chart import Chart
from tutor.widgets.editor import Editor
from tutor.widgets.field_slot import FieldSlot
from tutor.widgets.folded import Said
from tutor.widgets.key_bar import KeyBar

from tests.support.course import lesson_of, problem_of

from ..conftest import Clock
from ..support import light
from ..support.solved import work
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated


async def turns(number: int) -> None:
    """Let others have their turn that many times."""
    for _ in range(number):
        await asyncio.sleep(0)


def leave(app: TutorApp) -> None:
    app.exit(0)


def close(app: TutorApp) -> None:
    if len(app.screen_stack) > 1:
        app.pop_screen()
    else:
        app.navigator.go_home()


def looks_in_vain(at: Learner) -> None:
    at.app.screen.query_one("#nothing")


@pytest.mark.parametrize("goes", [leave, close])
@pytest.mark.parametrize("number", [0, 2, also(1), also(3)])
@pytest.mark.parametrize("shown", [Palette, HelpScreen, ProgressScreen])
async def test_a_screen_goes_before_it_is_built(
    tmp_path: Path, shown: type, number: int, goes: Callable[[TutorApp], None]
) -> None:
    async with seated(tmp_path, None, size=NARROW) as at:
        if shown is Palette:
            at.app.push_screen(Palette("?", "-"))
        elif shown is HelpScreen:
            at.app.call_next(at.app.show_help)
        else:
            at.app.navigator.show_progress()
        await turns(number)
        goes(at.app)
        if goes is leave:
            await asyncio.sleep(0.1)  # nothing that could be waited for comes any more
        else:
            await at.press("f9")
            await at.until(lambda: at.app.naming.words.language == "ko")
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
        leaves = at.say("command.quit")
        commands = [
            found.callback for found in at.app.get_system_commands(at.app.screen) if not found.title.startswith(leaves)
        ]
        at.app.navigator.go_home()
        await at.until(lambda: isinstance(at.app.screen, HomeScreen))
        for command in commands:
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


async def test_a_screen_says_all_again_between_two_of_its_events(tmp_path: Path) -> None:
    began, go = asyncio.Event(), asyncio.Event()
    seen: list[bool] = []

    async with seated(tmp_path, None, size=NARROW) as at:

        async def takes_a_while() -> None:
            choices = at.app.screen.query_one(OptionList)
            began.set()
            await go.wait()
            seen.append(at.app.screen.query_one(OptionList) is choices)

        at.app.screen.call_later(takes_a_while)
        await began.wait()
        changing = asyncio.create_task(at.app.change_language())
        await turns(30)
        go.set()
        await changing
        await at.until(lambda: "역전파" in at.screen)
    assert seen == [True]
    assert at.app.fault is None


@pytest.mark.parametrize("number", [20, 80, also(60), also(110)])
async def test_the_language_changes_before_the_work_is_there(tmp_path: Path, number: int) -> None:
    async with seated(tmp_path, None, size=WIDE) as at:
        at.app.navigator.open_lesson(lesson_of("4.1"))
        await turns(number)
        at.app.call_later(at.app.change_language)
        await at.until(lambda: at.app.naming.words.language == "ko" and at.field == "a")
        await at.type("6")
        assert len(at.app.screen.query(Work)) == 1
        assert at.typed == "6"
    assert at.app.fault is None


@pytest.mark.parametrize("number", [1, also(0), also(2)])
async def test_a_plot_is_taken_away_before_it_is_built(tmp_path: Path, clock: Clock, number: int) -> None:
    work(tmp_path, problem_of("4.1"), "a", clock)
    async with seated(tmp_path, None, size=NARROW) as at:
        at.app.navigator.show_progress()
        await at.until(lambda: bool(at.app.screen.query("#days Chart")))
        place = at.app.screen.query_one("#days")
        place.mount(Chart(plain=False))
        await turns(number)
        await place.query(Chart).last().remove()
        await place.query("#legend").remove()  # a part of one that goes
        at.app.screen._draw()  # type: ignore[attr-defined]  # as when the theme changes
        await at.press("f9")
        await at.until(lambda: at.app.naming.words.language == "ko")
    assert at.app.fault is None


async def test_a_line_is_chosen_while_it_is_taken_up_or_put_away(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=WIDE) as at:
        at.app.navigator.open_drills(str(format_code("find-step", 1, 7)))
        await at.until(lambda: bool(at.app.screen.query(ItemWork)) and at.app.focused is not None)
        search = at.app.screen.query_one(ItemWork)
        await asyncio.gather(*(search.work_out() for _ in range(3)))
        assert len(search.query(ValueWork)) == 1
        await asyncio.gather(search.step(1), search.work_out(), search.step(-1))
        assert not search.query(ValueWork)
    assert at.app.fault is None


async def test_the_sub_steps_are_folded_while_one_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await at.press("f8", "f8", "f3")
        await at.until(lambda: bool(at.app.screen.query(BreakdownView)))
        slot = next(slot for slot in at.app.screen.query(FieldSlot) if slot.steps is not None)
        assert slot.steps is not None
        field = slot.steps.here
        assert await slot.show_explanation(field, Said(parse("one")), slot.steps.row.text) is not None

        async def folds(_: FieldId) -> None:
            await slot.fold_steps()

        monkeypatch.setattr(slot, "take_explanation", folds)
        assert await slot.show_explanation(field, Said(parse("two")), "") is None
        assert slot.steps is None


async def test_a_path_is_lit_on_a_page_that_is_still_to_come(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        coming = at.app.screen.query_one(Work)._stage_view("d")
        coming.light(FieldId("d", "w1"))
        assert not coming.is_attached


async def test_what_is_gone_is_not_painted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    light.as_in_a_terminal(monkeypatch)
    async with seated(tmp_path, "4.3", size=WIDE) as at:
        screen, editor = at.app.screen, at.app.screen.query_one(Editor)
        await at.type("x")
        with at.app.batch_update():
            place = editor.region
            await editor.remove()
            editor.notify_style_update()
            screen._compositor._dirty_regions.add(place)
            screen._compositor_refresh()
        await at.settle()
        assert "4.3" in at.screen
        whole = screen.query_one(KeyBar)
        whole.render_lines = fails  # type: ignore[assignment]
        screen._compositor._dirty_regions.add(whole.region)
        with pytest.raises(ZeroDivisionError):
            screen._compositor_refresh()
        del whole.render_lines
    assert at.app.fault is None


def fails(_: object) -> None:
    raise ZeroDivisionError
