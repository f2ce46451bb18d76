"""Questions with numbers of their own: what each mistake would answer there, by loops written apart."""

from random import Random

import pytest
from tutor.answers.quantity import Quantity
from tutor.diagnosis.hypotheses import Hypothesis, one_of_two_points
from tutor.diagnosis.small import LARGEST, small_question
from tutor.diagnosis.table import Table
from tutor.lessons.stages import FieldId
from tutor.mistakes.mistake import Mistake

from .drawing import draw
from .learners import Learner, Wrong, alike, written


def of(table: Table, *ids: str) -> list[Hypothesis]:
    return [Hypothesis((next(one for one in table.mistakes if one.id == name),)) for name in ids]


@pytest.mark.parametrize("seed", range(6))
def test_the_replies_are_what_learners_with_the_mistakes_would_answer(seed: int) -> None:
    random = Random(seed)
    table = Table(draw(random), pairs=False)
    asked = 0
    for _ in range(12):
        tied = [Hypothesis((one,)) for one in random.sample(table.mistakes, 2)]
        place = random.choice([field for field in table.fields if field.stage in "cd"])
        small = small_question(table.problem, place, tied)
        if small is None:
            continue
        asked += 1
        right = Learner(small.problem).answer(small.field)
        assert alike(right, written(small.right))
        assert len(set(small.replies.values())) == 2
        for hypothesis, value in small.replies.items():
            (mistake,) = hypothesis.causes
            assert isinstance(mistake, Mistake)
            assert abs(value) <= LARGEST
            point = None if mistake.point is None else min(mistake.point, len(small.problem.data))
            learner = Learner(small.problem, Wrong(mistake.id, point))
            assert alike(learner.answer(small.field), written(value)), f"{mistake} on {small.problem.theta}"
            assert not alike(learner.answer(small.field), right)
            assert small.agreeing(Quantity.of(written(value))) == (hypothesis,)
    assert asked


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
