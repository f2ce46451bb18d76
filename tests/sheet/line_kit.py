"""Lines alone on the sheet of a problem by its id or its code."""

from functools import cache

from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.practice.variants import open_code
from tutor.sheet.marking import mark_sheet
from tutor.sheet.verdict import LineVerdict

from tests.support.solved import problem_of


@cache
def problem(name: str) -> Problem:
    """The problem of an id or a code."""
    return open_code(name, content_folder()) if name.startswith("bp1:") else problem_of(name)


def only(name: str, line: str) -> LineVerdict:
    """What is said of a line that stands there alone."""
    (verdict,) = mark_sheet(problem(name), [line])
    return verdict
