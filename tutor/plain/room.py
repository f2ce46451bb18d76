"""A room: where a learner is, what can be typed there, and the commands that every room has; what all rooms share."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime
from random import Random
from typing import ClassVar, Generic, Protocol, TypeVar

from tutor.journal.journal import Journal
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language, language_after
from tutor.lessons.problem import Lesson, Problem
from tutor.lessons.template import Value
from tutor.lessons.wording import Wordings
from tutor.lessons.words import Words, read_words
from tutor.plain.commands import Command, find
from tutor.plain.prose import Prose
from tutor.plain.spoken import Spoken
from tutor.plain.terminal import Terminal
from tutor.session.start import Context, Start

Outer = TypeVar("Outer", bound="Room")


class Leave(Exception):
    """The learner leaves the tutor."""


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


class Ways(Protocol):
    """The ways from room to room: who is in one asks for another here, and knows none of them."""

    def home(self, face: Face) -> "Room":
        """The list of problems."""

    def lesson(self, face: Face, lesson: Lesson) -> "Room":
        """A problem or an essay."""

    def drills(self, face: Face, code: str = "", *, goes_on: bool = False) -> "Room":
        """The drill of a code; else the choice of a sitting, or the one that was left, if there is one."""

    def progress(self, face: Face) -> "Room":
        """What was learnt so far."""

    def laboratory(self, face: Face, problem: Problem, came_from: "Room | None" = None) -> "Room":
        """The laboratory of a problem, and back from it to where the learner came from."""

    def theorem(self, face: Face, came_from: "Room | None" = None) -> "Room":
        """The universal approximation theorem at work, and back from it to where the learner came from."""

    def sheet(self, face: Face, problem: Problem) -> "Room":
        """The sheet of a problem; it leads back to the problem."""

    def primer(self, room: "Room", problem: Problem, name: str) -> "Room":
        """The lesson of a minute of this name about a problem; it leads back to the room."""


class Room(ABC):
    """Says what there is when it is entered, names the place in its prompt, and takes one line after another.

    What is no command is an answer.
    """

    COMMANDS: ClassVar[tuple[Command, ...]] = ()

    def __init__(self, face: Face) -> None:
        self.face = face

    @abstractmethod
    def enter(self) -> None:
        """Say where the learner is now."""

    @abstractmethod
    def prompt(self) -> str:
        """What stands before what is typed: where the learner is."""

    def left_open(self) -> "Room | None":
        """What was left open here, and is asked once the learner is back; None where there is nothing."""
        return None

    def leave(self) -> None:  # noqa: B027  # most rooms keep everything at once
        """The learner goes away; what is kept while they are here is kept now."""

    def standing(self) -> str:
        """How far the learner is, in a sentence; empty where there is nothing to say."""
        return ""

    @abstractmethod
    def answer(self, line: str) -> "Room | None":
        """Take a line that is no command. The room to go to, None to stay."""

    def names(self) -> Collection[str]:
        """Names that may be an answer, and so are no commands."""
        return ()

    def help_words(self) -> str:
        """What can be typed here besides commands."""
        return self.face.words(f"plain_help.in_{type(self).__name__.lower()}")

    def commands(self) -> Iterator[Command]:
        """The commands that can be given now, those of every room last."""
        return (command for command in (*self.COMMANDS, *EVERYWHERE) if command.applies(self))

    def take(self, line: str) -> "Room | None":
        """Take what was typed. The room to go to, None to stay."""
        found = find(line, self.commands(), self.face.languages, self.names())
        if found is None:
            return self.answer(line)
        command, rest = found
        following: Room | None = command.run(self, rest)
        return following

    def help(self) -> None:
        """Say what can be typed here: each command by its words, and what it does."""
        face = self.face
        face.tell(self.help_words())
        own = face.spoken.words
        languages = (own, *(words for words in face.languages if words.language != own.language))
        for command in self.commands():
            typed = ", ".join(command.words(languages))
            face.tell(f"- {typed}: {face.words(f'plain_help.{command.name}')}")

    def change_language(self) -> None:
        """Speak the next language from now on; the learner's choice is kept."""
        face = self.face
        face.speak(language_after(face.language))
        face.journal.set_setting("language", face.language)
        self.ask_again()

    def ask_again(self) -> None:
        """Say once more where the learner is."""
        self.enter()

    def unfold(self) -> None:
        """Read what was passed over so far."""
        prose = self.face.prose
        if prose.folded:
            self.face.list_lines(list(prose.unfolded()))
        else:
            self.face.say("plain.nothing_folded")


class InnerRoom(Room, Generic[Outer]):
    """A room that is entered from another one, and leads back there."""

    def __init__(self, room: Outer) -> None:
        super().__init__(room.face)
        self.room = room

    def standing(self) -> str:
        return self.room.standing()

    def leave(self) -> None:
        self.room.leave()


ASKING = (
    Command("question", lambda room, _: room.enter()),
    Command("stop", lambda room, _: room.stop()),
)
"""The commands of an inner room that asks something, and can be left before that is answered."""


def _home(room: Room, _: str) -> Room:
    room.leave()
    return room.face.ways.home(room.face)


def _leave(room: Room, _: str) -> Room | None:
    room.leave()
    raise Leave


EVERYWHERE: tuple[Command, ...] = (
    Command("help", lambda room, _: room.help(), signs=("?",)),
    Command("more", lambda room, _: room.unfold(), lambda room: bool(room.face.prose.folded)),
    Command("language", lambda room, _: room.change_language()),
    Command("home", _home),
    Command("quit", _leave),
)
"""The commands that every room has."""
