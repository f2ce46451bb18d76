"""Working written with matrices: layers as wholes, transposes, products, and shapes that do not fit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tutor.sheet.values import Misfit, Value, added, entrywise, multiplied, number, of_matrices, transposed
from tutor.sheet.verdict import LineMark

from tests.sheet.line_kit import only

WIDE, SQUARE, CHAIN = "4.2", "bp1:two-paths:342067273", "4.1"
"""Widths 1, 2, 1; 1, 2, 2, whose second matrix is square; and all 1."""


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (WIDE, "z1 = W1 x + b1"),
        (WIDE, "a1 = ρ(z1)"),
        (WIDE, "z2 = W2 @ a1 + b2"),
        (WIDE, "δ1 = (W2ᵀ δ2) ⊙ ρ'(z1)"),
        (WIDE, "δ1 = g1 ⊙ W2^T δ2"),
        (WIDE, "dC/dz1 = W2.T @ d2 * g1"),
        (WIDE, r"\delta^{(1)} = (W^{(2)})^T \delta^{(2)} \odot \rho'(z^{(1)})"),
        (WIDE, r"\delta^{(1)} = W^{(2)\top} \delta^{(2)} \odot \rho'(z^{(1)})"),
        (WIDE, "dC/dW1 = Σ δ1 xᵀ"),
        (WIDE, r"\frac{\partial C}{\partial W^{(1)}} = \sum_i \delta^{(1)} x^T"),
        (WIDE, "W1' = W1 - η dC/dW1"),
        (WIDE, "W1 ← W1 - 0.1 dW1"),
        (SQUARE, "z2 = W2 a1 + b2"),
        (SQUARE, "δ1 = W2ᵀ δ2 · ρ'(z1)"),
        (SQUARE, "δ2 = 2r ⊙ ρ'(z2)"),
        (SQUARE, "dC/dW2 = Σ δ2 a1ᵀ"),
        (SQUARE, "C = Σ rᵀ r"),
        (WIDE, "z2 = a1 W2 + b2"),
        (SQUARE, "z2 = a1 W2 + b2"),
        (SQUARE, "δ1 = δ2 W2ᵀ ⊙ ρ'(z1)"),
        (SQUARE, "dC/dW2 = Σ a1ᵀ δ2"),
        (CHAIN, "δ2 = w3ᵀ δ3 ⊙ ρ'(z2)"),
        (CHAIN, "dC/dw1 = Σ δ1 xᵀ = 446"),
    ],
)
def test_it_is_right(name: str, line: str) -> None:
    assert only(name, line).mark is LineMark.RIGHT


@pytest.mark.parametrize(
    ("name", "line", "rule"),
    [
        (SQUARE, "δ1 = W2 δ2 ⊙ ρ'(z1)", "partial.not-transposed"),
        (SQUARE, "z2 = W2ᵀ a1 + b2", "forward.weights-transposed"),
        (SQUARE, "dC/dW2 = Σ a1 δ2ᵀ", "partial.outer-transposed"),
        (SQUARE, "δ2 = r ⊙ ρ'(z2)", "partial.no-factor-2"),
        (WIDE, "dC/dW1 = δ1", "partial.weight-without-input"),
    ],
)
def test_what_fits_by_accident_is_wrong_by_its_rule(name: str, line: str, rule: str) -> None:
    said = only(name, line)
    assert (said.mark, said.rule) == (LineMark.NOT_YET, rule)


def test_a_gate_that_is_left_out_is_right_where_it_is_open() -> None:
    said = only(WIDE, "δ1 = W2ᵀ δ2")
    assert (said.mark, said.rule) == (LineMark.HERE, "partial.gate-ignored-hidden")


@pytest.mark.parametrize(
    ("line", "shapes"),
    [
        ("δ1 = W2 δ2 ⊙ ρ'(z1)", ("1×2", "2×1")),
        ("z1 = W2 x + b1", ("1×2", "2×1")),
        ("z2 = W2 @ W2", ("1×2", "1×2")),
        ("dC/dW2 = δ2 a1", ("1×2", "2×1")),
    ],
)
def test_shapes_that_do_not_fit_are_told(line: str, shapes: tuple[str, str]) -> None:
    message = only(WIDE, line).message
    assert message is not None
    assert message.key == "sheet.misfit"
    assert (message.values["left_shape"], message.values["right_shape"]) == shapes


def value(rows: int, columns: int, seed: int) -> Value:
    chance = np.random.default_rng(seed)
    return Value(chance.normal(size=(rows, columns, 3, 2)), chance.uniform(0, 0.1, (rows, columns, 3, 2)))


@given(st.tuples(*[st.integers(1, 4)] * 4), st.integers(0, 99))
def test_products_are_numpys_at_each_place_and_point(shape: tuple[int, int, int, int], seed: int) -> None:
    left, right = value(shape[0], shape[1], seed), value(shape[2], shape[3], seed + 1)
    if shape[1] != shape[2]:
        with pytest.raises(Misfit):
            of_matrices(left, right)
        return
    found = of_matrices(left, right)
    for place in range(3):
        for point in range(2):
            expected = left.value[:, :, place, point] @ right.value[:, :, place, point]
            said = found.value[..., place, point]
            assert np.allclose(said, expected if expected.size > 1 else expected[0, 0])
    moved = of_matrices(Value(left.value + left.error, left.error), Value(right.value + right.error, right.error))
    second = of_matrices(Value(left.error, left.error), Value(right.error, right.error))
    assert (np.abs(moved.value - found.value) <= found.error + np.abs(second.value) + 1e-12).all()
    assert np.array_equal(transposed(transposed(left)).value, left.value)


def test_by_what_stands_there_a_product_is_of_matrices_or_entry_by_entry() -> None:
    column, row, three = value(2, 1, 1), value(1, 2, 2), number(3.0)
    assert multiplied(column, row).of == (2, 2)
    assert multiplied(row, column).of == ()
    assert multiplied(column, column).of == (2, 1)
    assert np.array_equal(multiplied(three, column).value, 3 * column.value)
    for join in (added, entrywise):
        with pytest.raises(Misfit):
            join(column, row, 1)
