"""What home shows: the problems, how far each is, and what is suggested."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tutor.lessons.markdown import parse
from tutor.lessons.problem import Lesson, Problem
from tutor.screens.base import TutorScreen
from tutor.screens.home_lines import course_options, drills_line, laboratory_line, row_id, row_of
from tutor.screens.shared import Shared
from tutor.screens.terminal.gone import while_there
from tutor.session.last_laboratory import LastLaboratory, last_laboratory
from tutor.session.suggestion import suggested
from tutor.session.today import Today, days_this_month, todays_drill
from tutor.session.welcome import welcome
from tutor.widgets.choice_list import ChoiceList
from tutor.widgets.home_head import HomeHead
from tutor.widgets.key_bar import KeyBar
from tutor.widgets.lesson_lines import way_between
from tutor.widgets.next_line import NextLine
from tutor.widgets.page import BROAD, Page
from tutor.widgets.prose import Prose

REST = 0.1
"""Seconds after which the cursor rests: what stands beside the list takes longer to find than a key may."""
DRILLS, LABORATORY = "drills", "laboratory"
"""The lines that lead to the drills, and to the last laboratory."""
ROOMY, AIRY, WELCOME_LINES = 24, 36, 12
"""From how many lines of the screen on the path is drawn with gaps, and with room around it; and what greets takes."""


class HomePage(TutorScreen):
    """The path of lessons with what is suggested above it, and the drills at its end."""

    HAS_KEYS = "OptionList"
    DEFAULT_CSS = """
    HomePage {
        & #welcome { margin: 0 0 1 0; padding: 0 1; border-left: outer $accent 60%; }
        & #ask { color: $text-warning; height: auto; padding: 0 2; display: none; }
        & #home { height: 1fr; }
        & LessonPreview { display: none; width: 40%; border-left: vkey $panel; }
        &.-broad LessonPreview { display: block; }
        & .-airy > HomeHead { margin: 3 0 2 0; }
        & .-airy > NextLine.next { margin: 0 0 2 0; }
    }
    """

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._lessons = shared.lessons()
        self._coming = suggested(self._lessons, shared.journal, shared.now())
        self._lab: LastLaboratory | None = None
        self._tried: Problem | None = None
        """The last laboratory, and its problem."""
        self._was_covered = False
        self._today: Today | None = None
        """Today's drill, once it was looked for."""
        self._looking: Timer | None = None
        """Runs while the cursor is about to rest on a line."""
        self._listed_for: tuple[int, bool, bool] | None = None
        """The width that the lines are drawn for, and how much room there is."""

    def compose(self) -> ComposeResult:
        shared = self.shared
        page = welcome(shared.journal, shared.content, shared.language)
        self._is_new = bool(page)
        with Horizontal(id="home"), Page(id="page", can_focus=False):
            yield HomeHead(self.naming)
            if page:
                yield Prose(parse(self.naming.with_keys(page)), self.naming, id="welcome")
            else:
                yield NextLine(self.naming, "go_on", self._next)
            yield ChoiceList(*self._options(), id="lessons")
        yield Static("", id="ask", markup=False)  # below the page, so that it is in sight wherever that is scrolled
        yield KeyBar()

    def on_mount(self) -> None:
        self._go_to(self._row_to_begin)
        self._tell_faults()
        self.after_paint(self._look_up)

    def _go_to(self, option: str) -> None:
        self._highlight(self.query_one(OptionList), option)

    def _highlight(self, choices: OptionList, option: str) -> None:
        """The line is in sight, if the page has to be scrolled for it; who comes first reads what greets."""
        choices.highlighted = choices.get_option_index(option)
        if not self._is_new:
            self.call_after_refresh(self._bring_in_sight, choices)

    def _bring_in_sight(self, choices: OptionList) -> None:
        """The list scrolls within the page where it is higher than that, and the page scrolls to the list."""
        choices.scroll_to_highlight()
        if choices.region.y + (choices.highlighted or 0) >= self.query_one(Page).region.bottom:
            choices.scroll_visible(animate=False)

    def on_resize(self) -> None:
        """Draw the lines for the room that there is."""
        if self._listed_for != self._room and self.query(OptionList):
            self._list_again()
        self.look_beside()

    @property
    def _room(self) -> tuple[int, bool, bool]:
        """The width, whether there is room for what is between the lines, and whether there is plenty."""
        size, taken = self.app.size, WELCOME_LINES if self._is_new else 0
        return size.width, size.height >= ROOMY + taken, size.height >= AIRY + taken

    async def _look_up(self) -> None:
        """Today's drill, the days of this month, the last laboratory: what the first paint need not wait for."""
        journal, now = self.shared.journal, self.shared.now()
        self._today, self._lab = todays_drill(journal, now, self.shared.content), last_laboratory(journal)
        self._coming = suggested(self._lessons, journal, now, own=self._today.own)
        for line in self.query(NextLine):
            line.tell(self._next)
        tried = self._lessons.named(self._lab.problem) if self._lab is not None else None
        self._tried = tried if isinstance(tried, Problem) else None
        for head in self.query(HomeHead):
            head.tell_days(days_this_month(journal, now))
        self._list_again()
        self.shared.host.end_start()
        self.look_beside()

    def look_beside(self) -> None:
        """Show beside the list, where there is room, what the line with the cursor leads to, once that rests."""
        if self._looking is not None:
            self._looking.stop()
        if self._today is not None and self.app.size.width >= BROAD:  # once the list was painted
            self._looking = self.set_timer(REST, while_there(self, self._show_beside))

    async def _show_beside(self) -> None:
        from tutor.widgets.lesson_preview import LessonPreview

        preview = next(iter(self.query(LessonPreview)), None)
        if preview is None:
            preview = LessonPreview()
            await self.query_one("#home").mount(preview)
        lesson = self._highlighted()
        if isinstance(lesson, Problem):
            await preview.show_lesson(lesson, self.shared.wordings.statement(lesson), self.naming)
        elif lesson is not None:
            await preview.show_lesson(lesson, lesson.wording(self.shared.language).body.text, self.naming)
        elif self._highlighted_option == DRILLS:
            from tutor.practice.progress_figures import progress_in
            from tutor.session.standing_words import skill_lines

            now = self.shared.now()
            lines = skill_lines(self.naming, progress_in(self.shared.journal, now), now)
            await preview.show_lines(self.naming.say("progress.mastery"), list(lines))

    def on_screen_suspend(self) -> None:
        self._was_covered = True

    async def on_screen_resume(self) -> None:
        """What was done on a screen over this one shows."""
        if self._was_covered:
            self._was_covered = False
            await self._look_up()

    @property
    def _next(self) -> str:
        """What is suggested, in words."""
        key, values = self._coming.words(self.shared.language)
        return self.naming.say(key, **values)

    @property
    def _row_to_begin(self) -> str:
        """The line of what is suggested."""
        rows, coming = enumerate(self._lessons.rows()), self._coming.lesson
        return next((row_id(at) for at, row in rows if row.lesson is not None and row.lesson is coming), DRILLS)

    def _tell_faults(self) -> None:
        for fault in self._lessons.faults:
            self.notify(self.naming.fault(fault), severity="warning", markup=False)
        self._lessons.faults.clear()

    async def say_again(self) -> None:
        option = self._highlighted_option
        await super().say_again()
        self._go_to(option or self._row_to_begin)
        await self._look_up()

    def _ask(self, text: str) -> None:
        """Say this below the list."""
        ask = self.query_one("#ask", Static)
        ask.update(text)
        ask.display = bool(text)

    def _list_again(self, option: str | None = None) -> None:
        """List the lessons as they are now, at this line or at the one the learner is at."""
        option = option or self._highlighted_option
        for choices in self.query(OptionList):  # there is none while the language changes
            choices.clear_options()
            choices.add_options(self._options())
            if option is not None:
                self._highlight(choices, option)
        self.refresh_keys()

    def _options(self) -> list[Option]:
        """The path: its lines, what is between them where there is room, and the drills at its end."""
        self._listed_for = width, has_gaps, is_airy = self._room
        for page in self.query(Page):
            page.set_class(is_airy, "-airy")
        gap = way_between(self.naming) if has_gaps else Content("")
        found = [
            *course_options(self._lessons, self.shared, width, gap, self._coming.lesson),
            Option(gap, disabled=True),
            Option(drills_line(self.shared, self._today, width if has_gaps else 0), id=DRILLS),
        ]
        if self._lab is not None and self._tried is not None:
            line = laboratory_line(self.shared, self._lab, self._tried)
            found += [*([Option(gap, disabled=True)] if has_gaps else []), Option(line, id=LABORATORY)]
        return found

    @property
    def _highlighted_option(self) -> str | None:
        choices = next(iter(self.query(OptionList)), None)
        option = choices.highlighted_option if choices is not None else None
        return option.id if option is not None else None

    def _highlighted(self) -> Lesson | None:
        option = self._highlighted_option
        return None if option in (None, DRILLS, LABORATORY) else self._lessons.rows()[row_of(option)].lesson
