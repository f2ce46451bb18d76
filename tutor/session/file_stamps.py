"""Whether a problem stands in a file, and whether that was changed."""

from pathlib import Path
from typing import TypeAlias

from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.practice.code_form import is_code

Stamp: TypeAlias = tuple[tuple[int, int] | None, ...]
"""When each of a problem's files was written last, and its size; None for one that is not there."""


def has_file(problem: Problem) -> bool:
    """Whether a problem stands in a file as it is: a drill was drawn."""
    return not is_code(problem.id) and problem.path.is_file()


def stamp(problem: Problem) -> Stamp:
    """What tells whether a problem's file, or a translation beside it, was changed."""
    stem = problem.path.name.removesuffix(".md")
    beside = (problem.path.with_name(f"{stem}.{language}.md") for language in LANGUAGES)
    return tuple(map(_written, (problem.path, *beside)))


def _written(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
