"""What a line of working says, as trees: the values that it names, and how they are put together."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from tutor.answers.quantity import Quantity


class Number(NamedTuple):
    """A number as it was written."""

    quantity: Quantity


class Named(NamedTuple):
    """A quantity of the problem by the trace's name, or a derivative; of one data point where it says so."""

    name: str
    point: int | None = None


class Letter(NamedTuple):
    """A letter of the learner's own, defined on the sheet."""

    letter: str


class Group(NamedTuple):
    """Several quantities under one name, in order: ∇C, θ′, the units of a layer.

    A layer's has the shape of a matrix, row by row; a column where it has one value for each unit.
    """

    label: str
    names: tuple[str, ...]
    shape: tuple[int, int] | None = None
    is_turned: bool = False
    """Whether rows and columns are exchanged, as by those who write a layer's values as a row."""

    def updated(self) -> "Group":
        """The same after the step."""
        letter, raised, layer = self.label.partition("^")
        return self._replace(label=f"{letter}'{raised}{layer}", names=tuple(f"{name}'" for name in self.names))


class Sum(NamedTuple):
    """Terms added up; those with −1 are subtracted."""

    terms: "tuple[tuple[int, Term], ...]"


class Product(NamedTuple):
    """Factors; those with −1 divide."""

    factors: "tuple[tuple[int, Term], ...]"


class Power(NamedTuple):
    """A base to an exponent."""

    base: "Term"
    exponent: "Term"


class Call(NamedTuple):
    """A function of values, `primed` its derivative; `rho` is the activation of the layer that it is put in."""

    function: str
    arguments: "tuple[Term, ...]"
    primed: bool = False


class Over(StrEnum):
    """What is added up by a sum."""

    POINTS = "points"
    """The data points; of a list also its items, where one number is said of it."""
    ALL = "all"
    """The data points and all entries, as `np.sum` without an axis does."""
    MEAN = "mean"
    """As many as there are data points, and divided by their number."""
    MEAN_OF_ALL = "mean of all"


class Total(NamedTuple):
    """A sum over the data points; over units, where what has its index in the body is of units."""

    body: "Term"
    over: Over = Over.POINTS
    counter: str = ""
    """The index below it, where that may be a unit's."""


class Vector(NamedTuple):
    """Values listed one after the other: at each point, or of each unit. Lists in it are the rows of a matrix."""

    items: "tuple[Term, ...]"
    of_points: bool = False
    """Whether its items are lists, each of one unit's values at all points."""


class Transposed(NamedTuple):
    """A matrix with rows and columns exchanged."""

    body: "Term"


class Joined(NamedTuple):
    """Two matrices whose product is said to be the one (`@`), or entry by entry (`⊙`).

    Arrays without rows and columns have two more: `dot`, of two lists one number, and `outer` (`⊗`).
    """

    sign: str
    left: "Term"
    right: "Term"


class Slope(NamedTuple):
    """The derivative of what has no name of its own: of a letter that was defined, `d/dw (a − y)²`, by a letter."""

    body: "Term"
    below: "Named | Letter"


class Indexed(NamedTuple):
    """Quantities of whichever units have an index, `w_kj` and `δ_k`, or their derivatives; a layer may be left open."""

    letter: str
    layer: int | None
    indices: tuple[str, ...]
    above: "Indexed | str" = ""
    """What is differentiated by them."""


Term: TypeAlias = (
    Number
    | Named
    | Letter
    | Group
    | Sum
    | Product
    | Power
    | Call
    | Total
    | Vector
    | Transposed
    | Joined
    | Slope
    | Indexed
)


class Statement(NamedTuple):
    """Sides that are said to be equal, from left to right. A learner's own letter that is defined is its name."""

    sides: tuple[Term, ...]
    point: int | None = None
    """The data point that it is about, where it says so."""
    defines: str = ""
    goes_on: bool = False
    """Whether it begins with a sign of equality: it goes on from the line before."""
    is_labelled: bool = False
    """Whether a colon stands behind its first side, which then only says what it is about: `w3: 2·2·3 + … = 582`."""
    of_words: bool = False
    """Whether words before a colon say what it is about, or which data point: `출력 편향의 기울기: 6 + 34 = 40`."""
    flows: bool = False
    """Whether arrows lead from number to number, `1 → 2 → 3`: nothing is equal there. What is first may be named."""


def walk(term: Term) -> Iterator[Term]:
    """A term and all that it is put together from."""
    yield term
    for one in parts(term):
        yield from walk(one)


def parts(term: Term) -> tuple[Term, ...]:
    """What a term is put together from."""
    found: tuple[Term, ...] = ()
    match term:
        case Sum(terms):
            found = tuple(one for _, one in terms)
        case Product(factors):
            found = tuple(one for _, one in factors)
        case Power(base, exponent):
            found = (base, exponent)
        case Call(_, arguments, _):
            found = arguments
        case Vector(items):
            found = items
        case Total(body) | Transposed(body) | Slope(body):
            found = (body,)
        case Joined(_, left, right):
            found = (left, right)
    return found


def entries(vector: Vector) -> Iterator[Term]:
    """The items of a list, row by row where they are lists themselves."""
    for item in vector.items:
        if isinstance(item, Vector):
            yield from entries(item)
        else:
            yield item


def rebuilt(term: Term, change: Callable[[Term], Term]) -> Term:
    """The term with each part that it is put together from changed; a list and an exponent stay."""
    found: Term = term
    match term:
        case Sum(pairs) | Product(pairs):
            found = type(term)(tuple((sign, change(one)) for sign, one in pairs))
        case Power(base, exponent):
            found = Power(change(base), exponent)
        case Call(_, arguments, _):
            found = term._replace(arguments=tuple(map(change, arguments)))
        case Total(body) | Transposed(body) | Slope(body):
            found = term._replace(body=change(body))
        case Joined(sign, left, right):
            found = Joined(sign, change(left), change(right))
    return found


def compared(difference: Term) -> tuple[Term, Term]:
    """The sides of a comparison, the greater one first, that is kept as what has to be positive."""
    match difference:
        case Sum(((1, above), (-1, below))):
            return above, below
    return difference, Number(Quantity.of(0))


def sum_inside(term: Term) -> Term:
    """The term with the sum that it leaves out over what a root is drawn from, not over the roots."""
    if any(isinstance(one, Total) for one in walk(term)):
        return term
    match term:
        case Call("sqrt", (argument,)):
            return Call("sqrt", (Total(argument),))
        case Call("norm", (argument,)):
            return Call("sqrt", (Total(Power(argument, Number(Quantity.of(2)))),))
    return rebuilt(term, sum_inside)


def bare_number(side: Term) -> Quantity | None:
    """The number that a side is, if it is nothing else; its sign belongs to it."""
    if isinstance(side, Number):
        return side.quantity
    if isinstance(side, Sum) and len(side.terms) == 1 and isinstance(side.terms[0][1], Number):
        quantity = side.terms[0][1].quantity
        return quantity.negative() if side.terms[0][0] < 0 else quantity
    return None
