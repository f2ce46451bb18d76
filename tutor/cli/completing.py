"""What a shell completes where a problem is asked for."""

import click
from click.shell_completion import CompletionItem

from tutor.cli.problems import known_ids


def complete_problem(_context: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What a shell offers where a problem is asked for: the ids that begin like this; where none does, files."""
    found = [CompletionItem(name) for name in known_ids() if name.startswith(incomplete)]
    return found or [CompletionItem(incomplete, type="file")]


problem_argument = click.argument("problem", shell_complete=complete_problem)
