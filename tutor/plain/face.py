"""What all rooms of the plain face share: the terminal, the journal, the clock, the words, what explains answers."""

from collections.abc import Callable, Iterable
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from tutor.journal.journal import Journal
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.template import Value
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words, read_words
from tutor.plain.prose import Prose
from tutor.plain.spoken import Spoken
from tutor.plain.terminal import Terminal
from tutor.session.start import Context, Start

if TYPE_CHECKING:
    from tutor.plain.ways import Ways


class Face(Context):
    """What is handed from room to room; only the language in it changes."""

    def __init__(
        self,
        terminal: Terminal,
        journal: Journal,
        now: Callable[[], datetime],
        start: Start,
        random: Random,
        ways: "Ways",
    ) -> None:
        super().__init__(journal, now, start, content_folder(), random)
        self.terminal, self.ways = terminal, ways
        self.languages: tuple[Words, ...] = tuple(read_words(self.content, language) for language in LANGUAGES)
        self.speak(start.language(journal))

    def speak(self, language: Language) -> None:
        """Speak this language from now on."""
        self.language = language
        self.spoken = Spoken(read_words(self.content, language))
        self.wordings = Wordings(self.content, language)
        self.prose = Prose(self.spoken)

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
