"""Expressions of computation graphs: read into steps as they bind, within bounds, or refused with what is wrong."""

from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.lessons.expressions import Expression, ExpressionError, read_expression


def read(text: str, known: str = "x y z") -> Expression:
    numbers = count(1)
    return read_expression(text, "f", known.split(), lambda: f"n{next(numbers)}")


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("x + y", [("f", "+", ("x", "y"))]),
        ("x", [("f", "identity", ("x",))]),
        ("((x))", [("f", "identity", ("x",))]),
        ("x + y * z", [("n1", "*", ("y", "z")), ("f", "+", ("x", "n1"))]),
        ("(x + y) z".replace(") z", ")*z"), [("n1", "+", ("x", "y")), ("f", "*", ("n1", "z"))]),
        ("x - y - z", [("n1", "-", ("x", "y")), ("f", "-", ("n1", "z"))]),
        ("x / y / z", [("n1", "/", ("x", "y")), ("f", "/", ("n1", "z"))]),
        ("x ^ y ^ z", [("n1", "^", ("y", "z")), ("f", "^", ("x", "n1"))]),
        ("x ** 2", [("f", "^", ("x", "2"))]),
        ("-x^2", [("n1", "^", ("x", "2")), ("f", "negative", ("n1",))]),
        ("x² - y³", [("n1", "^", ("x", "2")), ("n2", "^", ("y", "3")), ("f", "-", ("n1", "n2"))]),
        ("x^-2", [("f", "^", ("x", "-2"))]),
        ("--x", [("n1", "negative", ("x",)), ("f", "negative", ("n1",))]),
        ("+x", [("f", "identity", ("x",))]),
        ("x·y × z ÷ 2", [("n1", "*", ("x", "y")), ("n2", "*", ("n1", "z")), ("f", "/", ("n2", "2"))]),
        ("x − y", [("f", "-", ("x", "y"))]),
        ("tanh(x*y)", [("n1", "*", ("x", "y")), ("f", "tanh", ("n1",))]),
        ("ln(x)", [("f", "log", ("x",))]),
        ("σ(x)", [("f", "sigmoid", ("x",))]),
        ("sigma(x)", [("f", "sigmoid", ("x",))]),
        ("leaky_relu(x)", [("f", "leaky-relu", ("x",))]),
        ("sin(x) + cos(abs(y))", [
            ("n1", "sin", ("x",)), ("n2", "abs", ("y",)), ("n3", "cos", ("n2",)), ("f", "+", ("n1", "n3"))
        ]),
        ("max(x, y, z)", [("n1", "max", ("x", "y")), ("f", "max", ("n1", "z"))]),
        ("min(x, 0)", [("f", "min", ("x", "0"))]),
        ("x * x", [("f", "*", ("x", "x"))]),
        ("1 / (1 + exp(-x))", [
            ("n1", "negative", ("x",)), ("n2", "exp", ("n1",)), ("n3", "+", ("1", "n2")), ("f", "/", ("1", "n3"))
        ]),
        ("softplus(x) + relu(y) - sqrt(z)", [
            ("n1", "softplus", ("x",)), ("n2", "relu", ("y",)), ("n3", "+", ("n1", "n2")),
            ("n4", "sqrt", ("z",)), ("f", "-", ("n3", "n4")),
        ]),
    ],
)  # fmt: skip
def test_how_expressions_bind(text: str, steps: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert list(read(text).steps) == steps


@pytest.mark.parametrize(
    ("text", "constants"),
    [
        ("2 * x", {"2": Fraction(2)}),
        ("0.5 * x + 1e-3", {"0.5": Fraction(1, 2), "0.001": Fraction(1, 1000)}),
        ("1/3 * x", {"1/3": Fraction(1, 3)}),
        ("2^3 * x * (1 - 3)", {"8": Fraction(8), "-2": Fraction(-2)}),
        ("abs(1 - 3) * x", {"2": Fraction(2)}),
        ("max(1, 2) * x - min(1, 2)", {"2": Fraction(2), "1": Fraction(1)}),
        (".5 - x", {"0.5": Fraction(1, 2)}),
        ("x", {}),
    ],
)
def test_numbers_are_exact_and_worked_out(text: str, constants: dict[str, Fraction]) -> None:
    assert read(text).constants == constants


@pytest.mark.parametrize(
    ("text", "key", "params"),
    [
        ("", "expression_end", {}),
        ("x +", "expression_end", {}),
        ("x + * y", "expression_unexpected", {"value": "*"}),
        ("x)", "expression_unexpected", {"value": ")"}),
        ("(x", "expression_open", {}),
        ("(x, y)", "expression_unexpected", {"value": ","}),
        ("x y", "expression_product", {"value": "x", "other": "y"}),
        ("2x", "expression_product", {"value": "2", "other": "x"}),
        ("2(x)", "expression_product", {"value": "2"}),
        ("x(y)", "expression_product", {"value": "x"}),
        ("(x + y)(y - 1)", "expression_product", {"value": ")", "other": "("}),
        ("(x + 1) y", "expression_product", {"value": ")", "other": "y"}),
        ("e^x", "expression_name", {"value": "e", "near": "exp(…)"}),
        ("x & y", "expression_sign", {"value": "&"}),
        ("x[1]", "expression_sign", {"value": "["}),
        ("x.y", "expression_sign", {"value": "."}),
        ("w", "expression_name", {"value": "w", "near": ""}),
        ("xx", "expression_name", {"near": "x"}),
        ("sgimoid(x)", "expression_function", {"near": "sigmoid"}),
        ("logistic(x)", "expression_function", {"near": "sigmoid"}),
        ("__import__(x)", "expression_function", {"near": ""}),
        ("exp", "expression_name", {"value": "exp"}),
        ("exp(x, y)", "expression_operands", {"number": "1"}),
        ("max(x)", "expression_operands", {"number": "2"}),
        ("max()", "expression_unexpected", {"value": ")"}),
        ("3", "expression_constant", {"value": "3"}),
        ("2 * 3", "expression_constant", {}),
        ("x + sqrt(2)", "expression_constant", {"value": "sqrt(2)"}),
        ("x / 0", None, {}),
        ("x + 1 / 0", "expression_zero", {}),
        ("x + 0^-1", "expression_zero", {}),
        ("9^9^9^9 * x", "expression_power", {"value": "387420489", "limit": "30"}),
        ("x + 2^0.5", "expression_power", {}),
        ("x + 123456789012345678^30", "expression_large", {}),
        ("x + " + "*".join(["9" * 29] * 5), "expression_large", {}),
        ("x + " + "9" * 31, "expression_number", {}),
        ("x + 1e31", "expression_number", {}),
        ("x + 1e999999", "expression_number", {}),
        ("(" * 31 + "x" + ")" * 31, "expression_too_deep", {"limit": "30"}),
        ("-" * 31 + "x", "expression_too_deep", {}),
        ("^".join(["x"] * 32), "expression_too_deep", {}),
        ("exp(" * 31 + "x" + ")" * 31, "expression_too_deep", {}),
        ("x+" * 200 + "x", "expression_too_long", {"limit": "400"}),
    ],
)
def test_what_is_refused(text: str, key: str | None, params: dict[str, str]) -> None:
    if key is None:
        read(text)
        return
    with pytest.raises(ExpressionError) as error:
        read(text)
    assert error.value.key == key, error.value
    assert {name: error.value.params[name] for name in params} == params


def test_a_long_sum_is_read_from_the_left() -> None:
    steps = read("+".join(["x"] * 199)).steps
    assert len(steps) == 198
    assert steps[-1] == ("f", "+", ("n197", "x"))


@settings(max_examples=300)
@given(st.text(alphabet="xy29.^*/+-()e, maxlogσ·²ß\x00", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        made = read(text)
    except ExpressionError:
        return
    known = {"x", "y", "z", *made.constants}
    for name, _operation, parents in made.steps:
        assert known.issuperset(parents)
        known.add(name)
    assert made.steps[-1][0] == "f"
