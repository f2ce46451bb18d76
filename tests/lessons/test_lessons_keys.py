"""The further keys of front matter: how the network's parameters are, what its quantities are called, what is asked."""

from fractions import Fraction
from typing import Any

import pytest
from tutor.lessons.errors import ContentError
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.lessons.stages import asked_fields, asked_stages
from tutor.network.architecture import Penalty

from ..conftest import Write
from ..support.course import problem_at

WIDE = {
    "network": "{widths: [2, 2, 1], activation: [tanh, identity]}",
    "data": "[[[1, 2], 3]]",
    "theta": "{w1: [[1, 2], [3, 4]], b1: [5, 6], w2: [[7, 8]], b2: 9}",
}
CHAIN = {"network": "{widths: [1, 1, 1], activation: tanh}", "data": "[[1, 2]]", "theta": "ones"}


def read(write: Write, **front: str | None) -> Problem:
    return problem_at(write(**front))


def refusals(write: Write, **front: str | None) -> list[ContentError]:
    with pytest.raises(ContentError) as error:
        load(write(**front))
    return list(error.value.every)


def values(problem: Problem) -> dict[str, Fraction]:
    return dict(zip((one.name for one in problem.network.parameters), problem.theta, strict=True))


def test_a_problem_without_them_is_as_ever(write: Write) -> None:
    problem = read(write)
    assert (problem.names, problem.ask, problem.answer, problem.after) == ({}, None, "value", ())
    assert (problem.source, problem.author, problem.digits) == (None, None, None)
    assert problem.network.variations() == ()


def test_biases_that_a_layer_shares_or_does_without(write: Write) -> None:
    shared = "{widths: [2, 2, 1], activation: sigmoid, bias: shared}"
    problem = read(write, **{**WIDE, "network": shared, "theta": "{w1: [[1, 2], [3, 4]], b1: 5, w2: [7, 8], b2: 9}"})
    assert values(problem)["b1"] == 5
    assert list(problem.theta) == [1, 2, 3, 4, 5, 7, 8, 9]
    bare = read(
        write, **{**WIDE, "network": shared.replace("shared", "none"), "theta": "{w1: [[1, 2], [3, 4]], w2: [7, 8]}"}
    )
    assert list(bare.theta) == [1, 2, 3, 4, 7, 8]
    assert read(write, **{**WIDE, "network": shared, "theta": "ones"}).theta == (Fraction(1),) * 8


@pytest.mark.parametrize("fixed", ["[b1, b2]", '["b1[1]", "b1[2]", b2]', '["b1[ 1 ]", b1, b2]'])
def test_what_is_fixed_is_named_alone_or_by_its_layer(write: Write, fixed: str) -> None:
    assert read(write, **WIDE, fixed=fixed).network.fixed == {"b1[1]", "b1[2]", "b2"}


def test_the_source_s_letters_name_it_as_well(write: Write) -> None:
    names = '{"w1[1,1]": w1, "w1[1,2]": w2, "w2[1,1]": w5, "a1[1]": out_h1, C: E_total}'
    problem = read(write, **WIDE, names=names, fixed="[w1, w5]", ask='["d.w2", "e.w2", out_h1]')
    assert problem.network.fixed == {"w1[1,1]", "w2[1,1]"}
    assert problem.names == {
        "w1[1,1]": "w1",
        "w1[1,2]": "w2",
        "w2[1,1]": "w5",
        "a1[1]": "out_h1",
        "C": "E_total",
    }
    assert problem.ask == ("d.w1[1,2]", "e.w1[1,2]", "a1[1]")


def test_one_parameter_in_two_places(write: Write) -> None:
    problem = read(write, **{**CHAIN, "theta": "{w1: 3, b1: 1, w2: 3, b2: 2}"}, tied="[[w1, w2]]")
    assert values(problem) == {"w1": 3, "b1": 1, "b2": 2}
    square = {"network": "{widths: [2, 2, 2], activation: tanh, bias: none}", "data": "[[[1, 2], [3, 4]]]"}
    theta = "{w1: [[1, 2], [3, 4]], w2: [[1, 2], [3, 4]]}"
    whole = read(write, **{**square, "theta": theta}, tied="[[w1, w2]]", fixed='["w2[1,1]"]')
    assert list(whole.theta) == [1, 2, 3, 4]
    assert whole.network.fixed == {"w1[1,1]"}


