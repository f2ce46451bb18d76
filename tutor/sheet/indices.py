"""What is said of whichever units, `δ_j = Σ_k δ_k w_kj ρ'(z_j)`, as what it says of each of them.

An index counts the units of one layer, or the data points. Which layer that is, and whether the first index of a weight
is that of the unit it leads to, many pages leave open: every way that fits is given.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice, product

from tutor.lessons.problem import Problem
from tutor.sheet.index_names import LETTERS
from tutor.sheet.kinds import Unknown
from tutor.sheet.terms import Indexed, Named, Power, Statement, Sum, Term, Total, Vector, rebuilt, walk

POINTS = -1
"""What an index counts that is no layer's."""
_Counts = Mapping[str, int]
"""What each index counts: the units of a layer, or POINTS."""
_MOST_WAYS, _MOST_EACH = 200, 24


def has_index(sides: Sequence[Term]) -> bool:
    """Whether something is said of whichever unit."""
    return any(isinstance(one, Indexed) for side in sides for one in walk(side))


def ways(problem: Problem, statement: Statement) -> Iterator[tuple[Statement, ...]]:
    """Every way to read it: what it says of each unit."""
    leaves = list(dict.fromkeys(_leaves(statement.sides)))
    letters = list(dict.fromkeys(one for leaf in leaves for one in leaf.indices if one in LETTERS))
    depth = problem.network.depth if problem.is_layered else 0
    for to_first in (True, False):
        for counted in islice(product((*range(depth, -1, -1), POINTS), repeat=len(letters)), _MOST_WAYS):
            counts = dict(zip(letters, counted, strict=True))
            reading = _Reading(problem, counts, to_first)
            if (to_first or reading.turns(leaves)) and all(reading.fits(leaf) for leaf in leaves):
                with suppress(Unknown):
                    yield tuple(reading.each(statement))


def says_layers(sides: Sequence[Term]) -> bool:
    """Whether every such quantity says which layer it belongs to."""
    return all(leaf.layer is not None or leaf.letter in "xyr" for leaf in _leaves(sides))


def _leaves(sides: Sequence[Term]) -> Iterator[Indexed]:
    for side in sides:
        for one in walk(side):
            if isinstance(one, Indexed):
                yield one
                if isinstance(one.above, Indexed):
                    yield one.above


