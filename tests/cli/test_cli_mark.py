"""`mark` on the lesson's own problems: fields, spellings, what carries on, how it is told."""

import json
import re
from pathlib import Path

import pytest

from .cli_kit import assert_refused, marks, run, run_json

TREE = "C: a3 y; a3: z3; z3: w3 a2 b3; a2: z2; z2: w2 a1 b2; a1: z1; z1: w1 x b1"


def test_the_lesson_solved() -> None:
    right = ["a=6", f"b={TREE}", "c=366", "d=(446, 68, 514, 68, 582, 68)", "e=(-43.6, -5.8, -50.4, -5.8, -57.2, -5.8)"]
    result = run("mark", "4.1", *right)
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(marks("4.1", *right).values()) == {"correct"}
    assert run("mark", "4.1", *right[:-1], "e=(43.6, -5.8, -50.4, -5.8, -57.2, -5.8)").exit_code == 1


def test_a_mark_as_json() -> None:
    found = run_json("mark", "4.1", "e.b3=−5.8", "c=abc")
    assert found == {
        "marks": [
            {"field": "e.b3", "verdict": "correct", "reading": "−5.8", "diagnoses": [], "message": "That is right."},
            {
                "field": "c",
                "verdict": "unreadable",
                "reading": "",
                "diagnoses": [],
                "message": found["marks"][1]["message"],
            },
        ]
    }
    assert "‘abc’" in found["marks"][1]["message"]


@pytest.mark.parametrize(
    ("answer", "field", "verdict"),
    [
        ("e.b3=-5.8", "e.b3", "correct"),
        ("d.w1=2*(2*1 + 13*4 + 7*7 + 12*10)", "d.w1", "correct"),
        ("d.w1= 446 ", "d.w1", "correct"),
        ("c = 366", "c", "correct"),
        ("D.W1=446", "d.w1", "correct"),
        ("d.w_1=446", "d.w1", "correct"),
        ("b.z3=b3, a2 w3", "b.z3", "correct"),
        ("b.z1=a0 b1 w1", "b.z1", "correct"),
        ("b.z3=w3 a2", "b.z3", "wrong"),
        ("b.z3=w3 a2 b3 x", "b.z3", "wrong"),
        ("b=C: a3", "b", "wrong"),
        ("a=6.0001", "a", "wrong"),
        ("a=", "a", "unreadable"),
        ("b=", "b", "unreadable"),
        ("d=(1, 2, 3, 4, 5, 6, 7)", "d", "unreadable"),
        ("d=446", "d", "unreadable"),
        ("d=w1 = 446", "d.w1", "correct"),
        ("d=b9 = 446, w1 = 446", "d", "unreadable"),
        ("d.w1/product@2=104", "d.w1/product@2", "correct"),
        ("d.w1/chain=2r g3 w3 g2 w2 g1 x", "d.w1/chain", "correct"),
        ("d.w1/chain=2r g3 w3", "d.w1/chain", "wrong"),
        ("d.w1/chain=?", "d.w1/chain", "unreadable"),
        ("d.w1/da3/dz3@1=1", "d.w1/da3/dz3@1", "correct"),
        ("c/r@2=13", "c/r@2", "correct"),
        ("e.w1/step=44.6", "e.w1/step", "correct"),
    ],
)
def test_one_answer(answer: str, field: str, verdict: str) -> None:
    assert marks("4.1", "--", answer) == {field: verdict}
    assert run("mark", "4.1", answer).exit_code == {"correct": 0, "unreadable": 2}.get(verdict, 1)


@pytest.mark.parametrize("name", ["w1[2,1]", "w1_21", "w1_2_1", "w^(1)_21", "W1[2,1]", "w⁽¹⁾₂₁"])
def test_a_units_weight_in_many_spellings(name: str) -> None:
    assert marks("4.2", f"d.{name}=142") == {"d.w1[2,1]": "correct"}


@pytest.mark.parametrize(
    ("given", "following", "verdict", "names"),
    [
        (["d.w1=223"], "e.w1=-21.3", "consistent", "d.w1"),
        (["d.w1=446"], "e.w1=-21.3", "wrong", ""),
        (["d.w2=223"], "e.w1=-21.3", "wrong", ""),
        (["d.w1=0"], "e.w1=1", "wrong", ""),
        (["e.w1/step=22.3"], "e.w1=-21.3", "consistent", "e.w1/step"),
        (["c/a3@1=5"], "c=371", "consistent", "c/a3@1"),
        (["c/r@1=3", "c/r@2=14"], "c=398", "consistent", "c/r@1"),
        (["c/squares@2=26"], "c=223", "consistent", "c/squares@2"),
        (["c/a3@1=5"], "d.b3=70", "consistent", "c/a3@1"),
        (["d.b1/product@1=2"], "d.b1=66", "consistent", "d.b1/product@1"),
        (["c/a3@1=0", "c/a3@2=0", "c/a3@3=0", "c/a3@4=0"], "d.b3=0", "wrong", ""),
    ],
)
def test_what_carries_on_from_an_answer_of_ones_own(given: list[str], following: str, verdict: str, names: str) -> None:
    for order in ([*given, following], [following, *given]):
        found = {mark["field"]: mark for mark in run_json("mark", "4.1", *order)["marks"]}
        mark = found[following.split("=", maxsplit=1)[0]]
        assert mark["verdict"] == verdict
        assert names in mark["message"]


