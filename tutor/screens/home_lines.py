"""The lines of Home: the course as a path, the drills with what waits there and today's, and the last laboratory."""

from collections.abc import Iterator

from textual.content import Content
from textual.widgets.option_list import Option

from tutor.lessons.problem import Lesson
from tutor.screens.shared import Shared
from tutor.session.drill_places import drill_left, due_in, is_left
from tutor.session.last_laboratory import LastLaboratory, sparkline
from tutor.session.lesson_list import LessonList
from tutor.session.reason_words import reason
from tutor.session.today import Today
from tutor.widgets.lesson_lines import SIGNED, WIDEST, LessonLines, Reach, sign_of

INDENT, MARGIN = "     ", 8
"""What stands before a line under the heading, and the cells of a screen that no line has."""
TODAY_LINES = 2
"""So many lines are left free until today's drill is known: nothing moves then."""


def row_id(row: int) -> str:
    """How the option is called that stands for a row of the list of lessons."""
    return f"row-{row}"


def row_of(option: str | None) -> int:
    """The row that an option stands for."""
    return int((option or row_id(0)).removeprefix("row-"))


def course_options(
    lessons: LessonList, shared: Shared, width: int, gap: Content, coming: Lesson | None
) -> Iterator[Option]:
    """The course, the folder that was named and the shelf, with `gap` between the stretches if it is any."""
    lines = LessonLines(lessons, shared.journal, shared.naming, width, coming)
    for at, row in enumerate(lessons.rows()):
        if gap and row.number > 1 and not row.is_own:
            yield Option(gap, disabled=True)
        yield Option(lines.line(row), id=row_id(at), disabled=not row.is_choice)


def drills_line(shared: Shared, today: Today | None, width: int) -> Content:
    """The line; under it today's drill, in lines for a screen of this width, 0 where there is no room for them."""
    say, journal, plain = shared.naming.say, shared.journal, shared.naming.plain
    due = due_in(journal, shared.now()) + (today.own if today else 0)
    state = say("drill.home_left") if is_left(journal) else say("drill.home_due", number=due) if due else ""
    here = f"  {'<-' if plain else '←'} {say('home.here')}" if drill_left(journal) else ""
    heading = Content.assemble(
        sign_of(Reach.DRILLS, shared.naming),
        ("F6 ", "bold"),
        (say("practice.heading"), "bold"),
        f"  {state or say('drill.home')}",
        (here, "bold $text-accent"),
    )
    return Content("\n").join([heading, *(_today(shared, today, width) if width else ())])


def _today(shared: Shared, today: Today | None, width: int) -> list[Content]:
    if today is None:
        return [Content("")] * TODAY_LINES
    naming = shared.naming
    skill = naming.say("next.today", skill=naming.say(f"skill.{today.skill}"))
    why = Content.styled(reason(naming, today.reason, today.params), "$foreground 75%")
    room = min(width - MARGIN, WIDEST) - len(INDENT) - SIGNED
    return [Content.assemble(INDENT, one) for one in (Content.styled(skill, "$text-primary"), *why.wrap(room))]


def laboratory_line(shared: Shared, last: LastLaboratory, lesson: Lesson) -> Content:
    """The line that leads back to the last laboratory, with the curve of the cost."""
    naming = shared.naming
    curve = sparkline(last.costs, plain=naming.plain)
    return Content.assemble(
        sign_of(Reach.DRILLS, naming),
        ("F3 ", "bold"),
        (naming.say("home.laboratory", id=lesson.id), "bold"),
        f"  {naming.math('C')} ",
        (curve, "$text-primary"),
    )
