"""`backprop-tutor drill [CODE]`: the tutor, at the drills or at the one that a code names."""

import gc
import os

import click

from tutor.cli.drawn import check_code
from tutor.cli.invocation import invocation_of
from tutor.cli.languages import of_system
from tutor.cli.opening import is_terminal, spare_the_input_method
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, everywhere


@click.command("drill", cls=Spoken)
@click.argument("code", required=False)
@everywhere
@click.pass_context
def drill(context: click.Context, code: str | None) -> int:
    """Open the tutor at the drills."""
    if code is not None:
        check_code(code)
    if not is_terminal():
        raise Refused("no_terminal")
    spare_the_input_method(os.environ)
    gc.disable()  # as when a problem is opened
    from tutor.screens.run import run

    invocation = invocation_of(context)
    return run(
        None, invocation.folder, invocation.asked, of_system(os.environ), code or "", tell=invocation.notices.append
    )
