"""Calls of array libraries as terms: `np.dot(W1, x)`, `np.sum(r**2)`, `d1.sum(axis=0)`."""

from collections.abc import Sequence

from tutor.answers.quantity import Quantity
from tutor.sheet.terms import (
    Call,
    Group,
    Joined,
    Letter,
    Number,
    Over,
    Power,
    Product,
    Sum,
    Term,
    Total,
    Transposed,
    bare_number,
    walk,
)

_OF_NUMBERS = ("tanh", "relu", "sigmoid", "exp", "log", "sqrt", "abs")
METHODS = ("sum", "mean", "dot", "transpose", *_OF_NUMBERS)
ARRAY_CALLS = frozenset({"sum", "mean", "dot", "transpose", "matmul", "outer", "multiply", "square", "array", "where"})
"""Functions of arrays; those of numbers, `np.maximum`, are like others."""
_SIGNS = {"dot": "dot", "matmul": "@", "outer": "⊗", "multiply": "⊙"}
_TOTALS = {
    ("sum", False): Over.ALL,
    ("sum", True): Over.POINTS,
    ("mean", False): Over.MEAN_OF_ALL,
    ("mean", True): Over.MEAN,
}
_ONE, _TWO = (Number(Quantity.of(n)) for n in (1, 2))


def array_call(name: str, arguments: Sequence[Term]) -> Term | None:
    """What a call of an array library comes to; None for one with too few or too many arguments.

    Whichever axis is named is taken to be that of the data points: in rows for some, in columns for others.
    """
    found: Term | None = None
    match name, tuple(arguments):
        case (("sum" | "mean"), (body,)):
            found = Total(body, _TOTALS[name, False])
        case (("sum" | "mean"), (body, axis)) if bare_number(axis) is not None:
            found = Total(body, _TOTALS[name, True])
        case (("dot" | "matmul" | "outer" | "multiply"), (left, right)):
            found = joined(_SIGNS[name], left, right)
        case name, (body,) if name in _OF_NUMBERS:
            found = Call(name, (body,))
        case "square", (body,):
            found = Power(body, _TWO)
        case "transpose", (body,):
            found = Transposed(body)
        case "array", (body,):
            found = body
        case "where", (condition, then, otherwise):
            is_not = Sum(((1, _ONE), (-1, condition)))
            found = Sum(((1, Product(((1, condition), (1, then)))), (1, Product(((1, is_not), (1, otherwise))))))
    return found


def joined(sign: str, left: Term, right: Term) -> Term:
    """Two factors with the sign of a product of matrices between them; of numbers it is a product like any other."""
    if any(isinstance(one, Group | Letter) for side in (left, right) for one in walk(side)):
        return Joined(sign, left, right)
    factors = (side.factors if isinstance(side, Product) else ((1, side),) for side in (left, right))
    return Product(tuple(factor for some in factors for factor in some))
