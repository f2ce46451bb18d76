"""`backprop-tutor check`: what is said of a learner's own code."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tutor.lessons.languages import Language

from tests.code_check.object_programs import RIGHT_OBJECTS, WRONG_OBJECTS
from tests.code_check.right_programs import RIGHT
from tests.code_check.wrong_programs import WRONG

from ..plain.plain_kit import words_of
from ..support.forked import forked
from ..support.thorough import also
from .cli_kit import run
from .code_kit import file_with


@pytest.fixture(autouse=True)
def _in_copies() -> Iterator[None]:
    with forked():
        yield


def test_a_right_program(tmp_path: Path) -> None:
    found = run("check", file_with(tmp_path, RIGHT["rows"].text))
    assert found.exit_code == 0
    said = " ".join(found.stdout.split())
    assert said.index("mine.py, in a process of its own") < said.index("The gradients are right")
    assert "backward(W1, b1, W2, b2, X, y)" in said
    assert "mean-of-squares" in said


@pytest.mark.parametrize(
    ("lang", "title", "line", "drill"),
    [
        ("en", "the residual the other way round", "The line of the chain rule", "To see it by hand"),
        ("ko", "잔차의 뺄셈을 거꾸로 함", "연쇄 법칙에서", "손으로 풀어 확인하려면"),
    ],
)
def test_a_wrong_program_is_told_in_the_learners_language(
    lang: str, title: str, line: str, drill: str, tmp_path: Path
) -> None:
    program = WRONG["sign"]
    found = run("check", file_with(tmp_path, program.text), *program.options, lang=lang)
    assert found.exit_code == 1
    for part in (title, line, drill, "backprop-tutor drill bp1:", "✗ ∂C/∂w1"):
        assert part in found.stdout
    code = found.stdout.rpartition("drill ")[2].split()[0]
    assert run("solve", code).exit_code == 0


def test_json_is_for_programs(tmp_path: Path) -> None:
    program = WRONG["mean twice"]
    found = run("check", "--json", file_with(tmp_path, program.text), *program.options)
    result = json.loads(found.stdout)
    assert found.exit_code == 1
    assert "process of its own" in " ".join(found.stderr.split())
    assert result["verdict"] == "wrong"
    assert result["mistakes"] == [["partial.mean-twice"]]
    assert result["component"] == "points"
    shown = result["shown"]
    for name, numbers in shown["gradient"].items():
        assert numbers["right"] == pytest.approx(len(shown["data"]) * numbers["given"]), name


def test_a_factor_is_told_as_such(tmp_path: Path) -> None:
    text = RIGHT["rows"].text.replace("2 * (a2 - y) / m", "6 * (a2 - y) / m")
    result = json.loads(run("check", "--json", file_with(tmp_path, text)).stdout)
    assert result["manner"] == ["code.factor"]
    assert result["verdict"] == "wrong"
    text = RIGHT["rows"].text.replace("2 * (a2 - y) / m", "(a2 - y)")
    assert json.loads(run("check", "--json", file_with(tmp_path, text)).stdout)["costs"] == ["half-sum-of-squares"]
    told = json.loads(run("check", "--json", file_with(tmp_path, text), "--cost", "sum-of-squares").stdout)
    assert told["mistakes"] == [["partial.no-factor-2"]]


def test_with_a_problem(tmp_path: Path) -> None:
    path = file_with(tmp_path, RIGHT["chain"].text)
    assert run("check", path, "--problem", "4.1").exit_code == 0
    wrong = file_with(tmp_path, RIGHT["chain"].text.replace("2 * (a3 - y)", "2 * (a3 - y) ** 2"), "wrong.py")
    found = run("check", wrong, "--problem", "4.1", "--json")
    assert json.loads(found.stdout)["mistakes"] == [["partial.square-kept"]]


def test_parts_of_the_gradient_are_told_as_such(tmp_path: Path) -> None:
    program = WRONG_OBJECTS["weights alone, no slope"]
    path = file_with(tmp_path, program.text)
    found = run("check", path, *program.options)
    assert found.exit_code == 1
    assert "Not given back, and not checked: b1, b2." in found.stdout
    assert "–" in found.stdout
    result = json.loads(run("check", "--json", path, *program.options).stdout)
    assert result["missing"] == ["b1", "b2"]
    assert {name for name, both in result["shown"]["gradient"].items() if both["given"] is None} == {"b1", "b2"}


@pytest.mark.parametrize("language", ["ko", also("en")])
def test_networks_that_are_left_out_are_counted(language: Language, tmp_path: Path) -> None:
    """Where infinity or NaN came back, and where the function stopped, nothing is compared."""
    right, words = RIGHT["rows"].text, words_of(language)
    whole = json.loads(run("check", "--json", file_with(tmp_path, right, "whole.py")).stdout)
    assert (whole["not_finite"], whole["failed"]) == (0, 0)
    for key, told, some in (
        ("not_finite", "left_out", "dW1 * (np.nan if W1.sum() > 0 else 1),"),
        ("failed", "left_out_failed", "dW1 * (1 / 0 if len(X) == 1 else 1),"),
    ):
        path = file_with(tmp_path, right.replace("return dW1,", f"return {some}"))
        result = json.loads(run("check", "--json", path).stdout)
        assert result["verdict"] == "right"
        assert 0 < result[key] == whole["networks"] - result["networks"]
        said = " ".join(run("check", path, lang=language).stdout.split())
        assert words(f"check.{told}", number=result[key]) in said


def test_a_class_is_said_before_it_is_run(tmp_path: Path) -> None:
    found = run("check", file_with(tmp_path, RIGHT_OBJECTS["moved in place"].text), lang="ko")
    assert found.exit_code == 0
    said = " ".join(found.stdout.split())
    assert "NeuralNetwork(input_dim, hidden_dim, output_dim), forward(X), backward(X, y, output, learning_rate)" in said
    assert "그래디언트는 매개변수가 움직인 만큼에서 구함" in said


FIXED = """
import numpy as np

