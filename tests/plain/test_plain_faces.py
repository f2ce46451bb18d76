"""One learner, two faces: what is begun on the screen goes on in lines, and the other way round."""

from pathlib import Path

from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId
from tutor.session.drill_desk import DrillDesk
from tutor.session.status import Status

from ..conftest import Clock
from ..screens.screens_kit import seated
from .plain_kit import sitting_in, talk, words_of

TREE = ("y a3", "z3", "w3 a2 b3", "z2", "w2 a1 b2", "z1", "w1 x b1")
D = FieldId("d", "w1")


async def test_half_on_the_screen_half_in_lines_and_back(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    words = words_of("en")
    async with seated(tmp_path, "4.1") as at:
        await at.answer("6", "b.C")
        await at.press("f8", then="c")
        await at.answer("365")
        await at.press("f2")
        await at.replace("36")
        await at.until(lambda: at.typed == "36")
        await at.quit()
    said = talk(tmp_path, clock, ["6", "hints", "hint", "go d.w1", "223", "steps", "2r g3 w3"], lesson=chain)
    assert words("plain.draft", text="36") in said.flat, "what was typed on the screen, and not sent"
    assert words("plain.progress", id="4.1", right=1, of=21) in said.flat
    assert said.text.count(words("hint.heading", number=1)) == 1, "the hint that was opened on the screen, read again"
    assert said.text.count(words("hint.heading", number=2)) == 1
    async with seated(tmp_path, "4.1") as at:
        await at.until(lambda: at.field == "d.w1")
        await at.until(lambda: bool(at.app.screen.query("BreakdownView")))
        await at.answer("446", "d.b1")
        await at.quit()
    said = talk(tmp_path, clock, ["go b", *TREE, "answers"], lesson=chain)
    sitting = sitting_in(tmp_path, clock, chain)
    assert sitting.status(D) is sitting.stage_status("b") is Status.RIGHT
    assert sitting.hint_levels[FieldId("c")] == 2
    assert sitting.status(FieldId("d", "w1", "chain")) is Status.WRONG
    assert [one.mark.is_right for one in sitting.answers[D].tries] == [False, True]


async def test_a_draft_of_the_screen_is_sent_by_enter_alone(tmp_path: Path, clock: Clock, chain: Problem) -> None:
    async with seated(tmp_path, "4.1") as at:
        await at.type("2*3")
        await at.quit()
    said = talk(tmp_path, clock, ["", "y a3"], lesson=chain)
    assert "read as 2*3 = 6" in said.flat or "2 times 3" in said.flat
    sitting = sitting_in(tmp_path, clock, chain)
    assert sitting.answers[FieldId("a")].text == "2*3"
    assert sitting.status(FieldId("b", "C")) is Status.RIGHT
    again = talk(tmp_path, clock, ["go a", ""], lesson=chain)
    assert words_of("en")("mark.empty") in again.flat, "it was sent, and is a draft no more"


async def test_a_sitting_of_drills_goes_on_in_lines(tmp_path: Path, clock: Clock, content: Path) -> None:
    from random import Random

    from tutor.journal.journal import open_journal
    from tutor.practice.drill_sitting import Goal

    with open_journal(tmp_path, clock) as journal:
        desk = DrillDesk(journal, clock, content, Random(3))
        desk.begin(Goal("problems", 2))
        drill = desk.coming().result()
        desk.show(drill)
        desk.leave()
    words = words_of("en")
    said = talk(tmp_path, clock, ["resume"])
    assert words("drill.home_left") in said.flat
    assert drill.at_hand.code in said.text
    said = talk(tmp_path, clock, [""], drill="")
    assert words("plain.resume") in said.flat
    assert drill.at_hand.code in said.text
