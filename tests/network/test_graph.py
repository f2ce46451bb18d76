"""The graph and the two loops of backpropagation, beside whole layers, autograd and differences."""

from fractions import Fraction
from math import isnan
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.network.architecture import Network
from tutor.network.backprop import Take, backward, forward
from tutor.network.graph import Graph, computation, dependencies
from tutor.network.graph_trace import GraphTrace
from tutor.network.layered_graph import graph_of
from tutor.network.layered_trace import trace
from tutor.network.operations import OPERATIONS
from tutor.network.paths import edges, path_count, paths
from tutor.network.rules import RIGHT

QUEUE = (("q", "+", ("x", "y")), ("f", "*", ("q", "z")))
BINARY = ("+", "-", "*", "/", "max", "min")
UNARY = (
    *("negative", "exp", "sqrt", "log", "sin", "cos", "abs"),
    *("relu", "leaky-relu", "softplus", "sigmoid", "tanh", "identity"),
)


def by_name(graph: Graph, found: list[Any]) -> dict[str, Any]:
    """Values or derivatives by the quantities' names."""
    return {quantity.name: found[place] for quantity, place in graph.place.items()}


def test_the_first_graph_of_cs231n() -> None:
    graph = computation(QUEUE, ["x", "y", "z"])
    values = forward(graph, [-2, 5, -4])
    assert by_name(graph, values) == {"x": -2, "y": 5, "z": -4, "q": 3, "f": -12}
    assert by_name(graph, backward(graph, values)) == {"x": -4, "y": -4, "z": 3, "q": -4, "f": 1}
    assert dependencies(graph) == {"f": ("q", "z"), "q": ("x", "y")}
    assert [[factor.name for factor in path] for path in paths(graph, "x")] == [["df/dq", "dq/dx"]]


def test_a_quantity_that_is_used_twice_adds_up() -> None:
    graph = computation([("u", "*", ("x", "x")), ("v", "+", ("u", "x")), ("f", "*", ("v", "u"))], ["x"])
    values = forward(graph, [Fraction(3)])
    assert backward(graph, values)[0] == 4 * 27 + 3 * 9  # f = x⁴ + x³
    assert path_count(graph, "x") == len(paths(graph, "x")) == 3
    assert [factor.name for factor in edges(graph, graph.named["u"])] == ["du/dx"]


def test_what_no_path_leads_to_has_no_influence() -> None:
    graph = computation([("u", "exp", ("x",)), ("f", "+", ("y", "y"))], ["x", "y"])
    assert backward(graph, forward(graph, [1.0, 2.0]))[:2] == [0, 2]


def test_a_step_made_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="q"):
        computation([("f", "+", ("q", "q")), ("q", "+", ("x", "x"))], ["x"])
    with pytest.raises(ValueError, match="twice"):
        computation([("f", "+", ("x", "x")), ("f", "+", ("x", "x"))], ["x"])


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Graph, list[float]]:
    """A graph of ten to twenty operations with numbers at which all of them have a value."""
    names = ["p", "q", "r"]
    numbers = [draw(st.floats(0.25, 2.0)) for _ in names]
    steps = []
    for k in range(draw(st.integers(3, 20))):
        arity = draw(st.sampled_from((1, 2)))
        operation = draw(st.sampled_from(UNARY if arity == 1 else BINARY))
        parents = tuple(draw(st.sampled_from(names)) for _ in range(arity))
        steps.append((f"n{k}", operation, parents))
        names.append(f"n{k}")
    return computation(steps, names[:3]), numbers


