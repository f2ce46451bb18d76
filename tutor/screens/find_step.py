"""A worked solution with one mistake: the problem on one side, the search for the first wrong line on the other."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from tutor.lessons.markdown import parse
from tutor.lessons.template import fill
from tutor.practice.find_step import WorkedMistake
from tutor.practice.texts import intro
from tutor.screens.drill import DRILL_COMMANDS, DrillFlow
from tutor.screens.problem import WIDE, ReadingPane
from tutor.screens.search import Search
from tutor.session.drill import Drill
from tutor.session.drill_desk import DrillDesk
from tutor.session.find_desk import FindDesk
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.prose import Prose
from tutor.widgets.stage_bar import StageBar

SEARCHING = ("check", "choose_line", "hint", "work_out", "skip_drill")
"""The commands of a learner who is still searching."""


class FindStepScreen(DrillFlow):
    """Lays out the problem and the search, and passes the learner's commands to the search."""

    HELP_PAGE = "drill"
    COMMAND_LIST = (
        DRILL_COMMANDS[0],
        Command("check", "enter"),
        Command("choose_line", "enter"),
        Command("hint", "f2", "hint"),
        Command("work_out", "f3", "work_out"),
        Command("turn_page", "f6", "turn_page"),
        DRILL_COMMANDS[1],
        Command("home", "escape", "leave", always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMAND_LIST),
        *((str(digit), f"digit({digit})") for digit in range(10)),
    ]
    DEFAULT_CSS = """
    FindStepScreen {
        & #panes { height: 1fr; }
        & ReadingPane { width: 5fr; }
        & #search { width: 6fr; height: 1fr; border-left: vkey $panel; padding: 0 1; }
        &.-narrow ReadingPane { display: none; width: 1fr; }
        &.-narrow #search { border-left: none; width: 1fr; }
        &.-narrow.-reading ReadingPane { display: block; }
        &.-narrow.-reading #search { display: none; }
    }
    """

    def __init__(self, desk: DrillDesk, drill: Drill, found: WorkedMistake) -> None:
        super().__init__()
        self.desk, self.drill, self.found = desk, drill, found

    @property
    def search(self) -> Search | None:
        """The search; None before it is there, and while the language changes."""
        return next(iter(self.query(Search)), None)

    def compose(self) -> ComposeResult:
        yield StageBar(self.title_of_drill(), plain=self.voice.plain)
        yield self.drill_bar()
        with Horizontal(id="panes"):
            with ReadingPane():
                yield Prose(parse(self._statement()), plain=self.voice.plain, labels=self.labels)
            yield Vertical(id="search")
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.refresh_keys()
        if self.has_class("-narrow"):
            self.call_later(self._begin)
        else:  # the problem is painted first
            self.tutor.after_paint(self, self._begin)
        self.begin_drill()

    async def _begin(self, place: tuple[int | None, bool] = (None, False)) -> None:
        """Bring in the search, at a place if the learner was there before."""
        if self.search is not None:  # the language changed, and with it the search came
            return
        tutor = self.tutor
        desk = FindDesk(self.found, tutor.journal, tutor.now, self.voice.words.language)
        search = Search(desk, tutor, self.labels, is_example=self.drill.is_example)
        await self.query_one("#search").mount(search)
        await search.go_to(place)
        if self.has_class("-reading"):
            self.query_one(ReadingPane).focus()
        else:
            search.take_cursor()
        self.refresh_keys()

    async def retell(self) -> None:
        self.keep()
        place = self.search.place if self.search is not None else (None, False)
        line = self.query_one(ReadingPane).scroll_offset.y
        await self.recompose()
        await self._begin(place)
        self.query_one(ReadingPane).scroll_to(y=line, animate=False)

    def on_resize(self, event: events.Resize) -> None:
        was_narrow, is_narrow = self.has_class("-narrow"), event.size.width < WIDE
        self.set_class(is_narrow, "-narrow")
        if is_narrow is not was_narrow:  # whatever was in sight, the cursor is
            self._show_search()
        self.refresh_keys()

    def keep(self) -> None:
        super().keep()
        if self.search is not None:
            self.search.keep()

    def applies(self, name: str) -> bool:
        search = self.search
        if search is None:
            return name in ("home", "help")
        if name == "turn_page":
            return self.has_class("-narrow")
        if name == "next_drill":
            return search.is_told
        if name in SEARCHING:
            return not search.is_told and self._applies_in(search, name)
        return True

    def _applies_in(self, search: Search, name: str) -> bool:
        """Whether a command fits what is on the screen, and what is asked there."""
        if self.has_class("-reading"):
            return name == "skip_drill"
        if name in ("check", "choose_line"):
            return search.has_cursor is (name == "check")
        return name != "work_out" or not search.desk.has_line

    def writes(self, key: events.Key) -> bool:
        return key.is_printable and self.search is not None and self.search.has_cursor

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter" and self.search is not None and (self.search.is_told or self.search.has_cursor)

    def action_turn_page(self) -> None:
        """On a narrow screen, show the problem in place of the lines, or the lines again."""
        if self.has_class("-reading"):
            self._show_search()
        else:
            self.add_class("-reading")
            self.query_one(ReadingPane).focus()
        self.refresh_keys()

    def _show_search(self) -> None:
        self.remove_class("-reading")
        if self.search is not None:
            self.search.take_cursor()

    async def action_hint(self) -> None:
        """One more hint for what is asked."""
        if self.search is not None:
            await self.search.open_hint()

    async def action_work_out(self) -> None:
        """Work out the line that is highlighted, or go back to the lines."""
        if self.search is not None:
            await self.search.work_out()

    async def action_step_focus(self, by: int) -> None:
        """From the line that is being worked out to the one below or above."""
        if self.search is not None:
            await self.search.step(by)

    def action_digit(self, digit: int) -> None:
        """To the line, or the mistake, with the number that is typed."""
        if self.search is not None and not self.has_class("-reading"):
            self.search.digit(digit)

    def on_search_changed(self, event: Search.Changed) -> None:
        event.stop()
        self.refresh_keys()
        self.answered()

    def on_search_found(self, event: Search.Found) -> None:
        event.stop()
        self.finished = True
        self.desk.finish(self.drill, self.voice.words.language)
        self.refresh_bar()
        self.refresh_keys()

    async def on_search_go_on(self, event: Search.GoOn) -> None:
        event.stop()
        await self.action_next_drill()

    async def action_next_drill(self) -> None:
        """The next drill."""
        if self.drill.is_example and not self.finished:
            self.finished = True
            self.desk.read(self.drill, self.voice.words.language)
        await self.go_on()

    def done_words(self) -> str:
        return self.voice.say("drill.done_found" if self.desk.sitting is not None else "drill.done_found_single")

    def _statement(self) -> str:
        from tutor.lessons.vocabulary import of_problem

        problem = self.found.problem
        statement = self.tutor.wordings.statement(problem)
        if not self.drill.is_example:
            return statement
        section = intro(self.tutor.content, self.drill.at_hand.skill, self.voice.words.language)
        return f"{statement}\n\n{fill(section.text, of_problem(problem))}"
