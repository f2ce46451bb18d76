"""Computation graphs in front matter: read as they are meant, or refused with what is wrong."""

from fractions import Fraction
from typing import Any

import pytest
from tutor.lessons.errors import ContentError
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.network.backprop import backward, forward
from tutor.network.graph import dependencies

from ..conftest import Write
from ..support.course import problem_at

QUEUE: dict[str, str | None] = {
    "network": None,
    "data": None,
    "theta": None,
    "learning_rate": None,
    "graph": "{q: x + y, f: q * z}",
    "inputs": "{x: -2, y: 5, z: -4}",
}


def read(write: Write, **front: str | None) -> Problem:
    return problem_at(write(**{**QUEUE, **front}))


def slopes(problem: Problem, point: int = 0) -> dict[str, float]:
    graph = problem.graph
    found = backward(graph, forward(graph, [*problem.theta, *problem.data[point][0]]))
    return {one.name: found[graph.place[one]] for one in (*graph.parameters, *graph.inputs)}


def test_the_queue_of_cs231n(write: Write) -> None:
    problem = read(write)
    assert not problem.is_layered
    assert not problem.makes_step
    assert dependencies(problem.graph) == {"f": ("q", "z"), "q": ("x", "y")}
    assert slopes(problem) == {"x": -4, "y": -4, "z": 3}
    assert problem.data == (((), ()),)


def test_parameters_are_what_is_asked_in_their_order(write: Write) -> None:
    problem = read(write, parameters="[z, x]", learning_rate="0.1")
    assert [one.name for one in problem.graph.parameters] == ["z", "x"]
    assert problem.theta == (Fraction(-4), Fraction(-2))
    assert [one.name for one in problem.graph.inputs] == ["y"]
    assert problem.data == (((Fraction(5),), ()),)


def test_data_points_bring_what_differs_between_them(write: Write) -> None:
    problem = read(
        write,
        graph='{p: w * x + b, loss: "(p - y)^2"}',
        inputs="{w: 2, b: 1}",
        data="[{x: 1, y: 2}, {y: -1, x: 3}]",
        parameters="[w, b]",
    )
    assert [one.name for one in problem.graph.inputs] == ["x", "y"]
    assert problem.data == (((Fraction(1), Fraction(2)), ()), ((Fraction(3), Fraction(-1)), ()))
    assert sum(slopes(problem, point)["w"] for point in (0, 1)) == 2 * 1 + 2 * 8 * 3


@pytest.mark.parametrize(
    ("inputs", "parameters", "named"),
    [
        (None, None, ["x", "y", "z"]),
        (None, "[z, x]", ["z", "x"]),
        ("{z: -4}", None, ["z"]),
        ("{z: -4}", "[x, z]", ["x", "z"]),
    ],
)
def test_a_single_data_point_may_hold_parameters(
    write: Write, inputs: str | None, parameters: str | None, named: list[str]
) -> None:
    data = "[{x: -2, y: 5, z: -4}]" if inputs is None else "[{x: -2, y: 5}]"
    problem = read(write, inputs=inputs, parameters=parameters, data=data)
    assert [one.name for one in problem.graph.parameters] == named
    assert slopes(problem) == {"x": -4, "y": -4, "z": 3}


def test_weights_that_are_used_at_each_step(write: Write) -> None:
    graph = "\n  h1: tanh(u*x)\n  h2: tanh(w*h1 + u*x)\n  h3: tanh(w*h2 + u*x)"
    problem = read(write, graph=graph, inputs="{w: 0.5, u: 0.8, x: 1}", parameters="[w, u]")
    assert [node.quantity.name for node in problem.graph.nodes] == [
        *("n1", "h1", "n2", "n3", "n4", "h2", "n5", "n6", "n7", "h3"),
    ]
    assert problem.graph.objective.name == "h3"


def test_the_objective_may_be_named(write: Write) -> None:
    problem = read(write, graph="{q: x + y, f: q * z}", objective="f")
    assert problem.graph.objective.name == "f"


def test_names_that_a_part_could_get_are_left_to_who_uses_them(write: Write) -> None:
    problem = read(write, graph="{n1: x + y, f: (n1 + 1) * z}")
    assert [node.quantity.name for node in problem.graph.nodes] == ["n1", "n2", "f"]


def test_a_comma_in_brackets_is_no_end(write: Write) -> None:
    graph = read(write, graph="{q: max(x, min(y, 3)) + 1, f: q * z}").graph
    assert [(node.quantity.name, node.operation) for node in graph.nodes] == [
        ("n1", "min"),
        ("n2", "max"),
        ("q", "+"),
        ("f", "*"),
    ]


