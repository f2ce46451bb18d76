"""Slips as learners make them: a number is copied, exchanged or worked out wrongly once; every rule is in order."""

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, TypeAlias

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId

from tests.network.plain_forward import SLOPE, Matrix, Vector
from tests.network.plain_mistakes import Plain

from . import graph_slips
from .graph_learners import GraphLearner
from .learners import Answers, Learner, written

ARITHMETIC = ("term", "product", "sign", "digits", "point")


Worker: TypeAlias = Learner | GraphLearner


@dataclass(frozen=True)
class Made:
    """A slip that was made: its kind; the field, or for a carried one the sub-step (`a2[1]@3`), where; its answers."""

    kind: str
    place: str
    answers: Answers
    fields: tuple[FieldId, ...]
    """Where the answer is wrong of itself (a carried one's: none)."""
    learners: tuple[Worker, ...] = ()
    """Who worked the other numbers out."""


def slipped_once(random: Random, value: Any) -> Any:
    """A number near at hand that somebody may write for another."""
    exact = isinstance(value, int | Fraction) and Fraction(value).denominator <= 8
    if exact:
        other = random.choice((value + 1, value - 1, value + 2, value - 2, value + 10, value - 10, -value, 2 * value))
        return other if other != value else value + 1
    shown = written(value, 4)
    if random.random() < 0.3 and shown:
        return -shown
    size = max(abs(shown), Fraction(1, 1000))
    unit = Fraction(1, 1000)
    while 10 * unit <= size:
        unit *= 10
    return shown + random.choice((1, -1, 2, -2)) * unit / random.choice((1, 10))


class Slipping(Plain):
    """The right rules, with one quantity at one point another than it is.

    The letters are z, a, r, s for ∂C/∂a of an output, and u for what arrives at a hidden unit.
    """

    at: tuple[str, int, int, int] = ("", 0, 0, 0)
    """Which, at which point (from 0), layer and unit (from 0)."""
    instead: Any = 0
    true: Any = None

    def _taken(self, letter: str, i: int, layer: int, j: int, value: Any) -> Any:
        if self.at != (letter, i, layer, j):
            return value
        self.true = value
        return self.instead

    def forward(self) -> None:
        self.z, self.a = [], []
        for i, x in enumerate(self.x):
            zs: Matrix = [[]]
            activations: Matrix = [list(x)]
            for layer in range(1, self.depth + 1):
                before = activations[-1]
                z: Vector = []
                for j in self.units(layer):
                    products = sum(w * a for w, a in zip(self.W[layer][j], before, strict=True))
                    z.append(self._taken("z", i, layer, j, products + self.b[layer][j]))
                zs.append(z)
                values = self.activated(layer, z)
                activations.append([self._taken("a", i, layer, j, value) for j, value in enumerate(values)])
            self.z.append(zs)
            self.a.append(activations)

    def residual(self, i: int, j: int) -> Any:
        return self._taken("r", i, self.depth, j, super().residual(i, j))

    def cost(self) -> Any:
        if self.has_logarithms:
            return super().cost()
        return sum(self.residual(i, j) ** 2 for i in range(len(self.x)) for j in self.units(self.depth))

    def output_slope(self, i: int, j: int) -> Any:
        slope = super().output_slope(i, j) if self.has_logarithms else 2 * self.residual(i, j)
        return slope if self.rho(self.depth) == "softmax" else self._taken("s", i, self.depth, j, slope)

    def output_delta(self, i: int, upstream: Vector) -> Vector:
        delta = super().output_delta(i, upstream)
        if self.rho(self.depth) != "softmax":
            return delta
        return [self._taken("s", i, self.depth, k, value) for k, value in enumerate(delta)]

    def gate(self, i: int, layer: int, j: int) -> Any:
        return SLOPE[self.rho(layer)](self.z[i][layer][j])

    def arriving(self, i: int, layer: int, k: int, delta: Vector, next_gradient: Matrix) -> Any:
        return self._taken("u", i, layer, k, super().arriving(i, layer, k, delta, next_gradient))


