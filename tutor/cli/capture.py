"""`backprop-tutor capture FILE`: a small network with one step, as a problem file to do by hand."""

from pathlib import Path
from typing import Any

import click

from tutor.cli import later
from tutor.cli.data_files import output_option, write
from tutor.cli.file_options import CaptureOptions, activations_of, cost_of
from tutor.cli.invocation import Invocation
from tutor.cli.output import one_line, put
from tutor.cli.spoken import Spoken, between, everywhere


@click.command("capture", cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@output_option
@click.option("--activations", metavar="NAME,…", help="option_check_activations")
@click.option("--cost", metavar="NAME", help="option_capture_cost")
@click.option("--learning-rate", "rate", metavar="NUMBER", help="option_capture_rate")
@click.option("--title", metavar="NAME", help="option_capture_title")
@click.option("--digits", type=int, metavar="1…6", callback=between(1, 6), help="option_capture_digits")
@click.option("--weights", type=click.Choice(["to-from", "from-to"]), help="option_capture_weights")
@everywhere
def capture(
    invocation: Invocation, /, file: Path, output: Path | None, activations: str | None, cost: str | None, **said: Any
) -> int:
    """Write the network of a file down as a problem."""
    name = (output or file).name.partition(".")[0] or "captured"
    weights = said.pop("weights")
    options = CaptureOptions(
        activations_of(activations),
        cost_of(cost),
        turned=None if weights is None else weights == "from-to",
        name=name,
        **said,
    )
    found = later.capture(file, options, invocation)
    for k, (language, text) in enumerate(found.texts):
        if output is None and k == 0:
            write([text], None, invocation)
        elif output is not None:
            stem = output.name.removesuffix(".md")
            path = output if k == 0 else output.with_name(f"{stem}.{language}.md")
            write([text], path, invocation)
    for key, values in found.notes:
        put(one_line(invocation.words(f"capture.{key}", **values)), error=True)
    return 0
