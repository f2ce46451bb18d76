"""Where a mistaken run parts from the right one: the rule that was changed, and no value told."""

import re

import pytest
from tutor.diagnosis.hypotheses import Hypothesis
from tutor.lessons.arrays import mistakes_on
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.words import read_words
from tutor.session.naming import Naming
from tutor.session.parting import change, parting_words, partings
from tutor.session.picture import CHANGES, Picture

from tests.support.course import problem_of


def found(problem: Problem, name: str) -> Hypothesis:
    return Hypothesis((next(one for one in mistakes_on(problem) if one.id == name),))


@pytest.mark.parametrize(
    ("name", "mistake", "kind", "where"),
    [
        ("4.1", "partial.no-factor-2", "slopes", "a3"),
        ("4.1", "forward.no-bias", "values", "z1"),
        ("4.1", "cost.half", "cost", "C"),
        ("4.1", "partial.mean", "totals", "w1"),
        ("4.1", "update.ascent", "steps", "w1"),
        ("mazur", "partial.gate-ignored", "slopes", "z2[1]"),
        ("mazur", "partial.one-path", "slopes", "a1[1]"),
        ("rnn-bptt", "partial.gate-ignored", "slopes", "n7"),
    ],
)
def test_the_runs_part_where_the_rule_was_changed(name: str, mistake: str, kind: str, where: str) -> None:
    problem = problem_of(name)
    assert {one.first for one in partings(problem, found(problem, mistake))} == {(kind, where)}


def test_half_the_slope_is_smaller_everywhere_behind() -> None:
    problem = problem_of("4.1")
    for one in partings(problem, found(problem, "partial.no-factor-2")):
        assert set(one.values.values()) == {"same"}
        assert set(one.slopes.values()) == {"smaller"}


def test_what_changes_nothing_here_parts_nowhere() -> None:
    problem = problem_of("4.1")  # all its gates are open
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


@pytest.mark.parametrize("name", ["4.1", "4.2", "mazur", "softmax-regression"])
def test_no_value_is_told_of_any_mistake(name: str) -> None:
    problem = problem_of(name)
    for language in LANGUAGES:
        naming = Naming(read_words(content_folder(), language)).of(problem)
        picture = Picture(problem, naming)
        for cause in mistakes_on(problem):
            for one in partings(problem, Hypothesis((cause,))):
                said = parting_words(problem, one, naming)
                assert not re.search(r"\d{2}|\d\.\d", said.replace("1,", "")), said
                marks = picture.of_parting(one)
                assert {*marks.values.values(), *marks.arrived.values()} <= set(CHANGES.values())
