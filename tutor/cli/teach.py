"""`backprop-tutor teach`: the tutor, with a pupil to teach, who makes a mistake that the learner knows."""

import click

from tutor.cli.face import open_face, wants_lines
from tutor.cli.invocation import Invocation
from tutor.cli.spoken import Spoken, everywhere, lines_option
from tutor.practice.sittings import TEACH
from tutor.session.start import Beginning


@click.command("teach", cls=Spoken)
@lines_option
@everywhere
def teach(invocation: Invocation) -> int:
    """Teach a pupil."""
    return open_face(invocation, Beginning(drill=TEACH), in_lines=wants_lines(invocation))
