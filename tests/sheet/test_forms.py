"""Forms of writing: each is right as people write it, and not so with a number or a factor changed."""

from functools import cache
from typing import Any

import pytest
from tutor.sheet import evaluating
from tutor.sheet.marking import mark_sheet
from tutor.sheet.verdict import LineMark, LineVerdict

from tests.support.course import problem_of

from .line_kit import only

WIDE, MAZUR, SOFTMAX = "bp1:two-paths:342067273", "mazur", "softmax-regression"
RIGHT = [
    # derivatives by the learner's own letters, and of expressions
    ("4.1", "h1 = a1; ∂C/∂h1 = 2r ρ'(z3) w3 ρ'(z2) w2"),
    ("4.1", "h = ρ(w1 x + b1); ∂C/∂h = δ2 w2"),
    ("4.1", "e = a3 - y; ∂e/∂w2 = ρ'(z3) w3 ρ'(z2) a1"),
    ("4.1", "d/dw3 (a3−y)² = 2(a3−y) ρ'(z3) a2"),
    ("4.1", "d/dw2 [ (a3-y)^2 ] = 2(a3 - y) g3 w3 g2 a1"),
    (MAZUR, "E_o2 = 0.023560026; ∂E_o2/∂w8 = -0.02274"),
    ("micrograd-neuron", "x1.grad = w1 * 0.5 = -1.5"),
    # sums over units, and what is said of any of them, or of any layer
    (WIDE, "δ_j^{(1)} = ρ'(z_j^{(1)}) Σ_k δ_k^{(2)} w_{kj}^{(2)}"),
    (WIDE, "δ_j = ρ'(z_j) Σ_k w_kj δ_k"),
    (WIDE, "z_k = Σ_j w_kj a_j + b_k"),
    (MAZUR, "net_j = Σ_i w_ji x_i + b_j"),
    (SOFTMAX, "p_k = e^{z_k} / Σ_j e^{z_j}"),
    ("4.1", "C = Σ_{k=1}^4 (a_k^{(3)} - y_k)² = 366"),
    ("4.1", "δ^l = ((w^{l+1})^T δ^{l+1}) ⊙ σ'(z^l)"),
    (WIDE, "∂C/∂W^{(L)} = δ^{(L)} a^{(L-1)T}"),
    # lists and matrices
    (WIDE, "dC/dW2 = (-8,-4)ᵀ(1,4) = [[-8,-32],[-4,-16]]"),
    ("hmkcode", "[0.85 0.48] [0.14;0.15] = 0.191"),
    ("udacity", "a1 = sigmoid(0.24), sigmoid(-0.46) = 0.5597, 0.3870"),
    ("4.1", "e = a3 - y, which gives 2, 13, 7, 12"),
    ("surafel-bce", "z_out = 0.5·0.5250 + 0.6·0.5744 = 0.6072"),
    ("cs231n-two-layer", "f = W2 a1; ∂L/∂f = [0.429, 0.221, −0.651]"),
    # words and braces
    ("4.1", "a3를 z3로 미분하면 1 (양수이므로)"),
    ("4.1", "the third point gives z3 = 10; the fourth gives z3 = 13, r = 12"),
    ("4.1", r"\nabla_{w^{(3)}} C = \boldsymbol{\delta}^{(3)} a^{(2)T}"),
    ("4.1", "g = 2r ρ'(z3); g ← w3 g; ∂C/∂a2 = g"),
    (MAZUR, r"δ_{o1} = -0.1; ∂out_{h2}/∂net_{h2} = out_{h2}(1 − out_{h2}) = 0.240613"),
    ("4.1", r"dC/dw_3 = \sum_i 2 r_i \cdot \mathbb{1}[z_{3,i} > 0] \cdot a_{2,i}"),
    ("apples-oranges", "d(price)/d(apple) = 1.1 * 1 * 2 = 2.2"),
    ("4.2", "∂z⁽²⁾/∂a⁽¹⁾ = W⁽²⁾"),
    ("4.1", "오차 r = a3 - y 는 차례로 2, 13, 7, 12"),
    ("bp1:gates-smooth:4a3f50", "z2 = -0.5·a1 - 1 = -1"),
    # letters that are more than one thing
    ("4.1", "dC = Σ 2r dr; dC/dw3 = 582"),
    ("cs231n-neuron", "df/ddot = f(1−f) = 0.197"),
    (MAZUR, "dw1 = ∂E/∂net_h1 * i1"),
    # the network as a function, and programs
    ("4.1", "f(1) = 4, f(4) = 7"),
    ("4.1", "C = Σ (f(x_i) - y_i)² = 366"),
    ("4.1", ">>> w3 -= 0.1*582  # -57.2"),
    ("hmkcode", "*w6 = w6 - a (h2 · (prediction - actual)) = 0.169"),
    ("cs231n-graph", "dqdx = 1; dfdx = dfdq * dqdx = -4"),
    ("udacity", "hidden_in = np.dot(W1, x); a1 = sigmoid(hidden_in)"),
    ("cs231n-two-layer", "dL/dz2[0] = probs[0] = 0.4291"),
]
NOT_RIGHT = [
    ("4.1", "h1 = a1; ∂C/∂h1 = 2r ρ'(z3) w3"),
    ("4.1", "d/dw3 (a3−y)² = 2(a3−y) ρ'(z3) a1"),
    (MAZUR, "E_o2 = 0.023560026; ∂E_o2/∂w8 = -0.0252"),
    (WIDE, "δ_j^{(1)} = ρ'(z_j^{(1)}) Σ_k δ_k^{(2)}"),
    (WIDE, "z_k = Σ_j w_kj a_j"),
    ("4.1", "δ^l = w^{l+1} δ^{l+1}"),
    (WIDE, "dC/dW2 = (-8,-4)ᵀ(1,4) = [[-8,-4],[-32,-16]]"),
    ("4.1", "a3를 z3로 미분하면 2"),
    ("4.1", "With eta = 0.1 the new w3 is 1 - 5.82 = -4.82."),
    ("4.1", "x=4 → 5 → 6 → 8"),
    ("4.1", "f(1) = 5"),
    ("4.1", "f(1) = 1"),
    ("4.2", "a1[0] = 3"),
]
TABLES = {
    "bars": ("i | x | z1 | r", "1 | 1 | 2 | 2", "2 | 4 | 5 | 13", "3 | 7 | 8 | 8"),
    "tabs": ("i\tx\tz1\tr", "1\t1\t2\t2", "2\t4\t5\t13", "3\t7\t8\t8"),
    "blanks": ("x    z1    r", "1    2     2", "4    5     13", "7    8     8"),
    "closed": ("|x|1|4|7|10|", "| z1 | 2 | 5 | 8 | 11 |", "| r | 2 | 13 | 7 | 12 |", "| r² | 4 | 169 | 49 | 14 |"),
    "rows": ("x | 1 | 4 | 7 | 10", "z1 | 2 | 5 | 8 | 11", "2r | 4 | 26 | 14 | 24", "a2 | 3 | 6 | 9 | 13"),
}


