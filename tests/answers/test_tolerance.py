"""When a number is the same as another, when it is that one to fewer digits, and when it hides the step."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tutor.answers.quantity import Quantity
from tutor.answers.reading import read_number
from tutor.answers.tolerance import digits_kept, is_same
from tutor.answers.verdicts import Number, Verdict

THREE = 3


def judge(quantity: Quantity, true: Number, *, size: Number = 0, step: Number | None = None) -> tuple[Verdict, int]:
    """By these two alone: the same; else the same to at least three digits; else not."""
    if is_same(quantity, true, size=size, step=step):
        return Verdict.CORRECT, 0
    digits = digits_kept(quantity, true)
    return (Verdict.ROUNDED, digits) if digits >= THREE else (Verdict.WRONG, 0)


CORRECT, ROUNDED, WRONG = Verdict.CORRECT, Verdict.ROUNDED, Verdict.WRONG
EXACT = Fraction(1, 10**18)


@pytest.mark.parametrize(
    ("text", "true", "verdict", "digits"),
    [
        ("366", Fraction(366), CORRECT, 0),
        ("366.0", Fraction(366), CORRECT, 0),
        ("732/2", Fraction(366), CORRECT, 0),
        ("-43.6", Fraction(-436, 10), CORRECT, 0),
        ("43.6", Fraction(-436, 10), WRONG, 0),
        ("1/3", Fraction(1, 3), CORRECT, 0),
        ("0.3333333333333333", Fraction(1, 3), CORRECT, 0),
        ("0.333333333", Fraction(1, 3), CORRECT, 0),
        ("0.3333333", Fraction(1, 3), ROUNDED, 7),
        ("0.333", Fraction(1, 3), ROUNDED, 3),
        ("0.33", Fraction(1, 3), WRONG, 0),
        ("333/1000", Fraction(1, 3), WRONG, 0),
        ("0.1 + 0.233", Fraction(1, 3), WRONG, 0),
        ("0.667", Fraction(2, 3), ROUNDED, 3),
        ("0.666", Fraction(2, 3), ROUNDED, 3),
        ("0.668", Fraction(2, 3), WRONG, 0),
        ("0.665", Fraction(2, 3), WRONG, 0),
        ("-0.666", Fraction(-2, 3), ROUNDED, 3),
        ("-0.667", Fraction(-2, 3), ROUNDED, 3),
        ("0.731058578630005", 0.7310585786300049, CORRECT, 0),
        ("0.7310585786300049", 0.7310585786300049, CORRECT, 0),
        ("7.310585786300049e-1", 0.7310585786300049, CORRECT, 0),
        ("0.731059", 0.7310585786300049, ROUNDED, 6),
        ("0.731058", 0.7310585786300049, ROUNDED, 6),
        ("0.73105", 0.7310585786300049, ROUNDED, 5),
        ("0.7310", 0.7310585786300049, ROUNDED, 4),
        ("0.73", 0.7310585786300049, WRONG, 0),
        ("12300", Fraction(12345), ROUNDED, 3),
        ("12350", Fraction(12345), ROUNDED, 4),
        ("12340", Fraction(12345), ROUNDED, 4),
        ("12345.0", Fraction("12345.04"), ROUNDED, 6),
        ("12000", Fraction(12345), WRONG, 0),
        ("12400", Fraction(12345), WRONG, 0),
        ("1.23e4", Fraction(12345), ROUNDED, 3),
        ("0.00123", Fraction("0.001234"), ROUNDED, 3),
        ("0.0012", Fraction("0.001234"), WRONG, 0),
        ("0", Fraction(0), CORRECT, 0),
        ("-0.0", Fraction(0), CORRECT, 0),
        ("0.000", Fraction("0.0004"), WRONG, 0),
        ("5.55e-17", Fraction(0), WRONG, 0),
        ("0", float("inf"), WRONG, 0),
        ("0", float("nan"), WRONG, 0),
        ("1e150", Fraction(10) ** 400, WRONG, 0),
        ("1e-150", Fraction(1, 10**400), WRONG, 0),
        ("1e-9", 5e-324, WRONG, 0),
    ],
)
def test_judges(text: str, true: Number, verdict: Verdict, digits: int) -> None:
    assert judge(read_number(text), true) == (verdict, digits)


def test_what_is_left_where_terms_cancel_is_only_rounding() -> None:
    typed = read_number("5.551115123125783e-17")
    assert judge(typed, Fraction(0), size=Fraction(3, 10))[0] is CORRECT
    assert judge(read_number("0"), 2.7755575615628914e-17, size=0.3)[0] is CORRECT
    assert judge(read_number("1e-9"), Fraction(0), size=Fraction(3, 10))[0] is WRONG
    assert judge(typed, Fraction(0), size=EXACT)[0] is WRONG


@pytest.mark.parametrize(
    ("text", "theta", "step", "same"),
    [
        ("0.99999", 1, "0.00001", True),
        ("1", 1, "0.00001", False),
        ("1.00", 1, "0.00001", False),
        ("0.9999988", 1, "0.00000123", False),
        ("0.99999877", 1, "0.00000123456", False),
        ("1", 1, "0.000000000001", False),
        ("1000000", 10**6, "0.000000001", False),
        ("1", 1, "0", True),
        ("0.333", "1/3", "0", False),
        ("0.3333333333333", "1/3", "0", True),
        ("0", "0.1", "0.1", True),
        ("1.3877787807814457e-17", "0.1", "0.1", True),
    ],
)
def test_theta_after_the_step_is_the_same_by_the_step(text: str, theta: int | str, step: str, same: bool) -> None:
    moved = Fraction(step)
    assert is_same(read_number(text), Fraction(theta) - moved, step=moved) is same


SMALL = st.fractions(min_value=-10, max_value=10, max_denominator=1000)


@given(SMALL, SMALL, st.integers(0, 8), st.booleans())
def test_nothing_was_updated_is_never_the_same(theta: Fraction, gradient: Fraction, power: int, floats: bool) -> None:
    assume(gradient)
    step: Number = gradient / 10**power
    true: Number = theta - step
    if floats:
        true, step = float(true), float(step)
    for written in (str(theta), f"{float(theta):.3f}", f"{float(theta):.6g}", repr(float(theta))):
        quantity = read_number(written)
        if abs(quantity.value - theta) <= abs(Fraction(step)) / 1000:
            assert not is_same(quantity, true, step=step)


@given(SMALL, SMALL, st.integers(0, 6))
def test_a_float_computed_with_the_same_numbers_is_right(theta: Fraction, gradient: Fraction, power: int) -> None:
    eta = Fraction(1, 10**power)
    computed = float(theta) - float(eta) * float(gradient)
    assert judge(read_number(repr(computed)), theta - eta * gradient, step=eta * gradient)[0] is CORRECT


@given(st.floats(1e-8, 1e12), st.integers(3, 12), st.sampled_from([1, -1]))
def test_rounding_to_three_digits_or_more_is_told(size: float, digits: int, sign: int) -> None:
    true = sign * size
    rounded = f"{true:.{digits - 1}e}"
    verdict, seen = judge(read_number(rounded), true)
    assert (verdict, seen) == (CORRECT, 0) or (verdict is ROUNDED and seen >= digits)
    two_digits = f"{true:.1e}"
    exact = abs(Fraction(two_digits) - Fraction(true)) <= abs(Fraction(true)) / 10**9
    assert judge(read_number(two_digits), true)[0] is (CORRECT if exact else WRONG)


@given(st.fractions(), st.fractions())
def test_only_what_is_near_is_right(value: Fraction, true: Fraction) -> None:
    verdict, _ = judge(read_number(f"{value.numerator}/{value.denominator}"), true)
    assert verdict is (CORRECT if abs(value - true) <= abs(true) * Fraction(1, 10**9) else WRONG)
