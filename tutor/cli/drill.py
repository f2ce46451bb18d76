"""`backprop-tutor drill [CODE] | teach`: the tutor, at the drills, at the one that a code names, or with a pupil."""

import click

from tutor.cli.calculation import check_code
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
