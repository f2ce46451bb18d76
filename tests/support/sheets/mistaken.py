"""The catalogue's mistakes as changed formulas: those that a formula can say.

A point that is left out shows in numbers alone, and so does what makes a sum of a product by the width of a layer.
"""

from tests.support.sheets.changes import (
    HALF,
    Made,
    all_delta,
    at_output,
    chain_added,
    curved,
    formula_in_z,
    gate_at_activation,
    gate_of,
    hidden,
    last_hidden,
    meant,
    not_transposed,
    number_of_points,
    of_biases,
    of_weights,
    one_way,
    output_slope,
    own_up,
    right_cost,
    skipped,
    squares,
    through,
    transposed,
    ungated,
    updated,
    weight_added,
    weight_times_sum,
    without_bias,
    without_gates,
)
from tests.support.sheets.formulas import Formulas
from tests.support.sheets.terms import (
    Call,
    Num,
    Numbers,
    Over,
    Power,
    Quantity,
    Sigma,
    Term,
    Var,
    negative,
    plus,
    times,
)

TWO, ONE = Num(2), Num(1)
MISTAKEN: dict[str, dict[str, Made]] = {
    "forward.no-activation": {"a": lambda f, of: f.pre(of.layer, of.unit), "delta": ungated},
    "forward.output-not-activated": {
        "a": at_output(lambda f, of: f.pre(of.layer, of.unit)),
        "delta": at_output(ungated),
    },
    "forward.no-bias": {"z": without_bias},
    "forward.bias-once": {"z": lambda f, of: without_bias(f, of) if of.layer > 1 else None},
    "forward.no-output-bias": {"z": at_output(without_bias)},
    "forward.weight-added": {"z": weight_added},
    "forward.bias-after-activation": {
        "z": without_bias,
        "a": lambda f, of: plus(f.rho(of.layer, f.pre(of.layer, of.unit)), f.bias(of.layer, of.unit)),
    },
    "forward.absolute-activation": {
        "a": lambda f, of: Call("abs", f.pre(of.layer, of.unit)),
        "gate": lambda f, of: Call("sign", f.pre(of.layer, of.unit)),
        "delta": lambda f, of: times(ungated(f, of), Var(Quantity("gate", of.layer, of.unit))),
    },
    "forward.weight-times-sum": {"z": weight_times_sum},
    "cost.sum-of-residuals": {"C": squares(lambda f, j: f.r(j))},
    "cost.absolute-residuals": {"C": squares(lambda f, j: Call("abs", f.r(j)))},
    "cost.residuals-doubled": {"C": squares(lambda f, j: times(TWO, f.r(j)))},
    "cost.square-of-sum": {"C": lambda f, of: Power(Sigma(plus(*(f.r(j) for j in f.shape.units(f.depth)))), 2)},
    "cost.mean": {"C": lambda f, of: Over(right_cost(f), number_of_points(f))},
    "cost.half": {"C": lambda f, of: times(HALF, right_cost(f))},
    "cost.root": {"C": lambda f, of: Call("root", right_cost(f))},
    "cost.target-added": {"C": squares(lambda f, j: Power(plus(f.output(j), f.target(j)), 2))},
    "cost.difference-of-squares": {
        "C": squares(lambda f, j: plus(Power(f.output(j), 2), negative(Power(f.target(j), 2))))
    },
    "cost.target-ignored": {"C": squares(lambda f, j: Power(f.output(j), 2))},
    "partial.no-factor-2": {"up": output_slope(lambda f, j: f.r(j))},
    "partial.sign": {"up": output_slope(lambda f, j: times(TWO, plus(f.target(j), negative(f.output(j)))))},
    "partial.no-residual": {"up": output_slope(lambda f, j: TWO)},
    "partial.cost-left-out": {"up": output_slope(lambda f, j: ONE)},
    "partial.cost-not-differentiated": {"up": output_slope(lambda f, j: Power(f.r(j), 2))},
    "partial.square-kept": {"up": output_slope(lambda f, j: times(TWO, Power(f.r(j), 2)))},
    "partial.target-ignored": {"up": output_slope(lambda f, j: times(TWO, f.output(j)))},
    "partial.target-not-doubled": {
        "up": output_slope(lambda f, j: plus(times(TWO, f.output(j)), negative(f.target(j))))
    },
    "partial.target-added": {"up": output_slope(lambda f, j: times(TWO, plus(f.output(j), f.target(j))))},
    "partial.sign-of-residual": {"up": output_slope(lambda f, j: Call("sign", f.r(j)))},
    "partial.residual-times-activation": {"up": output_slope(lambda f, j: times(TWO, f.r(j), f.output(j)))},
    "partial.sums-multiplied": {"up": output_slope(lambda f, j: times(TWO, Sigma(f.r(j))))},
    "partial.gate-ignored": {"delta": ungated},
    "partial.gate-ignored-output": {"delta": at_output(ungated)},
    "partial.gate-ignored-hidden": {"delta": hidden(ungated)},
    "partial.gate-is-activation": {"gate": lambda f, of: f.rho(of.layer, f.pre(of.layer, of.unit))},
    "partial.gate-is-preactivation": {"gate": lambda f, of: f.pre(of.layer, of.unit)},
    "partial.gate-inverted": {"gate": lambda f, of: Call("closed", f.pre(of.layer, of.unit))},
    "partial.gate-is-sign": {"gate": lambda f, of: Call("sign", f.pre(of.layer, of.unit))},
    "partial.gate-at-activation": {"gate": gate_at_activation},
    "partial.gate-formula-in-z": {"gate": formula_in_z},
    "partial.gate-half": {
        "gate": lambda f, of: curved(f, of, lambda a: plus(ONE, negative(a)), lambda a: plus(ONE, negative(a)))
    },
    "partial.gate-sign-slip": {
        "gate": lambda f, of: curved(f, of, lambda a: times(a, plus(ONE, a)), lambda a: plus(ONE, Power(a, 2)))
    },
    "partial.gate-of-other-function": {
        "gate": lambda f, of: curved(
            f, of, lambda a: plus(ONE, negative(Power(a, 2))), lambda a: times(a, plus(ONE, negative(a)))
        )
    },
    "partial.gate-of-layer-before": {"gate": lambda f, of: gate_of(f, of, of.layer - 1)},
    "partial.gate-of-layer-after": {"gate": lambda f, of: gate_of(f, of, of.layer + 1)},
    "partial.gate-not-carried": {"up": hidden(without_gates)},
    "partial.own-gate-missing": {"term": own_up},
    "partial.weights-not-followed": {"up": hidden(all_delta)},
    "partial.output-weights-not-followed": {"up": last_hidden(all_delta)},
    "partial.hidden-weights-not-followed": {"up": lambda f, of: all_delta(f, of) if of.layer < f.depth - 1 else None},
    "partial.activation-for-weight": {
        "up": hidden(lambda f, of: times(Var(Quantity("a", of.layer, of.unit)), all_delta(f, of)))
    },
    "partial.gradient-for-weight": {"up": hidden(through("g"))},
    "partial.updated-weights": {"up": hidden(through("new"))},
    "partial.chain-added": {"up": hidden(chain_added)},
    "partial.layer-skipped": {"delta": skipped},
    "partial.one-path": {"up": hidden(one_way(lambda units, _: units[0]))},
    "partial.last-path": {"up": hidden(one_way(lambda units, _: units[-1]))},
    "partial.not-transposed": {"up": hidden(not_transposed)},
    "partial.outer-transposed": {"term": transposed},
    "partial.weight-without-input": {"term": of_weights(lambda f, of: ONE)},
    "partial.weight-times-preactivation": {
        "term": of_weights(lambda f, of: f.pre(of.layer - 1, of.source) if of.layer > 1 else None)
    },
    "partial.weight-times-network-input": {
        "term": of_weights(
            lambda f, of: (
                Var(Quantity("x", 0, of.source)) if f.shape.widths[0] == f.shape.widths[of.layer - 1] else None
            )
        )
    },
    "partial.weight-times-own-activation": {"term": of_weights(lambda f, of: Var(Quantity("a", of.layer, of.unit)))},
    "partial.weight-times-weight": {"term": of_weights(lambda f, of: f.weight(of.layer, of.unit, of.source))},
    "partial.bias-times-input": {
        "term": of_biases(lambda f, of: plus(*(f.before(of.layer, k) for k in f.shape.units(of.layer - 1))))
    },
    "partial.bias-times-bias": {"term": of_biases(lambda f, of: f.bias(of.layer, of.unit))},
    "partial.bias-is-one": {"g": lambda f, of: None if of.source else ONE},
    "partial.bias-is-zero": {"g": lambda f, of: None if of.source else Num(0)},
    "partial.mean": {"g": meant(1)},
    "partial.mean-weights-only": {"g": meant(1, "w")},
    "update.ascent": {"new": updated(lambda t, eta, g: plus(t, times(eta, g)))},
    "update.no-rate": {"new": updated(lambda t, eta, g: plus(t, negative(g)))},
    "update.step-only": {"new": updated(lambda t, eta, g: negative(times(eta, g)))},
    "update.step-added-to-nothing": {"new": updated(lambda t, eta, g: times(eta, g))},
    "update.scaled": {"new": updated(lambda t, eta, g: times(t, plus(ONE, negative(times(eta, g)))))},
    "update.rate-on-difference": {"new": updated(lambda t, eta, g: times(eta, plus(t, negative(g))))},
    "update.swapped": {"new": updated(lambda t, eta, g: plus(g, negative(times(eta, t))))},
    "update.rate-divides": {"new": updated(lambda t, eta, g: plus(t, negative(Over(g, eta))))},
    "update.cost-for-gradient": {"new": updated(lambda t, eta, g: plus(t, negative(times(eta, Var(Quantity("C"))))))},
    "update.rate-twice": {"new": updated(lambda t, eta, g: plus(t, negative(times(eta, eta, g))))},
    "update.half-step": {"new": updated(lambda t, eta, g: plus(t, negative(times(HALF, eta, g))))},
    "update.double-step": {"new": updated(lambda t, eta, g: plus(t, negative(times(TWO, eta, g))))},
}


class Mistaken(Formulas):
    """The formulas of somebody who holds one mistake."""

    def __init__(self, shape: Numbers, mistake: str) -> None:
        super().__init__(shape)
        self.mistake = mistake
        self._changed = MISTAKEN[mistake]

    def _of(self, quantity: Quantity) -> Term:
        change = self._changed.get(quantity.kind)
        return (change and change(self, quantity)) or super()._of(quantity)

    def is_open(self, layer: int) -> bool:
        """Those who hold something of gates see one in every layer."""
        return "gate" not in self._changed and super().is_open(layer)


def formulas_of(shape: Numbers, mistake: str = "") -> Formulas:
    return Mistaken(shape, mistake) if mistake else Formulas(shape)
