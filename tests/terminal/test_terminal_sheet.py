"""A sheet in a real terminal of 80 by 24, by the keyboard alone and in Hangul mode, with a kill in the middle."""

from pathlib import Path

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.words import read_words

from .terminal_kit import Program

pytestmark = pytest.mark.terminal

CTRL_O, UP, DOWN, F8 = "\x0f", "\x1b[A", "\x1b[B", "\x1b[19~"


def test_a_sheet_from_the_first_line_through_a_kill_to_the_problem(tmp_path: Path) -> None:
    words = read_words(content_folder(), "ko")
    program = Program(tmp_path, "sheet", "4.1", "--lang", "ko")
    program.wait(words("sheet.placeholder", example="")[:8])
    program.answer("ㅋ1 = 1*1 + 1 = 2")  # z1, on a keyboard that was left in Hangul mode
    program.wait(words("sheet.mark_right"), "z⁽¹⁾ = 1 ⋅ 1 + 1 = 2")
    program.answer("dC/dw3 = 291")
    program.wait(words("sheet.mark_not_yet"), words("mistake.partial.no-factor-2"))
    program.press(UP, "enter")
    program.wait("291은 비용이 아니라")
    program.press(DOWN, "dC/dw")
    program.pause(1.5)
    program.kill()

    program = Program(tmp_path, "4.1", "--lang", "ko")
    program.wait("(c) " + words("stage.c", objective="C(θ)"))  # where the line with z1 belongs
    program.press(CTRL_O)
    program.wait("z⁽¹⁾ = 1 ⋅ 1 + 1 = 2", words("mistake.partial.no-factor-2"), " dC/dw ")
    program.answer("2 = 514")
    program.wait("∂C/∂w⁽²⁾ = 514")
    program.press(UP, UP)
    program.clear(3)
    program.answer("582")
    program.until(lambda: words("mistake.partial.no-factor-2") not in program.text, "no mistake any more")
    program.press("escape")
    program.wait("(c) " + words("stage.c", objective="C(θ)"))
    program.press(F8)
    program.wait("[d′ ○]")
    program.press(F8)
    program.wait("[d ◐]", "514", "582")
    assert program.leave() == 0
    assert program.is_as_found
