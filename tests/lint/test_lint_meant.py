"""What an author may not have meant, and graphs that can't be worked out."""

from pathlib import Path

import pytest
from tutor.lint.findings import Severity
from tutor.lint.numbers import check_computable

from ..support.course import problem_at
from .lint_kit import GOOD, findings_of, spoiled

SQUARE = spoiled("[1, 1]", "[2, 2]", spoiled("[[1, 2], [3, 4]]", "[[[1, 2], [3, 4]]]"))


def warned(folder: Path, text: str) -> list[tuple[int, str]]:
    found = findings_of(folder, text)
    assert {finding.severity for finding in found} <= {Severity.WARNING}
    return [(finding.line, finding.key) for finding in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Look at ![the net](net.png) and ", [(15, "lint.picture")]),
        ("Look\n\n![](a.png) ![x][ref] at ", [(17, "lint.picture"), (17, "lint.picture")]),
        ("Look at `![the net](net.png)` ", []),
        ("```\n![the net](net.png)\n```\n\nLook at ", []),
        ("Look at [a page](https://a.b) ", []),
    ],
)
def test_pictures_are_told(tmp_path: Path, text: str, found: list[tuple[int, str]]) -> None:
    assert warned(tmp_path, spoiled("Look at", text)) == found


def test_what_is_given_in_a_folded_note(tmp_path: Path) -> None:
    folded = spoiled("Here", "> [!ASIDE] Data\n> ${{data}}$ and {{eta}}\n\n{{eta}}\n\nHere")
    assert warned(tmp_path, folded) == [(12, "lint.folded")]


@pytest.mark.parametrize(
    ("theta", "more", "found"),
    [
        ("{w1: [[1, 2], [3, 4]], b1: [1, 1]}", "", [(7, "lint.orientation")]),
        ("{w1: [[1, 2], [2, 4]], b1: [1, 1]}", "", []),
        ("ones", "", []),
        ("{w1: [[1, 2], [3, 4]], b1: [1, 1]}", "weights: to-from\n", []),
        ("{w1: [[1, 2], [3, 4]], b1: [1, 1]}", "weights: from-to\n", []),
    ],
)
def test_a_square_matrix_that_could_be_read_the_other_way(
    tmp_path: Path, theta: str, more: str, found: list[tuple[int, str]]
) -> None:
    text = spoiled("{w1: 2, b1: 1}", theta, spoiled("learning_rate", f"{more}learning_rate", SQUARE))
    assert warned(tmp_path, text) == found


@pytest.mark.parametrize(
    ("graph", "x", "found"),
    [
        ("{u: x - 1, f: y / u}", "1", [(5, "lint.no_value", "f")]),
        ("{u: log(x), f: u * y}", "-1", [(5, "lint.no_value", "u")]),
        ("{f: sqrt(x) * y}", "-1", [(5, "lint.no_value", "n1")]),
        ("{f: x ^ 0.5 * y}", "-1", [(5, "lint.no_value", "n1")]),
        ("{f: exp(exp(x)) * y}", "9", [(5, "lint.no_value", "n2")]),
        ("{f: exp(exp(exp(x))) * y}", "9", [(5, "lint.no_value", "n2")]),
        ("{f: sqrt(x) * y}", "0", [(5, "lint.no_derivative", "f")]),
        ("{f: x ^ 0.5 * y}", "0", [(5, "lint.no_derivative", "f")]),
        ("{f: x ^ y}", "0", []),
        ("{f: relu(x) * max(x, y)}", "0", []),
        ("\n  u: x + y\n  f: 1 / (u - 3)", "1", [(7, "lint.no_value", "f")]),
    ],
)
def test_graphs_that_cannot_be_worked_out(
    tmp_path: Path, graph: str, x: str, found: list[tuple[int, str, str]]
) -> None:
    path = tmp_path / "small.md"
    path.write_text(
        f"---\nid: small\nlang: en\ntitle: G\ngraph: {graph}\ninputs: {{x: {x}, y: 2}}\n---\nGo.\n", encoding="utf-8"
    )
    problem = problem_at(path)
    assert [(one.line, one.key, one.values["name"]) for one in check_computable(problem)] == found


def test_a_good_file_is_warned_of_nothing(tmp_path: Path) -> None:
    assert warned(tmp_path, GOOD) == []
