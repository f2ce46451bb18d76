"""Lines alone on the sheet of a problem by its id or its code."""

from tutor.sheet.marking import mark_sheet
from tutor.sheet.verdict import LineVerdict

from tests.support.course import problem_of


def only(name: str, line: str) -> LineVerdict:
    """What is said of a line that stands there alone."""
    (verdict,) = mark_sheet(problem_of(name), [line])
    return verdict
