"""What all rooms of the plain face share: the terminal, the journal, the clock, the words, what explains answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Protocol

from tutor.journal.journal import Journal
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.load import load
from tutor.lessons.problem import Lesson, Problem
from tutor.lessons.template import Value
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words, read_words
from tutor.plain.prose import Prose
from tutor.plain.scene import Scene
from tutor.plain.spoken import Spoken
from tutor.plain.terminal import Terminal
from tutor.session.config import NO_CONFIG, Config

if TYPE_CHECKING:
    from tutor.lessons.problem import Problem
    from tutor.lessons.stages import FieldId
    from tutor.session.explainer import Explainer


class Ways(Protocol):
    """The ways from room to room: who is in one asks for another here, and knows none of them."""

    def home(self, face: "Face") -> Scene:
        """The list of problems."""

    def lesson(self, face: "Face", lesson: Lesson) -> Scene:
        """A problem or an essay."""

    def drills(self, face: "Face", code: str = "", *, goes_on: bool = False) -> Scene:
        """The drill of a code; else the choice of a sitting, or the one that was left, if there is one."""

    def progress(self, face: "Face") -> Scene:
        """What was learnt so far."""

    def laboratory(self, face: "Face", problem: Problem, came_from: Scene | None = None) -> Scene:
        """The laboratory of a problem, and back from it to where the learner came from."""

    def theorem(self, face: "Face", came_from: Scene | None = None) -> Scene:
        """The universal approximation theorem at work, and back from it to where the learner came from."""

    def walk(self, problem: Scene, field: "FieldId") -> Scene:
        """The walk back from a wrong answer of the problem that a room is about."""

    def sheet(self, room: Scene) -> Scene:
        """The sheet of the problem that a room is about; it leads back to the room."""

    def why(self, problem: Scene) -> Scene:
        """The question why the answer just given is right; it leads back to the problem that the room is about."""

    def primer(self, room: Scene, problem: "Problem", name: str) -> Scene:
        """The lesson of a minute of this name about a problem; it leads back to the room."""


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
    ways: Ways
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
