"""The learner's own wrong numbers, to be found and mended a week later.

Only such come as one changed rule was said for sure to be behind, and as that rule still leads to. What comes of them
is recorded under a name of their own, and says when they come again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from tutor.journal.journal import Journal
from tutor.journal.records import DRILL, Entry
from tutor.journal.tallies import mistakes_told
from tutor.lessons.errors import ContentError
from tutor.lessons.load import lesson_files, load
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field
from tutor.practice.code_form import is_code
from tutor.practice.codes import OWN, CodeError, format_code, parse_code
from tutor.practice.drill_sitting import AtHand
from tutor.practice.items import KINDS
from tutor.practice.items.own_number import OWN_NUMBER
from tutor.practice.outcome import Grade
from tutor.practice.states import ALONE
from tutor.session.drill import Drill
from tutor.session.fact_entries import SURE
from tutor.session.record_names import record_name

if TYPE_CHECKING:
    from tutor.practice.wrong_number import WrongNumber

REASON = "own_number"
WEEK = timedelta(days=7)
"""How long after it was written a number comes, and again where it was not mended well."""
MOST, ENOUGH = 60, 3
"""How many diagnoses are looked through, and how many numbers are enough for a sitting."""


@dataclass(frozen=True)
class OwnNumber:
    """A wrong number of the learner's: where it was written, and when."""

    problem: Problem
    """The problem, under the code that the number has."""
    field: FieldId
    mistake: str
    value: Fraction
    at: datetime

    @cached_property
    def lines(self) -> "WrongNumber | None":
        """The lines that lead to it; None where the rule does not lead to this number any more."""
        from tutor.practice.wrong_number import wrong_numbers

        every = wrong_numbers(self.problem, self.field, frozenset((self.mistake,)))
        return next((one for one in every if one.value == self.value), None)

    def at_hand(self, now: datetime) -> AtHand:
        """What the drill in which it is mended is called, and why it comes."""
        days = (now - self.at).days
        return AtHand(OWN_NUMBER, OWN, self.problem.id, ALONE, REASON, {"skill": OWN_NUMBER, "days": days})

    def drill(self, now: datetime) -> Drill | None:
        """The drill in which it is mended; None where no lines lead to it. What it offers beside takes a moment."""
        from tutor.practice.items.own_number import OwnNumber as Item
        from tutor.practice.items_of_codes import choices_of

        if self.lines is None:
            return None
        item = Item(self.problem, choices_of(self.problem.id), self.lines, f"{self.at.astimezone():%Y-%m-%d}")
        return Drill(self.at_hand(now), item.problem, item)


def is_own(code: str) -> bool:
    """Whether a code names a number of the learner's own."""
    try:
        return parse_code(code).level == OWN
    except CodeError:
        return False


def due(journal: Journal, now: datetime, content: Path) -> tuple[OwnNumber, ...]:
    """The numbers that are to be mended now, the newest first."""
    every = own_numbers(journal, now - WEEK, content)
    return tuple(islice((one for one in every if _is_due(journal, one, now) and one.lines is not None), ENOUGH))


def own_drill(journal: Journal, now: datetime, content: Path, code: str) -> Drill | None:
    """The drill of a number by its code, due or not; None where the records have no such number."""
    number = next((one for one in own_numbers(journal, now, content) if one.problem.id == code), None)
    return None if number is None else number.drill(now)


def own_numbers(journal: Journal, until: datetime, content: Path) -> Iterator[OwnNumber]:
    """The numbers that were written up to a time, the newest first, each once."""
    seen: set[str] = set()
    for attempt, said in journal.explained(until, MOST):
        number = _own_number(attempt, said, content)
        if number is not None and number.problem.id not in seen:
            seen.add(number.problem.id)
            yield number


def _own_number(attempt: Entry, said: Entry, content: Path) -> OwnNumber | None:
    from tutor.practice.texts import SkillWordings
    from tutor.practice.wrong_number import suits

    mistakes = mistakes_told(said)
    if said.detail.get(SURE) is not True or len(mistakes) != 1 or attempt.verdict != "wrong":
        return None
    try:
        field, value = parse_field(said.field), Fraction(str(attempt.detail.get("value")))
    except (ValueError, ZeroDivisionError):
        return None
    if field.step or field.is_after or field.stage not in ("c", "d", "e"):
        return None
    problem = _problem(attempt.problem, content)
    if problem is None or not suits(problem):
        return None
    number = crc32(f"{attempt.problem} {field} {value}".encode())
    code = format_code(OWN_NUMBER, OWN, number)
    own = Problem(
        code,
        content / "skills" / f"{OWN_NUMBER}.md",
        SkillWordings(content, OWN_NUMBER),
        problem.computation,
        problem.data,
        problem.theta,
        problem.learning_rate,
        frozenset((str(field),)),
    )
    return OwnNumber(own, field, mistakes[0], value, attempt.at)


def _problem(name: str, content: Path) -> Problem | None:
    """The problem that is called so in the journal, with the numbers that it had then."""
    plain = name.partition("@")[0]
    try:
        if is_code(plain):
            from tutor.practice.variants import open_code

            problem = open_code(plain, content) if parse_code(plain).skill not in KINDS else None
        else:
            path = next((path for path in lesson_files(content) if path.name == f"{plain}.md"), None)
            lesson = load(path) if path is not None else None
            problem = lesson if isinstance(lesson, Problem) else None
    except (CodeError, ContentError):
        return None
    return problem if problem is not None and record_name(problem) == name else None


def _is_due(journal: Journal, number: OwnNumber, now: datetime) -> bool:
    """Whether it was not mended since it was written; one that was mended badly comes again after a week."""
    ends = [one for one in journal.entries(record_name(number.problem)) if one.kind == DRILL and one.at >= number.at]
    if not ends:
        return number.at + WEEK <= now
    grade = ends[-1].detail.get("grade")
    return not (isinstance(grade, int) and grade >= Grade.GOOD) and ends[-1].at + WEEK <= now
