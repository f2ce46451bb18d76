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
from tutor.practice.fading import faded, stage_of
from tutor.practice.mastery import FADED_GUESS, LEARN, PRIOR, first_level, level_after, practised, traced
from tutor.practice.outcome import FieldOutcome, Grade, Outcome, grade, outcome_of
from tutor.practice.schedule import Worked, met, retrievability, reviewed, steadied
from tutor.practice.states import ALONE, LAST_STEPS, MORE, WORKED, SkillState, read_state, stage_by
from tutor.practice.variants import draw

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
RIGHT, WRONG = FieldOutcome(True, 1), FieldOutcome(False, 3)
MENDED, HINTED = FieldOutcome(False, 2), FieldOutcome(True, 1, hints=2)
SHOWN = FieldOutcome(True, 1, shown=True)
SLIPPED = FieldOutcome(False, 3, mistakes=("slip.term",))


def outcome(*fields: FieldOutcome) -> Outcome:
    return Outcome({f"d.w{n}": one for n, one in enumerate(fields, 1)})


def entry(kind: str, verdict: str | None = None, second: int = 0, field: str = "d.w1", value: JSON = "3") -> Entry:
    detail: Mapping[str, JSON] = {"value": value}
    return Entry("bp1", field, kind, "", verdict, detail, "ko", NOW + timedelta(seconds=second))


def drilled(
    state: SkillState, one: Outcome, now: datetime, *, level: int = 4, fading: int = ALONE, p: float = 0.9
) -> tuple[SkillState, Grade]:
    return reviewed(state, Worked(one, level, fading, p, p), now, UTC)


def test_an_answer_counts_by_bayes_rule() -> None:
    assert traced(PRIOR, is_right=True) == pytest.approx(0.2 * 0.9 / (0.2 * 0.9 + 0.8 * 0.2))
    assert traced(PRIOR, is_right=False) == pytest.approx(0.2 * 0.1 / (0.2 * 0.1 + 0.8 * 0.8))
    twice = traced(traced(PRIOR, is_right=True, weight=0.5), is_right=True, weight=0.5)
    assert twice == pytest.approx(traced(PRIOR, is_right=True)), "two halves are one answer"
    assert practised(PRIOR) == pytest.approx(0.2 + 0.8 * LEARN)
    assert practised(0.55, most=0.6) == 0.6
    assert practised(0.9, most=0.6) == 0.9, "a ceiling takes nothing away"


@pytest.mark.parametrize("p", [0.0, 0.1, 0.5, 0.9, 0.99, 1.0])
def test_given_steps_prove_less(p: float) -> None:
    by_fading = [traced(p, is_right=True, guess=FADED_GUESS[stage]) for stage in (LAST_STEPS, MORE, ALONE)]
    assert by_fading == sorted(by_fading)
    assert traced(p, is_right=False) <= by_fading[0] <= 1


def test_levels_rise_and_fall_one_by_one() -> None:
    assert [level_after(1, p, may_rise=True, may_fall=False) for p in (0.1, 0.5, 0.99)] == [1, 2, 2]
    assert level_after(4, 0.1, may_rise=False, may_fall=True) == 3
    assert level_after(4, 0.1, may_rise=True, may_fall=False) == 4
    assert level_after(3, 0.99, may_rise=False, may_fall=True) == 3
    assert level_after(5, 1.0, may_rise=True, may_fall=False) == 5
    assert level_after(1, 0.1, may_rise=False, may_fall=True) == 1
    assert [first_level(p) for p in (0.2, 0.5, 0.7, 0.85, 0.99)] == [1, 1, 2, 3, 3]


def test_one_slip_throws_nothing_back() -> None:
    state = replace(met("gates", NOW), level=4, stage=ALONE, p=0.8)
    slipped, given = drilled(state, outcome(SLIPPED), NOW, p=0.8)
    assert (given, slipped.level, slipped.stage, slipped.misses) == (Grade.HARD, 4, ALONE, 0)
    missed, given = drilled(state, outcome(WRONG), NOW, p=0.3)
    assert (given, missed.level, missed.stage, missed.misses) == (Grade.AGAIN, 3, ALONE, 1), "by one, and still alone"
    again, _ = drilled(missed, outcome(WRONG), NOW, p=0.2)
    assert (again.level, again.stage) == (2, MORE), "twice in succession, and the first steps are given again"


