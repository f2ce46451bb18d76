"""What is true of the lines of a wrong sheet, found by working, not by reading."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tests.network.plain_mistakes import Plain
from tests.support.sheets.formulas import Formulas
from tests.support.sheets.mistaken import MISTAKEN, formulas_of
from tests.support.sheets.notation import place_name
from tests.support.sheets.stating import Statement
from tests.support.sheets.terms import Numbers, Quantity, Term
from tests.support.sheets.truth import AGAIN, FOLLOWS, HERE, RIGHT, ROUNDED, WRONG, Line, Page
from tests.support.sheets.working import Family, FollowingSheet, Place, Worker, expanded, near
from tests.support.sheets.writing import Writer, Written

DEGREES = ("", "up", "up term", "up term delta", "up term delta r")
"""How far a formula may be written out."""


BLURRED = 0.04
"""So near to the true one a number that was worked out from rounded ones may be."""


def tolerance(writer: Writer) -> float:
    """How far apart two values may be that are the same in this hand's digits."""
    exact = set(writer.shape.activations) <= {"relu", "identity"}
    return 1e-12 if exact else 2.0 * 10.0 ** (1 - int(writer.hand.digits))


def rightly_rounded(one: Statement, writer: Writer) -> bool:
    """Whether a number in it is rounded."""
    values = [value for side in one.sides for value in side.values]
    numbers = any(side.kind in ("numbers", "half") for side in one.sides)
    exact = set(writer.shape.activations) <= {"relu", "identity"}
    return (numbers and not exact) or any(writer.printer.rounded(value) != value for value in values)


