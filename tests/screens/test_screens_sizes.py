"""Wide, narrow and tiny screens, and the way between them."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from tutor.widgets.drawing_band import DrawingBand
from tutor.widgets.given_strip import GivenStrip
from tutor.widgets.opening import Opening
from tutor.widgets.stage_view import StageView

from tests.support.course import problem_of

from ..conftest import Clock
from ..support.solved import work
from .screens_kit import NARROW, WIDE, seated

STATEMENT = "The goal"
QUESTION = "How many learnable parameters"


async def test_wide_shows_the_problem_beside_the_work(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        assert STATEMENT in at.screen
        assert QUESTION in at.screen
        assert "F6" not in at.footer
        before = at.screen
        await at.press("f6")
        assert at.screen == before


async def test_narrow_turns_the_page_and_keeps_the_data_in_sight(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        assert STATEMENT in at.lines[1], "the problem begins above its first question"
        assert [line.split() for line in at.lines[7:9]] == [["x", "1", "4", "7", "10"], ["y", "2", "−6", "3", "1"]]
        await at.type("6")
        await at.press("f6")
        await at.until(lambda: STATEMENT in at.screen and QUESTION not in at.screen)
        assert "F2" not in at.footer
        await at.press("f2")
        assert not at.sitting.hint_levels, "keys that do not apply do nothing"
        first = at.screen
        await at.press("pagedown")
        await at.until(lambda: at.screen != first)
        await at.press("f6", then="a")
        assert at.typed == "6"
        await at.press("enter", then="b.C")
        assert [line.split()[0] for line in at.lines[1:3]] == ["x", "y"], "the data stays"
        assert "1-1-1-1" in at.lines[3], "the widths stand with the data"
        assert "a⁽ˡ⁾ = ρ(z⁽ˡ⁾)" in at.lines[4], "and the stage's formula"


async def test_what_is_given_is_broken_between_equations_alone(tmp_path: Path) -> None:
    async with seated(tmp_path, "rnn-bptt", size=NARROW) as at:
        for equation in ("x = 1", "n₄ = n₂ + n₃,", "h₂ = tanh(n₄),", "h₃ = tanh(n₇)"):
            assert equation in at.screen


async def test_the_beginning_of_the_problem_makes_room_for_the_work(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        opening = at.app.screen.query_one(Opening)
        await at.sees(at.say("opening.rest"))
        for _ in range(3):
            await at.press("f2")
        await at.until(lambda: not opening.display and at.cursor_is_in_sight())
        assert at.say("opening.rest") not in at.screen
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        assert not at.app.screen.query_one(Opening).region, "the problem itself is in sight"


async def test_the_aside_opens_on_a_key(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=(80, 75)) as at:
        await at.press("f6")
        await at.until(lambda: "▸ What is a learnable parameter?" in at.screen)
        await at.press("enter")
        await at.until(lambda: "▾ What is a learnable parameter?" in at.screen)
        assert "knob" in at.screen
        await at.press("enter")
        await at.until(lambda: "knob" not in at.screen)


async def test_resizing_keeps_the_cursor_and_what_is_typed(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="b.C", size=WIDE) as at:
        await at.type("a3")
        for width, height in ((80, 24), (40, 12), (20, 5), (250, 80), (80, 24)):
            await at.resize(width, height)
            await at.until(lambda: at.field == "b.C" and at.cursor_is_in_sight())
            assert at.typed == "a3"
        await at.press("f6")
        await at.until(lambda: STATEMENT in at.screen)
        await at.resize(*WIDE)
        await at.until(lambda: at.field == "b.C" and STATEMENT in at.screen)
        await at.type(" y")
        await at.press("enter", then="b.a3")


@pytest.mark.parametrize("name", [None, "4.1", "4.3"])
async def test_no_line_is_longer_than_the_screen(tmp_path: Path, name: str | None) -> None:
    async with seated(tmp_path, name, size=(20, 5), language="ko") as at:
        for size in ((20, 5), (40, 12), (250, 80)):
            await at.resize(*size)
            await at.until(lambda size=size: len(at.lines) == size[1] and at.footer.strip() != "")  # type: ignore[misc]
            assert max(map(cell_len, at.lines)) <= size[0]


async def test_short_screens_leave_room_for_the_work(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=(40, 8)) as at:
        assert not at.app.screen.query_one(GivenStrip).display
        await at.answer("6", "b.C")
        await at.until(at.cursor_is_in_sight)


async def test_what_is_typed_out_of_sight_comes_into_sight(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="b.C", size=NARROW) as at:
        for _ in range(3):
            await at.press("f2")
        await at.press("pagedown", "pagedown")
        await at.until(lambda: not at.cursor_is_in_sight())
        await at.type("a")
        await at.until(at.cursor_is_in_sight)


async def test_the_foot_tells_that_there_is_more(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=(60, 20)) as at:
        assert at.footer.rstrip().endswith("…")
        assert at.say("command.home") in at.footer
        assert at.say("command.help") in at.footer
        await at.resize(200, 20)
        await at.until(lambda: "Ctrl+Q" in at.footer)
        assert at.footer.rstrip().endswith("Ctrl+P …"), "there are keys that the foot never has"
        await at.press("f1")
        await at.until(lambda: at.say("command.close") in at.footer)
        assert "…" not in at.footer


async def test_the_cursor_stays_in_sight_where_the_tree_comes_above_it_again(tmp_path: Path, clock: Clock) -> None:
    """The page is as high as before, and lies otherwise."""
    problem = problem_of("cs231n-neuron")
    work(tmp_path, problem, "bc", clock)
    async with seated(tmp_path, problem, size=WIDE, language="ko") as at:
        await at.press("f8")
        await at.until(lambda: at.field.startswith("chain.") and bool(at.app.screen.query(DrawingBand)))
        for size in ((100, 30), WIDE):
            await at.resize(*size)
            await at.until(lambda: at.app.screen.query_one(StageView).has_class("-tight") is (at.app.size.width == 100))
            await at.until(at.cursor_is_in_sight)
            await at.settle()
        assert at.cursor_is_in_sight()
