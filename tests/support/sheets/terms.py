"""Formulas as somebody has them in mind before they are written down in one way or another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import exp, prod, sqrt, tanh
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Quantity:
    """A quantity of a network with squares.

    Its kind is `x`, `y`, `w`, `b`, `z`, `a`, `r`; `up` (∂C/∂a), `gate` (∂a/∂z), `delta` (∂C/∂z), `term` (a point's
    share in ∂C/∂θ); in total `C`, `g` (∂C/∂θ), `new` (θ′), `eta`. Units and their sources count from 1; of a bias, and
    of what belongs to one, the source is 0.
    """

    kind: str
    layer: int = 0
    unit: int = 0
    source: int = 0

    @property
    def is_total(self) -> bool:
        """Whether it has one value for all points."""
        return self.kind in ("C", "g", "new", "eta", "w", "b")


@dataclass(frozen=True)
class Num:
    value: Any


@dataclass(frozen=True)
class Var:
    """A quantity: at the point at hand, or at the one that is named (from 1)."""

    of: Quantity
    point: int | None = None


@dataclass(frozen=True)
class Add:
    terms: "tuple[Term, ...]"


@dataclass(frozen=True)
class Mul:
    factors: "tuple[Term, ...]"


@dataclass(frozen=True)
class Over:
    top: "Term"
    bottom: "Term"


@dataclass(frozen=True)
class Power:
    base: "Term"
    exponent: int


@dataclass(frozen=True)
class Call:
    """`rho`, `slope` (ρ′), `abs`, `sign`, `closed` (1 where the argument is negative) or `root` of a term."""

    function: str
    argument: "Term"
    activation: str = ""
    layer: int = 0


@dataclass(frozen=True)
class Sigma:
    """A sum over all points."""

    body: "Term"


Term: TypeAlias = Num | Var | Add | Mul | Over | Power | Call | Sigma
Look: TypeAlias = Callable[[Quantity, int], Any]


def negative(term: Term) -> Term:
    return Mul((Num(-1), term))


def times(*factors: Term) -> Term:
    """A product without products in it and without factors 1."""
    flat = [part for one in factors for part in (one.factors if isinstance(one, Mul) else (one,))]
    kept = tuple(one for one in flat if one != Num(1))
    return kept[0] if len(kept) == 1 else Mul(kept) if kept else Num(1)


def plus(*terms: Term) -> Term:
    return terms[0] if len(terms) == 1 else Add(terms)


def sign(value: Any) -> int:
    return 1 if value > 0 else -1 if value < 0 else 0


VALUES: dict[str, Callable[[Any], Any]] = {
    "relu": lambda z: max(z, 0 * z),
    "sigmoid": lambda z: 1 / (1 + exp(-z)),
    "tanh": tanh,
    "identity": lambda z: z,
}
SLOPES: dict[str, Callable[[Any], Any]] = {
    "relu": lambda z: 1 if z > 0 else 0,
    "sigmoid": lambda z: 1 / (2 + exp(z) + exp(-z)),
    "tanh": lambda z: 1 - tanh(z) ** 2,
    "identity": lambda z: 1,
}


@dataclass(frozen=True)
class At:
    """Where a term is worked out: the values, the point at hand (from 1), and how many points there are."""

    look: Look
    points: int
    point: int = 0

    def value(self, term: Term) -> Any:  # noqa: PLR0911  one kind of term a line
        """What a term is there."""
        match term:
            case Num(value):
                return value
            case Var(of, point):
                return self.look(of, 0 if of.is_total else point or self.point)
            case Add(terms):
                return sum(self.value(one) for one in terms)
            case Mul(factors):
                return prod(self.value(one) for one in factors)
            case Over(top, bottom):
                return self.value(top) / self.value(bottom)
            case Power(base, exponent):
                return self.value(base) ** exponent
            case Sigma(body):
                return sum(At(self.look, self.points, k + 1).value(body) for k in range(self.points))
            case Call():
                return called(term, self.value(term.argument))


def called(call: Call, value: Any) -> Any:
    plain: dict[str, Callable[[Any], Any]] = {
        "abs": abs,
        "sign": sign,
        "closed": lambda z: 1 if z < 0 else 0,
        "root": sqrt,
        "rho": VALUES.get(call.activation, abs),
        "slope": SLOPES.get(call.activation, sign),
    }
    return plain[call.function](value)


def parts(term: Term) -> tuple[Term, ...]:
    match term:
        case Add(several) | Mul(several):
            return several
        case Over(top, bottom):
            return (top, bottom)
        case Power(inner, _) | Sigma(inner):
            return (inner,)
        case Call():
            return (term.argument,)
        case _:
            return ()


def inside(term: Term) -> Iterator[Term]:
    """A term and all in it."""
    yield term
    for part in parts(term):
        yield from inside(part)


def mapped(term: Term, change: Callable[[Term], Term | None]) -> Term:  # noqa: PLR0911
    """A term with some of its parts replaced; those that `change` gives nothing for are looked into."""
    changed = change(term)
    if changed is not None:
        return changed
    match term:
        case Add(terms):
            return Add(tuple(mapped(one, change) for one in terms))
        case Mul(factors):
            return times(*(mapped(one, change) for one in factors))
        case Over(top, bottom):
            return Over(mapped(top, change), mapped(bottom, change))
        case Power(base, exponent):
            return Power(mapped(base, change), exponent)
        case Call(function, argument, activation, layer):
            return Call(function, mapped(argument, change), activation, layer)
        case Sigma(body):
            return Sigma(mapped(body, change))
        case _:
            return term


@dataclass(frozen=True)
class Numbers:
    """A network's shape and the numbers that it is given."""

    widths: tuple[int, ...]
    activations: tuple[str, ...]
    theta: tuple[Any, ...]
    x: tuple[tuple[Any, ...], ...]
    y: tuple[tuple[Any, ...], ...]
    eta: Any

    @property
    def depth(self) -> int:
        return len(self.activations)

    @property
    def points(self) -> range:
        return range(1, len(self.x) + 1)

    def units(self, layer: int) -> range:
        return range(1, self.widths[layer] + 1)

    @cached_property
    def parameters(self) -> tuple[Quantity, ...]:
        """θ in its order."""
        found: list[Quantity] = []
        for layer in range(1, self.depth + 1):
            found += [Quantity("w", layer, j, k) for j in self.units(layer) for k in self.units(layer - 1)]
            found += [Quantity("b", layer, j) for j in self.units(layer)]
        return tuple(found)

    @cached_property
    def _theta(self) -> dict[Quantity, Any]:
        return dict(zip(self.parameters, self.theta, strict=True))

    def given(self, of: Quantity, point: int) -> Any:
        """What is given with the problem."""
        if of.kind == "eta":
            return self.eta
        if of.kind in "wb":
            return self._theta[of]
        return (self.x if of.kind == "x" else self.y)[point - 1][of.unit - 1]
