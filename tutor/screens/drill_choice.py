"""How long a sitting of drills is to be, or whether to go on with the one that was left."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tutor.practice.drill_sitting import Goal
from tutor.practice.sittings import MINUTES, MOST_PROBLEMS, PROBLEMS
from tutor.screens.base import TutorScreen, number_or
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import while_there
from tutor.session.drill_desk import DrillDesk
from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.command import Command
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.page import BROAD, Page

RESUME = "resume"


class _Clock(Static):
    """The line that says whether there is a clock; a click does what its key does."""

    async def on_click(self) -> None:
        await self.run_action("screen.command('clock')")


class DrillChoiceScreen(TutorScreen):
    """A digit or Enter begins a sitting."""

    HELP_PAGE = "drill"
    HAS_KEYS = "OptionList"
    DEFAULT_CSS = """
    DrillChoiceScreen {
        & #ask, & #what { margin: 1 0; }
        & #what { color: $foreground 80%; margin: 1 0 0 0; }
        & #choice { height: 1fr; }
        & LessonPreview { display: none; width: 45%; border-left: vkey $panel; }
        &.-broad LessonPreview { display: block; }
        & #clock { color: $foreground 80%; margin: 1 0 0 0; }
    }
    """

    def __init__(self, shared: Shared, desk: DrillDesk, *, goes_on: bool = False) -> None:
        """`goes_on`: the sitting that was left is opened at once."""
        super().__init__(shared)
        self._goes_on = goes_on
        self._desk = desk
        self._left = desk.left() is not None
        self._number = shared.config.problems or PROBLEMS
        self._is_timed = False
        self._begun = False

    def compose(self) -> ComposeResult:
        with Horizontal(id="choice"), Page(id="page", can_focus=False):
            yield Static(self.naming.say("practice.heading"), classes="title", markup=False)
            if not self._desk.was_drilled:
                yield Static(self.naming.say("practice.what"), id="what", markup=False)
            key = "resume" if self._left else "begin"
            yield Static(self.naming.say(f"practice.{key}"), id="ask", markup=False)
            yield ChoiceList(*self._options(), id="lengths")
            yield _Clock(self._clock(), id="clock", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = self._first()
        if self._goes_on and self._left:
            self.call_later(self.go_on)
        self.after_paint(self._show_beside)

    def on_resize(self) -> None:
        self.call_later(while_there(self, self._show_beside))

    async def _show_beside(self) -> None:
        """Show beside the choice, where there is room, how sure each skill is: by that the drills are chosen."""
        if self.app.size.width < BROAD or self.query("LessonPreview"):
            return
        from tutor.practice.progress_figures import progress_in
        from tutor.session.standing_words import skill_lines
        from tutor.widgets.lesson_preview import LessonPreview

        preview, now = LessonPreview(), self.shared.now()
        await self.query_one("#choice").mount(preview)
        lines = skill_lines(self.naming, progress_in(self.shared.journal, now), now)
        await preview.show_lines(self.naming.say("progress.mastery"), list(lines))

    def _first(self) -> int:
        """The line to begin at: the sitting that was left, else the length that the learner set."""
        if self._left:
            return 0
        minutes, problems = self.shared.config.minutes, self.shared.config.problems
        return MINUTES.index(minutes) if minutes in MINUTES else len(MINUTES) if problems else 0

    async def say_again(self) -> None:
        row = self.query_one(OptionList).highlighted
        await super().say_again()
        self.query_one(OptionList).highlighted = row
        await self._show_beside()

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter"

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == RESUME:
            await self.go_on()
        else:
            await self.action_choose(int(event.option_id or 1))

    async def go_on(self) -> None:
        """Go on with the sitting that was left."""
        if self._takes_it():
            self._desk.resume()
            await self._begin()

    async def action_choose(self, digit: int) -> None:
        """Begin a sitting of the length with this digit."""
        if self._takes_it():
            is_minutes = digit <= len(MINUTES)
            goal = Goal("minutes", MINUTES[digit - 1]) if is_minutes else Goal("problems", self._number)
            self._desk.begin(goal, is_timed=self._is_timed)
            await self._begin()

    def number(self, by: int) -> None:
        """One problem more or fewer."""
        self._number = min(MOST_PROBLEMS, max(1, self._number + by))
        choices = self.query_one(OptionList)
        row = len(MINUTES) + self._left
        choices.replace_option_prompt_at_index(row, self._line(len(MINUTES) + 1))
        choices.highlighted = row

    def clock(self) -> None:
        """Show a clock while working, or none."""
        self._is_timed = not self._is_timed
        self.query_one("#clock", Static).update(self._clock())

    def _takes_it(self) -> bool:
        """Whether this is the first choice: a second key may come before the drill is there."""
        first, self._begun = not self._begun, True
        return first

    async def _begin(self) -> None:
        drill = await asyncio.wrap_future(self._desk.coming())
        self.shared.navigator.show_drill(self._desk, drill)

    def _options(self) -> list[Option]:
        lines = [Option(self._line(digit), id=str(digit)) for digit in range(1, len(MINUTES) + 2)]
        if not self._left:
            return lines
        return [Option(f"{self.naming.key_of('go_on')} {self.naming.say('command.go_on')}", id=RESUME), *lines]

    def _line(self, digit: int) -> str:
        say = self.naming.say
        if digit <= len(MINUTES):
            return f"{digit}  {say('practice.minutes', number=MINUTES[digit - 1])}"
        less, more = ("<", ">") if self.naming.plain else ("◂", "▸")
        return f"{digit}  {say('practice.problems', number=self._number)}  {less} {more}"

    def _clock(self) -> str:
        sign = "x" if self._is_timed else " "
        return f"{self.naming.key_of('clock')} [{sign}] {self.naming.say('practice.timed')}"

    COMMAND_LIST = (
        Command("begin_drills", "enter", key_shown=number_or("begin_drills", lambda _: len(MINUTES) + 1)),
        Command("go_on", "f5", go_on, applies=lambda s: s._left),
        Command("fewer", "left", lambda s: s.number(-1)),
        Command("more", "right", lambda s: s.number(1)),
        Command("clock", "f8", clock),
        Command("home", "escape", lambda s: s.shared.navigator.go_home(), stays=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [(str(digit), f"choose({digit})") for digit in range(1, len(MINUTES) + 2)]
