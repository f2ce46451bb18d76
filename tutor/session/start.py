"""How the tutor is opened, whichever face it has, and what is left to say when it was left."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tutor.journal.journal import Journal
from tutor.journal.records import Notice
from tutor.lessons.languages import Language, spoken
from tutor.lessons.load import load
from tutor.lessons.problem import Lesson, Problem
from tutor.session.config import NO_CONFIG, Config


def language_of(journal: Journal, asked: Language | None, config: Config, fallback: Language) -> Language:
    """The language asked for, else the one that is set, else the learner's choice of last time, else the fallback."""
    return asked or spoken(config.language) or spoken(journal.setting("language")) or fallback


class Start(NamedTuple):
    """What a face opens on: a lesson, the drills (`drill`: a code, or empty for the choice), or home."""

    folder: Path
    """The learner's records."""
    language: Language | None
    """The language asked for."""
    fallback: Language
    lesson: Lesson | None = None
    drill: str | None = None
    own_folder: Path | None = None
    """Problems of somebody's own."""
    read: Callable[[Path], Lesson] = load
    """Reads such a file, and refuses what is not sound."""
    config: Config = NO_CONFIG
    laboratory: Problem | None = None
    """The problem whose laboratory it opens on."""
    theorem: bool = False
    """Whether it opens on the universal approximation theorem at work."""
    sheet: Problem | None = None
    """The problem whose sheet it opens on."""


def what_is_left_to_say(journal: Journal) -> list[Notice]:
    """What has to be told of a journal that was closed: where records were saved elsewhere, and which are lost."""
    notices = iter(journal.take_notice, None)
    found = [notice for notice in notices if notice.key == "saved-elsewhere"]
    if journal.waits and (fault := journal.fault) is not None:
        found.append(Notice("lost", fault.params))
    return found
