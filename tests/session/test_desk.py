"""The desk: what is done is in the journal at once, and a sitting read back from there is the sitting that was."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tutor.journal.records import Entry, Notice
from tutor.lessons.breakdown import breakdown
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, all_fields, needed_fields, parse_field
from tutor.session.desk import Desk
from tutor.session.facts import Fact
from tutor.session.record_names import record_name
from tutor.session.sitting import Sitting
from tutor.session.standing import progress_of
from tutor.session.status import Status

from ..conftest import Clock
from ..support.problems import make, problems
from .desk_kit import START, desk_at

Deed = tuple[str, FieldId, str]


@st.composite
def deeds(draw: st.DrawFn) -> tuple[Problem, list[Deed]]:
    """A problem and what a learner did with it: right, wrong and unreadable answers, hints, sub-steps, visits."""
    problem = draw(problems(most_width=2, most_depth=2))
    fields = list(all_fields(problem))
    cells = [cell for f in fields if f.stage in "cde" for cell in breakdown(problem, f).cells()]
    texts = st.one_of(
        st.sampled_from(["0", "1", "-2.5", "1/3", "0.333", "2*(3+4)", "x", "", "1 2 3", "a1 y", "w1 x b1"]),
        st.sampled_from(["(1, 2, 3, 4)", "w1 = 3, b1 = 1/2", "θ = (0, 1, 0, 2)"]),
        st.text(max_size=8),
    )
    kinds = st.sampled_from(["answer", "answer", "answer", "hint", "sure", "break", "visit"])
    done = draw(st.lists(st.tuples(kinds, st.sampled_from(fields + cells), texts), max_size=25))
    return problem, done


def do(desk: Desk, deed: Deed) -> tuple[Fact, ...]:
    kind, place, text = deed
    if kind == "answer":
        return desk.submit(place, text)
    if kind in ("hint", "sure"):
        return desk.open_hint(place, sure=kind == "sure")
    return desk.break_down(place) if kind == "break" else desk.visit(place)


def seen(sitting: Sitting) -> object:
    """All that can be seen of a sitting."""
    answers = {
        str(field): (a.mark.verdict, a.mark.reading, a.mark.value, a.mark.look_at, a.attempts, a.has_fallen)
        for field, a in sitting.answers.items()
    }
    messages = {str(field): a.mark.message.key if a.mark.message else None for field, a in sitting.answers.items()}
    statuses = {str(field): sitting.status(field) for field in all_fields(sitting.problem)}
    return answers, messages, statuses, dict(sitting.hint_levels), sitting.broken_down, sitting.current


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(deeds())
def test_a_sitting_read_back_is_the_one_that_was(drawn: tuple[Problem, list[Deed]]) -> None:
    problem, done = drawn
    ticks = iter(range(10**6))

    def clock() -> datetime:
        return START + timedelta(seconds=next(ticks))

    with TemporaryDirectory() as folder:
        desk, journal = desk_at(Path(folder), problem, clock)
        told = [fact for deed in done for fact in do(desk, deed)]
        assert journal.saves
        assert seen(desk.sitting) == seen(Sitting.begin(problem).after_all(told))
        again, other = desk_at(Path(folder), problem, clock)
        assert seen(again.sitting) == seen(desk.sitting)
        journal.close()
        other.close()


def test_answers_to_old_numbers_are_not_replayed(tmp_path: Path, clock: Clock) -> None:
    desk, journal = desk_at(tmp_path, make(), clock)
    desk.submit(FieldId("c"), "366")
    changed, other = desk_at(tmp_path, make(eta="0.2"), clock)
    assert changed.sitting.answers == {}
    back, third = desk_at(tmp_path, make(), clock)
    assert back.sitting.status(FieldId("c")) is Status.RIGHT
    for opened in (journal, other, third):
        opened.close()


def test_starting_over_keeps_nothing_on_the_desk(tmp_path: Path, clock: Clock) -> None:
    desk, journal = desk_at(tmp_path, make(), clock)
    desk.submit(FieldId("a"), "6")
    desk.keep_draft(FieldId("c"), "36")
    journal.start_over(record_name(desk.problem), clock())
    journal.close()
    again, other = desk_at(tmp_path, make(), clock)
    assert seen(again.sitting) == seen(Sitting.begin(make()))
    assert again.drafts() == {}
    other.close()


def test_drafts_are_kept_until_the_field_is_answered(tmp_path: Path, clock: Clock) -> None:
    desk, journal = desk_at(tmp_path, make(), clock)
    for name in ("w1", "b1", "w2"):
        desk.keep_draft(FieldId("d", name), "44")
    desk.keep_draft(parse_field("c/z1@1"), "2*")
    again, other = desk_at(tmp_path, make(), clock)
    assert again.drafts() == {**{FieldId("d", name): "44" for name in ("w1", "b1", "w2")}, parse_field("c/z1@1"): "2*"}
    again.submit(FieldId("d", "w2"), "w1 = 446, b1 = 68")
    assert again.drafts() == {parse_field("c/z1@1"): "2*"}
    journal.keep_draft(record_name(make()), "nowhere", "x", START)
    assert again.drafts() == {parse_field("c/z1@1"): "2*"}
    journal.close()
    other.close()


class Watched:
    """A journal that notes what it was told; it cannot save."""

    def __init__(self) -> None:
        self.recorded: list[Entry] = []
        self.when_recorded: Callable[[], None] = lambda: None

    def entries(self, name: str) -> list[Entry]:
        return []

    def drafts(self, name: str) -> dict[str, str]:
        return {}

    def skills(self) -> dict[str, object]:
        return {}

    def record(self, entry: Entry) -> bool:
        self.recorded.append(entry)
        self.when_recorded()
        return False


def test_the_journal_knows_before_anybody_is_told(clock: Clock) -> None:
    journal = Watched()
    desk = Desk(make(), journal, clock, "ko")  # type: ignore[arg-type]
    before = desk.sitting
    journal.when_recorded = lambda: pytest.fail("told too early") if desk.sitting is not before else None
    desk.submit(FieldId("d", "w1"), "(446, 68, 514, 68, 582, 68)")
    assert [entry.field for entry in journal.recorded] == [f"d.{name}" for name in ("w1", "b1", "w2", "b2", "w3", "b3")]
    assert desk.sitting.stage_status("d") is Status.RIGHT


def test_progress_without_a_replay_agrees(tmp_path: Path, clock: Clock) -> None:
    problem = make()
    desk, journal = desk_at(tmp_path, problem, clock)
    assert progress_of(problem, None) == (0, len(list(needed_fields(problem))))
    for field, text in (("a", "6"), ("b.C", "y a3"), ("c", "365"), ("d.w1", "446"), ("c/z1@1", "2"), ("e.b3", "x")):
        desk.submit(parse_field(field), text)
    desk.open_hint(FieldId("e", "w1"))
    standing = journal.standing([record_name(problem)])[record_name(problem)]
    assert progress_of(problem, standing) == desk.sitting.progress() == (3, len(list(needed_fields(problem))))
    journal.close()


def test_records_of_fields_that_are_not_asked_for_are_passed_over_with_a_word(tmp_path: Path, clock: Clock) -> None:
    problem = replace(make(), asked=frozenset({"d.w1"}))
    desk, journal = desk_at(tmp_path, problem, clock)
    desk.submit(FieldId("d", "w1"), "1")
    for field in ("c", "d.w9", "e.w1", "?"):
        detail = {"reading": "5", "value": "5"}
        journal.record(Entry(record_name(problem), field, "attempt", "5", "correct", detail, "ko", clock()))
    for _ in range(2):
        again = Desk(problem, journal, clock, "ko")
        assert list(again.sitting.answers) == [FieldId("d", "w1")]
        assert again.sitting.current == FieldId("d", "w1")
    assert journal.take_notice() == Notice("strangers", {"number": "4", "problem": problem.id})
    assert journal.take_notice() is None
    journal.close()


def test_a_part_of_a_vector_fills_the_fields_from_where_it_is_typed_and_spoils_none_that_is_right(
    tmp_path: Path, clock: Clock
) -> None:
    desk, journal = desk_at(tmp_path, make(), clock)
    right = {name: str(value) for name, value in desk.problem.trace.gradient.items()}
    desk.submit(FieldId("d", "b2"), right["b2"])
    facts = desk.submit(FieldId("d", "w1"), f"{right['w1']}, {right['b1']}, {right['w2']}, 12345")
    assert [str(fact.field) for fact in facts] == ["d.w1", "d.b1", "d.w2"]
    for name in ("w1", "b1", "w2", "b2"):
        assert desk.sitting.status(FieldId("d", name)) is Status.RIGHT
    assert desk.sitting.status(FieldId("d", "w3")) is Status.OPEN
    desk.submit(FieldId("d", "w3"), "b2 = 12345, w3 = 1")
    assert desk.sitting.status(FieldId("d", "b2")) is Status.WRONG, "who names a field means it"
    journal.close()
