"""Items of every kind on the desk: replies, hints and drafts are kept, and records from before are read."""

from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.journal.records import ATTEMPT, HINT, REVEAL, Entry
from tutor.practice.items import KINDS
from tutor.practice.items.find_step import FIND_STEP, FindStep
from tutor.session.item_desk import ItemDesk
from tutor.session.record_names import record_name

from ..conftest import Clock
from ..support.items import draw_find_step, drawn, words_of


@pytest.mark.parametrize("skill", KINDS)
def test_an_item_is_gone_on_with_where_it_was_left(skill: str, tmp_path: Path, clock: Clock) -> None:
    item = drawn(skill, 2, 5)
    for number, (question, right) in enumerate(item.solved(words_of(item, "en"))):
        with open_journal(tmp_path, clock) as journal:
            desk = ItemDesk(item, journal, clock, "en")
            assert (desk.question, len(desk.found), desk.is_done) == (question.name, number, False)
            assert journal.take_notice() is None, "nothing that is recorded here is strange"
            wrong = next((one.name for one in question.options if not item.is_right(desk.found, one.name)), None)
            assert wrong is not None
            assert not desk.choose(wrong)
            assert desk.question == question.name
            assert desk.take_hint()
            while desk.take_hint(sure=True):
                pass
            assert desk.hints == len(item.hint_levels)
            assert desk.choose(question.options[right].name)
            assert desk.hints == 0 or desk.is_done
    with open_journal(tmp_path, clock) as journal:
        assert ItemDesk(item, journal, clock, "en").is_done


def test_records_of_a_search_from_before_are_read(tmp_path: Path, clock: Clock) -> None:
    """As the tutor wrote them when the search for a wrong step was the only thing of its kind."""
    found = draw_find_step(2, 4)
    name, line = record_name(found.problem), str(found.first_wrong + 1)
    field = str(found.fields[0])
    detail = {"reading": "1", "value": "1", "look_at": None, "message": "drill.line_differs", "values": {"value": "2"}}
    with open_journal(tmp_path, clock) as journal:
        for entry in (
            Entry(name, "line", HINT, "", None, {"rung": 0}, "ko", clock()),
            Entry(name, "line", ATTEMPT, "999", "wrong", {"reading": "999"}, "ko", clock()),
            Entry(name, field, ATTEMPT, "1", "correct", detail, "ko", clock()),
            Entry(name, "line", ATTEMPT, line, "correct", {"reading": line}, "ko", clock()),
            Entry(name, "mistake", HINT, "", None, {"rung": 0}, "ko", clock()),
            Entry(name, "mistake", REVEAL, "", None, {"rung": 3}, "ko", clock()),
        ):
            journal.record(entry)
        desk = ItemDesk(found, journal, clock, "ko")
        assert (desk.found, desk.question, desk.hints) == ((line,), "mistake", 2)
        assert desk.sitting.answers[found.fields[0]].text == "1"
        assert journal.take_notice() is None
        journal.record(Entry(name, "mistake", ATTEMPT, found.mistake, "correct", {}, "ko", clock()))
        assert ItemDesk(found, journal, clock, "ko").is_done


def test_what_a_damaged_record_calls_right_is_not_found(tmp_path: Path, clock: Clock) -> None:
    found = draw_find_step(1, 2)
    assert isinstance(found, FindStep)
    assert found.problem.id.startswith(f"bp1:{FIND_STEP}")
    with open_journal(tmp_path, clock) as journal:
        journal.record(Entry(record_name(found.problem), "line", ATTEMPT, "99999", "correct", {}, "en", clock()))
        assert ItemDesk(found, journal, clock, "en").question == "line"
