"""Questions with numbers of their own: what each mistake would answer there, by loops written apart."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction
from math import isclose
from pathlib import Path
from random import Random

import pytest
from tutor.answers.quantity import Quantity
from tutor.diagnosis.hypotheses import Hypothesis, one_of_two_points
from tutor.diagnosis.small import Small
from tutor.diagnosis.small_search import LARGEST, small_question
from tutor.diagnosis.table import Table
from tutor.lessons import definitions
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.lessons.words import Words, read_words
from tutor.mistakes.mistake import Mistake
from tutor.network.graph import computation
from tutor.session.small_words import small_words

from ..support.thorough import also
from .drawing import draw, draw_any, draw_of_probabilities
from .graph_learners import GraphLearner
from .learners import Learner, Wrong, alike, written
from .sheets import KINDS
from .slipping import Worker


def of(table: Table, *ids: str) -> list[Hypothesis]:
    return [Hypothesis((next(one for one in table.mistakes if one.id == name),)) for name in ids]


DRAWN: dict[str, Callable[[Random], Problem]] = {"networks of squares": draw, "any networks": draw_any, **KINDS}


def learner(problem: Problem, *wrong: Wrong) -> Worker:
    return Learner(problem, *wrong) if problem.is_layered else GraphLearner(problem, *wrong)


@pytest.mark.parametrize("seed", [0, also(1)])
@pytest.mark.parametrize("kind", DRAWN)
def test_the_replies_are_what_learners_with_the_mistakes_would_answer(kind: str, seed: int, thorough: bool) -> None:
    random = Random(seed)
    table = Table(DRAWN[kind](random), pairs=False)
    asked = 0
    for _ in range(8):
        if asked == 3 and not thorough:
            break
        tied = [Hypothesis((one,)) for one in random.sample(table.mistakes, 2)]
        place = random.choice([field for field in table.fields if field.stage in "cde"])
        small = small_question(table.problem, place, tied)
        if small is None:
            continue
        asked += 1
        right = learner(small.problem).answer(small.field)
        assert alike(right, written(small.right))
        assert len(set(small.replies.values())) == 2
        for hypothesis, value in small.replies.items():
            (mistake,) = hypothesis.causes
            assert isinstance(mistake, Mistake)
            assert abs(value) <= LARGEST
            point = None if mistake.point is None else min(mistake.point, len(small.problem.data))
            answer = learner(small.problem, Wrong(mistake.id, point)).answer(small.field)
            assert isclose(answer, value, rel_tol=1e-5, abs_tol=1e-9), f"{mistake} on {small.problem.theta}"
            assert not alike(answer, right)
            for digits in (3, 6):
                assert small.agreeing(Quantity.of(written(answer, digits))) == (hypothesis,)
    assert asked


@pytest.mark.parametrize("kind", KINDS)
def test_nearly_all_that_make_the_same_answer_wrong_are_told_apart(kind: str, thorough: bool) -> None:
    random = Random(5)
    tried, found, most = 0, 0, 100 if thorough else 40
    while tried < most:
        table = Table(KINDS[kind](random), pairs=False)
        place = random.choice([field for field in table.fields if field.stage == "d"])
        answers = table.answers[: table.singles, table.column[place]]
        shown = [table.hypothesis(row) for row in range(1, table.singles) if not isclose(answers[row], answers[0])]
        if len(shown) > 1:
            tried += 1
            found += small_question(table.problem, place, random.sample(shown, 2)) is not None
    assert found >= 0.95 * tried


@pytest.mark.parametrize("kind", DRAWN)
def test_the_words_give_all_that_the_answer_takes(kind: str, thorough: bool) -> None:
    random = Random(3)
    table = Table(DRAWN[kind](random), pairs=False)
    for _ in range(20 if thorough else 3):
        tied = [Hypothesis((one,)) for one in random.sample(table.mistakes, 2)]
        small = small_question(table.problem, random.choice([one for one in table.fields if one.stage in "de"]), tied)
        if small is not None:
            for language in LANGUAGES:
                gives_all(small, tied, read_words(content_folder(), language))


def gives_all(small: Small, tied: list[Hypothesis], words: Words) -> None:
    """The words of a question say its numbers and its functions."""
    said = small_words(small, words)
    problem = small.problem
    assert "{{" not in said
    assert "small." not in said
    if small.kind in ("update", "graph_update"):
        return
    values = [*problem.theta, *(value for point in problem.data for part in point for value in part)]
    told = Counter(re.findall(r"-?\d+", said))
    assert all(told[str(value)] >= count for value, count in Counter(values).items())
    assert (problem.is_layered and "ReLU" in said) or all(
        definitions.FORMULAS[name] in said for name in _functions(problem)
    )
    changes_rate = any(cause.rule == "written_gradient" for one in tied for cause in one.causes)  # type: ignore[union-attr]
    assert ("\\eta" in said) == (small.field.stage == "e" or changes_rate)


def _functions(problem: Problem) -> Iterable[str]:
    return problem.network.activations if problem.is_layered else ()


def test_a_formula_that_is_rounded_is_answered_in_three_digits() -> None:
    gate = computation([("q", "*", ("x", "y")), ("a", "sigmoid", ("q",)), ("f", "+", ("a", "x"))], ["x", "y"])
    problem = Problem("e", Path("e.md"), {}, gate, (((), ()),), (Fraction(1), Fraction(2)), Fraction(0))
    table = Table(problem)
    small = small_question(problem, FieldId("d", "x"), of(table, "graph.product-own-factor", "graph.sum-divided"))
    assert small is not None
    assert small.is_rational  # no sigmoid is needed to tell these apart
    functions = small_question(
        draw_of_probabilities(Random(1), "softmax"),
        FieldId("d", "w1[1,1]"),
        of(
            Table(draw_of_probabilities(Random(1), "softmax"), pairs=False),
            "partial.softmax-elementwise",
            "partial.sign",
        ),
    )
    assert functions is not None
    assert not functions.is_rational
    assert functions.kind == "functions"
    assert functions.is_right(Quantity.of(written(functions.right, 3)))
    assert not functions.is_right(Quantity.of(written(functions.right * 1.02, 3)))


def test_the_cost_is_asked_by_outputs_and_targets() -> None:
    table = Table(draw(Random(1)), pairs=False)
    small = small_question(table.problem, FieldId("c"), of(table, "cost.sum-of-residuals", "cost.absolute-residuals"))
    assert small is not None
    assert small.kind == "cost"
    residuals = [x[0] - y[0] for x, y in small.problem.data]
    assert small.right == sum(r * r for r in residuals)
    assert sorted(small.replies.values()) == [sum(residuals), sum(map(abs, residuals))]


def test_with_three_points_neither_is_the_other() -> None:
    table = Table(draw(Random(1)), pairs=False)
    pair = of(table, "cost.point-missing", "cost.single-point")
    assert one_of_two_points(pair, 3) == tuple(pair)
