"""The command line, put together. What a command brings is imported with the command."""

import gc
import sys

import click

from tutor import __version__
from tutor.cli import later
from tutor.cli.invocation import Invocation
from tutor.cli.places import COMMANDS, OPENING
from tutor.cli.program import NAME, Program, invocation_for
from tutor.cli.spoken import everywhere, lines_option
from tutor.cli.streams import end_by_signals, fill_gaps


@click.group(NAME, cls=Program, opening=OPENING, places=COMMANDS, invoke_without_command=True)
@lines_option
@everywhere
@click.version_option(__version__, message="%(prog)s %(version)s", help="option_version")
def program(_: Invocation) -> int | None:
    """Learn backpropagation by hand."""
    context = click.get_current_context()
    if context.invoked_subcommand is not None or not isinstance(context.command, Program):
        return None
    status: int = context.invoke(context.command.opening)
    return status


def run() -> None:
    """Carry out what was typed."""
    gc.disable()  # what is imported stays; the command that is called says when to collect
    fill_gaps()
    invocation = invocation_for(sys.argv[1:])
    end_by_signals()
    try:
        program.main(obj=invocation)
    except Exception as error:  # a fault of the program, which its user is told of in one line
        sys.exit(later.tell_crash(error, invocation))
