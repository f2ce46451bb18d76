"""Formulas in which numbers were put in for letters: with the letters put back they can be compared everywhere.

`δ1 = δ2 · 3 · g1` says what `δ1 = δ2 w2 g1` says where w2 is 3; what only happens to give the same number does not.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, islice, product

from tutor.lessons.problem import Problem
from tutor.sheet.graph_state import GraphState
from tutor.sheet.places import places_of
from tutor.sheet.terms import Call, Named, Number, Power, Product, Sum, Term, Total, bare_number, walk

MOST = 48
"""So many ways to put letters back are tried."""


_SAME = 1e-9
_USUAL = (0, 1, 2, Fraction(1, 2))


def hides_by_zero(side: Term, is_zero: Callable[[Term], bool]) -> tuple[str, ...]:
    """The names of what is 0 beside numbers in products of a side: whatever the numbers are, it comes to the same."""
    found: list[str] = []
    for part in walk(side):
        if not isinstance(part, Product) or not any(isinstance(one, Number) for _, one in part.factors):
            continue
        found += [one.name for _, one in part.factors if isinstance(one, Named) and is_zero(one)]
    return tuple(dict.fromkeys(found))


class Letters:
    """The letters that a problem's numbers may stand for."""

    def __init__(self, problem: Problem) -> None:
        self._named: dict[Fraction, list[Named]] = {}
        pairs = list(zip(problem.graph.parameters, problem.theta, strict=True))
        self._biases = {value for one, value in pairs if one.kind == "bias"}
        penalty = problem.network.penalty if problem.is_layered else None
        if penalty is not None:
            self._named.setdefault(penalty.l2, []).append(Named("lambda"))
        if len(problem.data) == 1:
            given_at_point = zip((*problem.graph.inputs, *problem.graph.targets), chain(*problem.data[0]), strict=False)
            for one, value in given_at_point if problem.is_layered else ():
                self._named.setdefault(value, []).append(Named(one.name))
        given = {*problem.theta, *(value for point in problem.data for half in point for value in half), *_USUAL}
        is_given = problem.learning_rate in given or problem.learning_rate in self._named
        self._rate = None if is_given else problem.learning_rate
        for one, value in pairs:
            self._named.setdefault(value, []).append(Named(one.name))
        if len(problem.data) == 1:
            self._with_slopes(problem)
        if problem.learning_rate:
            self._named.setdefault(problem.learning_rate, []).append(Named("eta"))

    def _with_slopes(self, problem: Problem) -> None:
        """Where a derivative comes to 1, 2 or ½, which need not be put in for anything: `do/dw1 = x1·0.5`."""
        objective = problem.graph.objective.name
        state = GraphState(problem, places_of(problem))
        for one in (*problem.graph.backwards, *problem.graph.asked):
            value = float(state.value(f"d{objective}/d{one.name}")[0, 0])
            for usual in (1, 2, Fraction(1, 2)):
                if abs(value - usual) < _SAME:
                    self._named.setdefault(Fraction(usual), []).append(Named(f"d{objective}/d{one.name}"))

    def with_rate(self, term: Term) -> Term:
        """A term that has names with η for its number, where nothing else that is given has that number."""
        if self._rate is None or not any(isinstance(one, Named) for one in walk(term)):
            return term
        return self._rated(term)

    def _rated(self, term: Term) -> Term:
        found = term
        match term:
            case Number(quantity) if quantity.value == self._rate:
                found = Named("eta")
            case Sum(terms):
                found = Sum(tuple((sign, self._rated(one)) for sign, one in terms))
            case Product(factors):
                found = Product(tuple((sign, self._rated(one)) for sign, one in factors))
        return found

    def has_bias_put_in(self, sides: Sequence[Term]) -> bool:
        """Whether a side is a sum with a bias's number in it: z1 = x + 1, in which a w1 of 1 is not to be seen."""
        sums = [side.terms for side in sides if isinstance(side, Sum) and len(side.terms) > 1]
        return any(
            isinstance(one, Number) and sign * one.quantity.value in self._biases
            for terms in sums
            for sign, one in terms
        )

    def put_back(self, sides: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
        """The sides with letters put back for some of their numbers, but not as they are."""
        named = [any(isinstance(one, Named) for one in walk(side)) for side in sides]
        ways = product(
            *(list(islice(self._ways(side), MOST)) if has else [side] for side, has in zip(sides, named, strict=True))
        )
        yield from (way for way in islice(ways, MOST) if way != tuple(sides))

    def _ways(self, term: Term) -> Iterator[Term]:
        """A term as it is, and with letters for its numbers; a number by itself stands for nothing."""
        match term:
            case Sum(terms):
                for way in product(*(list(islice(self._inside(one), MOST)) for _, one in terms)):
                    yield Sum(tuple((sign, one) for (sign, _), one in zip(terms, way, strict=True)))
            case Product(factors):
                for way in product(*(list(islice(self._inside(one), MOST)) for _, one in factors)):
                    yield Product(tuple((sign, one) for (sign, _), one in zip(factors, way, strict=True)))
            case Total(body):
                yield from (term._replace(body=one) for one in self._ways(body))
            case Call(function, (argument,), primed):
                yield from (Call(function, (one,), primed) for one in self._ways(argument))
            case Power(base, exponent):
                yield from (Power(one, exponent) for one in self._ways(base))
            case _:
                yield term

    def _inside(self, term: Term) -> Iterator[Term]:
        number = bare_number(term)
        if number is not None:
            yield term
            yield from self._named.get(number.value, ())
            if number.value:  # −0.5·a1, where w2 is −0.5
                yield from (Sum(((-1, one),)) for one in self._named.get(-number.value, ()))
        else:
            yield from self._ways(term)


@lru_cache(maxsize=32)
def letters_of(problem: Problem) -> Letters:
    """The letters of a problem; those of the last few are kept."""
    return Letters(problem)