@cache
def last_of(name: str, text: str) -> LineVerdict:
    """What is said of the last of some lines."""
    return mark_sheet(problem_of(name), text.split("; "))[-1]


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_it_is_right(name: str, text: str) -> None:
    assert last_of(name, text).mark.is_right


@pytest.mark.parametrize(("name", "text"), NOT_RIGHT)
def test_with_something_changed_it_is_not(name: str, text: str) -> None:
    assert not last_of(name, text).mark.is_right


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_marked_row_by_row(table: str) -> None:
    marks = [one.mark for one in mark_sheet(problem_of("4.1"), TABLES[table])]
    assert marks[1:] == [LineMark.RIGHT, LineMark.RIGHT, LineMark.NOT_YET]


@pytest.mark.parametrize(
    ("line", "position"),
    [
        ("~~z1 = 3~~ z1 = q7 + 1", 17),
        ("w3 -= 0.1*q7*a2", 11),
        (r"\begin{aligned} z1 &= \text{the} \; q7 + 1", 37),
        ("z1 = W2ᵀ q7 + 1", 10),
        ("z^{[1]} = w^{[1]} x + q7*2", 23),
    ],
)
def test_where_reading_stopped_is_said_as_it_was_typed(line: str, position: int) -> None:
    message = only("4.1", line).message
    assert message is not None and message.values["position"] == position


@pytest.mark.parametrize("line", ["(w2, δ_j) = 2", "2^{z_j} = 3"])
def test_an_index_in_a_list_or_an_exponent_is_that_of_each_unit(line: str) -> None:
    assert only("4.1", line).mark is not LineMark.RIGHT


def test_a_letter_made_from_itself_again_and_again_does_not_grow_without_end() -> None:
    last = mark_sheet(problem_of("4.1"), ["g = z1", *["g ← g·g·g·g"] * 12])[-1]
    assert last.mark is LineMark.UNREAD


def test_letters_that_are_made_of_letters_are_worked_out_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    products: list[object] = []

    def counted(*given: Any) -> Any:
        products.append(given)
        return folded(*given)

    folded = evaluating._Run._folded
    monkeypatch.setattr(evaluating._Run, "_folded", counted)
    mark_sheet(problem_of("4.1"), ["u0 = z1·z1", *(f"u{k + 1} = u{k}·u{k}·u{k}" for k in range(7))])
    assert len(products) < 3**7
