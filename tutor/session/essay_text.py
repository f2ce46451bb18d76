"""An essay's text: how long it is, what changed in it word by word, and the whole of it as Markdown."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from tutor.lessons.languages import Language
from tutor.lessons.problem import Essay


class Length(NamedTuple):
    """How long a text is. Line ends are no characters."""

    characters: int
    unspaced: int
    """Characters that are not spaces."""
    words: int
    """What stands between spaces: words in English, 어절 in Korean."""


def count(text: str) -> Length:
    """How long `text` is."""
    words = text.split()
    return Length(len(text.replace("\n", "")), sum(map(len, words)), len(words))


def as_markdown(essay: Essay, language: Language, answer: Callable[[str], str]) -> str:
    """The questions with the learner's answers, as a Markdown document."""
    parts = [f"# {essay.id} {essay.wording(language).title}"]
    for name in essay.prompt_names:
        parts += [f"## ({name})", essay.prompt(name, language).question, "---", answer(name).strip() or "…"]
    return "\n\n".join(parts) + "\n"


MOST_WORDS = 3_000
"""A longer text is compared line by line, and one of more lines as a whole: no comparison takes long."""
MINUS = "−"


class Change(Enum):
    """What became of a stretch of text; its value is the sign."""

    KEPT = ""
    ADDED = "+"
    REMOVED = MINUS


class Stretch(NamedTuple):
    """A stretch of text, and what became of it."""

    change: Change
    text: str

    @property
    def marked(self) -> str:
        """The text, in brackets with its sign where it changed: it can be told without colours."""
        return self.text if self.change is Change.KEPT else f"[{self.change.value}{self.text}]"


class State(NamedTuple):
    """A state of an answer: the text as it was kept, or as it is now where `at` is None."""

    at: datetime | None
    text: str
    changes: tuple[Stretch, ...]
    """What changed since the state before."""

    def words(self, change: Change) -> int:
        """How many words were added, or removed."""
        return sum(len(one.text.split()) for one in self.changes if one.change is change)


def changes(before: str, now: str) -> tuple[Stretch, ...]:
    """The two texts in one, in stretches: what stayed, what was removed, what was added in its place."""
    one, other = _parts(before), _parts(now)
    if max(len(one), len(other)) > MOST_WORDS:
        one, other = before.splitlines(keepends=True), now.splitlines(keepends=True)
    if max(len(one), len(other)) > MOST_WORDS:
        one, other = [before], [now]
    return tuple(_stretches(one, other))


def states(versions: Sequence[tuple[datetime, str]], now: str) -> list[State]:
    """The states of an answer, the latest first; the text as it is now is one, where it differs from the last kept."""
    kept: list[tuple[datetime | None, str]] = list(versions)
    if not kept or kept[-1][1] != now:
        kept.append((None, now))
    first = State(*kept[0], changes("", kept[0][1]))
    return [first, *(State(at, text, changes(before, text)) for (_, before), (at, text) in pairwise(kept))][::-1]


def _parts(text: str) -> list[str]:
    """Words, and what is between them."""
    return re.findall(r"\s+|\S+", text)


def _stretches(one: Sequence[str], other: Sequence[str]) -> Iterator[Stretch]:
    for tag, a, b, c, d in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch(Change.KEPT, "".join(one[a:b]))
            continue
        if b > a:
            yield Stretch(Change.REMOVED, "".join(one[a:b]))
        if d > c:
            yield Stretch(Change.ADDED, "".join(other[c:d]))
