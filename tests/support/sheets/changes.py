"""Changes of formulas, of which the catalogue's mistakes are made."""

from collections.abc import Callable
from fractions import Fraction

from tests.support.sheets.formulas import Formulas
from tests.support.sheets.terms import Add, Call, Num, Over, Power, Quantity, Sigma, Term, Var, negative, plus, times

Made = Callable[[Formulas, Quantity], Term | None]
HALF = Num(Fraction(1, 2))


def number_of_points(f: Formulas) -> Num:
    return Num(len(f.shape.x))


def squares(make: Callable[[Formulas, int], Term]) -> Made:
    return lambda f, of: Sigma(plus(*(make(f, j) for j in f.shape.units(f.depth))))


def right_cost(f: Formulas) -> Term:
    return Formulas(f.shape).cost(Quantity("C"))


def without_bias(f: Formulas, of: Quantity) -> Term:
    made = Formulas(f.shape).z(of)
    assert isinstance(made, Add)
    return plus(*made.terms[:-1])


def weight_times_sum(f: Formulas, of: Quantity) -> Term | None:
    if f.shape.widths[of.layer] != f.shape.widths[of.layer - 1]:
        return None
    sums = [(k, plus(f.before(of.layer, k), f.bias(of.layer, k))) for k in f.shape.units(of.layer - 1)]
    return plus(*(times(f.weight(of.layer, of.unit, k), one) for k, one in sums))


def weight_added(f: Formulas, of: Quantity) -> Term:
    units = f.shape.units(of.layer - 1)
    added = [one for k in units for one in (f.weight(of.layer, of.unit, k), f.before(of.layer, k))]
    return plus(*added, f.bias(of.layer, of.unit))


def formula_in_z(f: Formulas, of: Quantity) -> Term | None:
    z, kind = f.pre(of.layer, of.unit), f.activation_of(of.layer)
    return {"sigmoid": times(z, plus(Num(1), negative(z))), "tanh": plus(Num(1), negative(Power(z, 2)))}.get(kind)


def curved(f: Formulas, of: Quantity, sigmoid: Callable[[Term], Term], tanh: Callable[[Term], Term]) -> Term | None:
    a, kind = Var(Quantity("a", of.layer, of.unit)), f.activation_of(of.layer)
    return {"sigmoid": sigmoid(a), "tanh": tanh(a)}.get(kind)


def gate_of(f: Formulas, of: Quantity, other: int) -> Term | None:
    if not 1 <= other <= f.depth or f.shape.widths[other] != f.shape.widths[of.layer]:
        return None
    kind = f.activation_of(other)
    return Num(1) if kind == "identity" else Call("slope", f.pre(other, of.unit), kind, other)


def gate_at_activation(f: Formulas, of: Quantity) -> Term | None:
    kind = f.activation_of(of.layer)
    return None if kind == "identity" else Call("slope", Var(Quantity("a", of.layer, of.unit)), kind, of.layer)


def all_delta(f: Formulas, of: Quantity) -> Term:
    return plus(*(Var(Quantity("delta", of.layer + 1, j)) for j in f.shape.units(of.layer + 1)))


def chain_added(f: Formulas, of: Quantity) -> Term:
    weights = [f.weight(of.layer + 1, j, of.unit) for j in f.shape.units(of.layer + 1)]
    return plus(*weights, *(Var(Quantity("delta", of.layer + 1, j)) for j in f.shape.units(of.layer + 1)))


def through(name: str) -> Made:
    """The way back through what stands in the weight's place."""

    def made(f: Formulas, of: Quantity) -> Term:
        after = of.layer + 1
        return plus(
            *(
                times(Var(Quantity(name, after, j, of.unit)), Var(Quantity("delta", after, j)))
                for j in f.shape.units(after)
            )
        )

    return made


def one_way(pick: Callable[[range, int], int]) -> Made:
    return lambda f, of: f.back(of.layer + 1, pick(f.shape.units(of.layer + 1), of.unit), of.unit)


def not_transposed(f: Formulas, of: Quantity) -> Term | None:
    after = of.layer + 1
    if f.shape.widths[after] != f.shape.widths[of.layer]:
        return None
    return plus(*(times(f.weight(after, of.unit, j), Var(Quantity("delta", after, j))) for j in f.shape.units(after)))


def without_gates(f: Formulas, of: Quantity) -> Term:
    after = of.layer + 1
    return plus(*(times(f.weight(after, j, of.unit), Var(Quantity("up", after, j))) for j in f.shape.units(after)))


def skipped(f: Formulas, of: Quantity) -> Term | None:
    after = of.layer + 1
    same = after <= f.depth and f.shape.widths[after] == f.shape.widths[of.layer]
    return Var(Quantity("delta", after, of.unit)) if same else None


def with_factor(factor: Callable[[Formulas, Quantity], Term | None]) -> Made:
    def made(f: Formulas, of: Quantity) -> Term | None:
        instead = factor(f, of)
        return None if instead is None else times(Var(Quantity("delta", of.layer, of.unit)), instead)

    return made


def of_weights(factor: Callable[[Formulas, Quantity], Term | None]) -> Made:
    return with_factor(lambda f, of: factor(f, of) if of.source else None)


def of_biases(factor: Callable[[Formulas, Quantity], Term | None]) -> Made:
    return with_factor(lambda f, of: None if of.source else factor(f, of))


def transposed(f: Formulas, of: Quantity) -> Term | None:
    if not of.source or f.shape.widths[of.layer] != f.shape.widths[of.layer - 1]:
        return None
    return times(Var(Quantity("delta", of.layer, of.source)), f.before(of.layer, of.unit))


def meant(times_over: int, kinds: str = "wb") -> Made:
    def made(f: Formulas, of: Quantity) -> Term | None:
        if ("w" if of.source else "b") not in kinds:
            return None
        return Over(Formulas(f.shape).g(of), Num(len(f.shape.x) ** times_over))

    return made


def updated(make: Callable[[Term, Term, Term], Term]) -> Made:
    def made(_: Formulas, of: Quantity) -> Term:
        own = Var(Quantity("w" if of.source else "b", of.layer, of.unit, of.source))
        return make(own, Var(Quantity("eta")), Var(Quantity("g", of.layer, of.unit, of.source)))

    return made


def output_slope(make: Callable[[Formulas, int], Term]) -> Made:
    return lambda f, of: make(f, of.unit) if of.layer == f.depth else None


def hidden(make: Made) -> Made:
    return lambda f, of: make(f, of) if of.layer < f.depth else None


def last_hidden(make: Made) -> Made:
    return lambda f, of: make(f, of) if of.layer == f.depth - 1 else None


def at_output(make: Made) -> Made:
    return lambda f, of: make(f, of) if of.layer == f.depth else None


def ungated(f: Formulas, of: Quantity) -> Term:
    return Var(Quantity("up", of.layer, of.unit))


def own_up(f: Formulas, of: Quantity) -> Term:
    return times(ungated(f, of), f.factor(of))
