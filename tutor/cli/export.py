"""`backprop-tutor export`: all of the learner's records, for keeping, for a table, for research."""

from collections.abc import Iterator
from pathlib import Path

import click

from tutor.cli.data_files import archive_of, output_option, write
from tutor.cli.invocation import Invocation
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, everywhere
from tutor.exchange import datashop
from tutor.exchange.export_records import csv_lines, json_lines
from tutor.journal.archive import Archive

FORMATS = ("json", "csv", "datashop")
LONGEST_STUDENT = 55


@click.command("export", cls=Spoken)
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", help="option_format")
@click.option("--student", metavar="NAME", help="option_student")
@output_option
@everywhere
def export(invocation: Invocation, form: str, student: str | None, output: Path | None) -> int:
    """Write all records."""
    if student is not None and not (0 < len(student) <= LONGEST_STUDENT and student.isprintable()):
        raise Refused("bad_student", most=str(LONGEST_STUDENT))
    with archive_of(invocation) as archive:
        write(_lines(archive, form, student), output, invocation)
    return 0


def _lines(archive: Archive | None, form: str, student: str | None) -> Iterator[str]:
    if form == "datashop":
        turns = archive.turns(datashop.KINDS) if archive else ()
        name = student or datashop.anonymous(archive.first_id() if archive else "")
        return datashop.datashop_lines(turns, name)
    records = archive.records() if archive else ()
    return json_lines(records) if form == "json" else csv_lines(records)
