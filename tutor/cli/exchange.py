"""`backprop-tutor export`: all of the learner's records, for keeping, for a table, for research.

`backprop-tutor import FILE`: records that were exported come back, each once.
"""

from collections.abc import Iterator
from pathlib import Path

import click

from tutor.cli.data_files import archive_of, output_option, unreachable, write
from tutor.cli.invocation import Invocation
from tutor.cli.output import put, put_json
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, everywhere, json_option
from tutor.exchange import datashop
from tutor.exchange.export_records import csv_lines, json_lines
from tutor.exchange.form import Malformed
from tutor.exchange.import_json import read_records
from tutor.journal.archive import Archive, ArchiveError
from tutor.journal.merging import merge
from tutor.lessons.files import NotAFileError, open_regular

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


@click.command("import", cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@json_option
@everywhere
def import_(invocation: Invocation, file: Path) -> int:
    """Bring records back."""
    if file.is_dir():
        raise Refused("folder_for_file", name=str(file))
    try:
        open_regular(file).close()  # before a journal is made for what cannot be read
    except NotAFileError:
        raise Refused("import_not_a_file", file=str(file)) from None
    try:
        done = merge(invocation.folder, read_records(file))
    except Malformed as error:
        params = {name: str(value) for name, value in error.params.items()}
        raise Refused(f"import_{error.key}", **{"name": "", "version": "", **params, "file": str(file)}) from None
    except ArchiveError as error:
        raise unreachable(error) from error
    if invocation.json:
        put_json({"added": done.added, "known": done.known, "others": done.others})
    else:
        put(invocation.words("exchange.imported", added=done.added, known=done.known, others=done.others))
    return 0
