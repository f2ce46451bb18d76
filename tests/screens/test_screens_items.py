"""Items of every kind with the keyboard: a wrong option, a hint, the right ones, and the end."""

from pathlib import Path

import pytest
from tutor.lessons.languages import Language
from tutor.practice.codes import format_code
from tutor.practice.drill_entries import states_in
from tutor.practice.items import KINDS
from tutor.screens.home import HomeScreen
from tutor.screens.item import ItemScreen
from tutor.widgets.told_pane import ToldPane

from ..support.items import words_of
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, in_view, seated


def one(*values: object) -> tuple[object, ...]:
    return values


@pytest.mark.parametrize(
    ("skill", "language", "size"),
    [
        (also if number % 4 > 1 else one)(skill, *(("en", WIDE), ("ko", NARROW))[number % 2])
        for number, skill in enumerate(KINDS)
    ],
)
async def test_an_item_from_its_first_question_to_its_end(
    tmp_path: Path, skill: str, language: Language, size: tuple[int, int]
) -> None:
    async with seated(tmp_path, None, language=language, size=size, drill=str(format_code(skill, 2, 7))) as at:
        screen = in_view(at, ItemScreen)
        await at.until(lambda: screen.work is not None and at.app.focused is not None)
        item = screen.item
        words, naming = words_of(item, language), at.app.naming
        found: tuple[str, ...] = ()
        for question, right in item.solved(words):
            await at.sees(naming.line(question.text.rpartition("\n")[2])[:40])
            assert "\\" not in at.screen, "all mathematics is typeset"
            wrong = next(k for k, one in enumerate(question.options) if not item.is_right(found, one.name))
            await at.press(*str(wrong + 1), "enter")
            await at.sees(naming.line(item.remark(found, question.options[wrong].name, words))[:40])
            await at.press("f2")
            await at.sees(at.say("hint.heading", number=1))
            await at.press(*str(right + 1), "enter")
            found = (*found, question.options[right].name)
            await at.until(lambda: screen.work is not None and screen.work.desk.found == found)  # noqa: B023
        await at.until(lambda: screen.flow.is_finished)
        await at.sees(at.say("drill.done_found_single")[:20], "←")
        told = screen.query_one(ToldPane)
        await at.until(lambda: bool(told.query("#explanation")))
        assert told.max_scroll_y == 0, "all that is told is in sight below the list"
        state = states_in(at.journal).get(skill)
        assert (state.drills if state else 0) == KINDS[skill].is_offered
        await at.press("f9")
        await at.until(lambda: at.app.naming.words.language != language)
        await at.until(lambda: screen.work is not None and at.app.focused is not None)
        await at.sees("←")
        await at.press("enter")
        await at.until(lambda: isinstance(at.app.screen, HomeScreen))
