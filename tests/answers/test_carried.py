"""Carrying on: what follows from the learner's own wrong answers is told apart from what is simply wrong."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tutor.answers.carried import Carried, carried
from tutor.answers.expected import expected
from tutor.answers.marking import mark
from tutor.answers.quantity import Quantity
from tutor.answers.verdicts import Mark, Verdict
from tutor.lessons.breakdown import breakdown
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field

from ..support.problems import make, problems

Answers = Mapping[str, int | str]


def given_(answers: Answers) -> dict[FieldId, Quantity]:
    return {parse_field(field): Quantity.of(Fraction(value)) for field, value in answers.items()}


def marked(problem: Problem, field: str, text: str, answers: Answers) -> Mark:
    return mark(problem, parse_field(field), text, given_(answers))


def follows(problem: Problem, field: str, answers: Answers) -> Carried | None:
    return next(iter(carried(problem, parse_field(field), given_(answers))), None)


# 4.1: at the points, z3 is 4, 7, 10, 13 and y is 2, −6, 3, 1.
@pytest.mark.parametrize(
    ("field", "text", "answers", "look_at"),
    [
        # the cost and its sub-steps, from the learner's own forward values
        ("c", "371", {"c/r@1": 3}, "c/r@1"),
        ("c", "371", {"c/z3@1": 5}, "c/z3@1"),
        ("c", "371", {"c/a1@1": 3}, "c/a1@1"),
        ("c", "371", {"c/z1@1": 3, "c/a1@1": 3, "c/z2@1": 4, "c/r@1": 3}, "c/z1@1"),
        ("c", "367", {"c/squares@1": 5}, "c/squares@1"),
        ("c", "372", {"c/r@1": 3, "c/squares@1": 10}, "c/r@1"),
        ("c", "374", {"c/r@2": 12, "c/z3@1": 5, "c/squares@3": 77}, "c/z3@1"),
        ("c/a1@1", "3", {"c/z1@1": 3}, "c/z1@1"),
        ("c/z2@1", "4", {"c/a1@1": 3, "c/z1@1": 3}, "c/z1@1"),
        ("c/r@1", "3", {"c/z1@1": 3}, "c/z1@1"),
        ("c/r@1", "5", {"c/z1@1": 3, "c/a3@1": 7}, "c/z1@1"),
        ("c/squares@1", "9", {"c/r@1": 3}, "c/r@1"),
        # the gradient and its sub-steps, from products, from factors of the same row, from forward values
        ("d.w1", "447", {"d.w1/product@1": 5}, "d.w1/product@1"),
        ("d.w1", "450", {"d.w1/product@1": 5, "d.w1/product@3": 101}, "d.w1/product@1"),
        ("d.w1/product@1", "6", {"d.w1/dC/da3@1": 6}, "d.w1/dC/da3@1"),
        ("d.w1/product@2", "208", {"d.w1/w3@2": 2}, "d.w1/w3@2"),
        ("d.w1/product@1", "6", {"c/r@1": 3}, "c/r@1"),
        ("d.w1/dC/da3@1", "6", {"c/r@1": 3}, "c/r@1"),
        ("d.w2/a1@1", "3", {"c/z1@1": 3}, "c/z1@1"),
        ("d.w1", "448", {"c/r@1": 3}, "c/r@1"),
        ("d.b3", "70", {"c/z3@1": 5}, "c/z3@1"),
        # θ′ from the learner's own partial derivative, or their own step
        ("e.w1", "-44.6", {"d.w1": 456}, "d.w1"),
        ("e.w1/step", "45.6", {"d.w1": 456}, "d.w1"),
        ("e.w1", "-49", {"e.w1/step": 50}, "e.w1/step"),
        ("e.w1", "-49", {"e.w1/step": 50, "d.w1": 456}, "e.w1/step"),
        ("e.w1", "1 - 0.1*456", {"d.w1": 456}, "d.w1"),
    ],
)
def test_what_follows_is_consistent(chain: Problem, field: str, text: str, answers: Answers, look_at: str) -> None:
    found = marked(chain, field, text, answers)
    assert found.verdict is Verdict.CONSISTENT, found
    assert (found.is_right, found.moves_on) == (False, True)
    assert found.look_at == parse_field(look_at)
    assert found.message is not None
    assert (found.message.key, found.message.values) == ("mark.consistent", {"field": look_at})
    assert marked(chain, field, text, {}).verdict is Verdict.WRONG


@pytest.mark.parametrize(
    ("field", "text", "answers"),
    [
        # right or other answers lead nowhere
        ("c", "371", {"c/r@1": 2}),
        ("c", "371", {"c": 400, "d.w1": 5}),
        ("c", "380", {"c/r@1": 3}),
        ("c/z1@1", "7", {"c/a1@1": 7, "c/z1@2": 9}),
        ("c/a1@1", "6", {"c/z1@2": 6}),
        ("d.w1", "447", {"d.b1/product@1": 5}),
        ("d.w1/w3@1", "2", {"c/r@1": 3}),
        ("d.b1/1@1", "2", {"c/r@1": 3}),
        ("e.w1", "-44.6", {"d.b1": 456}),
        ("e.w1", "-44.6", {"e.w1": -44}),
        ("a", "12", {"c/r@1": 3, "c": 12}),
        # degenerate ones: zeros, or nothing moved
        ("c", "50", {"c/z3@1": 0, "c/z3@2": 0, "c/z3@3": 0, "c/z3@4": 0}),
        ("c", "50", {"c/z3@1": 0, "c/z3@2": 0, "c/z3@3": 0, "c/z3@4": 0, "d.w1": 7}),
        ("c", "65", {"c/z3@1": 0, "c/z3@2": 0, "c/z3@3": 0, "c/z3@4": 5}),
        ("c", "0", {"c/r@1": 0, "c/r@2": 0, "c/r@3": 0, "c/r@4": 0}),
        ("c", "362", {"c/squares@1": 0}),
        ("d.w1", "0", {"d.w1/product@1": 0, "d.w1/product@2": 0, "d.w1/product@3": 0, "d.w1/product@4": 0}),
        ("d.w1", "442", {"d.w1/product@1": 0}),
        ("d.w1/product@1", "0", {"d.w1/dC/da3@1": 0}),
        ("d.w1", "0", {"c/r@1": 0, "c/r@2": 0, "c/r@3": 0, "c/r@4": 0}),
        ("e.w1", "1", {"d.w1": 0}),
        ("e.w1", "1", {"e.w1/step": 0}),
        ("e.w1", "1", {"d.w1": "1/1000000000000"}),
        ("e.w1/step", "0", {"d.w1": 0}),
    ],
)
def test_what_does_not_follow_is_wrong(chain: Problem, field: str, text: str, answers: Answers) -> None:
    assert marked(chain, field, text, answers).verdict is Verdict.WRONG


def test_a_right_answer_stays_right_whatever_was_wrong_before(chain: Problem) -> None:
    assert marked(chain, "c", "366", {"c/r@1": 3}).verdict is Verdict.CORRECT
    assert marked(chain, "e.w1", "-43.6", {"d.w1": 456}).verdict is Verdict.CORRECT


def test_the_other_costs_are_carried_in_their_own_measure() -> None:
    answers = {"c/r@1": 3, "c/squares@2": 171}
    assert marked(make(cost="half-sum-of-squares"), "c", "186.5", answers).verdict is Verdict.CONSISTENT
    assert marked(make(cost="mean-of-squares"), "c", "93.25", answers).verdict is Verdict.CONSISTENT


def test_several_paths() -> None:
    problem = make((1, 2, 2), data=[(1, (2, 3)), (2, (1, 1))], theta=[1, 2, 0, 1, 1, -1, 2, 1, 0, 1])
    field = FieldId("d", "w1[2,1]")
    first, second = (str(row.cells[-1]) for row in breakdown(problem, field).rows[:2])
    right = Fraction(expected(problem, field)) - sum(
        Fraction(expected(problem, parse_field(s))) for s in (first, second)
    )
    found = marked(problem, str(field), str(right + 17), {first: 10, second: 7})
    assert (found.verdict, found.look_at) == (Verdict.CONSISTENT, parse_field(first))


def test_rounded_floats_are_carried_too() -> None:
    problem = make((1, 1), "sigmoid", [(1, 0), (2, 1)], 1)
    found = marked(problem, "c", "0.639", {"c/a1@1": "0.7978", "c/a1@2": "0.9526"})
    assert (found.verdict, found.look_at) == (Verdict.CONSISTENT, parse_field("c/a1@1"))
    assert found.message is not None
    assert found.message.key == "mark.consistent"


@settings(max_examples=60)
@given(problems(), st.data())
def test_a_method_applied_to_a_wrong_gradient_is_seen(problem: Problem, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([p.name for p in problem.network.parameters]))
    own = data.draw(st.integers(-50, 50).filter(bool).map(Fraction))
    true = Fraction(problem.trace.gradient[name])
    assume(abs(own - true) > abs(true) / 100)
    theta = Fraction(dict(zip(problem.trace.theta, problem.theta, strict=True))[name])
    answer = theta - problem.learning_rate * own
    found = marked(problem, f"e.{name}", str(answer), {f"d.{name}": str(own)})
    if marked(problem, f"d.{name}", str(own), {}).verdict is Verdict.SHORT:
        assert found.verdict is Verdict.SHORT
        return
    assert found.verdict is Verdict.CONSISTENT
    assert found.look_at == FieldId("d", name)
    assert marked(problem, f"e.{name}", str(theta), {f"d.{name}": str(own)}).verdict is not Verdict.CONSISTENT


@settings(max_examples=60)
@given(problems(), st.data())
def test_a_row_s_own_factors_make_its_product(problem: Problem, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([p.name for p in problem.network.parameters]))
    row = data.draw(st.sampled_from(breakdown(problem, FieldId("d", name)).rows))
    own = {cell: data.draw(st.integers(-9, 9).map(Fraction)) for cell in row.cells[:-1]}
    product = Fraction(1)
    for value in own.values():
        product *= value
    found = next(iter(carried(problem, row.cells[-1], {cell: Quantity.of(value) for cell, value in own.items()})), None)
    true = expected(problem, row.cells[-1])
    if product in (0, true):
        assert found is None or found.value != product
        return
    assert found is not None
    assert abs(Fraction(found.value) - product) <= abs(product) / 10**9
    assert found.look_at in own


TYPED = {"2^511": Fraction(2**511), "-2^511": -Fraction(2**511), "1/2^511": Fraction(1, 2**511)}
TYPED |= {text: Fraction(text) for text in ("9" * 150, "1" + "0" * 149, "1e-150", "0", "-3", "2/7")}


@settings(max_examples=60)
@given(problems(), st.data())
def test_no_answers_however_large_make_marking_fail(problem: Problem, data: st.DataObject) -> None:
    names = [parameter.name for parameter in problem.network.parameters]
    places = [FieldId("c"), *(FieldId("d", name) for name in names), *(FieldId("e", name) for name in names)]
    cells = [cell for field in places for cell in breakdown(problem, field).cells()]
    texts = st.sampled_from(sorted(TYPED))
    answers = data.draw(st.dictionaries(st.sampled_from(places + cells), texts, max_size=12))
    given_before = {field: Quantity.of(TYPED[text]) for field, text in answers.items()}
    field, text = data.draw(st.sampled_from(places + cells)), data.draw(texts)
    assert mark(problem, field, text, given_before).value == TYPED[text]
