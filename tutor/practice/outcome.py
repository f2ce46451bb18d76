"""How a drill went, from what the journal recorded of it: what was given first in each field, and with what help."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from fractions import Fraction

from tutor.journal.records import ATTEMPT, BREAKDOWN, DIAGNOSIS, HINT, NO_ATTEMPT, REVEAL, RIGHT, Entry
from tutor.journal.tallies import ON_SHEET, mistakes_told
from tutor.lessons.chain import CHAIN
from tutor.lessons.sections import HINT_LEVELS, bottom

MOSTLY = 0.8
"""The share of fields that have to be right at once for the drill to count as right: a slip in twenty is none."""
LONGEST_PAUSE = 300.0
"""Seconds after which nobody was working any more."""
SLIP = "slip."
"""How the ids of slips begin: they come and go, and are nothing to unlearn."""
_AS_GOOD = (*RIGHT, "consistent")
"""What follows rightly from an answer that was wrong before: that one counts, and not this one again."""


class Grade(IntEnum):
    """How well a drill went, with FSRS's numbers."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True)
class FieldOutcome:
    """A field: whether the first answer was right (None: none was given), how many were given, and the help by then."""

    first_right: bool | None = None
    answers: int = 0
    hints: int = 0
    """How many hints were open at the first answer, or at all where none was given."""
    shown: bool = False
    """Whether the worked answer was opened at any time."""
    value: Fraction | None = None
    """The first answer, where it was a number."""
    is_true: bool = False
    """Whether that was the true value, perhaps rounded, and not only right but for an earlier answer."""
    broken_down: bool = False
    """Whether the field was opened into its sub-steps before the first answer."""
    mistakes: tuple[str, ...] = ()
    """What explains a first answer that was wrong, where the diagnosis found it."""

    @property
    def is_aided(self) -> bool:
        """Whether help was had: then a right answer proves nothing."""
        return bool(self.hints) or self.shown or self.broken_down

    @property
    def is_slip(self) -> bool:
        """Whether the first answer was wrong by a slip, and by no rule."""
        return bool(self.mistakes) and all(name.startswith(SLIP) for name in self.mistakes)


@dataclass(frozen=True)
class Outcome:
    """How a drill went, field by field, and how long it took."""

    fields: Mapping[str, FieldOutcome]
    seconds: float = 0.0

    @property
    def is_right(self) -> bool:
        """Whether it counts as right: nearly all first answers right, and no answer shown."""
        return not self.shown and self._first_right >= MOSTLY * len(self.fields)

    @property
    def is_aided(self) -> bool:
        """Whether help was had anywhere."""
        return any(one.is_aided for one in self.fields.values())

    @property
    def all_right(self) -> bool:
        """Whether every first answer was right."""
        return self._first_right == len(self.fields)

    @property
    def hints(self) -> int:
        """How many hints were open."""
        return sum(one.hints for one in self.fields.values())

    @property
    def shown(self) -> bool:
        """Whether a worked answer was opened."""
        return any(one.shown for one in self.fields.values())

    def share(self, *, hinted: bool) -> tuple[int, int]:
        """How many first answers, given after a hint or without one, were right, and how many there were."""
        firsts = [one.first_right for one in self.fields.values() if one.answers and bool(one.hints) is hinted]
        return sum(bool(first) for first in firsts), len(firsts)

    def values(self) -> dict[str, float]:
        """The first answers that were given without a hint, as numbers."""
        return {name: float(one.value) for name, one in self.fields.items() if one.value is not None and not one.hints}

    def true_fields(self) -> frozenset[str]:
        """The fields in which the first answer was the true value, as the judge had it."""
        return frozenset(name for name, one in self.fields.items() if one.is_true)

    @property
    def _first_right(self) -> int:
        return sum(bool(one.first_right) for one in self.fields.values())


