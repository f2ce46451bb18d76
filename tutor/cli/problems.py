"""The lesson that a command is about: named by id, by a path to a file anywhere, or by the code of a drill."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli.refusals import Refused, shorten

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from tutor.lessons.problem import Lesson, Problem


def path_of(name: str, commands: Iterable[str] = ()) -> Path:
    """The file of the lesson that is named. Raises Refused where there is none; a command may have been meant."""
    from tutor.lessons.content import content_folder
    from tutor.lessons.load import find

    path = find(name, content_folder())
    if path is not None:
        return path
    if folder_of(name) is not None:
        raise Refused("folder", name=name)
    allowed = known_ids()
    near = get_close_matches(name, [*allowed, *commands], 1)
    raise Refused("no_problem", name=shorten(name), allowed=", ".join(allowed), near=near[0] if near else "")


def folder_of(name: str) -> Path | None:
    """The folder that is named, where no lesson is."""
    from tutor.lessons.content import content_folder
    from tutor.lessons.load import find

    try:
        path = Path(name).expanduser()
        return path if path.is_dir() and find(name, content_folder()) is None else None
    except (OSError, RuntimeError, ValueError):  # too long for a name, nobody's home folder, a NUL
        return None


def load_lesson(name: str) -> "Lesson":
    """The lesson that is named. Raises Refused or ContentError."""
    return lesson_at(path_of(name))


def lesson_at(path: Path) -> "Lesson":
    """The lesson in a file. One from outside the tutor's content must be sound. Raises ContentError."""
    from tutor.lessons.content import content_folder
    from tutor.lessons.load import load

    if content_folder().resolve() in path.resolve().parents:
        return load(path)
    from tutor.lint.refusing import sound

    return sound(path)


def load_problem(name: str) -> "Problem":
    """The calculation that is named, or whose code is; `4.1#7` is 4.1 with other numbers, those of number 7.

    Raises Refused for an essay, and what `load_lesson` raises.
    """
    from tutor.cli.drawn import looks_like_code, open_drill

    if looks_like_code(name):
        return open_drill(name).problem
    name, number = name_and_number(name)
    lesson = with_numbers(load_lesson(name), number, name)
    return _calculation(lesson, name)


def name_and_number(name: str) -> tuple[str, int | None]:
    """The name of a problem, and the number of its other numbers where it has one: `4.1#7` is `4.1` and 7."""
    from tutor.lessons.content import content_folder
    from tutor.lessons.load import find

    if "#" not in name or find(name, content_folder()) is not None:  # a file's own name may have the sign
        return name, None
    from tutor.practice.other_numbers import split_name

    return split_name(name) or (name, None)


def with_numbers(lesson: "Lesson", number: int | None, name: str) -> "Lesson":
    """The lesson with the numbers of this number, where there is one. Raises Refused for an essay, which has none."""
    if number is None:
        return lesson
    from tutor.practice.other_numbers import with_other_numbers

    return with_other_numbers(_calculation(lesson, name), number)


def _calculation(lesson: "Lesson", name: str) -> "Problem":
    from tutor.lessons.problem import Essay

    if isinstance(lesson, Essay):
        raise Refused("essay", name=name)
    return lesson


def known_ids() -> list[str]:
    """The ids of the lessons that come with the tutor."""
    from tutor.lessons.content import content_folder
    from tutor.lessons.load import lesson_files

    return [path.name.removesuffix(".md") for path in lesson_files(content_folder())]


def problems_of_course() -> "list[Problem]":
    """The calculations of the course that comes with the tutor. Raises ContentError."""
    from tutor.lessons.content import content_folder
    from tutor.lessons.load import lesson_files
    from tutor.lessons.problem import Problem
    from tutor.lessons.shelf import is_on_shelf

    lessons = (lesson_at(path) for path in lesson_files(content_folder()) if not is_on_shelf(path))
    return [lesson for lesson in lessons if isinstance(lesson, Problem)]


def complete_problem(_context: click.Context, _param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """What a shell offers where a problem is asked for: the ids that begin like this; where none does, files."""
    from click.shell_completion import CompletionItem

    found = [CompletionItem(name) for name in known_ids() if name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


problem_argument = click.argument("problem", shell_complete=complete_problem)
