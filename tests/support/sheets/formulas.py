"""The formula of each quantity of a layered network in those that it is made of, as a textbook has them."""

from collections.abc import Callable
from functools import cache

from tests.support.sheets.terms import Call, Num, Numbers, Power, Quantity, Sigma, Term, Var, negative, plus, times

GIVEN = ("x", "y", "w", "b", "eta")


class Formulas:
    """The right formulas; those who hold a mistake change one method."""

    def __init__(self, shape: Numbers) -> None:
        self.shape = shape
        self.of: Callable[[Quantity], Term] = cache(self._of)

    @property
    def depth(self) -> int:
        return self.shape.depth

    def _of(self, quantity: Quantity) -> Term:
        """Its formula, for one point where it has a value at each."""
        kind = quantity.kind
        made: Term = getattr(self, {"C": "cost", "r": "residual"}.get(kind, kind))(quantity)
        return made

    # Names that formulas are made of

    def before(self, layer: int, k: int) -> Term:
        """The activation that a layer gets."""
        return Var(Quantity("x", 0, k) if layer == 1 else Quantity("a", layer - 1, k))

    def output(self, j: int) -> Term:
        return Var(Quantity("a", self.depth, j))

    def target(self, j: int) -> Term:
        return Var(Quantity("y", self.depth, j))

    def r(self, j: int) -> Term:
        return Var(Quantity("r", self.depth, j))

    def weight(self, layer: int, j: int, k: int) -> Term:
        return Var(Quantity("w", layer, j, k))

    def bias(self, layer: int, j: int) -> Term:
        return Var(Quantity("b", layer, j))

    def pre(self, layer: int, j: int) -> Term:
        return Var(Quantity("z", layer, j))

    def activation_of(self, layer: int) -> str:
        return self.shape.activations[layer - 1]

    # The formulas

    def z(self, of: Quantity) -> Term:
        products = [
            times(self.weight(of.layer, of.unit, k), self.before(of.layer, k)) for k in self.shape.units(of.layer - 1)
        ]
        return plus(*products, self.bias(of.layer, of.unit))

    def a(self, of: Quantity) -> Term:
        return self.rho(of.layer, self.pre(of.layer, of.unit))

    def rho(self, layer: int, argument: Term) -> Term:
        kind = self.activation_of(layer)
        return argument if kind == "identity" else Call("rho", argument, kind, layer)

    def residual(self, of: Quantity) -> Term:
        return plus(self.output(of.unit), negative(self.target(of.unit)))

    def cost(self, of: Quantity) -> Term:
        return Sigma(plus(*(Power(self.r(j), 2) for j in self.shape.units(self.depth))))

    def up(self, of: Quantity) -> Term:
        return self.slope(of.unit) if of.layer == self.depth else self.arriving(of)

    def slope(self, j: int) -> Term:
        """∂C/∂a of an output."""
        return times(Num(2), self.r(j))

    def arriving(self, of: Quantity) -> Term:
        """∂C/∂a of a hidden unit."""
        after = of.layer + 1
        return plus(*(self.back(after, j, of.unit) for j in self.shape.units(after)))

    def back(self, layer: int, j: int, k: int) -> Term:
        """What comes back to unit k of the layer before through unit j."""
        return times(self.weight(layer, j, k), Var(Quantity("delta", layer, j)))

    def gate(self, of: Quantity) -> Term:
        kind = self.activation_of(of.layer)
        return Num(1) if kind == "identity" else Call("slope", self.pre(of.layer, of.unit), kind, of.layer)

    def delta(self, of: Quantity) -> Term:
        up = Var(Quantity("up", of.layer, of.unit))
        return up if self.is_open(of.layer) else times(up, Var(Quantity("gate", of.layer, of.unit)))

    def is_open(self, layer: int) -> bool:
        """Whether there is no gate at a layer."""
        return self.activation_of(layer) == "identity"

    def term(self, of: Quantity) -> Term:
        own = Var(Quantity("delta", of.layer, of.unit))
        return times(own, self.factor(of))

    def factor(self, of: Quantity) -> Term:
        """∂z/∂θ."""
        return self.before(of.layer, of.source) if of.source else Num(1)

    def g(self, of: Quantity) -> Term:
        return Sigma(Var(Quantity("term", of.layer, of.unit, of.source)))

    def new(self, of: Quantity) -> Term:
        own = Quantity("w" if of.source else "b", of.layer, of.unit, of.source)
        step = times(Var(Quantity("eta")), Var(Quantity("g", of.layer, of.unit, of.source)))
        return plus(Var(own), negative(step))
