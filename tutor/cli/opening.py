"""`backprop-tutor [PROBLEM | FOLDER]`: the tutor itself."""

import gc
import os
import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli.invocation import Invocation, invocation_of
from tutor.cli.languages import of_system
from tutor.cli.problems import complete_problem, folder_of, lesson_at, name_and_number, path_of, with_numbers
from tutor.cli.program import Opening, commands_of
from tutor.cli.refusals import Refused
from tutor.cli.spoken import everywhere, lines_option
from tutor.session.terminals import is_in_browser

if TYPE_CHECKING:
    from tutor.lessons.problem import Lesson

KITTY_KEYS = "TEXTUAL_DISABLE_KITTY_KEY"


@click.command("open", cls=Opening)
@click.argument("problem", required=False, shell_complete=complete_problem)
@lines_option
@everywhere
@click.pass_context
def open_tutor(context: click.Context, problem: str | None) -> int:
    """Open the tutor, on a problem if one is named, or at home with the problems of a folder."""
    invocation = invocation_of(context)
    read, own_folder = named(context, problem)
    in_lines = wants_lines(invocation)
    return open_face(invocation, read(), in_lines=in_lines, own_folder=own_folder)


def named(context: click.Context, problem: str | None) -> "tuple[Callable[[], Lesson | None], Path | None]":
    """What reads the problem that is named, and the folder that is. Raises Refused where there is neither."""
    name, number = name_and_number(problem) if problem is not None else (None, None)
    own_folder = folder_of(name) if name is not None else None
    path = path_of(name, commands_of(context)) if name is not None and own_folder is None else None
    return lambda: with_numbers(lesson_at(path), number, str(name)) if path is not None else None, own_folder


def wants_lines(invocation: Invocation) -> bool:
    """Whether the tutor opens in lines: that was asked for, or the terminal can draw no screen.

    Raises Refused where neither a screen can be drawn nor lines are asked for, or they could not be written.
    """
    if is_in_browser(os.environ):
        return False
    if invocation.in_lines and sys.stdout is None:
        raise Refused("no_output")
    if not (invocation.in_lines or is_terminal()):
        raise Refused("no_terminal")
    return invocation.in_lines or os.environ.get("TERM") == "dumb"


def open_face(
    invocation: Invocation,
    lesson: "Lesson | None",
    drill: str | None = None,
    *,
    in_lines: bool,
    own_folder: Path | None = None,
) -> int:
    """Open the tutor's screens, or its plain face (`in_lines`). Returns the exit status."""
    from tutor.session.config import default_path, settings
    from tutor.session.start import Start

    config = settings(default_path())
    fallback = of_system(os.environ)
    start = Start(invocation.folder, invocation.asked, fallback, lesson, drill, own_folder, lesson_at, config)
    if in_lines:
        gc.enable()
        from tutor.plain.run import run
    else:
        spare_the_input_method(os.environ)
        # Nothing that is made while starting becomes garbage; the app takes up collecting after its first paint.
        gc.disable()
        # Textual reads the environment when it is imported.
        from tutor.screens.run import run
    return run(start, invocation.notices.append)


def spare_the_input_method(environment: MutableMapping[str, str]) -> None:
    """In iTerm2 the kitty keyboard protocol loses text that an input method commits; a user's own choice stands."""
    if environment.get("TERM_PROGRAM") == "iTerm.app" or environment.get("LC_TERMINAL") == "iTerm2":
        environment.setdefault(KITTY_KEYS, "1")


def is_terminal() -> bool:
    """Whether a learner sits there: keys come from stdin, Textual draws on stderr."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
