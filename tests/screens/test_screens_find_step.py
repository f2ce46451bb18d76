"""The search for a wrong step with the keyboard: lines chosen, hints, lines worked out."""

from pathlib import Path

import pytest
from tutor.lessons.figures import as_text
from tutor.lessons.languages import Language
from tutor.lessons.template import Value
from tutor.practice.drill_entries import states_in
from tutor.practice.items.find_step import FIND_STEP, FindStep
from tutor.practice.solution_lines import right_value
from tutor.screens.home import HomeScreen
from tutor.screens.item import ItemScreen
from tutor.screens.items.value_work import ValueWork
from tutor.screens.two_pane import ReadingPane
from tutor.session.record_names import record_name
from tutor.widgets.options import Options

from ..support.items import said
from ..support.thorough import also
from .drill_kit import at_screen
from .screens_kit import NARROW, WIDE, Learner, in_view, seated

FIND = "bp1:find-step:1e3be5c3b"
IN_THE_COST = "bp1:find-step:111"


@pytest.mark.parametrize(("language", "size"), [("ko", NARROW), also("en", WIDE)])
async def test_the_search_for_a_wrong_step(tmp_path: Path, language: Language, size: tuple[int, int]) -> None:
    async with seated(tmp_path, None, language=language, size=size, drill=FIND) as at:
        screen = in_view(at, ItemScreen)
        found = found_in(screen)
        first, made = found.first_wrong + 1, found.choices.index(found.mistake) + 1
        await at.sees(asked(at, "line.question"))
        await at.press(*str(len(found.lines)), "enter")
        await at.sees(asked(at, "line.earlier", number=len(found.lines)))
        await at.press("down", *str(first), "enter")
        await at.sees(asked(at, "mistake.question", number=first))
        await at.press(str(made % 4 + 1), "enter")
        await at.sees(asked(at, "mistake.wrong"))
        await at.press(str(made), "enter")
        await at.until(lambda: screen.flow.is_finished)
        await at.sees(at.say(f"mistake.{found.mistake}"))
        assert f"{first:2}  " in at.line("←")
        assert states_in(at.journal)[FIND_STEP].drills == 1
        await at.press("enter")
        await at_screen(at, HomeScreen)


def found_in(screen: ItemScreen) -> FindStep:
    assert isinstance(screen.item, FindStep)
    return screen.item


def asked(at: Learner, section: str, **values: Value) -> str:
    """What the search says, in the language of now."""
    return said(in_view(at, ItemScreen).item, at.app.naming.words.language, section, **values)


def value_work_of(at: Learner) -> ValueWork | None:
    work = in_view(at, ItemScreen).work
    return work.value_work if work is not None else None


async def works_on(at: Learner, index: int) -> None:
    """Wait until the cursor is in the field of a line, from 0."""

    def is_there() -> bool:
        work = value_work_of(at)
        return work is not None and work.index == index and work.has_cursor

    await at.until(is_there)


