"""A worked solution with one mistake: the problem on one side, the search for the first wrong line on the other."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tutor.lessons.markdown import parse
from tutor.lessons.template import fill
from tutor.practice.find_step import WorkedMistake
from tutor.practice.texts import intro
from tutor.screens.base import TutorScreen
from tutor.screens.drill_flow import DrillBar, DrillFlow
from tutor.screens.search.search import Search
from tutor.screens.shared import Shared
from tutor.screens.two_pane import ReadingPane, TwoPane
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.find_desk import FindDesk
from tutor.widgets.command import HINT, Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose


class FindStepScreen(TutorScreen):
    """Lays out the problem and the search, and passes the learner's commands to the search."""

    HELP_PAGE = "drill"
    DEFAULT_CSS = "FindStepScreen #search { padding: 0 1; }"

    def __init__(self, shared: Shared, desk: DrillDesk, drill: Drill, found: WorkedMistake) -> None:
        super().__init__(shared)
        self.flow = DrillFlow(shared, desk, drill)
        self.found = found

    @property
    def search(self) -> Search | None:
        """The search; None before it is there, and while the language changes."""
        return next(iter(self.query(Search)), None)

    @property
    def _panes(self) -> TwoPane | None:
        return next(iter(self.query(TwoPane)), None)

    def compose(self) -> ComposeResult:
        yield self.flow.head()
        yield self.flow.bar()
        statement = Prose(parse(self._statement()), plain=self.naming.plain, labels=self.shared.labels)
        yield TwoPane(ReadingPane(statement), Vertical(id="search"), self.app.size.width)
        yield KeyBar()

    def on_mount(self) -> None:
        self.refresh_keys()
        if self.query_one(TwoPane).is_narrow:
            self.call_later(self._begin)
        else:  # the problem is painted first
            self.shared.host.after_paint(self, self._begin)

    async def _begin(self, place: tuple[int | None, bool] = (None, False)) -> None:
        """Bring in the search, at a place if the learner was there before."""
        if self.search is not None:  # the language changed, and with it the search came
            return
        desk = FindDesk(self.found, self.shared.journal, self.shared.now, self.shared.language)
        search = Search(desk, self.shared, is_example=self.flow.drill.is_example)
        await self.query_one("#search").mount(search)
        await search.go_to(place)
        panes = self.query_one(TwoPane)
        if panes.is_reading:
            panes.left.focus()
        else:
            search.take_cursor()
        self.refresh_keys()

    async def say_again(self) -> None:
        self.keep()
        place = self.search.place if self.search is not None else (None, False)
        panes = self.query_one(TwoPane)
        was_reading, line = panes.is_reading, panes.left.scroll_offset.y
        await self.recompose()
        panes = self.query_one(TwoPane)
        if was_reading:
            panes.show_left()
        await self._begin(place)
        panes.left.scroll_to(y=line, animate=False)

    def on_two_pane_fitted(self, event: TwoPane.Fitted) -> None:
        event.stop()
        if event.turned:  # whatever was in sight, the cursor is
            self._show_search()
        self.refresh_keys()

    def keep(self) -> None:
        if self.search is not None:
            self.search.keep()
        self.flow.desk.keep()

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and self.search is not None and self.search.has_cursor

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter" and self.search is not None and (self.search.is_told or self.search.has_cursor)

    def on_search_changed(self, event: Search.Changed) -> None:
        event.stop()
        self.refresh_keys()
        for bar in self.query(DrillBar):  # there is none while the language changes
            bar.answered()

    def on_search_found(self, event: Search.Found) -> None:
        event.stop()
        self.flow.finish()
        for bar in self.query(DrillBar):
            bar.show()
        self.refresh_keys()

    async def on_search_go_on(self, event: Search.GoOn) -> None:
        event.stop()
        await self.next_drill()

    def _statement(self) -> str:
        from tutor.lessons.vocabulary import of_problem

        drill, statement = self.flow.drill, self.shared.wordings.statement(self.found.problem)
        if not drill.is_example:
            return statement
        section = intro(self.shared.content, drill.at_hand.skill, self.shared.language)
        return f"{statement}\n\n{fill(section.text, of_problem(self.found.problem))}"

    # Commands

    def turn_page(self) -> None:
        """On a narrow screen, show the problem in place of the lines, or the lines again."""
        panes = self.query_one(TwoPane)
        if panes.is_reading:
            self._show_search()
        else:
            panes.show_left()
        self.refresh_keys()

    def _show_search(self) -> None:
        self.query_one(TwoPane).show_right()
        if self.search is not None:
            self.search.take_cursor()

    async def hint(self) -> None:
        """One more hint for what is asked."""
        if self.search is not None:
            await self.search.open_hint()

    async def work_out(self) -> None:
        """Work out the line that is highlighted, or go back to the lines."""
        if self.search is not None:
            await self.search.work_out()

    async def action_step_focus(self, by: int) -> None:
        """From the line that is being worked out to the one below or above."""
        if self.search is not None:
            await self.search.step(by)

    def action_digit(self, digit: int) -> None:
        """To the line, or the mistake, with the number that is typed."""
        if self.search is not None and not self._is_reading():
            self.search.digit(digit)

    async def next_drill(self) -> None:
        """The next drill."""
        if self.flow.drill.is_example:
            self.flow.read()
        await self.flow.go_on()

    async def skip_drill(self) -> None:
        """Past this drill to the next."""
        self.keep()
        await self.flow.skip()

    def leave(self) -> None:
        """A question is cancelled; else home: the sitting is kept as it stands."""
        if self.search is not None and self._is_asking():
            self.search.ask_no_more()
            return
        self.keep()
        self.flow.leave()

    def _is_asking(self) -> bool:
        return self.search is not None and self.search.is_asking

    def _is_reading(self) -> bool:
        return self._panes is not None and self._panes.is_reading

    def _can_turn(self) -> bool:
        return self.search is not None and self._panes is not None and self._panes.is_narrow

    def _is_told(self) -> bool:
        return self.search is not None and self.search.is_told

    def _is_searching(self) -> bool:
        return self.search is not None and not self.search.is_told

    def _has_search(self) -> bool:
        """Whether something is sought, and in view."""
        return self._is_searching() and not self._is_reading()

    def _has_cursor(self) -> bool:
        return self.search is not None and self.search.has_cursor

    def _can_work_out(self) -> bool:
        return self._has_search() and self.search is not None and not self.search.desk.has_line

    COMMAND_LIST: ClassVar[tuple[Command[Any], ...]] = (
        Command("next_drill", "enter", next_drill, applies=_is_told, stays=True),
        Command("check", "enter", applies=lambda s: s._has_search() and s._has_cursor()),
        Command("choose_line", "enter", applies=lambda s: s._has_search() and not s._has_cursor()),
        Command("hint", HINT, hint, applies=_has_search),
        Command("work_out", "f3", work_out, applies=_can_work_out),
        Command("turn_page", "f6", turn_page, applies=_can_turn),
        Command("skip_drill", "f5", skip_drill, applies=_is_searching),
        Command("home", "escape", leave, words=lambda s: "cancel" if s._is_asking() else "home", stays=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMAND_LIST),
        *((str(digit), f"digit({digit})") for digit in range(10)),
    ]
