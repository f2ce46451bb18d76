"""The program as click sees it: a group of commands that, given something else, opens the tutor on it."""

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from tutor.cli import failures, streams
from tutor.cli.invocation import Invocation, invocation_of
from tutor.cli.languages import asked_for
from tutor.cli.refusals import INTERRUPTED, REFUSED
from tutor.cli.spoken import Spoken, spelled

NAME = "backprop-tutor"


def invocation_for(typed: Sequence[str]) -> Invocation:
    """The invocation of a command line, as far as can be told before it is read."""
    return Invocation(asked_for(typed), json="--json" in typed)


class Program(Spoken, click.Group):
    """`backprop-tutor`. What is no command's name goes to the command that opens the tutor.

    `places` says where each command stands (`module:name`), and `opening` where that one does: only what is called is
    imported.
    """

    def __init__(self, *args: Any, opening: str, places: Mapping[str, str], **extra: Any) -> None:
        super().__init__(*args, **extra)
        self._opening = opening
        self.places = places

    @property
    def opening(self) -> click.Command:
        """The command that opens the tutor."""
        return _command_at(self._opening)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        return sorted(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name."""
        return _command_at(self.places[cmd_name]) if cmd_name in self.places else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first, or the one that opens the tutor, with the arguments left for it."""
        if args[0] in self.places:
            gc.enable()
            return super().resolve_command(ctx, args)
        opening = self.opening
        return opening.name, opening, args

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """A problem may stand where a command does."""
        pieces = [*click.Command.collect_usage_pieces(self, ctx), "[PROBLEM | COMMAND …]"]
        return [spelled(piece, invocation_of(ctx).words) for piece in pieces]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Commands, of which none is imported for it, options, and the problems that can be opened."""
        found = [CompletionItem(name) for name in self.list_commands(ctx) if name.startswith(incomplete)]
        found += click.Command.shell_complete(self, ctx, incomplete)
        problems = self.opening.params[0].shell_complete(ctx, incomplete)
        return [*found, *(item for item in problems if item.type == "plain" or not found)]

    def main(  # type: ignore[override]  # click's overloads tell return types apart that are one here
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> int:
        """Run a command line and end the process with its status, or return that where not `standalone_mode`."""
        typed = list(sys.argv[1:] if args is None else args)
        invocation: Invocation = extra.setdefault("obj", invocation_for(typed))
        main = super().main
        status = carried_out(
            lambda: main(args, prog_name or NAME, complete_var, standalone_mode=False, **extra) or 0, invocation
        )
        if standalone_mode:
            sys.exit(status)
        return status


def carried_out(call: Callable[[], int], invocation: Invocation) -> int:
    """Call what gives a status; tell what went wrong, and what the journal wants said. Returns the exit status."""
    stdout = sys.stdout
    try:
        status = call()
    except (click.Abort, KeyboardInterrupt):
        status = INTERRUPTED
    except SystemExit:
        if sys.stdout is stdout:  # click puts another in its place before it ends for a pipe that nobody reads
            raise
        status = streams.CLOSED_PIPE
    except failures.KNOWN as error:
        status = failures.tell(error, invocation)
    failures.tell_notices(invocation)
    if (unprinted := streams.flush()) is not None and status not in (REFUSED, streams.CLOSED_PIPE):
        status = streams.CLOSED_PIPE if isinstance(unprinted, BrokenPipeError) else failures.tell(unprinted, invocation)
    return int(status)


def _command_at(place: str) -> click.Command:
    module, _, name = place.partition(":")
    command = getattr(import_module(module), name)
    if not isinstance(command, click.Command):
        raise TypeError(place)
    return command
