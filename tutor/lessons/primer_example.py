"""The small example of a primer: a network or graph like the problem's with numbers of its own, and one of them nudged.

Its numbers are drawn, the same for a problem each time: such that they show what the primer is about, that the nudge
comes to no kink, where no derivative foretells what it does, that none is what the problem asks for, and that as few as
can be begin with the same digits.
"""

from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from math import isclose, isfinite
from random import Random
from typing import NamedTuple

from tutor.lessons.kinks import kinks_between
from tutor.lessons.primer_plans import PLANS, STAYS, Nudge, Plan, Role, Way, way_of
from tutor.lessons.problem import Point, Problem
from tutor.network.architecture import PROBABILITIES, Network
from tutor.network.graph import Graph
from tutor.network.layered_graph import graph_of
from tutor.network.numbers import Number
from tutor.network.quantity import Quantity

AMOUNT = Fraction(1, 10)
"""By how much a parameter is made larger."""
CLOSE = 0.005
"""Nearer than this, relatively, a number could be taken for another."""
TRIES, MOST_TRIES = 200, 300
"""How often numbers are drawn: more often only until some are drawn in which all but the digits is as it should be."""
_WEIGHTS = tuple(map(Fraction, ("2", "3", "-1", "-2", "1/2", "4", "-3")))
_SMOOTH_WEIGHTS = tuple(map(Fraction, ("1/2", "1", "-1/2", "-1", "3/2")))
_BIASES = tuple(map(Fraction, ("1", "-1", "2", "-2", "3", "-4", "7")))
_INPUTS = tuple(map(Fraction, ("1", "2", "3", "5")))
_TARGETS = tuple(map(Fraction, ("0", "2", "5", "9", "-1", "-3")))
_GRAPH_VALUES = tuple(map(Fraction, ("2", "3", "1/2", "4", "-1", "-2", "5")))


class Change(NamedTuple):
    """How a quantity changes: at the first data point; the objective over all of them."""

    quantity: Quantity
    before: Number
    after: Number

    @property
    def way(self) -> Way:
        """Which way it goes."""
        return way_of(self.after - self.before)


class Example(NamedTuple):
    """A small problem, the same with one parameter nudged, and what changes: a step for each layer's z, a, the cost."""

    problem: Problem
    nudged: Problem
    parameter: Quantity
    steps: tuple[tuple[Change, ...], ...]
    roles: Mapping[Role, Quantity]

    def change(self, quantity: Quantity) -> Change:
        """How a quantity of the example changes."""
        return Change(quantity, *(_value(one, quantity) for one in (self.problem, self.nudged)))

    def has(self, role: Role) -> bool:
        """Whether a role can be asked about: some computations have nothing of its sort."""
        return role in self.roles or role in ("number", "share", "step")

    def way(self, role: Role) -> Way:
        """What is right of a role: which way its quantity goes. A step goes against the gradient."""
        name = self.parameter.name
        if role == "step":
            return way_of(-self.problem.trace.gradient[name])
        if role == "share":
            return way_of(share(self.nudged, 2) - share(self.problem, 2))
        return self.change(self.roles[role]).way


def share(problem: Problem, point: int) -> Number:
    """What a data point has in the objective."""
    scale = problem.network.cost_scale(problem.trace.points) if problem.is_layered else 1
    return scale * problem.trace.cost_term(point)


@lru_cache(maxsize=64)
def example_of(problem: Problem, name: str) -> Example:
    """The example of a primer, by its name, for a problem."""
    plan = PLANS[name]
    small, random = _shape(problem, plan), Random(f"{problem.id} {name}")  # noqa: S311 (an example)
    asked = sorted({abs(float(value)) for value in _answers(problem)} - {0, 1})
    digits = {_digits(value) for value in _answers(problem)}
    best: tuple[tuple[int, int, int, int], Example] | None = None
    for tried in range(MOST_TRIES):
        if tried >= TRIES and best is not None and not any(best[0][:3]):
            break
        drawn = _nudged(_drawn(problem, small, plan, random), plan)
        unmet = _unmet(drawn, plan, len(plan.wants) if best is None else best[0][0])
        found = None if unmet is None else _with_steps(drawn)
        if unmet is None or found is None:
            continue
        kinks = kinks_between(found.problem, found.nudged)
        numbers = list(_numbers(found))
        equal = sum(_is_near(abs(float(value)), asked) for value in numbers)
        score = unmet, kinks, equal, sum(_digits(value) in digits for value in numbers)
        if best is None or score < best[0]:
            best = score, found
        if not any(score):
            break
    if best is None:  # no numbers of its own suit a graph: its own do
        own = _with_steps(_nudged(problem, plan))
        if own is None:
            raise ValueError(f"{problem.id} has no finite values")
        return own
    return best[1]