def test_mastered_takes_two_days_at_a_high_level_without_help() -> None:
    day = timedelta(days=1)
    start = replace(met("gates", NOW), level=5, stage=ALONE, p=0.99)

    def after(*drills: tuple[FieldOutcome, int, int, int]) -> SkillState:
        """Each drill with its day, level and fading."""
        state = start
        for one, on, level, fading in drills:
            state, _ = drilled(state, outcome(one), NOW + on * day, level=level, fading=fading, p=0.99)
        return state

    assert after((RIGHT, 0, 4, ALONE), (RIGHT, 1, 5, ALONE)).is_mastered
    assert not after(*[(RIGHT, 0, 5, ALONE)] * 9).is_mastered, "in one day"
    assert not after(*[(RIGHT, k, 3, ALONE) for k in range(9)]).is_mastered, "at a low level"
    assert not after(*[(RIGHT, k, 5, MORE) for k in range(9)]).is_mastered, "with steps given"
    for aided in (HINTED, FieldOutcome(True, 1, broken_down=True), SHOWN):
        assert not after(*[(aided, k, 5, ALONE) for k in range(9)]).is_mastered, aided
    shown = after((RIGHT, 0, 4, ALONE), (RIGHT, 1, 4, ALONE))
    assert drilled(shown, outcome(SLIPPED), NOW + 2 * day, p=0.99)[0].is_mastered
    assert not drilled(shown, outcome(WRONG), NOW + 2 * day, p=0.99)[0].is_mastered, "a miss takes the days back"
    assert not replace(shown, p=0.5).is_mastered, "and so does what is found out elsewhere about its parts"


def test_a_day_of_a_clock_that_ran_ahead_is_none() -> None:
    state = replace(met("gates", NOW), level=5, stage=ALONE)
    state, _ = drilled(state, outcome(RIGHT), NOW + timedelta(days=30), p=0.99)
    state, _ = drilled(state, outcome(RIGHT), NOW, p=0.99)
    assert state.days == (NOW.date(),)


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
        ([SLIPPED], Grade.HARD),
        ([RIGHT, SLIPPED, SLIPPED, SLIPPED], Grade.HARD),
        ([FieldOutcome(True, 1, broken_down=True)], Grade.HARD),
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
    assert found.fields["d.w1"] == FieldOutcome(False, 2, 1, value=found.fields["d.w1"].value)
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


def test_a_break_down_is_help_unless_the_drill_begins_with_it() -> None:
    opened = replace(entry("breakdown"), detail={"open": True, "chain": True})
    right = entry("attempt", "correct", 5)
    found = outcome_of([opened, right], ["d.w1"])
    assert (found.is_aided, grade(found), grade(found, easy=True)) == (True, Grade.HARD, Grade.HARD)
    faded = outcome_of([opened, entry("attempt", "correct", 1, field="d.w1/x@1"), right], ["d.w1"], ["d.w1/x@1"])
    assert (faded.is_aided, grade(faded)) == (False, Grade.GOOD)
    after = outcome_of([right, replace(opened, at=NOW + timedelta(seconds=9))], ["d.w1"])
    assert grade(after) == Grade.GOOD, "what is opened once it is right was not needed"


def test_the_worked_answer_of_a_cell_counts_as_that_of_its_field_and_the_chain_as_a_hint() -> None:
    opened = replace(entry("breakdown"), detail={"open": True, "chain": True})
    right = entry("attempt", "correct", 5)
    cell, chain = (replace(entry("reveal", second=1), field=f"d.w1/{step}") for step in ("x@1", "chain"))
    assert grade(outcome_of([opened, cell, right], ["d.w1"])) == Grade.AGAIN
    assert grade(outcome_of([opened, chain, right], ["d.w1"])) == Grade.HARD


def test_what_was_typed_off_is_not_right() -> None:
    found = outcome_of([entry("reveal"), entry("attempt", "correct", 1)], ["d.w1"])
    assert found.fields["d.w1"].first_right is False
    assert not found.is_right


