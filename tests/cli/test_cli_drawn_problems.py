"""`solve --json` and `mark --json` on problems drawn at random, held against a computation by hand."""

import json
from fractions import Fraction
from math import isclose
from pathlib import Path
from random import Random

import pytest
from tutor.cli.calculation import load_problem

from ..support.thorough import first_of
from .by_hand import Number, Worked, drawn, written
from .cli_kit import marks, run, run_json, verdicts

FIRST = (0, 3, 5, 6)
"""All activations, costs and depths."""
SEEDS = first_of(FIRST, range(24))


def _file(folder: Path, problem: Worked) -> str:
    path = folder / "drawn.md"
    path.write_text(problem.file(), encoding="utf-8")
    return str(path)


def _answers(problem: Worked) -> dict[str, str]:
    """Every field with its right answer, the branches of the tree in some order."""
    random = Random(1)
    branches = {node: random.sample(names, len(names)) for node, names in problem.tree.items()}
    return {
        "a": str(len(problem.theta)),
        "b": "; ".join(f"{node}: {' '.join(names)}" for node, names in branches.items()),
        **{f"b.{node}": ", ".join(names) for node, names in branches.items()},
        "c": written(problem.cost),
        **{f"d.{name}": written(value) for name, value in problem.gradient.items()},
        **{f"e.{name}": written(value) for name, value in problem.updated.items()},
    }


def _close(found: float, right: Number) -> bool:
    return isclose(found, float(right), rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_solve_agrees(tmp_path: Path, seed: int) -> None:
    problem = drawn(seed)
    found = run_json("solve", _file(tmp_path, problem))
    assert (found["problem"], found["theta"]) == ("drawn", list(problem.theta))
    stages = {stage["id"]: stage for stage in found["stages"]}
    assert [stages[s]["kind"] for s in "abcde"] == ["count", "tree", "cost", "gradient", "update"]
    assert stages["a"]["answer"] == len(problem.theta)
    assert isinstance(stages["a"]["answer"], int)
    tree = {node: sorted(names) for node, names in stages["b"]["answer"].items()}
    assert tree == {node: sorted(names) for node, names in problem.tree.items()}
    assert isinstance(stages["c"]["answer"], float)
    assert _close(stages["c"]["answer"], problem.cost)
    for stage, right in (("d", problem.gradient), ("e", problem.updated)):
        assert list(stages[stage]["answer"]) == list(right)
        assert all(_close(stages[stage]["answer"][name], value) for name, value in right.items())
    assert found["trace"]["points"] == len(problem.data)


@pytest.mark.parametrize("seed", SEEDS)
def test_right_answers_are_right(tmp_path: Path, seed: int) -> None:
    problem = drawn(seed)
    answers = _answers(problem)
    typed = [f"{field}={answer}" for field, answer in answers.items()]
    result = run("mark", "--json", _file(tmp_path, problem), *typed)
    assert result.exit_code == 0, result.stdout
    found = {mark["field"]: mark["verdict"] for mark in json.loads(result.stdout)["marks"]}
    assert found == dict.fromkeys(answers, "correct")


@pytest.mark.parametrize("seed", SEEDS[:20])
def test_wrong_answers_are_wrong_each_by_itself(tmp_path: Path, seed: int) -> None:
    problem = drawn(seed)
    path, random = _file(tmp_path, problem), Random(seed)
    answers = _answers(problem)
    numbers: dict[str, Number] = {"c": problem.cost, **{f"d.{name}": value for name, value in problem.gradient.items()}}
    numbers |= {f"e.{name}": value for name, value in problem.updated.items()}
    field = random.choice(list(numbers))
    step: Number = problem.eta * problem.gradient[field[2:]] if field.startswith("e") else numbers[field]
    # A tenth of what counts for the field, be it the value or the step.
    changed = numbers[field] + (step / 10 if abs(float(step)) > 1e-6 else Fraction(1, 10))
    result = run("mark", "--json", path, *(f"{f}={a}" for f, a in {**answers, field: written(changed)}.items()))
    assert result.exit_code == 1
    found = {mark["field"]: mark["verdict"] for mark in json.loads(result.stdout)["marks"]}
    assert found.pop(field) == "wrong"
    carried_on = f"e.{field[2:]}" if field.startswith("d") else ""
    # θ′ is right as it is, though it no longer follows from the gradient beside it.
    assert found.pop(carried_on, "correct") == "correct"
    assert set(found.values()) == {"correct"}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_follows_from_a_wrong_gradient_is_consistent(tmp_path: Path, seed: int) -> None:
    problem = drawn(seed)
    name = Random(seed).choice(list(problem.theta))
    wrong = problem.gradient[name] / 2 + 3
    follows = problem.theta[name] - problem.eta * wrong
    if follows == 0:  # nobody is praised for a zero
        return
    answers = [f"e.{name}={written(follows)}", f"d.{name}={written(wrong)}"]
    loaded = load_problem(_file(tmp_path, problem))
    for order in (answers, answers[::-1]):
        assert verdicts(loaded, *order) == {f"d.{name}": "wrong", f"e.{name}": "consistent"}
    assert verdicts(loaded, answers[0]) == {f"e.{name}": "wrong"}


@pytest.mark.parametrize("seed", SEEDS)
def test_zeros_make_nothing_easy(tmp_path: Path, seed: int) -> None:
    """A gradient of zeros would leave θ as it is: no consistent θ′, however it was come by."""
    problem = drawn(seed)
    name = next((name for name, value in problem.gradient.items() if abs(float(problem.eta * value)) > 1e-6), None)
    if name is None:
        return
    zeros = [f"d.{other}=0" for other in problem.theta]
    unchanged = f"e.{name}={written(problem.theta[name])}"
    assert verdicts(_file(tmp_path, problem), *zeros, unchanged)[f"e.{name}"] == "wrong"


@pytest.mark.parametrize("seed", SEEDS)
def test_fewer_digits_are_rounded_or_too_few(tmp_path: Path, seed: int) -> None:
    problem = drawn(seed)
    cost = float(problem.cost)
    loaded = load_problem(_file(tmp_path, problem))
    for digits in (2, 4, 6):
        typed = f"{cost:.{digits}g}"
        if abs(Fraction(typed) - Fraction(problem.cost)) <= Fraction(cost) / 10**9:
            expected = "correct"
        elif "." not in typed or "e" in typed or digits == 2 or len(typed.lstrip("0.").replace(".", "")) < 3:
            continue  # how many digits were meant can't be told
        else:
            expected = "rounded"
        assert verdicts(loaded, f"c={typed}") == {"c": expected}, typed


STEEP = """---
id: steep
lang: en
title: Steep
network: {widths: [1, 1], activation: sigmoid}
data: [[1, 2]]
theta: {w1: 100, b1: -99}
"""


@pytest.mark.parametrize("rate", ["0.01", "0.0001", "0.000001"])
def test_nothing_updated_is_wrong_however_small_the_step(tmp_path: Path, rate: str) -> None:
    path = tmp_path / "steep.md"
    path.write_text(f"{STEEP}learning_rate: {rate}\n---\nx\n", encoding="utf-8")
    right = run_json("solve", str(path))["stages"][4]["answer"]
    assert marks(str(path), "e.w1=100", "e.b1=-99") == {"e.w1": "wrong", "e.b1": "wrong"}
    typed = [f"e.{name}={value!r}" for name, value in right.items()]
    assert marks(str(path), *typed) == {"e.w1": "correct", "e.b1": "correct"}
