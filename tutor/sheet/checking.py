"""Whether what a statement says holds, by the right values or by what the learner has found so far."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from tutor.answers.expected import expected
from tutor.answers.judge import judge_of
from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Verdict
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.network.products import Array
from tutor.sheet.comparing import Agreement, agree
from tutor.sheet.evaluating import Evaluator, State
from tutor.sheet.kinds import Kind, Unknown
from tutor.sheet.quantities import quantities_of
from tutor.sheet.terms import Call, Group, Named, Number, Term, Total, Vector, bare_number, walk
from tutor.sheet.values import Misfit, Value, stacked, transposed

NEAR = 0.05
"""A number that lies further than this from the true one needs no judge."""


class Checked(NamedTuple):
    """How a statement stands at some state."""

    breaks: int | None = None
    """The first of its equalities that does not hold, from 1; None if all hold."""
    points: frozenset[int] | None = None
    """The data points (from 1) that one number of what differs can be about; None where it is about all."""
    rounded: bool = False
    empty: bool = False
    """Whether every formula in it is 0 wherever it was compared."""
    short: bool = False
    """Whether the number at the end has too few digits to tell."""

    @property
    def holds(self) -> bool:
        """Whether all of it holds."""
        return self.breaks is None


class Held(NamedTuple):
    """What statements are held against."""

    state: State
    is_right: bool = False
    """Whether the state has the right values, of which the judge knows."""
    rows: int | None = None
    """At how many of the places formulas are compared; None for all."""
    put_in: bool = False
    """Whether numbers were put into all of it, so that it is compared at the problem's own place."""
    only_symbols: bool = False
    """Whether only formulas in letters are held against it."""


