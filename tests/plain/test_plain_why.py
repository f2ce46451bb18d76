"""The question in between in lines: a number answers it, Enter leaves it, and an answer goes on in the problem."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.languages import Language
from tutor.lessons.self_explanation import Why, text_of
from tutor.lessons.stages import FieldId
from tutor.lessons.why_plans import RIGHT
from tutor.plain.run import converse, first_room
from tutor.session.config import Config
from tutor.session.sitting import Sitting
from tutor.session.start import Beginning

from tests.support.course import lesson_of, problem_of

from ..conftest import Clock
from ..support.chance import Always
from ..support.settings import UNDISTURBED
from ..support.solved import work
from .plain_kit import face_at, sitting_in

W3 = FieldId("d", "w3")
ASKING = Config(lessons=False)


def talked(
    folder: Path,
    clock: Clock,
    lines: Sequence[str],
    *,
    language: Language = "en",
    config: Config = ASKING,
    is_typed: bool = True,
) -> tuple[str, Sitting]:
    """What is said at (d) to a learner who is asked whenever that may be, and what the journal has of it then."""
    problem = problem_of("4.1")
    work(folder, problem, "abc", clock)
    with open_journal(folder, clock) as journal:
        face, out = face_at(journal, folder, clock, ["go d", *lines], language, is_typed=is_typed)
        face.config, face.random = config, Always()
        converse(face, first_room(face, Beginning(lesson_of("4.1"))))
    return " ".join(out.getvalue().split()), sitting_in(folder, clock, problem)


def number(reason: str) -> str:
    why = Why("slope", problem_of("4.1"), W3, text_of(problem_of("4.1").path.parent.parent, "slope", "en"))
    return str(why.reasons.index(reason) + 1)


@pytest.mark.parametrize(
    ("language", "asked", "wrong", "right"),
    [
        ("en", "A quick question: why?", "constant goes", "farther the output"),
        ("ko", "잠깐 질문", "상수가 없어지는", "목푯값에서 멀수록"),
    ],
)
def test_wrong_reasons_are_answered_and_the_right_one_leads_on(
    tmp_path: Path, clock: Clock, language: Language, asked: str, wrong: str, right: str
) -> None:
    said, sitting = talked(tmp_path, clock, ["582", number("first"), number(RIGHT), "68"], language=language)
    assert said.index(asked) < said.index(wrong) < said.index(right)
    assert sitting.whys[0].reasons == ("first", RIGHT)
    assert {str(field) for field in sitting.found()} >= {"d.w3", "d.b3"}


@pytest.mark.parametrize("between", [[""], [], ["stop"], ["next", "back"]])
def test_it_is_left_for_the_next_answer(tmp_path: Path, clock: Clock, between: list[str]) -> None:
    said, sitting = talked(tmp_path, clock, ["582", *between, "68"])
    assert "A quick question" in said
    assert [(one.name, one.reasons, one.is_open) for one in sitting.whys] == [("slope", (), False)]
    assert FieldId("d", "b3") in sitting.found()


def test_left_open_it_is_asked_again_where_the_problem_is_opened_again(tmp_path: Path, clock: Clock) -> None:
    talked(tmp_path, clock, ["582"])
    with open_journal(tmp_path, clock) as journal:
        face, out = face_at(journal, tmp_path, clock, [number("first"), number(RIGHT), "68"], "en", is_typed=True)
        face.config = ASKING
        converse(face, first_room(face, Beginning(lesson_of("4.1"))))
    said, sitting = " ".join(out.getvalue().split()), sitting_in(tmp_path, clock, problem_of("4.1"))
    assert said.index("4.1") < said.index("A quick question") < said.index("constant goes")
    assert said.count("A quick question") == 1
    assert [(one.reasons, one.is_open) for one in sitting.whys] == [(("first", RIGHT), False)]
    assert FieldId("d", "b3") in sitting.found()


@pytest.mark.parametrize(("config", "is_typed"), [(UNDISTURBED, True), (ASKING, False)])
def test_who_wants_none_and_lines_that_nobody_types_are_asked_none(
    tmp_path: Path, clock: Clock, config: Config, is_typed: bool
) -> None:
    said, sitting = talked(tmp_path, clock, ["582", "68"], config=config, is_typed=is_typed)
    assert "A quick question" not in said
    assert not sitting.whys
