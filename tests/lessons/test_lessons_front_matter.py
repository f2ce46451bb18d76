"""Front matter: numbers read exactly, and errors with their line."""

from fractions import Fraction
from pathlib import Path

import pytest

from ..conftest import Write
from .front_matter_kit import read, refusal


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0.1", Fraction(1, 10)),
        ("3", Fraction(3)),
        ("-6", Fraction(-6)),
        ("−6", Fraction(-6)),
        ("+2.50", Fraction(5, 2)),
        (".5", Fraction(1, 2)),
        ("1/3", Fraction(1, 3)),
        ("-2 / 6", Fraction(-1, 3)),
        ('"1 /\\t3"', Fraction(1, 3)),
        ('"1 / 3"', Fraction(1, 3)),
        ("'0.001'", Fraction(1, 1000)),
        ("007", Fraction(7)),
        ("123456789012.123456789012", Fraction(123456789012123456789012, 10**12)),
        ("6.8813735870195432", Fraction(68813735870195432, 10**16)),
        ("1234567890123", Fraction(1234567890123)),
        ("1e-3", Fraction(1, 1000)),
        ("-2.5E+2", Fraction(-250)),
        ("1e−30", Fraction(1, 10**30)),
        ("5.", Fraction(5)),
        ("0." + "3" * 58, Fraction(int("3" * 58), 10**58)),
    ],
)
def test_numbers_are_read_exactly(write: Write, written: str, value: Fraction) -> None:
    assert read(write(learning_rate=written)).learning_rate == value
    assert read(write(data=f"[[1, {written}], [2, 3]]")).data[0][1] == (value,)


@pytest.mark.parametrize(
    "written",
    [
        "0x10",
        "e3",
        "1e",
        "1e0.5",
        "1/3e2",
        "1_000",
        "1,5",
        "one",
        "yes",
        "null",
        ".",
        "1/0",
        "--1",
        "1/-3",
        "[1]",
        "{a: 1}",
        '""',
        "~",
        ".inf",
        ".nan",
        "1 2",
        "1/2/3",
        "²",
    ],
)
def test_what_is_no_number_is_refused(write: Write, written: str) -> None:
    error = refusal(write(learning_rate=written))
    assert (error.key, error.line, error.params["name"]) == ("not_a_number", 8, "learning_rate")


@pytest.mark.parametrize(
    ("written", "key", "limit"),
    [
        ("1e31", "exponent_too_large", "30"),
        ("1e-31", "exponent_too_large", "30"),
        ("1e999999999999999999", "exponent_too_large", "30"),
        ("0." + "3" * 59, "number_too_long", "60"),
        ("9" * 30_000, "number_too_long", "60"),
    ],
)
def test_a_number_has_its_bounds(write: Write, written: str, key: str, limit: str) -> None:
    error = refusal(write(learning_rate=written))
    assert (error.key, error.line, error.params["limit"]) == (key, 8, limit)


LONG = "\n  - ".join(["", *("[1, 2]" for _ in range(65))])


