"""What all screens share, handed to each as a value: they reach for nothing else, and not for one another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tutor.journal.journal import Journal
from tutor.lessons.languages import Language
from tutor.lessons.load import load
from tutor.lessons.problem import Lesson
from tutor.lessons.wording import Wordings
from tutor.lessons.words import read_words
from tutor.session.config import NO_CONFIG, Config
from tutor.widgets.command import shown_key, shown_key_of
from tutor.widgets.screen_naming import ScreenNaming

if TYPE_CHECKING:
    from tutor.screens.app import TutorApp
    from tutor.screens.navigation import Navigation
    from tutor.session.explainer import Explainer
    from tutor.session.suggestion import Suggestion
    from tutor.widgets.command import Command


class Shared:
    """The journal, the clock, chance, the words and glyphs of now, and what explains wrong answers."""

    def __init__(
        self,
        journal: Journal,
        now: Callable[[], datetime],
        data_folder: Path,
        content: Path,
        random: Random,
        *,
        host: TutorApp,
        navigator: Navigation,
        own_folder: Path | None = None,
        read: Callable[[Path], Lesson] = load,
        language: Language,
        plain: bool = False,
        config: Config = NO_CONFIG,
    ) -> None:
        """`own_folder` holds problems of somebody's own; `read` reads such a file, and refuses what is not sound.

        `config` is what the learner set in a file.
        """
        self.journal = journal
        self.now = now
        self.data_folder = data_folder
        self.content = content
        self.random = random
        self.host = host
        self.navigator = navigator
        self.own_folder = own_folder
        self.read = read
        self.config = config
        self.speak(language, plain=plain)

    def speak(self, language: Language, *, plain: bool) -> None:
        """Take other words, or other glyphs."""
        words, chosen = read_words(self.content, language), self.config.keys
        self.naming = ScreenNaming(words, plain, key_of=lambda name: shown_key_of(name, chosen, self.naming.say))
        self.wordings = Wordings(self.content, language)

    @property
    def language(self) -> Language:
        """The learner's language."""
        return self.naming.words.language

    @property
    def moves(self) -> bool:
        """Whether what explains may move by itself: not where the learner set `motion = false`.

        Nothing moves where something is typed: it would drag an input method's window along.
        """
        return self.config.motion is not False

    @property
    def opens_lessons(self) -> bool:
        """Whether a lesson of a minute opens by itself the first time: not where the learner set `lessons = false`."""
        return self.config.lessons is not False

    @property
    def asks_why(self) -> bool:
        """Whether it may be asked why a right step is right: not where the learner set `why = false`."""
        return self.config.why is not False

    @cached_property
    def explainer(self) -> Explainer:
        """What explains wrong answers; brings numpy, and so is not there before it is asked for."""
        from tutor.session.explainer import Explainer

        return Explainer(self.content, self.journal)

    def suggested(self, after: Lesson | None = None) -> Suggestion:
        """What to do next, once a lesson has come to its end, or a sitting of drills where none is named."""
        from tutor.session.lesson_list import LessonList
        from tutor.session.own_numbers import due
        from tutor.session.record_names import record_name
        from tutor.session.suggestion import DRILLS, suggested

        lessons = LessonList(self.content, self.own_folder, self.journal)
        own, before = due(self.journal, self.now(), self.content), record_name(after) if after else DRILLS
        return suggested(lessons, self.journal, self.now(), after=before, own=len(own))

    def following(self, after: Lesson) -> str:
        """What going on is called, once a lesson has come to its end: by what it leads to."""
        return f"next_{self.suggested(after).way}"

    def comes_along(self, lesson: Lesson) -> bool:
        """Whether a lesson is one of the tutor's own."""
        return self.content.resolve() in lesson.path.resolve().parents

    def check(self, lesson: Lesson) -> None:
        """Raises ContentError where a lesson of somebody's own is not sound."""
        if not self.comes_along(lesson):
            self.read(lesson.path)

    def key_of(self, command: Command[Any]) -> str:
        """The key of a command as a learner finds it on the keyboard; empty where it has none."""
        return shown_key(self.config.keys.get(command.name, command.keys), self.naming.say)
