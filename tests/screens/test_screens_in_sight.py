"""After every key, the title of the stage, the field with the cursor, its verdict and what was opened are in sight.

Where a stage opens, its question is, too; at the end, the finale.

`python -m tests.soak.sight` tries each problem on each size of the screen.
"""

from pathlib import Path

import pytest
from textual.widget import Widget
from tutor.lessons.problem import Problem
from tutor.lessons.stages import FieldId, asked_fields, asked_stages, parse_field
from tutor.screens.problem import ProblemScreen
from tutor.screens.work.sight import scrolled_to
from tutor.session.given import right_text
from tutor.session.status import Status
from tutor.widgets.breakdown_view import StepTable
from tutor.widgets.field_slot import Explained
from tutor.widgets.stage_view import StageView
from tutor.widgets.walk_view import WalkView

from ..support.problems import make
from ..support.thorough import also
from .screens_kit import NARROW, WIDE, Learner, seated
from .test_screens_graphs import GRAPH, problem_of

LARGE = (200, 50)
DRILL = "bp1:weight-deep:137f3a2c"


def is_seen(at: Learner, part: Widget) -> bool:
    """Whether all of a widget is on the screen, and in no place where it is cut off."""
    return bool(part.region) and at.app.screen.can_view_entire(part)


def begins_in_sight(at: Learner, part: Widget) -> bool:
    """Whether the first line of a widget is on the screen, in the page."""
    page, region = at.app.screen.query_one(StageView).region, part.region
    return page.y <= region.y < page.bottom


def row_is_seen(at: Learner) -> bool:
    """The field with the cursor: its label, its verdict and the line that says something of it."""
    row = at.row
    if row is None:
        return False
    verdict = row.query_one(".row--verdict")
    return all(is_seen(at, part) for part in (row.query_one("Horizontal"), verdict)) and begins_in_sight(
        at, row.query_one(".row--note")
    )


async def seen(at: Learner, *parts: str) -> None:
    """Wait until the field with the cursor is in sight, and the beginning of what was opened."""

    def all_seen() -> bool:
        if not is_seen(at, at.app.screen.query_one(".stage--title")):
            return False
        opened = [part for name in parts for part in at.app.screen.query(name) if part.display]
        return row_is_seen(at) and all(begins_in_sight(at, part) for part in opened)

    await at.until(all_seen)


async def question_seen(at: Learner) -> None:
    """Wait until the question of the stage is in sight beside the field, from its beginning where both fit."""

    def is_whole() -> bool:
        page, question, row = at.app.screen.query_one(StageView), at.app.screen.query_one(".stage--question"), at.row
        assert row is not None
        parts = (question.region, row.region)
        all_of_it = max(part.bottom for part in parts) - min(part.y for part in parts)
        return question.region.height > 0 and (is_seen(at, question) or all_of_it > page.content_size.height)

    await at.until(is_whole)
    await seen(at)


def is_walking(at: Learner) -> bool:
    """Whether the walk back asks something."""
    screen = at.app.screen
    return isinstance(screen, ProblemScreen) and screen.work is not None and screen.work.is_walking


async def stumble(at: Learner, field: FieldId) -> None:
    """A wrong answer with what explains it, the walk back, the hints, the sub-steps, and all of it closed again."""
    if field.stage == "chain":
        await at.answer(" + ".join([right_text(at.sitting.problem, field)] * 2))
    else:
        await at.answer("x" if field.stage == "b" else "7777")
    await at.until(lambda: at.verdict == "wrong")
    await at.until(lambda: any(text.display for text in at.app.screen.query(Explained)) or field.stage == "b")
    await seen(at)
    if at.say("command.where") in at.footer:
        await at.press("f4")
        await at.until(lambda: bool(at.app.screen.query(WalkView)))
        await seen(at)
        asked = at.field
        await at.answer("5555")
        await at.until(lambda: not is_walking(at) or at.field != asked or at.verdict != "")
        await seen(at)
        if is_walking(at):
            await at.press("escape")
        await at.until(lambda: at.field == str(field) and not is_walking(at))
    for _ in range(3):
        await at.press("f2")
        await seen(at)
    if at.say("command.break_down") in at.footer:
        await at.press("f3")
        await at.until(lambda: "/" in at.field)
        await seen(at)
        await at.answer("7777")
        await seen(at)
        await at.press("f2")
        await seen(at)
        await at.press("f3")
        await at.until(lambda: at.field == str(field))
    await seen(at)


