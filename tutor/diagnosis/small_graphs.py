"""Small computation graphs to ask a question about: with small whole numbers, the shortest first, always the same."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random

from tutor.diagnosis.small_networks import RATE, TRIED
from tutor.lessons.problem import Problem
from tutor.network.graph import Graph, computation

GATES = ("relu", "sigmoid", "tanh")
POINTS = (2, 3)


def _graph(formulas: str, parameters: str, inputs: str = "") -> Graph:
    """A graph from its steps, each `name operation parents…`; whole numbers among the parents are constants."""
    steps = [tuple(step.split()) for step in formulas.split("; ")]
    numbers = {part: Fraction(part) for step in steps for part in step[2:] if part.isdecimal()}
    return computation(
        [(name, operation, tuple(parents)) for name, operation, *parents in steps],
        parameters.split(),
        inputs=inputs.split(),
        constants=numbers,
    )


GRAPHS = (
    _graph("q + x y; f * q z", "x y z"),
    _graph("q * x y; f + q x", "x y"),
    _graph("q - x y; f * q z", "x y z"),
    _graph("q ^ x 2; f * q y", "x y"),
    _graph("q - x y; f ^ q 2", "x y"),
    _graph("q max x y; f * q z", "x y z"),
    _graph("q * x y; f * q x", "x y"),
    *(_graph(f"q + x y; a {gate} q; f * a z", "x y z") for gate in GATES),
    _graph("p * w x; f ^ p 2", "w", "x"),
    _graph("p * w x; q + p b; f ^ q 2", "w b", "x"),
    _graph("p * w x; f * p w", "w", "x"),
    *(_graph(f"p * w x; q + p b; a {gate} q; f * a w", "w b", "x") for gate in GATES),
    _graph("m max x y; p * m z; q - p x; f ^ q 2", "x y z"),
    *(_graph(f"m max x y; p * m z; s + p x; a {gate} s; d - a y; f ^ d 2", "x y z") for gate in GATES),
)
"""Each of the catalogue's mistakes on graphs can be made in one of them, and most two in the same one."""
SQUARE = _graph("f ^ x 2", "x")


def one_parameter() -> Iterator[Problem]:
    """Graphs with one parameter, for questions about a step."""
    for value in (3, 2, 4, 5):
        yield _problem(SQUARE, [value], [()])


def graphs(is_possible: Callable[[Graph], bool]) -> Iterator[Problem]:
    """Graphs with several numbers each, of those in which what is asked about is possible."""
    found = [graph for graph in GRAPHS if is_possible(graph)]
    random = Random(19)  # noqa: S311 (nothing secret)
    for n in range(TRIED if found else 0):
        graph = found[n * len(found) // TRIED]
        near_0 = any(node.operation in GATES[1:] for node in graph.nodes)
        numbers = (1, 2, -1, -2) if near_0 else (2, 3, -2, 4, 5, -1)
        points = POINTS[n % len(POINTS)] if graph.inputs else 1
        theta = [random.choice(numbers) for _ in graph.parameters]
        data = [[random.choice(numbers) for _ in graph.inputs] for _ in range(points)]
        yield _problem(graph, theta, data)


def _problem(graph: Graph, theta: Sequence[int], data: Sequence[Sequence[int]]) -> Problem:
    points = tuple((tuple(map(Fraction, x)), ()) for x in data)
    return Problem("small", Path("small.md"), {}, graph, points, tuple(map(Fraction, theta)), RATE)
