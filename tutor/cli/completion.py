"""`backprop-tutor completion SHELL`: the script that lets a shell complete commands, problems and fields."""

import click
from click.shell_completion import get_completion_class

from tutor.cli.invocation import Invocation
from tutor.cli.output import put
from tutor.cli.spoken import Spoken, everywhere

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", cls=Spoken)
@click.argument("shell", type=click.Choice(SHELLS))
@everywhere
def completion(_: Invocation, shell: str) -> int:
    """Print a shell's completion script."""
    root = click.get_current_context().find_root()
    name = root.info_name or ""
    script = get_completion_class(shell)
    if script is not None:
        put(script(root.command, {}, name, f"_{name}_COMPLETE".replace("-", "_").upper()).source())
    return 0
