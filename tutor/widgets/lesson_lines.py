"""The lines of the list of lessons: number, id, title, how far it is, and where the learner stopped."""

from collections.abc import Mapping
from functools import cached_property

from rich.cells import cell_len, chop_cells
from textual.content import Content

from tutor.journal.records import Place, Standing
from tutor.lessons.problem import Essay, Lesson
from tutor.session.fact_entries import record_name
from tutor.session.lesson_list import LessonList, Row
from tutor.session.standing import progress_of
from tutor.widgets.prose_signs import signs_for
from tutor.widgets.screen_naming import ScreenNaming

BAR = 10
BEFORE_TITLE, SHELF_INDENT = 8, 4
"""Cells before a title: with a number and an id, and on the shelf."""
ID_WIDTH, LONGEST_ID = 6, 18
"""Cells for the id of a lesson, at least and at most."""
LEAST_TITLE, WIDEST, MARGIN = 12, 94, 8
"""Cells for a title at least, for a line at most, and those of a screen that no line has."""
DIGITS = 9
"""So many lines have a key of their own."""


def state_text(lesson: Lesson, standing: Standing | None, naming: ScreenNaming) -> str:
    """How far a lesson is."""
    if isinstance(lesson, Essay):
        return naming.say("home.essay_begun" if standing else "home.essay")
    done, of = progress_of(lesson, standing)
    full, empty = ("#", ".") if naming.plain else ("■", "·")
    filled = round(BAR * done / of)
    return f"{full * filled}{empty * (BAR - filled)} {done}/{of}"


class LessonLines:
    """Draws the rows of a list for a screen of some width in cells."""

    def __init__(
        self,
        lessons: LessonList,
        standing: Mapping[str, Standing],
        last: Place | None,
        naming: ScreenNaming,
        width: int,
    ) -> None:
        self._lessons, self._standing, self._last, self._naming = lessons, standing, last, naming
        self._width = width
        own = max((cell_len(lesson.id) + 1 for lesson in lessons.own_lessons), default=0)
        self._own_id_width = max(ID_WIDTH, min(LONGEST_ID, own))

    def line(self, row: Row) -> Content:
        """One row."""
        if row.lesson is not None:
            return self._lesson(row, row.lesson)
        if row.is_shelf:
            return self._shelf(row.number)
        if row.fault is not None:
            return Content.styled(f"! {self._naming.fault(row.fault)}", "$text-warning")
        if row.words:
            left_out = self._lessons.own.left_out if self._lessons.own else 0
            return Content(self._naming.say(row.words, number=left_out))
        return Content.styled(row.heading, "bold $text-primary") if row.heading else Content("")

    def _shelf(self, number: int) -> Content:
        """The line of the shelf: its number, whether it is folded, and how many exercises stand there."""
        signs = signs_for(self._naming.plain)
        sign = signs.folded if self._lessons.exercises is None else signs.opened
        held = f"{self._naming.say('home.shelf')} ({len(self._lessons.shelf)})"
        return Content.assemble((f"{number if number <= DIGITS else ' '} ", "bold"), (f"{sign} {held}", "bold"))

    def _lesson(self, row: Row, lesson: Lesson) -> Content:
        """A lesson's line; on the shelf, an exercise has a place and no number."""
        before, title = self._before(row, lesson), lesson.wording(self._naming.words.language).title
        fitted = _fitted(title, self._title_end - cell_len(before))
        return Content.assemble((before, "bold"), fitted, self._after(lesson))

    def _after(self, lesson: Lesson) -> str:
        """What stands behind the title: how far the lesson is, and whether the learner stopped there."""
        name = record_name(lesson)
        state = f"  {state_text(lesson, self._standing.get(name), self._naming)}"
        if self._last is None or self._last.problem != name:
            return state
        return f"{state}  {'<-' if self._naming.plain else '←'} {self._naming.say('home.here')}"

    @cached_property
    def _title_end(self) -> int:
        """The cell at which titles end: as far on as the longest needs, and as what stands behind them leaves."""
        rows = [(row, row.lesson) for row in self._lessons.rows() if row.lesson is not None]
        language, width = self._naming.words.language, min(self._width - MARGIN, WIDEST)
        ends = (cell_len(self._before(row, one) + one.wording(language).title) for row, one in rows)
        room = min((width - cell_len(self._after(one)) for _, one in rows), default=0)
        return max(BEFORE_TITLE + LEAST_TITLE, min(max(ends, default=0), room))

    def _before(self, row: Row, lesson: Lesson) -> str:
        """What stands before the title."""
        if not row.number:
            return " " * SHELF_INDENT
        width = self._own_id_width if row.is_own else ID_WIDTH
        short = lesson.id if cell_len(lesson.id) < width else chop_cells(lesson.id, width - 2)[0] + "…"
        return f"{row.number if row.number <= DIGITS else ' '} {short}{' ' * (width - cell_len(short))}"


def _fitted(text: str, room: int) -> str:
    """The text in so many cells exactly."""
    shown = text if cell_len(text) <= room else chop_cells(text, room - 1)[0] + "…"
    return shown + " " * max(0, room - cell_len(shown))
