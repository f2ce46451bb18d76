"""A drill's code on the command line."""

from typing import TYPE_CHECKING

from tutor.cli.refusals import Refused, shorten

if TYPE_CHECKING:
    from tutor.practice.codes import CodeError
    from tutor.practice.variants import Variant


def looks_like_code(name: str) -> bool:
    """Whether a drill is meant: the form of a code, with capitals and spaces around it as it may have been copied."""
    from tutor.practice.codes import is_code

    return is_code(name.strip().lower())


def open_drill(code: str) -> "Variant":
    """The problem that a code names. Raises Refused where it names none."""
    from tutor.lessons.content import content_folder
    from tutor.practice.codes import CodeError
    from tutor.practice.variants import open_code

    try:
        return open_code(code, content_folder())
    except CodeError as error:
        raise no_drill(error, code) from error


def check_code(code: str) -> None:
    """Raises Refused for what is no code of a drill."""
    from tutor.practice.codes import CodeError, parse_code

    try:
        parse_code(code)
    except CodeError as error:
        raise no_drill(error, code) from error


def no_drill(error: "CodeError", code: str) -> Refused:
    """That there is no drill of this code, and why."""
    from tutor.practice.skills import SKILLS

    return Refused(f"code_{error.key}", name=shorten(code), allowed=", ".join(SKILLS))
