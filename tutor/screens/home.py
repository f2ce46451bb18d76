"""Home: the problems, how far each is, and the way back to where the learner stopped."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widgets import OptionList, Static

from tutor.lessons.errors import ContentError
from tutor.lessons.problem import Lesson
from tutor.practice.sittings import TEACH
from tutor.screens.base import number_or
from tutor.screens.home_lines import row_id, row_of
from tutor.screens.home_page import DRILLS, LABORATORY, HomePage
from tutor.screens.shared import Shared
from tutor.session.lesson_list import Row
from tutor.session.record_names import record_name
from tutor.session.welcome import was_welcomed
from tutor.widgets.command import Command
from tutor.widgets.lesson_lines import DIGITS


class HomeScreen(HomePage):
    """The list of problems; a digit or Enter opens one, and unfolds the shelf."""

    HELP_PAGE = "home"

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._at: str | None = None
        """The line with the cursor."""
        self._over: Lesson | None = None
        """The lesson of which it was asked whether to begin it anew."""

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter"

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == DRILLS:
            self.drills()
        elif event.option_id == LABORATORY:
            await self.laboratory()
        elif not self._open(self._lessons.rows()[row_of(event.option_id)]):
            self.shared.host.key_is_done("enter")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_id == self._at:  # the lines were drawn anew
            return
        self._at, self._over = event.option_id, None
        for ask in self.query("#ask").results(Static):  # there is none while the language changes
            ask.display = False
        self.refresh_keys()
        self.look_beside()

    def action_choose(self, number: int) -> None:
        """Do what Enter does on the line with this number."""
        for row in self._lessons.rows():
            if row.number == number:
                self._open(row)

    @property
    def numbered(self) -> int:
        """How many lines have a number that is a key."""
        return sum(0 < row.number <= DIGITS for row in self._lessons.rows())

    def _open(self, row: Row) -> bool:
        """Open a lesson; or unfold the shelf or fold it, for its heading. Whether another screen comes."""
        if row.lesson is not None:
            return self._open_lesson(row.lesson)
        self._lessons.turn_shelf()
        self._tell_faults()
        self._list_again(next(row_id(at) for at, one in enumerate(self._lessons.rows()) if one.is_shelf))
        return False

    def _open_lesson(self, lesson: Lesson) -> bool:
        was_welcomed(self.shared.journal)
        try:
            self.shared.check(lesson)
        except ContentError as error:
            self._ask(self.naming.fault(error))
            return False
        self.shared.navigator.open_lesson(lesson)
        return True

    # Commands

    def go_on(self) -> None:
        """Do what is suggested: go on where the learner stopped, or with what comes next."""
        if self._coming.lesson is not None:
            self._open_lesson(self._coming.lesson)
        else:
            was_welcomed(self.shared.journal)
            self.shared.navigator.follow(self._coming)

    def start_over(self) -> None:
        """Begin the highlighted lesson anew; asked for twice."""
        lesson = self._highlighted()
        if lesson is None:
            return
        if self._over is not lesson:
            self._over = lesson
            self._ask(self.naming.say("home.ask_start_over", id=lesson.id))
            return
        self._over = None
        self.shared.journal.start_over(record_name(lesson), self.shared.now())
        self._list_again()
        self._ask(self.naming.say("home.started_over", id=lesson.id))

    def _can_start_over(self) -> bool:
        lesson = self._highlighted()
        return lesson is not None and bool(self.shared.journal.standing([record_name(lesson)]))

    def drills(self, skill: str = "") -> None:
        """Choose a sitting of drills, or work one of a skill."""
        was_welcomed(self.shared.journal)
        self.shared.navigator.open_drills(skill)

    async def laboratory(self) -> None:
        """Back to the last laboratory."""
        if self._tried is not None:
            await self.shared.navigator.show_laboratory(self._tried)

    async def leave(self) -> None:
        """Cancel what was asked; else leave the tutor, with everything kept."""
        if self._over is not None:
            self._over = None
            self._ask("")
        else:
            await self.shared.navigator.quit()

    COMMAND_LIST = (
        Command("open", "enter", key_shown=number_or("open", lambda home: home.numbered)),
        Command("go_on", "f5", go_on),
        Command("start_over", "f8", start_over, applies=_can_start_over),
        Command("drills", "f6,d,ㅇ", drills),
        Command("progress", "f7", lambda home: home.shared.navigator.show_progress()),
        Command("last_laboratory", "f3", laboratory, applies=lambda home: home._tried is not None),
        Command("teach", "f2,t,ㅅ", lambda home: home.drills(TEACH)),
        # Ctrl+Q may not arrive while an input method is on.
        Command("leave", "escape", leave, stays=True, instead_of="quit"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [(str(digit), f"choose({digit})") for digit in range(1, DIGITS + 1)]
