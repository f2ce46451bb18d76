"""A sheet on the learner's desk: their own working, line by line, marked as a whole each time a line changes.

What is found there counts as answered in the fields, and what was found in the fields stands on the sheet. A line is in
the journal before it is marked.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from tutor.journal.journal import Journal
from tutor.journal.records import Entry
from tutor.lessons.breakdown import Asked
from tutor.lessons.stages import FieldId
from tutor.session import deciding
from tutor.session.desk import Desk
from tutor.session.facts import Answered, Fact
from tutor.session.record_names import record_name
from tutor.session.sheet_given import GivenLine, given_lines
from tutor.session.sheet_lines import (
    MOST_LINES,
    SHEET,
    Lines,
    SheetLine,
    Written,
    after,
    draft_name,
    drafted,
    lines_in,
    next_number,
    removed_after,
)
from tutor.session.sheet_place import place_of
from tutor.session.status import Status
from tutor.sheet.verdict import LineMark, LineVerdict

Marks: TypeAlias = Callable[[Sequence[str]], tuple[LineVerdict, ...]]
"""Marks the lines of a sheet, all of them."""


@dataclass(frozen=True)
class Marked:
    """The sheet as it stands: each line with its verdict, and the first that is wrong."""

    lines: Lines = ()
    verdicts: Mapping[int, LineVerdict] = field(default_factory=lambda: MappingProxyType({}))
    """Each line's, by its number."""
    given: tuple[GivenLine, ...] = ()
    """What was found in the fields, and by no line here."""

    @property
    def first_wrong(self) -> SheetLine | None:
        """The first line that is wrong by itself."""
        return next((one for one in self.lines if self.verdicts[one.number].mark is LineMark.NOT_YET), None)


class Marking(NamedTuple):
    """What marking the lines came to, to be taken back by the desk."""

    marked: Marked
    stated: frozenset[FieldId]
    """The fields that the lines find."""


