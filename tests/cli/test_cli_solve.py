"""`solve`: the worked solution, as text and as JSON."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from tutor.lessons.template import CUT_SHORT

from ..support.thorough import also
from .cli_kit import process, run, run_json

WIDE = """---
id: wide
lang: ko
title: 넓은 신경망
network: {widths: [2, 2, 2], activation: [tanh, identity]}
cost: mean-of-squares
data: [[[1, 0], [2, 1]]]
learning_rate: 1/3
---

본문입니다.

## c.solution

비용은 {{answer|이/가}} 됩니다.
"""


def test_the_lessons_key() -> None:
    found = run_json("solve", "4.1")
    answers = {stage["id"]: stage["answer"] for stage in found["stages"]}
    assert found["theta"] == ["w1", "b1", "w2", "b2", "w3", "b3"]
    assert (answers["a"], answers["c"]) == (6, 366.0)
    assert answers["b"]["z3"] == ["w3", "a2", "b3"]
    assert list(answers["d"].values()) == [446, 68, 514, 68, 582, 68]
    assert list(answers["e"].values()) == [-43.6, -5.8, -50.4, -5.8, -57.2, -5.8]
    assert found["trace"]["at"][1]["r"] == 13


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("plain", [False, True])
def test_the_text_fits_the_terminal_and_holds_the_answers(lang: str, columns: int, plain: bool) -> None:
    result = run("solve", "4.1", *["--plain"] * plain, lang=lang, env={"COLUMNS": str(columns)})
    assert result.exit_code == 0
    for answer in ("366", "446", "582", "57.2"):
        assert answer in result.stdout
    assert max(map(cell_len, result.stdout.splitlines())) <= min(columns, 100)
    for source in ("{{", "$", "\\frac", "##"):
        assert source not in result.stdout
    # What θ′ did belongs to the solution.
    assert "50" in result.stdout.split("57.2")[-1]
    assert ("∂" in result.stdout) is not plain


def test_a_file_of_ones_own_is_solved_in_its_own_words(tmp_path: Path) -> None:
    path = tmp_path / "wide.md"
    path.write_text(WIDE, encoding="utf-8")
    result = run("solve", str(path), lang="ko")
    assert result.exit_code == 0
    assert "넓은 신경망" in result.stdout
    cost = next(stage["answer"] for stage in run_json("solve", str(path))["stages"] if stage["id"] == "c")
    assert f"비용은 {cost:.6g}이 됩니다." in result.stdout or f"비용은 {cost:.6g}가 됩니다." in result.stdout


def test_numbers_beyond_json_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "steep.md"
    ones = ", ".join(["1"] * 11)
    path.write_text(
        f"---\nid: s\nlang: en\ntitle: s\nnetwork: {{widths: [{ones}], activation: identity}}\n"
        "data: [[-999999999999, 1]]\nlearning_rate: 999999999999\n---\nx\n",
        encoding="utf-8",
    )
    result = run("solve", str(path), "--json")
    assert (result.exit_code, list(result.stdout)[:9]) == (2, list('{"error":'))


@pytest.mark.parametrize("encoding", ["cp949", also("ascii"), also("utf-8")])
def test_any_encoding_of_the_terminal_will_do(encoding: str) -> None:
    result = process("solve", "4.1", env={"PYTHONIOENCODING": encoding})
    assert (result.returncode, result.stderr) == (0, "")
    assert "446" in result.stdout


def test_a_solution_too_long_to_be_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.lessons.template.LONGEST_RESULT", 400)
    result = run("solve", "4.1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert CUT_SHORT.strip() in result.stdout
    assert "(e)" in result.stdout
