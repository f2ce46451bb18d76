"""The lesson of a minute in lines: offered once, and the same in sentences."""

from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.languages import Language
from tutor.plain.run import converse, first_room
from tutor.session.config import Config
from tutor.session.start import Beginning

from tests.support.course import lesson_of

from ..conftest import Clock
from ..support.chance import Always
from .plain_kit import face_at, talk


@pytest.mark.parametrize(
    ("language", "word", "offer", "right"),
    [
        ("en", "lesson", "New to this?", "A parameter is a number"),
        ("ko", "수업", "처음이십니까?", "학습으로 정하는 수"),
    ],
)
def test_it_is_offered_and_goes_to_its_end(
    tmp_path: Path, clock: Clock, language: Language, word: str, offer: str, right: str
) -> None:
    lines = [word, "2", "", "", "", "1", "2", "3", "", "6"]
    said = talk(tmp_path, clock, lines, lesson="4.1", language=language).flat
    assert said.index(offer) < said.index(right)
    assert ("✓ right" in said or "맞" in said) if language == "ko" else "right" in said


def test_it_can_be_left_at_any_time(tmp_path: Path, clock: Clock) -> None:
    said = talk(tmp_path, clock, ["lesson", "9", "stop", "6"], lesson="4.1", language="en").flat
    assert "predict" in said
    assert "(b)" in said


def typed(
    folder: Path,
    clock: Clock,
    lines: list[str],
    *,
    lesson: str | None = "4.1",
    drill: str | None = None,
    opens: bool = True,
) -> str:
    """What is said to somebody who sits there and types, and has not said that no lesson is to open by itself."""
    with open_journal(folder, clock) as journal:
        face, out = face_at(journal, folder, clock, lines, "en", is_typed=True)
        face.config, face.random = Config(lessons=None if opens else False, why=False), Always()
        converse(face, first_room(face, Beginning(lesson_of(lesson) if lesson else None, drill)))
    return " ".join(out.getvalue().split())


def test_at_a_stage_that_is_new_it_opens_by_itself_once(tmp_path: Path, clock: Clock) -> None:
    said = typed(tmp_path, clock, ["6", "stop", "go a", "go b"])
    assert said.index("New to this?") < said.index("Type stop to leave it") < said.index("1 of 3: predict")
    assert said.count("1 of 3: predict") == 1
    assert said.index("1 of 3: predict") < said.index("(b) The tree diagram")  # then the stage is asked
    assert said.count("(b) The tree diagram") == 2
    assert "predict" not in typed(tmp_path, clock, ["6", "go b"], lesson="4.2")


def test_it_opens_for_nobody_who_wants_none(tmp_path: Path, clock: Clock) -> None:
    assert "predict" not in typed(tmp_path, clock, ["6", "go c"], opens=False)


@pytest.mark.parametrize("code", ["bp1:gates:30", "bp1:gates:10"])
def test_a_drill_of_a_new_skill_begins_with_its_lesson(tmp_path: Path, clock: Clock, code: str) -> None:
    said = typed(tmp_path, clock, ["stop"], lesson=None, drill=code)
    assert said.index("1 of 3: predict") < said.index(code)


def test_a_worked_example_offers_its_lesson_and_comes_again_after_it(tmp_path: Path, clock: Clock) -> None:
    said = talk(tmp_path, clock, ["1", "lesson", "stop"], drill="").flat
    assert said.index("New to this?") < said.index("1 of 3: predict")
    assert said.count("worked") >= 2


def test_the_numbers_of_the_drawing_are_said(tmp_path: Path, clock: Clock) -> None:
    said = talk(tmp_path, clock, ["go e", "lesson", "stop"], lesson="4.1", language="en").flat
    given = said.index("The example is a small network with x equals 1, y equals 9, w1 equals 3")
    assert given < said.index("w2 equals 2", given) < said.index("1 of 3: predict")
