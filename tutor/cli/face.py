"""The tutor's face, opened: its screens, or lines."""

import gc
import os
import sys
from collections.abc import MutableMapping
from pathlib import Path
from zlib import crc32

from tutor.cli import later
from tutor.cli.invocation import Invocation
from tutor.cli.languages import of_system
from tutor.cli.problems import lesson_at
from tutor.cli.refusals import Refused
from tutor.journal.cache_file import CacheFile
from tutor.lessons import readings
from tutor.lessons.content import content_folder
from tutor.session.config import NO_CONFIG, default_path
from tutor.session.start import Beginning, Start
from tutor.session.terminals import is_in_browser

KITTY_KEYS = "TEXTUAL_DISABLE_KITTY_KEY"


def wants_lines(invocation: Invocation) -> bool:
    """Whether the tutor opens in lines: that was asked for, or the terminal can draw no screen.

    Raises Refused where neither a screen can be drawn nor lines are asked for, or they could not be written.
    """
    if is_in_browser(os.environ):
        return False
    if invocation.in_lines and sys.stdout is None:
        raise Refused("no_output")
    if not (invocation.in_lines or is_terminal()):
        raise Refused("no_terminal")
    return invocation.in_lines or os.environ.get("TERM") == "dumb"


def look_up_readings() -> None:
    """From now on, what was read of a text the last time is not read again."""
    place = crc32(str(content_folder()).encode())  # another copy of the tutor has another file
    readings.begin(CacheFile(f"readings-{place:08x}.json"))


def open_face(
    invocation: Invocation,
    beginning: Beginning,
    *,
    in_lines: bool,
    own_folder: Path | None = None,
) -> int:
    """Open the tutor's screens, or its plain face (`in_lines`). Returns the exit status."""
    path = default_path()
    config = later.read_config(path) if path.exists() else NO_CONFIG
    fallback = of_system(os.environ)
    start = Start(invocation.folder, invocation.asked, fallback, beginning, own_folder, lesson_at, config)
    if in_lines:
        gc.enable()
        return later.open_lines(start, invocation.notices.append)
    spare_the_input_method(os.environ)
    # Nothing that is made while starting becomes garbage; the app takes up collecting after its first paint.
    gc.disable()
    return later.open_screens(start, invocation.notices.append)


def spare_the_input_method(environment: MutableMapping[str, str]) -> None:
    """In iTerm2 the kitty keyboard protocol loses text that an input method commits; a user's own choice stands."""
    if environment.get("TERM_PROGRAM") == "iTerm.app" or environment.get("LC_TERMINAL") == "iTerm2":
        environment.setdefault(KITTY_KEYS, "1")


def is_terminal() -> bool:
    """Whether a learner sits there: keys come from stdin, Textual draws on stderr."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))
