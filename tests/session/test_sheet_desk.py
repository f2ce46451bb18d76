"""A sheet on a desk: what is written is kept, what it finds is answered, and nothing wrong is put in a field."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tutor.journal.journal import Journal
from tutor.journal.records import ATTEMPT, DIAGNOSIS, JSON, Entry
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, parse_field
from tutor.practice.drill_entries import standing_in
from tutor.practice.outcome import outcome_of
from tutor.session.desk import Desk
from tutor.session.facts import Answered, Tried
from tutor.session.record_names import record_name
from tutor.session.sheet_desk import SheetDesk
from tutor.session.sheet_lines import MOST_LINES, SHEET, Lines, Written, after, drafted, lines_in
from tutor.session.status import Status
from tutor.sheet.verdict import LineMark, LineVerdict

from ..conftest import Clock

W2, COST, IN_LETTERS = FieldId("d", "w2"), FieldId("c"), FieldId("chain", "w2")
PARTIAL = r"\frac{\partial C}{\partial w^{(2)}}"
VERDICTS = {
    "C = 366": LineVerdict("C = 366", LineMark.RIGHT, "C = 366", ("C",), {COST: "366"}),
    "w2: 514": LineVerdict("w2: 514", LineMark.RIGHT, f"{PARTIAL} = 514", ("dC/dw2",), {W2: "514"}),
    "w2: 257": LineVerdict(
        "w2: 257", LineMark.NOT_YET, f"{PARTIAL} = 257", ("dC/dw2",), breaks=1, made_by=(("partial.no-factor-2",),)
    ),
    "w2: perhaps 257": LineVerdict(
        "", LineMark.NOT_YET, "", ("dC/dw2",), made_by=(("partial.no-factor-2",),), is_sure=False
    ),
    "w2: 68": LineVerdict(
        "w2: 68", LineMark.NOT_YET, f"{PARTIAL} = 68", ("dC/dw2",), made_by=(("partial.no-input",), ("partial.other",))
    ),
    "C = 3": LineVerdict("C = 3", LineMark.NOT_YET, "C = 3", ("C",), made_by=(("cost.no-square",),)),
    "dw2: δ2 a1": LineVerdict("dw2: δ2 a1", LineMark.RIGHT, "", ("dC/dw2",), {IN_LETTERS: "dC/dz2·a1"}),
    "dw2: r a1": LineVerdict("dw2: r a1", LineMark.RIGHT, "", ("dC/dw2",), {IN_LETTERS: "r·a1"}),
    # What no marking should say; the desk is the last to look.
    "false": LineVerdict("false", LineMark.RIGHT, "", (), {W2: "257", FieldId("d", "w9"): "1", COST: "1; 2"}),
    "both": LineVerdict("both", LineMark.RIGHT, "", (), {W2: "514", COST: "366"}),
}


class Marker:
    """Marks lines by what the table says of them, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, lines: Sequence[str]) -> tuple[LineVerdict, ...]:
        self.asked.append(tuple(lines))
        return tuple(VERDICTS.get(line, LineVerdict(line, LineMark.NOTE)) for line in lines)


Opened = Callable[[], SheetDesk]


@pytest.fixture
def marker() -> Marker:
    return Marker()


@pytest.fixture
def opened(chain: Problem, journal: Journal, clock: Clock, marker: Marker) -> Opened:
    """Sits down at the sheet of 4.1, each time as after a restart."""
    return lambda: SheetDesk(Desk(chain, journal, clock, "en"), journal, clock, marker)


def write(sheet: SheetDesk, *lines: str) -> list[int]:
    numbers = [sheet.new_number() for _ in lines]
    for number, line in zip(numbers, lines, strict=True):
        sheet.write(number, line)
    return numbers


def texts(sheet: SheetDesk) -> list[str]:
    return [line.text for line in sheet.lines]


def test_what_a_line_finds_is_answered_and_the_line_is_in_the_journal_first(
    opened: Opened, journal: Journal, chain: Problem
) -> None:
    sheet = opened()
    facts = sheet.write(sheet.new_number(), "w2: 514")
    assert [(fact.field, fact.mark.is_right) for fact in facts if isinstance(fact, Answered)] == [(W2, True)]
    assert sheet.desk.sitting.status(W2) is Status.RIGHT
    kinds = [entry.kind for entry in journal.entries(record_name(chain))]
    assert kinds.index(SHEET) < kinds.index(ATTEMPT)
    assert not sheet.write(sheet.new_number(), "w2: 514"), "what is right already is not answered again"


