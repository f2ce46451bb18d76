"""The one judge: whether a number is right, from what was typed (exact value, digits) and the trace.

A right answer may be the true value, the true value written to fewer digits, or what rounding on the way makes of it.
What could as well be a mistake's answer is not called right: it is "short", until it has the digits that tell.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from math import floor, inf, isfinite, log10
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tutor.answers.expected import expected
from tutor.answers.quantity import Quantity
from tutor.answers.tolerance import digits_kept, is_finite, is_same
from tutor.answers.verdicts import Number, Verdict
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId

if TYPE_CHECKING:
    from tutor.answers.reach import Reach
    from tutor.answers.rivals import Rivals
    from tutor.network.products import Array

    Rivalling: TypeAlias = Array | Sequence[float]

FEWEST_DIGITS = 3
"""Significant digits of a rounded answer, where the problem does not work with fewer itself."""
MOST_DIGITS = 15
"""More are never asked for."""
LEAST_OF_THE_STEP = 0.02
"""A mistaken update that differs by this share of the step is another answer, however small the step."""
SURE = 0.05
"""Up to this share of the value (or of the step) rounding on the way may carry an answer that is called right."""
SURE_OF_THE_STEP = 0.25
DECIMALS_BY_HAND, MOST_OF_THE_VALUE = 4, 1.0
"""With more decimals than these, numbers written to three may have carried it so far from the value, and no further."""
SHOWN_AS_ZERO = 0.0005
"""What is smaller is 0 to who writes three decimals."""
MOST_KEPT = 4
"""From so many digits on an answer that is a mistake's to the last of them is that mistake's."""
MOST_BY_HAND = 6
LEAST_BY_MACHINE = 0.01
"""Who writes more digits than these has rounded to no fewer on the way, and comes this near."""

MOST_JUDGED = 4096
"""So many judgements are kept: marking and diagnosis ask again for each answer that the others are held against."""


class Judgement(NamedTuple):
    """How an answer stands. `digits` are those it was rounded to or, where it is short, those that are wanted."""

    verdict: Verdict
    digits: int = 0
    on_the_way: bool = False
    """Whether only rounding on the way explains how it differs."""

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with it; one that is too short is right as far as it goes."""
        return self.verdict in (Verdict.CORRECT, Verdict.ROUNDED, Verdict.SHORT)


RIGHT, WRONG = Judgement(Verdict.CORRECT), Judgement(Verdict.WRONG)


