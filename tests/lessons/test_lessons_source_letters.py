"""A source's letters stand wherever the quantity that they name is written for this very problem."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tutor.lessons import definitions, formulas
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.stages import asked_stages, fields_of
from tutor.lessons.steps import hint_levels_of
from tutor.lessons.symbols import symbol
from tutor.lessons.vocabulary_problem import any_node
from tutor.lessons.wording import Wordings
from tutor.network.graph import computation

from tests.support.course import problem_at
from tests.support.problems import make

SHELF = sorted(path for path in (content_folder() / "classics").glob("*.md") if not path.name.endswith(".en.md"))


def _texts(problem: Problem) -> Iterator[str]:
    content = content_folder()
    for language in LANGUAGES:
        wordings = Wordings(content, language)
        letters = definitions.letters(problem) if problem.is_layered else ""
        # What each letter stands for is said once, and there the lesson's own letter is written, too.
        given = wordings.given(problem)
        yield given.replace(letters, "") if letters else given
        for stage in asked_stages(problem):
            yield wordings.question(problem, stage)
            yield wordings.solution(problem, stage)
            for field in fields_of(problem, stage):
                yield from (
                    wordings.hint(problem, field, hint_level) for hint_level in range(len(hint_levels_of(field)))
                )
                if has_breakdown(field):
                    yield from (column.heading for column in breakdown(problem, field).columns)


@pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
def test_no_letter_of_the_lesson_stands_where_the_source_has_its_own(path: Path) -> None:
    problem = problem_at(path)
    # One letter alone, such as C or y, stands in rules for any network; those with a layer are one quantity's.
    hidden = [symbol(name) for name in problem.names if problem.is_layered and "^" in symbol(name)]
    for text in _texts(problem):
        found = [latex for latex in hidden if latex in text]
        assert not found, (found, text)


def test_an_index_is_no_name_of_the_problem() -> None:
    problem = make((1, 1), "relu", [(1, 2)])
    assert any_node(problem) == "n"
    graph = computation([("k", "*", ("n", "x")), ("v", "+", ("k", "x"))], ["n", "x"])
    other = replace(problem, computation=graph, theta=(Fraction(1), Fraction(2)), data=(((), ()),))
    assert any_node(other) == "n_{0}"


def test_a_logarithm_that_counts_no_times_is_left_out_with_numbers() -> None:
    path = content_folder() / "classics" / "softmax-regression.md"
    problem = problem_at(path)
    in_symbols, in_numbers = formulas.cost(problem)
    assert in_symbols.count("\\ln") == 3
    assert in_numbers.count("\\ln") == 1
    assert "-0" not in in_numbers


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rule_of_a_logarithm_has_the_sources_letter_of_the_output(content: Path, language: str) -> None:
    named, wordings = load(content / "classics" / "surafel-bce.md"), Wordings(content, language)
    assert isinstance(named, Problem)
    plain = replace(named, names={})
    lone = re.compile(r"\\ln(?:\\left)? ?\(?(?:1 - )?a\b")
    texts = [
        [wordings.solution(problem, "c"), wordings.solution(problem, "d"), *_hints_of_the_cost(problem, wordings)]
        for problem in (named, plain)
    ]
    for with_names, without in zip(*texts, strict=True):
        assert not lone.search(with_names)
        assert r"\ln" not in with_names or lone.search(without)


def _hints_of_the_cost(problem: Problem, wordings: Wordings) -> Iterator[str]:
    """Those of the tree's first node."""
    return (wordings.hint(problem, fields_of(problem, "b")[0], level) for level in range(len(HINT_LEVELS)))