def test_no_field_gets_what_would_be_wrong_in_it_or_what_it_does_not_ask(opened: Opened) -> None:
    sheet = opened()
    write(sheet, "false", "w2: 257", "C = 3", "no line at all")
    assert not sheet.desk.sitting.answers


def test_lines_are_changed_put_between_and_taken_away(opened: Opened) -> None:
    sheet = opened()
    first, last = write(sheet, "C = 3", "w2: 514")
    between = sheet.new_number()
    sheet.write(between, "a note", before=last)
    assert texts(sheet) == ["C = 3", "a note", "w2: 514"]
    assert sheet.marked.first_wrong == sheet.lines[0]
    sheet.write(first, "C = 366")
    assert sheet.marked.first_wrong is None
    assert sheet.desk.sitting.status(COST) is Status.RIGHT
    sheet.write(between, "  ")
    assert texts(sheet) == texts(opened()) == ["C = 366", "w2: 514"]
    assert opened().new_number() > last, "a number is never given twice"


def test_what_is_begun_is_there_again_until_it_is_entered(opened: Opened) -> None:
    sheet = opened()
    (first,) = write(sheet, "C = 3")
    new = sheet.new_number()
    sheet.keep_draft(first, "C = 36")
    sheet.keep_draft(new, "w2: 5")
    again = opened()
    assert dict(again.drafts) == {first: "C = 36", new: "w2: 5"}
    again.write(first, "C = 366")
    again.write(new, "w2: 514")
    assert not opened().drafts
    assert texts(opened()) == ["C = 366", "w2: 514"]


def test_drafts_of_lines_are_no_drafts_of_fields(
    opened: Opened, chain: Problem, journal: Journal, clock: Clock
) -> None:
    sheet = opened()
    sheet.keep_draft(sheet.new_number(), "w2: 5")
    sheet.desk.keep_draft(W2, "5")
    assert Desk(chain, journal, clock, "en").drafts() == {W2: "5"}
    assert list(opened().drafts.values()) == ["w2: 5"]
    assert journal.take_notice() is None


def test_what_the_fields_found_stands_on_the_sheet_and_is_marked_with_it(opened: Opened, marker: Marker) -> None:
    sheet = opened()
    sheet.desk.submit(COST, "366")
    sheet.desk.submit(W2, "7")
    sheet.write(sheet.new_number(), "a note")
    assert [one.typed for one in sheet.marked.given] == ["C = 366"]
    assert marker.asked[-1] == ("C = 366", "a note")
    sheet.write(sheet.new_number(), "C = 366")
    assert not sheet.marked.given, "the line says so"
    (first, *_) = sheet.lines
    assert sheet.marked.verdicts[first.number].text == "a note"


def test_a_formula_answers_its_field_and_one_of_the_field_stands_on_the_sheet(opened: Opened, marker: Marker) -> None:
    sheet = opened()
    write(sheet, "dw2: r a1")
    assert IN_LETTERS not in sheet.desk.sitting.answers
    write(sheet, "dw2: δ2 a1")
    assert sheet.desk.sitting.status(IN_LETTERS) is Status.RIGHT
    assert sheet.desk.sitting.answers[IN_LETTERS].text == "dC/dz2·a1"
    for line in sheet.lines:
        sheet.write(line.number, "")
    sheet.desk.submit(COST, "366")
    sheet.desk.submit(IN_LETTERS, "w2 = 2r g3 w3 g2 a1")
    write(sheet, "a note")
    assert marker.asked[-1] == ("C = 366", "dC/dw2 = 2·r·g3·w3·g2·a1", "a note")
    assert sheet.marked.given[1].latex.startswith(f"{PARTIAL} = 2 r")


