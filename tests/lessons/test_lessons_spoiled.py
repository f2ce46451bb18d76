"""Problem files with slips in them, and enormous ones: each is read or refused in words, and nothing else happens."""

from pathlib import Path
from random import Random

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.words import read_words

from ..conftest import Write
from ..soak.files import check, enormous, spoiled_files
from ..support.course import problem_at
from ..support.thorough import also

GRAPH = {"network": None, "data": None, "theta": None, "inputs": "{x: 1/3}"}
DEEP = {"network": f"{{widths: {[1] * 13}, activation: relu}}"}
LONG = ", ".join(f"w{k}: 1/{10**9 + k}, b{k}: 1/{10**8 + 2 * k}" for k in range(1, 13))


@pytest.mark.parametrize("seed", [0, also(1), also(2), also(3)])
def test_files_with_slips_are_read_or_refused(tmp_path: Path, seed: int) -> None:
    words = {language: read_words(content_folder(), language) for language in LANGUAGES}
    outcomes = {check(text, tmp_path, words, whole=False) for text in spoiled_files(100, seed)}
    assert "opened" in outcomes
    assert len(outcomes) > 5  # of 100 slips, how many kinds is chance


def test_enormous_files_are_read_or_refused(tmp_path: Path, thorough: bool) -> None:
    words = {language: read_words(content_folder(), language) for language in LANGUAGES}
    outcomes = {check(enormous(Random(seed)), tmp_path, words, whole=False) for seed in range(60 if thorough else 26)}
    assert {"content.too_many_nodes", "content.expression_too_deep", "content.expression_power"} <= outcomes


@pytest.mark.parametrize(
    ("front", "is_exact"),
    [
        ({}, True),
        ({"theta": "{w1: 0.1234567, b1: 1/3, w2: 2/7, b2: -1.5}"}, True),
        (DEEP, True),
        ({**DEEP, "theta": f"{{{LONG}}}"}, False),
        ({**GRAPH, "graph": "{q: x^30, r: q^30, f: r^30}"}, False),
        ({**GRAPH, "graph": "{q: x^30, f: q * x}"}, True),
    ],
)
def test_numbers_that_would_grow_out_of_hand_are_worked_out_in_floats(
    write: Write, front: dict[str, str | None], is_exact: bool
) -> None:
    problem = problem_at(write(**front))
    assert problem.is_exact == is_exact
    if problem.is_layered:
        assert problem.trace.exact == is_exact
