"""Working a network's numbers out by formulas, rightly or with a mistake or a slip, and what is the same formula."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, cached_property
from random import Random
from typing import Any

from tutor.lessons.problem import Problem

from tests.support.sheets.formulas import GIVEN, Formulas
from tests.support.sheets.terms import At, Numbers, Quantity, Sigma, Term, Var, inside, mapped

TRIALS = 12
"""At how many random networks two formulas are compared."""
Place = tuple[Quantity, int]
"""A quantity at a point, 0 for a total."""


def numbers_of(problem: Problem) -> Numbers:
    """A problem's numbers: exact where its functions are."""
    network = problem.network
    number: Callable[[Any], Any] = Fraction if set(network.activations) <= {"relu", "identity"} else float
    x, y = (tuple(tuple(map(number, point[k])) for point in problem.data) for k in (0, 1))
    theta = tuple(map(number, problem.theta))
    return Numbers(tuple(network.widths), tuple(network.activations), theta, x, y, number(problem.learning_rate))


class Worker:
    """Somebody who works everything out by formulas; `slips` are values that came out otherwise."""

    def __init__(self, formulas: Formulas, slips: Mapping[Place, Any] | None = None) -> None:
        self.formulas = formulas
        self.shape = formulas.shape
        self.slips = dict(slips or {})
        self._found: dict[Place, Any] = {}

    def value(self, of: Quantity, point: int = 0) -> Any:
        """A quantity's value at a point (from 1); of a total with no point."""
        if of.kind in GIVEN:
            return self.shape.given(of, point)
        place = (of, point)
        if place not in self._found:
            slipped = place in self.slips
            self._found[place] = self.slips[place] if slipped else self.worked(self.formulas.of(of), point)
        return self._found[place]

    def worked(self, term: Term, point: int = 0) -> Any:
        """A term's value."""
        return At(self.value, len(self.shape.x), point).value(term)


class FollowingSheet(Worker):
    """Who takes what stands on a sheet for granted, and works the rest out by the right formulas."""

    def __init__(self, shape: Numbers, stated: Mapping[Place, Any]) -> None:
        super().__init__(Formulas(shape), stated)


def expanded(term: Term, formulas: Formulas, kinds: str) -> Term:
    """A term with the quantities of some kinds (`up delta term`) replaced by their formulas, in these as well."""

    def change(part: Term) -> Term | None:
        if isinstance(part, Var) and part.of.kind in kinds.split():
            return expanded(formulas.of(part.of), formulas, kinds)
        return None

    return mapped(term, change)


def is_total(term: Term) -> bool:
    """Whether a term has one value for all points."""
    names = {one for one in inside(term) if isinstance(one, Var)}
    summed = {one for sigma in inside(term) if isinstance(sigma, Sigma) for one in inside(sigma)}
    return all(one.of.is_total for one in names - summed)


class Family:
    """Random networks of one shape, at which formulas are compared: gates open and closed, all numbers about.

    In one that is `open`, all numbers are positive, and so every gate is open.
    """

    def __init__(self, shape: Numbers, trials: int = TRIALS, *, is_open: bool = False) -> None:
        random = Random(4)
        self.shape, self.is_open = shape, is_open
        self.workers = [Worker(Formulas(self._drawn(shape, random))) for _ in range(trials)]
        self.same = cache(self._same)

    @cached_property
    def of_open(self) -> "Family":
        """The same shape with every gate open."""
        return Family(self.shape, is_open=True)

    def _drawn(self, shape: Numbers, random: Random) -> Numbers:
        exact = set(shape.activations) <= {"relu", "identity"}

        def number() -> Any:
            sign = 1 if self.is_open else random.choice((1, 1, -1))
            drawn = Fraction(sign * random.randint(1, 40), random.randint(3, 9))
            return drawn if exact else float(drawn) / 4

        def many(rows: Any) -> Any:
            return tuple(tuple(number() for _ in row) for row in rows)

        theta = tuple(number() for _ in shape.theta)
        return Numbers(shape.widths, shape.activations, theta, many(shape.x), many(shape.y), abs(number()))

    def _same(self, one: Term, other: Term) -> bool:
        """Whether two terms have the same value everywhere, at each point where they have one at each."""
        for worker in self.workers:
            for point in (0,) if is_total(one) and is_total(other) else worker.shape.points:
                try:
                    first, second = worker.worked(one, point), worker.worked(other, point)
                except (ArithmeticError, ValueError):
                    continue
                if not near(first, second, 1e-9):
                    return False
        return True


def near(one: Any, other: Any, relative: float) -> bool:
    """Whether two values are the same but for the last digits of floats."""
    if isinstance(one, int | Fraction) and isinstance(other, int | Fraction):
        return one == other
    return bool(abs(one - other) <= relative * max(abs(one), abs(other), 1e-3))
