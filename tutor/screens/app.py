"""The app: what all screens share, and the way from one to another."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import Widget

from tutor.journal.journal import Journal
from tutor.journal.records import Notice
from tutor.lessons.content import content_folder
from tutor.lessons.load import load
from tutor.lessons.problem import LANGUAGES, Essay, Language, Lesson
from tutor.lessons.wording import Wordings
from tutor.lessons.words import read_words
from tutor.screens import tidying
from tutor.screens.base import TutorScreen
from tutor.screens.gone import while_there
from tutor.screens.themes import THEMES
from tutor.screens.type_ahead import TypeAhead
from tutor.widgets.command import Command, bindings
from tutor.widgets.plain_glyphs import PlainGlyphs
from tutor.widgets.voice import Voice

if TYPE_CHECKING:
    from tutor.session.explainer import Explainer


NOTICE_SECONDS = 1.0


class TutorApp(TypeAhead):
    """Holds the journal, the clock and the learner's choices; screens ask it for them."""

    TITLE = "backprop-tutor"
    ENABLE_COMMAND_PALETTE = True
    COMMAND_LIST: ClassVar[tuple[Command, ...]] = (
        Command("help", "f1", "help", always=True),
        Command("language", "f9", "language"),
        Command("theme", "f10", "theme"),
        Command("glyphs", "", "glyphs"),
        Command("quit", "ctrl+q", "quit", priority=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMAND_LIST)

    def __init__(
        self,
        journal: Journal,
        now: Callable[[], datetime],
        data_folder: Path,
        *,
        lesson: Lesson | None = None,
        language: Language | None = None,
        fallback: Language = "ko",
        plain: bool = False,
        content: Path | None = None,
        drill: str | None = None,
        random: Random | None = None,
        typed_before: bytes = b"",
        own_folder: Path | None = None,
        read: Callable[[Path], Lesson] = load,
    ) -> None:
        """`lesson` or `drill` (a code; empty: the choice of drills) is what it opens on, else it is home.

        `own_folder` holds problems of somebody's own, listed at home; `read` reads such a file, and refuses what is not
        sound.
        """
        super().__init__(typed_before)
        self.journal = journal
        self.now = now
        self.data_folder = data_folder
        self.content = content or content_folder()
        self.random = random or Random()  # noqa: S311  # which drill comes is no secret
        self.own_folder = own_folder
        self.read = read
        self._lesson = lesson
        self._drill = drill
        self._settled = False
        self._waiting: list[tuple[TutorScreen, Callable[[], Awaitable[None]]]] = []
        saved = journal.setting("language")
        chosen = next((known for known in LANGUAGES if known == saved), fallback)
        self._language: Language = language or chosen
        self._plain_glyphs = PlainGlyphs()
        self._plain = plain or journal.setting("glyphs") == "plain"
        for theme in THEMES:
            self.register_theme(theme)
        look = journal.setting("theme")
        self.theme = next((theme.name for theme in THEMES if theme.name == look), THEMES[0].name)
        self.animation_level = "none"  # an input method's window is dragged along by anything that moves
        self._speak()

    def _speak(self) -> None:
        self.voice = Voice(read_words(self.content, self._language), self._plain)
        self.wordings = Wordings(self.content, self._language)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is drawn passes through these."""
        filters = super().get_line_filters()
        return [*filters, self._plain_glyphs] if self._plain else filters

    async def on_mount(self) -> None:
        # Before anything is painted, so that no blank screen comes first.
        await self.push_screen(self._first())

    def on_ready(self) -> None:
        self.journal.look_at_the_clock()
        self._tell_notice()
        self.set_interval(NOTICE_SECONDS, self._tell_notice)
        self.set_interval(tidying.QUIET, self._tidy)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        tidying.begin()
        self._settled = True
        for screen, callback in self._waiting:
            screen.call_later(while_there(screen, callback))
        self._waiting.clear()

    def _tidy(self) -> None:
        tidying.tidy(self.quiet)

    def after_paint(self, screen: TutorScreen, callback: Callable[[], Awaitable[None]]) -> None:
        """Call this once the screen, which is being mounted, was painted."""
        if self._settled:
            screen.call_after_refresh(callback)
        else:
            self._waiting.append((screen, callback))

    def go_home(self) -> None:
        """Show the list of problems."""
        self.call_later(self._show, self._home)

    def open_lesson(self, lesson: Lesson) -> None:
        """Show a problem or an essay."""
        self.call_later(self._show, lambda: self._screen_of(lesson))

    def check(self, lesson: Lesson) -> None:
        """Raises ContentError where a lesson of somebody's own is not sound."""
        if self.content.resolve() not in lesson.path.resolve().parents:
            self.read(lesson.path)

    def open_drills(self, code: str = "", *, goes_on: bool = False) -> None:
        """Show one drill by its code; else the choice of drills, or the sitting that was left, if there is one."""
        self.call_later(self._show, lambda: self._drills(code, goes_on=goes_on))

    def show(self, make: Callable[[], TutorScreen]) -> None:
        """Show a screen in place of the one that is shown."""
        self.call_later(self._show, make)

    async def _show(self, make: Callable[[], TutorScreen]) -> None:
        """Show a screen in place of the one shown; called later, for no screen can wait for its own end."""
        left = [self.screen, *self.screen.walk_children()]
        await self.switch_screen(make())
        self._tell_notice()
        await self.keys_are_done()
        self.screen.call_after_refresh(self._let_go, left)

    def _let_go(self, left: list[Widget]) -> None:
        tidying.let_go(left)
        self.set_timer(tidying.NEW_PAGE, lambda: tidying.tidy_page(self.quiet))

    def _first(self) -> TutorScreen:
        if self._drill is not None:
            return self._drills(self._drill)
        return self._screen_of(self._lesson) if self._lesson else self._home()

    def _drills(self, code: str, *, goes_on: bool = False) -> TutorScreen:
        from tutor.session.drill_desk import DrillDesk

        desk = DrillDesk(self.journal, self.now, self.content, self.random)
        if code:
            from tutor.screens.drill import screen_of

            return screen_of(desk, desk.open(code))
        from tutor.screens.drill_choice import DrillChoiceScreen

        return DrillChoiceScreen(desk, goes_on=goes_on)

    def _home(self) -> TutorScreen:
        from tutor.screens.home import HomeScreen

        return HomeScreen()

    def _screen_of(self, lesson: Lesson) -> TutorScreen:
        if isinstance(lesson, Essay):
            from tutor.screens.essay import EssayScreen

            return EssayScreen(lesson)
        from tutor.screens.problem import ProblemScreen

        return ProblemScreen(lesson)

    async def action_help(self) -> None:
        """Explain the screen, with its keys."""
        from tutor.screens.help import HelpScreen

        if isinstance(self.screen, TutorScreen) and self.screen.HELP_PAGE:
            await self.push_screen(HelpScreen(self.screen.HELP_PAGE, list(self.screen.all_commands())))

    async def action_language(self) -> None:
        """Change between Korean and English."""
        self._language = "en" if self._language == "ko" else "ko"
        self.journal.set_setting("language", self._language)
        await self._retell()

    async def action_glyphs(self) -> None:
        """Change between full and plain glyphs."""
        self._plain = not self._plain
        self.journal.set_setting("glyphs", "plain" if self._plain else "full")
        await self._retell()

    async def _retell(self) -> None:
        self._speak()
        for screen in self.screen_stack:
            if isinstance(screen, TutorScreen):
                await screen.retell_in_turn()

    def action_theme(self) -> None:
        """Change between the light and the dark look."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
        self.journal.set_setting("theme", self.theme)

    async def action_quit(self) -> None:
        """Leave; everything is kept. Where it is in memory only, that is asked about first."""
        from tutor.screens.unsaved import UnsavedScreen

        self.keep_all()
        if not self.journal.waits or self.journal.save():
            self.exit(0)
        elif not any(isinstance(screen, UnsavedScreen) for screen in self.screen_stack):
            self.clear_notifications()  # the screen says the same, and there is little room
            await self.push_screen(UnsavedScreen())

    def action_help_quit(self) -> None:
        """Ctrl+C: who presses it may want to leave."""
        say = self.voice.say
        self.notify(say("quit.how", kept=self.journal.saves), title=say("quit.title"), markup=False)

    def action_command_palette(self) -> None:
        """Every command by name."""
        from tutor.screens.palette import Palette

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            palette = Palette(self.voice.say("palette.search"), self.voice.say("palette.nothing"))
            self.call_next(self.push_screen, palette)  # which the app then waits for, before it takes another key

    @cached_property
    def explainer(self) -> Explainer:
        """What explains wrong answers; brings numpy, and so is not there before it is asked for."""
        from tutor.session.explainer import Explainer

        return Explainer(self.content, self.journal)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette lists what the screen's commands say of themselves."""
        if not isinstance(screen, TutorScreen):
            return
        for command in screen.commands():
            if command.action:
                runner = screen if command in screen.COMMAND_LIST else self
                title = f"{self.voice.say(f'command.{command.name}')}  {command.key}".strip()
                yield SystemCommand(
                    title,
                    self.voice.say(f"command_help.{command.name}"),
                    lambda runner=runner, action=command.action: self.call_later(self._run, runner, action),
                )

    async def _run(self, runner: App[int] | Screen[object], action: str) -> None:
        """Run an action of the app, or of a screen if it is still there."""
        if runner is self:
            await self.run_action(action)
        else:
            await while_there(runner, lambda: runner.run_action(action))()

    def _tell_notice(self) -> None:
        if isinstance(self.screen, TutorScreen):
            self.screen.mark_unsaved()
        while (notice := self.journal.take_notice()) is not None:
            self.clear_notifications()  # what one said may no longer be so
            self.notify(
                self.voice.say(f"journal.{notice.key}", **notice.params), severity="warning", timeout=15, markup=False
            )


def run(
    lesson: Lesson | None,
    folder: Path,
    language: Language | None,
    fallback: Language,
    drill: str | None = None,
    *,
    own_folder: Path | None = None,
    read: Callable[[Path], Lesson] = load,
    tell: Callable[[Notice], None] = lambda _: None,
) -> int:
    """Open the tutor, at a lesson, at the drills (`drill`: a code, or empty for the choice), or at home.

    `own_folder` and `read` are as the app has them. It speaks the language asked for, else the learner's choice of last
    time, else the fallback. `tell` is told what is left to say at the end. Returns the exit status; raises what the app
    ended by.
    """
    from tutor.journal.journal import open_journal
    from tutor.screens.terminal import Answer, ask_width

    def now() -> datetime:
        return datetime.now(UTC)

    with open_journal(folder, now) as journal:
        answer = ask_width(sys.stdin, sys.stdout) if journal.setting("glyphs") is None else Answer()
        app = TutorApp(
            journal,
            now,
            folder,
            lesson=lesson,
            language=language,
            fallback=fallback,
            plain=answer.wide,
            drill=drill,
            typed_before=answer.typed,
            own_folder=own_folder,
            read=read,
        )
        status = app.run()
    while (notice := journal.take_notice()) is not None:
        if notice.key == "saved-elsewhere":
            tell(notice)
    if journal.waits and (fault := journal.fault) is not None:
        tell(Notice("lost", fault.params))
    if app.fault is not None:
        raise app.fault
    return status or 0