def backward(W1, b1, W2, b2, x, y):
    h = 1 / (1 + np.exp(-(W1 @ x + b1)))
    o = 1 / (1 + np.exp(-(W2 @ h + b2)))
    d2 = (o - y) * o * (1 - o)
    d1 = (W2.T @ d2) * {gate}
    return np.outer(d1, x), {b1}, np.outer(d2, h), {b1}
"""


def test_what_a_problem_has_fixed_is_not_asked(tmp_path: Path) -> None:
    """Whatever the program gives for its biases, which are given with the problem."""
    right = FIXED.replace("{gate}", "h * (1 - h)").replace("{b1}", "0 * d1")
    assert run("check", file_with(tmp_path, right), "--problem", "mazur").exit_code == 0
    wrong = FIXED.replace("{gate}", "(1 - h)").replace("{b1}", "0 * d1")
    found = run("check", file_with(tmp_path, wrong), "--problem", "mazur", "--json")
    assert json.loads(found.stdout)["mistakes"] == [["partial.gate-half"]]
    solved = json.loads(run("solve", "mazur", "--json").stdout)["stages"]
    answers = next(stage["answer"] for stage in solved if stage["id"] == "d")
    text = "\n".join(f"d.{name} = {value}" for name, value in answers.items())
    assert run("check", file_with(tmp_path, text, "right.txt"), "--problem", "mazur").exit_code == 0
    text = text.replace(f"{answers['w2[1,2]']}", "0.5")
    assert run("check", file_with(tmp_path, text, "wrong.txt"), "--problem", "mazur").exit_code == 1


SHARING = """---
id: sharing
lang: en
title: Sharing
network: {{widths: [2, 2, 1], activation: [relu, identity]{bias}}}
cost: sum-of-squares
data: [[[1, 2], 1]]
theta: {{w1: [[1, 2], [2, 1]], b1: {b1}, w2: [[1, 1]], b2: 1}}
learning_rate: 0.1
{more}---

A network.
"""


@pytest.mark.parametrize(
    ("filled", "part"),
    [
        ({"bias": ", bias: shared", "b1": "1", "more": ""}, "share a bias: b1"),
        ({"bias": "", "b1": "[1, 1]", "more": 'tied: [["w2[1,1]", "w2[1,2]"]]\n'}, "w2[1,1] = w2[1,2]"),
    ],
)
def test_why_what_is_shared_is_not_checked(filled: dict[str, str], part: str, tmp_path: Path) -> None:
    problem = file_with(tmp_path, SHARING.format(**filled), "sharing.md")
    found = run("check", file_with(tmp_path, RIGHT["rows"].text), "--problem", problem)
    assert found.exit_code == 2
    assert part in " ".join(found.stderr.split())
    assert "--activations" in found.stderr


def test_printed_gradients(tmp_path: Path) -> None:
    printed = file_with(tmp_path, "w1 = 446\nb1 = 178\nw2 = 514\nb2 = 178\nw3 = 666\nb3 = 58\n", "printed.txt")
    found = run("check", printed, "--problem", "4.1")
    solved = json.loads(run("solve", "4.1", "--json").stdout)["stages"][3]["answer"]
    text = "\n".join(f"{name} = {value}" for name, value in solved.items())
    assert run("check", file_with(tmp_path, text, "right.txt"), "--problem", "4.1").exit_code == 0
    assert found.exit_code in (0, 1)
    assert run("check", printed).exit_code == 2


@pytest.mark.parametrize(
    ("text", "options", "part"),
    [
        ("def f(:", (), "line 1"),
        ("x = 1\n", (), "No function was found"),
        ("def backward(W1, b1, X, y, colour): pass\n", (), "colour"),
        ("def backward(W1, b1, X, y):\n    return nothing\n", (), "NameError"),
        ("def backward(W1, b1, X, y):\n    return 'text'\n", (), "can't be read as gradients"),
        ("while True: pass\ndef backward(W1, b1, X, y): pass\n", ("--seconds", "1"), "1 s"),
        (
            "def backward(W1, b1, X, y):\n    raise ValueError('\\x1b[31mred [bold]')\n",
            (),
            "ValueError: red [bold]",
        ),
        (RIGHT["rows"].text, ("--cost", "mean-of-square"), "mean-of-squares"),
        (RIGHT["rows"].text, ("--activations", "relu,softmax,relu"), "softmax"),
        (RIGHT["rows"].text, ("--problem", "4.1", "--cost", "sum-of-squares"), "--cost"),
        (RIGHT["rows"].text, ("--problem", "apples"), "computation graph"),
        (RIGHT["rows"].text, ("--function", "forwards"), "forwards"),
        ("def backward(W1, b1, X): pass\n", (), "Not there: y."),
        ("def backward(W, b1, b2, X, y): pass\n", (), "biases for 2 layers"),
    ],
    ids=range(14),
)
def test_what_cannot_be_read_or_run(text: str, options: tuple[str, ...], part: str, tmp_path: Path) -> None:
    found = run("check", file_with(tmp_path, text), *options)
    assert found.exit_code == 2
    assert part in found.stderr
    assert "Traceback" not in found.output
    assert "\x1b" not in found.output


def test_files_of_other_kinds_are_refused_without_being_run(tmp_path: Path) -> None:
    assert run("check", file_with(tmp_path, "1/0", "mine.sh")).exit_code == 2
    assert run("check", str(tmp_path / "nothing.py")).exit_code == 2
