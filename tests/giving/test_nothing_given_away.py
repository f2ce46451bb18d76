"""Nothing that is free gives an answer: all that is said of wrong answers, in both languages, on problems of all sorts.

`python -m tests.benchmarks.giving_away` hears more problems, and counts.
"""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest
from tutor.answers.verdicts import Number
from tutor.diagnosis import explanations
from tutor.diagnosis.table import Table
from tutor.journal.journal import Journal
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.stages import FieldId
from tutor.lessons.words import Words

from ..support.thorough import also
from .numbers import beyond, digits_of, numbers_in
from .problems import problem_of, some_further, some_problems
from .said import Listener, wrong_branches

SHEETS = 2
"""Wrong answers of mistakes in each problem; slips and others come besides."""
FURTHER = (*some_problems("given away", drawn=6, drills=3), *some_further("given away", each=2))
PROBLEMS = ("4.1", "4.2", *FURTHER[::2], *map(also, FURTHER[1::2]))


def test_numbers_are_found_wherever_they_stand_in_a_text() -> None:
    text = "If $w^{(1)}_{21}$ is $-\\frac{1}{3}$ and 0.446, $4.5 \\times 10^{-7}$ or −43.6 at $i = 2$: $2r^2$, 5/7."
    assert sorted(numbers_in(text)) == sorted(map(Fraction, ("1/3", "0.446", "4.5e-7", "43.6", "2", "2", "5/7")))
    assert beyond("446 of 4 points, 4", ["{{m}} of 4 points"]) == [446, 4]
    assert digits_of(Fraction(446)) == digits_of(0.446) == digits_of(Fraction(-45, 10)) == "4.5"
    assert digits_of(Fraction("0.0375")) == digits_of(37.5)
    assert digits_of(Fraction(0)) == ""


@pytest.mark.parametrize("name", PROBLEMS)
def test_nothing_said_of_a_wrong_answer_is_the_value_of_an_open_field(
    name: str, journal: Journal, thorough: bool
) -> None:
    random, listener = Random(name), Listener(problem_of(name), journal)
    heard = 0
    for number, wrong in enumerate(listener.wrong_answers(random, SHEETS)):
        right = {place: text for place, text in listener.right_answers(random).items() if place not in wrong}
        for language in LANGUAGES if thorough else (LANGUAGES[number % len(LANGUAGES)],):
            for saying in listener.hears(right, wrong, language):
                heard += 1
                assert listener.given_away(saying) == [], (saying.what, saying.text, wrong, right)
    assert heard > 0


@pytest.mark.parametrize("name", PROBLEMS)
def test_no_hint_above_the_bottom_is_the_value_of_an_open_field(name: str, journal: Journal, thorough: bool) -> None:
    random, listener = Random(name), Listener(problem_of(name), journal)
    for language in LANGUAGES if thorough else (random.choice(LANGUAGES),):
        for saying in listener.hints(listener.right_answers(random), language):
            assert listener.given_away(saying) == [], (saying.what, saying.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PROBLEMS)
def test_no_branch_that_is_missing_is_named(name: str, language: Language) -> None:
    for said, typed, untold in wrong_branches(problem_of(name), Random(name), language):
        words = set(said.replace(",", " ").replace(".", " ").replace(":", " ").split())
        assert not words & (untold - set(typed.split())), (said, typed)


def test_a_number_in_what_is_tried_would_be_found(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence with its number, as a tutor would say it that wants to help too much."""

    def with_its_number(table: Table, field: FieldId, given: Number, words: Words) -> str:
        slope = float(table.problem.trace.gradient[field.name])
        return f"Your number makes $C$ change by {float(given) / 1000:g}; trying it gives {slope / 1000:.3g}."

    monkeypatch.setattr(explanations, "trial", with_its_number)
    random, listener = Random(1), Listener(problem_of("4.1"), journal)
    found: Counter[bool] = Counter()
    for wrong in listener.wrong_answers(random, 24):
        for saying in listener.hears({}, wrong, "en"):
            if "trying it gives" in saying.text:
                found[bool(listener.given_away(saying))] += 1
    assert found[True] > 10
    # The others have the digits of what was typed (a sign, a point that slipped), or are a number of the problem.
    assert found[True] > 2 * found[False]