def test_the_first_wrong_line_counts_once_as_the_first_answer_there(
    opened: Opened, journal: Journal, chain: Problem
) -> None:
    sheet = opened()
    facts = sheet.write(sheet.new_number(), "w2: 257")
    assert [type(fact) for fact in facts] == [Tried]
    after_wrong = standing_in(journal).knowledge
    assert after_wrong
    assert journal.mistakes()["partial.no-factor-2"].times == 1
    sheet.write(sheet.lines[0].number, "w2: 514")
    assert standing_in(journal).knowledge == after_wrong, "the right answer was not the first"
    again = opened()
    assert again.desk.sitting.tried == {W2}
    assert again.desk.sitting == sheet.desk.sitting
    outcome = outcome_of(journal.entries(record_name(chain)), ["d.w2"]).fields["d.w2"]
    assert (outcome.first_right, outcome.answers, outcome.mistakes) == (False, 2, ("partial.no-factor-2",))


def test_what_was_answered_in_the_field_before_is_not_counted_again(opened: Opened, journal: Journal) -> None:
    sheet = opened()
    sheet.desk.submit(W2, "257")
    sheet.desk.explained(W2, ("partial.no-factor-2",), {})
    known = standing_in(journal).knowledge
    sheet.write(sheet.new_number(), "w2: 257")
    assert standing_in(journal).knowledge == known
    assert journal.mistakes()["partial.no-factor-2"].times == 1


@pytest.mark.parametrize("lines", [("C = 3", "w2: 257"), ("w2: 68",), ("w2: perhaps 257",), ("a note",)])
def test_a_later_wrong_line_and_one_that_several_rules_may_make_count_for_nothing(
    opened: Opened, journal: Journal, chain: Problem, lines: tuple[str, ...]
) -> None:
    sheet = opened()
    write(sheet, *lines)
    fields = [entry.field for entry in journal.entries(record_name(chain)) if entry.kind == DIAGNOSIS]
    assert fields == (["c"] if len(lines) > 1 else [])


def test_one_line_may_answer_several_fields(opened: Opened) -> None:
    sheet = opened()
    write(sheet, "both")
    assert set(sheet.desk.sitting.answers) == {W2, COST}


writes = st.builds(
    Written,
    st.integers(1, 6),
    st.text("ab ", max_size=2).map(str.strip),
    st.one_of(st.none(), st.integers(1, 7)),
)


@given(st.lists(writes, max_size=30))
def test_lines_are_what_their_records_say(done: list[Written]) -> None:
    lines: Lines = ()
    entries = []
    for one in done:
        lines = after(lines, one)
        entries.append(entry(one.text, one.detail()))
    assert lines_in(entries)[0] == lines
    assert all(line.text for line in lines)
    assert len({line.number for line in lines}) == len(lines)
    last = {one.number: one.text for one in done}
    assert {line.number: line.text for line in lines} == {number: text for number, text in last.items() if text}


def test_what_was_taken_away_last_comes_back_where_it_stood() -> None:
    entries = [entry(text, {"line": number}) for number, text in enumerate("abc", 1)]
    entries += [entry("", {"line": 2}), entry("", {"line": 3})]
    for kept, last in ((1, Written(3, "c")), (2, Written(2, "b", 3)), (3, None)):
        lines, removed = lines_in(entries)
        assert (len(lines), removed[-1] if removed else None) == (kept, last)
        entries += [entry(last.text, last.detail())] if last is not None else []
    assert [line.text for line in lines_in(entries)[0]] == ["a", "b", "c"]


def test_damaged_records_are_passed_over_and_a_sheet_has_an_end() -> None:
    damaged = [entry("x", {}), entry("x", {"line": "1"}), entry("x", {"line": None, "before": 3})]
    assert lines_in([*damaged, entry("x", {"line": 1, "before": "no"})])[0][0].text == "x"
    many = [entry("x", {"line": number}) for number in range(1, MOST_LINES + 50)]
    assert len(lines_in(many)[0]) == MOST_LINES
    assert [drafted(name) for name in ("sheet.3", "sheet", "sheet.x", "sheet.٣", "d.w1", "sheet.1234567890")] == [
        3,
        *[None] * 5,
    ]


def entry(text: str, detail: Mapping[str, JSON]) -> Entry:
    return Entry("p", SHEET, SHEET, text, None, detail, "en", datetime(2026, 1, 1, tzinfo=UTC))


def test_a_field_is_never_named_like_the_sheet() -> None:
    with pytest.raises(ValueError, match="not a field"):
        parse_field(SHEET)
