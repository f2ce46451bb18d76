"""What a terminal and a system do to the program: odd bytes, signals, a hang-up, a fault of its own."""

import re
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.words import read_words

from ..support.thorough import also
from .terminal_kit import Program

pytestmark = pytest.mark.terminal

WORDS = read_words(content_folder(), "ko")
FAULTY = """
import tutor.screens.help as help
def broken(self): secret = "36"; raise ZeroDivisionError("of our own making")
help.HelpScreen.compose = broken
from tutor.cli.main import run
run()
"""


def drafts(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        return [text for (text,) in connection.execute("SELECT text FROM draft")]


def opened(folder: Path, **more: object) -> Program:
    program = Program(folder, "4.1", "--lang", "ko", **more)  # type: ignore[arg-type]
    program.wait("(a) " + WORDS("stage.a"))
    return program


@pytest.mark.parametrize("number", [signal.SIGTERM, also(signal.SIGHUP), also(signal.SIGINT)])
def test_bytes_that_are_no_text_stay_and_a_signal_leaves_the_terminal_as_it_was(tmp_path: Path, number: int) -> None:
    program = opened(tmp_path)
    for odd in (b"\xb0\xa1", b"\xff", b"\x1b[200~1\xff2\x1b[201~", b"\x1b[55296u", b"\x1b[1114112u"):
        program.send(odd)
    program.wait("\ufffd\ufffd\ufffd1\ufffd2\ufffd")
    program.press("enter")
    program.wait(WORDS("verdict.unreadable"))
    program.clear(8)
    program.press("3", "6")
    program.wait("36")
    assert program.signal(number) == 128 + number
    assert program.is_as_found
    assert b"Traceback" not in program.drawn
    assert drafts(tmp_path) == ["36"]


@pytest.mark.parametrize("answers", [True, also(False)])
def test_what_is_typed_while_the_width_is_asked_is_taken_and_kept_when_the_terminal_goes_away(
    tmp_path: Path, answers: bool
) -> None:
    program = Program(tmp_path, "4.1", "--lang", "ko", typed=b"7\x7f6\ry a3", answers=answers)
    program.wait("(b) " + WORDS("stage.b"), "y a3")
    assert program.hang_up() == 128 + signal.SIGHUP
    assert drafts(tmp_path) == ["y a3"]


def test_a_fault_of_its_own_is_one_line_with_the_name_of_a_report(tmp_path: Path) -> None:
    program = opened(tmp_path, program=("-c", FAULTY))
    program.press("3", "6", "\x1bOP")
    status = program.end()
    (report,) = (tmp_path / "crashes").iterdir()
    assert status == 70
    assert program.is_as_found
    said = re.sub(rb"\x1b\[\?\d+l", b"", program.drawn.rpartition(b"\x1b[?1004l")[2]).decode()
    assert said.splitlines() == [WORDS("cli.crashed", what="ZeroDivisionError", file=str(report))]
    text = report.read_text(encoding="utf-8")
    assert "of our own making" in text
    assert "compose = broken" not in said
    assert drafts(tmp_path) == ["36"]
