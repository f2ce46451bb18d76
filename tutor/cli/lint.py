"""`backprop-tutor lint PATH…`: content checked before a learner meets it."""

from pathlib import Path

import click

from tutor.cli import later
from tutor.cli.invocation import Invocation
from tutor.cli.output import one_line, put
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, everywhere
from tutor.lessons.content import content_folder

FAULTY = 1


@click.command("lint", cls=Spoken)
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, metavar="PATH…")
@everywhere
def lint(invocation: Invocation, paths: tuple[Path, ...]) -> int:
    """Check content files and folders."""
    if not paths:
        raise Refused("no_paths")
    for path in paths:
        if not path.exists():
            raise Refused("no_file", name=str(path))
    words = invocation.words
    report = later.check(paths, content_folder())
    for finding in report.findings:
        put(one_line(f"{finding.place}: {finding.severity}: {finding.message(words)}"))
    counts = {"files": report.files, "errors": report.errors, "warnings": report.warnings}
    put(words("lint.summary", **counts))
    return FAULTY if report.errors else 0
