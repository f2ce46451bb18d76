"""Commands by word. Each has its words in every language and its own name; a `/` before one leaves no doubt."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from tutor.answers.hangul_keyboard import latin
from tutor.lessons.words import Words

SLASH = "/"
MOST_DIGITS = 6
Run = Callable[[Any, str], Any]
"""What a command does in a room, with what was typed behind its word: the room to go to, None to stay."""


def always(_room: object) -> bool:
    """Whether a command applies that always does."""
    return True


@dataclass(frozen=True)
class Command:
    """`name` is its word in every language's help, too; content has the others, as `plain_command.NAME`."""

    name: str
    run: Run
    applies: Callable[[Any], bool] = always
    takes: bool = False
    """Whether something may stand behind the word."""
    signs: tuple[str, ...] = ()
    """Single signs that mean the same."""

    def words(self, languages: Iterable[Words]) -> tuple[str, ...]:
        """All that can be typed for it: the words of these languages, then its own name."""
        named = (words(f"plain_command.{self.name}") for words in languages)
        return tuple(dict.fromkeys((*named, self.name, *self.signs)))


def number_typed(text: str) -> int:
    """The whole number that is typed, of a list that may be chosen from; 0 where it is none, or out of all reach."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def find(
    typed: str, commands: Iterable[Command], languages: Collection[Words], names: Collection[str] = ()
) -> tuple[Command, str] | None:
    """The command that a line gives, with what stands behind its word; None where the line is an answer.

    `names` may stand in an answer: without a `/`, a line that is one of them is no command. A word of Latin letters
    counts as well where the keyboard was left in Hangul mode.
    """
    line = typed.strip()
    is_sure = line.startswith(SLASH)
    word, _, rest = line.removeprefix(SLASH).strip().partition(" ")
    if not word or (not is_sure and word in names):
        return None
    meant = {word.casefold(), latin(word).casefold()}
    for command in commands:
        if meant & {one.casefold() for one in command.words(languages)} and (command.takes or not rest.strip()):
            return command, rest.strip()
    return None
