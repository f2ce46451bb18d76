"""What problems can show, and the tables behind it."""

import time
from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from tutor.diagnosis.preparing import Tables
from tutor.diagnosis.table import MOST_NUMBERS, Table
from tutor.diagnosis.visibility import visibility
from tutor.lessons.stages import FieldId
from tutor.mistakes.everything import mistakes_of, rule_ids
from tutor.network.architecture import Network

from .as_typed import diagnose
from .drawing import draw, problem
from .learners import Learner, Wrong, alike
from .test_diagnosing import course, hand


def test_the_first_problem_hides_what_weights_of_one_hide() -> None:
    shown = visibility(course("4.1"))
    assert "partial.weights-not-followed" in shown.invisible
    assert "partial.gate-ignored" in shown.invisible  # no unit is dead there
    assert {"partial.one-path", "partial.not-transposed"} <= set(shown.absent)
    together = [set(one.ids) for one in shown.classes if len(one.ids) > 1]
    assert {"count.no-biases", "count.neurons", "count.layers"} in together
    assert len(set(shown.invisible) & {name for one in shown.classes for name in one.ids}) == 0


def test_every_id_is_visible_invisible_or_absent() -> None:
    for table in (course("4.2"), Table(hand()), Table(hand("sigmoid"))):
        shown = visibility(table)
        seen = {name for one in shown.classes for name in one.ids}
        everything = seen | set(shown.invisible) | set(shown.absent)
        assert everything == set(rule_ids())
        assert shown.as_json()["invisible"] == list(shown.invisible)


def test_only_what_is_asked_shows_a_mistake() -> None:
    short = replace(hand(), asked=frozenset({"d.b2"}))
    shown = visibility(Table(short))
    assert {one.stages for one in shown.classes} == {("d",)}
    assert {"count.layers", "cost.half", "update.ascent", "partial.weight-without-input"} <= set(shown.invisible)
    assert len(shown.classes) < len(visibility(Table(hand())).classes)


def test_with_one_point_no_point_can_be_missing() -> None:
    one = problem((1, 2, 1), "relu", [([2], [1])], [Fraction(v) for v in (1, 2, 1, 1, 2, 1, 3)])
    assert "partial.point-missing" in visibility(Table(one)).absent


def test_a_transposed_w_has_to_be_square() -> None:
    ids = {mistake.id for mistake in mistakes_of(Network((1, 2, 1), ("relu",) * 2), 3)}
    assert "partial.not-transposed" not in ids
    assert "partial.outer-transposed" not in ids
    assert "partial.one-path" not in ids
    square = {mistake.id for mistake in mistakes_of(Network((2, 2, 2), ("relu",) * 2), 3)}
    assert {"partial.not-transposed", "partial.outer-transposed", "partial.one-path"} <= square


@pytest.mark.parametrize("seed", range(3))
def test_the_table_holds_what_the_loops_answer(seed: int) -> None:
    random = Random(seed)
    table = Table(draw(random))
    rows = random.sample(range(1, len(table.members)), 40)
    for row in rows:
        hypothesis = table.hypothesis(row)
        learner = Learner(table.problem, *(Wrong(cause.id, cause.point) for cause in hypothesis.causes))
        if learner.is_beyond_hand:
            continue
        for field, value in learner.answers.items():
            found = table.answer(hypothesis, field)
            assert alike(value, Fraction(f"{found:.6g}")) or abs(float(value) - found) < 1e-9, (hypothesis, field)


def test_a_table_is_prepared_once_in_the_background() -> None:
    tables, one = Tables(limit=2), hand()
    start = time.perf_counter()
    tables.prepare(one)
    assert time.perf_counter() - start < 5  # it does not wait for the table
    table = tables.of(one)
    assert tables.is_ready(one)
    assert tables.of(one) is table
    for _ in range(2):
        tables.prepare(hand())
    assert not tables.is_ready(one)


def test_a_large_problem_stays_within_bounds() -> None:
    random = Random(1)
    widths, m = (6, 8, 8, 6), 32
    count = Network(widths, ("relu",) * 3).parameter_count
    theta = [Fraction(random.randint(-2, 2)) for _ in range(count)]
    data = [([random.randint(-2, 2) for _ in range(6)], [random.randint(-2, 2) for _ in range(6)]) for _ in range(m)]
    table = Table(problem(widths, "relu", data, theta))
    assert table.answers.size <= MOST_NUMBERS


def test_an_explanation_is_found_while_the_key_is_still_down() -> None:
    """Half of the sixty milliseconds from Enter to the painted explanation, of the processor's time."""
    random = Random(2)
    found = draw(random)
    while found.network.widths != (2, 3, 2) or len(found.data) != 4:
        found = draw(random)
    table = Table(found)
    learner = Learner(found, Wrong("partial.no-factor-2"))
    field = FieldId("d", "b2[1]")
    times = []
    for _ in range(5):
        start = time.thread_time()
        diagnose(table, learner.stage("cd"), field)
        times.append(time.thread_time() - start)
    assert min(times) < 0.03
