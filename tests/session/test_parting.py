"""Where a mistaken run parts from the right one: the rule that was changed, and no value told."""

import re
from pathlib import Path

import pytest
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.lessons.arrays import mistakes_on
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.lessons.words import read_words
from tutor.session.naming import Naming
from tutor.session.parting import change, parting_words, partings
from tutor.session.picture import CHANGES, Picture


def problem_of(path: str) -> Problem:
    problem = load(Path(content_folder()) / path)
    assert isinstance(problem, Problem)
    return problem


def found(problem: Problem, name: str) -> Hypothesis:
    return Hypothesis((next(one for one in mistakes_on(problem) if one.id == name),))


@pytest.mark.parametrize(
    ("path", "mistake", "kind", "where"),
    [
        ("day13/4.1.md", "partial.no-factor-2", "slopes", "a3"),
        ("day13/4.1.md", "forward.no-bias", "values", "z1"),
        ("day13/4.1.md", "cost.half", "cost", "C"),
        ("day13/4.1.md", "partial.mean", "totals", "w1"),
        ("day13/4.1.md", "update.ascent", "steps", "w1"),
        ("classics/mazur.md", "partial.gate-ignored", "slopes", "z2[1]"),
        ("classics/mazur.md", "partial.one-path", "slopes", "a1[1]"),
        ("classics/rnn-bptt.md", "partial.gate-ignored", "slopes", "n7"),
    ],
)
def test_the_runs_part_where_the_rule_was_changed(path: str, mistake: str, kind: str, where: str) -> None:
    problem = problem_of(path)
    assert {one.first for one in partings(problem, found(problem, mistake))} == {(kind, where)}


def test_half_the_slope_is_smaller_everywhere_behind() -> None:
    problem = problem_of("day13/4.1.md")
    for one in partings(problem, found(problem, "partial.no-factor-2")):
        assert set(one.values.values()) == {"same"}
        assert set(one.slopes.values()) == {"smaller"}


def test_what_changes_nothing_here_parts_nowhere() -> None:
    problem = problem_of("day13/4.1.md")  # all its gates are open
    assert partings(problem, found(problem, "partial.gate-ignored")) == ()
    assert partings(problem, Hypothesis(())) == ()


@pytest.mark.parametrize(
    ("right", "mistaken", "said"),
    [
        (2, 2, "same"),
        (2, 3, "larger"),
        (-2, -3, "larger"),
        (2, 1, "smaller"),
        (2, -2, "turned"),
        (2, 0, "gone"),
        (0, 1, "new"),
    ],
)
def test_changes(right: float, mistaken: float, said: str) -> None:
    assert change(right, mistaken) == said


@pytest.mark.parametrize(
    "path", ["day13/4.1.md", "day13/4.2.md", "classics/mazur.md", "classics/softmax-regression.md"]
)
def test_no_value_is_told_of_any_mistake(path: str) -> None:
    problem = problem_of(path)
    for language in LANGUAGES:
        naming = Naming(read_words(content_folder(), language)).of(problem)
        picture = Picture(problem, naming)
        for cause in mistakes_on(problem):
            for one in partings(problem, Hypothesis((cause,))):
                said = parting_words(problem, one, naming)
                assert not re.search(r"\d{2}|\d\.\d", said.replace("1,", "")), said
                marks = picture.of_parting(one)
                assert {*marks.values.values(), *marks.arrived.values()} <= set(CHANGES.values())
