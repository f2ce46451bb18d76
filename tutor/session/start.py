"""How the tutor is opened, whichever face it has, and what is left to say when it was left."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tutor.journal.journal import Journal
from tutor.journal.records import Notice
from tutor.lessons.languages import LANGUAGES, Language, spoken
from tutor.lessons.load import load
from tutor.lessons.problem import Lesson, Problem
from tutor.session.config import NO_CONFIG, Config


class Beginning(NamedTuple):
    """What a face opens on: one of these, else home."""

    lesson: Lesson | None = None
    drill: str | None = None
    """A drill's code; empty: the choice of drills."""
    laboratory: Problem | None = None
    """The problem whose laboratory it is."""
    theorem: bool = False
    """Whether it is the universal approximation theorem at work."""
    sheet: Problem | None = None
    """The problem whose sheet it is."""


class Start(NamedTuple):
    """What the tutor is opened with, whichever face it has."""

    folder: Path
    """The learner's records."""
    asked: Language | None = None
    """The language asked for."""
    fallback: Language = LANGUAGES[0]
    beginning: Beginning = Beginning()
    own_folder: Path | None = None
    """Problems of somebody's own."""
    read: Callable[[Path], Lesson] = load
    """Reads such a file, and refuses what is not sound."""
    config: Config = NO_CONFIG

    def language(self, journal: Journal) -> Language:
        """The language asked for, else the one that is set, else the learner's choice of last time."""
        return self.asked or spoken(self.config.language) or spoken(journal.setting("language")) or self.fallback


def what_is_left_to_say(journal: Journal) -> list[Notice]:
    """What has to be told of a journal that was closed: where records were saved elsewhere, and which are lost."""
    notices = iter(journal.take_notice, None)
    found = [notice for notice in notices if notice.key == "saved-elsewhere"]
    if journal.waits and (fault := journal.fault) is not None:
        found.append(Notice("lost", fault.params))
    return found
