"""What all screens share, handed to each as a value: they reach for nothing else, and not for one another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from tutor.journal.journal import Journal
from tutor.lessons.languages import Language
from tutor.lessons.problem import Lesson
from tutor.lessons.wording import Wordings
from tutor.lessons.words import read_words
from tutor.session.start import Context, Start
from tutor.widgets.command import shown_key, shown_key_of
from tutor.widgets.screen_naming import ScreenNaming

if TYPE_CHECKING:
    from tutor.screens.navigator import Host, Navigator
    from tutor.widgets.command import Command


class Shared(Context):
    """The journal, the clock, chance, the words and glyphs of now, and what explains wrong answers."""

    def __init__(
        self,
        journal: Journal,
        now: Callable[[], datetime],
        start: Start,
        content: Path,
        random: Random,
        *,
        host: Host,
        navigator: Navigator,
        plain: bool = False,
    ) -> None:
        super().__init__(journal, now, start, content, random)
        self.host = host
        self.navigator = navigator
        self._following: tuple[Path, int, str] | None = None
        self.speak(start.language(journal), plain=plain)

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

    def following(self, after: Lesson) -> str:
        """What going on is called, once a lesson has come to its end: by what it leads to.

        It is asked at each turn of the keys' bar, and looked for once for what the journal knows.
        """
        if self._following is None or self._following[:2] != (after.path, self.journal.recorded):
            self._following = after.path, self.journal.recorded, f"next_{self.suggested(after).way}"
        return self._following[2]

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