class Checker:
    """Checks the statements of one problem."""

    def __init__(self, problem: Problem, evaluator: Evaluator) -> None:
        self.problem, self.evaluator = problem, evaluator
        self.quantities = quantities_of(problem)

    def check(self, sides: Sequence[Term], quantity: Term | None, held: Held, point: int | None) -> Checked:
        """How the equalities between the sides stand, all of it being about a data point, or None. Raises Unknown."""
        summed = self.quantities.is_total(quantity) and point is None
        at, rounded, short, empty = np.ones(len(self.problem.data), bool), False, False, True
        whole = sides if quantity is not None else [one for side in sides for one in walk(side)]
        listed = any(isinstance(one, Group) for one in whole) or self._lists_units(sides)
        one_of_many = held.rows is not None and self._is_of_one(sides, quantity, point)
        for k, (left, right) in enumerate(pairwise(sides), 1):
            if held.only_symbols and not self._are_symbols(left, right):
                continue
            found = self._at_every_point(left, right, held, point, listed) if point and held.rows is None else None
            found = found or self._pair(left, right, held, summed, point, listed)
            judged = self._judged(quantity, right, point) if held.is_right else None
            if judged is not None and (not found.at.any() or found.rounded or isinstance(left, Named)):
                found = Agreement(judged.at, judged.rounded, found.empty, judged.one_of_many)
                short = short or judged.short
            one_of_many = one_of_many or (found.one_of_many and len(found.at) > 1)
            at = at & found.at
            if not (at.any() if one_of_many else at.all()):
                return Checked(k)
            rounded, empty = rounded or found.rounded, empty and found.empty
        points = frozenset(int(p) + 1 for p in np.flatnonzero(at)) if one_of_many else None
        return Checked(None, points, rounded, empty, short)

    def _lists_units(self, sides: Sequence[Term]) -> bool:
        """Whether lists have another number of values than there are data points."""
        points = len(self.problem.data)
        lists = [one for side in sides for one in walk(side) if isinstance(one, Vector)]
        lists = [one for one in lists if len(one.items) > 1 or points > 1]
        return bool(lists) and all(len(one.items) != points for one in lists)

    def value(
        self, side: Term, state: State, *, own: bool, summed: bool, point: int | None, listed: bool = False
    ) -> Value:
        """What a side comes to. Raises Unknown."""
        try:
            return self.evaluator.evaluate(side, state, own=own, summed=summed, point=point, listed=listed)
        except KeyError as error:
            raise Unknown(str(error)) from error

    def _at_every_point(self, left: Term, right: Term, held: Held, point: int, listed: bool) -> Agreement | None:
        """Whether two formulas say the same at whatever point: at one alone a kink may be on one side everywhere.

        None for what is about numbers, or about the data points that it names.
        """
        if held.put_in or not self._are_symbols(left, right):
            return None
        if any(isinstance(one, Named) and one.point for side in (left, right) for one in walk(side)):
            return None
        every = [self._pair(left, right, held, False, k, listed) for k in range(1, len(self.problem.data) + 1)]
        return every[point - 1]._replace(at=np.array([all(one.at.all() for one in every)]))

    def _pair(self, left: Term, right: Term, held: Held, summed: bool, point: int | None, listed: bool) -> Agreement:
        own = held.put_in or not self._are_symbols(left, right)
        a = self.value(left, held.state, own=own, summed=summed, point=point, listed=listed)
        b = self.value(right, held.state, own=own, summed=summed, point=point, listed=listed)
        a, b = (self._as_list(side, value) for side, value in ((left, a), (right, b)))
        a, b = a.in_rows(b.of), b.in_rows(a.of)
        is_number = not b.of and self.evaluator.kind(right) is Kind.NUMBERS
        if isinstance(left, Group) and is_number:  # of each of its units
            b = stacked([b] * math.prod(a.of), a.of)
        elif isinstance(left, Total) and a.of and is_number:  # of all of them: Σ p = 1
            a = Value(*(np.broadcast_to(v, a.value.shape).sum(axis=tuple(range(len(a.of)))) for v in a))
        if a.of == b.of[::-1] and 1 in a.of and isinstance(left, Group) and self._is_jacobian(left):
            b = transposed(b)
        if a.of != b.of and len(a.of) == len(b.of) == 2:
            raise Misfit(a.of, b.of, (left, right))
        if isinstance(left, Total) and is_number and a.value.shape[-1] == 1 < len(self.problem.data):
            a = self._of_units_alone(left, a, b, held, own, listed)
        loose = own and any(self._is_rounded(side) for side in (left, right))
        if held.rows is not None:
            rows = slice(held.rows)
            a, b = (Value(one.value[..., rows, :], one.error[..., rows, :]) for one in (a, b))
        found = agree(a, b, loose=loose)
        if len(found.at) == 1:
            return found
        return found if own else found._replace(one_of_many=False)

    def _is_jacobian(self, group: Group) -> bool:
        """Whether it is of derivatives of what is not the objective: many books have them in a row."""
        name = group.names[0]
        return "/d" in name and not name.startswith(f"d{self.problem.graph.objective.name}/")

    def _of_units_alone(self, total: Total, a: Value, b: Value, held: Held, own: bool, listed: bool) -> Value:
        """A sum over a layer's units at each point, where that is what is meant: Σ p = 1."""
        body = self.value(total.body, held.state, own=own, summed=False, point=None, listed=listed)
        if not body.of or agree(a, b).at.any():
            return a
        each = Value(*(np.broadcast_to(v, body.value.shape).sum(axis=tuple(range(len(body.of)))) for v in body))
        return each if agree(each, b).at.all() else a

    def _as_list(self, side: Term, value: Value) -> Value:
        """Numbers in a column, or a row, as a list, which says nothing of rows and columns."""
        if len(value.of) != 2 or 1 not in value.of or self.evaluator.kind(side) is not Kind.NUMBERS:
            return value
        of_list = value.items().shape
        return Value(value.items(), np.broadcast_to(value.error, value.value.shape).reshape(of_list))

    def _are_symbols(self, *sides: Term) -> bool:
        return all(self.evaluator.kind(side) is Kind.SYMBOLS for side in sides)

    def _is_of_one(self, sides: Sequence[Term], quantity: Term | None, point: int | None) -> bool:
        """Whether a number says that a formula is about one of several data points."""
        is_open = point is None and isinstance(quantity, Named) and not quantity.point
        return is_open and not self.quantities.is_total(quantity) and bare_number(sides[-1]) is not None

    def slack(self, quantity: Quantity) -> float:
        """How far what was rounded to a number may lie from it."""
        return self.evaluator.slack(quantity)

    def _is_rounded(self, side: Term) -> bool:
        """Whether a side is a number with three digits or more that was rounded."""
        quantity = bare_number(side)
        if quantity is not None:
            return (quantity.digits or 0) >= 3 and self.evaluator.slack(quantity) > 0
        is_of_function = isinstance(side, Call) and self.evaluator.kind(side) is Kind.NUMBERS
        inside = side.items if isinstance(side, Vector) else tuple(walk(side))[1:] if is_of_function else ()
        return any(self._is_rounded(one) for one in inside if not is_of_function or isinstance(one, Number))

    def _judged(self, quantity: Term | None, side: Term, point: int | None) -> "_Judged | None":
        """What the judge says of a number; None where it has nothing to say."""
        number = bare_number(side)
        if number is None or (self.evaluator.exact and not (number.place or 0) < 0):
            return None  # whole numbers are not rounded where all come out even
        points = self._points(quantity, point)
        if points is None:
            field = self.quantities.field_of(quantity, point)
            return None if field is None else self._judge([field], number)
        fields = [self.quantities.field_of(quantity, p) for p in points]
        known = [field for field in fields if field is not None]
        return self._judge(known, number) if len(known) == len(fields) else None

    def _points(self, quantity: Term | None, point: int | None) -> list[int] | None:
        if point is not None or not isinstance(quantity, Named) or quantity.point or self.quantities.is_total(quantity):
            return None
        return list(range(1, len(self.problem.data) + 1))

    def _judge(self, fields: Sequence[FieldId], number: Quantity) -> "_Judged":
        verdicts = [self._verdict(field, number) for field in fields]
        at = np.array([verdict in (Verdict.CORRECT, Verdict.ROUNDED, Verdict.SHORT) for verdict in verdicts])
        right = [verdict for verdict, holds in zip(verdicts, at, strict=True) if holds]
        best = Verdict.CORRECT in right
        return _Judged(at, bool(right) and not best, len(fields) > 1, bool(right) and set(right) == {Verdict.SHORT})

    def _verdict(self, field: FieldId, number: Quantity) -> Verdict:
        true = float(expected(self.problem, field))
        if abs(float(number.value) - true) > NEAR * max(abs(true), 0.01):
            return Verdict.WRONG
        return judge_of(self.problem).judge(field, number).verdict


class _Judged(NamedTuple):
    at: Array
    rounded: bool
    one_of_many: bool
    short: bool