@pytest.mark.parametrize(
    ("changed", "key", "line", "params"),
    [
        ({"id": None}, "missing_key", 2, {"name": "id"}),
        ({"network": "{widths: [1, 1]}"}, "missing_key", 5, {"name": "activation"}),
        ({"theta": "{w1: 1, b1: 1, w2: 1}"}, "missing_key", 7, {"name": "b2"}),
        ({"teta": "ones"}, "unknown_key", 9, {"name": "teta"}),
        ({"dta": "\n    - [1, 2]"}, "unknown_key", 9, {"name": "dta"}),
        ({"network": "{widths: [1, 1], activation: relu, drop: 1}"}, "unknown_key", 5, {"name": "drop"}),
        ({"theta": "{w1: 1, b1: 1, w2: 1, b2: 1, w3: 1}"}, "unknown_key", 7, {"name": "w3"}),
        ({"title": "A\ntitle: B"}, "twice", 5, {"name": "title"}),
        ({"network": "[1, 1]"}, "not_a_mapping", 5, {"name": "network"}),
        ({"network": "relu"}, "not_a_mapping", 5, {"name": "network"}),
        ({"network": "{widths: 3, activation: relu}"}, "not_a_list", 5, {"name": "network.widths"}),
        ({"data": "{x: 1}"}, "not_a_list", 6, {"name": "data"}),
        ({"data": "\n  - [1, 2]\n  - 3"}, "not_a_list", 8, {"name": "data"}),
        ({"title": "[a]"}, "not_a_text", 4, {"name": "title"}),
        ({"title": '""'}, "not_a_text", 4, {"name": "title"}),
        ({"title": '"\\u0007\\e"'}, "not_a_text", 4, {"name": "title"}),
        ({"id": "x" * 201}, "not_a_text", 2, {"name": "id", "limit": "200"}),
        ({"lang": "de"}, "not_a_choice", 3, {"value": "de", "allowed": "ko, en"}),
        ({"network": "{widths: [1, 1], activation: step}"}, "not_a_choice", 5, {"name": "network.activation"}),
        ({"network": "{widths: [1, 1, 1], activation: [relu, step]}"}, "not_a_choice", 5, {"value": "step"}),
        ({"cost": "cross-entropies"}, "not_a_choice", 9, {"name": "cost"}),
        ({"theta": "zeros"}, "not_a_choice", 7, {"allowed": "ones"}),
        ({"kind": "puzzle"}, "unknown_key", 5, {"name": "network"}),
        ({"data": "[[1, a]]"}, "not_a_number", 6, {"name": "data", "value": "a"}),
        ({"network": "{widths: [1, 0], activation: relu}"}, "not_a_whole", 5, {"value": "0", "low": "1", "high": "24"}),
        ({"network": "{widths: [1, 25], activation: relu}"}, "not_a_whole", 5, {"value": "25"}),
        ({"network": "{widths: [1, 1.5], activation: relu}"}, "not_a_whole", 5, {"value": "1.5"}),
        ({"network": "{widths: [1], activation: relu}"}, "widths_count", 5, {"low": "2", "high": "13"}),
        ({"network": f"{{widths: {[1] * 14}, activation: relu}}"}, "widths_count", 5, {"name": "network.widths"}),
        (
            {"network": "{widths: [1, 1, 1], activation: [relu]}"},
            "activation_count",
            5,
            {"found": "1", "expected": "2"},
        ),
        ({"network": "{widths: [20, 20], activation: relu}"}, "too_many_parameters", 5, {"found": "420"}),
        ({"data": "[]"}, "points_count", 6, {"found": "0", "high": "64"}),
        ({"data": LONG}, "points_count", 6, {"found": "65"}),
        ({"data": "[[1, 2, 3]]"}, "not_a_point", 6, {}),
        ({"data": "\n  - [1, 2]\n  - [1]"}, "not_a_point", 8, {}),
        ({"data": "[[[1, 2], 3]]"}, "point_width", 6, {"letter": "x", "found": "2", "expected": "1"}),
        ({"data": "\n  - [1, 2]\n  - [1, [2, 3]]"}, "point_width", 8, {"letter": "y", "found": "2"}),
        ({"theta": "{w1: [1, 2], b1: 1, w2: 1, b2: 1}"}, "wrong_shape", 7, {"name": "theta.w1", "expected": "1×1"}),
        ({"theta": "\n  w1: 1\n  b1: 1\n  w2: []\n  b2: 1"}, "wrong_shape", 10, {"name": "theta.w2"}),
        (
            {"network": "{widths: [3, 2], activation: relu}", "theta": "{w1: [[1, 2], [3, 4], [5, 6]], b1: [0, 0]}"}
            | {"data": "[[[1, 2, 3], [4, 5]]]"},
            "wrong_shape",
            7,
            {"found": "3×2", "expected": "2×3", "example": "[[1, 2, 3], [4, 5, 6]]", "turned": "yes"},
        ),
        (
            {"network": "{widths: [1, 2], activation: relu}", "theta": "{w1: [1, 2], b1: 0.35}"}
            | {"data": "[[1, [4, 5]]]"},
            "one_for_all",
            7,
            {"value": "0.35", "number": "2", "example": "[0.35, 0.35]"},
        ),
        ({"network": f"{{widths: {[1] * 13}, activation: relu}}", "data": f"[[{9 * 10**11}, 1]]"}, "", 0, {}),
        (
            {
                "network": f"{{widths: {[1] * 13}, activation: relu}}",
                "theta": "{" + ", ".join(f"w{i}: {10**11}, b{i}: 1" for i in range(1, 13)) + "}",
            },
            "too_large",
            5,
            {},
        ),
        ({"theta": "&a ones"}, "anchor", 7, {}),
        ({"theta": "*a"}, "anchor", 7, {}),
        ({"data": "[[1, 2]"}, "not_yaml", 7, {}),
        ({"title": "a: b"}, "not_yaml", 4, {}),
        ({"title": "a\x07b"}, "not_yaml", 4, {}),
    ],
)
def test_errors_say_what_where_and_what_is_allowed(
    write: Write, changed: dict[str, str], key: str, line: int, params: dict[str, str]
) -> None:
    path = write(**changed)
    if not key:
        read(path)
        return
    error = refusal(path)
    assert (error.key, error.line) == (key, line), error
    assert {name: error.params[name] for name in params} == params


