"""The shelf: well-known exercises of others, which come along beside the course."""

from collections.abc import Iterable
from pathlib import Path

from tutor.lessons.load import SHELF
from tutor.lessons.problem import Lesson, Problem


def is_on_shelf(path: Path) -> bool:
    """Whether a lesson's file stands on the shelf."""
    return path.parent.name == SHELF


def by_length(lessons: Iterable[Lesson]) -> list[Lesson]:
    """The lessons of the shelf, the shortest computation first."""
    return sorted(lessons, key=_length)


def _length(lesson: Lesson) -> int:
    """How many values have to be worked out on the way forward."""
    return len(lesson.graph.nodes) * len(lesson.data) if isinstance(lesson, Problem) else 0
