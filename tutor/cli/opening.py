"""`backprop-tutor [PROBLEM | FOLDER]`: the tutor itself."""

from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

import click

from tutor.cli.completing import complete_problem
from tutor.cli.face import look_up_readings, open_face, wants_lines
from tutor.cli.invocation import Invocation
from tutor.cli.problems import folder_of, lesson_at, name_and_number, path_of, with_numbers
from tutor.cli.program import NAME
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, everywhere, lines_option
from tutor.lessons.problem import Lesson
from tutor.session.start import Beginning


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
def open_tutor(invocation: Invocation, problem: str | None) -> int:
    """Open the tutor, on a problem if one is named, or at home with the problems of a folder."""
    read, own_folder = named(problem)
    in_lines = wants_lines(invocation)
    if not in_lines:
        look_up_readings()
    return open_face(invocation, Beginning(read()), in_lines=in_lines, own_folder=own_folder)


def named(problem: str | None) -> tuple[Callable[[], Lesson | None], Path | None]:
    """What reads the problem that is named, and the folder that is. Raises Refused where there is neither."""
    name, number = name_and_number(problem) if problem is not None else (None, None)
    own_folder = folder_of(name) if name is not None else None
    path = path_of(name, _commands_of(click.get_current_context())) if name is not None and own_folder is None else None
    return lambda: with_numbers(lesson_at(path), number, str(name)) if path is not None else None, own_folder