def carried(random: Random, problem: Problem, digits: int) -> Made:
    """One sub-step wrong, and everything after it made from it by the right rules."""
    if not problem.is_layered:
        return _carried_in_graph(random, problem, digits)
    widths, depth = problem.network.widths, problem.network.depth
    letter = random.choice("zzaarrsu" if problem.network.cost_function.is_squares else "zzaassu")
    letter = "s" if letter == "u" and depth < 2 else letter
    layer = random.randint(1, depth) if letter in "za" else depth if letter in "rs" else random.randint(1, depth - 1)
    at = (letter, random.randrange(len(problem.data)), layer, random.randrange(widths[layer]))
    looking = type("Looking", (Slipping,), {"at": at, "instead": Fraction(1, 2)})
    first = Learner(problem, loops=looking)
    first.plain.gradient()
    assert isinstance(first.plain, Slipping)
    value = slipped_once(random, first.plain.true)
    if not isinstance(first.plain.theta[0], Fraction):
        value = float(value)
    made = type("Made", (Slipping,), {"at": at, "instead": value})
    learner = Learner(problem, loops=made, digits=digits)
    unit = f"[{at[3] + 1}]" if widths[layer] > 1 else ""
    name = {"z": f"z{layer}{unit}", "a": f"a{layer}{unit}", "r": f"r{unit}"}.get(letter)
    if name is None:
        name = f"dC/d{'z' if letter == 's' and problem.network.activations[-1] == 'softmax' else 'a'}{layer}{unit}"
    return Made("carried", f"{name}@{at[1] + 1}", {} if learner.is_beyond_hand else learner.answers, (), (learner,))


def _carried_in_graph(random: Random, problem: Problem, digits: int) -> Made:
    nodes = [node.quantity.name for node in problem.graph.nodes[:-1]]
    at = (random.choice(("", "d")) + random.choice(nodes), random.randrange(len(problem.data)))
    looking = type("Looking", (graph_slips.SlippingGraph,), {"at": at, "instead": Fraction(1)})
    first = GraphLearner(problem, loops=looking)
    first.plain.slopes()
    assert isinstance(first.plain, graph_slips.SlippingGraph)
    if first.plain.true is None:  # nothing that is asked for is made from it
        return Made("carried", "", {}, (), (first,))
    value = slipped_once(random, first.plain.true)
    if not isinstance(first.plain.theta[0], Fraction):
        value = float(value)
    made = type("Made", (graph_slips.SlippingGraph,), {"at": at, "instead": value})
    learner = GraphLearner(problem, loops=made, digits=digits)
    name = f"d{problem.graph.objective}/{at[0]}" if at[0] not in nodes else at[0]
    return Made("carried", f"{name}@{at[1] + 1}", {} if learner.is_beyond_hand else learner.answers, (), (learner,))


def exchanged(random: Random, right: Worker, digits: int) -> Made:
    """Two fields of a stage with each other's numbers."""
    stage = random.choice("dddee" if right.problem.makes_step else "d")
    one, other = random.sample(list(right.stage(stage)), 2)
    answers = {**right.answers, one: right.answers[other], other: right.answers[one]}
    return Made("swapped", f"{one} {other}", answers, (one, other))


def copied(random: Random, right: Worker, digits: int) -> Made:
    """Another field's number, or one of the line: a coordinate, a target, z, a or r at a point."""
    stage = random.choice("cdddee" if right.problem.makes_step else "cddd")
    field = random.choice(list(right.stage(stage)))
    if random.random() < 0.6:
        others = [other for other in right.stage(stage if stage != "c" else "d") if other != field]
        value = right.answers[random.choice(others)]
    elif isinstance(right, GraphLearner):
        value = written(random.choice(graph_slips.line(right, random.randrange(len(right.problem.data)))), digits)
    else:
        i = random.randrange(len(right.problem.data))
        plain = right.plain
        layer = random.randint(1, plain.depth)
        line = [*plain.x[i], *plain.y[i], *plain.z[i][layer], *plain.a[i][layer], plain.residual(i, 0)]
        value = written(random.choice(line), digits)
    return Made("copied", str(field), followed(right, {field: value}), (field,))


