"""The walk back on the screen: one dialogue under its field, that ends there and says what was found."""

from pathlib import Path

import pytest
from tutor.lessons.languages import Language
from tutor.lessons.stages import parse_field
from tutor.session.status import Status
from tutor.widgets.walk_view import WalkView

from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated

CHAIN = "2r g3 w3 g2 w2 g1 x"


def dialogue(at: Learner) -> str:
    """What the dialogue says, if there is one in sight."""
    return " ".join(line for view in at.app.screen.query(WalkView) for line in at.lines_of(view))


async def wrong(at: Learner, text: str) -> None:
    await at.answer(text)
    await at.until(lambda: at.verdict == "wrong")


@pytest.mark.parametrize(("size", "language"), [(NARROW, "ko"), also(WIDE, "en")])
async def test_by_keyboard_from_the_field_and_back(tmp_path: Path, size: tuple[int, int], language: Language) -> None:
    async with seated(tmp_path, begin="d.w1", size=size, language=language) as at:
        await wrong(at, "450")
        await at.press("f4", then="d.w1/product@1")
        assert at.cursor_is_in_sight()
        await at.sees(at.say("walk.head", number=1))
        await at.answer("4, 104, 98, 244", "d.w1/chain")
        assert "✗" in dialogue(at)
        await at.answer(CHAIN, "d.w1/dC/da3@4")
        assert at.cursor_is_in_sight()
        await at.answer("26", "d.w1/da3/dz3@4")
        await at.answer("1 1 1 1 1 10", "c/z1@4")
        assert "[d " in at.lines[0], "it stays where it began"
        await at.answer("(11, 11, 12, 12, 14, 14, 13)", "d.w1")
        await at.sees(at.say("diagnosis.walk", field=at.app.naming.field(parse_field("c/z3@4"))))
        assert at.cursor_is_in_sight()
        assert at.sitting.status(parse_field("d.w1/product@4")) is Status.WRONG, "they are the sub-steps"
        assert at.sitting.status(parse_field("c/z3@4")) is Status.WRONG
        assert at.sitting.current == parse_field("d.w1")
        assert dialogue(at)
        await at.answer("446", "d.b1")
        await at.until(lambda: not dialogue(at))


async def test_what_was_found_goes_where_it_is_mended_and_is_not_said_of_the_next_answer(tmp_path: Path) -> None:
    async with seated(tmp_path, begin="c", size=NARROW) as at:
        found = at.say("diagnosis.walk", field=at.app.naming.field(parse_field("c/r@1")))
        await wrong(at, "300")
        await at.press("f4", then="c/squares@1")
        await at.answer("1 169 49 144", "c/z1@1")
        await at.answer("2 2 3 3 4 4 1", "c")
        await at.sees(found)
        await wrong(at, "356")
        await at.press("f4", then="c/squares@1")
        await at.answer("1", "c/r@1")
        await at.answer("1", "c")
        await at.sees(found)
        await at.press("f3", then="c/r@1")
        assert at.app.screen.query(WalkView)
        await at.answer("2", "c/squares@1")
        await at.until(lambda: not at.app.screen.query(WalkView))


async def test_nothing_is_lost_where_it_is_left(tmp_path: Path) -> None:
    async with seated(tmp_path, begin="d.w1") as at:
        await wrong(at, "450")
        assert at.say("command.where") in at.footer
        await at.press("f4", then="d.w1/product@1")
        assert at.say("command.leave_walk") in at.footer
        await at.answer("4", "d.w1/product@2")
        await at.type("10")
        await at.press("escape", then="d.w1")
        assert not at.app.screen.query(WalkView)
        await at.press("f4", then="d.w1/product@2")
        assert at.typed == "10"
        await at.press("f4", then="d.w1")
    async with seated(tmp_path) as at:
        await at.until(lambda: at.field == "d.w1")
        await at.press("f4", then="d.w1/product@2")
        assert at.typed == "10"
        assert "F2" in at.footer
        await at.press("f2")
        await at.until(lambda: at.sitting.hint_levels.get(parse_field("d.w1/chain")) == 1)
        await at.sees(at.say("hint.heading", number=1))
        assert at.typed == "10"


