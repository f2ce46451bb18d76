"""Lessons that come with the tutor, and drills, each read once for all tests of a process: nothing changes them."""

from functools import cache
from pathlib import Path

from tutor.lessons.content import content_folder
from tutor.lessons.load import find, load
from tutor.lessons.problem import Lesson, Problem


@cache
def lesson_of(name: str) -> Lesson:
    """A lesson by its id, or the problem of a drill's code."""
    if name.startswith("bp1:"):
        from tutor.practice.variants import open_code

        return open_code(name, content_folder())
    path = find(name, content_folder())
    assert path is not None
    return load(path)


def lesson_at(path: Path) -> Lesson:
    """The lesson in a file, read once where it comes with the tutor. Raises ContentError."""
    return _read(path) if content_folder() in path.parents else load(path)


_read = cache(load)


def problem_of(name: str) -> Problem:
    return _problem(lesson_of(name))


def problem_at(path: Path) -> Problem:
    """The problem in a file. Raises ContentError."""
    return _problem(lesson_at(path))


def _problem(lesson: Lesson) -> Problem:
    assert isinstance(lesson, Problem)
    return lesson
