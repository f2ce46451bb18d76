"""The tutor opened in a terminal, and left again."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tutor.journal.journal import open_journal
from tutor.journal.records import Notice
from tutor.lessons.languages import Language
from tutor.lessons.load import load
from tutor.lessons.problem import Lesson
from tutor.screens.app import TutorApp
from tutor.screens.terminal.width import Answer, ask_width
from tutor.session.config import NO_CONFIG, Config
from tutor.session.terminals import draws_little


def run(
    lesson: Lesson | None,
    folder: Path,
    language: Language | None,
    fallback: Language,
    drill: str | None = None,
    *,
    own_folder: Path | None = None,
    read: Callable[[Path], Lesson] = load,
    tell: Callable[[Notice], None] = lambda _: None,
    config: Config = NO_CONFIG,
) -> int:
    """Open the tutor, at a lesson, at the drills (`drill`: a code, or empty for the choice), or at home.

    `own_folder`, `read` and `config` are as the app has them. It speaks the language asked for, else that of `config`,
    else the learner's choice of last time, else the fallback. `tell` is told what is left to say at the end. Returns
    the exit status; raises what the app ended by.
    """

    def now() -> datetime:
        return datetime.now(UTC)

    with open_journal(folder, now) as journal:
        chosen = config.glyphs or journal.setting("glyphs")
        answer = ask_width(sys.stdin, sys.stdout) if chosen is None else Answer()
        app = TutorApp(
            journal,
            now,
            folder,
            lesson=lesson,
            language=language,
            fallback=fallback,
            plain=answer.wide or (chosen is None and draws_little(os.environ)),
            drill=drill,
            typed_before=answer.typed,
            own_folder=own_folder,
            read=read,
            config=config,
        )
        status = app.run()
    while (notice := journal.take_notice()) is not None:
        if notice.key == "saved-elsewhere":
            tell(notice)
    if journal.waits and (fault := journal.fault) is not None:
        tell(Notice("lost", fault.params))
    if app.fault is not None:
        raise app.fault
    return status or 0
