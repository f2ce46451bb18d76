"""What a drill does to mastery, grade, level, fading and the time it comes again."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tutor.journal.records import JSON, Entry
from tutor.lessons.breakdown import breakdown
from tutor.lessons.content import content_folder
from tutor.lessons.stages import FieldId
from tutor.practice.fading import ALONE, LAST_STEPS, MORE, WORKED, faded, stage_of
from tutor.practice.mastery import LEARN, MASTERED, PRIOR, level_after, traced
from tutor.practice.outcome import FieldOutcome, Grade, Outcome, grade, outcome_of
from tutor.practice.schedule import met, retrievability, reviewed, steadied
from tutor.practice.states import read_state
from tutor.practice.supply import Variants

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RIGHT, WRONG = FieldOutcome(True, 1), FieldOutcome(False, 3)
MENDED, HINTED = FieldOutcome(False, 2), FieldOutcome(True, 1, hints=2)
SHOWN = FieldOutcome(True, 1, shown=True)


def outcome(*fields: FieldOutcome) -> Outcome:
    return Outcome({f"d.w{n}": one for n, one in enumerate(fields, 1)})


def entry(kind: str, verdict: str | None = None, second: int = 0, field: str = "d.w1", value: JSON = "3") -> Entry:
    detail: Mapping[str, JSON] = {"value": value}
    return Entry("bp1", field, kind, "", verdict, detail, "ko", NOW + timedelta(seconds=second))


def test_mastery_is_bayes_rule() -> None:
    posterior = 0.2 * 0.9 / (0.2 * 0.9 + 0.8 * 0.2)
    assert traced(PRIOR, is_right=True) == pytest.approx(posterior + (1 - posterior) * LEARN)
    posterior = 0.2 * 0.1 / (0.2 * 0.1 + 0.8 * 0.8)
    assert traced(PRIOR, is_right=False) == pytest.approx(posterior + (1 - posterior) * LEARN)


@pytest.mark.parametrize("p", [0.0, 0.1, 0.5, 0.9, 0.99, 1.0])
def test_a_hint_is_no_failure_and_given_steps_prove_less(p: float) -> None:
    hinted, alone = traced(p, is_right=True, hinted=True), traced(p, is_right=True)
    assert p <= hinted <= alone <= 1
    by_fading = [traced(p, is_right=True, fading=stage) for stage in (LAST_STEPS, MORE, ALONE)]
    assert by_fading == sorted(by_fading)
    assert traced(p, is_right=False) <= alone


def test_levels_rise_one_by_one_and_fall_with_mastery() -> None:
    assert [level_after(1, p) for p in (0.1, 0.5, 0.99)] == [1, 2, 2]
    assert level_after(5, 0.3) == 1
    assert level_after(5, 1.0) == 5


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([RIGHT], Grade.GOOD),
        ([HINTED], Grade.HARD),
        ([MENDED], Grade.HARD),
        ([WRONG], Grade.AGAIN),
        ([SHOWN], Grade.AGAIN),
        ([RIGHT, RIGHT, RIGHT, MENDED], Grade.HARD),
        ([RIGHT, RIGHT, RIGHT, WRONG], Grade.AGAIN),
        ([RIGHT, MENDED, MENDED, MENDED], Grade.AGAIN),
        ([RIGHT] * 19 + [SHOWN], Grade.AGAIN),
        ([FieldOutcome()], Grade.AGAIN),
    ],
)
def test_grades(fields: list[FieldOutcome], expected: Grade) -> None:
    assert grade(outcome(*fields)) == expected
    if expected == Grade.GOOD:
        assert grade(outcome(*fields), easy=True) == Grade.EASY


def test_the_first_attempt_counts_and_only_hints_before_it() -> None:
    found = outcome_of(
        [
            entry("attempt", "unreadable", 1),
            entry("hint", None, 2),
            entry("attempt", "wrong", 12, value="-7/2"),
            entry("hint", None, 20),
            entry("attempt", "correct", 20),
            entry("attempt", "correct", 20, field="d.w1/x@1"),
            entry("attempt", "consistent", 9000, field="d.b1"),
            entry("reveal", None, 9001, field="d.b1"),
        ],
        ["d.w1", "d.b1", "d.w2"],
    )
    assert found.fields["d.w1"] == FieldOutcome(False, 2, 1, False, found.fields["d.w1"].value)
    assert (found.fields["d.b1"].first_right, found.fields["d.b1"].shown) == (True, True)
    assert found.fields["d.w2"] == FieldOutcome()
    assert found.values() == {"d.b1": 3.0}, "what was given after a hint says less of the learner"
    assert found.seconds == pytest.approx(19 + 300 + 1), "nobody works for hours without a key"
    assert (found.share(hinted=False), found.share(hinted=True)) == ((1, 1), (0, 1))


def test_a_step_that_is_asked_for_counts_once_it_is_answered() -> None:
    given = [entry("attempt", "wrong", 1, field="c/z1@1"), entry("attempt", "correct", 2, field="c/z1@1")]
    found = outcome_of([*given, entry("attempt", "correct", 3, field="c")], ["c"], ["c/z1@1", "c/a1@1"])
    assert list(found.fields) == ["c", "c/z1@1"], "who needs no step may go past it"
    assert (found.all_right, found.is_right, grade(found)) == (False, False, Grade.HARD)


def test_what_was_typed_off_is_not_right() -> None:
    found = outcome_of([entry("reveal"), entry("attempt", "correct", 1)], ["d.w1"])
    assert found.fields["d.w1"].first_right is False
    assert not found.is_right


def test_intervals_grow_when_it_goes_well_and_shrink_when_not() -> None:
    state, now, gaps = met("gates", NOW), NOW, []
    for _ in range(6):
        state, _ = reviewed(state, outcome(RIGHT), ALONE, now)
        gaps.append(state.due - now)
        now = state.due
    assert gaps == sorted(gaps)
    assert gaps[0] <= timedelta(days=3)
    assert gaps[-1] > timedelta(days=20)
    assert state.is_mastered
    assert state.level == 5
    again, given = reviewed(state, outcome(SHOWN), ALONE, now)
    assert given is Grade.AGAIN
    assert again.due - now == timedelta(minutes=10)
    assert again.p < state.p
    hard, _ = reviewed(state, outcome(HINTED), ALONE, now)
    good, _ = reviewed(state, outcome(RIGHT), ALONE, now)
    assert hard.due < good.due
    assert hard.p >= MASTERED
    assert retrievability(good, now) > retrievability(good, now + timedelta(days=300))


def test_the_same_drills_give_the_same_state_and_a_clock_put_back_does_no_harm() -> None:
    def life() -> list[object]:
        state, seen = met("gates", NOW), []
        for n, one in enumerate((RIGHT, WRONG, HINTED, RIGHT)):
            state, given = reviewed(state, outcome(one), ALONE, NOW + timedelta(days=-n))
            seen += [state, given]
        return seen

    assert life() == life()


def test_a_state_comes_back_from_json_and_damage_is_none() -> None:
    state, _ = reviewed(met("gates", NOW), outcome(HINTED, RIGHT), ALONE, NOW)
    values = json.loads(json.dumps(state.as_json()))
    found = read_state(values)
    assert found is not None
    assert replace(found, p=state.p) == state
    for key in values:
        assert read_state({**values, key: "x"}) is None, key
        assert read_state({name: value for name, value in values.items() if name != key}) is None, key
    assert read_state({**values, "p": 7}) is None


def test_fading_goes_from_a_worked_example_to_alone() -> None:
    (drawn,) = Variants(content_folder()).draw_many("weight-deep", 1, [3])
    field = FieldId("d", "w1")
    places = (*breakdown(drawn.problem, field).cells(), field)
    shares = []
    for stage in (WORKED, LAST_STEPS, MORE):
        found = faded(drawn.problem, stage)
        assert (*found.given, *found.open) == places
        shares.append(len(found.open))
    assert shares[0] == 0 < shares[1] < shares[2] < len(places)
    assert faded(drawn.problem, ALONE).open == (field,)
    state = met("gates", NOW)
    assert [stage_of(None), *(stage_of(replace(state, p=p)) for p in (0.2, 0.5, 0.9))] == [0, 1, 2, 3]


@pytest.mark.parametrize("module", ["fsrs", "numpy", "textual"])
def test_nothing_heavy_is_imported_before_the_first_drill(module: str) -> None:
    rooms = "choosing, fading, progress, records, sitting, summary, supply"
    program = f"import sys; from tutor.practice import {rooms}; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_a_clock_that_went_ahead_and_was_put_right_freezes_nothing() -> None:
    ahead, _ = reviewed(met("gates", NOW), outcome(RIGHT), ALONE, NOW + timedelta(days=30))
    found = steadied(ahead, NOW)
    assert (found.last, found.due) == (NOW, NOW + (ahead.due - ahead.last))
    assert steadied(found, NOW) is found
    state, never = ahead, reviewed(met("gates", NOW), outcome(RIGHT), ALONE, NOW)[0]
    for _ in range(8):
        state, _ = reviewed(state, outcome(RIGHT), ALONE, NOW)
        never, _ = reviewed(never, outcome(RIGHT), ALONE, NOW)
        assert (state.last, state.due, state.p) == (NOW, never.due, never.p)
    assert state.drills == 9
