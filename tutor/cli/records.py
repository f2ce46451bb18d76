"""What the commands that deal with the whole of a learner's records share: getting at them, and writing files."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli.invocation import Invocation
from tutor.cli.refusals import Refused

if TYPE_CHECKING:
    from tutor.journal.archive import Archive, ArchiveError


@contextmanager
def archive_of(invocation: Invocation) -> "Iterator[Archive | None]":
    """The learner's records; None where there are none yet. Raises Refused, also while they are read."""
    from tutor.journal.archive import Archive, ArchiveError
    from tutor.journal.journal import FILE

    if not (invocation.folder / FILE).is_file():
        yield None
        return
    try:
        with Archive.opened(invocation.folder) as archive:
            yield archive
    except ArchiveError as error:
        raise unreachable(error) from error


def unreachable(error: "ArchiveError") -> Refused:
    """That the records can't be read or written, and why."""
    return Refused(f"records_{error.fault.replace('-', '_')}", file=str(error.path))


output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="option_output"
)


def write(lines: Iterable[str], output: Path | None) -> None:
    """Write UTF-8 to a file, which takes its name only when it is whole, or to stdout. Raises OSError."""
    if output is None:
        for line in lines:
            sys.stdout.buffer.write(line.encode("utf-8", "replace"))
        sys.stdout.flush()
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("wb") as file:
            for line in lines:
                file.write(line.encode("utf-8", "replace"))
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)
