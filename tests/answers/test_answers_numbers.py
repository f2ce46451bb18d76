"""One number: how it may be typed, what it is worth, and how many digits were given."""

from fractions import Fraction

import pytest
from tutor.answers.reading import read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("446", 446),
        ("+446", 446),
        ("  446\n", 446),
        (".5", "1/2"),
        ("5.", 5),
        ("007", 7),
        ("1e3", 1000),
        ("1.5E-2", "3/200"),
        ("1.5e−2", "3/200"),
        ("1/3", "1/3"),
        ("-1/3", "-1/3"),
        ("1⁄3", "1/3"),
        ("½", "1/2"),
        ("4½", "9/2"),
        ("-4 + ¾", "-13/4"),
        ("1,234", 1234),
        ("1,234,567.5", "2469135/2"),
        ("1,234 + 1", 1235),
        ("３．５×２", 7),
        ("（１＋２）＊３", 9),
        ("\u30002\u3000+\u30003", 5),
        ("\u200b4\u200b2\ufeff", 42),
        ("𝟒𝟐", 42),
        ("$446$", 446),
        ("446.", 446),
        ("(1 + 2).", 3),
    ],
)
def test_number_is_read_in_any_usual_form(text: str, value: int | str) -> None:
    assert read_number(text).value == Fraction(value)


@pytest.mark.parametrize("minus", "-−–—‐‑‒﹣－")
def test_every_minus_is_a_minus(minus: str) -> None:
    assert read_number(f"{minus}43.6").value == Fraction("-43.6")
    assert read_number(f"5 {minus} 2{minus}1").value == 2


@pytest.mark.parametrize("times", ["*", "×", "·", "⋅", "∙", "•", "✕", "＊", r"\cdot ", r"\times "])
def test_every_multiplication_sign_multiplies(times: str) -> None:
    assert read_number(f"6{times}7").value == 42


@pytest.mark.parametrize("over", ["/", "÷", "∕", "⁄", "／"])
def test_every_division_sign_divides(over: str) -> None:
    assert read_number(f"7{over}2").value == Fraction(7, 2)


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("2*(2*3+13*6+7*9+12*12)", 582, "2×(2×3 + 13×6 + 7×9 + 12×12)"),
        ("2(3+4)", 14, "2×(3 + 4)"),
        ("(1+1)(2+2)", 8, "(1 + 1)×(2 + 2)"),
        ("[1+{2*(3)}]", 7, "(1 + (2×(3)))"),
        ("3²", 9, "3^2"),
        ("2⁻¹", "1/2", "2^(−1)"),
        ("2**10", 1024, "2^10"),
        ("-2^2", -4, "−(2^2)"),
        ("(-2)^2", 4, "(−2)^2"),
        ("2^3^2", 512, "2^(3^2)"),
        ("2^-1", "1/2", "2^(−1)"),
        ("0^0", 1, "0^0"),
        ("2--3", 5, "2 − (−3)"),
        ("2*-3", -6, "2×(−3)"),
        ("12/3/2", 2, "12/3/2"),
        ("12/3*2", 8, "12/3×2"),
        ("1 - 2 - 3", -4, "1 − 2 − 3"),
        ("4 -6", -2, "4 − 6"),
        (r"\frac{1+1}{3}^2", "4/9", "((1 + 1)/3)^2"),
        (r"2 \left( 3 + 4 \right)", 14, "2×(3 + 4)"),
        ("6/3", 2, "6/3"),
        ("2/6", "1/3", "2/6"),
    ],
)
def test_expression_is_computed_exactly_and_shown_as_read(text: str, value: int | str, shown: str) -> None:
    quantity = read_number(text)
    assert quantity.value == Fraction(value)
    assert (quantity.shown, quantity.is_expression, quantity.digits) == (shown, True, None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1/3", "1/3"),
        ("(1/3)", "1/3"),
        ("(1)/(3)", "1/3"),
        ("-1/3", "−1/3"),
        (r"\frac{1}{3}", "1/3"),
        ("-4½", "−4½"),
        (".5", "0.5"),
        ("(−5)", "−5"),
        ("-0", "0"),
    ],
)
def test_what_needs_no_computing_is_no_expression(text: str, shown: str) -> None:
    quantity = read_number(text)
    assert (quantity.shown, quantity.is_expression) == (shown, False)


@pytest.mark.parametrize(
    ("text", "digits", "place", "sure"),
    [
        ("1234", 4, 0, 4),
        ("1230", 4, 0, 3),
        ("1230.", 4, 0, 4),
        ("1,230", 4, 0, 3),
        ("-1.230", 4, -3, 4),
        ("0.00120", 3, -5, 3),
        ("1.23e3", 3, 1, 3),
        ("1.230e3", 4, 0, 4),
        ("0", 1, 0, 1),
        ("0.00", 1, -2, 1),
        ("(43.6)", 3, -1, 3),
    ],
)
def test_plain_decimal_tells_its_digits(text: str, digits: int, place: int, sure: int) -> None:
    quantity = read_number(text)
    assert (quantity.digits, quantity.place, quantity.sure_digits) == (digits, place, sure)


@pytest.mark.parametrize("text", ["1/3", "½", "2*3", "3^2", "--5"])
def test_fractions_and_expressions_have_no_digits(text: str) -> None:
    assert read_number(text).digits is None


@pytest.mark.parametrize(
    ("text", "true", "digits"),
    [
        ("0.333", Fraction(1, 3), 3),
        ("0.334", Fraction(1, 3), None),
        ("1230", 1234.4, 3),
        ("1230", 1230.4, 4),
        ("1230.", 1234.4, None),
        ("-43.6", Fraction("-43.55"), 3),
        ("446", 446, 3),
        ("1/3", Fraction(1, 3), None),
    ],
)
def test_rounding_counts_the_digits_that_are_right(text: str, true: Fraction | float, digits: int | None) -> None:
    assert read_number(text).rounding(true) == digits


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("446", None),
        ("= 446", None),
        ("≈446", None),
        ("답: 446", None),
        ("정답은 446", None),
        ("answer: 446", None),
        ("w1 = 446", "w1"),
        ("ㅈ1 = 446", "w1"),
        ("W⁽¹⁾=446", "w1"),
        ("∂C/∂w1 = 446", "dC/dw1"),
        ("dC/dw^(1) = 446", "dC/dw1"),
        (r"\frac{\partial C}{\partial w^{(1)}} = 446", "dC/dw1"),
        ("∂C(θ)/∂w1[2,1] = 446", "dC/dw1[2,1]"),
        ("w1' = 446", "w1'"),
        ("w⁽¹⁾′ = 446", "w1'"),
        ("C(θ) = 446", "C"),
        ("C(θ′) = 446", "C'"),
        ("z₂ = 446", "z2"),
    ],
)
def test_label_is_read_and_set_apart(text: str, label: str | None) -> None:
    quantity = read_number(text)
    assert quantity.value == 446
    assert quantity.label == label


def test_label_may_be_written_any_way_that_means_the_field() -> None:
    labels = ("w1[2,1]", "dC/dw1[2,1]", "∂C/∂w1[2,1]")
    for text in ("w1_21 = 446", "∂C/∂w1[2,1] = 446", "dC/dw⁽¹⁾₂₁ = 446", "446"):
        assert read_number(text, labels).value == 446