def test_of_branches_missing_and_too_many_is_said_at_which_node_and_how_many() -> None:
    (mark,) = run_json("mark", "4.1", "b.z3=w3 a2 x y")["marks"]
    assert "z3" in mark["message"]
    assert re.findall(r"\b\d\b", mark["message"]) == ["1", "2", "1"], "missing, too many, and further down of these"
    assert "b3" not in mark["message"]
    (mark,) = run_json("mark", "4.1", f"b={TREE.replace('w2 a1 b2', 'w2 a1')}")["marks"]
    assert "z2" in mark["message"]
    assert "1" in mark["message"]
    assert "b2" not in mark["message"]


def test_marks_as_text() -> None:
    result = run("mark", "4.1", "a=6", "d.w1=223", "e.w1=-21.3", "d.b1=xx")
    assert result.exit_code == 2, "one could not be read"
    assert result.stdout.splitlines()[:2] == ["✓ a     right       6", "✗ d.w1  not yet     223"]
    assert "Look at d.w1 again." in result.stdout
    assert run("mark", "4.1", "a=6", lang="ko").stdout == "✓ a  맞음  6\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["4.1", "q=1"], "d.w1, d.b1"),
        (["4.1", "d.w9=1"], "d.w1, d.b1"),
        (["4.1", "a.w1=1"], "d.w1, d.b1"),
        (["4.1", "b.y=1"], "b.z3, b.a2"),
        (["4.1", "=1"], "a, b, b.C"),
        (["4.1", "e.=1"], "a, b, b.C"),
        (["4.1", "a/step=1"], "a, b, b.C"),
        (["4.1", "d/product@1=1"], "a, b, b.C"),
        (["4.1", "d.w1/product@9=1"], "d.w1/product@4"),
        (["4.1", "446"], "446 is not FIELD=ANSWER"),
        (["4.1"], "at least one answer"),
        (["4.3", "a=1"], "essay"),
        (["4.9", "a=1"], "4.1, 4.2, 4.3"),
    ],
)
def test_what_cannot_be_marked_is_said_with_what_can(arguments: list[str], said: str) -> None:
    result = run("mark", *arguments)
    assert_refused(result, said)
    as_json = run("mark", *arguments, "--json")
    assert as_json.exit_code == 2
    assert json.loads(as_json.stdout) == {"error": as_json.stderr.strip()}


def test_a_wrong_name_of_a_factor_tells_nothing_of_the_chain() -> None:
    """Which factors there are is what the chain asks for: the names of Day 13's and of any other chain look alike."""
    said = run("mark", "4.1", "d.w1/zz@1=3").stderr
    assert "d.w1/chain" in said
    assert "d.w1/product@4" in said
    assert run("mark", "4.1", "d.b3/zz@1=3").stderr == said.replace("d.w1", "d.b3")
    assert "c/z1@1" in run("mark", "4.1", "c/zz@1=3").stderr, "those of the cost are no secret"


def test_a_partial_derivative_in_letters() -> None:
    right = run_json("mark", "4.1", "chain.w2=2r·g3·w3·ρ'(z2)·a1")["marks"][0]
    assert (right["field"], right["verdict"], right["diagnoses"]) == ("chain.w2", "correct", [])
    assert "\\rho'(z^{(2)})" in right["reading"]
    wrong = run_json("mark", "4.1", "chain.w2=r·g3·w3·g2·a1")["marks"][0]
    assert wrong["verdict"] == "wrong"
    assert wrong["diagnoses"] == [{"mistakes": ["partial.no-factor-2"], "probability": 1.0}]
    assert marks("4.1", "chain=δ2·a1", "chain.b1=2r g3 w3 g2 w2 g1") == {"chain.w2": "correct", "chain.b1": "correct"}
    assert run("mark", "4.1", "chain.w2=514").exit_code == 2
    assert run("mark", "4.1", "chain.w9=δ2·a1").exit_code == 2
    here = run("mark", "4.1", "chain.w2=2r·w3·g2·a1").stdout
    assert "Right with the numbers of this problem" in here and "gate" in here
    assert "∂C" not in run("mark", "4.1", "chain.w2=2r·w3·g2·a1", "d.w2=514", "--lang", "en").stdout.splitlines()[0]


def test_the_stage_in_letters_is_in_the_solution_and_where_a_file_asks_for_it(tmp_path: Path) -> None:
    assert [one["id"] for one in run_json("solve", "4.1")["stages"]] == ["a", "b", "c", "d", "e"]
    assert "(d′)" in run("solve", "4.1").stdout
    path = tmp_path / "asks.md"
    text = Path("content/day13/4.1.md").read_text(encoding="utf-8")
    path.write_text(text.replace("learning_rate:", "ask: [chain.w2, d.w2]\nlearning_rate:"), encoding="utf-8")
    stages = run_json("solve", str(path))["stages"]
    assert {"id": "chain", "kind": "chain", "answer": {"w2": "2r·g3·w3·g2·a1"}} in stages
