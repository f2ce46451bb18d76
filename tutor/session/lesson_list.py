"""What there is to learn from: the course, the problems of a folder that was named, and the shelf."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tutor.journal.journal import Journal
from tutor.lessons.errors import ContentError
from tutor.lessons.groups import Group, of_folder
from tutor.lessons.load import lesson_files, load
from tutor.lessons.problem import Lesson
from tutor.lessons.shelf import by_length, is_on_shelf
from tutor.session.record_names import record_name


@dataclass(frozen=True)
class Row:
    """A line of the list: a lesson, the heading of the shelf (neither lesson nor text), or something to read."""

    lesson: Lesson | None = None
    number: int = 0
    """The number of the line, 0 where it has none."""
    heading: str = ""
    fault: ContentError | None = None
    words: str = ""
    """The name of the words to read."""
    is_own: bool = False
    """Whether it stands in the folder that was named."""

    @property
    def is_choice(self) -> bool:
        """Whether something can be opened there."""
        return self.lesson is not None or self.is_shelf

    @property
    def is_shelf(self) -> bool:
        """Whether the shelf is unfolded and folded there."""
        return bool(self.number) and self.lesson is None


GAP = Row()


class LessonList:
    """The lessons as they are in their files. What stands on the shelf is read once it is unfolded."""

    def __init__(self, content: Path, own_folder: Path | None, journal: Journal) -> None:
        paths = lesson_files(content)
        self.faults: list[ContentError] = []
        """What is wrong with files that were read since this was emptied."""
        self.course = self._loaded(path for path in paths if not is_on_shelf(path))
        self.own: Group | None = of_folder(own_folder) if own_folder is not None else None
        self.shelf = [path for path in paths if is_on_shelf(path)]
        self.exercises: list[Lesson] | None = None
        """What stands on the shelf; None while it is folded."""
        self._journal = journal
        last = journal.last_place()
        if last is not None and last.problem.partition("@")[0] in (path.stem for path in self.shelf):
            self.turn_shelf()

    @property
    def own_lessons(self) -> tuple[Lesson, ...]:
        """The lessons of the folder that was named."""
        return tuple(self.own.lessons) if self.own else ()

    def turn_shelf(self) -> None:
        """Unfold the shelf, or fold it again."""
        self.exercises = self.on_shelf() if self.exercises is None else None

    def on_shelf(self) -> list[Lesson]:
        """What stands on the shelf, folded or not, the shortest first."""
        return by_length(self._loaded(self.shelf)) if self.exercises is None else self.exercises

    def _loaded(self, paths: Iterable[Path]) -> list[Lesson]:
        """The lessons in these files, those that are sound."""
        lessons: list[Lesson] = []
        for path in paths:
            try:
                lessons.append(load(path))
            except ContentError as error:
                self.faults.append(error)
        return lessons

    def rows(self) -> list[Row]:
        """The lines: the course, the folder that was named, the shelf and what stands on it."""
        rows = [Row(lesson, number) for number, lesson in enumerate(self.course, 1)]
        if self.own is not None:
            rows += self._rows_of(self.own)
        if self.shelf:
            rows += [GAP] if self.own is not None else []
            rows.append(Row(number=1 + sum(row.is_choice for row in rows)))
        return [*rows, *map(Row, self.exercises or ())]

    def _rows_of(self, own: Group) -> Iterator[Row]:
        """The folder's heading, its problems, and under them what is wrong with other files."""
        yield from (GAP, Row(heading=own.heading))
        for number, lesson in enumerate(own.lessons, len(self.course) + 1):
            yield Row(lesson, number, is_own=True)
        yield from (Row(fault=fault) for fault in own.faults)
        if own.left_out:
            yield Row(words="home.left_out")
        if not own.lessons:
            yield Row(words="home.no_problems")

    def named(self, name: str) -> Lesson | None:
        """The lesson of this name in the journal, of all that there are."""
        on_shelf = name.partition("@")[0] in (path.stem for path in self.shelf)
        lessons = (*self.own_lessons, *self.course, *(self.on_shelf() if on_shelf else ()))
        return next((lesson for lesson in lessons if record_name(lesson) == name), None)

    def last(self) -> Lesson | None:
        """The lesson that the learner was at last, if that was one."""
        place = self._journal.last_place()
        lessons = (*self.own_lessons, *self.course, *(self.exercises or ()))
        return next((lesson for lesson in lessons if place and record_name(lesson) == place.problem), None)
