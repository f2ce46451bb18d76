"""Mistakes on computation graphs: each is one changed rule, and gives what a student who makes it by hand gets."""

from dataclasses import fields
from fractions import Fraction

import numpy as np
import pytest
from tutor.mistakes.component import Component
from tutor.mistakes.everything import component_of, mistakes_of
from tutor.mistakes.graph import GRAPH, GRAPH_GATES
from tutor.mistakes.mistake import Mistake
from tutor.network.architecture import Network
from tutor.network.graph import Graph, computation
from tutor.network.graph_trace import GraphTrace
from tutor.network.numbers import Number
from tutor.network.products import Array
from tutor.network.rules import RIGHT, Rules

from tests.support.plain_graph import PlainGraph, of_ids

POLYNOMIAL = computation(
    [
        ("q", "+", ("x", "t")),
        ("u", "*", ("q", "z")),
        ("v", "max", ("u", "x")),
        ("s", "^", ("v", "2")),
        ("d", "-", ("s", "q")),
        ("k", "*", ("3", "q")),
        ("f", "+", ("d", "k")),
    ],
    ["x", "z"],
    inputs=["t"],
    constants={"2": Fraction(2), "3": Fraction(3)},
)
NEURON = computation(
    [("p", "*", ("w", "x")), ("n", "+", ("p", "b")), ("o", "tanh", ("n",)), ("m", "negative", ("o",))],
    ["w", "b"],
    inputs=["x"],
)
RECTIFIED = computation(
    [
        ("p", "*", ("w", "x")),
        ("n", "*", ("b", "x")),
        ("h", "relu", ("p",)),
        ("k", "relu", ("n",)),
        ("u", "+", ("h", "k")),
        ("q", "*", ("v", "u")),
        ("s", "sigmoid", ("q",)),
        ("m", "softplus", ("s",)),
        ("f", "leaky-relu", ("m",)),
    ],
    ["w", "b", "v"],
    inputs=["x"],
)
GRAPHS: dict[str, tuple[Graph, tuple[Number, ...], tuple[tuple[Number, ...], ...]]] = {
    "polynomial": (POLYNOMIAL, (Fraction(-2), Fraction(3)), ((Fraction(5),), (Fraction(1),), (Fraction(7),))),
    "neuron": (NEURON, (0.5, -0.25), ((1.5,), (-2.0,))),
    "rectified": (RECTIFIED, (0.5, -0.25, -0.75), ((1.5,), (2.0,), (4.0,))),
}
RATE = Fraction(1, 10)


def student(
    graph: Graph, theta: tuple[Number, ...], data: tuple[tuple[Number, ...], ...], cause: Mistake
) -> PlainGraph:
    steps = [(one.quantity.name, one.operation, tuple(p.name for p in one.parents)) for one in graph.nodes]
    point = cause.id.partition(".")[2]
    return PlainGraph(
        steps,
        [one.name for one in graph.parameters],
        [one.name for one in graph.inputs],
        theta,
        data,
        RATE,
        of_ids(cause.id),
        constants={one.name: value for one, value in graph.constants.items()},
        left_out=(cause.point or 0) - 1 if point == "point-missing" else -1,
        only=(cause.point or 0) - 1 if point == "single-point" else -1,
    )


def written(found: GraphTrace, rules: Rules) -> Array:
    """What is written down as the gradient: itself, by the right rule."""
    moved = np.array(list(found.updated.values()))
    return np.asarray(rules.written_gradient(found.step, moved), float)


@pytest.mark.parametrize(
    ("name", "cause"),
    [(name, one) for name, (graph, _, data) in GRAPHS.items() for one in mistakes_of(graph, len(data))],
    ids=str,
)
def test_a_mistake_gives_what_a_student_gets_who_makes_it(name: str, cause: Mistake) -> None:
    graph, theta, data = GRAPHS[name]
    found = GraphTrace(graph, data, theta, RATE, cause.rules())
    by_hand = student(graph, theta, data, cause)
    assert float(found.cost) == pytest.approx(float(by_hand.cost()))
    np.testing.assert_allclose(written(found, cause.rules()), [float(one) for one in by_hand.written()], rtol=1e-12)
    updated = [float(one) for one in found.updated.values()]
    np.testing.assert_allclose(updated, [float(one) for one in by_hand.updated()], rtol=1e-12)


def test_each_shows_where_it_makes_sense_and_is_absent_where_not() -> None:
    for name, (graph, theta, data) in GRAPHS.items():
        right = GraphTrace(graph, data, theta, RATE)
        for cause in mistakes_of(graph, len(data)):
            wrong = GraphTrace(graph, data, theta, RATE, cause.rules())
            is_written = (written(right, RIGHT) != written(wrong, cause.rules())).any()
            shown = is_written or right.updated != wrong.updated
            is_of_open = name == "rectified" and cause not in GRAPH_GATES  # what is shut there hides other mistakes
            assert shown or right.cost != wrong.cost or is_of_open, cause
    ids = {name: {one.id for one in mistakes_of(graph, 1)} for name, (graph, _, _) in GRAPHS.items()}
    assert {one.id for one in GRAPH} <= ids["polynomial"]
    of_neuron = {"graph.local-only", "graph.arriving-only", "graph.sum-divided", "graph.product-own-factor"}
    assert {one.id for one in GRAPH} & ids["neuron"] == of_neuron | {"graph.minus-forgotten"}
    of_tanh = {one.id for one in GRAPH_GATES} - {"partial.gate-inverted", "partial.gate-is-sign", "partial.no-factor-2"}
    assert {one.id for one in GRAPH_GATES} & ids["neuron"] == of_tanh
    assert {one.id for one in GRAPH_GATES} & ids["polynomial"] == {"partial.no-factor-2"}
    for found in ids.values():
        assert not {"partial.point-missing", "cost.mean", "cost.point-missing"} & found
        assert {"update.ascent", "partial.step-given"} <= found
        assert not {"partial.gate-ignored-hidden", "update.biases-kept", "cost.half"} & found
    assert not {one.id for one in GRAPH} & {one.id for one in mistakes_of(Network((2, 2, 1), ("relu",) * 2), 2)}


@pytest.mark.parametrize("cause", GRAPH, ids=str)
def test_it_is_one_rule_and_stands_in_its_place(cause: Mistake) -> None:
    changed = [one.name for one in fields(Rules) if getattr(cause.rules(), one.name) is not getattr(RIGHT, one.name)]
    assert changed == [cause.rule]
    assert cause.shows_in == ("d", "e")
    assert component_of(cause.id) in (Component.GATE, Component.BACK, Component.PATHS)
