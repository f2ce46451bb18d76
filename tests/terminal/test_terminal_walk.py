"""4.1 from the first screen to the last stage in a real terminal, with mistakes, a hint, a kill, a return; then 4.2."""

from pathlib import Path

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.languages import Language
from tutor.lessons.words import Words, read_words

from ..support.thorough import also
from .terminal_kit import Program

pytestmark = pytest.mark.terminal

TREE_OF_A_CHAIN = ("y a3", "z3", "w3 a2 b3", "z2", "b2 w2 a1", "z1", "w1 x b1")
TREE_WIDENED = ("a2 y", "z2", "w2[1,1] a1[1] w2[1,2] a1[2] b2", "z1[1]", "w1[1,1] x b1[1]", "z1[2]", "w1[2,1] x b1[2]")


@pytest.mark.parametrize("language", ["ko", also("en")])
def test_from_the_first_screen_to_the_last_stage(tmp_path: Path, language: Language, thorough: bool) -> None:
    words = read_words(content_folder(), language)
    wrong = words("verdict.wrong")

    program = Program(tmp_path, "--lang", language)
    program.wait("4.1", "4.2", "4.3", words("command.open"))
    program.press("enter")
    program.wait("(a) " + words("stage.a"))
    program.answer("7")
    program.wait(wrong)
    program.clear(1)
    program.answer("6")
    program.wait("(b) " + words("stage.b"))
    program.answer(*TREE_OF_A_CHAIN[:2], "w3 a2")
    program.wait(wrong)
    program.answer(" b3", *TREE_OF_A_CHAIN[3:])
    program.wait(words("stage.whole_tree")[:20], "C ┬")
    program.press("enter")
    program.wait("(c) " + words("stage.c", objective="C(θ)"))
    program.press("f2")
    program.wait(words("hint.heading", number=1))
    program.press("36")
    program.pause(1.5)
    program.kill()

    program = Program(tmp_path, "4.1", "--lang", language)
    program.wait("(c) " + words("stage.c", objective="C(θ)"), words("hint.heading", number=1))
    assert "a ✓" in program.head
    assert "b ✓" in program.head
    program.until(lambda: any(line.rstrip().endswith(" 36") for line in program.lines), "the draft 36")
    program.answer("6")
    program.until(lambda: "[d′ ○]" in program.head, "a derivative in letters, which is passed")
    program.press("f8")
    program.wait("(d) " + words("stage.d", objective="C(θ)"))
    program.answer("291")
    program.wait(wrong, words("mistake.partial.no-factor-2"))
    program.clear(3)
    program.answer("582", "68", "514", "68", "446", "68")
    program.wait("(e) " + words("stage.e"))
    program.answer("-43.6", "-5.8", "-50.4", "-5.8", "-57.2", "-5.8")
    program.until(lambda: "[e ✓]" in program.head, "the last stage done")
    predict(program, words)
    program.wait("366", "50")

    program.press("escape")
    program.wait("4.2", "4.3", "21/21")
    program.press("2")
    program.wait("4.2", "(a) " + words("stage.a"))
    if thorough:
        work_through_the_widened(program, words)
    assert program.leave() == 0


def work_through_the_widened(program: Program, words: Words) -> None:
    program.answer("7")
    program.wait("(b) " + words("stage.b"))
    program.answer(*TREE_WIDENED)
    program.wait(words("stage.whole_tree")[:20], "C ┬")
    program.press("enter")
    program.wait("(c) " + words("stage.c", objective="C(θ)"))
    program.answer("(4-2)^2 + (7+10)²")
    program.wait(words("verdict.wrong"))
    program.clear(20)
    program.answer("3^2 + 17²")
    program.until(lambda: "[d′ ○]" in program.head, "a derivative in letters")
    program.answer("2ㄱ*ㅎ2*ㅈ2[1,1]*ㅎ1[1]*x")
    program.wait("(d) " + words("stage.d", objective="C(θ)"))
    program.answer("(142, 142, 40, 40, 182, 182, 40)")
    program.wait("(e) " + words("stage.e"))
    program.answer("-13.2", "-13.2", "-3", "-3", "−17.2", "-17.2", "1 - 0.1*40")
    program.until(lambda: "[e ✓]" in program.head, "the last stage done")
    predict(program, words)
    program.wait("298", "40")


def predict(program: Program, words: Words) -> None:
    """Say what one more step does."""
    all_done = words("stage.all_done", key_home="Esc", key_next_stage="F8")
    program.wait(all_done[:20], words("finale.stays"))  # the whole of it goes over two lines
    program.press("2", "enter")
    program.wait(words("finale.right"))
    program.pause(1)
    program.press("pagedown", "pagedown")
