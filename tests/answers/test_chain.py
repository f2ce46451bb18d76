"""The chain of factors: taken in any order and spelling, and of a wrong one only how many are wrong is told."""

import re
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.answers.marking import mark
from tutor.answers.preview import preview
from tutor.answers.verdicts import Mark, Verdict
from tutor.lessons.chain import chain_place, chain_products, chain_typed, has_chain, typed_product, union
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, fields_of, parse_field

from ..support.problems import make, problems

DEEP, WIDE = make(), make((2, 2, 2), data=(((1, 2), (3, 4)),))
RIGHT = "2r g3 w3 g2 w2 g1 x"


def marked(text: str, problem: Problem = DEEP, field: str = "d.w1") -> Mark:
    return mark(problem, chain_place(parse_field(field)), text, {})


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        "2rg3w3g2w2g1x",
        "x, g1, w2, g2, w3, g3, 2r",
        "2(a3 − y)·ρ′(z3)·w3·ρ′(z2)·w2·ρ′(z1)·x",
        "∂C/∂a3 ∂a3/∂z3 ∂z3/∂a2 ∂a2/∂z2 ∂z2/∂a1 ∂a1/∂z1 ∂z1/∂w1",
        "dC/da⁽³⁾; relu'(z⁽³⁾); w⁽³⁾; γ2; w_2; gamma1; a0",
        "2ㄱ ㅎ3 ㅈ3 ㅎ2 ㅈ2 ㅎ1 ㅌ",
        "2r3 g3 w3 g2 w2 g1 x_i",
        "2 * r * g3 * w3 * g2 * w2 * g1 * x",
        "∂C/∂w1 = ∑ 2r g3 w3 g2 w2 g1 x",
        "4r/2 g3 w3 g2 w2 g1 x",
    ],
)
def test_spellings_of_one_chain(text: str) -> None:
    assert marked(text).verdict is Verdict.CORRECT
    assert marked(text).value is None


@settings(max_examples=60)
@given(problems(), st.data())
def test_any_order_and_separator(problem: Problem, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(fields_of(problem, "d")))
    words = [typed_product(problem, product).split() for product in chain_products(problem, field)]
    draw = Random(data.draw(st.integers(0, 999)))
    separator = data.draw(st.sampled_from([" ", ", ", " · ", ";", "*", " × "]))
    for one in words:
        draw.shuffle(one)
    draw.shuffle(words)
    path_by_path = " + ".join(separator.join(one) for one in words)
    together = list(dict.fromkeys(word for one in words for word in one))
    draw.shuffle(together)
    for text in (path_by_path, separator.join(together), chain_typed(problem, field)):
        found = mark(problem, chain_place(field), text, {})
        assert found.verdict is Verdict.CORRECT, (text, found)


@settings(max_examples=60)
@given(problems(), st.data())
def test_a_factor_missing_is_counted_and_not_named(problem: Problem, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(fields_of(problem, "d")))
    whole = union(chain_products(problem, field))
    left_out = data.draw(st.sets(st.sampled_from(whole), min_size=1, max_size=max(1, len(whole) - 1)))
    words = [_typed(problem, field, name) for name in whole if name not in left_out]
    found = mark(problem, chain_place(field), " ".join([*words, "b1"]), {})
    assert found.verdict is Verdict.WRONG
    assert found.message is not None
    assert found.message.values == {"lacking": len(left_out), "surplus": 1}


def _typed(problem: Problem, field: FieldId, name: str) -> str:
    products = chain_products(problem, field)
    words = {n: w for one in products for n, w in zip(one.names, typed_product(problem, one).split(), strict=True)}
    return words[name]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("r g3 w3 g2 w2 g1 x", "chain.scale"),
        ("r/2 g3 w3 g2 w2 g1 x", "chain.scale"),
        ("2(y - a3) g3 w3 g2 w2 g1 x", "chain.scale"),
        ("2r g3 w3", "chain.missing"),
        ("r g3 w3", "chain.missing_and_number"),
        ("g3 w3 g2 w2 g1 x", "chain.missing"),  # 2r is one factor: with r its number is missing, too
        (f"{RIGHT.removeprefix('2')} b1", "chain.extra_and_number"),
        ("4r g3 w3 b1", "chain.both_and_number"),
        ("2r g3 w3 w3 g2 w2 g1 x", "chain.extra"),
        ("2r g3 w2 g2 w2 g1 x", "chain.both"),
        (f"{RIGHT} b1", "chain.extra"),
        ("2r² g3 w3 g2 w2 g1 x", "chain.both"),
        ("2r ρ'(a3) w3 g2 w2 g1 x", "chain.both"),
        ("2r a3 w3 a2 w2 a1 x", "chain.both"),
        ("2r g7 w3 g2 w2 g1 x", "chain.both"),
        ("2r + g3 + w3 + g2 + w2 + g1 + x", "chain.added"),
    ],
)
def test_wrong_chains(text: str, key: str) -> None:
    found = marked(text)
    assert found.verdict is Verdict.WRONG
    assert found.message is not None
    assert found.message.key == key
    assert all(isinstance(value, int) for value in found.message.values.values()), "no name is told"


