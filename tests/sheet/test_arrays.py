"""Working as programs write it: calls of array libraries, tables of all data points, matrices of numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tutor.sheet.layouts import layouts
from tutor.sheet.marking import mark_sheet
from tutor.sheet.names import names_of
from tutor.sheet.reading import read_line
from tutor.sheet.tracing import as_typed
from tutor.sheet.values import Value, inner, outer, root_of_squares
from tutor.sheet.verdict import LineMark

from tests.support.course import problem_of

from .line_kit import only

WIDE, SQUARE, CHAIN = "4.2", "bp1:two-paths:342067273", "4.1"
"""Widths 1, 2, 1; 1, 2, 2, whose second matrix is square; and all 1."""


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (WIDE, "dW1 = X.T @ d1"),
        (WIDE, "dW1 = d1ᵀ X"),
        (WIDE, "dW2 = d2.T @ A1"),
        (WIDE, "Z1 = X @ W1.T + b1"),
        (WIDE, "Z1 = X @ W1 + b1"),
        (WIDE, "Z2 = A1 W2ᵀ + b2"),
        (WIDE, "d1 = d2 @ W2 * (Z1 > 0)"),
        (WIDE, "d1 = (d2 @ W2.T) * (Z1 > 0)"),
        (SQUARE, "Z2 = A1 @ W2.T + b2"),
        (SQUARE, "d1 = (d2 @ W2) * (Z1 > 0)"),
        (SQUARE, "dW2 = d2.T @ A1"),
        (WIDE, "z1 = np.dot(W1, x) + b1"),
        (WIDE, "dW1 = np.outer(d1, x)"),
        (WIDE, "dW2 = np.matmul(A1.T, d2)"),
        (WIDE, "a1 = np.maximum(0, z1)"),
        (WIDE, "d1 = np.dot(W2.T, d2) * np.where(z1 > 0, 1, 0)"),
        (WIDE, "C = np.sum((a2 - y)**2) = 298"),
        (WIDE, "C = ((a2 - y)**2).sum()"),
        (WIDE, "db1 = np.sum(d1, axis=0)"),
        (WIDE, "db1 = d1.sum(axis=0, keepdims=True)"),
        (WIDE, "C = 2·np.mean(r**2)"),
        (SQUARE, "C = np.sum(np.square(r))"),
        (SQUARE, "C = Σ r²"),
        (SQUARE, "C = Σ ‖a2 - y‖²"),
        (SQUARE, "C = Σ ||r||^2"),
        (CHAIN, "dC/dw3 = np.dot(d3, a2)"),
        (CHAIN, "C = np.sum(r**2) = 366"),
        (CHAIN, "θ' = θ - η ∇C"),
        (CHAIN, "θ_new = θ - 0.1 ∇C = (-43.6, -5.8, -50.4, -5.8, -57.2, -5.8)"),
        (WIDE, "W1 = [[1], [1]]"),
        (WIDE, "dW1 = [[142], [142]]"),
        (WIDE, "z1 = [[2, 2], [5, 5]]"),
        (WIDE, "z1 = [[1], [1]] @ x + [[1], [1]]"),
        (WIDE, "z1 = x @ [[1, 1]] + b1"),
    ],
)
def test_it_is_right(name: str, line: str) -> None:
    assert only(name, line).mark is LineMark.RIGHT


@pytest.mark.parametrize(
    ("name", "line", "rule"),
    [
        (SQUARE, "dW2 = a1 @ d2.T", "partial.outer-transposed"),
        (SQUARE, "d1 = (W2 @ d2) * (Z1 > 0)", "partial.not-transposed"),
        (WIDE, "Z1 = X @ W1.T", "forward.no-bias"),
        (CHAIN, "C = np.sum(r)**2", "cost.square-of-sum"),
        (CHAIN, "C = np.sum(np.abs(r))", "cost.absolute-residuals"),
        (CHAIN, "dW2 = np.mean(d2 * a1)", "partial.mean"),
        (CHAIN, "θ' = θ - ∇C", "update.no-rate"),
    ],
)
def test_what_is_wrong_has_its_rule(name: str, line: str, rule: str) -> None:
    said = only(name, line)
    assert said.mark is LineMark.NOT_YET
    assert (rule,) in said.made_by


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("z1 = [[1], [2]] @ x + b1", LineMark.NOT_YET),
        ("z1 = [[2, 5], [2, 5]]", LineMark.RIGHT),
        ("z1 = [[2, 2], [5, 6]]", LineMark.NOT_YET),
        ("W1 = [[1, 1], [1, 1]]", LineMark.NOT_YET),
        ("z1 = W2 @ d2", LineMark.UNREAD),
        ("C = np.sum()", LineMark.UNREAD),
        ("C = np.dot(r)", LineMark.UNREAD),
        ("C = [[r, 1], [2]]", LineMark.UNREAD),
        ("C = [[[[]]]]", LineMark.UNREAD),
        ("C = ‖r", LineMark.UNREAD),
    ],
)
def test_no_matrix_is_right_or_read_that_is_not(line: str, mark: LineMark) -> None:
    assert only(WIDE, line).mark is mark


def test_a_table_of_all_data_points_answers_each_value() -> None:
    found = {str(field): text for field, text in only(WIDE, "z1 = [[2, 2], [5, 5]]").found.items()}
    assert found == {"c/z1[1]@1": "2", "c/z1[1]@2": "5", "c/z1[2]@1": "2", "c/z1[2]@2": "5"}


def test_a_line_is_read_in_few_ways() -> None:
    square = problem_of(SQUARE)
    for line in ("a2 = [[1, 2], [3, 4]]", "d1 = (d2 @ W2) * (Z1 > 0)", "C = Σ r²", "z1 = 3"):
        (statement,), _ = read_line(as_typed(line), names_of(square), {}, 2)
        ways = list(layouts(square, statement))
        assert 1 <= len(ways) <= 9 and len(set(ways)) == len(ways)


shapes = st.integers(1, 3)


@given(shapes, shapes, st.integers(1, 2), st.integers(1, 2), st.integers(0, 2**31))
def test_products_of_lists_are_those_of_numpy(n: int, k: int, places: int, points: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    left, right, other = (chance.integers(-3, 4, (size, 1, places, points)).astype(float) for size in (n, k, n))
    a, b, c = (Value(one, np.zeros((1, 1))) for one in (left, right, other))
    one, dot, length = outer(a, b).value, inner(a, c).value, root_of_squares(a).value
    for s in range(places):
        for m in range(points):
            flat, beside = left[:, 0, s, m], other[:, 0, s, m]
            assert np.array_equal(
                np.broadcast_to(one, (n, k, places, points))[:, :, s, m], np.outer(flat, right[:, 0, s, m])
            )
            assert dot.reshape(-1, places, points)[0, s, m] == flat @ beside
            assert np.isclose(length[s, m], np.linalg.norm(flat))


def test_what_is_a_root_of_is_left_open() -> None:
    for line in ("cost = √(r²)", "C = √r² = 19.13", "cost = ‖r‖"):
        assert only(CHAIN, line).made_by == (("cost.absolute-residuals",), ("cost.root",)), line
    assert only(CHAIN, "C = Σ√(r²)").made_by == (("cost.absolute-residuals",),)
    assert only(CHAIN, "C = √(Σr²)").made_by == (("cost.root",),)


def test_own_letters_are_known_to_the_right_of_where_they_are_defined() -> None:
    lines = mark_sheet(problem_of(CHAIN), ["e = a3 - y, q = 2e", "C = Σ e²", "dC/dw3 = Σ q ρ'(z3) a2"])
    assert [line.mark for line in lines] == [LineMark.RIGHT] * 3
    assert lines[0].latex.endswith("q = 2 e")
