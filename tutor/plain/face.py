"""What all rooms of the plain face share: the terminal, the journal, the clock, the words, what explains answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from tutor.journal.journal import Journal
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.load import load
from tutor.lessons.problem import Lesson
from tutor.lessons.template import Value
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words, read_words
from tutor.plain.prose import Prose
from tutor.plain.spoken import Spoken
from tutor.plain.terminal import Terminal
from tutor.session.config import NO_CONFIG, Config

if TYPE_CHECKING:
    from tutor.plain.ways import Doors
    from tutor.session.explainer import Explainer


@dataclass
class Face:
    """A value that is handed from room to room; only the language in it changes."""

    terminal: Terminal
    journal: Journal
    now: Callable[[], datetime]
    content: Path
    data_folder: Path
    random: Random
    language: Language
    ways: "Doors"
    own_folder: Path | None = None
    read: Callable[[Path], Lesson] = load
    """Reads a file of somebody's own, and refuses what is not sound."""
    config: Config = NO_CONFIG

    def __post_init__(self) -> None:
        self.languages: tuple[Words, ...] = tuple(read_words(self.content, language) for language in LANGUAGES)
        self.speak(self.language)

    def speak(self, language: Language) -> None:
        """Speak this language from now on."""
        self.language = language
        self.spoken = Spoken(read_words(self.content, language))
        self.wordings = Wordings(self.content, language)
        self.prose = Prose(self.spoken)

    @cached_property
    def explainer(self) -> "Explainer":
        """What explains wrong answers; brings numpy, and so is not there before it is asked for."""
        from tutor.session.explainer import Explainer

        return Explainer(self.content, self.journal)

    def words(self, key: str, **values: Value) -> str:
        """The words for a key."""
        return self.spoken.say(key, **values)

    def say(self, key: str, **values: Value) -> None:
        """Say the words for a key."""
        self.tell(self.words(key, **values))

    def tell(self, text: str = "") -> None:
        """Say a text as it is."""
        self.terminal.write(text)

    def read_out(self, markdown: str) -> None:
        """Read a page of Markdown."""
        self.list_lines(self.prose.lines(markdown))

    def list_lines(self, lines: Iterable[str]) -> None:
        """Say several lines."""
        self.tell("\n".join(lines))

    def tell_notices(self) -> None:
        """Say what the journal wants said."""
        while (notice := self.journal.take_notice()) is not None:
            self.tell(f"! {self.words(f'journal.{notice.key}', **notice.params)}")
