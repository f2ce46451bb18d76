"""`backprop-tutor lab PROBLEM | uat`: the laboratory of a problem, or the approximation theorem at work."""

import click

from tutor.cli.calculation import load_problem
from tutor.cli.completing import problem_argument
from tutor.cli.face import open_face, wants_lines
from tutor.cli.invocation import Invocation
from tutor.cli.spoken import Spoken, everywhere, lines_option
from tutor.session.start import Beginning

THEOREM = "uat"


@click.command("lab", cls=Spoken)
@problem_argument
@lines_option
@everywhere
def lab(invocation: Invocation, problem: str) -> int:
    """Open the laboratory."""
    found = load_problem(problem) if problem != THEOREM else None
    beginning = Beginning(laboratory=found, theorem=found is None)
    return open_face(invocation, beginning, in_lines=wants_lines(invocation))
