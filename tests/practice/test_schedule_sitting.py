"""A sitting from its goal to its end, left and gone on with; what is recorded of it; the progress that comes of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tutor.journal.journal import Journal, open_journal
from tutor.journal.records import Entry, MistakeTally
from tutor.lessons.content import content_folder
from tutor.mistakes.component import Component
from tutor.practice.drill_entries import (
    BELIEFS,
    Ended,
    beliefs_in,
    finish,
    finish_example,
    keep_sitting,
    sitting_in,
    standing_in,
    states_in,
)
from tutor.practice.drill_sitting import AtHand, Chosen, DrillSitting, Finished, Goal, Left, Resumed
from tutor.practice.mastery import PRIOR, READY
from tutor.practice.outcome import FieldOutcome, Grade, Outcome
from tutor.practice.predicting import predictions
from tutor.practice.progress_figures import progress_in
from tutor.practice.sittings import SITTING
from tutor.practice.summary import summary, upcoming
from tutor.practice.variants import draw

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DRILL = AtHand("weight-last", 1, "bp1:weight-last:11", 3, "apart", {"one": "partial.sign", "other": "cost.mean"})

PROBLEM = draw("weight-last", 1, 5, content_folder())


def minute(n: float) -> datetime:
    return NOW + timedelta(minutes=n)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with open_journal(tmp_path, lambda: NOW) as opened:
        yield opened


def outcome(is_right: bool, value: float = 3.0) -> Outcome:
    return Outcome({"d.w1": FieldOutcome(is_right, 1 if is_right else 3)}, 42.0)


def test_minutes_count_the_time_at_work_and_never_cut_a_drill_off() -> None:
    sitting = DrillSitting.begin(Goal("minutes", 5), {}, NOW).after(Chosen(DRILL, NOW)).after(Left(minute(2)))
    assert sitting.time_spent(minute(500)) == timedelta(minutes=2)
    sitting = sitting.after(Resumed(minute(600)))
    assert sitting.progress(minute(601)) == pytest.approx(0.6)
    assert not sitting.is_over(minute(605)), "a drill is at hand"
    sitting = sitting.after(Finished(Grade.GOOD, minute(605)))
    assert sitting.is_over(minute(605))
    assert (sitting.worked, sitting.skills, sitting.codes) == (1, ("weight-last",), frozenset({DRILL.code}))
    assert not sitting.is_timed


def test_problems_are_counted_without_the_examples_that_are_read() -> None:
    sitting = DrillSitting.begin(Goal("problems", 2), {}, NOW)
    for n, grade in enumerate((None, Grade.GOOD, Grade.AGAIN)):
        assert not sitting.is_over(minute(n))
        sitting = sitting.after(Chosen(DRILL, minute(n))).after(Finished(grade, minute(n)))
    assert sitting.is_over(minute(3))
    assert sitting.after(Finished(Grade.GOOD, minute(4))).done == sitting.done, "nothing is at hand"
    with pytest.raises(ValueError, match="at least 1"):
        Goal("minutes", 0)


def test_a_sitting_that_was_left_is_gone_on_with(journal: Journal) -> None:
    state = finish_example(journal, DRILL, NOW, "ko")
    sitting = DrillSitting.begin(Goal("minutes", 10), {"weight-last": state}, NOW)
    sitting = sitting.after(Chosen(DRILL, NOW)).after(Finished(None, minute(1))).after(Chosen(DRILL, minute(1)))
    sitting = sitting.after(Left(minute(3)))
    assert sitting_in(journal) is None
    keep_sitting(journal, sitting)
    assert sitting_in(journal) == sitting
    for damaged in ("[", "{}", '{"goal": 3}', "3"):
        journal.set_setting(SITTING, damaged)
        assert sitting_in(journal) is None
    keep_sitting(journal, None)
    assert sitting_in(journal) is None


def test_a_drill_leaves_its_skill_its_beliefs_and_its_counts_behind(tmp_path: Path) -> None:
    found = predictions(PROBLEM)
    (field,) = found.fields
    first = {field: FieldOutcome(True, 1, value=PROBLEM.trace["dC/d" + field.removeprefix("d.")])}  # type: ignore[arg-type]
    with open_journal(tmp_path, lambda: NOW) as journal:
        assert states_in(journal) == {}
        before = beliefs_in(journal)[0]
        state = finish_example(journal, DRILL, NOW, "ko")
        assert (states_in(journal)["weight-last"], state.drills) == (state, 0)
        after, grade = finish(journal, Ended(DRILL, PROBLEM, Outcome(first, 42.0), found), minute(1), "ko")
    with open_journal(tmp_path, lambda: NOW) as journal:
        assert grade is Grade.GOOD
        (kept,) = states_in(journal).values()
        assert after is not None
        assert replace(kept, p=after.p) == after
        assert (kept.drills, kept.unaided) == (1, (1, 1))
        believed = beliefs_in(journal)[0]
        assert all(believed[name] < before[name] for name in found.shown if name in before)
        (_, entry) = journal.entries(DRILL.code)
        assert entry.detail["clear"] == sorted(found.shown)
        assert sum(slot.seconds for slot in journal.slots(NOW).values()) == 42
        journal.set_setting(BELIEFS, "{")
        assert set(beliefs_in(journal)[0]) == set(before)


def made(name: str, at: datetime) -> Entry:
    return Entry(
        f"4.1 with {name}",
        "d.w1",
        "diagnosis",
        "",
        None,
        {"told": [{"mistakes": [name], "probability": 0.9}]},
        "ko",
        at,
    )


def test_the_summary_says_what_was_practised_what_went_and_what_comes(journal: Journal) -> None:
    for name in ("partial.sign", "partial.mean", "slip.sign"):
        journal.record(made(name, NOW - timedelta(days=1)))
    were = journal.mistakes()
    sitting = DrillSitting.begin(Goal("problems", 4), {}, NOW)
    for n in range(4):
        finish(journal, Ended(DRILL, PROBLEM, outcome(n > 0)), minute(n), "ko")
        sitting = sitting.after(Chosen(DRILL, minute(n))).after(Finished(Grade.GOOD, minute(n + 1)))
    journal.record(made("partial.no-residual", minute(3)))
    now = {**journal.mistakes(), "partial.sign": were["partial.sign"]._replace(clear=3)}
    found = summary(sitting, standing_in(journal), were, now)
    assert (found.drills, found.right, sitting.time_spent(minute(4))) == (4, 4, timedelta(minutes=4))
    (practised,) = found.practised
    assert (practised.skill, practised.drills, practised.right, practised.level) == ("weight-last", 4, 4, 4)
    assert (practised.is_new, practised.is_mastered_now, practised.went_wrong) == (True, False, False)
    assert practised.goes_well
    assert (found.gone, found.still) == (("partial.sign",), ("partial.no-residual",))
    assert [one.skill for one in found.next] == ["weight-last", "forward-cost"]
    assert found.next[0].due is not None
    assert found.next[1].due is None
    assert upcoming({}) == (found.next[1],)


def test_what_went_wrong_is_to_come_back_to_and_nothing_is_learnt_by_it(journal: Journal) -> None:
    sitting = DrillSitting.begin(Goal("problems", 2), {}, NOW)
    wrong = Outcome({"d.w1": FieldOutcome(False, 3, mistakes=("partial.no-factor-2",))})
    for n, one in enumerate((outcome(True), wrong)):
        _, grade = finish(journal, Ended(DRILL, PROBLEM, one), minute(n), "ko")
        sitting = sitting.after(Chosen(DRILL, minute(n))).after(Finished(grade, minute(n + 1)))
    sitting = sitting.after(Chosen(replace(DRILL, skill="count"), minute(3))).after(Finished(None, minute(4)))
    finish_example(journal, replace(DRILL, skill="count"), minute(4), "ko")
    last, read = summary(sitting, standing_in(journal), {}, {}).practised
    assert (last.drills, last.right, last.went_wrong, last.goes_well) == (2, 1, True, False)
    assert last.weakest is Component.SLOPE
    assert (read.skill, read.drills, read.went_wrong, read.goes_well) == ("count", 0, False, False)


def test_progress(journal: Journal) -> None:
    seoul = timezone(timedelta(hours=9))
    journal.record(made("partial.sign", NOW - timedelta(days=1)))
    journal.record(Entry("4.1", "a", "attempt", "6", "correct", {}, "ko", NOW - timedelta(hours=18, minutes=1)))
    for n, is_right in enumerate((True, False)):
        drill = replace(DRILL, skill=("count", "gates")[n])
        finish(journal, Ended(drill, PROBLEM, outcome(is_right)), minute(n), "ko")
    found = progress_in(journal, minute(2), seoul)
    assert list(found.skills) == ["count", "gates"]
    assert PRIOR < found.components[Component.SLOPE] < READY
    assert set(found.seen) == {"gates-smooth"}, "one point alone says nothing of the sum over the points"
    assert found.forecast[0][0] == date(2026, 11, 23)
    assert sum(number for _, number in found.forecast) == 2
    assert [(day.day.day, day.attempts) for day in found.days] == [(22, 1), (23, 0)]
    assert (found.unaided, found.hinted) == ((1, 2), (0, 0))
    assert [tally.name for tally in found.present] == ["partial.sign"]
    assert found.gone == ()
    tally: MistakeTally = found.present[0]
    assert tally.times == 1
    empty = progress_in(journal, NOW + timedelta(days=400), seoul)
    assert empty.days == ()
    assert empty.forecast[0][1] == 2, "what is overdue is for today"


def test_a_clock_that_is_set_meanwhile_is_no_time_at_work() -> None:
    sitting = DrillSitting.begin(Goal("minutes", 10), {}, NOW)
    for jump in (timedelta(days=30), timedelta(days=-30)):
        assert sitting.time_spent(NOW + jump) == timedelta()
        later = sitting.after(Finished(None, NOW + jump))
        assert later.time_spent(NOW + jump + timedelta(minutes=2)) in (timedelta(), timedelta(minutes=2))
        assert not later.is_over(NOW + jump + timedelta(minutes=2))
