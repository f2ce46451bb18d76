"""Which rule of the catalogue makes what a line says.

A formula is held against each mistaken computation at all places, so that mistakes which give the same number in one
problem are told apart; a number is held against them at the problem's own place.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from copy import copy
from functools import cached_property
from typing import NamedTuple

from tutor.lessons.arrays import mistakes_on
from tutor.lessons.problem import Problem
from tutor.mistakes.mistake import Mistake, without_narrower
from tutor.sheet.checking import Checker
from tutor.sheet.comparing import agree, surely_differ
from tutor.sheet.evaluating import Evaluator, State
from tutor.sheet.graph_state import GraphState
from tutor.sheet.kinds import Kind, Unknown
from tutor.sheet.layered_state import LayeredState
from tutor.sheet.places import Places
from tutor.sheet.put_in import Known, PutIn, changes
from tutor.sheet.terms import Call, Group, Named, Number, Term, walk
from tutor.sheet.values import Value
from tutor.sheet.verdict import Made

MOST_NAMED = 4
MOST_KEPT = 64
"""Of so many quantities, or of one as it is at a data point, it is kept what mistakes make of them."""
Members = tuple[Mistake, ...]
Other = tuple[Members, Value]
"""Mistakes that are made at once, and what they make of a quantity."""


class Catalogue:
    """The mistaken computations of a problem, each worked out when it is first asked for."""

    def __init__(self, problem: Problem, places: Places) -> None:
        self._problem, self._places = problem, places
        self._states: dict[Members, State] = {}
        self._others: dict[object, list[Other]] = {}

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """All that can be made on the problem."""
        return mistakes_on(self._problem)

    @cached_property
    def gates(self) -> tuple[Mistake, ...]:
        """Those that leave gates out, which many make beside another."""
        return tuple(one for one in self.mistakes if one.id.startswith("partial.gate-ignored"))

    def prepare(self) -> None:
        """Work out what each mistake, and each beside gates that are left out, makes of the problem."""
        for members in (*self.single, *self.beside):
            with suppress(KeyError):
                self.state(*members).value(self._problem.graph.objective.name)

    @cached_property
    def single(self) -> tuple[Members, ...]:
        """Each by itself."""
        return tuple((one,) for one in self.mistakes)

    @cached_property
    def beside(self) -> tuple[Members, ...]:
        """Those that leave gates out, each with one that may be made beside it."""
        partial = [one for one in self.mistakes if one.kind == "partial" and one.point is None]
        return tuple((gate, one) for gate in self.gates for one in partial if one not in self.gates)

    def others(self, claim: "Claim", of: tuple[Members, ...]) -> list[Other]:
        """What some mistakes make of the quantity that a claim is about, where that is not what it is."""
        key = claim.about, of is self.single
        if key not in self._others:
            if len(self._others) >= MOST_KEPT:
                self._others.clear()
            made = ((members, claim.mistaken(self.state(*members))) for members in of)
            self._others[key] = [(members, value) for members, value in made if value is not None]
        return self._others[key]

    def state(self, *members: Mistake) -> State:
        """The values by these mistakes' rules."""
        found = self._states.get(members)
        if found is None:
            rules = members[0].rules()
            for other in members[1:]:
                rules = other.rules(rules)
            made = LayeredState if self._problem.is_layered else GraphState
            found = self._states[members] = made(self._problem, self._places, rules)
        return found


class Claim:
    """What a line says of a quantity: a side that is not what the quantity is."""

    def __init__(
        self, checker: Checker, evaluator: Evaluator, quantity: Term, side: Term, point: int | None, right: State
    ) -> None:
        self._checker, self._quantity, self._side = checker, quantity, side
        kind = evaluator.kind(side)
        self._own, self.has_names = kind is not Kind.SYMBOLS, kind is not Kind.NUMBERS
        self._point = point
        self._summed = checker.quantities.is_total(quantity) and point is None
        self._right = right

    @property
    def is_right(self) -> bool:
        """Whether what it says is what the quantity is, so that the fault lies behind it."""
        try:
            true, side = self._true, self._side_as_it_is
        except (Unknown, IndexError, ValueError):
            return False
        return bool(agree(true.in_rows(side.of), side.in_rows(true.of)).at.all())

    @property
    def is_sure(self) -> bool:
        """Whether a rule that makes it may be named for sure: one number by itself may be a slip as well."""
        numbers = {one.quantity.value for one in walk(self._side) if isinstance(one, Number)}
        return self.has_names or len(numbers - _NO_EVIDENCE) > 1

    @property
    def is_formula(self) -> bool:
        """Whether it is said in letters alone."""
        return not self._own

    @property
    def about(self) -> tuple[object, ...]:
        """The quantity, and at which places and data points it is meant."""
        return self._quantity, self._own, self._point

    def with_these_numbers(self) -> "Claim":
        """The same, said of the problem's own numbers alone."""
        claim = copy(self)
        claim._own = True
        claim.__dict__.pop("_side_as_it_is", None)
        claim.__dict__.pop("_true", None)
        return claim

    def mistaken(self, state: State) -> Value | None:
        """What a mistaken computation makes of the quantity; None where it is right there, or says nothing of it."""
        try:
            found = self._value(self._quantity, state)
            if surely_differ(found, self._true):
                return found
            return None if agree(found, self._true).at.all() else found
        except (Unknown, IndexError, ValueError):
            return None

    def is_made_by(self, mistaken: Value, state: State | None = None) -> bool:
        """Whether it says what a mistaken computation has made of the quantity.

        With its `state`, the names in it stand for what the mistaken computation makes of them.
        """
        try:
            side = self._side_as_it_is if state is None else self._value(self._side, state)
            mistaken, side = mistaken.in_rows(side.of), side.in_rows(mistaken.of)
            if surely_differ(mistaken, side):
                return False
            if state is not None and not mistaken.value.any():  # nothing is equal to nothing
                return False
            return bool(agree(mistaken, side).at.all())
        except (Unknown, IndexError, ValueError):
            return False

    def is_begun_before(self, state: State) -> bool:
        """Whether a mistaken computation does rightly what it says is done, from a z to its a: it went wrong before."""
        names = {one for one in walk(self._side) if isinstance(one, Named)}
        step = Call("rho", tuple(names))
        try:
            return len(names) == 1 and all(
                agree(self._value(step, one), self._value(self._quantity, one)).at.all() for one in (self._right, state)
            )
        except (Unknown, IndexError, ValueError):
            return False

    @cached_property
    def _side_as_it_is(self) -> Value:
        return self._value(self._side, self._right)

    @cached_property
    def _true(self) -> Value:
        return self._value(self._quantity, self._right)

    def _value(self, term: Term, state: State) -> Value:
        return self._checker.value(
            term, state, own=self._own, summed=self._summed, point=self._point, listed=isinstance(self._quantity, Group)
        )