def test_whoever_has_the_numbers_put_in_was_shown_the_answer() -> None:
    """In records of before they are hints like any other; those of a chain or a cell go to hint level 2."""
    hint_levels = (replace(entry("hint"), detail={"rung": hint_level}) for hint_level in range(5))
    found = [outcome_of([hint, entry("attempt", "correct", 1)], ["d.w1"]) for hint in hint_levels]
    assert [one.shown for one in found] == [False] * 3 + [True] * 2
    assert [grade(one) for one in found] == [Grade.HARD] * 3 + [Grade.AGAIN] * 2


def test_intervals_grow_when_it_goes_well_and_shrink_when_not() -> None:
    state, now, gaps = met("gates", NOW), NOW, []
    for _ in range(6):
        state, _ = drilled(state, outcome(RIGHT), now)
        gaps.append(state.due - now)
        now = state.due
    assert gaps == sorted(gaps)
    assert gaps[0] <= timedelta(days=3)
    assert gaps[-1] > timedelta(days=20)
    assert state.is_mastered
    assert state.level == 5
    again, given = drilled(state, outcome(SHOWN), now, p=0.5)
    assert given is Grade.AGAIN
    assert again.due - now == timedelta(minutes=10)
    hard, _ = drilled(state, outcome(HINTED), now)
    good, _ = drilled(state, outcome(RIGHT), now)
    assert hard.due < good.due
    assert retrievability(good, now) > retrievability(good, now + timedelta(days=300))


def test_the_same_drills_give_the_same_state_and_a_clock_put_back_does_no_harm() -> None:
    def life() -> list[object]:
        state, seen = met("gates", NOW), []
        for n, one in enumerate((RIGHT, WRONG, HINTED, RIGHT)):
            state, given = drilled(state, outcome(one), NOW + timedelta(days=-n))
            seen += [state, given]
        return seen

    assert life() == life()


def test_a_state_comes_back_from_json_and_damage_is_none() -> None:
    state, _ = drilled(met("gates", NOW), outcome(HINTED, RIGHT), NOW)
    values = json.loads(json.dumps(state.as_json()))
    found = read_state(values)
    assert found is not None
    assert replace(found, p=state.p) == state
    for key in values:
        assert read_state({**values, key: "x"}) is None, key
        without = read_state({name: value for name, value in values.items() if name != key})
        assert (without is None) is (key not in ("stage", "misses", "days")), "these were not always kept"
    assert read_state({**values, "p": 7}) is None


def test_fading_goes_from_a_worked_example_to_alone() -> None:
    problem = draw("weight-deep", 1, 3, content_folder())
    field = FieldId("d", "w1")
    places = (*breakdown(problem, field).cells(), field)
    shares = []
    for stage in (WORKED, LAST_STEPS, MORE):
        found = faded(problem, stage)
        assert (*found.given, *found.open) == places
        shares.append(len(found.open))
    assert shares[0] == 0 < shares[1] < shares[2] < len(places)
    assert faded(problem, ALONE).open == (field,)
    state = met("gates", NOW)
    assert [stage_of(None), *(stage_of(replace(state, stage=stage_by(p))) for p in (0.2, 0.5, 0.9))] == [0, 1, 2, 3]


@pytest.mark.parametrize("module", ["fsrs", "numpy", "textual"])
def test_nothing_heavy_is_imported_before_the_first_drill(module: str) -> None:
    rooms = "choosing, fading, progress_figures, drill_entries, drill_sitting, summary"
    program = f"import sys; from tutor.practice import {rooms}; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_a_clock_that_went_ahead_and_was_put_right_freezes_nothing() -> None:
    ahead, _ = drilled(met("gates", NOW), outcome(RIGHT), NOW + timedelta(days=30))
    found = steadied(ahead, NOW)
    assert (found.last, found.due) == (NOW, NOW + (ahead.due - ahead.last))
    assert steadied(found, NOW) is found
    state, never = ahead, drilled(met("gates", NOW), outcome(RIGHT), NOW)[0]
    for _ in range(8):
        state, _ = drilled(state, outcome(RIGHT), NOW)
        never, _ = drilled(never, outcome(RIGHT), NOW)
        assert (state.last, state.due, state.p) == (NOW, never.due, never.p)
    assert state.drills == 9
