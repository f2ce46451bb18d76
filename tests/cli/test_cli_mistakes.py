"""`mistakes`: what problems show, can't tell apart, and hide; for a teacher."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import cycle, islice
from pathlib import Path
from random import Random

import pytest
from tutor.cli.showing import OTHER_THETAS
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.words import read_words
from tutor.mistakes.count import COUNT
from tutor.mistakes.everything import mistakes_of, rule_ids

from tests.diagnosis.drawing import draw, problem
from tests.diagnosis.learners import Learner, Wrong, alike

from ..support.thorough import also
from .cli_kit import assert_refused, file_of, run, run_json

BY_WEIGHTS_OF_ONE = {
    "partial.weights-not-followed", "partial.layer-skipped", "partial.bias-times-bias", "update.scaled",
    "forward.weight-times-sum", "forward.bias-after-activation",
}  # fmt: skip


def _parts(output: str) -> dict[str, list[str]]:
    """The lines under each heading, by the heading's words."""
    found: dict[str, list[str]] = {}
    for part in output.strip().split("\n\n")[1:]:
        lines = part.split("\n")
        found[" ".join(line for line in lines if not line.startswith("  "))] = [
            line for line in lines if line.startswith("  ")
        ]
    return found


def _whole(lines: list[str]) -> list[str]:
    """Each row in one line, its id at the end: a title may go on below."""
    rows: list[str] = []
    for line in lines:
        *_, last = words = line.split()
        if "." in last and last[0].islower():
            rows.append(line)
        else:
            start = rows[-1].rsplit(maxsplit=1)
            rows[-1] = " ".join((start[0], *words, start[1]))
    return rows


def _ids(lines: list[str]) -> list[str]:
    return [line.split()[-1] for line in _whole(lines)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_problem_hides_what_parameters_of_one_hide(lang: Language) -> None:
    words, result = read_words(content_folder(), lang), run("mistakes", "4.1", lang=lang)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "mistake." not in result.stdout
    parts = _parts(result.stdout)
    stages = [f"({stage}) {words(f'stage.{stage}', objective='C(θ)')}" for stage in "acde"]
    hidden = [words("mistakes.hidden_by_theta", same=True, value=1), words("mistakes.hidden_besides")]
    assert list(parts) == [*stages, *hidden, words("mistakes.absent")]
    assert set(_ids(parts[hidden[0]])) >= BY_WEIGHTS_OF_ONE
    assert _ids(parts[hidden[1]]) == ["count.one-bias-per-layer", "count.bias-per-input"]
    assert "partial.one-path" in _ids(parts[words("mistakes.absent")])
    assert [line.startswith("  = ") for line in parts[stages[0]][:4]] == [False, True, True, False]
    assert _ids(parts[stages[0]])[:3] == ["count.no-biases", "count.neurons", "count.layers"]
    assert {name for lines in parts.values() for name in _ids(lines)} == set(rule_ids())
    for lines in parts.values():
        for name, line in zip(_ids(lines), _whole(lines), strict=True):
            assert words(f"mistake.{name}") in " ".join(line.split())


def test_a_problem_as_json() -> None:
    found = run_json("mistakes", "4.1")
    assert list(found) == ["problem", "visible", "invisible", "absent", "hidden_by_theta"]
    assert set(found["hidden_by_theta"]) >= BY_WEIGHTS_OF_ONE
    assert set(found["invisible"]) - set(found["hidden_by_theta"]) == {
        "count.one-bias-per-layer",
        "count.bias-per-input",
    }
    together = [one["mistakes"] for one in found["visible"] if len(one["mistakes"]) > 1]
    assert ["partial.weight-without-input", "partial.weight-times-weight"] in together
    assert {"mistakes": ["cost.point-missing"], "points": [3], "stages": ["c"]} in found["visible"]


def test_the_course_has_a_line_for_each_calculation() -> None:
    result = run("mistakes")
    first, *rest = result.stdout.split("\n\n")
    lines = re.sub("\n +", " ", first).splitlines()
    assert [line.split()[0] for line in lines] == ["4.1", "4.2"]
    found = run_json("mistakes")["problems"]
    assert [one["problem"] for one in found] == ["4.1", "4.2"]
    for line, one in zip(lines, found, strict=True):
        shown = {name for each in one["visible"] for name in each["mistakes"]}
        for count in (len(shown), len(one["invisible"]), len(one["absent"])):
            assert f": {count}." in line
    missed = set(_ids(rest[0].splitlines()[1:]))
    shown = {name for one in found for each in one["visible"] for name in each["mistakes"]}
    assert missed == set(rule_ids()) - shown


@pytest.mark.parametrize("seed", [1, 2, *map(also, (0, 3))])
def test_on_any_problem_what_shows_changes_an_answer_and_what_is_hidden_does_not(tmp_path: Path, seed: int) -> None:
    drawn = draw(Random(seed))
    found = run_json("mistakes", file_of(drawn, tmp_path))
    shown = {name for one in found["visible"] for name in one["mistakes"]}
    hidden, absent = set(found["invisible"]), set(found["absent"])
    assert len(shown) + len(hidden) + len(absent) == len(rule_ids())
    others = [
        replace(drawn, theta=tuple(map(Fraction, islice(cycle(values), len(drawn.theta))))) for values in OTHER_THETAS
    ]
    mistakes = mistakes_of(drawn.network, len(drawn.data))
    assert {mistake.id for mistake in mistakes} | {mistake.id for mistake in COUNT} == shown | hidden
    for mistake in mistakes:
        wrong = Wrong(mistake.id, mistake.point)
        if mistake.id in hidden:
            assert not _differ(Learner(drawn), Learner(drawn, wrong)), mistake
            elsewhere = any(_differ(Learner(other), Learner(other, wrong)) for other in others)
            assert elsewhere is (mistake.id in found["hidden_by_theta"]), mistake
        elif mistake.point is None:
            assert _differ(Learner(drawn), Learner(drawn, wrong)), mistake


def _differ(one: Learner, other: Learner) -> bool:
    return any(not alike(value, other.answers[field]) for field, value in one.answers.items())


def test_what_is_alike_stands_together_with_its_points(tmp_path: Path) -> None:
    """Of two points, one left out is the other one only; of two equal ones, either may be left out."""

    def rows(name: str, ending: str) -> list[str]:
        lines = run("mistakes", name).stdout.splitlines()
        at = next(n for n, line in enumerate(lines) if line.endswith(ending))
        return [f"{line[:5]}{line.split('(')[1].split(')')[0]}" for line in lines[at : at + 5] if "(" in line]

    assert rows("4.2", "cost.point-missing") == ["     i = 1", "  =  i = 2", "     i = 2", "  =  i = 1"]
    data = [([2], [1]), ([3], [1]), ([2], [1])]
    same = file_of(problem((1, 1), "relu", data, [Fraction(2), Fraction(3)]), tmp_path)
    assert rows(same, "cost.point-missing")[:3] == ["     i = 1", "  =  i = 3", "     i = 2"]


@pytest.mark.parametrize(
    ("arguments", "said"), [(["4.3"], "essay"), (["9.9"], "4.1, 4.2, 4.3"), (["4.1", "4.2"], "4.2"), (["/"], "folder")]
)
def test_what_has_no_mistakes_to_show_is_refused_in_one_line(arguments: list[str], said: str) -> None:
    result = run("mistakes", *arguments)
    assert_refused(result, said)


def test_any_encoding_will_do() -> None:
    result = run("mistakes", "4.1", encoding="ascii")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "partial.weights-not-followed" in result.stdout