class Judge:
    """Judges the answers to one problem."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._fewest = min(FEWEST_DIGITS, problem.digits or FEWEST_DIGITS)
        self._lock = Lock()
        self._made: tuple[Reach, Rivals] | None = None
        self._judged = lru_cache(MOST_JUDGED)(self._judge)

    def judge(self, field: FieldId, quantity: Quantity) -> Judgement:
        """An answer to (a), (c), (d), (e) or a sub-step, held against the true one. What was judged last is kept."""
        return self._judged(field, quantity)

    def _judge(self, field: FieldId, quantity: Quantity) -> Judgement:
        true = expected(self._problem, field)
        if field.stage == "a":  # a whole number: there is nothing to round
            return RIGHT if quantity.value == true else WRONG
        step = self._step(field)
        if is_same(quantity, true, size=self._size(field), step=step):
            return RIGHT
        if not is_finite(true):
            return WRONG
        rivals = self._rivals(field, true, step)
        return self._rounded(quantity, true, step, rivals) or self._inexact(field, quantity, true, step, rivals)

    def follows(self, field: FieldId, quantity: Quantity, own: Number) -> bool:
        """Whether an answer is what the learner's own earlier answers lead to, as finely as it was written."""
        step = own - self._problem.trace.theta[field.name] if field.is_updated else None
        if self.follows_exactly(field, quantity, own):
            return True
        if not is_finite(own):
            return False
        if digits_kept(quantity, own) >= self._fewest and not _hides(quantity, own, step):
            return True
        true = expected(self._problem, field)
        rivals = self._rivals(field, true, step) if own == true else ()
        return self._on_the_way(field, quantity, own, true, step, rivals).verdict is Verdict.ROUNDED

    def follows_exactly(self, field: FieldId, quantity: Quantity, own: Number) -> bool:
        """Whether an answer is just what the learner's own earlier answers lead to, nothing rounded."""
        step = own - self._problem.trace.theta[field.name] if field.is_updated else None
        return is_same(quantity, own, step=step)

    def is_right(self, field: FieldId, quantity: Quantity) -> bool:
        """Whether there is nothing wrong with an answer."""
        return self.judge(field, quantity).is_right

    def wanted(self, field: FieldId) -> int:
        """How many significant digits tell the right answer at a field from the catalogue's mistakes."""
        true = expected(self._problem, field)
        return self._wanted(true, self._rivals(field, true, self._step(field)), 0)

    def _rounded(self, quantity: Quantity, true: Number, step: Number | None, rivals: "Rivalling") -> Judgement | None:
        """The judgement on an answer that is the true one to fewer digits; None where it is not."""
        digits = digits_kept(quantity, true)
        if not digits or quantity.place is None or quantity.digits is None:
            return None
        half = Fraction(10) ** (quantity.place + quantity.digits - digits)  # cut off: a whole unit
        hidden = [value for value in rivals if abs(Fraction(float(value)) - quantity.value) <= half]
        as_the_source = digits >= (self._problem.digits or inf) and not _hides(quantity, true, step)
        if digits >= self._fewest and (as_the_source or not hidden):
            return Judgement(Verdict.ROUNDED, digits)
        if digits < FEWEST_DIGITS and (digits < quantity.digits or _is_bare(quantity)):
            return None  # 12000 for 12345, 6 for 5.8: meant as it stands
        if _is_meant(quantity) and _hit(rivals, quantity):
            return None
        return Judgement(Verdict.SHORT, self._wanted(true, rivals, digits))

    def _inexact(
        self, field: FieldId, quantity: Quantity, true: Number, step: Number | None, rivals: "Rivalling"
    ) -> Judgement:
        """The judgement on an answer that is not the true one to any number of digits."""
        if not quantity.value and abs(float(true)) < SHOWN_AS_ZERO and not self._problem.trace.exact:
            return Judgement(Verdict.SHORT, self._wanted(true, rivals, 0))
        if _is_meant(quantity) and _hit(rivals, quantity):
            return WRONG  # θ for θ′
        return self._on_the_way(field, quantity, true, true, step, rivals)

    def _on_the_way(
        self,
        field: FieldId,
        quantity: Quantity,
        near: Number,
        true: Number,
        step: Number | None,
        rivals: "Rivalling",
    ) -> Judgement:
        """The judgement on an answer that only rounding on the way can explain; `near` is what it is held against."""
        away, value = abs(float(quantity.value - Fraction(near))), abs(float(near))
        furthest = self._furthest(field, quantity, float(true))
        scale = min(1.0, value / abs(float(true))) if near != true and true else 1.0
        if not 0 < away <= furthest * scale:
            return WRONG
        distance = _nearest(rivals, float(quantity.value))
        if distance <= away:
            if distance <= _half_place(quantity) and _written(quantity) >= MOST_KEPT:
                return WRONG  # it is that mistake's number, to a digit
            return Judgement(Verdict.SHORT, self._wanted(true, rivals, _written(quantity)))
        sure = SURE_OF_THE_STEP * abs(float(step)) if step else SURE * value
        if away <= sure:
            return Judgement(Verdict.ROUNDED, max(1, min(FEWEST_DIGITS, _written(quantity))), on_the_way=True)
        return Judgement(Verdict.SHORT, self._wanted(true, rivals, FEWEST_DIGITS))

    def _furthest(self, field: FieldId, quantity: Quantity, true: float) -> float:
        """How far rounding on the way can have carried an answer.

        Where the problem's numbers come out even, nobody rounds to fewer digits than they write.
        """
        found = self._tables()[0].of(field, true)
        if self._problem.trace.exact:
            return found["significant", min(6, max(3, _written(quantity)))] if quantity.digits is not None else 0.0
        if quantity.digits is None:
            return found["significant", 3]
        if _written(quantity) > MOST_BY_HAND:
            return min(found["significant", MOST_BY_HAND], LEAST_BY_MACHINE * abs(true))
        by_decimals = found["decimals", 3]
        if quantity.place is not None and -quantity.place > DECIMALS_BY_HAND:
            by_decimals = min(by_decimals, MOST_OF_THE_VALUE * abs(true))
        return max(found["significant", 3], by_decimals)

    def _rivals(self, field: FieldId, true: Number, step: Number | None) -> "Array":
        """The mistaken answers that differ from the true one by more than rounding to three digits."""
        alike = _half_unit(float(true), FEWEST_DIGITS)
        after = LEAST_OF_THE_STEP * abs(float(step)) if step else alike
        return self._tables()[1].at(field, float(true), alike, after)

    def _wanted(self, true: Number, rivals: "Rivalling", written: int) -> int:
        """The digits that tell the true value from all of these, at least one more than were written."""
        nearest = _nearest(rivals, float(true))
        least = max(self._fewest, written + 1)
        fitting = (n for n in range(least, MOST_DIGITS) if 4 * _half_unit(float(true), n) < nearest)
        return next(fitting, MOST_DIGITS)

    def prepare(self) -> None:
        """Work out beforehand what an answer that is not exact will need; for any thread."""
        self._tables()

    def _tables(self) -> "tuple[Reach, Rivals]":
        """What takes a moment to work out: most answers are right or wrong without it."""
        with self._lock:
            if self._made is None:
                from tutor.answers.reach import Reach
                from tutor.answers.rivals import Rivals

                self._made = Reach(self._problem), Rivals(self._problem)
            return self._made

    def _step(self, field: FieldId) -> Number | None:
        if not field.is_updated:
            return None
        return self._problem.learning_rate * self._problem.trace.gradient[field.name]

    def _size(self, field: FieldId) -> Number:
        """The largest number that the true one is made of, as far as rounding in floats may show it."""
        trace = self._problem.trace
        sizes: list[Number] = [0 if trace.exact else 1]  # where a sigmoid is flat, 1 − ρ(z) is all rounding
        if field.stage == "d" and not field.step:
            sizes += [trace.slope(field.name, point) for point in range(1, trace.points + 1)]
        return max(sizes + [-size for size in sizes])


