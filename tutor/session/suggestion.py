"""The one thing to do next: what Home suggests, and the end of a problem, of an essay and of a sitting of drills."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tutor.journal.journal import Journal
from tutor.lessons.languages import Language
from tutor.lessons.problem import Lesson, heading
from tutor.lessons.template import Value
from tutor.session.drill_places import due_in, is_drill, way_back
from tutor.session.lesson_list import LessonList
from tutor.session.record_names import record_name
from tutor.session.standing import is_done

DRILLS = "drills"
"""What a sitting of drills is called where it is what was done last."""


class Way(StrEnum):
    """Why something comes next."""

    GO_ON = "go_on"
    """The learner stopped there."""
    GO_ON_DRILL = "go_on_drill"
    DUE = "due"
    """Skills are due, or wrong numbers of the learner's own."""
    COURSE = "course"
    """It is the first of the course, or of the folder that was named, that is not done."""
    SHELF = "shelf"
    """The course is done; it is the shortest exercise of the shelf that is not."""
    DRILLS = "drills"


@dataclass(frozen=True)
class Suggestion:
    """What comes next, and why: a lesson, or drills where there is none; `code` as in `drill_places.way_back`."""

    way: Way
    lesson: Lesson | None = None
    code: str = ""
    due: int = 0
    """How many of them are."""

    @property
    def goes_on(self) -> bool:
        """Whether a sitting of drills is gone on with."""
        return self.way is Way.GO_ON_DRILL

    def words(self, language: Language) -> tuple[str, dict[str, Value]]:
        """The key of what is said of it, with what that mentions."""
        if self.lesson is None:
            return f"next.{self.way}", {"number": self.due}
        return f"next.{self.way}", {"title": heading(self.lesson, language)}


def suggested(lessons: LessonList, journal: Journal, now: datetime, *, after: str = "", own: int = 0) -> Suggestion:
    """What to do next; there is always something.

    What was left comes first, then what is due, then the course, and after it drills and the shelf in turn. `after` is
    what has just come to its end (a lesson's name in the journal, or `DRILLS`): that is not suggested again at once.
    `own` wrong numbers of the learner's own are due beside the skills.
    """
    if not after and (left := _left(lessons, journal)) is not None:
        return left
    due = due_in(journal, now) + own
    if due and after != DRILLS:
        return Suggestion(Way.DUE, due=due)
    found = _first_open(lessons.own_lessons, journal, after) or _first_open(lessons.course, journal, after)
    if found is not None:
        return Suggestion(Way.COURSE, found)
    place = journal.last_place()
    was_drilling = after == DRILLS or (not after and place is not None and is_drill(place.problem))
    exercise = _first_open(lessons.on_shelf(), journal, after) if was_drilling else None
    return Suggestion(Way.SHELF, exercise) if exercise is not None else Suggestion(Way.DRILLS)


def _left(lessons: LessonList, journal: Journal) -> Suggestion | None:
    """What the learner stopped in the middle of."""
    lesson = lessons.last()
    if lesson is not None:
        return None if is_done(lesson, journal) else Suggestion(Way.GO_ON, lesson)
    code = way_back(journal)
    return None if code is None else Suggestion(Way.GO_ON_DRILL, code=code)


def _first_open(lessons: Iterable[Lesson], journal: Journal, after: str) -> Lesson | None:
    return next((one for one in lessons if record_name(one) != after and not is_done(one, journal)), None)
