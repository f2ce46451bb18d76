"""What the installed program calls.

Most calls open the tutor, at home or on a problem: they wait for nothing that reads other command lines.
"""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from tutor.cli import later
from tutor.cli.face import look_up_readings, open_face, wants_lines
from tutor.cli.invocation import Invocation
from tutor.cli.languages import OPTION
from tutor.cli.places import COMMANDS
from tutor.cli.problems import lesson_at
from tutor.cli.refusals import Refused
from tutor.cli.streams import end_by_signals, fill_gaps, flush
from tutor.lessons.content import content_folder
from tutor.lessons.errors import ContentError
from tutor.lessons.languages import spoken
from tutor.lessons.load import find
from tutor.lessons.problem import Lesson
from tutor.session.start import Beginning

DATA_DIR = "--data-dir"
COMPLETING = "_BACKPROP_TUTOR_COMPLETE"
"""Set by a shell that wants something completed."""


class Asked(NamedTuple):
    """That the screens are opened, on a lesson or at home."""

    invocation: Invocation
    path: Path | None


def run() -> None:
    """Carry out what was typed: open the tutor, if that is all, or else whatever it is."""
    gc.disable()  # what is imported stays; the app takes up collecting once its first page stands
    fill_gaps()
    asked = asked_for(sys.argv[1:], os.environ)
    if asked is not None:
        end_by_signals()
        try:
            in_lines = wants_lines(asked.invocation)
            if not in_lines:
                look_up_readings()
            lesson = lesson_at(asked.path) if asked.path else None
        except (Refused, ContentError, OSError):
            pass  # who reads all command lines comes to the same, and tells it
        else:
            if not in_lines:
                _open(asked.invocation, lesson)
    later.run_any()


def asked_for(typed: Sequence[str], environment: Mapping[str, str]) -> Asked | None:
    """What is opened, where nothing else is asked for than that, in a language and on a folder; None for all else."""
    if COMPLETING in environment or os.name == "nt":  # there click expands what is typed
        return None
    options, name, rest = {OPTION: "", DATA_DIR: ""}, "", iter(typed)
    for argument in rest:
        option, equals, value = argument.partition("=")
        if option in options:
            options[option] = value if equals else next(rest, "")
            if not options[option]:
                return None
        elif name or argument.startswith("-") or not argument:
            return None
        else:
            name = argument
    language, folder = spoken(options[OPTION]), options[DATA_DIR]
    path = find(name, content_folder()) if name and name not in COMMANDS else None
    if (name and path is None) or (options[OPTION] and language is None):
        return None
    return Asked(Invocation(language, Path(folder) if folder else None), path)


def _open(invocation: Invocation, lesson: Lesson | None) -> NoReturn:
    """Open the screens and end the process with their status; where there is more to say, as all commands do."""
    fault: BaseException | None = None
    status = 0
    try:
        status = open_face(invocation, Beginning(lesson), in_lines=False)
    except (Exception, KeyboardInterrupt) as error:
        fault = error
    if fault is None and not invocation.notices and flush() is None:
        sys.exit(status)

    def outcome() -> int:
        if fault is not None:
            raise fault
        return status

    try:
        sys.exit(later.carried_out(outcome, invocation))
    except Exception as error:  # a fault of the program, which its user is told of in one line
        sys.exit(later.tell_crash(error, invocation))
