"""A term as it was read, in LaTeX."""

from tutor.lessons.problem import Problem
from tutor.lessons.symbols import written
from tutor.sheet.terms import (
    Call,
    Group,
    Indexed,
    Joined,
    Letter,
    Named,
    Number,
    Over,
    Power,
    Product,
    Slope,
    Statement,
    Sum,
    Term,
    Total,
    Transposed,
    Vector,
    compared,
)
from tutor.sheet.tidying import UNIT_I

_FUNCTIONS = {
    "rho": "\\rho", "sigmoid": "\\sigma", "relu": "\\operatorname{relu}", "softplus": "\\operatorname{softplus}",
    "f": "f",
}  # fmt: skip

_AROUND = {
    "norm": ("\\lVert ", " \\rVert"), "abs": ("\\lvert ", " \\rvert"), "sqrt": ("\\sqrt{", "}"),
}  # fmt: skip
"""Functions that are written around what they are put on."""
_INDEX = {UNIT_I: "i"}
_BETWEEN = {"⊙": " \\odot ", "dot": " \\cdot "}


def term_latex(problem: Problem, term: Term) -> str:
    """A term as LaTeX."""
    return _Latex(problem).of(term)


def latex_of(problem: Problem, statement: Statement) -> str:
    """The statement as LaTeX."""
    sides = [_Latex(problem).of(side) for side in statement.sides]
    if statement.flows:
        head = f"{sides.pop(0)} = " if isinstance(statement.sides[0], Named) else ""
        return head + " \\to ".join(sides)
    lead = f"{statement.defines} = " if statement.defines else "= " if statement.goes_on else ""
    return lead + " = ".join(sides)


class _Latex:
    def __init__(self, problem: Problem) -> None:
        self._problem = problem

    def of(self, term: Term) -> str:
        match term:
            case Number(quantity):
                found = quantity.shown.replace("−", "-")
            case Named(name, point):
                found = written(self._problem, name, str(point) if point else "")
            case Letter(letter):
                found = letter
            case Group(label):
                found = label
            case Slope() | Indexed() | Transposed() | Joined():
                found = self._special(term)
            case Sum(terms):
                found = self._sum(terms)
            case Product(factors):
                found = self._product(factors)
            case Power(base, exponent):
                found = self._power(base, exponent)
            case Call():
                found = self._call(term)
            case Total(body, over):
                is_mean = over in (Over.MEAN, Over.MEAN_OF_ALL)
                sum_ = f"\\sum_{{{_INDEX.get(term.counter, term.counter)}}}" if term.counter else "\\sum"
                found = f"\\operatorname{{mean}}({self.of(body)})" if is_mean else f"{sum_} {self._factor(body)}"
            case Vector(items):
                found = f"({', '.join(map(self.of, items))})"
        return found

    def _special(self, term: Slope | Indexed | Transposed | Joined) -> str:
        """What has signs of its own: a derivative of an expression, whichever unit, matrices."""
        match term:
            case Slope(body, below):
                return f"\\frac{{\\partial}}{{\\partial {self.of(below)}}} {self._factor(body)}"
            case Transposed(body):
                inner = self.of(body)
                return f"{inner}^{{T}}" if inner.isalnum() else f"({inner})^{{T}}"
            case Joined(sign, left, right):
                right = Transposed(right) if sign == "⊗" else right
                return _BETWEEN.get(sign, " ").join(map(self._factor, (left, right)))
        return self._indexed(term)

    def _indexed(self, term: Indexed) -> str:
        layer = f"^{{({term.layer})}}" if term.layer is not None else ""
        below = f"{term.letter}{layer}_{{{''.join(_INDEX.get(one, one) for one in term.indices)}}}"
        if not term.above:
            return below
        above = self._indexed(term.above) if isinstance(term.above, Indexed) else written(self._problem, term.above)
        return f"\\frac{{\\partial {above}}}{{\\partial {below}}}"

    def _power(self, base: Term, exponent: Term) -> str:
        inner = self.of(base)
        simple = isinstance(base, Number | Letter) or (isinstance(base, Named) and "^" not in inner)
        simple = simple or (isinstance(base, Call) and base.function in ("norm", "abs"))
        return f"{inner if simple else f'({inner})'}^{{{self.of(exponent)}}}"

    def _call(self, call: Call) -> str:
        if call.function == "positive":
            return f"[{' > '.join(map(self.of, compared(call.arguments[0])))}]"
        if call.function in _AROUND:
            opened, closed = _AROUND[call.function]
            return f"{opened}{self.of(call.arguments[0])}{closed}"
        name = _FUNCTIONS.get(call.function, f"\\{call.function}") + ("'" if call.primed else "")
        return f"{name}({', '.join(map(self.of, call.arguments))})"

    def _sum(self, terms: tuple[tuple[int, Term], ...]) -> str:
        pieces: list[str] = []
        for sign, one in terms:
            inner = self._factor(one) if isinstance(one, Sum) else self.of(one)
            pieces.append((" - " if sign < 0 else " + ") + inner if pieces else ("-" if sign < 0 else "") + inner)
        return "".join(pieces)

    def _product(self, factors: tuple[tuple[int, Term], ...]) -> str:
        product = ""
        above = [one for sign, one in factors if sign > 0]
        for k, one in enumerate(above):
            beside = k and isinstance(above[k - 1], Number) and not isinstance(one, Number | Sum)
            product += ("" if not k else " " if beside else " \\cdot ") + self._factor(one)
        below = [self._factor(one) for sign, one in factors if sign < 0]
        return f"\\frac{{{product or '1'}}}{{{' '.join(below)}}}" if below else product

    def _factor(self, term: Term) -> str:
        inner = self.of(term)
        return f"({inner})" if isinstance(term, Sum | Joined) else inner