def arithmetic(random: Random, right: Worker, digits: int) -> Made:
    """A term left out or counted twice, a product missed, a sign, digits, or the point."""
    kind = random.choice(ARITHMETIC)
    stages = "cddddee" if right.problem.makes_step else "cdddd"
    stage = random.choice(stages) if kind in ("sign", "digits", "point") else random.choice("cddd")
    field = random.choice(list(right.stage(stage)))
    value = right.answers[field]
    terms = _terms(right, field) if isinstance(right, Learner) else graph_slips.terms(right, field)
    if kind == "sign":
        value = -value
    elif kind == "point":
        value = value * Fraction(10) ** random.choice((1, -1, 1, -1, 2))
    elif kind == "digits":
        exchanged_digits = _digits_exchanged(random, value)
        kind, value = ("sign", -value) if exchanged_digits is None else (kind, exchanged_digits)
    elif kind == "term":
        term = random.choice(terms)
        value = written(random.choice((-1, 1, -2)) * term + sum(terms), digits)
    else:
        if isinstance(right, Learner):
            i, factor = random.choice(_factors(right, field))
            change = terms[i] / factor if factor else 0
        else:
            change = random.choice(graph_slips.others(right, field))
        value = written(sum(terms) + random.choice((1, -1)) * change, digits)
    return Made(kind, str(field), followed(right, {field: value}), (field,))


def followed(learner: Worker, changed: dict[FieldId, Fraction]) -> dict[FieldId, Fraction]:
    """A learner's answers with some changed, and θ′ made of the changed partial derivatives."""
    answers = {**learner.answers, **changed}
    for field, value in changed.items():
        if field.stage == "d":
            theta = learner.problem.trace.theta[field.name]
            moved = Fraction(theta) - learner.problem.learning_rate * value
            exact = isinstance(learner.plain.theta[0], Fraction)
            if FieldId("e", field.name) not in answers:  # no step is made
                continue
            answers[FieldId("e", field.name)] = moved if exact else written(float(moved), learner.digits)
    return answers


def _terms(right: Learner, field: FieldId) -> list[Any]:
    plain = right.plain
    points = range(len(plain.x))
    if field.stage == "c":
        return [sum(plain.term(plain.a[i][-1][j], plain.y[i][j]) for j in plain.units(plain.depth)) for i in points]
    parameter = right.problem.network.parameter_named[field.name]
    plain.gradient()
    j, layer = parameter.to - 1, parameter.layer
    if parameter.source is None:
        return [plain.deltas[layer][i][j] for i in points]
    return [plain.deltas[layer][i][j] * plain.a[i][layer - 1][parameter.source - 1] for i in points]


def _factors(right: Learner, field: FieldId) -> list[tuple[int, Any]]:
    """The factors of each point's product, by which one may be off by one."""
    plain = right.plain
    points = range(len(plain.x))
    if field.stage == "c":
        return [(i, plain.residual(i, 0)) for i in points]
    parameter = right.problem.network.parameter_named[field.name]
    layer = parameter.layer
    found = [(i, (1 if plain.has_logarithms else 2) * plain.residual(i, 0)) for i in points]
    if parameter.source is not None:
        found += [(i, plain.a[i][layer - 1][parameter.source - 1]) for i in points]
    return found


def _digits_exchanged(random: Random, value: Fraction) -> Fraction | None:
    text = f"{float(value):.10g}"
    places = [k for k in range(len(text) - 1) if text[k : k + 2].isdigit() and text[k] != text[k + 1]]
    if "e" in text or not places:
        return None
    k = random.choice(places)
    return Fraction(text[:k] + text[k + 1] + text[k] + text[k + 2 :])
