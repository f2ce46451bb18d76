"""What stands in a field, and what was said and asked about it: the values that a sitting is made of."""

from itertools import takewhile
from typing import NamedTuple

from tutor.answers.verdicts import Mark, Verdict
from tutor.lessons.stages import FieldId
from tutor.lessons.why_plans import RIGHT


class Try(NamedTuple):
    """An answer that could be marked, and which of the sitting's it was, from 1."""

    number: int
    mark: Mark


class Answer(NamedTuple):
    """What stands in a field: as typed, how it was marked, and how many answers could be marked so far."""

    text: str
    mark: Mark
    attempts: int
    has_fallen: bool = False
    """Whether the answer that this one followed from was given anew since."""

    tries: tuple[Try, ...] = ()
    """All answers that could be marked, in order."""

    @property
    def since(self) -> int:
        """Which of the sitting's answers first gave what stands here now."""
        same = takewhile(lambda one: one.mark.value == self.mark.value, reversed(self.tries))
        return min((one.number for one in same), default=0)

    def bearing_on(self, number: int, named_at: int | None) -> Mark | None:
        """The answer that bears on another field's, which was the sitting's answer `number`.

        It is what stood here then, else what was given first without knowing better: the last before a right one. Where
        a mistake was named by then (after `named_at` answers), a right answer is one that heeded it, and says nothing.
        """
        before = [one.mark for one in self.tries if one.number < number]
        if before:
            return before[-1]
        wrong = [one.mark for one in self.tries if not one.mark.is_right]
        if wrong:
            return wrong[-1]
        return next((one.mark for one in self.tries[:1] if named_at is None or one.number <= named_at), None)


class Said(NamedTuple):
    """What was said of an answer that stands: the mistakes named, and after how many answers some first were."""

    named: tuple[str, ...]
    counted: tuple[str, ...]
    number: int | None
    is_sure: bool = True
    asked: FieldId | None = None
    """The place whose answer was asked for, to tell whether it is so."""


class Why(NamedTuple):
    """A question why an answer is right: after how many answers it came, and the reasons that were chosen."""

    field: FieldId
    name: str
    number: int
    reasons: tuple[str, ...] = ()
    is_open: bool = True
    """Whether it is still to be answered."""

    def after(self, field: FieldId, name: str, reason: str) -> "Why":
        """The same once a reason was chosen (none: it was left); a wrong one leaves it open."""
        if not self.is_open or (field, name) != (self.field, self.name):
            return self
        reasons = (*self.reasons, reason) if reason else self.reasons
        return self._replace(reasons=reasons, is_open=reason not in ("", RIGHT))


def takes_nothing_away(before: Answer, mark: Mark) -> bool:
    """Whether an answer stands, whatever was typed after it: after an unreadable text, or fewer digits."""
    if mark.verdict is Verdict.SHORT:
        return before.mark.is_right
    return mark.verdict is Verdict.UNREADABLE and bool(before.attempts)
