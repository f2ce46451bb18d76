"""A full disk in the plain face: it is said, and leaving asks what is to become of what is in memory only."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.journal.records import Entry
from tutor.lessons.stages import FieldId
from tutor.plain.run import converse, first_room
from tutor.session.record_names import record_name
from tutor.session.start import Beginning

from tests.journal.journal_kit import Tap
from tests.support.course import lesson_of

from ..conftest import Clock
from .plain_kit import face_at, words_of

WORDS = words_of("en")


def on_a_full_disk(folder: Path, clock: Clock, lines: Sequence[str]) -> tuple[str, bool]:
    """What is said where 4.1 is answered on a full disk, and whether something waits at the end."""
    tap = Tap()
    with open_journal(folder, clock, connect=tap) as journal:
        journal.set_setting("language", "en")
        tap.execute(f"PRAGMA max_page_count = {tap.execute('PRAGMA page_count')}")
        while journal.saves:
            journal.set_setting("filler", "x" * 50_000)
        face, out = face_at(journal, folder, clock, lines, "en")
        converse(face, first_room(face, Beginning(lesson_of("4.1"))))
        return " ".join(out.getvalue().split()), journal.waits


def entries_in(folder: Path, clock: Clock) -> list[Entry]:
    with open_journal(folder, clock) as journal:
        return [one for one in journal.entries(record_name(lesson_of("4.1"))) if one.field == str(FieldId("a"))]


def test_it_is_said_and_asked_and_can_be_left(tmp_path: Path, clock: Clock) -> None:
    said, waits = on_a_full_disk(tmp_path / "data", clock, ["6", "quit", "1", "x", "3"])
    assert WORDS("journal.full", folder=str(tmp_path / "data")) in said
    assert said.count(WORDS("unsaved.still")) == 2
    assert waits
    assert WORDS("practice.left") not in said


def test_it_goes_to_another_folder(tmp_path: Path, clock: Clock) -> None:
    said, waits = on_a_full_disk(
        tmp_path / "data", clock, ["6", "quit", "2", "/dev/null/x", "2", str(tmp_path / "other")]
    )
    assert not waits
    assert said.endswith(WORDS("practice.left"))
    assert "6" in [entry.text for entry in entries_in(tmp_path / "other", clock)]


@pytest.mark.parametrize("lines", [["6"], ["6", "quit"], ["6", "quit", "2"]])
def test_where_the_input_ends_it_is_left(tmp_path: Path, clock: Clock, lines: list[str]) -> None:
    said, waits = on_a_full_disk(tmp_path / "data", clock, lines)
    assert waits
    assert WORDS("unsaved.heading") in said
