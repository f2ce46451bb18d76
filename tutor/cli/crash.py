"""A fault of the program itself: one line for its user, and a file that says what whoever mends it needs."""

import os
import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tutor import __version__
from tutor.cli.invocation import Invocation
from tutor.cli.output import put, put_json
from tutor.journal.files import write_file

CRASHED = 70
"""The exit status: EX_SOFTWARE of sysexits.h."""
FOLDER = "crashes"
LONGEST = 200
"""Lines of a traceback; of an endless recursion nobody needs more."""


def tell_crash(error: Exception, invocation: Invocation) -> int:
    """Say in one line that the program had to stop, and where the report is. Returns the exit status."""
    file = _written(_report(error), invocation)
    try:
        message = invocation.words("cli.crashed", file=str(file or "-"), what=type(error).__name__)
    except Exception:  # it may be the words that are at fault
        message = f"backprop-tutor: {type(error).__name__} {file or ''}"
    if invocation.json:
        put_json({"error": message})
    put(message, error=True)
    return CRASHED


def _report(error: Exception) -> str:
    """What happened and where, without the values of variables: they may be a learner's."""
    lines = "".join(traceback.format_exception(error)).splitlines()
    if len(lines) > LONGEST:
        lines = [*lines[: LONGEST // 2], "…", *lines[-LONGEST // 2 :]]
    try:
        textual = version("textual")
    except PackageNotFoundError:
        textual = "?"
    head = f"backprop-tutor {__version__}, Python {platform.python_version()}, Textual {textual}, {sys.platform}"
    return "\n".join((head, datetime.now(UTC).isoformat(timespec="seconds"), *lines, ""))


def _written(report: str, invocation: Invocation) -> Path | None:
    """The file of the report: among the learner's, else where temporary files go; None where neither can be."""
    name = f"crash-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S}-{os.getpid()}.log"
    for folder in (invocation.folder, Path(tempfile.gettempdir())):
        try:
            (folder / FOLDER).mkdir(parents=True, exist_ok=True)
            write_file(folder / FOLDER / name, (report,))
        except (OSError, ValueError):
            continue
        return folder / FOLDER / name
    return None
