"""`backprop-tutor check FILE`: the learner's own backward pass, or printed gradients, beside the right ones."""

from pathlib import Path
from typing import Any

import click

from tutor.cli import later
from tutor.cli.calculation import load_problem
from tutor.cli.completing import complete_problem
from tutor.cli.file_options import CheckOptions, activations_of, cost_of
from tutor.cli.invocation import Invocation
from tutor.cli.spoken import Spoken, between, everywhere, json_option, plain_option

FASTEST, SLOWEST = 1, 120
WRONG = 1


@click.command("check", cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--problem", metavar="PROBLEM", shell_complete=complete_problem, help="option_check_problem")
@click.option("--function", metavar="NAME", help="option_check_function")
@click.option("--activations", metavar="NAME,…", help="option_check_activations")
@click.option("--cost", metavar="NAME", help="option_check_cost")
@click.option("--seed", type=int, default=1, metavar="0…999999", callback=between(0, 999_999), help="option_check_seed")
@click.option(
    "--seconds",
    type=int,
    default=10,
    metavar=f"{FASTEST}…{SLOWEST}",
    callback=between(FASTEST, SLOWEST),
    help="option_check_seconds",
)
@json_option
@plain_option
@everywhere
def check(
    invocation: Invocation, /, file: Path, problem: str | None, activations: str | None, cost: str | None, **said: Any
) -> int:
    """Check a program's gradients. The status is 0 where they are right, 1 where not, 2 where nothing could be run."""
    found = None if problem is None else load_problem(problem)
    options = CheckOptions(found, activations=activations_of(activations), cost=cost_of(cost), **said)
    return 0 if later.check_code(file, options, invocation) else WRONG
