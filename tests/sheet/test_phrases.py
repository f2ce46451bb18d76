"""Words that introduce a letter, and names that are more than they seem."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tutor.lessons.problem import Problem
from tutor.network.architecture import Network, Penalty
from tutor.sheet.marking import mark_sheet
from tutor.sheet.phrases import as_formulas
from tutor.sheet.verdict import LineMark

from tests.support.course import problem_of
from tests.support.problems import build, make

from .line_kit import only

USED = "dC/dw3 = Σ 2e ρ'(z3) a2"


@pytest.mark.parametrize(
    "line",
    [
        "e를 a3 - y라 하자",
        "e을 a3 - y라고 두면",
        "e를 a3-y로 두자",
        "e를 a3 - y로 놓으면",
        "이제 e를 a3 - y라고 정의하자.",
        "e = a3 - y라고 하면",
        "e는 a3 - y",
        "e란 a3 - y이다",
        "q를 2r이라 하고 e를 a3 - y라 하자",
        "e를 a3 - y로 놓고, q = 2e",
        "let e be a3 - y",
        "Define e as a3 - y",
        "let e = a3 - y",
    ],
)
def test_it_defines_a_letter(line: str) -> None:
    defined, used = mark_sheet(problem_of("4.1"), [line, USED])
    assert defined.mark is LineMark.RIGHT and "e = a^{(3)} - y" in defined.latex
    assert used.mark is LineMark.RIGHT


@pytest.mark.parametrize(
    "line",
    [
        "점 2에서는 z1 = 5",
        "a3에서 y를 뺀 값",
        "C는 w1과 w2에 의존한다",
        "e를 구하자",
    ],
)
def test_other_phrases_define_nothing(line: str) -> None:
    assert as_formulas(line) == line


@given(st.text(alphabet="eqz1=+- ,;를을은는라고로하자두놓고란이다letbeasaxis0.()", max_size=60))
def test_as_many_characters_as_before(line: str) -> None:
    assert len(as_formulas(line)) == len(line)


@pytest.mark.parametrize("line", ["Theta2[1,2] = 1", "Θ2 = 1", "theta_1 = 2", "theta^(1) = 1", "θ₂ = 3"])
def test_a_part_of_theta_is_told_to_be_named(line: str) -> None:
    message = only("4.2", line).message
    assert message is not None and message.key == "unreadable.theta_part"


def test_where_the_source_calls_it_so_it_is_an_entry() -> None:
    assert only("ex4-test-case", "Theta2[1,2] = 1.1").states == ("w2[1,1]",)
    assert only("ex4-test-case", "Theta1[1,1] = 0.1").mark is LineMark.RIGHT
    assert only("ex4-test-case", "Theta1[1,1] = 0.3").mark is LineMark.NOT_YET


@pytest.fixture(scope="module")
def penalized() -> Problem:
    network = Network((1, 1, 1, 1), ("relu",) * 3, "sum-of-squares", penalty=Penalty(Fraction(1, 10)))
    return build(network, make().data, make().theta, Fraction("0.1"))


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("dC/dw2 = Σ δ2 a1 + λ w2 = 514.1", LineMark.RIGHT),
        ("dC/dw2 = Σ δ2 a1 + 0.1 w2", LineMark.RIGHT),
        ("C = Σ r² + λ/2 (w1² + w2² + w3²)", LineMark.RIGHT),
        ("dC/dw2 = Σ δ2 a1 + lambda/2 w2", LineMark.NOT_YET),
        ("w2' = w2 - η (Σ δ2 a1 + lambda w2)", LineMark.RIGHT),
    ],
)
def test_lambda_is_the_coefficient_of_a_penalty(penalized: Problem, line: str, mark: LineMark) -> None:
    (said,) = mark_sheet(penalized, [line])
    assert said.mark is mark


@pytest.mark.parametrize("letter", ["λ", "lambda", "lam"])
def test_elsewhere_lambda_is_a_letter_of_ones_own(letter: str) -> None:
    lines = mark_sheet(problem_of("4.1"), [f"{letter} = 2r", f"dC/dw3 = Σ {letter} ρ'(z3) a2"])
    assert [line.mark for line in lines] == [LineMark.RIGHT] * 2


@pytest.mark.parametrize(
    "line",
    [
        *("ρ' = 1 − 0.6² = 0.64", "f' = 1 - 0.36 = 0.64", "g' = 1/4 = 0.25"),
        *("k = 2 and 3", "j = 1", "L = 3", "L = 3 layers", "L = 3개 층"),
    ],
)
def test_what_is_said_of_no_quantity_is_not_taken_for_wrong(line: str) -> None:
    assert only("4.1", line).mark in (LineMark.UNREAD, LineMark.NOTE)


@pytest.mark.parametrize("index", "ijkl")
def test_a_sum_over_the_data_has_any_index(index: str) -> None:
    for line in (f"Σ_{{{index}=1}}^{{m}} r_{index}^2 = 366", f"\\sum_{{{index}=1}}^m r_{{{index}}}^2 = 366"):
        assert only("4.1", line).mark is LineMark.RIGHT, line


@pytest.mark.parametrize("line", ["Σ_k p_k = 1", "Σ_{k} p_k = 1", "\\sum_{j=1}^{3} p_j = 1", "Σ_j y_j = 1"])
def test_a_sum_over_units_is_not_one_over_the_data(line: str) -> None:
    assert only("softmax-regression", line).mark is LineMark.RIGHT
    assert only("softmax-regression", line.replace("= 1", "= 2")).mark is not LineMark.RIGHT


@pytest.mark.parametrize(("line", "mark"), [("Σ p = 1", LineMark.RIGHT), ("sum p = 2", LineMark.NOT_YET)])
def test_the_sum_of_a_layer_that_is_one_number_is_over_its_units(line: str, mark: LineMark) -> None:
    assert only("softmax-regression", line).mark is mark


def test_a_line_left_unfinished_takes_nothing_from_what_begins_anew() -> None:
    for unfinished, line in (("z1 =", "z2 = 3"), ("C =", "z1 = 2"), ("C =", "∂C/∂w3 = 582"), ("r =", "4 - 2 = 2")):
        assert mark_sheet(problem_of("4.1"), [unfinished, line])[1].mark is LineMark.RIGHT, line
    assert mark_sheet(problem_of("4.1"), ["C =", "365"])[1].mark is LineMark.NOT_YET


@pytest.mark.parametrize("line", ["z1 = 2 ~~3~~ 4", "**z1 = 2**", "z1 = 2 # 3", "| 2 | 3 | 4 |"])
def test_no_part_of_a_line_that_is_too_long_is_marked(line: str) -> None:
    said = only("4.1", line.replace(" ", " " * 300, 2))
    assert said.message is not None and said.message.key == "unreadable.too_long"
