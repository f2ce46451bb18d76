"""What a problem's own 0s and 1s hide is not taken as right; numbers put into a right formula tell whose they are."""

import pytest
from tutor.sheet.marking import mark_sheet
from tutor.sheet.verdict import LineMark

from tests.sheet.line_kit import only
from tests.support.course import problem_of

DEAD, RATE_4, ONES = "bp1:gates:54c461b14", "bp1:gates:5fc7cb483", "bp1:points:56e171d7b"
"""Drawn problems: ∂C/∂b1[1] is 0 (η is ½ in one), and b1[1] is 1."""


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (DEAD, "b1[1]' = b1[1] - 0.5·0.5·dC/db1[1] = 3 - 0.5·0.5·0 = 3"),
        (DEAD, "b1[1]' = b1[1] - 0.5·eta·dC/db1[1]"),
        (DEAD, "b1[1]' = b1[1] - 0.3·dC/db1[1]"),
        (DEAD, "b1[1]' = 3 - 0.3·dC/db1[1] = 3"),
        (RATE_4, "b1[1]' = b1[1] - dC/db1[1] = 4 - 0 = 4"),
        (ONES, "dC/db1[1] = Σ dC/dz1[1]·b1[1] = 1·1 - 3·1 - 1 + 6·1 = 3"),
        ("4.1", "w3' = (1 - 0.1·dC/dw3)·w3 = (1 - 0.1·582)·1 = -57.2"),
        ("4.1", "dC/dw1 = Σ 2r·x"),
    ],
)
def test_a_factor_that_is_hidden_here_is_missed(name: str, line: str) -> None:
    assert not only(name, line).mark.is_right


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (DEAD, "b1[1]' = b1[1] - 0.5·dC/db1[1] = 3 - 0.5·0 = 3"),
        (DEAD, "b1[1]' = 3 - 0.5·dC/db1[1] = 3"),
        (ONES, "dC/db1[1] = Σ dC/dz1[1] = 1 - 3 - 1 + 6 = 3"),
        ("4.1", "w3' = 1 - 0.1·dC/dw3 = 1 - 0.1·582 = -57.2"),
        ("4.1", "C := Σ r² = 4 + 169 + 49 + 144 = 366"),
    ],
)
def test_numbers_put_in_beside_a_0_or_a_1_are_right_still(name: str, line: str) -> None:
    assert only(name, line).mark is LineMark.RIGHT


def test_a_sum_is_over_all_points_also_in_a_line_about_one() -> None:
    assert only("4.2", "point 1: C = 0.5·Σ r² = 149").breaks == 1
    said = only("4.1", "point 1: dC/da3 = 2·Σ r = 68")
    assert (said.breaks, said.rule) == (1, "partial.sums-multiplied")


def test_a_formula_of_one_point_may_be_right_at_this_point_only() -> None:
    code = "bp1:gates:19914622f"
    first, second = mark_sheet(problem_of(code), ["a1 = z1 = 4", "a1 = z1 = -6"])
    assert (first.mark, second.mark) == (LineMark.HERE, LineMark.NOT_YET)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("dC/dw3 = Σ dC/dz3·a2 = 16·3 + 182·6 + 140·9 + 312·12 = 6144", "partial.gate-is-activation"),
        ("dC/dw3 = Σ dC/dz3·a2 = 8·3 + 14·6 + 20·9 + 26·12 = 600", "partial.target-ignored"),
        ("dC/dz3 = 2r·ρ'(z3) = 2·2·4 = 16", "partial.gate-is-activation"),
        ("dC/dw3 = Σ dC/dz3·a2 = 5·3 + 26·6 + 14·9 + 24·12 = 585", ""),
        ("dC/dw3 = Σ dC/dz3·a2 = 4·3 + 26·6 + 14·9 + 24·12 = 600", ""),
    ],
)
def test_numbers_behind_a_right_formula_tell_whose_they_are(line: str, rule: str) -> None:
    said = only("4.1", line)
    assert said.mark is LineMark.NOT_YET
    assert {made[0] for made in said.made_by} >= {rule} if rule else not said.made_by
