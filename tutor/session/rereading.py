"""A problem whose file may be changed while it is open: the problem as it is now."""

from collections.abc import Callable
from pathlib import Path

from tutor.lessons.errors import ContentError
from tutor.lessons.problem import Lesson, Problem
from tutor.practice.other_numbers import split_name, with_other_numbers
from tutor.session.file_stamps import has_file, stamp


def reread(problem: Problem, read: Callable[[Path], Lesson]) -> Problem:
    """The problem as its file has it now, with the same other numbers if it had some. Raises ContentError."""
    try:
        lesson = read(problem.path)
    except OSError as error:
        raise ContentError("unreadable", problem.path, reason=error.strerror or type(error).__name__) from None
    if not isinstance(lesson, Problem):
        raise ContentError("missing_key", problem.path, 1, name="network", allowed="network, graph")
    named = split_name(problem.id)
    return with_other_numbers(lesson, named[1]) if named and named[0] == lesson.id else lesson


class ReadAgain:
    """Takes a problem from its file again where that was changed since it was looked at last."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._stamp = stamp(problem) if has_file(problem) else None

    def changed(self, read: Callable[[Path], Lesson]) -> Problem | None:
        """The problem as its file has it now; None where nothing was changed.

        Raises ContentError, once for each change, for what is wrong with the file: the problem stays as it was.
        """
        if self._stamp is None:
            return None
        found = stamp(self._problem)
        if found == self._stamp or found[0] is None:  # while it is being written, it may not be there
            return None
        self._stamp = found
        return reread(self._problem, read)