_NO_EVIDENCE = {0, 1}
MOST_HERE = 2
"""More that come to the same with one problem's numbers tell nothing."""
MOST_BEHIND_FORMULA = 3
"""Behind a right formula more may have made a number by chance, and a slip is likelier."""


class Explained(NamedTuple):
    """What makes a line: alternatives, and whether one of them may be said to, for sure."""

    made_by: tuple[Made, ...] = ()
    is_sure: bool = True

    def beside(self, other: "Explained") -> "Explained":
        """With what makes another reading of the line."""
        return Explained(tuple(dict.fromkeys((*self.made_by, *other.made_by)))[:MOST_NAMED], self.is_sure)


def rules_of(
    catalogue: Catalogue, claims: Sequence[Claim], right: State, known: Known, put_in: PutIn | None = None
) -> Explained:
    """What makes the first of some claims that anything makes: alternatives, each one rule, or two at once.

    `known` are quantities whose right numbers stand on the sheet: what would have changed them was not done. `put_in`
    is what stands behind something right.
    """
    claims = [claim for claim in claims if not claim.is_right]
    is_sure = any(claim.is_sure for claim in claims)
    for claim in claims:
        others = catalogue.others(claim, catalogue.single)
        single = [one for (one,), mistaken in others if claim.is_made_by(mistaken)]
        if claim.has_names and all(one.narrows for one in single):
            states = ((one, mistaken, catalogue.state(one)) for (one,), mistaken in others if one not in single)
            made = [(one, state) for one, mistaken, state in states if claim.is_made_by(mistaken, state)]
            single += [one for one, state in made if not claim.is_begun_before(state)]
        if single:
            kept = without_narrower(one for one in single if not changes(catalogue.state(one), right, known))
            if put_in is None:
                return Explained(_alternatives((one,) for one in kept or without_narrower(single)), is_sure)
            kept = [one for one in kept if put_in.allows(catalogue.state(one), right)]
            found = _alternatives((one,) for one in kept)
            return Explained(found if len(found) <= MOST_BEHIND_FORMULA else (), is_sure)
        if claim.is_formula and (pairs := _pairs(catalogue, claim)):
            return Explained(_alternatives(pairs))
    return _with_these_numbers(catalogue, claims, right, known)


def _with_these_numbers(catalogue: Catalogue, claims: Sequence[Claim], right: State, known: Known) -> Explained:
    """What may make formulas that no rule makes: who sees a 1 leaves it out, and may do one thing wrong beside."""
    for claim in claims:
        if claim.is_formula:
            here = claim.with_these_numbers()
            single = [one for (one,), mistaken in catalogue.others(here, catalogue.single) if here.is_made_by(mistaken)]
            found = _alternatives((one,) for one in single if not changes(catalogue.state(one), right, known))
            if 0 < len(found) <= MOST_HERE:
                return Explained(found, is_sure=False)
    return Explained()


def _pairs(catalogue: Catalogue, claim: Claim) -> list[Members]:
    """The mistakes that make a formula beside gates that are left out, as many do."""
    made: dict[Mistake, list[Mistake]] = {}
    for (gate, one), mistaken in catalogue.others(claim, catalogue.beside):
        if claim.is_made_by(mistaken):
            made.setdefault(gate, []).append(one)
    return [(one, gate) for gate, beside in made.items() for one in without_narrower(beside)]


def _alternatives(found: Iterable[Sequence[Mistake]]) -> tuple[Made, ...]:
    """Each by the ids of its mistakes; those that are about other data points by the same rule once."""
    return tuple(dict.fromkeys(tuple(dict.fromkeys(one.id for one in members)) for members in found))[:MOST_NAMED]
