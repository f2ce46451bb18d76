"""A sheet in sentences: 4.1 worked through line by line, lines changed and taken away, and what was there before."""

from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.stages import FieldId
from tutor.plain.run import converse, first_room
from tutor.session.desk import Desk
from tutor.session.start import Beginning

from tests.support.course import lesson_of, problem_of

from ..conftest import Clock
from ..support.solved import work
from ..support.thorough import one_of
from .plain_kit import Talk, face_at, sitting_in, words_of

WORKING = (
    "z1 = 1*1 + 1 = 2",
    "a1 = ρ(z1) = (2, 5, 8, 11)",
    "z2 = (3, 6, 9, 12)",
    "z3 = w3 a2 + b3 = (4, 7, 10, 13)",
    "r = a3 - y = (2, 13, 7, 12)",
    "C = 4 + 169 + 49 + 144 = 366",
    "delta3 = 2r ρ'(z3)",
    "dC/dw3 = Σ delta3 a2 = 4*3 + 26*6 + 14*9 + 24*12 = 582",
    "dC/db3 = Σ delta3 = 68",
    "delta2 = delta3 w3 ρ'(z2)",
    "dC/dw2 = Σ 2r·ρ'(z3)·w3·ρ'(z2)·a1 = 514",
    "dC/db2 = 68",
    "dC/dw1 = Σ delta2 w2 ρ'(z1) x = 446",
    "dC/db1 = 68",
    "w3' = 1 - 0.1*582 = -57.2",
    "b3' = 1 - 6.8 = -5.8",
    "w2' = -50.4",
    "b2' = -5.8",
    "w1' = -43.6",
    "b1' = -5.8",
)
IN_LETTERS = FieldId("chain", "w2")
WRONG, MENDED = "dC/dw2 = Σ r a1 = 257", "dC/dw2 = 514"


def at_sheet(folder: Path, clock: Clock, *lines: str, language: Language = "en") -> Talk:
    problem = problem_of("4.1")
    with open_journal(folder, clock) as journal:
        face, out = face_at(journal, folder, clock, lines, language)
        status = converse(face, first_room(face, Beginning(sheet=problem)))
    return Talk(out.getvalue(), status)


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_4_1_is_worked_through_on_a_sheet(tmp_path: Path, clock: Clock, language: Language) -> None:
    problem, words = problem_of("4.1"), words_of(language)
    work(tmp_path, problem, "ab", clock)
    said = at_sheet(tmp_path, clock, *WORKING, language=language).flat
    assert said.count(words("plain_sheet.mark_right")) == len(WORKING)
    sitting = sitting_in(tmp_path, clock, problem)
    assert sitting.is_done() and sitting.status(IN_LETTERS).value == "right"
    assert not {"∂", "Σ", "ρ", "⋅", "⁽"} & set(said.replace(" ".join(WORKING), "").split("> ", 1)[0])


def test_the_first_wrong_line_is_named_told_of_and_changed_by_its_number(tmp_path: Path, clock: Clock) -> None:
    said = at_sheet(tmp_path, clock, "C = 366", WRONG, "why", f"2: {MENDED}", "why").flat
    assert "The first line that is not right yet is line 2. the 2 of 2r left out." in said
    assert "comes out when half the cost is differentiated" in said
    assert "the sum r times a1 equals 257. Not yet. This equality does not hold:" in said
    assert "This counts as answered in the problem, too: partial C by partial w2." in said
    assert said.endswith(
        "No line is wrong. 4.1 sheet, line 3> 4.1: 2 of 21 answers are right. All that you did is saved."
    )


def test_lines_that_stand_otherwise_now_are_said_again(tmp_path: Path, clock: Clock) -> None:
    said = at_sheet(
        tmp_path, clock, "z1 = (3, 5, 8, 11)", "a1 = (3, 5, 8, 11)", "1: z1 = (2, 5, 8, 11)", "1:", "undo", "undo"
    ).flat
    assert "Line 2: a1 equals open bracket 3, 5, 8, 11 close bracket. It follows." in said
    changed = said.split("1: z1 = (2, 5, 8, 11)")[1]
    assert "Line 1: z1 equals" in changed
    assert "Line 2: a1 equals open bracket 3, 5, 8, 11 close bracket. Not yet." in changed
    assert "Line 1 is taken away. To bring it back, enter undo." in said
    back = said.split("enter undo.")[1]
    assert "Line 1: z1 equals open bracket 2, 5, 8, 11 close bracket. Right." in back
    assert "No line was taken away." in back


def test_what_was_written_is_there_again_with_what_the_fields_found(tmp_path: Path, clock: Clock) -> None:
    problem = problem_of("4.1")
    work(tmp_path, problem, "abc", clock)
    with open_journal(tmp_path, clock) as journal:
        Desk(problem, journal, clock, "en").submit(IN_LETTERS, "δ2·a1")
    at_sheet(tmp_path, clock, "dC/dw3 = 582", "7: x", "  ")
    said = at_sheet(tmp_path, clock, "found", "lines", "leave").flat
    assert said.count("Line 1: partial C by partial w3 equals 582. Right.") == 2
    assert "Found so far: C equals 366; partial C by partial w2 equals partial C by partial z2 times a1." in said
    assert "(d) The gradient" in said, "and back at the problem"
    assert sitting_in(tmp_path, clock, problem).status(FieldId("d", "w3")).value == "right"


def test_it_is_gone_to_from_the_problem_and_written_to_a_file(tmp_path: Path, clock: Clock) -> None:
    with open_journal(tmp_path, clock) as journal:
        face, out = face_at(journal, tmp_path, clock, ["sheet", "go d", "sheet", MENDED, "export", "leave"], "en")
        converse(face, first_room(face, Beginning(lesson_of("4.1"))))
    said = out.getvalue()
    assert said.count("4.1 sheet, line 1> ") == 1, "in (a) it is no command"
    (file,) = (tmp_path / "exports").iterdir()
    assert r"= 514$" in file.read_text(encoding="utf-8")
