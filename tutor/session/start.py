"""How the tutor is opened, whichever face it has, and what is left to say when it was left."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from tutor.journal.journal import Journal
from tutor.journal.records import Notice
from tutor.lessons.languages import LANGUAGES, Language, spoken
from tutor.lessons.load import load
from tutor.lessons.problem import Lesson, Problem
from tutor.session.config import NO_CONFIG, Config

if TYPE_CHECKING:
    from tutor.session.explainer import Explainer
    from tutor.session.lesson_list import LessonList
    from tutor.session.suggestion import Suggestion


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


class Context:
    """What the screens, or the rooms of the plain face, work with."""

    def __init__(
        self, journal: Journal, now: Callable[[], datetime], start: Start, content: Path, random: Random
    ) -> None:
        self.journal, self.now, self.content, self.random = journal, now, content, random
        self.data_folder, self.own_folder = start.folder, start.own_folder
        self.read, self.config = start.read, start.config

    @cached_property
    def explainer(self) -> "Explainer":
        """What explains wrong answers; brings numpy, and so is not there before it is asked for."""
        from tutor.session.explainer import Explainer

        return Explainer(self.content, self.journal)

    def lessons(self) -> "LessonList":
        """The lists of lessons there are."""
        from tutor.session.lesson_list import LessonList

        return LessonList(self.content, self.own_folder, self.journal)

    def suggested(self, after: Lesson | str = "", lessons: "LessonList | None" = None) -> "Suggestion":
        """What to do next. `after` has just come to its end: a lesson, or `suggestion.DRILLS`."""
        from tutor.session.own_numbers import due  # it brings the engine
        from tutor.session.record_names import record_name
        from tutor.session.suggestion import suggested

        name = after if isinstance(after, str) else record_name(after)
        own = due(self.journal, self.now(), self.content)
        return suggested(lessons or self.lessons(), self.journal, self.now(), after=name, own=len(own))


def what_is_left_to_say(journal: Journal) -> list[Notice]:
    """What has to be told of a journal that was closed: where records were saved elsewhere, and which are lost."""
    notices = iter(journal.take_notice, None)
    found = [notice for notice in notices if notice.key == "saved-elsewhere"]
    if journal.waits and (fault := journal.fault) is not None:
        found.append(Notice("lost", fault.params))
    return found