@pytest.mark.parametrize(
    ("written", "penalty"),
    [
        ("{l2: 0.1, over: points}", Penalty(Fraction(1, 10), over_points=True)),
        ("{l2: 1/3}", Penalty(Fraction(1, 3), over_points=False)),
    ],
)
def test_a_penalty(write: Write, written: str, penalty: Penalty) -> None:
    assert read(write, **WIDE, penalty=written).network.penalty == penalty


def test_matrices_that_are_written_from_to(write: Write) -> None:
    """x·W: the row is where a weight comes from."""
    turned = read(
        write, **{**WIDE, "theta": "{w1: [[1, 3], [2, 4]], b1: [5, 6], w2: [[7], [8]], b2: 9}"}, weights="from-to"
    )
    assert turned.theta == read(write, **WIDE).theta == read(write, **WIDE, weights="to-from").theta


@pytest.mark.parametrize("data", ["[[1, -2]]", "[[[1, -2]]]"])
def test_the_output_itself_has_no_target(write: Write, data: str) -> None:
    problem = read(write, **{**WIDE, "data": data}, cost="none")
    assert problem.data == (((Fraction(1), Fraction(-2)), ()),)
    assert problem.trace["C"] == problem.trace.at("a2", 1)


def test_what_is_asked(write: Write) -> None:
    ask = '[count, c, "d.w2", "e.b1[2]", z1, "d.x[1]", "d.z1[2]", A2, tree, gradient, b]'
    problem = read(write, **WIDE, ask=ask, answer="change", after="[cost, output]", source="A book", author="N. N.")
    assert problem.ask is not None
    assert problem.ask[:5] == ("a", "c", "d.w2[1,1]", "d.w2[1,2]", "e.b1[2]")
    assert problem.ask[5:] == ("z1[1]", "z1[2]", "d.x[1]", "d.z1[2]", "a2", "b", "d")
    stages = asked_stages(problem)
    assert stages == ("a", "c", "d", "e", "b")
    fields = [str(field) for field in asked_fields(problem, "d")]
    assert fields[:4] == ["d.w2[1,1]", "d.w2[1,2]", "d.x[1]", "d.z1[2]"]
    assert fields[4:] == ["d.w1[1,1]", "d.w1[1,2]", "d.w1[2,1]", "d.w1[2,2]", "d.b1[1]", "d.b1[2]", "d.b2"]
    assert (problem.answer, problem.after) == ("change", ("C", "a2"))
    assert [str(field) for field in asked_fields(problem, "e")] == ["e.b1[2]", "e.C'", "e.a2'@1"]
    assert (problem.source, problem.author) == ("A book", "N. N.")


def test_derivatives_may_be_asked_for_as_they_are_written(write: Write) -> None:
    problem = read(write, **WIDE, names="{C: E}", ask='["dE/dw2", "dC/dz1[2]", "dE/dx"]')
    assert problem.ask == ("d.w2[1,1]", "d.w2[1,2]", "d.z1[2]", "d.x[1]", "d.x[2]")


def test_without_a_step_no_learning_rate_is_needed(write: Write) -> None:
    problem = read(write, **WIDE, learning_rate=None, ask="[z1, d]")
    assert not problem.makes_step
    assert [error.key for error in refusals(write, **WIDE, learning_rate=None, ask="[z1, e.w2]")] == ["missing_key"]
    assert [error.key for error in refusals(write, **WIDE, learning_rate=None)] == ["missing_key"]


