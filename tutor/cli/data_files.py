"""What the commands share that deal with the whole of a learner's records or write files."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tutor.cli.invocation import Invocation
from tutor.cli.refusals import Refused
from tutor.journal.archive import Archive, ArchiveError
from tutor.journal.aside import SIBLINGS, beside
from tutor.journal.files import encoded, is_same_file, write_file
from tutor.journal.journal import FILE


@contextmanager
def archive_of(invocation: Invocation) -> Iterator[Archive | None]:
    """The learner's records; None where there are none yet. Raises Refused, also while they are read."""
    if not (invocation.folder / FILE).is_file():
        yield None
        return
    try:
        with Archive.opened(invocation.folder) as archive:
            yield archive
    except ArchiveError as error:
        raise unreachable(error) from error


def unreachable(error: ArchiveError) -> Refused:
    """That the records can't be read or written, and why."""
    return Refused(f"records_{error.fault.replace('-', '_')}", file=str(error.path))


def file_named(_context: click.Context, option: click.Parameter, output: str | None) -> Path | None:
    """An option's callback: the path of a file to write. Raises Refused where no file can be meant."""
    if output == "":  # a Path would take it for the folder one is in
        raise Refused("no_file_name", option=option.opts[0])
    if output is not None and (output.endswith("/") or Path(output).is_dir()):
        raise Refused("folder_for_file", name=output)
    return None if output is None else Path(output)


output_option = click.option(
    "-o", "--output", type=click.Path(), callback=file_named, metavar="FILE", help="option_output"
)


def write(lines: Iterable[str], output: Path | None, invocation: Invocation) -> None:
    """Write UTF-8 to a file or to stdout. Raises OSError, and Refused for a file of the records themselves."""
    if output is not None:
        _spare_the_journal(output, invocation)
        write_file(output, lines)
    elif sys.stdout is None:
        raise Refused("no_stdout")
    else:
        for line in lines:
            sys.stdout.buffer.write(encoded(line))
        sys.stdout.flush()


def _spare_the_journal(output: Path, invocation: Invocation) -> None:
    """Raises Refused for a file that is the journal itself, by whatever name, or SQLite's beside it."""
    if any(is_same_file(output, beside(invocation.folder / FILE, sibling)) for sibling in SIBLINGS):
        raise Refused("over_the_journal", file=str(output))