async def test_what_cannot_be_read_is_asked_again(tmp_path: Path) -> None:
    async with seated(tmp_path, begin="d.w1") as at:
        await wrong(at, "450")
        await at.press("f4", then="d.w1/product@1")
        for text in ("apples", "1 2 3 4 5"):
            await at.answer(text)
            await at.until(lambda: at.verdict == "unreadable")
            assert at.field == "d.w1/product@1"
        await at.answer("")
        await at.until(lambda: at.say("mark.empty")[:20] in at.note)
        await at.answer("4 104 98 240", "d.w1")
        await at.sees(at.say("diagnosis.walk_none"))


@pytest.mark.parametrize(("size", "language"), [also((80, 60), "ko"), ((120, 60), "en")])
async def test_one_step_tells_whether_what_is_possible_is_it(
    tmp_path: Path, size: tuple[int, int], language: Language
) -> None:
    async with seated(tmp_path, begin="d.w1", size=size, language=language) as at:
        await wrong(at, "223")
        step = at.app.naming.field(parse_field("d.w1/dC/da3@1"))
        press = at.say("small.press")
        await at.sees(at.say("mistake.partial.no-factor-2"))
        assert press not in at.screen, "it is one line"
        await at.unfold()
        await at.sees(at.say("mistake.partial.no-factor-2"), at.say("diagnosis.doubt", question=step), press)
        await at.press("f4", then="d.w1/dC/da3@1")
        await at.until(lambda: press not in at.screen)
        await at.answer("2", "d.w1")
        await at.sees(at.say("walk.confirmed"), at.say("mistake.partial.no-factor-2"))
        assert press not in at.screen, "asked once"
        await at.press("f4", then="d.w1/product@1")


async def test_a_step_of_another_stage_is_asked_in_its_place(tmp_path: Path) -> None:
    async with seated(tmp_path, begin="e.w1", size=NARROW) as at:
        await wrong(at, "12345")
        await at.press("f4", then="e.w1/step")
        await at.answer("30", "d.w1")
        assert "[e " in at.lines[0]
        await at.answer("446", "e.w1")
        await at.sees(at.say("diagnosis.walk", field=at.app.naming.field(parse_field("e.w1/step"))))


@pytest.mark.parametrize(("size", "language"), [(NARROW, "ko"), also(WIDE, "en")])
async def test_a_question_with_numbers_of_its_own(tmp_path: Path, size: tuple[int, int], language: Language) -> None:
    async with seated(tmp_path, size=size, language=language) as at:
        await at.answer("3")
        await at.until(lambda: "F4" in at.footer)
        await at.press("f4", then="a/small")
        assert "F2" not in at.footer
        await at.press("f2")
        assert not at.sitting.hint_levels, "it has none"
        await at.answer("nine")
        await at.until(lambda: at.verdict == "unreadable")
        await at.answer("", "a/small")
        await at.type("9")
        await at.press("escape", then="a")
        await at.press("f4", then="a/small")
        assert at.typed == "9"
        await at.press("enter", then="a")
        await at.sees(at.say("mistake.count.no-biases"))
        assert at.journal.mistakes()["count.no-biases"].times == 1
        assert "F4" not in at.footer
    async with seated(tmp_path, size=size, language=language) as at:
        await at.sees(at.say("mistake.count.no-biases"))
        await at.answer("6", "b.C")


async def test_hints_are_of_what_is_asked(tmp_path: Path) -> None:
    """Not of the field; and a step's own recipe, which shows the chain, is none before the chain is known."""
    async with seated(tmp_path, begin="d.w1") as at:
        await wrong(at, "450")
        await at.press("f4", then="d.w1/product@1")
        await at.press("f2", "f2")
        await at.until(lambda: at.sitting.hint_levels.get(parse_field("d.w1/chain")) == 2)
        await at.press("f2")
        await at.until(lambda: at.say("hint.ask_answer")[:20] in at.note)
        await at.answer("4 104 98 244", "d.w1/chain")
        await at.sees(at.say("hint.heading", number=2))
        await at.answer(CHAIN, "d.w1/dC/da3@4")
        await at.until(lambda: at.say("hint.heading", number=1) not in dialogue(at))
        await at.press("f2")
        await at.until(lambda: at.sitting.hint_levels.get(parse_field("d.w1/dC/da3@4")) == 1)
        await at.until(lambda: at.say("hint.heading", number=1) in dialogue(at))
        assert parse_field("d.w1") not in at.sitting.hint_levels