async def worked(at: Learner, problem: Problem) -> None:
    """Each stage: the first field wrongly in every way, a wrong vector, then all right."""
    for stage in asked_stages(problem):
        first = asked_fields(problem, stage)[0]
        await at.until(lambda stage=stage: parse_field(at.field).stage == stage)  # type: ignore[misc]
        await question_seen(at)
        if stage == "d" and not first.step:  # it begins at the last layer
            await at.lead_to(str(first))
        if at.sitting.status(first) is not Status.RIGHT:
            await at.until(lambda first=first: at.field == str(first))  # type: ignore[misc]
            await stumble(at, first)
        places = [one for one in asked_fields(problem, stage) if not one.step]
        if stage in "de" and len(places) > 2:
            texts = [right_text(problem, one) for one in places]
            await at.answer(f"({', '.join([*texts[:2], *(['-8888'] * (len(texts) - 2))])})")
            await at.until(lambda places=places: at.field == str(places[2]))  # type: ignore[misc]
            await at.until(lambda: at.verdict == "wrong")
            await seen(at)
        while parse_field(at.field or str(first)).stage == stage and not at.sitting.is_done():
            field = at.field
            if not field:  # the whole tree
                await at.press("enter")
            elif stage == "e" and at.sitting.status(parse_field(field)) is not Status.RIGHT and "/" not in field:
                await at.answer(f"({', '.join(right_text(problem, one) for one in places)})")
            else:
                await at.answer(right_text(problem, parse_field(field)))
            await at.until(lambda field=field: at.field != field or at.sitting.is_done())  # type: ignore[misc]
            if at.field:
                await seen(at)


