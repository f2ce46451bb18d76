"""Hints: one more hint level a press, the bottom ones only for those who ask twice, and never how many there are."""

import re
from pathlib import Path

import pytest
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem
from tutor.lessons.sections import HINT_LEVELS
from tutor.lessons.stages import STAGE_IDS, parse_field
from tutor.lessons.steps import bottom_of, hint_levels_of
from tutor.session.given import right_text
from tutor.widgets.prose import Prose

from tests.support.course import problem_of
from tests.support.problems import make

from ..conftest import Clock
from ..support.solved import work
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated

FREE = HINT_LEVELS.index("numbers")
"""So many hints come at one press each."""


def shown(at: Learner) -> list[str]:
    """The headings of the hints on the page, the newest first."""
    text = "\n".join(str(prose.render()) for prose in at.app.screen.query(".hints").results(Prose))
    pattern = at.say("hint.heading", number=0).replace("0", r"\d+")
    return re.findall(pattern, text)


async def ask(at: Learner, presses: int) -> None:
    for _ in range(presses):
        before = shown(at)
        await at.press("f2")
        await at.until(lambda before=before: len(shown(at)) > len(before))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "language", "size"),
    [(make((1, 1, 1), data=((1, 2),)), "en", NARROW), also("4.1", "en", NARROW), also("4.2", "ko", WIDE)],
    ids=["small", "4.1", "4.2"],
)
async def test_one_hint_a_press_and_the_bottom_ones_asked_for_twice(
    tmp_path: Path, name: Problem | str, language: Language, size: tuple[int, int]
) -> None:
    async with seated(tmp_path, name, size=size, language=language) as at:
        for stage in STAGE_IDS:
            await at.until(lambda stage=stage: at.field.startswith(stage))  # type: ignore[misc]
            hint_levels, free = hint_levels_of(parse_field(at.field)), bottom_of(parse_field(at.field))
            await ask(at, free)
            for opened, hint_level in enumerate(hint_levels[free:], free):
                assert shown(at) == [at.say("hint.heading", number=n) for n in range(opened, 0, -1)]
                await at.until(at.cursor_is_in_sight)
                await at.sees(at.say("hint.heading", number=opened))
                asked = at.say(f"hint.ask_{hint_level}")[:24]
                await at.press("f2")
                await at.until(lambda asked=asked: at.note.startswith(asked))  # type: ignore[misc]
                assert len(shown(at)) == opened
                assert not re.search(rf"\b{opened}\b ?(/|of|가운데|중)", at.screen), "nothing counts what is left"
                await ask(at, 1)
                await at.until(lambda asked=asked: not at.note.startswith(asked))  # type: ignore[misc]
            await at.press("f2")
            await at.until(lambda: at.note.startswith(at.say("hint.no_more")[:24]))
            assert at.sitting.hint_levels[parse_field(at.field)] == len(hint_levels)
            await at.press("f8")
        assert len(at.sitting.hint_levels) == len(STAGE_IDS)


async def test_hints_of_what_is_right_make_room_and_come_back_with_the_cursor(tmp_path: Path, clock: Clock) -> None:
    problem = problem_of("4.1")
    work(tmp_path, problem, "abc", clock)
    async with seated(tmp_path, "4.1", begin="d.w3", size=NARROW) as at:
        await ask(at, 2)
        hints = at.app.screen.query_one(".hints")
        await at.answer("291")
        assert hints.display, "what is not right yet is still worked at"
        await at.answer(right_text(problem, parse_field("d.w3")), then="d.b3")
        await at.until(lambda: not hints.display)
        await at.press("up", then="d.w3")
        await at.until(lambda: hints.display)
        await at.press("down", then="d.b3")
        await at.until(lambda: not hints.display)


async def test_whoever_types_on_is_asked_again(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await ask(at, FREE)
        await at.press("f2")
        await at.type("5")
        await at.press("f2")
        await at.until(lambda: at.note.startswith(at.say("hint.ask_numbers")[:24]))
        assert len(shown(at)) == FREE


async def test_a_hint_asked_about_can_be_left_unopened(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await ask(at, FREE)
        asked = at.say("hint.ask_numbers")[:24]
        await at.press("f2")
        await at.until(lambda: at.note.startswith(asked) and at.say("command.cancel") in at.footer)
        await at.press("escape")
        await at.until(lambda: not at.note.startswith(asked) and at.say("command.cancel") not in at.footer)
        assert at.field == "a", "it is cancelled, and nothing is left"
        await at.press("f2")
        await at.until(lambda: at.note.startswith(asked))
        assert len(shown(at)) == FREE


async def test_each_field_has_hints_of_its_own(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="d.w1") as at:
        await ask(at, 2)
        await at.press("down", then="d.b1")
        await ask(at, 1)
        assert at.sitting.hint_levels == {parse_field("d.w1"): 2, parse_field("d.b1"): 1}
        await at.answer("67")
        await at.until(lambda: at.verdict == "wrong")
        assert len(shown(at)) == 3, "an answer takes no hint away"


async def test_a_whole_tree_offers_no_hint(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="b.z1", solved=True, size=NARROW) as at:
        await at.answer("w1 x b1")
        await at.until(lambda: "[b ✓]" in at.lines[0] and "F2" not in at.footer)
        before = at.screen
        await at.press("f2")
        assert at.screen == before
        await at.press("down", "down", "down")
        await at.until(lambda: at.screen != before)  # what does not fit can be scrolled to


async def test_a_second_press_is_asked_for_no_longer_than_it_is_meant(tmp_path: Path) -> None:
    """Who goes to the sub-steps, or to another field, is asked anew: no press opens what it was not meant for."""
    async with seated(tmp_path, "4.1", begin="d.w1", size=WIDE) as at:
        asked = at.say("hint.ask_numbers")[:24]
        await at.press("f2", "f2", "f2")
        await at.until(lambda: at.sitting.hint_levels.get(parse_field("d.w1")) == 3)
        for leave, back in (("f3", "f3"), ("down", "up")):
            await at.press("f2")
            await at.sees(asked)
            await at.press(leave)
            await at.until(lambda: at.field != "d.w1" and asked not in at.screen)
            await at.press(back, then="d.w1")
            await at.press("f2")
            await at.sees(asked)
            assert at.sitting.hint_levels[parse_field("d.w1")] == 3
            await at.press(leave)
            await at.until(lambda: at.field != "d.w1")
            await at.press(back, then="d.w1")


@pytest.mark.parametrize("language", [also("en"), "ko"])
async def test_what_was_asked_for_last_stands_next_to_the_cursor(tmp_path: Path, language: Language) -> None:
    """On 24 lines, too: under a cell with an explanation, the hint comes first, and the cell stays in sight."""
    async with seated(tmp_path, "4.1", begin="d.w1", size=NARROW, language=language) as at:
        await at.press("f3", then="d.w1/chain")
        await at.answer("2r g3 w3 g2 w2 g1 x", "d.w1/dC/da3@1")
        await at.answer("2")
        await at.unfold()
        await at.sees(at.say("mistake.partial.no-factor-2"))
        await at.press("f2")
        await at.sees(at.say("hint.heading", number=1))
        await at.until(at.cursor_is_in_sight)
