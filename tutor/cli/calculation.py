"""The calculation that a command is about: a lesson's, with other numbers or its own, or that of a drill's code."""

from tutor.cli import later
from tutor.cli.problems import calculation, lesson_at, name_and_number, path_of, with_numbers
from tutor.cli.refusals import Refused, shorten
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.practice.code_form import is_code
from tutor.practice.codes import OWN, CodeError, parse_code
from tutor.practice.skills import SKILLS


def load_problem(name: str, *, as_drawn: bool = False) -> Problem:
    """The calculation that is named, or whose code is; `4.1#7` is 4.1 with other numbers, those of number 7.

    Of a code it is the problem that a learner sees; `as_drawn` the one of which an item is made.

    Raises ContentError, and Refused for an essay, or for what is no lesson's name and no drill's code.
    """
    if is_code(name.strip().lower()):  # with capitals and spaces around it, as it may have been copied
        try:
            drawn = later.open_code(name, content_folder())
            return drawn if as_drawn else later.with_numbers_shown(drawn)
        except CodeError as error:
            raise _no_drill(error, name) from error
    name, number = name_and_number(name)
    return calculation(with_numbers(lesson_at(path_of(name)), number, name), name)


def check_code(code: str) -> None:
    """Raises Refused for what is no code of a drill."""
    try:
        if parse_code(code).level == OWN:  # what stands in the learner's records is no problem for everybody
            raise CodeError("no_level", code)
    except CodeError as error:
        raise _no_drill(error, code) from error


def _no_drill(error: CodeError, code: str) -> Refused:
    return Refused(f"code_{error.key}", name=shorten(code), allowed=", ".join(SKILLS))
