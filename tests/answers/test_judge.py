"""The judge: honest work is right or too short, a mistake's number is neither, and nobody is blamed for rounding."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.answers.expected import expected
from tutor.answers.judge import MOST_DIGITS, judge_of
from tutor.answers.marking import mark
from tutor.answers.quantity import Quantity
from tutor.answers.reading import read_number
from tutor.answers.verdicts import Mark, Verdict
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field

from ..support.problems import make, problems
from ..support.published import published
from .rounding_students import Student, habit
from .smooth_problems import draw

TAKEN = (Verdict.CORRECT, Verdict.ROUNDED)


def marked(problem: Problem, field: str, text: str, given_before: dict[str, str] | None = None) -> Mark:
    before = {parse_field(name): read_number(value) for name, value in (given_before or {}).items()}
    return mark(problem, parse_field(field), text, before)


@pytest.mark.parametrize("seed", range(12))
def test_careful_work_is_never_called_wrong(seed: int) -> None:
    random = Random(1_000 + seed)
    problem = draw(random)
    student = Student(problem, habit(random))
    given_before: dict[FieldId, Quantity] = {}
    called = []
    for field, text in student.typed().items():
        found = mark(problem, parse_field(field), text, given_before)
        called.append(found.verdict)
        if found.quantity is not None:
            given_before[parse_field(field)] = found.quantity
    assert sum(verdict in (Verdict.WRONG, Verdict.CONSISTENT) for verdict in called) <= len(called) / 20
    assert any(verdict in TAKEN for verdict in called)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("191.25", Verdict.CORRECT),
        ("191", Verdict.ROUNDED),
        ("191.0", Verdict.ROUNDED),
        ("191.3", Verdict.ROUNDED),
        ("191.2", Verdict.ROUNDED),
        ("190.25", Verdict.WRONG),
        ("190", Verdict.WRONG),
        ("200", Verdict.WRONG),
        ("2", Verdict.WRONG),
    ],
)
def test_zeros_at_the_end_take_nothing_away(text: str, verdict: Verdict) -> None:
    """C = 13.5² + 3² = 191.25."""
    problem = make((1, 1), "relu", [(1, "-12.5"), (3, 0)], [1, 0])
    assert problem.trace.cost == Fraction("191.25")
    assert marked(problem, "c", text).verdict is verdict


def test_whole_numbers_are_not_rounded_on_the_way() -> None:
    chain = make()
    for text in ("365", "367", "366.1", "365.9", "446"):
        assert marked(chain, "c", text).verdict is Verdict.WRONG
    assert marked(chain, "d.w1", "445").verdict is Verdict.WRONG


def test_what_follows_from_a_rounded_answer_is_right_and_nobody_is_blamed() -> None:
    """δ = −0.1360 as printed; twice that is −0.2720, where the true value is −0.27218."""
    found = marked(published("ghosh-neuron").problem, "d.w1[1,2]", "-0.2720", {"d.b1": "-0.1360"})
    assert (found.verdict, found.look_at) == (Verdict.ROUNDED, None)


@pytest.mark.parametrize(("eta", "theta"), [("0.1", "0.2"), ("0.001", "0.2"), ("0.00001", "0.2")])
def test_a_rounded_step_shows_or_is_too_short(eta: str, theta: str) -> None:
    problem = make((1, 1), "sigmoid", [(1, 0)], [theta, 0], eta)
    true = problem.trace.updated["w1"]
    for digits in range(2, 9):
        found = marked(problem, "e.w1", f"{float(true):.{digits}f}")
        assert found.verdict in (*TAKEN, Verdict.SHORT)
        if abs(float(found.value or 0) - 0.2) < 1e-12:
            assert found.verdict is Verdict.SHORT
            assert found.digits is not None
            again = marked(problem, "e.w1", f"{float(true):.{found.digits}g}")
            assert again.verdict in TAKEN, "as many digits as were asked for are enough"
    assert marked(problem, "e.w1", theta).verdict is Verdict.SHORT
    assert marked(problem, "e.w1", "0").verdict is Verdict.WRONG


@settings(max_examples=25)
@given(problems(), st.data())
def test_as_many_digits_as_are_wanted_are_enough(problem: Problem, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([p.name for p in problem.network.parameters]))
    field = FieldId(data.draw(st.sampled_from("de")), name)
    true = expected(problem, field)
    found = mark(problem, field, f"{float(true):.2f}", {})
    if found.verdict is Verdict.SHORT:
        assert found.digits is not None
        again = mark(problem, field, f"{float(true):.{found.digits - 1}e}", {})
        assert again.verdict in TAKEN or found.digits == MOST_DIGITS


def test_a_source_that_works_with_two_digits_is_taken_at_its_word() -> None:
    problem = make((1, 1), "sigmoid", [(1, 0)], 1)
    assert marked(problem, "c", "0.78").verdict is Verdict.SHORT
    assert marked(replace(problem, digits=2), "c", "0.78").verdict is Verdict.ROUNDED
    assert marked(replace(problem, digits=2), "c", "0.79").verdict is Verdict.WRONG
    linear = published("hmkcode").problem
    assert marked(linear, "e.w2[1,1]", "0.17").verdict is Verdict.ROUNDED
    assert marked(replace(linear, digits=None), "e.w2[1,1]", "0.17").verdict is Verdict.SHORT
    assert marked(linear, "e.w2[1,1]", "0.14").verdict is Verdict.WRONG  # θ as it was


def test_a_mistakes_number_is_not_taken_however_near() -> None:
    """Without the 2 a partial that is small against the others is still another number."""
    problem = make((1, 1, 1), "sigmoid", [(1, "0.3"), ("0.4", "0.9")], ["0.5", "-0.2", "0.8", "0.1"])
    judge = judge_of(problem)
    for name, value in problem.trace.gradient.items():
        for factor in (0.5, -1.0, 2.0):
            text = f"{float(value) * factor:.4g}"
            assert judge.judge(FieldId("d", name), read_number(text)).verdict is Verdict.WRONG, (name, text)
