"""Korean particles follow the reading of what stands before them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tutor.lessons.figures import as_text
from tutor.lessons.particles import PAIRS, fitting, ordinal


@pytest.mark.parametrize(
    ("before", "topic", "direction"),
    [
        *((Fraction(n), "은", "으로") for n in (0, 3, 6, 10, 20, 100, 4000, 30000, 10**8, 10**16)),
        *((Fraction(n), "은", "로") for n in (1, 7, 8, 11, 367, -1, -28)),
        *((Fraction(n), "는", "로") for n in (2, 4, 5, 9, 12, 99, -45, 10**12, 30 * 10**12)),
        (Fraction(1, 8), "는", "로"),  # 0.125
        (Fraction(-436, 10), "은", "으로"),  # −43.6
        (Fraction(1, 3), "은", "로"),  # 3분의 1
        (Fraction(2, 7), "는", "로"),
        (Fraction(-10, 3), "은", "으로"),  # 3분의 10
        (0.7310585786300049, "는", "로"),  # shown as 0.731059
        (0.1234561999, "은", "으로"),  # shown as 0.123456
        (1.5, "는", "로"),
        (-3.0, "은", "으로"),
        (1e30, "은", "으로"),  # 10의 30제곱
        (1.25e-9, "은", "으로"),
        ("w1", "은", "로"),
        ("w1[2,1]", "은", "로"),
        ("a2[3]", "은", "으로"),
        ("C", "는", "로"),
        ("L", "은", "로"),  # 엘
        ("m", "은", "으로"),
        ("n", "은", "으로"),
        ("r", "은", "로"),  # 알
        ("x", "는", "로"),
        ("\\eta", "는", "로"),
        ("\\theta'", "는", "로"),
        ("w^{(1)}_{21}", "은", "로"),
        ("a^{(3)}_{i}", "는", "로"),
        ("∂C/∂w⁽¹⁾", "은", "로"),
        ("z⁽²⁾₁", "은", "로"),
        ("\\frac{\\partial C}{\\partial b^{(3)}}", "은", "으로"),
        ("(1,\\ 2)", "는", "로"),
        ("1-2-1", "은", "로"),
        ("가중치", "는", "로"),
        ("편향", "은", "으로"),
        ("값(비용)", "은", "으로"),
        ("마지막 열", "은", "로"),
        ("", "는", "로"),
        ("…", "는", "로"),
        *((word, "는", "로") for word in ("solver", "layer", "vector", "softmax", "test", "network", "node", "update")),
        *((word, "는", "로") for word in ("own.md", "notes.txt", "class.csv", "gate", "tree", "log", "check")),
        *((word, "은", "으로") for word in ("training", "unit", "step", "column", "name", "block", "input", "a.json")),
        *((word, "은", "로") for word in ("model", "table", "file", "config.toml", "label", "URL")),
        ("MSE", "는", "로"),
        ("‘solver’", "는", "로"),
        ("w_{out}", "은", "으로"),  # 아웃
    ],
)
def test_follow_the_reading(before: str | Fraction | float, topic: str, direction: str) -> None:
    assert fitting("은/는", before) == topic
    assert fitting("으로/로", before) == direction


def test_the_order_of_a_pair_does_not_matter() -> None:
    for pair in PAIRS:
        other = "/".join(reversed(pair.split("/")))
        assert other in PAIRS
        for before in ("값", "길", "수", "1", "2"):
            assert fitting(pair, before) == fitting(other, before)


@pytest.mark.parametrize(
    ("pair", "closed", "open_"),
    [
        ("이/가", "이", "가"),
        ("을/를", "을", "를"),
        ("과/와", "과", "와"),
        ("이라/라", "이라", "라"),
        ("이다/다", "이다", "다"),
        ("이었/였", "이었", "였"),
        ("이나/나", "이나", "나"),
    ],
)
def test_each_pair(pair: str, closed: str, open_: str) -> None:
    assert (fitting(pair, Fraction(6)), fitting(pair, Fraction(5))) == (closed, open_)
    assert (fitting(pair, Fraction(7)), fitting(pair, "r")) == (closed, closed)


@given(st.one_of(st.fractions(), st.floats(allow_nan=False)))
def test_a_number_reads_as_it_is_shown(number: Fraction | float) -> None:
    shown = as_text(number)
    if "e" not in shown and not shown.endswith("0" * 12):
        assert fitting("은/는", number) == fitting("은/는", shown.partition("/")[0])


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("1", "첫 번째"),
        ("2", "두 번째"),
        ("4", "네 번째"),
        ("10", "열 번째"),
        ("11", "11번째"),
        ("101", "101번째"),
        ("0", "0번째"),
    ],
)
def test_ordinals(number: str, read: str) -> None:
    assert ordinal(number) == read
