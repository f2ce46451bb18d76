"""`backprop-tutor import FILE`: records that were exported come back, each once."""

from pathlib import Path

import click

from tutor.cli.data_files import unreachable
from tutor.cli.invocation import Invocation
from tutor.cli.output import put, put_json
from tutor.cli.refusals import Refused
from tutor.cli.spoken import Spoken, everywhere, json_option
from tutor.exchange.form import Malformed
from tutor.exchange.import_json import read_records
from tutor.journal.archive import ArchiveError
from tutor.journal.merging import merge
from tutor.lessons.files import NotAFileError, open_regular


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
