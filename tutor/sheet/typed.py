"""A term as it would be typed: what a field is answered with, or a line says; read again, it is the same."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tutor.lessons.chain import typed_factor
from tutor.lessons.problem import Problem
from tutor.sheet.kinds import COUNTS, DEEPEST, Unknown
from tutor.sheet.terms import Call, Letter, Named, Number, Over, Power, Product, Sum, Term, Total, Vector, compared

_TOTALS = {
    Over.POINTS: ("Σ ", ""),
    Over.ALL: ("np.sum", ")"),
    Over.MEAN: ("np.mean", ", 0)"),
    Over.MEAN_OF_ALL: ("np.mean", ")"),
}
"""How a sum begins and ends; nothing behind one that takes the product that follows."""
_FUNCTIONS = {"rho": "ρ"}


def typed(problem: Problem, term: Term, letters: Mapping[str, Term]) -> str:
    """The term as text, with what the learner's own letters stand for in their place.

    Raises Unknown for what only a sheet has: layers as wholes, and letters that stand for nothing.
    """
    return _Typed(problem, letters).of(term, 0)


class _Typed:
    def __init__(self, problem: Problem, letters: Mapping[str, Term]) -> None:
        self._problem, self._letters = problem, letters

    def of(self, term: Term, depth: int) -> str:
        if depth > DEEPEST:
            raise Unknown("too deep")
        inside = depth + 1
        match term:
            case Number(quantity):
                found = quantity.shown
            case Named(name, point):
                found = typed_factor(self._problem, name, Fraction(1)) + (f"^({point})" if point else "")
            case Letter(letter) if letter in self._letters or letter in COUNTS:
                found = self.of(self._letters[letter], inside) if letter in self._letters else letter
            case Sum(terms):
                signed = (("−" if sign < 0 else "+") + self._factor(one, inside) for sign, one in terms)
                found = "".join(signed).removeprefix("+")
            case Product(factors):
                found = "".join(("·" if sign > 0 else "/") + self._factor(one, inside) for sign, one in factors)[1:]
            case Power(base, exponent):
                found = f"{self._power(base, inside)}^{self._power(exponent, inside)}"
            case Call("positive" | "norm", (argument,)):
                is_norm = term.function == "norm"
                sides = " > ".join(self.of(one, inside) for one in ((argument,) if is_norm else compared(argument)))
                found = f"‖{sides}‖" if is_norm else f"({sides})"
            case Call(function, arguments, primed):
                name = _FUNCTIONS.get(function, function) + ("'" if primed else "")
                found = f"{name}({self._listed(arguments, inside)})"
            case Total(body, over):
                function, last = _TOTALS[over]
                found = function + (
                    f"({self.of(body, inside)}{last}" if last else self._factor(body, inside, also=Product)
                )
            case Vector(items):
                found = f"({self._listed(items, inside)})"
            case _:
                raise Unknown("a matrix, or a letter that stands for nothing")
        return found

    def _power(self, term: Term, depth: int) -> str:
        """A base or an exponent: in brackets, but for a number."""
        whole = self.of(term, depth)
        return whole if isinstance(term, Number) else f"({whole})"

    def _listed(self, items: Sequence[Term], depth: int) -> str:
        return ", ".join(self.of(one, depth) for one in items)

    def _factor(self, term: Term, depth: int, *, also: type[Term] | None = None) -> str:
        """A term where a factor, or a summand, stands: in brackets unless it is one piece, or of a kind that may be."""
        meant = self._letters.get(term.letter, term) if isinstance(term, Letter) else term
        is_piece = isinstance(meant, Number | Named | Power | Call) or (also is not None and isinstance(meant, also))
        whole = self.of(meant, depth)
        return whole if is_piece else f"({whole})"
