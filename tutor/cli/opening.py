"""`backprop-tutor [PROBLEM | FOLDER]`: the tutor itself."""

import gc
import os
import sys
from collections.abc import Callable, MutableMapping
from difflib import get_close_matches
from pathlib import Path

import click

from tutor.cli import later
from tutor.cli.invocation import Invocation, invocation_of
from tutor.cli.languages import of_system
from tutor.cli.problems import complete_problem, folder_of, lesson_at, name_and_number, path_of, with_numbers
from tutor.cli.program import NAME
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, everywhere, lines_option
from tutor.journal.cache_file import CacheFile
from tutor.lessons import readings
from tutor.lessons.problem import Lesson, Problem
from tutor.session.config import default_path, settings
from tutor.session.start import Start
from tutor.session.terminals import is_in_browser

KITTY_KEYS = "TEXTUAL_DISABLE_KITTY_KEY"


class Opening(Spoken):
    """The command that is not named: its help is the program's."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it. Raises Refused for more than one problem; one that there is not was meant as a command."""
        try:
            return super().parse_args(ctx, args)
        except Refused as too_much:
            name = str(ctx.params.get("problem"))
            if _is_there(name):
                raise Refused(too_much.key, **{**too_much.params, "command": NAME}) from None
            raise _no_command(name, ctx) from None

    def get_help(self, ctx: click.Context) -> str:
        """The program's help."""
        return ctx.parent.command.get_help(ctx.parent) if ctx.parent else super().get_help(ctx)


def _is_there(name: str) -> bool:
    """Whether a problem or a folder of this name can be opened."""
    try:
        path_of(name_and_number(name)[0])
    except Refused:
        return folder_of(name) is not None
    return True


def _commands_of(ctx: click.Context) -> list[str]:
    """The names of the program's commands."""
    root = ctx.find_root()
    return root.command.list_commands(root) if isinstance(root.command, click.Group) else []


def _no_command(name: str, ctx: click.Context) -> Refused:
    """That there is no command of this name, and which there are."""
    allowed = _commands_of(ctx)
    near = get_close_matches(name, allowed, 1)
    return Refused("no_command", name=name, allowed=", ".join(allowed), near=near[0] if near else "")


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
    if not in_lines:
        readings.begin(CacheFile("readings.json"))
    return open_face(invocation, read(), in_lines=in_lines, own_folder=own_folder)


def named(context: click.Context, problem: str | None) -> tuple[Callable[[], Lesson | None], Path | None]:
    """What reads the problem that is named, and the folder that is. Raises Refused where there is neither."""
    name, number = name_and_number(problem) if problem is not None else (None, None)
    own_folder = folder_of(name) if name is not None else None
    path = path_of(name, _commands_of(context)) if name is not None and own_folder is None else None
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
    lesson: Lesson | None,
    drill: str | None = None,
    *,
    laboratory: Problem | None = None,
    theorem: bool = False,
    sheet: Problem | None = None,
    in_lines: bool,
    own_folder: Path | None = None,
) -> int:
    """Open the tutor's screens, or its plain face (`in_lines`). Returns the exit status."""
    config = settings(default_path())
    fallback = of_system(os.environ)
    start = Start(
        invocation.folder,
        invocation.asked,
        fallback,
        lesson,
        drill,
        own_folder,
        lesson_at,
        config,
        laboratory,
        theorem,
        sheet,
    )
    if in_lines:
        gc.enable()
        return later.open_lines(start, invocation.notices.append)
    spare_the_input_method(os.environ)
    # Nothing that is made while starting becomes garbage; the app takes up collecting after its first paint.
    gc.disable()
    return later.open_screens(start, invocation.notices.append)


def spare_the_input_method(environment: MutableMapping[str, str]) -> None:
    """In iTerm2 the kitty keyboard protocol loses text that an input method commits; a user's own choice stands."""
    if environment.get("TERM_PROGRAM") == "iTerm.app" or environment.get("LC_TERMINAL") == "iTerm2":
        environment.setdefault(KITTY_KEYS, "1")


def is_terminal() -> bool:
    """Whether a learner sits there: keys come from stdin, Textual draws on stderr."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