def _unmet(drawn: Example, plan: Plan, most: int) -> int | None:
    """How often it does not show what it is to show; None where that is more often than `most`."""
    unmet = 0
    for role, way in plan.wants.items():
        unmet += role in plan.asks and drawn.has(role) and drawn.way(role) != way
        if unmet > most:
            return None
    return unmet


def _is_near(number: float, others: list[float]) -> bool:
    """Whether one of some numbers, in their order and none negative, could be taken for it: the next ones tell."""
    place = bisect(others, number)
    return any(isclose(number, one, rel_tol=CLOSE) for one in others[max(place - 1, 0) : place + 1])


def _shape(problem: Problem, plan: Plan) -> Network | Graph:
    """What is computed: the problem's own graph, or a network like the problem's of two layers at most."""
    if not problem.is_layered:
        return problem.graph
    network = problem.network
    own = (network.widths[0], *network.widths[1:-1][:1], network.widths[-1])
    widths = plan.widths or tuple(min(width, 2) for width in own)
    first, last = network.activations[0], network.activations[-1]
    if last == "softmax":
        widths = (*widths[:-1], 2)
    hidden = first if first != "softmax" else "tanh"
    activations = (*[hidden] * (len(widths) - 2), last)
    if plan.wants.get("active") == STAYS:
        activations = (*["relu"] * (len(widths) - 2), "identity")
        return Network(widths, activations, "sum-of-squares", network.bias)
    if plan.points > 1:
        cost = network.cost if network.cost_function.is_squares else "sum-of-squares"
        return Network(widths, ("identity",) * (len(widths) - 1), cost)
    return Network(widths, activations, network.cost, network.bias)


def _drawn(problem: Problem, small: Network | Graph, plan: Plan, random: Random) -> Problem:
    graph = graph_of(small) if isinstance(small, Network) else small
    if isinstance(small, Network):
        is_smooth = bool(set(small.activations) - {"relu", "identity", "leaky-relu"})
        weights = _SMOOTH_WEIGHTS if is_smooth else _WEIGHTS
        theta = tuple(random.choice(_BIASES if one.kind == "bias" else weights) for one in graph.parameters)
        data = tuple(_point(small, random) for _ in range(plan.points))
    else:
        theta = tuple(random.choice(_GRAPH_VALUES) for _ in graph.parameters)
        data = ((tuple(random.choice(_GRAPH_VALUES) for _ in graph.inputs), ()),)
    keeps = small == problem.computation
    return Problem(
        problem.id,
        problem.path,
        problem.wordings,
        small,
        data,
        theta,
        problem.learning_rate or Fraction(1, 10),
        names=problem.names if keeps else {},
    )


def _point(network: Network, random: Random) -> Point:
    x = tuple(random.choice(_INPUTS) for _ in range(network.widths[0]))
    outputs = network.widths[-1]
    if not network.cost_function.has_target:
        return x, ()
    if network.cost_function.is_cross_entropy or network.activations[-1] in PROBABILITIES:
        right = random.randrange(2)
        return x, tuple(Fraction(int((j + right) % 2 == 0)) for j in range(outputs))
    return x, tuple(random.choice(_TARGETS) for _ in range(outputs))


def _nudged(problem: Problem, plan: Plan) -> Example:
    """The example with these numbers, as yet without its steps."""
    parameter = _parameter(problem.graph, plan.nudge)
    theta = dict(zip(problem.graph.parameters, problem.theta, strict=True))
    nudged = replace(problem, theta=tuple((theta | {parameter: theta[parameter] + AMOUNT}).values()))
    return Example(problem, nudged, parameter, (), _roles(problem.graph, parameter, plan.asks))