def outcome_of(entries: Iterable[Entry], asked: Iterable[str], steps: Iterable[str] = ()) -> Outcome:
    """The outcome of a drill that asks for some fields, from the entries of its present round, in order.

    The `steps` that lead to a field count as fields do, those that were answered: who needs none may go past them. A
    field that begins broken down is not aided by that. The worked answer of a sub-step counts as the field's.
    """
    steps = tuple(steps)
    broken_down = {step.partition("/")[0] for step in steps}
    fields = {name: FieldOutcome() for name in (*asked, *steps)}
    seconds, before = 0.0, None
    for entry in entries:
        if before is not None:
            seconds += min(LONGEST_PAUSE, max(0.0, (entry.at - before).total_seconds()))
        before = entry.at
        whole, _, step = entry.field.partition("/")
        if entry.field in fields and not (entry.kind == BREAKDOWN and whole in broken_down):
            fields[entry.field] = _after(fields[entry.field], entry)
        if step and step != CHAIN and entry.kind == REVEAL and whole in fields:
            fields[whole] = replace(fields[whole], shown=True)
    passed = {name for name in steps if not fields[name].answers}
    return Outcome({name: one for name, one in fields.items() if name not in passed}, seconds)


def grade(outcome: Outcome, *, easy: bool = False) -> Grade:
    """The grade of a drill; `easy` where the skill was mastered already and nothing was given.

    AGAIN where a worked answer was opened, or most fields were wrong, or one was not mended by the second answer. HARD
    where the second answers mended what was wrong, or a slip was all that was wrong, or help was had.
    """
    wrong = [one for one in outcome.fields.values() if not one.first_right and not one.is_slip]
    mended = all(one.answers == 2 for one in wrong)
    few = 2 * len(wrong) <= max(2, len(outcome.fields))
    if outcome.shown or not (mended and few):
        return Grade.AGAIN
    if not outcome.all_right or outcome.is_aided:
        return Grade.HARD
    return Grade.EASY if easy else Grade.GOOD


def _after(field: FieldOutcome, entry: Entry) -> FieldOutcome:
    if entry.kind == REVEAL or _is_bottom(entry):
        return replace(field, shown=True)
    if entry.kind == ATTEMPT and entry.verdict not in NO_ATTEMPT:
        return _answered(field, entry)
    if entry.kind == DIAGNOSIS:
        return _diagnosed(field, entry)
    if not field.answers and entry.kind == HINT:
        return replace(field, hints=field.hints + 1)
    if not field.answers and entry.kind == BREAKDOWN:
        return replace(field, broken_down=field.broken_down or bool(entry.detail.get("open")))
    return field


def _diagnosed(field: FieldOutcome, entry: Entry) -> FieldOutcome:
    """A first answer that was wrong is explained; or a line on a sheet is, which is one where none was given."""
    if entry.detail.get(ON_SHEET) is True and not field.answers:
        return replace(field, first_right=False, answers=1, mistakes=mistakes_told(entry))
    if field.first_right is False and field.answers == 1 and not field.mistakes:
        return replace(field, mistakes=mistakes_told(entry))
    return field


def _is_bottom(entry: Entry) -> bool:
    """Whether a hint put the numbers in: before that was a reveal, too, it was recorded as any hint."""
    hint_level = entry.detail.get("rung")
    return entry.kind == HINT and isinstance(hint_level, int) and hint_level >= bottom(HINT_LEVELS)


def _answered(field: FieldOutcome, entry: Entry) -> FieldOutcome:
    if field.answers:
        return replace(field, answers=field.answers + 1)
    # What is typed off from the worked answer is no first attempt that was right.
    right = entry.verdict in _AS_GOOD and not field.shown
    return replace(field, first_right=right, answers=1, value=_value(entry), is_true=entry.verdict in RIGHT)


def _value(entry: Entry) -> Fraction | None:
    try:
        value = Fraction(str(entry.detail.get("value")))
    except (ValueError, ZeroDivisionError):
        return None
    return value if abs(value) < 10**300 else None
