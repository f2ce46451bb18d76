"""Leaving: the words of Ctrl+C and the palette, and what is asked while something is in memory only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static
from tutor.journal.journal import Journal, open_journal
from tutor.lessons.content import content_folder
from tutor.lessons.languages import Language
from tutor.lessons.words import read_words
from tutor.screens.app import TutorApp
from tutor.screens.help import HelpScreen
from tutor.screens.home import HomeScreen
from tutor.screens.palette import Palette
from tutor.screens.unsaved import UnsavedScreen
from tutor.session.start import Beginning, Start
from tutor.widgets.key_bar import KeyBar

from tests.journal.journal_kit import Tap
from tests.support.course import lesson_of

from ..support.clock import Clock
from ..support.thorough import also


class Full(NamedTuple):
    """A tutor whose disk is full, and can be given room."""

    app: TutorApp
    pilot: Pilot[int]
    journal: Journal
    tap: Tap

    @property
    def mark(self) -> str:
        return self.app.screen.query_one(KeyBar).warning

    def give_room(self) -> None:
        self.tap.execute("PRAGMA max_page_count = 1000000")

    def notices(self) -> list[str]:
        return [str(notice.message) for notice in self.app._notifications]


@asynccontextmanager
async def full(folder: Path, language: Language) -> AsyncIterator[Full]:
    tap, clock = Tap(), Clock()
    with open_journal(folder, clock, connect=tap) as journal:
        journal.set_setting("welcomed", "yes")
        app = TutorApp(journal, clock, Start(folder, language, beginning=Beginning(lesson_of("4.1"))))
        async with app.run_test(notifications=True) as pilot:
            await pilot.pause()
            tap.execute(f"PRAGMA max_page_count = {tap.execute('PRAGMA page_count')}")
            while journal.saves:
                journal.set_setting("filler", "x" * 50_000)
            await pilot.press("7", "enter")
            await pilot.pause()
            app._tell_notice()
            await pilot.pause()
            yield Full(app, pilot, journal, tap)


@pytest.mark.parametrize("language", ["ko", also("en")])
async def test_on_a_full_disk_there_is_a_mark_and_leaving_asks(tmp_path: Path, language: Language) -> None:
    words = read_words(content_folder(), language)
    async with full(tmp_path / "data", language) as at:
        assert at.mark == words("unsaved.mark")
        assert at.notices() == [words("journal.full", folder=str(tmp_path / "data"))]
        await at.pilot.press("ctrl+q")
        await at.pilot.pause()
        assert isinstance(at.app.screen, UnsavedScreen)
        assert at.mark == words("unsaved.mark")
        await at.pilot.press("enter")
        assert words("unsaved.still") in str(at.app.screen.query_one("#said", Static).visual)
        await at.pilot.press("escape")
        await at.pilot.pause()
        assert not isinstance(at.app.screen, UnsavedScreen)
        assert at.journal.waits
        at.give_room()
        await at.pilot.press("ctrl+q")
        await at.pilot.pause()
        assert at.app.return_code == 0
        assert at.journal.saves
    with open_journal(tmp_path / "data", Clock()) as journal:
        assert "7" in [entry.text for name in journal.standing() for entry in journal.entries(name)]


async def test_room_that_comes_back_takes_the_warning_away(tmp_path: Path) -> None:
    async with full(tmp_path, "en") as at:
        at.give_room()
        await at.pilot.press("backspace", "6", "enter")
        await at.pilot.pause()
        at.app._tell_notice()
        await at.pilot.pause()
        assert at.mark == ""
        assert at.notices() == [read_words(content_folder(), "en")("journal.saved-again")]


async def test_what_waits_goes_to_another_folder(tmp_path: Path) -> None:
    other = tmp_path / "other"
    async with full(tmp_path / "data", "en") as at:
        await at.pilot.press("ctrl+q")
        await at.pilot.pause()
        await at.pilot.press("2")
        field = at.app.screen.query_one(Input)
        field.value = "/dev/null/x"
        await at.pilot.press("enter")
        assert "/dev/null/x" in str(at.app.screen.query_one("#said", Static).visual)
        field.value = str(other)
        await at.pilot.press("enter")
        await at.pilot.pause()
        assert at.app.return_code == 0
        assert not at.journal.waits
    with open_journal(other, Clock()) as journal:
        assert "7" in [entry.text for name in journal.standing() for entry in journal.entries(name)]


async def test_what_waits_can_be_left(tmp_path: Path) -> None:
    async with full(tmp_path, "en") as at:
        await at.pilot.press("ctrl+q")
        await at.pilot.pause()
        await at.pilot.press("3")
        await at.pilot.pause()
        assert at.app.return_code == 0
        assert at.journal.waits


async def test_ctrl_c_and_the_palette_speak_the_learners_language(tmp_path: Path) -> None:
    """In Korean: Textual's own words are English."""
    words = read_words(content_folder(), "ko")
    clock = Clock()
    with open_journal(tmp_path, clock) as journal:
        app = TutorApp(journal, clock, Start(tmp_path, "ko"))
        async with app.run_test(notifications=True) as pilot:
            await pilot.pause()
            await pilot.press("ctrl+c")
            assert [str(notice.message) for notice in app._notifications] == [app.naming.say("quit.how", kept=True)]
            await pilot.press("ctrl+p")
            await pilot.pause()
            assert isinstance(app.screen, Palette)
            assert app.screen.query_one(Input).placeholder == words("palette.search")
            app.screen._start_no_matches_countdown("zzz")
            await pilot.pause(0.7)
            found = app.screen.query_one("CommandList")
            assert words("palette.nothing") in [str(option.prompt) for option in found.options]  # type: ignore[attr-defined]
            await pilot.press("ctrl+q")
            await pilot.pause()
            assert app.return_code == 0


@asynccontextmanager
async def at_home(folder: Path) -> AsyncIterator[tuple[TutorApp, Pilot[int]]]:
    """The tutor at its first screen, in English."""
    clock = Clock()
    with open_journal(folder, clock) as journal:
        app = TutorApp(journal, clock, Start(folder, "en"))
        async with app.run_test() as pilot:
            await pilot.pause()
            yield app, pilot


async def test_what_lies_over_a_screen_closes_once(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (app, pilot):
        for open_, over in ((app.action_command_palette, Palette), (app.show_help, HelpScreen)):
            done = open_()
            if done is not None:
                await done
            await pilot.pause()
            shown = app.screen
            assert isinstance(shown, over)
            for _ in range(3):
                shown.dismiss()
            await pilot.pause()
            assert isinstance(app.screen, HomeScreen)


async def test_the_palette_asked_for_twice_in_a_breath_opens_once(tmp_path: Path) -> None:
    async with at_home(tmp_path) as (app, pilot):
        app.action_command_palette()
        app.action_command_palette()  # before the first is there
        await pilot.pause()
        assert sum(isinstance(screen, Palette) for screen in app.screen_stack) == 1
        app.screen.dismiss()
        app.action_command_palette()  # before the other is gone
        await pilot.pause()
        assert isinstance(app.screen, Palette)
