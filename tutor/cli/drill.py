"""`backprop-tutor drill [CODE]`: the tutor, at the drills or at the one that a code names."""

import click

from tutor.cli.calculation import check_code
from tutor.cli.face import open_face, wants_lines
from tutor.cli.invocation import Invocation
from tutor.cli.spoken import Spoken, everywhere, lines_option
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