@pytest.mark.parametrize("text", ["446", "", "q", "2r /", "2r/0 x", "- x", "w", "g3 = 1 = 2", "2r - x", "(", "∂"])
def test_what_is_no_chain_is_unreadable(text: str) -> None:
    found = marked(text)
    assert found.verdict is Verdict.UNREADABLE
    assert found.message is not None
    assert (found.message.key == "unreadable.number") == (text == "446"), "a number alone is no name"


@pytest.mark.parametrize(
    ("cost", "points", "slope", "wrong"),
    [
        ("sum-of-squares", 2, "2r", "r"),
        ("half-sum-of-squares", 2, "r", "2r"),
        ("mean-of-squares", 4, "r/2", "2r"),
        ("mean-of-squares", 4, "2r/m", "r/m"),
        ("half-mean-of-squares", 4, "r/m", "2r/m"),
        ("mean-of-squares", 1, "2r", "r"),
    ],
)
def test_what_stands_before_the_residual_depends_on_the_cost(cost: str, points: int, slope: str, wrong: str) -> None:
    problem = make((1, 1), data=tuple((i, 1) for i in range(1, points + 1)), cost=cost)
    assert marked(f"{slope} g1 x", problem).is_right
    assert not marked(f"{wrong} g1 x", problem).is_right
    assert marked("dC/da1 g1", problem, "d.b1").is_right
    assert marked(f"{slope} g1 1", problem, "d.b1").is_right


def test_paths_are_kept_apart_where_they_are_typed_apart() -> None:
    ways = ["2r[1] g2[1] w2[1,1] g1[1] x[1]", "2r[2] g2[2] w2[2,1] g1[1] x[1]"]
    mixed = ["2r[1] g2[2] w2[1,1] g1[1] x[1]", "2r[2] g2[1] w2[2,1] g1[1] x[1]"]
    assert marked(" + ".join(ways), WIDE, "d.w1[1,1]").is_right
    found = marked(" + ".join(mixed), WIDE, "d.w1[1,1]")
    assert found.message is not None
    assert found.message.key == "chain.paths_mixed"
    assert marked("2 r[1] r[2] g2[1] g2[2] w2[1,1] w2[2,1] g1[1] x[1]", WIDE, "d.w1[1,1]").is_right


def test_where_there_are_very_many_paths_it_begins_at_the_units_own_derivative() -> None:
    problem = make((1, 2, 3, 3, 1))
    assert chain_products(problem, parse_field("d.w1[2,1]"))[0].names == ("dC/dz1[2]", "x")
    assert marked("dC/dz1[2] x", problem, "d.w1[2,1]").is_right
    assert marked("δ1[2] x", problem, "d.w1[2,1]").is_right


def test_the_reading_is_shown_while_typing() -> None:
    found = preview(DEEP, parse_field("d.w1/chain"), "2ㄱ ㅎ3 x")
    assert found is not None
    assert (found.key, found.values) == ("chain.read", {"factors": "2r g3 x"})


def test_only_partial_derivatives_begin_with_a_chain() -> None:
    assert has_chain(parse_field("d.w1"))
    assert not any(has_chain(parse_field(name)) for name in ("c", "e.w1", "b.C", "a", "d.w1/product@1"))
    assert chain_products(DEEP, parse_field("d.b3"))[0].scale == Fraction(2)


@settings(max_examples=200)
@given(st.text(alphabet="2rgwxazb ρ'()[]/+-*=∂dC13,.²ㅎㅈ{}_^\\", max_size=30))
def test_nothing_that_is_typed_is_an_error(text: str) -> None:
    assert re.fullmatch("correct|wrong|unreadable", marked(text).verdict.value)
