"""Numbers that were put into a right formula: whether they are those that a mistaken computation puts there.

`dC/dw3 = Σ dC/dz3·a2 = 16·3 + 182·6` says more than its sum does: 16 and 182 are what ∂C/∂z⁽³⁾ was taken to be.
"""

from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np

from tutor.network.products import Array
from tutor.sheet.checking import Checker
from tutor.sheet.comparing import ON_THE_WAY
from tutor.sheet.evaluating import State
from tutor.sheet.kinds import Unknown
from tutor.sheet.names import Names
from tutor.sheet.terms import Named, Number, Power, Product, Term, bare_number, parts, walk

Known = Collection[tuple[str, int | None]]
"""Quantities, each at a data point (from 1) or at all."""
_MOST_FACTORS = 7
_MOST_PARTS = 60
_EXACT = 1e-8


class _Behind(NamedTuple):
    checker: Checker
    meanings: Names
    formula: Term | None
    numbers: Term
    point: int | None
    is_worked: bool


class PutIn(_Behind):
    """What stands behind something right: `formula` has names in it (None: there is none), `numbers` is what is wrong.

    `is_worked`: numbers that were put in stand before it, and are right. `point` is what it is about; None for all.
    """

    def allows(self, state: State, right: State) -> bool:
        """Whether a mistaken computation can have made the numbers, the formula being right.

        Whose value alone is written must have worked by the formula. Numbers that were put in are those of the state.
        """
        if self.formula is None:
            return True
        if self.is_worked or self.is_value:
            return not changes(state, right, [(name, None) for name in self.names])
        return self._fits(self.formula, state)

    @property
    def is_value(self) -> bool:
        """Whether what is wrong is one number."""
        return bare_number(self.numbers) is not None

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in the formula."""
        return (
            frozenset(one.name for one in walk(self.formula) if isinstance(one, Named)) if self.formula else frozenset()
        )

    def _fits(self, formula: Term, state: State) -> bool:
        available = np.array([*self._available(formula, state), 1.0])
        for number in _literals(self.numbers):
            value = abs(float(number.quantity.value))
            slack = self.checker.slack(number.quantity)
            allowed = slack + (ON_THE_WAY if slack else _EXACT) * max(value, _EXACT)
            if not (np.abs(available - value) <= allowed).any():
                return False
        return True

    def _available(self, formula: Term, state: State) -> Iterator[float]:
        """The values, without signs, of all that the formula is put together from, and of products of its factors."""
        for part in islice(walk(formula), _MOST_PARTS):
            yield from np.abs(self._values(part, state)).ravel()
            if isinstance(part, Product):
                factors = [self._values(one, state) for sign, one in part.factors if sign > 0][:_MOST_FACTORS]
                products: list[Array] = [np.ones(1)]
                for factor in factors:
                    products += [product * factor for product in products]
                for product in products:
                    yield from np.abs(product).ravel()

    def _values(self, part: Term, state: State) -> Array:
        part = self.meanings.made_by(part) or part  # ρ′(z1) is what the state has for it
        try:
            value: Array = self.checker.value(part, state, own=True, summed=False, point=self.point).value
        except Unknown:
            return np.zeros(0)
        return value.reshape(-1)


def _literals(term: Term) -> Iterator[Number]:
    """The numbers in a term, but for exponents."""
    if isinstance(term, Number):
        yield term
    for one in (term.base,) if isinstance(term, Power) else parts(term):
        yield from _literals(one)


def changes(state: State, right: State, known: Known) -> bool:
    """Whether quantities that are known are others by a mistaken computation."""
    for name, point in known:
        try:
            values = [one.value(name)[:1] for one in (state, right)]
        except (KeyError, IndexError, ValueError):
            continue
        if point is not None and all(value.shape[-1] > 1 for value in values):
            values = [value[:, point - 1 : point] for value in values]
        if not np.allclose(values[0], values[1], equal_nan=True):
            return True
    return False