@pytest.mark.parametrize(("language", "size"), [("ko", NARROW), also("en", WIDE)])
async def test_the_search_has_hints_and_lines_to_work_out(
    tmp_path: Path, language: Language, size: tuple[int, int]
) -> None:
    async with seated(tmp_path, None, language=language, size=size, drill=IN_THE_COST) as at:
        screen = in_view(at, ItemScreen)
        found, first = found_in(screen), found_in(screen).first_wrong
        await at.press("enter")
        await at.sees(at.say("drill.choose_first"))
        assert not at.journal.entries(record_name(found.problem)), "a stray Enter is no answer"
        await at.press("f3")
        right = [as_text(right_value(found.problem, line)) for line in found.lines]
        for index in range(first):
            await works_on(at, index)
            await at.press(*right[index], "enter")
        await works_on(at, first)
        await at.press("8", "f9")  # the page is made anew in the other language, and nothing typed is lost
        await at.until(lambda: asked(at, "line.question") in at.screen)
        await works_on(at, first)
        await at.until(lambda: at.row is not None and at.row.text == "8")
        await at.press("backspace", *right[first], "enter")
        await at.sees(at.say("drill.line_differs", value=right[first]))
        assert f"≠ {right[first]}" in at.line(f"{first + 1:2}  ", "≠")
        await at.press("up", *"99999", "enter")
        await works_on(at, first - 1)
        await at.until(lambda: at.verdict == "wrong")
        await at.press("f3")
        await at.until(lambda: value_work_of(at) is None)
        for hint_level in range(1, 4):
            await at.press("f2")
            await at.sees(at.say("hint.heading", number=hint_level))
        await at.press("f2")
        await at.sees(at.say("hint.ask_numbers"))
        await at.press("f2")
        await at.sees(at.say("hint.heading", number=4))
        await at.press("f2")
        await at.sees(at.say("hint.ask_answer"))
        await at.press("escape")
        await at.until(lambda: at.say("hint.ask_answer")[:24] not in at.screen)
        await at.press("f2")
        await at.sees(at.say("hint.ask_answer"))
        await at.press("f3", "f3", "f2")
        await at.sees(at.say("hint.ask_answer"))
        assert screen.work is not None
        assert screen.work.desk.hints == 4, "after something else it is asked again"
        await at.press("f2")
        await at.sees(at.say("hint.heading", number=5))
        await at.press("f2")
        await at.sees(at.say("hint.no_more"))
        await at.press(*str(first + 1), "enter")
        await at.sees(asked(at, "mistake.question", number=first + 1))
        assert at.say("hint.heading", number=5) not in at.screen
        await at.press("f2")
        await at.sees(at.say("hint.heading", number=1))


async def test_choosing_a_line_while_one_is_worked_out_goes_there(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=WIDE, drill=IN_THE_COST) as at:
        screen = in_view(at, ItemScreen)
        await at.press("f3")
        await works_on(at, 0)
        await at.sees(f"Enter {at.say('command.check')}")
        assert screen.work is not None
        choices = screen.work.query_one(Options)
        choices.focus()
        await at.sees(f"Enter {at.say('command.choose_line')}")
        await at.press("7", "enter")
        await works_on(at, 6)
        panes = screen.panes
        assert panes is not None
        panes.left.focus()
        await at.press("5")
        assert at.app.focused is choices, "a digit leads there from what is read beside them"
        await at.press("7", "enter")
        await works_on(at, 6)
        assert not at.journal.entries(record_name(found_in(screen).problem)), "that was no answer"
        await at.press("1", "2")
        screen.work.post_message(ValueWork.Moved(6))
        at.post("f3", *str(found_in(screen).first_wrong + 1), "enter")
        for _ in range(3):
            screen.work.post_message(ValueWork.Moved(6))  # as it may come late
        await at.sees(asked(at, "mistake.question", number=found_in(screen).first_wrong + 1))
        await at.press("f9")
        mistakes = [at.say(f"mistake.{name}") for name in found_in(screen).choices]
        await at.sees(*mistakes)
        assert at.journal.drafts(record_name(found_in(screen).problem)) == {"d.b2/dC/da2@1": "12"}


async def test_the_cursor_is_never_out_of_sight(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=NARROW, drill=IN_THE_COST) as at:
        screen = in_view(at, ItemScreen)
        await at.until(lambda: screen.work is not None and at.app.focused is not None)
        await at.press("f6", "f9", "down", "down", "enter", "3", "enter")
        assert not at.journal.entries(record_name(found_in(screen).problem)), "the lines are out of sight"
        await at.press("f6")
        await at.sees(asked(at, "line.question"))
        await at.press("3")
        assert isinstance(at.app.focused, Options)
        assert at.app.focused.highlighted == 2
        await at.press("f6")
        for size in (WIDE, NARROW):
            await at.resize(*size)
            await at.until(lambda: isinstance(at.app.focused, Options))
        screen.query_one(ReadingPane).focus()
        await at.resize(*WIDE)
        screen.query_one(ReadingPane).focus()
        await at.press("4")
        choices = screen.query_one(Options)
        await at.until(lambda: choices.highlighted == 3)
        await at.resize(*NARROW)
        await at.until(lambda: at.app.focused is choices)
