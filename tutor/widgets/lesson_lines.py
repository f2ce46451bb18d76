"""The lines of the list of lessons, drawn as a path: what is done, how far each lesson is, and where to go on."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from rich.cells import cell_len, chop_cells
from textual.content import Content

from tutor.journal.journal import Journal
from tutor.lessons.problem import Essay, Lesson
from tutor.session.lesson_list import LessonList, Row
from tutor.session.record_names import record_name
from tutor.session.standing import reached
from tutor.widgets.prose_signs import signs_for
from tutor.widgets.screen_naming import ScreenNaming

QUIET = "$foreground 70%"
BAR = 10
SIGNED = 2
"""Cells for the sign at the beginning of a line."""
SHELF_INDENT = 4
"""Cells before a title on the shelf, behind the sign."""
ID_WIDTH, LONGEST_ID = 6, 18
"""Cells for the id of a lesson, at least and at most."""
LEAST_TITLE, WIDEST, MARGIN = 12, 92, 9
"""Cells for a title at least, for a line at most, and those of a screen that no line has."""
DIGITS = 9
"""So many lines have a key of their own."""


class Reach(StrEnum):
    """How far a stretch of the path is."""

    DONE = "done"
    BEGUN = "begun"
    OPEN = "open"
    DRILLS = "drills"
    """What has no end."""


SIGNS = {Reach.DONE: "✓", Reach.BEGUN: "◐", Reach.OPEN: "○", Reach.DRILLS: "◇"}
PLAIN_SIGNS = {Reach.DONE: "v", Reach.BEGUN: ":", Reach.OPEN: ".", Reach.DRILLS: "*"}
LOOKS = {Reach.DONE: "$text-success", Reach.BEGUN: "$text-accent", Reach.OPEN: QUIET, Reach.DRILLS: "$text-primary"}


def sign_of(reach: Reach, naming: ScreenNaming) -> Content:
    """What a line begins with."""
    sign = (PLAIN_SIGNS if naming.plain else SIGNS)[reach]
    return Content.styled(f"{sign} ", LOOKS[reach])


def way_between(naming: ScreenNaming) -> Content:
    """What stands between two lines, where there is room: the path goes on."""
    return Content.styled("|" if naming.plain else "│", QUIET)


class LessonLines:
    """Draws the rows of a list for a screen of some width in cells."""

    def __init__(
        self, lessons: LessonList, journal: Journal, naming: ScreenNaming, width: int, coming: Lesson | None = None
    ) -> None:
        """`coming` is the lesson that is suggested next."""
        self._lessons, self._journal, self._naming, self._width = lessons, journal, naming, width
        self._last, self._coming = journal.last_place(), coming
        own = max((cell_len(lesson.id) + 1 for lesson in lessons.own_lessons), default=0)
        self._own_id_width = max(ID_WIDTH, min(LONGEST_ID, own))

    def line(self, row: Row) -> Content:
        if row.lesson is not None:
            return self._lesson(row, row.lesson)
        if row.is_shelf:
            return Content.assemble(sign_of(self._reach_of_shelf, self._naming), self._shelf(row.number))
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
        done, of = self._reached[record_name(lesson)]
        sign = sign_of(Reach.DONE if done == of else Reach.BEGUN if done else Reach.OPEN, self._naming)
        state, marked = self._after(lesson)
        return Content.assemble(sign, (before, "bold"), fitted, f"  {state}", (marked, "bold $text-accent"))

    def _after(self, lesson: Lesson) -> tuple[str, str]:
        """What stands behind the title: how far the lesson is, and whether the learner stopped there or it is next."""
        say, (done, of) = self._naming.say, self._reached[record_name(lesson)]
        full, empty = ("#", ".") if self._naming.plain else ("■", "·")
        filled = round(BAR * done / of)
        state = f"{full * filled}{empty * (BAR - filled)} {done}/{of}"
        if isinstance(lesson, Essay) and not done:
            state = say("home.essay")
        is_here = self._last is not None and self._last.problem == record_name(lesson) and done < of
        word = "home.mark" if is_here else "home.next" if lesson is self._coming else ""
        return state, f"  {'<-' if self._naming.plain else '←'} {say(word)}" if word else ""

    @cached_property
    def _reached(self) -> Mapping[str, tuple[int, int]]:
        """How far each lesson of the list is, by its name in the journal."""
        lessons = [row.lesson for row in self._lessons.rows() if row.lesson is not None]
        standing = self._journal.standing([record_name(lesson) for lesson in lessons])
        return {record_name(lesson): reached(lesson, self._journal, standing) for lesson in lessons}

    @property
    def _reach_of_shelf(self) -> Reach:
        found = [self._reached[record_name(lesson)] for lesson in self._lessons.exercises or ()]
        if found and all(done == of for done, of in found):
            return Reach.DONE
        return Reach.BEGUN if any(done for done, _ in found) else Reach.OPEN

    @cached_property
    def _title_end(self) -> int:
        """The cell at which titles end: as far on as the longest needs, and as what stands behind them leaves."""
        rows = [(row, row.lesson) for row in self._lessons.rows() if row.lesson is not None]
        language, width = self._naming.words.language, min(self._width - MARGIN, WIDEST)
        ends = (cell_len(self._before(row, one) + one.wording(language).title) for row, one in rows)
        room = min((width - SIGNED - 2 - cell_len("".join(self._after(one))) for _, one in rows), default=0)
        before = max((cell_len(self._before(row, one)) for row, one in rows), default=0)
        return max(before + LEAST_TITLE, min(max(ends, default=0), room))

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
