"""`backprop-tutor check FILE`: the learner's own backward pass, or printed gradients, beside the right ones."""

from pathlib import Path
from typing import Any, NamedTuple

import click

from tutor.cli import later
from tutor.cli.calculation import load_problem
from tutor.cli.completing import complete_problem
from tutor.cli.invocation import Invocation
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, between, everywhere, json_option, plain_option
from tutor.lessons.nearest import nearest
from tutor.lessons.problem import Problem
from tutor.network.architecture import ACTIVATIONS, COSTS

FASTEST, SLOWEST = 1, 120
WRONG = 1


class Options(NamedTuple):
    """What is said along with a file."""

    problem: Problem | None = None
    function: str | None = None
    activations: tuple[str, ...] | None = None
    cost: str | None = None
    seed: int = 1
    seconds: int = 10
    plain: bool = False


def activations_of(text: str | None) -> tuple[str, ...] | None:
    """Activations with commas between them. Raises Refused for one that there is not."""
    if text is None:
        return None
    found = tuple(part.strip().lower() for part in text.split(","))
    for one in found:
        _check("check_activation", one, ACTIVATIONS)
    if "softmax" in found[:-1]:
        raise Refused("check_softmax")
    return found


def cost_of(text: str | None) -> str | None:
    """A cost by its name. Raises Refused for one that there is not."""
    if text is not None:
        _check("check_cost", text, COSTS)
    return text


def _check(key: str, name: str, allowed: tuple[str, ...]) -> None:
    if name not in allowed:
        raise Refused(key, name=name, near=nearest(name, allowed) or "", allowed=", ".join(allowed))


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
    options = Options(found, activations=activations_of(activations), cost=cost_of(cost), **said)
    return 0 if later.check_code(file, options, invocation) else WRONG
