"""Home: the problems, how far each is, and the way back to where the learner stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.cells import cell_len, chop_cells
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tutor.journal.records import Place, Standing
from tutor.lessons.errors import ContentError
from tutor.lessons.groups import Group, of_folder
from tutor.lessons.load import lesson_files, load
from tutor.lessons.markdown import parse
from tutor.lessons.problem import Essay, Lesson
from tutor.lessons.shelf import by_length, is_on_shelf
from tutor.screens.base import TutorScreen
from tutor.session.drill_places import drill_left, due_in, is_left, way_back
from tutor.session.records import record_name
from tutor.session.standing import progress_of
from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.command import Command, bindings
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.page import Page
from tutor.widgets.prose import Prose
from tutor.widgets.prose_signs import signs_for

WELCOMED = "welcomed"
BAR = 10
BEFORE_TITLE, SHELF_INDENT = 8, 4
"""Cells before a title: with a number and an id, and on the shelf."""
BESIDE_TITLE = 36
"""Cells that a line needs besides its title and the words that say where the learner stopped."""
ID_WIDTH, LONGEST_ID = 6, 18
"""Cells for the id of a lesson, at least and at most."""
DIGITS = 9
"""So many lines have a key of their own."""


@dataclass(frozen=True)
class Row:
    """What a line of the list is for: a lesson, the heading of the shelf, or something to read."""

    lesson: Lesson | None = None
    text: Content | None = None
    """What there is to read."""
    digit: int = 0
    """The number of the line, 0 where it has none."""
    id_width: int = ID_WIDTH

    @property
    def is_choice(self) -> bool:
        """Whether something can be opened there."""
        return self.text is None

    @property
    def is_shelf(self) -> bool:
        """Whether the shelf is unfolded and folded there."""
        return self.is_choice and self.lesson is None


class HomeScreen(TutorScreen):
    """The list of problems; a digit or Enter opens one, and unfolds the shelf."""

    HELP_PAGE = "home"
    COMMAND_LIST = (
        Command("open", "enter"),
        Command("go_on", "f5", "go_on"),
        Command("start_over", "f8", "start_over"),
        Command("drills", "f6,d,ㅇ", "drills"),
        Command("progress", "f7", "progress"),
        # Ctrl+Q may not arrive while an input method is on.
        Command("leave", "escape", "leave", always=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMAND_LIST),
        *((str(digit), f"choose({digit})") for digit in range(1, 10)),
    ]
    DEFAULT_CSS = """
    HomeScreen {
        & #tagline { color: $foreground 70%; margin: 0 0 1 0; }
        & #welcome { margin: 0 0 1 0; padding: 0 1; border-left: outer $accent 60%; }
        & #drills { margin: 1 0 0 0; padding: 0 1; }
        & #ask { color: $text-warning; margin: 1 0 0 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._course: list[Lesson] = []
        self._own: Group | None = None
        """The problems of a folder that was named."""
        self._shelf: list[Path] = []
        self._exercises: list[Lesson] | None = None
        """What stands on the shelf; None while it is folded."""
        self._faults: list[ContentError] = []
        self._over: Lesson | None = None

    def compose(self) -> ComposeResult:
        say = self.voice.say
        self._load()
        with Page(id="page", can_focus=False):
            yield Static(say("home.title"), classes="title", markup=False)
            yield Static(say("home.tagline"), id="tagline", markup=False)
            if self.tutor.journal.setting(WELCOMED) is None:
                page = self.tutor.content / f"welcome.{self.voice.words.language}.md"
                blocks = parse(page.read_text(encoding="utf-8"))
                yield Prose(blocks, plain=self.voice.plain, labels=self.labels, id="welcome")
            yield ChoiceList(*self._options(), id="lessons")
            yield Static(self._drills_line(), id="drills", markup=False)
            yield Static("", id="ask", markup=False)
        yield KeyBar()

    def _load(self) -> None:
        self._faults = []
        paths = lesson_files(self.tutor.content)
        self._course = self._loaded(path for path in paths if not is_on_shelf(path))
        self._own = of_folder(self.tutor.own_folder) if self.tutor.own_folder is not None else None
        self._shelf = [path for path in paths if is_on_shelf(path)]
        last = self.tutor.journal.last_place()
        stopped_there = last is not None and last.problem.partition("@")[0] in (path.stem for path in self._shelf)
        if self._exercises is not None or stopped_there:  # while it is folded, nothing waits for it
            self._exercises = by_length(self._loaded(self._shelf))

    def _loaded(self, paths: Iterable[Path]) -> list[Lesson]:
        """The lessons in these files, those that are sound."""
        lessons: list[Lesson] = []
        for path in paths:
            try:
                lessons.append(load(path))
            except ContentError as error:
                self._faults.append(error)
        return lessons

    def _rows(self) -> list[Row]:
        """What the lines of the list are for."""
        rows = [Row(lesson, digit=number) for number, lesson in enumerate(self._course, 1)]
        if self._own is not None:
            rows += self._rows_of(self._own)
        if self._shelf:
            rows += [Row(text=Content(""))] if self._own is not None else []
            rows.append(Row(digit=1 + sum(row.is_choice for row in rows)))
        return [*rows, *map(Row, self._exercises or ())]

    def _rows_of(self, own: Group) -> Iterator[Row]:
        """The folder's heading, its problems, and under them what is wrong with other files."""
        yield Row(text=Content(""))
        yield Row(text=Content.styled(own.heading, "bold $text-primary"))
        width = max((cell_len(lesson.id) + 1 for lesson in own.lessons), default=0)
        for number, lesson in enumerate(own.lessons, len(self._course) + 1):
            yield Row(lesson, digit=number, id_width=max(ID_WIDTH, min(LONGEST_ID, width)))
        for fault in own.faults:
            yield Row(text=Content.styled(f"! {self._fault(fault)}", "$text-warning"))
        if own.left_out:
            yield Row(text=Content(self.voice.say("home.left_out", number=own.left_out)))
        if not own.lessons:
            yield Row(text=Content(self.voice.say("home.no_problems")))

    def on_mount(self) -> None:
        choices = self.query_one(OptionList)
        choices.focus()
        # Who names a folder came for what is in it.
        place = next(iter(self._own.lessons), None) if self._own else None
        choices.highlighted = self._row_of(self._last_lesson() or place)
        self._tell_faults()
        self.refresh_keys()

    def _tell_faults(self) -> None:
        for fault in self._faults:
            self.notify(self._fault(fault), severity="warning", markup=False)

    def _fault(self, fault: ContentError) -> str:
        return f"{fault.path.name}:{fault.line or 1}: {self.voice.say(fault.words_key, **fault.params)}"

    def _row_of(self, lesson: Lesson | None) -> int:
        """The line of a lesson; the first where there is none of it."""
        return next((at for at, row in enumerate(self._rows()) if lesson is not None and row.lesson is lesson), 0)

    async def retell(self) -> None:
        row = self.query_one(OptionList).highlighted
        await self.recompose()
        self.query_one(OptionList).focus()
        self.query_one(OptionList).highlighted = row
        self.refresh_keys()

    def leads_on(self, key: events.Key) -> bool:
        return key.key == "enter"

    def applies(self, name: str) -> bool:
        if name == "go_on":
            return self._last_lesson() is not None or way_back(self.tutor.journal) is not None
        if name == "start_over":
            lesson = self._highlighted()
            return lesson is not None and record_name(lesson) in self.tutor.journal.standing([record_name(lesson)])
        return True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._open(self._rows()[event.option_index])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._over = None
        for ask in self.query("#ask").results(Static):  # there is none while the language changes
            ask.update("")
        self.refresh_keys()

    def action_choose(self, number: int) -> None:
        """Do what Enter does on the line with this number."""
        for row in self._rows():
            if row.digit == number:
                self._open(row)

    def action_go_on(self) -> None:
        """Open the lesson or the drill that the learner was at last, at the field they were at."""
        lesson, code = self._last_lesson(), way_back(self.tutor.journal)
        if lesson is not None:
            self._open(Row(lesson))
        elif code is not None:
            self.tutor.open_drills(code, goes_on=True)

    def action_drills(self) -> None:
        """Choose a sitting of drills."""
        self.tutor.journal.set_setting(WELCOMED, "yes")
        self.tutor.open_drills()

    def action_progress(self) -> None:
        """Show what was learnt so far."""
        from tutor.screens.progress import ProgressScreen

        self.tutor.show(ProgressScreen)

    async def action_leave(self) -> None:
        """Leave the tutor; everything is kept."""
        await self.tutor.action_quit()

    def action_start_over(self) -> None:
        """Begin the highlighted lesson anew; asked for twice."""
        lesson = self._highlighted()
        if lesson is None:
            return
        if self._over is not lesson:
            self._over = lesson
            self._ask(self.voice.say("home.ask_start_over", id=lesson.id))
            return
        self._over = None
        self.tutor.journal.start_over(record_name(lesson), self.tutor.now())
        self._list_again()
        self._ask(self.voice.say("home.started_over", id=lesson.id))

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

    def _open(self, row: Row) -> None:
        """Open a lesson; or unfold the shelf or fold it, for its heading."""
        if row.lesson is None:
            self._faults = []
            self._exercises = by_length(self._loaded(self._shelf)) if self._exercises is None else None
            self._tell_faults()
            self._list_again(next(at for at, one in enumerate(self._rows()) if one.is_shelf))
            return
        self.tutor.journal.set_setting(WELCOMED, "yes")
        try:
            self.tutor.check(row.lesson)
        except ContentError as error:
            self._ask(self._fault(error))
            return
        self.tutor.open_lesson(row.lesson)

    def _drills_line(self) -> Content:
        """The way to the drills, with what waits there."""
        say, journal = self.voice.say, self.tutor.journal
        due = due_in(journal, self.tutor.now())
        state = say("drill.home_left") if is_left(journal) else say("drill.home_due", number=due) if due else ""
        here = f"  {'<-' if self.voice.plain else '←'} {say('home.here')}" if drill_left(journal) else ""
        heading = (say("practice.heading"), "bold")
        return Content.assemble(("F6 ", "bold"), heading, f"  {state or say('drill.home')}", here)

    def _highlighted(self) -> Lesson | None:
        row = self.query_one(OptionList).highlighted
        rows = self._rows()
        return rows[row].lesson if row is not None and row < len(rows) else None

    def _last_lesson(self) -> Lesson | None:
        place = self.tutor.journal.last_place()
        lessons = (*(self._own.lessons if self._own else ()), *self._course, *(self._exercises or ()))
        return next((lesson for lesson in lessons if place and record_name(lesson) == place.problem), None)

    def _options(self) -> list[Option]:
        rows = self._rows()
        standing = self.tutor.journal.standing([record_name(row.lesson) for row in rows if row.lesson is not None])
        last = self.tutor.journal.last_place()

        def line(row: Row) -> Content:
            if row.lesson is None:
                return row.text if row.text is not None else self._heading(row.digit)
            return self._line(row, row.lesson, standing.get(record_name(row.lesson)), last)

        return [Option(line(row), disabled=not row.is_choice) for row in rows]

    def _heading(self, number: int) -> Content:
        """The line of the shelf: its number, whether it is folded, and how many exercises stand there."""
        signs = signs_for(self.voice.plain)
        sign = signs.folded if self._exercises is None else signs.opened
        held = f"{self.voice.say('home.shelf')} ({len(self._shelf)})"
        return Content.assemble((f"{number if number <= DIGITS else ' '} ", "bold"), (f"{sign} {held}", "bold"))

    def _line(self, row: Row, lesson: Lesson, standing: Standing | None, last: Place | None) -> Content:
        """A lesson's line; on the shelf, an exercise has a place and no number."""
        say = self.voice.say
        here = last is not None and last.problem == record_name(lesson)
        title = lesson.wording(self.voice.words.language).title
        name = lesson.id if cell_len(lesson.id) < row.id_width else chop_cells(lesson.id, row.id_width - 2)[0] + "…"
        name += " " * (row.id_width - cell_len(name))
        digit = f"{row.digit if row.digit <= DIGITS else ' '} {name}" if row.digit else " " * SHELF_INDENT
        mark = f"  {'<-' if self.voice.plain else '←'} {say('home.here')}" if here else ""
        room = max(12, min(self.app.size.width - 6, 96) - cell_len(say("home.here")) - BESIDE_TITLE)
        room += BEFORE_TITLE - cell_len(digit)
        if cell_len(title) > room:
            title = chop_cells(title, room - 1)[0] + "…"
        title += " " * max(0, room - cell_len(title))
        if isinstance(lesson, Essay):
            state = say("home.essay_begun") if standing else say("home.essay")
        else:
            done, of = progress_of(lesson, standing)
            full, empty = ("#", ".") if self.voice.plain else ("■", "·")
            filled = round(BAR * done / of)
            state = f"{full * filled}{empty * (BAR - filled)} {done}/{of}"
        return Content.assemble((digit, "bold"), title, "  ", state, mark)