def _with_steps(drawn: Example) -> Example | None:
    """The whole example; None where something in it is not finite."""
    problem = drawn.problem
    changes = [drawn.change(one) for one in _reached(problem.graph, drawn.parameter)]
    values = [value for one in changes for value in (one.before, one.after)]
    if not all(isfinite(value) for value in (*values, *problem.trace.gradient.values())):
        return None
    by_layer = groupby(changes, key=lambda one: (one.quantity.layer or one.quantity.name, one.quantity.kind))
    return drawn._replace(steps=tuple(tuple(group) for _, group in by_layer))


def _parameter(graph: Graph, nudge: Nudge) -> Quantity:
    place, kind = nudge.split()
    asked = list(graph.asked)
    if place == "cross":
        return next((one for one in asked if (one.unit, one.source) == (2, 1)), asked[0])
    fitting = [one for one in asked if one.kind == kind] or asked
    layers = [one.layer for one in fitting]
    wanted = min(layers) if place == "first" else max(layers)
    if not any(layers):
        return fitting[0 if place == "first" else -1]
    return next(one for one in fitting if one.layer == wanted)


def _reached(graph: Graph, parameter: Quantity) -> Iterator[Quantity]:
    """What changes with a parameter, in the order of the computation."""
    changed = {parameter}
    for node in graph.nodes:
        if changed & set(node.parents):
            changed.add(node.quantity)
            yield node.quantity


def _roles(graph: Graph, parameter: Quantity, asks: Sequence[Role]) -> dict[Role, Quantity]:
    """The quantities that are asked about: each once, and none that the graph does not have."""
    reached = list(_reached(graph, parameter))
    unit = reached[0]
    made = [node.quantity for node in graph.nodes]
    outputs = [one for one in graph.nodes[-1].parents if one.kind == "activation"] or [graph.objective]
    others = [one for one in made if one.kind == unit.kind and one.layer >= unit.layer and one != unit]
    beside = [one for one in others if one.layer == unit.layer] or [one for one in others if one.unit > 1]
    found: dict[Role, Quantity | None] = {
        "early": next((one for one in made if one not in reached), None),
        "unit": unit,
        "active": next((one for one in reached if one.kind == "activation"), None),
        "other": next(iter(beside), None),
        "output": outputs[0],
        "cost": graph.objective,
    }
    kept: dict[Role, Quantity] = {}
    for role in asks:
        quantity = found.get(role)
        if quantity is not None and quantity not in kept.values():
            kept[role] = quantity
    return kept


def _value(problem: Problem, quantity: Quantity) -> Number:
    if quantity == problem.graph.objective:
        return problem.trace.cost
    return problem.trace.theta[quantity.name] if quantity.is_given else problem.trace.at(quantity.name, 1)


def _answers(problem: Problem) -> Iterator[Number]:
    """What the problem asks for in its stages."""
    trace = problem.trace
    yield from (len(problem.graph.asked), trace.cost, *trace.gradient.values(), *trace.updated.values())


def _numbers(example: Example) -> Iterator[Number]:
    """What a primer shows of its example."""
    change = example.change(example.problem.graph.objective)
    yield from (change.after - change.before, (change.after - change.before) / float(AMOUNT))
    yield example.problem.trace.gradient[example.parameter.name]
    for problem in (example.problem, example.nudged):
        graph, points = problem.graph, range(1, problem.trace.points + 1)
        yield from problem.trace.theta.values()
        yield problem.trace.cost
        given = (*graph.inputs, *graph.targets, *(node.quantity for node in graph.nodes[:-1]))
        yield from (problem.trace.at(one.name, point) for one in given for point in points)
        yield from (share(problem, point) for point in points)


def _digits(value: Number) -> str:
    """How a number begins, wherever its point stands; nothing of 0 and of a power of ten, which say nothing."""
    digits = f"{abs(float(value)):.1e}".partition("e")[0] if isfinite(value) else ""
    return "" if digits in ("0.0", "1.0") else digits
