"""`backprop-tutor lab PROBLEM`: the laboratory of a problem."""

import click

from tutor.cli.calculation import load_problem
from tutor.cli.invocation import invocation_of
from tutor.cli.opening import open_face, wants_lines
from tutor.cli.problems import problem_argument
from tutor.cli.spoken import Spoken, everywhere, lines_option


@click.command("lab", cls=Spoken)
@problem_argument
@lines_option
@everywhere
@click.pass_context
def lab(context: click.Context, problem: str) -> int:
    """Open the laboratory."""
    invocation = invocation_of(context)
    found = load_problem(problem)
    return open_face(invocation, None, in_lines=wants_lines(invocation), laboratory=found)
