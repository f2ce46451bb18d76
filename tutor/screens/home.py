"""Home: the problems, how far each is, and the way back to where the learner stopped."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tutor.lessons.errors import ContentError
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Lesson
from tutor.screens.base import TutorScreen
from tutor.screens.shared import Shared
from tutor.session.drill_places import drill_left, due_in, is_left, way_back
from tutor.session.fact_entries import record_name
from tutor.session.lesson_list import LessonList, Row
from tutor.session.welcome import was_welcomed, welcome
from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.lesson_lines import DIGITS, LessonLines
from tutor.widgets.page import Page
from tutor.widgets.prose import Prose

DRILLS = "drills"
"""The line that leads to the drills."""


class HomeScreen(TutorScreen):
    """The list of problems; a digit or Enter opens one, and unfolds the shelf."""

    HELP_PAGE = "home"
    DEFAULT_CSS = """
    HomeScreen {
        & #tagline { color: $foreground 70%; margin: 0 0 1 0; }
        & #welcome { margin: 0 0 1 0; padding: 0 1; border-left: outer $accent 60%; }
        & #ask { color: $text-warning; margin: 1 0 0 0; }
    }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._lessons = LessonList(shared.content, shared.own_folder, shared.journal)
        self._over: Lesson | None = None
        """The lesson of which it was asked whether to begin it anew."""

    def compose(self) -> ComposeResult:
        say, shared = self.naming.say, self.shared
        with Page(id="page", can_focus=False):
            yield Static(say("home.title"), classes="title", markup=False)
            yield Static(say("home.tagline"), id="tagline", markup=False)
            if page := welcome(shared.journal, shared.content, shared.language):
                yield Prose(
                    parse(self.naming.with_keys(page)), plain=self.naming.plain, labels=shared.labels, id="welcome"
                )
            yield ChoiceList(*self._options(), id="lessons")
            yield Static("", id="ask", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        choices = self.query_one(OptionList)
        choices.focus()
        # Who names a folder came for what is in it.
        first = next(iter(self._lessons.own_lessons), None)
        choices.highlighted = self._row_of(self._lessons.last() or first)
        self._tell_faults()
        self.refresh_keys()

    def _tell_faults(self) -> None:
        for fault in self._lessons.faults:
            self.notify(self.naming.fault(fault), severity="warning", markup=False)
        self._lessons.faults.clear()

    def _row_of(self, lesson: Lesson | None) -> int:
        """The line of a lesson; the first where there is none of it."""
        rows = enumerate(self._lessons.rows())
        return next((at for at, row in rows if lesson is not None and row.lesson is lesson), 0)

    async def say_again(self) -> None:
        row = self.query_one(OptionList).highlighted
        await self.recompose()
        self.query_one(OptionList).focus()
        self.query_one(OptionList).highlighted = row
        self.refresh_keys()

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter"

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == DRILLS:
            self.drills()
        else:
            self._open(self._lessons.rows()[event.option_index])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._over = None
        for ask in self.query("#ask").results(Static):  # there is none while the language changes
            ask.update("")
        self.refresh_keys()

    def action_choose(self, number: int) -> None:
        """Do what Enter does on the line with this number."""
        for row in self._lessons.rows():
            if row.number == number:
                self._open(row)

    def _open(self, row: Row) -> None:
        """Open a lesson; or unfold the shelf or fold it, for its heading."""
        if row.lesson is None:
            self._lessons.turn_shelf()
            self._tell_faults()
            self._list_again(next(at for at, one in enumerate(self._lessons.rows()) if one.is_shelf))
        else:
            self._open_lesson(row.lesson)

    def _open_lesson(self, lesson: Lesson) -> None:
        was_welcomed(self.shared.journal)
        try:
            self.shared.check(lesson)
        except ContentError as error:
            self._ask(self.naming.fault(error))
            return
        self.shared.navigator.open_lesson(lesson)

    def _ask(self, text: str) -> None:
        """Say this below the list, and bring it into view."""
        ask = self.query_one("#ask", Static)
        ask.update(text)
        self.call_after_refresh(ask.scroll_visible, animate=False)

    def _list_again(self, row: int | None = None) -> None:
        """List the lessons as they are now, at this line or at the one the learner is at."""
        choices = self.query_one(OptionList)
        row = choices.highlighted if row is None else row
        choices.clear_options()
        choices.add_options(self._options())
        choices.highlighted = row
        self.refresh_keys()

    def _options(self) -> list[Option]:
        rows, journal = self._lessons.rows(), self.shared.journal
        standing = journal.standing([record_name(row.lesson) for row in rows if row.lesson is not None])
        lines = LessonLines(self._lessons, standing, journal.last_place(), self.naming, self.app.size.width)
        listed = [Option(lines.line(row), disabled=not row.is_choice) for row in rows]
        return [*listed, Option("", disabled=True), Option(self._drills_line(), id=DRILLS)]

    def _drills_line(self) -> Content:
        """The way to the drills, with what waits there."""
        say, journal = self.naming.say, self.shared.journal
        due = due_in(journal, self.shared.now())
        state = say("drill.home_left") if is_left(journal) else say("drill.home_due", number=due) if due else ""
        here = f"  {'<-' if self.naming.plain else '←'} {say('home.here')}" if drill_left(journal) else ""
        heading = (say("practice.heading"), "bold")
        return Content.assemble(("F6 ", "bold"), heading, f"  {state or say('drill.home')}", here)

    def _highlighted(self) -> Lesson | None:
        row = next((choices.highlighted for choices in self.query(OptionList)), None)
        rows = self._lessons.rows()
        return rows[row].lesson if row is not None and row < len(rows) else None

    # Commands

    def go_on(self) -> None:
        """Open the lesson or the drill that the learner was at last, at the field they were at."""
        lesson, code = self._lessons.last(), way_back(self.shared.journal)
        if lesson is not None:
            self._open_lesson(lesson)
        elif code is not None:
            self.shared.navigator.open_drills(code, goes_on=True)

    def _can_go_on(self) -> bool:
        return self._lessons.last() is not None or way_back(self.shared.journal) is not None

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

    def drills(self) -> None:
        """Choose a sitting of drills."""
        was_welcomed(self.shared.journal)
        self.shared.navigator.open_drills()

    def progress(self) -> None:
        """Show what was learnt so far."""
        self.shared.navigator.show_progress()

    async def leave(self) -> None:
        """Cancel what was asked; else leave the tutor, with everything kept."""
        if self._over is not None:
            self._over = None
            self._ask("")
        else:
            await self.shared.navigator.quit()

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command("open", "enter"),
        Command("go_on", "f5", go_on, applies=_can_go_on),
        Command("start_over", "f8", start_over, applies=_can_start_over),
        Command("drills", "f6,d,ㅇ", drills),
        Command("progress", "f7", progress),
        # Ctrl+Q may not arrive while an input method is on.
        Command("leave", "escape", leave, stays=True, instead_of="quit"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMAND_LIST),
        *((str(digit), f"choose({digit})") for digit in range(1, DIGITS + 1)),
    ]