@given(graphs())
@settings(max_examples=150)
def test_derivatives_are_those_of_differences(drawn: tuple[Graph, list[float]]) -> None:
    graph, numbers = drawn
    try:
        values = forward(graph, numbers)
        slopes = backward(graph, values)
    except (ArithmeticError, ValueError):
        return
    if max(abs(value) for value in values) > 1e3 or max(abs(float(slope)) for slope in slopes) > 1e4:
        return
    for p in range(3):

        def moved(by: float, p: int = p) -> float:
            return float(forward(graph, [value + by * (k == p) for k, value in enumerate(numbers)])[-1])

        try:
            left, right = (moved(0) - moved(-1e-6)) / 1e-6, (moved(1e-6) - moved(0)) / 1e-6
        except (ArithmeticError, ValueError):
            continue
        if abs(left - right) < 1e-2 * max(1.0, abs(left)):  # no kink between
            assert float(slopes[p]) == pytest.approx((left + right) / 2, rel=2e-2, abs=2e-2)


@given(graphs(), st.integers(0, 2**32 - 1))
@settings(max_examples=60)
def test_many_at_once_are_each_as_alone(drawn: tuple[Graph, list[float]], seed: int) -> None:
    graph, numbers = drawn
    many = np.array(numbers)[:, None] * np.random.default_rng(seed).uniform(0.5, 1.5, (3, 4))
    with np.errstate(all="ignore"):
        values = forward(graph, list(many))
        slopes = backward(graph, values)
    for k in range(4):
        try:
            alone = forward(graph, many[:, k].tolist())
            back = backward(graph, alone)
        except (ArithmeticError, ValueError):
            continue
        found = [float(np.broadcast_to(value, 4)[k]) for value in (*values, *slopes)]
        np.testing.assert_allclose(found, [float(one) for one in (*alone, *back)], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("widths", [(1, 1, 1, 1), (2, 3, 2), (3, 2, 2, 1)])
@pytest.mark.parametrize(
    ("activation", "cost", "more"),
    [
        ("relu", "sum-of-squares", {}),
        ("sigmoid", "binary-cross-entropy", {"bias": "none"}),
        ("tanh", "none", {"bias": "shared"}),
        ("softmax", "cross-entropy", {}),
        ("softmax", "sum-of-squares", {"tied": (("b1[1]", "b1[2]"),)}),
    ],
)
def test_whole_layers_say_the_same(widths: tuple[int, ...], activation: str, cost: str, more: dict[str, Any]) -> None:
    hidden = "tanh" if activation == "softmax" else activation
    more = more if "tied" not in more or widths[1] > 1 else {}
    network = Network(widths, (*(hidden,) * (len(widths) - 2), activation), cost, **more)
    graph, random = graph_of(network), np.random.default_rng(5)
    theta = random.integers(-2, 4, network.parameter_count).tolist()
    x, y = random.integers(-3, 4, widths[0]).tolist(), random.integers(0, 2, widths[-1]).tolist()
    values = forward(graph, [float(one) for one in (*theta, *x, *(y if graph.targets else ()))])
    slopes = by_name(graph, backward(graph, values))
    found = trace(network, [x], [y], theta, Fraction(1, 10))
    assert float(found.cost) == pytest.approx(float(values[-1]), rel=1e-12, abs=1e-12)
    for name, partial in found.gradient.items():
        assert float(slopes[name]) == pytest.approx(float(partial), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", [name for name, operation in OPERATIONS.items() if operation.is_exact])
def test_fractions_stay_fractions(name: str) -> None:
    count = 1 if name in UNARY else 2
    graph = computation([("f", name, ("x", "y")[:count])], ["x", "y"])
    values = forward(graph, [Fraction(1, 3), Fraction(2)])
    slopes = backward(graph, values)
    assert isinstance(values[-1], Fraction)
    assert all(isinstance(slope, Fraction | int) for slope in slopes)


def test_a_rule_can_be_replaced() -> None:
    graph = computation([("u", "*", ("x", "y")), ("f", "+", ("u", "u"))], ["x", "y"])
    last_only = RIGHT.changed("add", lambda so_far, _share: so_far)
    values = forward(graph, [3, 4])
    assert backward(graph, values)[:2] == [8, 6]
    assert backward(graph, values, last_only)[:2] == [4, 3]


def test_a_trace_of_the_apples() -> None:
    """Two apples at 100 with ten per cent of tax (Saito, "Deep Learning from Scratch", chapter 5)."""
    graph = computation(
        (("price", "*", ("apple", "number")), ("total", "*", ("price", "tax"))), ["apple", "number", "tax"]
    )
    found = GraphTrace(graph, [()], [Fraction(100), Fraction(2), Fraction(11, 10)], Fraction(0))
    assert found.exact
    assert found.cost == 220
    assert found.gradient == {"apple": Fraction(22, 10), "number": 110, "tax": 200}
    assert found.at("dtotal/dprice", 1) == Fraction(11, 10)
    assert found.at("dprice/dapple", 1) == 2
    assert found["dtotal/dtax"] == 200
    assert [float(found.term(path, 1)) for path in found.paths("apple")] == [2.2]
    assert found.updated == found.theta


def test_a_trace_over_points_with_a_fixed_parameter() -> None:
    steps = (("p", "*", ("w", "x")), ("a", "+", ("p", "b")), ("r", "-", ("a", "y")), ("C", "*", ("r", "r")))
    graph = computation(steps, ["w", "b"], inputs=["x", "y"], learned=["w"])
    found = GraphTrace(graph, [(1, 2), (4, -6)], [1, 1], Fraction(1, 10))
    assert found.cost == 0 + 121
    assert found.gradient == {"w": 2 * 11 * 4, "b": 0}
    assert found.updated == {"w": 1 - Fraction(88, 10), "b": 1}
    assert found.slope("w", 2) == 88
    assert found.at("dC/dr", 2) == 22
    assert found.after.cost == sum((Fraction(-78, 10) * x + 1 - y) ** 2 for x, y in ((1, 2), (4, -6)))
    own = GraphTrace(graph, [(1, 2), (4, -6)], [1, 1], Fraction(1, 10), own={("a", 2): 6})
    assert own.gradient["w"] == 2 * 12 * 4


def test_what_is_taken_at_some_points_goes_on_from_there() -> None:
    graph = computation((("p", "*", ("w", "x")), ("C", "*", ("p", "p"))), ["w"], inputs=["x"])

    def at_the_second(value: float) -> Take:
        return lambda made: np.where([False, True], value, made)

    own = {"p": at_the_second(5.0), "dC/dp": at_the_second(7.0)}
    values = forward(graph, [np.array([1.0]), np.array([2.0, 3.0])], own=own)
    assert values[-1].tolist() == [4, 25]
    assert by_name(graph, backward(graph, values, own=own))["w"].tolist() == [4 * 2, 7 * 3]
    halved = by_name(graph, backward(graph, values, own=own, start=0.5))
    assert (halved["C"], halved["p"].tolist(), halved["w"].tolist()) == (0.5, [2, 7], [4, 21])


def test_the_part_up_to_a_node_has_its_own_derivatives() -> None:
    steps = (("u", "*", ("x", "x")), ("v", "exp", ("y",)), ("t", "*", ("u", "x")), ("f", "+", ("t", "v")))
    graph = computation(steps, ["x", "y"])
    part = graph.up_to(graph.named["t"])
    assert [node.quantity.name for node in part.nodes] == ["u", "t"]
    assert backward(part, forward(part, [3, 5]))[:2] == [27, 0]  # t = x³


def test_a_number_that_there_is_not() -> None:
    graph = computation((("u", "/", ("x", "y")), ("f", "log", ("u",))), ["x", "y"])
    assert isnan(GraphTrace(graph, [()], [1, 0], 0).cost)
    assert isnan(GraphTrace(graph, [()], [-1, 1], 0).gradient["x"])


def test_a_tree_goes_through_the_units_of_softmax_in_their_order() -> None:
    tree = dependencies(graph_of(Network((1, 3), ("softmax",), "cross-entropy", bias="none")))
    assert tree["a1[2]"] == ("z1[1]", "z1[2]", "z1[3]")
    assert list(tree) == ["C", "a1[1]", "a1[2]", "a1[3]", "z1[1]", "z1[2]", "z1[3]"]
