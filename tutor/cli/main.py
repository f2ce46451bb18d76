"""The command line, put together. Imports click alone: the screen waits for nothing that a command brings."""

import click

from tutor import __version__
from tutor.cli.completion import completion
from tutor.cli.lint import lint
from tutor.cli.listing import list_lessons
from tutor.cli.mark import mark
from tutor.cli.opening import open_tutor
from tutor.cli.program import NAME, Program
from tutor.cli.solve import solve
from tutor.cli.spoken import everywhere


@click.group(NAME, cls=Program, opening=open_tutor, invoke_without_command=True)
@everywhere
@click.version_option(__version__, message="%(prog)s %(version)s", help="option_version")
@click.pass_context
def program(context: click.Context) -> int | None:
    """Learn backpropagation by hand."""
    return context.invoke(open_tutor) if context.invoked_subcommand is None else None


for command in (solve, mark, lint, list_lessons, completion):
    program.add_command(command)


def run() -> None:
    """What the installed program calls."""
    program.main()
