"""The help of a command: what it does, how it is typed, and its options, in the learner's language."""

import sys

import click

from tutor.cli.columns import grid, paragraph
from tutor.cli.invocation import invocation_of
from tutor.cli.output import printable
from tutor.cli.spoken import Spoken, spelled

INDENT = 2


def help_page(command: Spoken, context: click.Context) -> str:
    """The page, as the terminal can show it."""
    words = invocation_of(context).words
    usage = " ".join((words("cli.usage"), context.command_path, *command.collect_usage_pieces(context)))
    parts = [paragraph(usage)]
    parts += map(paragraph, words(f"cli.help_{command.name}").strip().split("\n\n"))
    lists = {
        "commands": [(name, words(f"cli.short_{name}")) for name in commands_in(command, context)],
        command.listed_as: command.listed(words),
        "options": [
            (spelled(record[0], words), words(f"cli.{record[1]}"))
            for param in command.get_params(context)
            if isinstance(param, click.Option) and (record := param.get_help_record(context))
        ],
    }
    parts += ["\n".join((words(f"cli.{key}"), *grid(rows, 1, indent=INDENT))) for key, rows in lists.items() if rows]
    return printable("\n\n".join(parts), sys.stdout)


def commands_in(command: click.Command, context: click.Context) -> list[str]:
    """The names of the commands of a group; none of a command alone."""
    return command.list_commands(context) if isinstance(command, click.Group) else []
