"""`backprop-tutor drill [CODE] | teach`: the tutor, at the drills, at the one that a code names, or with a pupil.

And `lab PROBLEM | uat`: at the laboratory of a problem, or the approximation theorem at work.
"""

import click

from tutor.cli.calculation import check_code, load_problem
from tutor.cli.completing import problem_argument
from tutor.cli.face import open_face, wants_lines
from tutor.cli.invocation import Invocation
from tutor.cli.spoken import Spoken, everywhere, lines_option
from tutor.practice.sittings import TEACH
from tutor.session.start import Beginning


@click.command("drill", cls=Spoken)
@click.argument("code", required=False)
@lines_option
@everywhere
def drill(invocation: Invocation, code: str | None) -> int:
    """Open the tutor at the drills."""
    if code is not None:
        check_code(code)
    return open_face(invocation, Beginning(drill=code or ""), in_lines=wants_lines(invocation))


@click.command("teach", cls=Spoken)
@lines_option
@everywhere
def teach(invocation: Invocation) -> int:
    """Teach a pupil, who makes a mistake that the learner knows."""
    return open_face(invocation, Beginning(drill=TEACH), in_lines=wants_lines(invocation))


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
