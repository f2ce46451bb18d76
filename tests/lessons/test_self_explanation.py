"""Questions why a right step is right: what they name is so, and their wrong reasons are misconceptions of the kind."""

from fractions import Fraction
from random import Random

import pytest
from tutor.lessons.chain import chain_place
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.lessons.self_explanation import Why, text_of, whys_of
from tutor.lessons.stages import FieldId, asked_fields
from tutor.lessons.symbols import written
from tutor.lessons.why_plans import OF_CHAINS, PLANS, REASONS, RIGHT
from tutor.mistakes.everything import component_of
from tutor.network.numbers import Number

from tests.support.course import problem_of

from ..support.problems import make

W1, B2, W3 = (FieldId("d", name) for name in ("w1", "b2", "w3"))


def why(name: str, problem: Problem, field: FieldId) -> Why:
    return Why(name, problem, field, text_of(content_folder(), name, "en"))


def named(question: Why, name: str) -> Number:
    value = question.names.lookup(name)
    assert isinstance(value, int | float | Fraction)
    return value


@pytest.mark.parametrize("name", PLANS)
def test_a_wrong_reason_is_a_mistake_in_what_the_question_is_about(name: str) -> None:
    plan = PLANS[name]
    assert {component_of(mistake) for mistake in plan.mistakes.values()} == {plan.bears_on}
    assert set(plan.mistakes) == set(REASONS) - {RIGHT}


def test_it_is_asked_where_there_is_something_to_ask() -> None:
    chain = problem_of("4.1")
    assert whys_of(chain, FieldId("a")) == whys_of(chain, FieldId("b", "C")) == ()
    assert whys_of(chain, FieldId("c")) == ("squares",)
    assert whys_of(chain, W1) == ("slope", "gate", "weight", "input", "points")
    assert "weight" not in whys_of(chain, W3)  # nothing lies above it but the gate
    assert whys_of(chain, FieldId("d", "w1", "dC/da3@1")) == ()
    assert "paths" in whys_of(make((1, 1, 2, 1)), FieldId("d", "w1"))
    assert "points" not in whys_of(make(data=((1, 2),)), W1)
    graph = problem_of("cs231n-graph")
    assert [whys_of(graph, FieldId("d", name)) for name in ("x", "z")] == [("local",), ()]  # f = (x + y) z
    question = why("local", graph, FieldId("d", "x"))
    assert [str(question.names.lookup(one)) for one in ("node", "arriving")] == ["q", written(graph, "df/dq")]
    assert "slope" not in whys_of(make(cost="mean-of-squares"), W1)
    assert "gate" not in whys_of(make(activation="tanh"), W1)


def test_what_is_named_is_so() -> None:
    problem = problem_of("4.1")
    for field in asked_fields(problem, "d"):
        slope, gate = (why(name, problem, field) for name in ("slope", "gate"))
        x, y = (int(part) for (part,) in problem.data[int(named(slope, "i")) - 1])
        assert named(slope, "r") == x + 3 - y  # all parameters are 1
        assert named(slope, "value") == 2 * (x + 3 - y)
        layer = int(str(gate.names.lookup("unit_z")).partition("(")[2][0])
        assert named(gate, "z") == int(problem.data[int(named(gate, "i")) - 1][0][0]) + layer
    weight = why("weight", problem, W1)
    layer = int(str(weight.names.lookup("factor")).partition("(")[2][0])
    assert str(weight.names.lookup("above")) == written(problem, f"z{layer}")
    assert str(weight.names.lookup("below")) == written(problem, f"a{layer - 1}")


def test_a_chain_that_is_right_is_told_no_value_of_its_table() -> None:
    for problem in (problem_of("4.1"), problem_of("4.2")):
        for field in asked_fields(problem, "d"):
            for name in whys_of(problem, chain_place(field)):
                assert name in OF_CHAINS
                sections = why(name, problem, chain_place(field)).text.sections
                used = "".join(one.text for one in sections.values())
                assert not any(f"{{{{{value}" in used for value in ("value", "z}}", "a}}", "r}}", "old"))


def test_the_reasons_stand_in_an_order_that_stays() -> None:
    problem = problem_of("4.1")
    orders = {why("slope", problem, field).reasons for field in asked_fields(problem, "d")}
    assert len(orders) > 1
    assert all(sorted(order) == sorted(REASONS) for order in orders)
    Random(5).random()
    assert why("slope", problem, B2).reasons == why("slope", problem, B2).reasons