@pytest.mark.parametrize(("size", "language"), [(NARROW, "ko"), also(WIDE, "en")])
async def test_it_stays_where_it_is_in_the_other_language(
    tmp_path: Path, size: tuple[int, int], language: Language
) -> None:
    async with seated(tmp_path, begin="d.w1", size=size, language=language) as at:
        await wrong(at, "450")
        await at.press("f4", then="d.w1/product@1")
        await at.answer("4 104 98 244", "d.w1/chain")
        await at.type("2r g3")
        before = at.say("walk.head", number=2)
        await at.press("f9", then="d.w1/chain")
        after = at.say("walk.head", number=2)
        assert before != after
        await at.sees(after)
        await at.until(lambda: at.field == "d.w1/chain" and at.cursor_is_in_sight())
        assert at.typed == "2r g3"
        assert "✗" in dialogue(at), "what was answered is still told"
        await at.answer(CHAIN, "d.w1/dC/da3@4")
        await at.press("escape", then="d.w1")
        await at.press("f9")
        await at.until(lambda: before not in at.screen and at.field == "d.w1")
        assert not at.app.screen.query(WalkView)


async def test_the_step_that_decides_comes_first_and_what_it_found_stays_in_the_other_language(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.2", begin="d.b1[1]") as at:
        await wrong(at, "20")
        await at.sees(at.say("diagnosis.several"))
        await at.unfold()
        await at.sees(at.say("mistake.partial.mean"))
        await at.press("f4", then="d.b1[1]/dC/da2@1")
        assert "2r" not in dialogue(at)
        await at.press("f9")
        await at.until(lambda: at.field == "d.b1[1]/dC/da2@1" and at.say("walk.head", number=1) in dialogue(at))
        await at.answer("3", "d.b1[1]")
        await at.sees(at.say("walk.decided"))
        await at.until(lambda: at.journal.mistakes().keys() == {"partial.no-factor-2"})
        await at.press("f9")
        await at.sees(at.say("walk.decided"))
        assert at.field == "d.b1[1]"


async def test_what_stands_beside_it_asks_nothing_twice(tmp_path: Path) -> None:
    """The explanation names the key for its question until that is asked; afterwards again, if it was left."""
    async with seated(tmp_path, size=(200, 50)) as at:
        await at.answer("3")
        press = at.say("small.press")
        await at.unfold()
        await at.sees(press)
        await at.press("f4", then="a/small")
        await at.until(lambda: press not in at.screen)
        await at.sees(at.say("mistake.count.no-biases"))
        await at.press("f4", then="a")
        await at.sees(press)


@pytest.mark.parametrize("text", ["300", also("371")])
async def test_where_nothing_explains_it_the_walk_speaks_alone(tmp_path: Path, text: str) -> None:
    async with seated(tmp_path, begin="c", size=(120, 60)) as at:
        await wrong(at, text)
        cannot_tell = at.say("diagnosis.cannot_tell", steps="", walk="")[:24]
        await at.sees(cannot_tell)
        await at.press("f4", then="c/squares@1")
        await at.until(lambda: cannot_tell not in at.screen)
        await at.answer("4, 169, 49, 144", "c")
        await at.sees(at.say("diagnosis.walk_none"))
        assert cannot_tell not in at.screen
        await at.replace(f"{text}1")
        await at.press("enter")
        await at.sees(cannot_tell)


async def test_a_comma_alone_parts_two_values_unless_it_may_be_of_thousands(tmp_path: Path) -> None:
    async with seated(tmp_path, begin="d.w1", size=(200, 50)) as at:
        await wrong(at, "450")
        await at.press("f4", then="d.w1/product@1")
        await at.answer("4,104")
        await at.until(lambda: at.verdict == "unreadable")
        await at.sees("group thousands or separate values")
        assert at.field == "d.w1/product@1"
        await at.replace("4,10")
        await at.until(lambda: "(i = 2) = 10" in at.note)
        await at.press("enter", then="d.w1/product@3")
        assert [at.sitting.answers[parse_field(f"d.w1/product@{i}")].text for i in (1, 2)] == ["4", "10"]
        await at.press("f3", then="d.w1/chain")  # the sub-steps take the place of what is asked
        await at.until(lambda: not dialogue(at))
        assert at.say("command.where") in at.footer
