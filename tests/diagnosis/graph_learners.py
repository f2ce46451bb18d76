"""Drawn computation graphs and learners who work them: by plain recursion, written apart from the engine."""

from fractions import Fraction
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from tutor.lessons.breakdown import step_parts
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.network.graph import Graph, computation
from tutor.network.operations import OPERATIONS

from tests.support.plain_graph import PlainGraph, Step, of_ids

from .learners import DIGITS, Working, Wrong

BINARY = ("+", "+", "-", "*", "*", "*", "max", "min", "/")
SMOOTH = ("tanh", "sigmoid", "exp")
RATES = (Fraction(1, 10), Fraction(1, 100), Fraction(1, 2), Fraction(1, 5))
MOST = 10_000
"""Nobody works by hand with larger values."""
_LETTERS = "uvwpqrsmnkgh"


def draw_graph(random: Random) -> Problem:
    """A graph of some operations in which all parameters move, with one to three data points."""
    while True:
        made = _drawn(random)
        try:
            moves = all(made.trace.gradient.values())
            names, points = [node.quantity.name for node in made.graph.nodes], range(1, len(made.data) + 1)
            values = [float(made.trace.at(name, point)) for name in names for point in points]
        except (ArithmeticError, ValueError):
            continue
        if moves and all(abs(value) <= MOST for value in values):  # false of what is not a number
            return made


def _drawn(random: Random) -> Problem:
    parameters = list("xyzt")[: random.randint(2, 4)]
    inputs = ["i"] if random.random() < 0.4 else []
    known, unused = [*parameters, *inputs], [*parameters, *inputs]
    steps: list[Step] = []
    constants: dict[str, Fraction] = {}
    smooth = random.random() < 0.35
    letters = iter(_LETTERS)
    wanted = random.randint(2, 5)
    while len(unused) > 1 or len(steps) < wanted:
        if len(steps) == len(_LETTERS):
            return _drawn(random)
        name, first = next(letters), random.choice(unused)
        sort = random.random()
        if smooth and sort < 0.3:
            step: Step = (name, random.choice(SMOOTH), (first,))
        elif sort < 0.15:
            exponent = random.choice((2, 2, 3))
            constants[str(exponent)] = Fraction(exponent)
            step = (name, random.choice("^*"), (first, str(exponent)))
        else:
            others = [one for one in known if one != first]
            second = random.choice([one for one in unused if one != first] or others)
            if random.random() < 0.3:
                second = random.choice(others)
            operation = random.choice(BINARY)
            if operation in "+*" and random.random() < 0.1:
                second = first
            step = (name, operation, (first, second))
        steps.append(step)
        unused = [one for one in unused if one not in step[2]] + [name]
        known.append(name)
    steps[-1] = ("f", *steps[-1][1:])
    graph = computation(steps, parameters, inputs=inputs, constants=constants)

    def number() -> Fraction:
        value = Fraction(random.randint(1, 5)) / (random.choice((1, 2)) if smooth else 1)
        return value if random.random() < 0.7 else -value

    points = random.choice((1, 2, 3)) if inputs else 1
    data = tuple((tuple(number() for _ in inputs), ()) for _ in range(points))
    theta = tuple(number() for _ in parameters)
    rate = random.choice(RATES) if random.random() < 0.7 else Fraction(0)
    return Problem("drawn", Path("drawn.md"), {}, graph, data, theta, rate)


def steps_of(graph: Graph) -> list[Step]:
    """The nodes as plain loops take them."""
    return [(one.quantity.name, one.operation, tuple(p.name for p in one.parents)) for one in graph.nodes]


class GraphLearner(Working):
    """Somebody who works a graph with some mistakes, by plain recursion or by another that is made of it."""

    def __init__(
        self, problem: Problem, *mistakes: Wrong, loops: type[PlainGraph] = PlainGraph, digits: int = DIGITS
    ) -> None:
        super().__init__(problem, mistakes, digits)
        graph = problem.graph
        rational = all(OPERATIONS[node.operation].is_exact for node in graph.nodes)
        number = Fraction if rational else float
        points = {mistake.id.partition(".")[2]: mistake.point for mistake in mistakes if mistake.point}
        self.plain = loops(
            steps_of(graph),
            [one.name for one in graph.parameters],
            [one.name for one in graph.inputs],
            [number(value) for value in problem.theta],
            [[number(value) for value in x] for x, _ in problem.data],
            number(problem.learning_rate),
            of_ids(*(mistake.id for mistake in mistakes)),
            constants={one.name: value for one, value in graph.constants.items()},
            left_out=(points.get("point-missing") or 0) - 1,
            only=(points.get("single-point") or 0) - 1,
        )

    @cached_property
    def worked_out(self) -> dict[FieldId, Any]:
        names = self.plain.parameters
        found = {FieldId("c"): self.plain.cost()}
        found |= {FieldId("d", n): v for n, v in zip(names, self.plain.written(), strict=True)}
        if self.problem.makes_step:
            found |= {FieldId("e", n): v for n, v in zip(names, self.plain.updated(), strict=True)}
        return found

    def _step(self, field: FieldId) -> Any:
        plain, (name, point, path) = self.plain, step_parts(field)
        if name == "step":
            gradient = plain.slopes()[plain.parameters.index(field.name)]
            return plain.eta * gradient
        values = plain.values(plain.data[point - 1], plain.theta)
        if field.stage == "c":
            return values[name]
        uses = [step for step in plain.steps if field.name in step[2]]
        use = uses[(path or 1) - 1]
        if name == "product":
            return plain.back_from(use, field.name, values)
        if name == f"d{use[0]}/d{field.name}" and use[0] != field.name:
            places = [k for k, parent in enumerate(use[2]) if parent == field.name]
            local = sum(plain.local(use, k, values) for k in places)
            if name != f"d{plain.steps[-1][0]}/d{use[0]}":
                return local
        return plain.coming_back(use[0], values)