@lru_cache(maxsize=16)
def judge_of(problem: Problem) -> Judge:
    """The judge of a problem; those of the last few are kept, with what they have worked out."""
    return Judge(problem)


def _is_bare(quantity: Quantity) -> bool:
    """Whether it is one digit without decimals: nobody rounds to that."""
    return quantity.place is not None and quantity.place >= 0 and _written(quantity) < 2


def _is_meant(quantity: Quantity) -> bool:
    """Whether a number of one or two digits is meant as it stands: no decimals say that it was rounded."""
    return quantity.place is not None and quantity.place >= 0 and _written(quantity) < FEWEST_DIGITS


def _written(quantity: Quantity) -> int:
    """How many significant digits were written, zeros at the end left out."""
    if quantity.digits is None or quantity.place is None:
        return MOST_DIGITS
    unscaled = abs(quantity.value) / Fraction(10) ** quantity.place
    return len(str(unscaled.numerator).rstrip("0")) or 1


def _half_place(quantity: Quantity) -> float:
    return 0.5 * 10.0**quantity.place if quantity.place is not None else 0.0


def _half_unit(value: float, digits: int) -> float:
    """Half a unit of the last of so many significant digits."""
    return 0.5 * 10.0 ** (floor(log10(abs(value))) - digits + 1) if value and isfinite(value) else 0.0


def _hides(quantity: Quantity, own: Number, step: Number | None) -> bool:
    """Whether a rounded θ′ shows nothing of the step that it comes from."""
    return bool(step) and abs(quantity.value - Fraction(own)) > SURE_OF_THE_STEP * abs(Fraction(step or 0))


def _hit(rivals: "Rivalling", quantity: Quantity) -> bool:
    """Whether the answer is one of these, exactly."""
    value = float(quantity.value)
    return _nearest(rivals, value) <= 1e-9 * max(1.0, abs(value))


def _nearest(values: "Rivalling", value: float) -> float:
    """How far the nearest of these is; infinitely far where there are none."""
    return min((abs(float(one) - value) for one in values), default=inf)
