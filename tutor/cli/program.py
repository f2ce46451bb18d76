"""The program as click sees it: a group of commands that, given something else, opens the tutor on it."""

import gc
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from tutor.cli import failures, streams
from tutor.cli.invocation import Invocation
from tutor.cli.languages import asked_for
from tutor.cli.problems import folder_of, name_and_number, path_of
from tutor.cli.refusals import INTERRUPTED, REFUSED, Refused
from tutor.cli.spoken import Spoken

NAME = "backprop-tutor"


class Opening(Spoken):
    """The command that is not named: its help is the program's."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does it. Raises Refused for more than one problem; one that there is not was meant as a command."""
        try:
            return super().parse_args(ctx, args)
        except Refused as too_much:
            name = str(ctx.params.get("problem"))
            if is_there(name):
                raise Refused(too_much.key, **{**too_much.params, "command": NAME}) from None
            raise no_command(name, ctx) from None

    def get_help(self, ctx: click.Context) -> str:
        """The program's help."""
        return ctx.parent.command.get_help(ctx.parent) if ctx.parent else super().get_help(ctx)


def is_there(name: str) -> bool:
    """Whether a problem or a folder of this name can be opened."""
    try:
        path_of(name_and_number(name)[0])
    except Refused:
        return folder_of(name) is not None
    return True


def commands_of(ctx: click.Context) -> list[str]:
    """The names of the program's commands."""
    root = ctx.find_root()
    return root.command.list_commands(root) if isinstance(root.command, click.Group) else []


def invocation_for(typed: Sequence[str]) -> Invocation:
    """The invocation of a command line, as far as can be told before it is read."""
    return Invocation(asked_for(typed), json="--json" in typed)


def no_command(name: str, ctx: click.Context) -> Refused:
    """That there is no command of this name, and which there are."""
    from difflib import get_close_matches

    allowed = commands_of(ctx)
    near = get_close_matches(name, allowed, 1)
    return Refused("no_command", name=name, allowed=", ".join(allowed), near=near[0] if near else "")


class Program(Spoken, click.Group):
    """`backprop-tutor`. What is no command's name goes to the command that opens the tutor.

    `places` says where each command stands (`module:name`): only the one that is called is imported.
    """

    def __init__(self, *args: Any, opening: click.Command, places: Mapping[str, str], **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.opening = opening
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        return sorted(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of this name."""
        if cmd_name not in self.places:
            return None
        module, _, name = self.places[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first, or the one that opens the tutor, with the arguments left for it."""
        if self.get_command(ctx, args[0]) is not None:
            gc.enable()
            return super().resolve_command(ctx, args)
        return self.opening.name, self.opening, args

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """`[PROBLEM]`, for a problem may stand where a command does."""
        return [*click.Command.collect_usage_pieces(self, ctx), "[PROBLEM]"]

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Commands, options, and the problems that can be opened."""
        found = super().shell_complete(ctx, incomplete)
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
        stdout = sys.stdout
        try:
            status = super().main(args, prog_name or NAME, complete_var, standalone_mode=False, **extra) or 0
        except click.Abort:
            status = INTERRUPTED
        except SystemExit:
            if sys.stdout is stdout:  # click puts another in its place before it ends for a pipe that nobody reads
                raise
            status = streams.CLOSED_PIPE
        except failures.KNOWN as error:
            status = failures.tell(error, invocation)
        failures.tell_notices(invocation)
        if (unprinted := streams.flush()) is not None and status not in (REFUSED, streams.CLOSED_PIPE):
            status = (
                streams.CLOSED_PIPE if isinstance(unprinted, BrokenPipeError) else failures.tell(unprinted, invocation)
            )
        if standalone_mode:
            sys.exit(status)
        return int(status)