def finale(at: Learner) -> Widget:
    """What is said when all is done."""
    return at.app.screen.query(".stage--solution").first()


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("small", NARROW),
        also("4.1", WIDE),
        also("4.2", NARROW),
        also("graph", NARROW),
        also("graph", LARGE),
        ("drill", NARROW),
    ],
)
async def test_after_every_key(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    await stays_in_sight(tmp_path, name, size)


def opened(folder: Path, name: str) -> Problem | str | None:
    if name == "small":  # two layers and one data point: all stages, and each has fields enough
        return make((1, 1, 1), data=((1, 2),))
    if name == "graph":
        return problem_of(folder, GRAPH)
    return None if name == "drill" else name


async def stays_in_sight(folder: Path, name: str, size: tuple[int, int]) -> None:
    """Work a problem whole, stumbling in every way, and look after every key."""
    async with seated(folder / "data", opened(folder, name), size=size, drill=DRILL if name == "drill" else None) as at:
        await at.until(lambda: isinstance(at.app.screen, ProblemScreen) and at.field != "")
        assert isinstance(at.app.screen, ProblemScreen)
        await worked(at, at.app.screen.problem)
        await at.until(lambda: bool(at.app.screen.query(".stage--solution")))
        await at.until(lambda: begins_in_sight(at, finale(at)))
        assert at.row is None or row_is_seen(at)
        if name != "drill":
            assert is_seen(at, finale(at))


@pytest.mark.parametrize(("name", "begin"), [also("4.1", "chain.w2"), ("4.2", "chain.w1[1,1]")])
async def test_a_question_is_whole_beside_the_first_field_at_hand(tmp_path: Path, name: str, begin: str) -> None:
    """In (d) the cursor begins below, at the last layer."""
    async with seated(tmp_path, name, begin=begin, size=NARROW, language="ko") as at:
        await at.press("f8")
        await at.until(lambda: at.field.startswith(f"d.w{len(at.sitting.problem.network.widths) - 1}"))
        await question_seen(at)
        assert is_seen(at, at.app.screen.query_one(".stage--question"))


async def test_beside_a_long_statement_what_the_stage_needs_stays_in_sight(tmp_path: Path) -> None:
    """Its formula changes with the stage; a statement that is whole needs no such strip."""
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        strip = await strip_beside(at)
        assert strip.display
        before = at.lines_of(strip)
        await at.press("f8", "f8")
        await at.until(lambda: at.field == "c" and at.lines_of(strip) != before)
        assert any("C(θ) =" in line for line in at.lines_of(strip))
        await at.resize(*NARROW)
        await at.until(lambda: not strip.display)
    async with seated(tmp_path, "cs231n-graph", size=WIDE) as at:
        assert not (await strip_beside(at)).display


async def strip_beside(at: Learner) -> Widget:
    """The strip in the left pane, once it came."""
    await at.until(lambda: bool(at.app.screen.query(".left > GivenStrip")))
    return at.app.screen.query(".left > GivenStrip").first()


def test_the_more_important_first() -> None:
    assert scrolled_to([(5, 7)], 0, 10) == 0, "it stays where all is seen"
    assert scrolled_to([(15, 17)], 0, 10) == 7
    assert scrolled_to([(3, 5)], 8, 10) == 3
    assert scrolled_to([(15, 17), (18, 22)], 0, 10) == 12
    assert scrolled_to([(15, 17), (18, 40)], 0, 10) == 15, "as much as fits"
    assert scrolled_to([(30, 32), (10, 32)], 0, 10) == 22
    assert scrolled_to([(10, 40), (0, 3)], 0, 10) == 10, "from its beginning"


async def test_the_table_is_in_sight_whatever_was_read_before(tmp_path: Path) -> None:
    """An unfolded explanation makes room for it, and that of a wrong cell leaves it in sight once the next is asked."""
    async with seated(tmp_path, "4.1", begin="c", size=NARROW) as at:
        await at.answer("91.5")
        await at.unfold()
        await at.press("f3", then="c/z1@1")
        (told,) = at.app.screen.query(Explained)
        table = at.app.screen.query_one(StepTable)
        await at.until(lambda: told.is_folded and is_seen(at, table) and row_is_seen(at))
        await at.answer("3")
        await at.unfold()
        await at.answer("2", then="c/a1@1")
        await at.until(lambda: is_seen(at, table) and row_is_seen(at))


@pytest.mark.parametrize("size", [WIDE, (80, 16)])
async def test_pages_are_turned_with_the_cursor_in_a_field(tmp_path: Path, size: tuple[int, int]) -> None:
    """Beside the work the problem's; where the work is alone in view, its own."""
    async with seated(tmp_path, size=size) as at:
        await at.until(lambda: at.field == "a")
        await at.press("f8", "f8", "f8", "f8")
        await at.until(lambda: at.field.startswith("d."))
        await at.type("6")
        page = at.app.screen.query_one(".left" if size == WIDE else StageView)
        begun = page.scroll_offset.y
        away, back = ("pagedown", "pageup") if size == WIDE else ("pageup", "pagedown")
        await at.press(away)
        await at.until(lambda: (page.scroll_offset.y > begun) == (away == "pagedown") and page.scroll_offset.y != begun)
        turned = page.scroll_offset.y
        await at.press(back)
        await at.until(lambda: page.scroll_offset.y != turned)
        assert at.typed == "6"
        if size == WIDE:  # with the keys in the problem, Enter checks nothing
            page.focus()
            await at.until(lambda: f"Enter {at.say('command.check')}" not in at.footer)
            await at.press("tab")
            await at.until(lambda: f"Enter {at.say('command.check')}" in at.footer)
