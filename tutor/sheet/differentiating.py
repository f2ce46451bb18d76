"""Derivatives of terms that have no name of their own, put together by the rules for sums, products and chains."""

from collections.abc import Callable

from tutor.answers.quantity import Quantity
from tutor.lessons.problem import Problem
from tutor.sheet.comparing import ON_THE_WAY
from tutor.sheet.graph_state import GraphState
from tutor.sheet.kinds import COUNTS, DEEPEST, Unknown
from tutor.sheet.places import places_of
from tutor.sheet.terms import Call, Letter, Named, Number, Power, Product, Sum, Term, Total, bare_number, walk

_ZERO, _ONE, _TWO = (Number(Quantity.of(n)) for n in range(3))
_CONSTANT = frozenset({"eta", "lambda"})


class Differentiation:
    """Differentiates by one quantity."""

    def __init__(self, problem: Problem, below: str, definition: Callable[[str], Term]) -> None:
        """`definition` says what a letter stands for. Raises Unknown for what is no quantity."""
        if below not in problem.graph.named:
            raise Unknown(below)
        self._problem, self._below, self._definition = problem, below, definition
        self._known = {*problem.graph.named, *(r for r, _, _ in problem.graph.residuals)}

    def of(self, term: Term, depth: int = 0) -> Term:
        """The derivative of a term.

        Raises Unknown for what has none here: a layer as a whole, a letter that stands for a number.
        """
        if depth > DEEPEST:
            raise Unknown("too deep")
        deeper = depth + 1
        match term:
            case Number():
                found: Term = _ZERO
            case Named(name, point):
                found = self._of_name(name, point)
            case Letter(letter):
                found = self._of_letter(letter, deeper)
            case Sum(terms):
                found = Sum(tuple((sign, self.of(one, deeper)) for sign, one in terms))
            case Product(factors):
                found = Sum(tuple(self._of_factor(factors, k, deeper) for k in range(len(factors))))
            case Power(base, Number() as exponent):
                less = Sum(((1, exponent), (-1, _ONE)))
                found = Product(((1, exponent), (1, Power(base, less)), (1, self.of(base, deeper))))
            case Call(function, (argument,), False):
                found = Product(((1, Call(function, (argument,), True)), (1, self.of(argument, deeper))))
            case Total(body):
                found = term._replace(body=self.of(body, deeper))
            case _:
                raise Unknown("no derivative")
        return found

    def _of_name(self, name: str, point: int | None) -> Term:
        if name == self._below:
            return _ONE
        if name in _CONSTANT:
            return _ZERO
        if name not in self._known:
            raise Unknown(name)
        return Named(f"d{name}/d{self._below}", point)

    def _of_letter(self, letter: str, depth: int) -> Term:
        meant = self._definition(letter)
        if not any(isinstance(one, Named | Letter) for one in walk(meant)):
            if letter in COUNTS:
                return _ZERO
            meant = self._share(meant)
        return self.of(meant, depth)

    def _share(self, number: Term) -> Term:
        """The one output's share of the cost, a square, that a number is, `E_o2 = 0.0236`. Raises Unknown."""
        quantity = bare_number(number)
        if quantity is None or not self._problem.is_layered or self._problem.network.cost_function.is_cross_entropy:
            raise Unknown("a number")
        state, scale = GraphState(self._problem, places_of(self._problem)), self._problem.network.cost_scale(1)
        found = []
        for r, _, _ in self._problem.graph.residuals if len(self._problem.data) == 1 else ():
            true = float(scale) * float(state.value(r)[0, 0]) ** 2
            if abs(true - float(quantity.value)) <= ON_THE_WAY * true:
                found.append(Product(((1, Number(Quantity.of(scale))), (1, Power(Named(r), _TWO)))))
        if len(found) != 1:
            raise Unknown("a number")
        return found[0]

    def _of_factor(self, factors: tuple[tuple[int, Term], ...], k: int, depth: int) -> tuple[int, Term]:
        """The product with one factor differentiated; of a divisor, 1/f, it is −f′/f²."""
        sign, factor = factors[k]
        slope = (1, self.of(factor, depth))
        rest = (*factors[:k], *factors[k + 1 :])
        return (1, Product((slope, *rest))) if sign > 0 else (-1, Product((slope, (-1, factor), (-1, factor), *rest)))