@pytest.mark.parametrize(
    ("front", "key", "params"),
    [
        ({"network": "{widths: [2, 2, 1], activation: tanh, bias: no}"}, "not_a_choice", {"near": "none"}),
        ({"network": "{widths: [2, 2, 1], activation: softmax}"}, "softmax_inside", {"layers": "relu, softmax"}),
        ({"cost": "cross-entropy"}, "cost_needs", {"needed": "softmax", "found": "identity"}),
        (
            {"cost": "mean-cross-entropy", "network": "{widths: [2, 2, 1], activation: sigmoid}"},
            "cost_needs",
            {"near": "mean-binary-cross-entropy"},
        ),
        ({"cost": "binary-cross-entropy"}, "cost_needs", {"needed": "sigmoid, softmax", "near": ""}),
        (
            {"cost": "binary-cross-entropy", "network": "{widths: [2, 2, 1], activation: sigmoid}"},
            "target_range",
            {"cost": "binary-cross-entropy"},
        ),
        (
            {"cost": "cross-entropy", "network": "{widths: [2, 2], activation: softmax}"}
            | {"theta": "ones", "data": "[[[1, 2], [1, 1]]]"},
            "target_sum",
            {},
        ),
        ({"cost": "none"}, "no_target", {}),
        ({"fixed": "[b3]"}, "unknown_quantity", {"value": "b3", "near": "b2"}),
        ({"fixed": '["w1[3,1]"]'}, "unknown_quantity", {"near": "w1[2,1]"}),
        ({"fixed": "[z1]"}, "unknown_quantity", {}),
        ({"fixed": "[w1, b1, w2, b2]"}, "nothing_learned", {}),
        ({"fixed": "b1"}, "not_a_list", {}),
        ({"tied": "[w1, w2]"}, "not_a_list", {}),
        ({"tied": '[["w1[1,1]"]]'}, "tied_with_nothing", {}),
        ({"tied": '[["w1[1,1]", "b1[1]"]]'}, "tied_unlike", {}),
        ({"tied": "[[w1, w2]]"}, "tied_unlike", {}),
        ({"tied": '[["b1[1]", "b1[2]"], ["b1[2]", b2]]'}, "tied_twice", {"value": "b1[2]"}),
        ({"tied": '[["b1[1]", "b1[2]"]]'}, "tied_differ", {"value": "b1[1]", "other": "b1[2]"}),
        ({"penalty": "0.1"}, "not_a_mapping", {}),
        ({"penalty": "{l2: -0.1}"}, "not_positive", {"value": "-0.1"}),
        ({"penalty": "{l1: 0.1}"}, "unknown_key", {"name": "l1", "near": "l2"}),
        ({"penalty": "{over: points}"}, "missing_key", {"name": "l2"}),
        ({"penalty": "{l2: 0.1, over: pts}"}, "not_a_choice", {"near": "points"}),
        ({"names": "{w9: u}"}, "unknown_quantity", {"value": "w9"}),
        ({"names": "{w1: u}"}, "unknown_quantity", {"value": "w1"}),
        ({"names": '{"z1[1]": "net h1"}'}, "not_letters", {}),
        ({"names": '{"z1[1]": "1h"}'}, "not_letters", {}),
        ({"names": '{"z1[1]": net, "z1[2]": net}'}, "name_taken", {"value": "net", "other": "z1[1]"}),
        ({"names": '{"z1[1]": z2}'}, "name_taken", {"value": "z2", "other": "z2"}),
        ({"weights": "rows"}, "not_a_choice", {"allowed": "to-from, from-to"}),
        ({"ask": "[]"}, "nothing_asked", {}),
        ({"ask": "[cots]"}, "unknown_quantity", {"near": "cost"}),
        ({"ask": '["d.w2[1,3]"]'}, "unknown_quantity", {"near": "w2[1,2]"}),
        ({"ask": "[d.b2]", "fixed": "[b2]"}, "unknown_quantity", {"value": "b2"}),
        ({"ask": "[y]"}, "unknown_quantity", {}),
        ({"answer": "delta"}, "not_a_choice", {"allowed": "value, change"}),
        ({"after": "[costs]"}, "unknown_quantity", {"near": "cost"}),
        ({"source": '""'}, "not_a_text", {}),
        ({"learning_rate": "0"}, "rate_zero", {}),
        (
            {"weights": "from-to", "theta": "{w1: [[1, 2], [3, 4]], b1: [5, 6], w2: [7, 8, 9], b2: 9}"},
            "wrong_shape",
            {"expected": "2×1", "example": "[1, 2]"},
        ),
        (
            {"network": "{widths: [2, 2, 1], activation: tanh, bias: none}"},
            "unknown_key",
            {"name": "b1"},
        ),
    ],
)
def test_what_is_wrong_with_them(write: Write, front: dict[str, Any], key: str, params: dict[str, str]) -> None:
    errors = refusals(write, **{**WIDE, **front})
    error = next((one for one in errors if one.key == key), errors[0])
    assert error.key == key, error
    assert {name: error.params[name] for name in params} == params


def test_letters_may_be_exchanged(write: Write) -> None:
    names = read(write, **WIDE, names='{z2: a2, a2: z2, "x[1]": "x_1"}').names
    assert names == {"z2": "a2", "a2": "z2", "x[1]": "x_1"}
