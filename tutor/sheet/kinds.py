"""What a term is made of: letters, numbers, or letters with numbers put in for others.

A formula in letters is compared at many places, one with numbers put in at the problem's own numbers only.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from fractions import Fraction

from tutor.answers.quantity import Quantity
from tutor.lessons.problem import Problem
from tutor.sheet.terms import Call, Group, Indexed, Letter, Named, Number, Power, Product, Sum, Term, bare_number, parts

COUNTS = frozenset("mnN")
"""The letters that books have for the number of data points, where a learner has not defined them."""
DEEPEST = 60
"""A term that is deeper, or a letter that stands for itself, has no value."""


class Unknown(ValueError):
    """A term that has no value here: a vector of another size, ρ of what belongs to no layer."""


class Kind(IntEnum):
    """What a term is made of."""

    SYMBOLS = 0
    MIXED = 1
    """Names, and numbers that were put in for others."""
    NUMBERS = 2


class Kinds:
    """Tells what terms are made of; `letters` are the learner's own."""

    def __init__(self, problem: Problem, letters: Mapping[str, Term]) -> None:
        points = len(problem.data)
        self.letters = letters
        self._named: dict[str, bool] = {}
        self._put_in: dict[str, bool] = {}
        self._count = Number(Quantity.of(points))
        self._usual = (2, Fraction(1, 2), points, Fraction(1, points))

    def of(self, term: Term) -> Kind:
        """What a term is made of. Raises Unknown."""
        if not self._has_names(term, 0):
            return Kind.NUMBERS
        return Kind.MIXED if self._has_put_in(term, 0) else Kind.SYMBOLS

    def definition(self, letter: str) -> Term:
        """What one of the learner's own letters stands for. Raises Unknown."""
        found = self.letters.get(letter) or (self._count if letter in COUNTS else None)
        if found is None:
            raise Unknown(letter)
        return found

    def _has_names(self, term: Term, depth: int) -> bool:
        if isinstance(term, Named | Group | Indexed):
            return True
        if depth > DEEPEST:
            raise Unknown("too deep")
        if isinstance(term, Letter):
            if term.letter not in self._named:
                self._named[term.letter] = self._has_names(self.definition(term.letter), depth + 1)
            return self._named[term.letter]
        return any(self._has_names(one, depth + 1) for one in parts(term))

    def _has_put_in(self, term: Term, depth: int) -> bool:
        """Whether a number stands where a letter would: not the 2 of 2r, the ½ or the m of a mean, the 1 of 1 − a."""
        if depth > DEEPEST:
            raise Unknown("too deep")
        if isinstance(term, Letter):
            if term.letter not in self._put_in:
                meant = self.definition(term.letter)
                is_count = term.letter in COUNTS and bare_number(meant) == self._count.quantity
                self._put_in[term.letter] = not is_count and self._has_put_in(meant, depth + 1)
            return self._put_in[term.letter]
        if isinstance(term, Number):
            return True
        return any(
            one.quantity.value not in allowed if isinstance(one, Number) else self._has_put_in(one, depth + 1)
            for one, allowed in self._inside(term)
        )

    def _inside(self, term: Term) -> Iterator[tuple[Term, Sequence[Fraction | int]]]:
        """What a term is put together from, with the numbers that may stand there without standing for a letter."""
        if isinstance(term, Power):
            yield term.base, ()
        elif isinstance(term, Product):
            is_over = len(term.factors) > 1 and term.factors[1][0] < 0  # 1 over something
            for k, (sign, one) in enumerate(term.factors):
                yield one, (1, *self._usual) if sign < 0 or (is_over and k == 0) else self._usual
        else:
            allowed = (0, 1) if isinstance(term, Sum | Call) else ()
            yield from ((one, allowed) for one in parts(term))
