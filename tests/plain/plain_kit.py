"""Talking with the plain face: lines go in, a transcript comes out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from random import Random

from tutor.journal.journal import Journal, open_journal
from tutor.journal.records import DIAGNOSIS
from tutor.journal.tallies import mistakes_told
from tutor.lessons.breakdown import Asked
from tutor.lessons.content import content_folder
from tutor.lessons.languages import Language
from tutor.lessons.problem import Lesson, Problem
from tutor.lessons.words import Words, read_words
from tutor.plain.room import Face
from tutor.plain.run import converse, first_room
from tutor.plain.terminal import Terminal
from tutor.plain.ways import AllWays
from tutor.session.fact_entries import facts_in
from tutor.session.record_names import record_name
from tutor.session.sitting import Sitting
from tutor.session.start import Beginning, Start

from tests.support.course import lesson_of
from tests.support.settings import UNDISTURBED

Clock = Callable[[], datetime]


def words_of(language: Language) -> Words:
    """The words of a language."""
    return read_words(content_folder(), language)


@dataclass
class Talk:
    """What was said in a conversation, and how it ended."""

    text: str
    status: int

    @property
    def flat(self) -> str:
        """What was said, as if no line had been wrapped."""
        return " ".join(self.text.split())


def face_at(
    journal: Journal, folder: Path, clock: Clock, lines: Sequence[str], language: Language, *, is_typed: bool = False
) -> tuple[Face, StringIO]:
    """A face that is told these lines, and what it writes to; `is_typed` where somebody sits there and types them."""
    out = StringIO()
    source = BytesIO("".join(f"{line}\n" for line in lines).encode())
    terminal = Terminal(source, out, echoes=not is_typed, width=80)
    start = Start(folder, language, config=UNDISTURBED)
    face = Face(terminal, journal, clock, start, Random(7), AllWays())
    return face, out


def talk(
    folder: Path,
    clock: Clock,
    lines: Sequence[str],
    *,
    lesson: Lesson | str | None = None,
    drill: str | None = None,
    language: Language = "en",
    own_folder: Path | None = None,
) -> Talk:
    """Say these lines, one after another, until there is no more; `lesson` or `drill` is where it begins."""
    with open_journal(folder, clock) as journal:
        face, out = face_at(journal, folder, clock, lines, language)
        face.own_folder = own_folder
        begin = lesson_of(lesson) if isinstance(lesson, str) else lesson
        status = converse(face, first_room(face, Beginning(begin, drill)))
    return Talk(out.getvalue(), status)


def named_in(folder: Path, clock: Clock, problem: Problem, field: str) -> list[tuple[str, ...]]:
    """The mistakes that were named of the answers at a field, one after another."""
    with open_journal(folder, clock) as journal:
        entries = list(journal.entries(record_name(problem)))
    return [mistakes_told(one) for one in entries if one.kind == DIAGNOSIS and one.field == field]


def sitting_in(folder: Path, clock: Clock, problem: Problem) -> Sitting:
    """The sitting that the journal has of a problem."""
    with open_journal(folder, clock) as journal:
        entries = journal.entries(record_name(problem))
    return Sitting.begin(problem).after_all(facts_in(entries, Asked(problem)))