class Judging:
    """Judges the lines that a writer wrote, one after the other."""

    def __init__(self, shape: Numbers, family: Family, writer: Writer) -> None:
        self.shape, self.family, self.writer = shape, family, writer
        self.true = Worker(Formulas(shape))
        self.stated: dict[Place, Any] = {}
        self.wrong_at: Statement | None = None
        self.near = tolerance(writer)
        self.is_exact = set(shape.activations) <= {"relu", "identity"}

    def page(self, written: Sequence[Written], mistake: str, sort: str) -> Page:
        """The page with its truth."""
        lines: list[Line] = []
        first = None
        for number, one in enumerate(written):
            line = self.line(one) if one.statements else Line(one.text, (), one.marks)
            if first is None and line.marks == WRONG:
                first = number
            lines.append(line)
        return Page(tuple(lines), self.writer.hand.kinds, mistake, first, sort, self.explains)

    def line(self, one: Written) -> Line:
        """A line; of several statements the first wrong one counts."""
        names = tuple(place_name(*place, self.shape) for each in one.statements for place in each.places)
        rounded = any(rightly_rounded(each, self.writer) for each in one.statements)
        right, later = ROUNDED if rounded else RIGHT, self.wrong_at is not None
        wrong = [(each, k) for each in one.statements if (k := self.first_wrong(each)) is not None]
        of_formula = [each.sides[k].kind == "symbols" for each, k in wrong]
        follows = bool(wrong) and not any(of_formula) and all(self.follows(each) for each, _ in wrong)
        for each in one.statements:
            self.stated |= dict(zip(each.places, each.sides[-1].values, strict=False))
        if not wrong:
            return Line(one.text, names, right | FOLLOWS if later else right)
        if all(self.is_right_here(each, k) for each, k in wrong):
            return Line(one.text, names, HERE | FOLLOWS if later else HERE, wrong[0][1] + 1, formula=True)
        breaks = self._equality(*wrong[0]) if len(one.statements) == 1 else None
        if not any(of_formula) and self.may_be_rounding([each for each, _ in wrong]):
            return Line(one.text, names, AGAIN | ROUNDED, breaks)
        if follows or later:
            return Line(one.text, names, FOLLOWS if follows else AGAIN, breaks, of_formula[0])
        self.wrong_at = wrong[0][0]
        return Line(one.text, names, WRONG, breaks, of_formula[0])

    @staticmethod
    def _equality(one: Statement, k: int) -> int:
        """The equality, from 1, that does not hold where side k is the first wrong one."""
        if one.form == "reversed":  # the name stands at the end
            return k or len(one.sides)
        return k + 1

    def first_wrong(self, one: Statement) -> int | None:
        """The number of the first side that is not what the quantity is, which is that of the equality before it."""
        for k, side in enumerate(one.sides):
            if side.kind == "symbols":
                right = self.family.same(side.term, Formulas(self.shape).of(one.of))
            elif len(one.points) > 1:
                right = all(
                    near(value, self.true.value(one.of, point), self.near)
                    for value, point in zip(side.values, one.points, strict=True)
                )
            else:
                place = one.places[0]
                worked = side.values[0] if side.values else self.true.worked(side.term)
                right = near(worked, self.true.value(*place), self.near)
            if not right:
                return k
        return None

    def is_right_here(self, one: Statement, k: int) -> bool:
        """Whether a formula is wrong by its gates alone, all of them open here, and nothing else is wrong."""
        term = one.sides[k].term
        if one.sides[k].kind != "symbols" or not self.family.of_open.same(term, Formulas(self.shape).of(one.of)):
            return False
        right = (near(self.true.worked(term, place[1]), self.true.value(*place), self.near) for place in one.places)
        return all(right) and self.first_wrong(replace(one, sides=one.sides[k + 1 :])) is None

    def may_be_rounding(self, wrong: Sequence[Statement]) -> bool:
        """Whether numbers on smooth functions are so near to the true ones that rounding on the way may be all."""
        if self.is_exact or any(not one.sides[-1].values for one in wrong):
            return False
        found = [pair for one in wrong for pair in zip(one.places, one.sides[-1].values, strict=True)]
        return all(near(value, self.true.value(*place), BLURRED) for place, value in found)

    def follows(self, one: Statement) -> bool:
        """Whether the value is what the right rules make of the lines above."""
        sheet = FollowingSheet(self.shape, {k: v for k, v in self.stated.items() if k not in one.places})
        try:
            made = [sheet.value(*place) for place in one.places]
        except (ArithmeticError, ValueError):
            return False
        for side in one.sides:
            if side.kind == "symbols":
                continue
            said = side.values or (self.true.worked(side.term),)
            if not all(near(value, was, self.near) for value, was in zip(said, made, strict=True)):
                return False
        return True

    # Which mistakes make the first wrong line

    def explains(self, mistake: str) -> bool:
        """Whether a mistake makes the first wrong line what it is: its formula, or its numbers where they are wrong."""
        one = self.wrong_at
        assert one is not None
        k = self.first_wrong(one)
        assert k is not None
        side = one.sides[k]
        try:
            if side.kind == "symbols":
                return self.makes_formula(mistake, one.of, side.term)
            said = side.values or (self.true.worked(side.term),)
            return all(
                any(near(value, made, self.near) for made in values_with(self.shape, mistake, *place))
                for place, value in zip(one.places, said, strict=True)
            )
        except (ArithmeticError, ValueError, KeyError):
            return False

    def makes_formula(self, mistake: str, of: Quantity, term: Term) -> bool:
        """Whether a mistake has a formula for a quantity, what is below it worked rightly or with the mistake, too."""
        if mistake in MISTAKEN:
            own = formulas_of(self.shape, mistake)
            if any(self.family.same(term, expanded(own.of(of), own, kinds)) for kinds in DEGREES):
                return True
        return all(
            any(near(worker.worked(term, point), made, 1e-9) for made in values_with(worker.shape, mistake, of, point))
            for worker in self.family.workers
            for point in ((0,) if of.is_total else worker.shape.points)
        )


def values_with(shape: Numbers, mistake: str, of: Quantity, point: int) -> tuple[Any, ...]:
    """What comes out with a mistake; of those about a data point, for any point. Empty for what the loops can't say."""
    if mistake in MISTAKEN:
        return (_worker_with(shape, mistake).value(of, point),)
    if of.kind not in ("C", "g", "new"):
        return ()
    about_a_point = mistake.endswith(("point-missing", "single-point"))
    return tuple(_by_loops(shape, mistake, k)[of] for k in (range(len(shape.x)) if about_a_point else (0,)))


@lru_cache(maxsize=4096)
def _worker_with(shape: Numbers, mistake: str) -> Worker:
    return Worker(formulas_of(shape, mistake))


@lru_cache(maxsize=4096)
def _by_loops(shape: Numbers, mistake: str, point: int) -> dict[Quantity, Any]:
    """The totals by the loops."""
    x, y = ([list(one) for one in given] for given in (shape.x, shape.y))
    theta = list(shape.theta)
    wrong = frozenset({mistake})
    plain = Plain(shape.widths, shape.activations, theta, x, y, shape.eta, wrong, point, point)
    found: dict[Quantity, Any] = {Quantity("C"): plain.cost()}
    for kind, values in (("g", plain.written_gradient()), ("new", plain.updated())):
        found |= {replace(one, kind=kind): value for one, value in zip(shape.parameters, values, strict=True)}
    return found
