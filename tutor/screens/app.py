"""The app: the commands that are given everywhere, and what Textual asks of an app."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from textual.app import SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme

from tutor.journal.journal import Journal
from tutor.lessons import readings
from tutor.lessons.content import content_folder
from tutor.lessons.languages import Language, language_after
from tutor.screens.base import CAN_GIVE_WAY, TutorScreen
from tutor.screens.commanded import Commanded
from tutor.screens.navigation import Navigation
from tutor.screens.shared import Shared
from tutor.screens.terminal import tidying
from tutor.screens.themes import THEMES
from tutor.screens.type_ahead import TypeAhead
from tutor.session.config import FILE
from tutor.session.start import Start
from tutor.widgets.command import Command
from tutor.widgets.page import BROAD, TALL
from tutor.widgets.plain_glyphs import PlainGlyphs
from tutor.widgets.screen_naming import ScreenNaming

NOTICE_SECONDS = 1.0
MOST_FAULTS = 3
LONGEST_START = 1.0
"""Seconds after the first paint in which what a start waits for is there."""


class TutorApp(Commanded, TypeAhead):
    """Holds what all screens share, and the learner's choices of language, glyphs and theme."""

    TITLE = "backprop-tutor"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(BROAD, "-broad")]  # noqa: RUF012  # Textual's own way to write it
    VERTICAL_BREAKPOINTS = [(TALL, "-tall")]  # noqa: RUF012

    def __init__(
        self,
        journal: Journal,
        now: Callable[[], datetime],
        start: Start,
        *,
        plain: bool = False,
        content: Path | None = None,
        random: Random | None = None,
        typed_before: bytes = b"",
    ) -> None:
        """`typed_before`: what was typed before the app could read keys. The others are as `Shared` has them."""
        super().__init__(typed_before)
        self.navigator = Navigation(self, lambda: self.shared)
        self.shared = Shared(
            journal,
            now,
            start,
            content or content_folder(),
            random or Random(),  # noqa: S311  # which drill comes is no secret
            host=self,
            navigator=self.navigator,
            plain=plain or (start.config.glyphs or journal.setting("glyphs")) == "plain",
        )
        self.set_keymap(dict(start.config.keys))
        self._beginning = start.beginning
        self._is_started = False
        self._plain_glyphs = PlainGlyphs()
        for theme in THEMES:
            self.register_theme(theme)
        look = start.config.theme or journal.setting("theme")
        self._begin_with(next((theme for theme in THEMES if theme.name == look), THEMES[0]))
        if look in self.available_themes:
            self.theme = look
        self.animation_level = "none"  # an input method's window is dragged along by anything that moves

    @property
    def naming(self) -> ScreenNaming:
        """The words and glyphs of now."""
        return self.shared.naming

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is drawn passes through these."""
        filters = super().get_line_filters()
        return [*filters, self._plain_glyphs] if self.naming.plain else filters

    def _begin_with(self, theme: Theme) -> None:
        """Take one of the tutor's own looks before any styles are read: were it changed, all would be read again."""
        self.set_reactive(TutorApp.theme, theme.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[Any]:
        """What the tutor opens on, in place of a blank screen, where that can give way to others."""
        return self._first() if CAN_GIVE_WAY else super().get_default_screen()

    async def on_mount(self) -> None:
        if not CAN_GIVE_WAY:  # before anything is painted
            await self.push_screen(self._first())

    def _first(self) -> TutorScreen:
        lesson, drill, laboratory, theorem, sheet = self._beginning
        if theorem:
            return self.navigator.theorem()
        if laboratory is not None:
            return self.navigator.laboratory(laboratory)
        if sheet is not None:
            return self.navigator.sheet(sheet)
        if drill is not None:
            return self.navigator.drills(drill)
        return self.navigator.lesson(lesson) if lesson else self.navigator.home()

    def on_ready(self) -> None:
        self.shared.journal.look_at_the_clock()
        self._tell_notice()
        self._tell_faults()
        self.set_interval(NOTICE_SECONDS, self._tell_notice)
        self.set_interval(tidying.QUIET, lambda: tidying.tidy(self.quiet))
        self.set_timer(LONGEST_START, self.end_start)

    def end_start(self) -> None:
        """The first page stands, as its screen says; or none said so in time."""
        if self._is_started:
            return
        self._is_started = True
        tidying.begin()
        if readings.end():
            self.call_later(partial(asyncio.to_thread, import_module, "tutor.lessons.markdown_reading"))

    async def show_help(self) -> None:
        """Explain the screen, with its keys."""
        from tutor.screens.help import HelpScreen

        if isinstance(self.screen, TutorScreen) and self._has_help():
            await self.push_screen(HelpScreen(self.shared, self.screen.HELP_PAGE, self.screen.all_commands()))

    def _has_help(self) -> bool:
        return isinstance(self.screen, TutorScreen) and bool(self.screen.HELP_PAGE)

    def _is_at_home(self) -> bool:
        """Whether the learner is where the language is chosen; elsewhere what is done there needs the room more."""
        return isinstance(self.screen, TutorScreen) and self.screen.HELP_PAGE == "home"

    async def change_language(self) -> None:
        """Change to the next language."""
        language = language_after(self.shared.language)
        self.shared.journal.set_setting("language", language)
        await self._speak(language, plain=self.naming.plain)

    async def change_glyphs(self) -> None:
        """Change between full and plain glyphs."""
        plain = not self.naming.plain
        self.shared.journal.set_setting("glyphs", "plain" if plain else "full")
        await self._speak(self.shared.language, plain=plain)

    async def _speak(self, language: Language, *, plain: bool) -> None:
        self.shared.speak(language, plain=plain)
        for screen in self.screen_stack:
            if isinstance(screen, TutorScreen):
                await screen.say_again_in_turn()

    def change_theme(self) -> None:
        """Change to the next of the tutor's own looks."""
        names = [theme.name for theme in THEMES]
        self._look(names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0])

    def _look(self, theme: str) -> None:
        self.theme = theme
        self.shared.journal.set_setting("theme", theme)

    async def action_quit(self) -> None:
        """Leave; everything is kept."""
        await self.navigator.quit()

    def _may_quit(self) -> bool:
        return not isinstance(self.screen, TutorScreen) or self.screen.IS_LEFT_BY_QUIT

    def action_help_quit(self) -> None:
        """Ctrl+C: who presses it may want to leave."""
        say = self.naming.say
        self.notify(say("quit.how", kept=self.shared.journal.saves), title=say("quit.title"), markup=False)

    def action_command_palette(self) -> None:
        """Every command by name."""
        self.call_next(self._show_palette)  # which the app then waits for, before it takes another key

    async def _show_palette(self) -> None:
        from tutor.screens.palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            await self.push_screen(Palette(self.naming.say("palette.search"), self.naming.say("palette.nothing")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette lists what the screen's commands say of themselves."""
        if not isinstance(screen, TutorScreen):
            return
        for offer in screen.offers():
            if offer.command.action:
                title = f"{self.naming.say(f'command.{offer.words}')}  {self.shared.key_of(offer.command)}".strip()
                explained = self.naming.say(f"command_help.{offer.command.name}")
                yield SystemCommand(title, explained, lambda offer=offer: self.call_later(offer.give))
        for theme in self.available_themes:  # found by who looks for one; there are too many to list
            title, explained = self.naming.say("palette.theme", name=theme), self.naming.say("command_help.theme")
            yield SystemCommand(title, explained, partial(self._look, theme), discover=False)

    def _tell_faults(self) -> None:
        """What is wrong in the learner's file of settings; the rest of it holds."""
        for fault in self.shared.config.faults[:MOST_FAULTS]:
            said = self.naming.say(f"config.{fault.key}", **fault.params)
            self.notify(f"{FILE}:{fault.line}: {said}", severity="warning", timeout=15, markup=False)

    async def screen_came(self) -> None:
        """What there is to tell is told on the new screen."""
        self._tell_notice()
        await super().screen_came()

    def _tell_notice(self) -> None:
        if isinstance(self.screen, TutorScreen):
            self.screen.mark_unsaved()
        while (notice := self.shared.journal.take_notice()) is not None:
            self.clear_notifications()  # what one said may no longer be so
            said = self.naming.say(f"journal.{notice.key}", **notice.params)
            self.notify(said, severity="warning", timeout=15, markup=False)

    COMMAND_LIST = (
        Command("help", "f1", show_help, applies=_has_help, stays=True),
        Command("language", "f9", change_language, stays=_is_at_home),
        Command("theme", "f10", change_theme),
        Command("glyphs", "", change_glyphs),
        Command("quit", "ctrl+q", action_quit, applies=_may_quit, priority=True),
    )

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        return self.COMMAND_LIST
