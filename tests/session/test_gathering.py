"""What sub-steps come to, carried into their field: marked right there as it stands."""

from hypothesis import given, settings
from tutor.answers.expected import expected
from tutor.answers.marking import mark
from tutor.answers.verdicts import Verdict
from tutor.lessons.breakdown import breakdown, has_breakdown
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_fields
from tutor.session.gathering import gathered
from tutor.session.sitting import Sitting

from ..support.problems import make, problems
from .sitting_kit import answer


@settings(max_examples=20)
@given(problems(most_width=2, most_depth=2))
def test_right_sub_steps_come_to_the_field_s_answer(problem: Problem) -> None:
    sitting = Sitting.begin(problem)
    for field in filter(has_breakdown, all_fields(problem)):
        last = [row.cells[-1] for row in breakdown(problem, field).rows]
        for cell in last:
            assert gathered(sitting, field) == ""
            sitting = answer(sitting, str(cell), str(expected(problem, cell)))
        text = gathered(sitting, field)
        if not text:  # longer than what can be read
            assert not problem.trace.exact
            continue
        assert mark(problem, field, text, {}).verdict in (Verdict.CORRECT, Verdict.ROUNDED), (str(field), text)


def test_what_is_too_long_to_be_read_is_left_to_the_learner() -> None:
    problem = make((1, 1), "sigmoid", [(x, 0) for x in range(40)], "0.1")
    sitting, field = Sitting.begin(problem), FieldId("d", "w1")
    for row in breakdown(problem, field).rows:
        sitting = answer(sitting, str(row.cells[-1]), str(expected(problem, row.cells[-1])))
    assert gathered(sitting, field) == ""


def test_wrong_and_rounded_sub_steps_are_left_to_the_learner() -> None:
    problem = make((1, 1), "sigmoid", [(1, 0)], 1)
    field, cell = "d.w1", "d.w1/product@1"
    exact = repr(problem.trace.gradient["w1"])
    for text in ("7", exact[:6]):
        sitting = answer(Sitting.begin(problem), cell, text)
        assert gathered(sitting, next(iter(f for f in all_fields(problem) if str(f) == field))) == ""