class SheetDesk:
    """Takes the lines of a sheet, records them, has them marked, and answers the fields with what is found.

    Marking takes a while: `marking` and `begin` give it as something to be called, in whatever thread, one at a time,
    and `show` and `end` take what it came to.
    """

    def __init__(
        self, desk: Desk, journal: Journal, now: Callable[[], datetime], marks: Marks, *, at_once: bool = True
    ) -> None:
        """`desk` is the problem's, whose fields are answered. Lines are marked, if `at_once`; else call `marking`."""
        self.desk = desk
        self._journal, self._now, self._marks = journal, now, marks
        self._name = record_name(desk.problem)
        self._asked = Asked(desk.problem)
        entries = [entry for entry in journal.entries(self._name) if entry.kind == SHEET]
        self._next = next_number(entries)
        self._drafts = self._read_drafts()
        self._lines, self._removed = lines_in(entries)
        self.marked = Marked()
        self._stated: frozenset[FieldId] | None = None
        """The fields that the lines found when they were marked last."""
        if at_once:
            self.show(self.marking()())

    @property
    def lines(self) -> Lines:
        """The lines as they stand, also those that are being marked."""
        return self._lines

    @property
    def last_removed(self) -> Written | None:
        """The line that was taken away last, as `write` brings it back; without a text, if it was never submitted."""
        return self._removed[-1] if self._removed else None

    def put_away(self, number: int, before: int | None) -> None:
        """A line that was begun and not submitted is taken away; it stood before another, or last."""
        self._drop_draft(number)
        self._removed = (*self._removed, Written(number, "", before))

    def begin_again(self) -> None:
        """The line that was taken away last, which was never submitted, is there again."""
        self._removed = self._removed[:-1]

    @property
    def is_full(self) -> bool:
        """Whether no more lines are taken."""
        return len(self.lines) >= MOST_LINES

    def new_number(self) -> int:
        """A number for a line that is to be written."""
        self._next += 1
        return self._next - 1

    def write(self, number: int, text: str, before: int | None = None) -> tuple[Fact, ...]:
        """A line is written, changed, or left empty, which takes it away. What follows in the fields comes back.

        A line of a new number stands before another, or last.
        """
        return self.end(number, self.begin(number, text, before)())

    def begin(self, number: int, text: str, before: int | None = None) -> Callable[[], Marking]:
        """A line is written as by `write`, and is in the journal; what comes back marks it."""
        text = text.strip()
        written = Written(number, text, before)
        self._next = max(self._next, number + 1)
        entry = Entry(self._name, SHEET, SHEET, text, None, written.detail(), self.desk.language, self._now())
        self._journal.record(entry)
        self._drop_draft(number)
        self._lines, self._removed = after(self._lines, written), removed_after(self._removed, self._lines, written)
        return self.marking()

    def end(self, number: int, marking: Marking) -> tuple[Fact, ...]:
        """The line that was begun is marked: the sheet shows it, and what follows in the fields comes back."""
        self.show(marking)
        return (*self._answer(), *self._note_wrong(number))

    # What is typed and not yet submitted

    @property
    def drafts(self) -> Mapping[int, str]:
        """What stands in lines unsubmitted, by their numbers."""
        return MappingProxyType(self._drafts)

    def keep_draft(self, number: int, text: str) -> None:
        """What stands in a line unsubmitted is kept."""
        self._drafts[number] = text
        self._journal.keep_draft(self._name, draft_name(number), text, self._now())

    def _drop_draft(self, number: int) -> None:
        if self._drafts.pop(number, None) is not None:
            self._journal.drop_draft(self._name, draft_name(number))

    def _read_drafts(self) -> dict[int, str]:
        found = {drafted(name): text for name, text in self._journal.drafts(self._name).items()}
        return {number: text for number, text in found.items() if number is not None}

    # Marking

    def marking(self) -> Callable[[], Marking]:
        """What marks all lines as they stand now, behind what the fields found before.

        What a line finds comes to stand in a field: it does not come to stand before the line as well, so that nothing
        above a new line has changed, and is marked again.
        """
        lines, sitting, before, marks = self._lines, self.desk.sitting, self._stated, self._marks
        texts = [line.text for line in lines]

        def mark() -> Marking:
            known = before if before is not None else _stated(marks(texts))
            given = tuple(one for one in given_lines(sitting) if one.field not in known)
            verdicts = marks([*(one.typed for one in given), *texts])[len(given) :]
            stated = _stated(verdicts)
            by_number = dict(zip((line.number for line in lines), verdicts, strict=True))
            shown = tuple(one for one in given if one.field not in stated)
            return Marking(Marked(lines, MappingProxyType(by_number), shown), stated)

        return mark

    def show(self, marking: Marking) -> None:
        """The lines stand as they were marked."""
        self.marked, self._stated = marking

    def _answer(self) -> tuple[Fact, ...]:
        """Answer the fields with what the lines found; nothing that the desk would not call right."""
        facts: list[Fact] = []
        for line in self.marked.lines:
            for place, text in self.marked.verdicts[line.number].found.items():
                if self._is_right_there(place, text):
                    facts += self.desk.submit(place, text)
        return tuple(facts)

    def _is_right_there(self, field: FieldId, text: str) -> bool:
        """Whether a field is open still, and an answer would be right in it and fill no other."""
        sitting = self.desk.sitting
        if field not in self._asked or sitting.status(field) is Status.RIGHT:
            return False
        told = deciding.submit(sitting, field, text, self._now())
        return [fact.field for fact in told] == [field] and all(
            isinstance(fact, Answered) and fact.mark.is_right for fact in told
        )

    def _note_wrong(self, number: int) -> tuple[Fact, ...]:
        """Note what the line that was just written has wrong, where it is the first wrong one and one rule makes it."""
        first = self.marked.first_wrong
        if first is None or first.number != number:
            return ()
        verdict = self.marked.verdicts[number]
        place = place_of(self.desk.problem, verdict)
        if place is None or place not in self._asked or not (verdict.rule and verdict.is_sure):
            return ()
        return self.desk.tried(place, first.text, (verdict.rule,))


def _stated(verdicts: Sequence[LineVerdict]) -> frozenset[FieldId]:
    return frozenset(field for one in verdicts for field in one.found)
