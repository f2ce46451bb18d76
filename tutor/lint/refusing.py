"""Lessons from anywhere: what `lint` would refuse is refused by whoever opens one, in the same words."""

from pathlib import Path

from tutor.lessons.errors import ContentError, ContentErrors
from tutor.lessons.problem import Lesson
from tutor.lint.findings import Severity
from tutor.lint.lessons import faults, reading


def sound(path: Path) -> Lesson:
    """The lesson in this file. Raises ContentError by the first fault that `lint` finds in what is its own."""
    lesson, errors = reading(path)
    if errors or lesson is None:
        raise ContentErrors(errors)
    found = next((one for one in faults(lesson) if one.severity is Severity.ERROR), None)
    if found is not None:
        values = {name: str(value) for name, value in found.values.items()}
        raise ContentError(found.key, found.path, found.line, **values)
    return lesson