@pytest.mark.parametrize(
    ("changed", "near"),
    [
        ({"teta": "ones", "theta": None}, "theta"),
        ({"lr": "0.1", "learning_rate": None}, "learning_rate"),
        ({"loss": "mean-of-squares"}, "cost"),
        ({"epochs": "3"}, ""),
        ({"network": "{widths: [1, 1, 1], activation: logistic}"}, "sigmoid"),
        ({"network": "{widths: [1, 1, 1], activation: Sigmoid}"}, "sigmoid"),
        ({"network": "{widths: [1, 1, 1], activation: linear}"}, "identity"),
        ({"network": "{widths: [1, 1, 1], activation: [ReLU, tahn]}"}, "relu"),
        ({"network": "{layers: [1, 1, 1], activation: relu}"}, "widths"),
        ({"cost": "mse"}, "mean-of-squares"),
        ({"cost": "half_sum_of_squares"}, "half-sum-of-squares"),
        ({"cost": "zzz"}, ""),
        ({"body": "## d.hint.principles\n"}, "d.hint.principle"),
    ],
)
def test_the_word_that_was_meant_is_offered(write: Write, changed: dict[str, str | None], near: str) -> None:
    error = refusal(write(**changed))
    assert error.key in ("unknown_key", "not_a_choice", "unknown_section", "missing_key")
    assert next(one.params["near"] for one in error.every if "near" in one.params) == near


def test_a_key_by_another_name_is_told_once(write: Write) -> None:
    error = refusal(write(lr="0.1", learning_rate=None, titel="A", title=None))
    assert [(one.key, one.params["near"]) for one in error.every] == [
        ("unknown_key", "learning_rate"),
        ("unknown_key", "title"),
    ]


def test_all_faults_are_told_in_the_order_of_their_lines(write: Write, tmp_path: Path) -> None:
    path = write(
        lang="de",
        network="{widths: [1, 2, 1], activation: [logistic, linear], bis: none}",
        data="[[1, 2], [a, 3], [[1, 2], 4], 5]",
        theta="{w1: [1, x], b1: 0.35, w2: [[1], [2], [3]]}",
        learning_rate="fast",
        epochs="3",
        body="Text\n\n## d.hnt.where\n\n## a.question\n\n## a.question\n",
    )
    every = refusal(path).every
    assert [(error.line, error.key) for error in every] == [
        (3, "not_a_choice"),
        (5, "unknown_key"),
        (5, "not_a_choice"),
        (5, "not_a_choice"),
        (6, "not_a_number"),
        (6, "point_width"),
        (6, "not_a_list"),
        (7, "missing_key"),
        (7, "not_a_number"),
        (7, "one_for_all"),
        (7, "wrong_shape"),
        (8, "not_a_number"),
        (9, "unknown_key"),
        (13, "unknown_section"),
        (17, "section_twice"),
    ]


@pytest.mark.parametrize(
    ("widths", "theta", "values"),
    [
        ([2, 1], "{w1: [1, 2], b1: 3}", [1, 2, 3]),
        ([2, 1], "{w1: [[1, 2]], b1: [3]}", [1, 2, 3]),
        ([1, 2], "{w1: [1, 2], b1: [3, 4]}", [1, 2, 3, 4]),
        ([1, 2], "{w1: [[1], [2]], b1: [3, 4]}", [1, 2, 3, 4]),
        ([2, 2], "{w1: [[1, 2], [3, 4]], b1: [5, 1/2]}", [1, 2, 3, 4, 5, Fraction(1, 2)]),
        ([1, 1], "{w1: 7, b1: [0.5]}", [7, Fraction(1, 2)]),
        ([1, 1], None, [1, 1]),
        ([1, 1], "ones", [1, 1]),
    ],
)
def test_theta_in_the_order_of_the_parameters(
    write: Write, widths: list[int], theta: str | None, values: list[Fraction]
) -> None:
    data = f"[[{[1] * widths[0]}, {[2] * widths[1]}]]"
    problem = read(write(network=f"{{widths: {widths}, activation: relu}}", theta=theta, data=data))
    assert list(problem.theta) == values
