"""The tutor opened in a terminal, and left again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib import import_module

from tutor.journal.journal import open_journal
from tutor.journal.records import Notice
from tutor.screens.terminal.width import Answer, ask_width
from tutor.session.start import Start, what_is_left_to_say
from tutor.session.terminals import draws_little


def run(start: Start, tell: Callable[[Notice], None] = lambda _: None) -> int:
    """Open the tutor's screens. `tell` is told what is left to say at the end.

    Returns the exit status; raises what the app ended by.
    """

    def now() -> datetime:
        return datetime.now(UTC)

    with open_journal(start.folder, now) as journal:
        chosen = start.config.glyphs or journal.setting("glyphs")
        # The way to the terminal and back takes no longer than to import the app.
        come = partial(import_module, "tutor.screens.app")
        answer = ask_width(sys.stdin, sys.stdout, meanwhile=come) if chosen is None else Answer()
        from tutor.screens.app import TutorApp

        app = TutorApp(
            journal,
            now,
            start,
            plain=answer.wide or (chosen is None and draws_little(os.environ)),
            typed_before=answer.typed,
        )
        status = app.run()
    for notice in what_is_left_to_say(journal):
        tell(notice)
    if app.fault is not None:
        raise app.fault
    return status or 0