def test_what_is_asked_of_a_graph(write: Write) -> None:
    assert read(write, ask="[df/dq, df/dx, update]", learning_rate="0.1").ask == ("d.q", "d.x", "e")
    assert read(write, ask="[q, f, d.x, tree, cost]").ask == ("q", "c", "d.x", "b")
    letters = {"graph": "{c: a * b, e: c + a}", "inputs": "{a: 1, b: 2}"}
    assert read(write, **letters, ask="[c, e, d.a, gradient]").ask == ("c", "d.a", "d")  # c is a node, e the objective


@pytest.mark.parametrize(
    ("front", "key", "params"),
    [
        ({"graph": "{q: x + w, f: q * z}"}, "expression_name", {"name": "graph.q", "value": "w"}),
        ({"graph": "{f: q * z, q: x + y}"}, "expression_later", {"value": "q"}),
        ({"graph": "{q: x + y, q: x * z}"}, "twice", {"name": "q"}),
        ({"graph": "{x: y + z}"}, "twice", {"name": "x"}),
        ({"graph": "{q: x + y, f: q}"}, "not_used", {"value": "z", "other": "f"}),
        ({"graph": "{q: x + y, f: y * z * x}"}, "not_used", {"value": "q"}),
        ({"graph": "{q: exp(x + 1), f: y * z * x}"}, "not_used", {"value": "q"}),
        ({"parameters": "[q]"}, "not_a_parameter", {"value": "q", "at_points": ""}),
        (
            {"inputs": "{x: 1, y: 2}", "parameters": "[z]", "data": "[{z: 1}, {z: 2}]"},
            "not_a_parameter",
            {"value": "z", "at_points": "yes"},
        ),
        ({"graph": "{q: x + y, f: q * z}", "objective": "q"}, "objective_used", {"value": "q", "other": "f"}),
        ({"objective": "g"}, "unknown_quantity", {"allowed": "q, f"}),
        ({"graph": "{}"}, "no_nodes", {}),
        ({"graph": "[x + y]"}, "not_a_mapping", {}),
        ({"graph": "{f: max(x, y, z}"}, "expression_open", {}),
        ({"graph": "{f: max(x, y), }"}, "not_used", {"value": "z"}),
        ({"graph": "{f: }"}, "not_a_text", {}),
        ({"graph": '{"f g": x + y}'}, "not_a_node_name", {}),
        ({"graph": "{exp: x + y}"}, "name_of_function", {}),
        ({"graph": f"{{f: x + y * z + {'x*' * 140}x}}"}, "too_many_nodes", {"high": "128"}),
        (
            {"graph": "{" + ", ".join(f"m{k}: x*{'m' + str(k - 1) if k else 'y'}" for k in range(140)) + "}"},
            "too_many_nodes",
            {},
        ),
        ({"graph": "{f: 9^9^9^9 * x * y * z}"}, "expression_power", {}),
        ({"inputs": "{x: -2, y: five, z: -4}"}, "not_a_number", {}),
        ({"inputs": "{x: -2, x: 5, y: 1, z: -4}"}, "twice", {}),
        ({"inputs": "{" + ", ".join(f"x{k}: 1" for k in range(33)) + "}"}, "too_many_given", {"found": "33"}),
        ({"inputs": None}, "expression_name", {"value": "x"}),
        ({"parameters": "[v]"}, "unknown_quantity", {"value": "v"}),
        ({"parameters": "[]"}, "no_parameters", {}),
        ({"data": "[{x: 1}]"}, "given_twice", {"value": "x"}),
        ({"data": "[{k: 1}, {l: 1}]"}, "point_names", {"expected": "k"}),
        ({"data": "[]"}, "points_count", {}),
        ({"data": "[[1, 2]]"}, "not_a_mapping", {}),
        ({"network": "{widths: [1, 1], activation: relu}"}, "unknown_key", {"name": "network"}),
        ({"cost": "none"}, "unknown_key", {"name": "cost"}),
        ({"ask": "[e.x]"}, "missing_key", {"name": "learning_rate"}),
        ({"ask": "[d.w]"}, "unknown_quantity", {}),
        ({"ask": "[dq/dx]"}, "unknown_quantity", {"value": "dq/dx"}),
    ],
)
def test_what_is_wrong_with_them(write: Write, front: dict[str, Any], key: str, params: dict[str, str]) -> None:
    with pytest.raises(ContentError) as refused:
        load(write(**{**QUEUE, **front}))
    error = next((one for one in refused.value.every if one.key == key), refused.value)
    assert error.key == key, refused.value.every
    assert {name: error.params[name] for name in params} == params
