"""The hint with the numbers put in shows what the problem gives and what was found, and no value of anything else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tutor.lessons import put_in
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Problem
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.stages import FieldId
from tutor.lessons.wording import Wordings

from tests.support.problems import make

NUMBERS = HINT_LEVELS.index("numbers")
POINTS = ((1, 2), (4, -6))


def test_a_partial_before_and_after_the_forward_pass() -> None:
    problem = make((1, 1, 1), data=POINTS, theta=(3, 1, 5, 2))
    assert put_in.partial(problem, "w1", forward=False) == (
        "2\\left(a^{(2)}_{1} - 2\\right) \\cdot \\rho'\\left(z^{(2)}_{1}\\right) \\cdot 5"
        " \\cdot \\rho'\\left(z^{(1)}_{1}\\right) \\cdot 1"
        " + 2\\left(a^{(2)}_{2} - \\left(-6\\right)\\right) \\cdot \\rho'\\left(z^{(2)}_{2}\\right) \\cdot 5"
        " \\cdot \\rho'\\left(z^{(1)}_{2}\\right) \\cdot 4"
    )
    found = put_in.partial(problem, "w1", forward=True)
    assert found.startswith(
        "2\\left(22 - 2\\right) \\cdot \\rho'\\left(22\\right) \\cdot 5 \\cdot \\rho'\\left(4\\right)"
    )
    assert put_in.partial(problem, "w2", forward=False).count("a^{(1)}_{") == 2


def test_the_cost_and_the_step_before_and_after() -> None:
    problem = make((1, 1), data=POINTS, theta=(3, 1), cost="half-sum-of-squares")
    squares = "\\left(a^{(1)}_{1} - 2\\right)^2 + \\left(a^{(1)}_{2} - \\left(-6\\right)\\right)^2"
    assert put_in.cost(problem, forward=False) == f"\\frac{{1}}{{2}}\\left[{squares}\\right]"
    assert "\\left(4 - 2\\right)^2 + \\left(13 - \\left(-6\\right)\\right)^2" in put_in.cost(problem, forward=True)
    assert put_in.update(problem, "b1", gradient=False) == "1 - 0.1 \\cdot \\frac{\\partial C}{\\partial b^{(1)}}"
    assert put_in.update(problem, "b1", gradient=True) == "1 - 0.1 \\cdot 21"


def test_with_too_many_paths_to_write_out_what_the_stage_finds_stays_a_symbol() -> None:
    problem = make((1, 1, 3, 3, 1), data=POINTS[:1])
    assert put_in.partial(problem, "w1", forward=False) == "\\frac{\\partial C}{\\partial z^{(1)}} \\cdot 1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hint_shows_what_was_found_and_nothing_else(chain: Problem, content: Path, language: Language) -> None:
    wordings = Wordings(content, language)
    gradient, update = FieldId("d", "w1"), FieldId("e", "w1")
    before = wordings.hint(chain, gradient, NUMBERS)
    assert "a^{(3)}_{2}" in before
    assert not {"13", "26"} & set(re.findall(r"\d+", before)), "the second point's residual, and twice that"
    after = wordings.hint(chain, gradient, NUMBERS, [FieldId("c")])
    assert "\\left(7 - \\left(-6\\right)\\right)" in after
    assert "446" not in wordings.hint(chain, update, NUMBERS, [FieldId("c")])
    assert "446" in wordings.hint(chain, update, NUMBERS, [gradient])
    assert "13" not in wordings.hint(chain, FieldId("c"), NUMBERS)
    given = replace(chain, asked=frozenset({"e.w1"}))
    assert "446" in wordings.hint(given, update, NUMBERS), "where nobody is asked for it, the problem gives it"
