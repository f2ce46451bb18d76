"""Worked lines of networks and graphs of every kind: what stands between two signs of equality is one number.

Numbers are shown to fifteen digits here, so that what was rounded on the way hides no fault.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import isclose, isfinite
from typing import Any
from unittest import mock

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tutor.lessons import figures, formulas
from tutor.lessons.breakdown import breakdown, value_of
from tutor.lessons.problem import Answer, Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.steps import StepKind, kind_of
from tutor.lessons.wording import names_of
from tutor.network.graph import Graph, computation
from tutor.network.layered_trace import LayeredTrace

from ..network.any_network import draw_any
from ..network.test_graph import graphs
from ..support.latex_value import value
from ..support.problems import build

DIGITS = 15


def agree(latex: str, answer: Fraction | float, size: float = 1.0) -> None:
    """The line comes to the answer, but for what fifteen digits leave out. `size`: of what it is made of."""
    assert abs(float(value(latex)) - float(answer)) <= 1e-9 * max(1.0, abs(float(answer)), size), (latex, answer)


@st.composite
def networks(draw: st.DrawFn) -> Problem:
    """A network with any activations, cost, biases, fixed and tied parameters, and penalty."""
    drawn = draw_any(np.random.default_rng(draw(st.integers(0, 2**32))))
    y = drawn.y
    if drawn.network.cost_function.term == "cross-entropy":  # of classes, as files have it
        y = np.eye(y.shape[1])[y.argmax(axis=1)]

    def exact(values: NDArray[Any]) -> tuple[Fraction, ...]:
        return tuple(Fraction(f"{float(number):.2f}") for number in values)

    data = tuple(
        (exact(x), exact(t) if drawn.network.cost_function.has_target else ()) for x, t in zip(drawn.x, y, strict=True)
    )
    problem = build(drawn.network, data, exact(drawn.theta), Fraction(1, 10))
    return replace(problem, answer=draw(st.sampled_from(["value", "change"])))


@settings(max_examples=40)
@given(networks())
def test_of_networks(problem: Problem) -> None:
    trace = problem.trace
    assert isinstance(trace, LayeredTrace)
    with mock.patch.object(figures, "DIGITS_OF_FLOATS", DIGITS):
        assert value(formulas.count(problem)[1]) == len(problem.network.learned)
        agree(formulas.cost(problem)[1], trace.cost)
        for quantity in problem.graph.asked:
            name = quantity.name
            agree(formulas.partial_in_numbers(problem, name), trace.gradient[name])
            agree(formulas.update(problem, name)[1], _moved(problem, name))
            table = breakdown(problem, FieldId("d", name))
            products = sum(float(value_of(problem, row.cells[-1])) for row in table.rows)
            assert table.adds_up == (problem.network.penalty is None or quantity.kind != "weight")
            penalty = problem.network.penalty
            added = penalty.coefficient(len(problem.data)) * trace.theta[name] if penalty and not table.adds_up else 0
            assert isclose(products + float(added), float(trace.gradient[name]), abs_tol=1e-9)
        check_sub_steps(problem)


@settings(max_examples=40)
@given(graphs(), st.integers(1, 2), st.sampled_from(["value", "change"]))
def test_of_graphs(drawn: tuple[Graph, list[float]], points: int, answer: Answer) -> None:
    graph, numbers = drawn
    exact = [Fraction(f"{number:.2f}") for number in numbers]
    led = _leading_to_the_end(graph)
    steps = [
        (str(n.quantity), _of_files(n.operation), tuple(map(str, n.parents)))
        for n in graph.nodes
        if str(n.quantity) in led
    ]
    parameters = [name for name in ("p", "q") if name in led]
    assume(parameters)
    graph = computation(steps, parameters, inputs=["r"])
    data = tuple(((exact[2] + point,), ()) for point in range(points))
    theta = tuple(exact["pq".index(name)] for name in parameters)
    problem = build(graph, data, theta, Fraction(1, 10))
    problem = replace(problem, answer=answer)
    with np.errstate(all="ignore"):
        trace = problem.trace
        sizes = [abs(float(trace.at(node.quantity.name, p))) for node in graph.nodes for p in range(1, points + 1)]
        slopes = [abs(float(trace.slope(n.quantity.name, p))) for n in graph.nodes for p in range(1, points + 1)]
    assume(all(isfinite(size) and size < 1e4 for size in (*sizes, *slopes)))
    size = max(*sizes, *slopes)
    with mock.patch.object(figures, "DIGITS_OF_FLOATS", DIGITS):
        agree(formulas.cost(problem)[1], trace.cost, size)
        for quantity in graph.asked:
            agree(formulas.partial_in_numbers(problem, quantity.name), trace.gradient[quantity.name], size**2)
            agree(formulas.update(problem, quantity.name)[1], _moved(problem, quantity.name), size**2)
        check_sub_steps(problem, size**2)


def check_sub_steps(problem: Problem, size: float = 1.0) -> None:
    """Every cell of every break-down but the values of ρ and ρ′, whose function the formula does not name."""
    for place in cells(problem):
        numbers = str(names_of(problem, place).lookup("numbers"))
        if "\\rho" not in numbers and kind_of(problem, place) not in NAMED:
            agree(numbers, value_of(problem, place), size)


NAMED = (StepKind.WEIGHT, StepKind.ONE)
"""What stands there by its name: it is read off."""


def cells(problem: Problem) -> Iterator[FieldId]:
    """The sub-steps of the objective and of each partial derivative."""
    for field in (FieldId("c"), *(FieldId("d", one.name) for one in problem.graph.asked)):
        yield from breakdown(problem, field).cells()


def _leading_to_the_end(graph: Graph) -> set[str]:
    """What the objective is made of: files with anything else are refused."""
    found = {str(graph.objective)}
    for node in reversed(graph.nodes):
        if str(node.quantity) in found:
            found.update(map(str, node.parents))
    return found


def _of_files(operation: str) -> str:
    """An operation that a file can ask for in place of one that only the engine has."""
    return {"leaky-relu": "relu", "identity": "negative"}.get(operation, operation)


def _moved(problem: Problem, name: str) -> Fraction | float:
    new, old = problem.trace.updated[name], problem.trace.theta[name]
    return new - old if problem.answer == "change" else new