class _Reading:
    """One way to read indices."""

    def __init__(self, problem: Problem, counts: _Counts, to_first: bool) -> None:
        self._problem, self._counts, self._to_first = problem, counts, to_first
        self._widths = problem.network.widths
        self._known = {*problem.graph.named, *(r for r, _, _ in problem.graph.residuals)}

    def turns(self, leaves: Sequence[Indexed]) -> bool:
        """Whether it matters which index of a weight stands first."""
        return any(leaf.letter == "w" and len(leaf.indices) == 2 for leaf in leaves)

    def fits(self, leaf: Indexed) -> bool:
        """Whether a quantity can have its indices."""
        return self._layer_of(leaf) is not None

    def each(self, statement: Statement) -> Iterator[Statement]:
        """What the statement says of each unit. Raises Unknown where these are too many."""
        bound = {one.counter for side in statement.sides for one in walk(side) if isinstance(one, Total)}
        free = [letter for letter, layer in self._counts.items() if layer != POINTS and letter not in bound]
        numbers = list(islice(product(*(self._units(letter) for letter in free)), _MOST_EACH + 1))
        if len(numbers) > _MOST_EACH:
            raise Unknown("too many units")
        for units in numbers:
            at = dict(zip(free, units, strict=True))
            yield statement._replace(sides=tuple(self._put_in(side, at) for side in statement.sides))

    def _units(self, letter: str) -> range:
        return range(1, self._widths[self._counts[letter]] + 1)

    def _put_in(self, term: Term, at: Mapping[str, int]) -> Term:
        if isinstance(term, Indexed):
            return Named(self._name(term, at))
        if isinstance(term, Total) and term.counter in self._counts:
            if self._counts[term.counter] == POINTS:
                return Total(self._put_in(term.body, at))
            bodies = (self._put_in(term.body, {**at, term.counter: unit}) for unit in self._units(term.counter))
            return Sum(tuple((1, body) for body in bodies))
        if isinstance(term, Vector):
            return term._replace(items=tuple(self._put_in(one, at) for one in term.items))
        if isinstance(term, Power):
            return Power(self._put_in(term.base, at), self._put_in(term.exponent, at))
        return rebuilt(term, lambda one: self._put_in(one, at))

    def _name(self, leaf: Indexed, at: Mapping[str, int]) -> str:
        """The name of one of the quantities. Raises Unknown where there is none."""
        layer = self._layer_of(leaf)
        letter = "z" if leaf.letter == "δ" else leaf.letter
        letter, layer = ("x", 0) if letter == "a" and layer == 0 else (letter, layer)
        if any(one in LETTERS and one not in at and self._counts[one] != POINTS for one in leaf.indices):
            raise Unknown("an index of no sum")
        units = [str(at.get(one, one)) for one in leaf.indices if self._counts.get(one) != POINTS]
        if letter == "w":
            units = self._of_weight(units, layer or 1)
        base = f"{letter}{layer if letter in 'wbza' else ''}"
        named = f"{base}[{','.join(units)}]" if units else base
        found = next((name for name in (named, base) if name in self._known), None)
        if found is None or (found == base and set(units) - {"1"} and letter != "b"):
            raise Unknown(named)
        above = self._name(leaf.above, at) if isinstance(leaf.above, Indexed) else leaf.above
        if leaf.letter == "δ":
            above = self._problem.graph.objective.name
        return f"d{above}/d{found}" if above else found

    def _of_weight(self, units: list[str], layer: int) -> list[str]:
        """The unit that it leads to, and then that which it comes from."""
        if len(units) == 1:
            return ["1", *units] if self._widths[layer] == 1 else [*units, "1"]
        return units if self._to_first else units[::-1]

    def _layer_of(self, leaf: Indexed) -> int | None:
        """The layer that a quantity belongs to; None where its indices do not fit it."""
        counted = [self._counts.get(one) for one in leaf.indices]
        found: int | None = None
        if leaf.letter == "w":
            found = self._layer_of_weight(leaf, counted)
        elif counted == [POINTS]:
            found = leaf.layer if leaf.letter != "b" else None
            found = {"x": 0, "y": len(self._widths) - 1, "r": len(self._widths) - 1}.get(leaf.letter, found)
            found = len(self._widths) - 1 if found is None and leaf.letter in "aδ" else found
            found = found if found is not None and found < len(self._widths) and self._widths[found] == 1 else None
        elif len(counted) == 1 and counted[0] is not None:
            found = counted[0]
            is_last = found == len(self._widths) - 1
            fits = {"x": found == 0, "y": is_last, "r": is_last}.get(leaf.letter, found > 0 or leaf.letter == "a")
            found = found if fits and leaf.layer in (None, found) else None
        if isinstance(leaf.above, Indexed) and self._layer_of(leaf.above) is None:
            return None
        return found

    def _layer_of_weight(self, leaf: Indexed, counted: Sequence[int | None]) -> int | None:
        """Layer by layer where its indices can count the units to its right and to its left."""
        if POINTS in counted:
            return None
        for layer in (leaf.layer,) if leaf.layer is not None else range(len(self._widths) - 1, 0, -1):
            if not 0 < layer < len(self._widths):
                continue
            sides = [layer, layer - 1] if self._to_first else [layer - 1, layer]
            if len(counted) == 1:
                sides = [layer - 1] if self._widths[layer] == 1 else [layer] if self._widths[layer - 1] == 1 else []
            if len(sides) == len(counted) and all(
                one in (None, side) for one, side in zip(counted, sides, strict=True)
            ):
                return layer
        return None
