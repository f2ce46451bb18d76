"""The drawing above a problem, an example or an item: there where there is room, filled in by what is known.

At (a) a hand counts on it; where lines are searched, a click on a node is its line.
"""

from pathlib import Path
from random import Random

import pytest
from tutor.lessons.figures import as_text
from tutor.lessons.stages import parse_field
from tutor.practice.codes import format_code
from tutor.practice.drill_sitting import AtHand
from tutor.practice.states import WORKED
from tutor.screens.example import ExampleScreen
from tutor.screens.item import ItemScreen
from tutor.session.drill import opened
from tutor.session.drill_desk import ASKED_FOR, DrillDesk
from tutor.widgets.drawing_band import WORK_LINES, DrawingBand
from tutor.widgets.item_band import ItemBand
from tutor.widgets.network_view import NetworkDrawing, NetworkView
from tutor.widgets.picture_band import PictureBand
from tutor.widgets.stage_view import StageView
from tutor.widgets.tree_beside import TreeBeside
from tutor.widgets.tree_view import TreeView

from tests.support.course import problem_of

from ..conftest import Clock
from ..support.solved import work
from ..support.thorough import also
from .keys import CHAIN
from .screens_kit import NARROW, WIDE, Learner, in_view, seated


def band_of(at: Learner) -> DrawingBand | None:
    return next((one for one in at.app.screen.query(DrawingBand) if one.is_there), None)


def drawn(at: Learner) -> str:
    band = band_of(at)
    return "\n".join(at.lines_of(band)) if band is not None else ""


async def test_it_is_there_where_there_is_room(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await at.until(lambda: "w⁽¹⁾" in drawn(at))
        assert "z⁽¹⁾" in drawn(at)
        assert " 366" not in drawn(at)
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await at.until(lambda: at.field == "a" and bool(at.app.screen.query(PictureBand)))
        assert band_of(at) is None


async def test_what_is_found_fills_in(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "ab", clock)
    async with seated(tmp_path, "4.1", begin="c", size=WIDE) as at:
        await at.until(lambda: band_of(at) is not None)
        await at.press("f3", then="c/z1@1")
        await at.until(lambda: "?" in drawn(at))
        await at.answer("2")
        await at.until(lambda: at.field == "c/a1@1")
        drawing = at.app.screen.query_one(NetworkDrawing)
        assert (drawing.marks.values["z1"], drawing.marks.values["a1"]) == ("2", "?")


async def test_on_a_small_screen_it_stands_on_what_is_free_until_that_is_needed(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "ab", clock)
    async with seated(tmp_path, "4.1", size=NARROW, language="ko") as at:
        await at.press("enter")
        await at.until(lambda: at.field == "c" and "w⁽¹⁾" in drawn(at))
        assert at.app.screen.query_one(StageView).max_scroll_y == 0
        await at.press("f3")
        await at.until(lambda: at.field == "c/z1@1" and band_of(at) is None)
        await at.press("f3")
        await at.until(lambda: at.field == "c" and at.app.screen.query_one(StageView).free_lines > 0)
        assert band_of(at) is None, "on the same page nothing jumps"


async def test_the_way_to_what_is_asked_is_lit(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "abc", clock)
    async with seated(tmp_path, "4.1", begin="d.w3", size=WIDE) as at:
        await at.until(lambda: band_of(at) is not None)
        name, drawing = at.field.partition(".")[2], at.app.screen.query_one(NetworkDrawing)
        await at.until(lambda: name in drawing.marks.here)
        assert ("a3", "C") in drawing.marks.wires
        assert not drawing.marks.arrived


async def test_a_hand_counts_on_the_drawing(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await at.until(lambda: at.field == "a" and band_of(at) is not None)
        await at.press("up", "right", "space", "right", "right", "space")
        await at.sees("Counted so far: 2")
        assert "✓" in drawn(at)
        await at.press("space")
        await at.sees("Counted so far: 1")
        await at.press("down")
        await at.until(lambda: at.field == "a")
        await at.press("6")
        assert at.typed == "6"


async def test_what_was_counted_comes_into_the_field_in_place_of_what_stands_there(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await at.until(lambda: at.field == "a" and band_of(at) is not None)
        await at.answer("5")
        await at.until(lambda: at.verdict == "wrong")
        await at.press("up", "space", "right", "space", "enter")
        await at.until(lambda: at.field == "a" and at.typed == "2")
        assert at.verdict == "", "it was on the number that stood there"
        await at.press("up", "down")
        await at.until(lambda: at.field == "a" and at.typed == "2")
        await at.press("enter")
        await at.until(lambda: at.sitting.answers[parse_field("a")].text == "2")


async def test_where_there_is_little_room_it_comes_to_be_counted_on(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.2", size=NARROW) as at:
        await at.until(lambda: f"{at.say('key.up')} {at.say('command.hand')}" in at.footer)
        assert not at.app.screen.query_one(PictureBand).is_there
        await at.press("up")
        await at.sees(at.say("band.counted", count=0))
        await at.press("right", "space")
        await at.sees(at.say("band.counted", count=1))
        await at.press("down")
        await at.until(lambda: at.field == "a" and at.row is not None)
        assert at.app.screen.query_one(PictureBand).is_there
        assert at.cursor_is_in_sight()
        await at.answer("7", "b.C")
        assert not at.app.screen.query_one(PictureBand).is_there, "the rest needs the room"


@pytest.mark.parametrize("size", [WIDE, also((200, 50))])
@pytest.mark.parametrize("name", ["mazur", also("rnn-bptt"), also("cs231n-two-layer")])
async def test_it_never_covers_the_field(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    async with seated(tmp_path, name, size=size) as at:
        await at.until(lambda: at.app.focused is not None and bool(at.app.screen.query(PictureBand)))
        await at.until(at.cursor_is_in_sight)


async def click_on(at: Learner, name: str, *, is_back: bool = False) -> None:
    """Click where something of a quantity stands on the drawing."""
    drawing = at.app.screen.query_one(NetworkDrawing)
    assert at.lines
    assert drawing._painting is not None
    spot = next(one for one in drawing._painting.spots if (one.name, one.is_back) == (name, is_back))
    await at.click(drawing.region.x + spot.x + spot.width - 1, drawing.region.y + spot.y)


async def test_a_click_on_a_node_is_its_line(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=WIDE, drill=str(format_code("find-step", 2, 7))) as at:
        await at.until(lambda: any(band.is_there for band in at.app.screen.query(ItemBand)))
        await at.until(lambda: bool(at.app.screen.query_one(NetworkDrawing).region))
        screen = in_view(at, ItemScreen)
        assert screen.work is not None
        work, options = screen.work, screen.work.options
        drawing = screen.query_one(NetworkDrawing)
        for name, is_back, lines in (
            ("a1", False, [("a1", 1)]),
            ("a1", True, [("dC/da1", 1), ("dC/dz1", 1), ("dC/da1", 1)]),
            ("w2", False, [("dC/dw2", None), ("w2'", None)]),
            ("b1", False, [("dC/db1", None)]),
            ("y", False, [("r", 1)]),
            ("C", False, [("C", None)]),
        ):
            for about, point in lines:
                await click_on(at, name, is_back=is_back)
                index = next(k for k, one in enumerate(options) if (one.about, one.point) == (about, point))
                await at.until(lambda index=index: work.place[0] == index)  # type: ignore[misc]
                assert name in drawing.marks.here or is_back
        second = next(k for k, one in enumerate(options) if (one.about, one.point) == ("z2", 2))
        await at.press(*str(second + 1))
        await at.until(lambda: "z2" in drawing.marks.here)
        assert drawing.marks.values["z2"] == as_text(options[second].says or 0), "as the line says, true or not"
        assert at.say("band.point", point=2, points=2) in drawn(at)
        await at.press("right")
        await at.until(lambda: drawing.marks.here == {"b2"})
        await at.press("left", "left")
        await at.until(lambda: "b2" not in drawing.marks.here and "a2" not in drawing.marks.here)
        assert work.desk.found == (), "to point is not to choose"
        await at.resize(*NARROW)
        await at.until(lambda: band_of(at) is None)
        await at.press("right")
        assert "a2" not in drawing.marks.here


async def test_a_worked_example_is_drawn_point_by_point(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=WIDE) as at:
        shared = at.app.shared
        desk = DrillDesk(shared.journal, shared.now, shared.content, Random(1))
        code = str(format_code("points", 3, 5))
        at_hand = AtHand("points", 3, code, WORKED, ASKED_FOR, {"skill": "points"})
        example = ExampleScreen(shared, desk, opened(at_hand, shared.content))
        await at.app.push_screen(example)
        await at.until(lambda: bool(at.app.screen.query(NetworkDrawing)))
        problem, drawing = example.flow.drill.problem, at.app.screen.query_one(NetworkDrawing)
        for point in range(1, len(problem.data) + 1):
            values = {name: as_text(problem.trace.at(name, point)) for name in ("x", "z1", "y")}
            await at.until(lambda values=values: values.items() <= drawing.marks.values.items())  # type: ignore[misc]
            assert drawing.marks.arrived["a1"] == as_text(problem.trace.slope("z1", point))
            await at.press("right")


async def test_what_is_not_about_the_problem_is_not_drawn(tmp_path: Path) -> None:
    async with seated(tmp_path, None, size=WIDE, drill=str(format_code("recall", 2, 7))) as at:
        await at.until(lambda: isinstance(at.app.screen, ItemScreen) and at.app.screen.work is not None)
        await at.settle()
        assert not at.app.screen.query(DrawingBand)


def lit(at: Learner) -> tuple[str, set[str]]:
    """What is marked as asked for: on the tree that is to be seen, and on the network beside it."""
    tree = next(one for one in at.app.screen.query(TreeView) if one.region)
    marked = next((line.split()[-3:] for line in at.lines_of(tree) if "◀" in line), [])
    drawings = [one for one in at.app.screen.query(NetworkDrawing) if one.region]
    return " ".join(marked), set(drawings[0].marks.here) if drawings else set()


@pytest.mark.parametrize("size", [WIDE, also((200, 50))])
async def test_the_tree_grows_beside_the_network(tmp_path: Path, size: tuple[int, int]) -> None:
    async with seated(tmp_path, "4.1", begin="b.C", size=size) as at:
        await at.until(lambda: band_of(at) is not None)
        await at.until(lambda: lit(at) == ("C ? ◀", {"C"}))
        await at.answer("a3 y", "b.a3")
        await at.until(lambda: lit(at) == ("a⁽³⁾ ? ◀", {"a3"}))
        await at.answer("z3", "b.z3")
        await at.until(lambda: lit(at) == ("z⁽³⁾ ? ◀", {"z3", "a3"}))
        before = at.app.screen.query_one(TreeBeside).region
        network = at.app.screen.query_one(TreeBeside).query_one(NetworkView)
        assert network.max_scroll_x == network.max_scroll_y == 0, "whole, in rows if need be"
        for field, text in CHAIN[3:8]:
            await at.until(lambda field=field: at.field == field)  # type: ignore[misc]
            await at.answer(text)
        await at.sees(at.say("stage.whole_tree"))
        trees = [one for one in at.app.screen.query(TreeView) if one.region]
        assert len(trees) == 1, "the finished tree stays, and stands once"
        assert any("w⁽¹⁾" in line for line in at.lines_of(trees[0]))
        assert at.app.screen.query_one(TreeBeside).region == before, "nothing moves while it grows"
        await at.press("enter")
        await at.until(lambda: at.field == "c")
        assert not at.app.screen.query_one(TreeBeside).region
        assert band_of(at) is not None


async def test_where_there_is_no_room_the_tree_alone_tells_the_node(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", begin="b.a3", solved=True, size=NARROW) as at:
        await at.until(lambda: lit(at) == ("a⁽³⁾ ? ◀", set()))
        await at.until(at.cursor_is_in_sight)


async def test_a_drawing_that_fits_only_with_close_boxes_is_drawn_so(tmp_path: Path) -> None:
    """It left three lines for the work."""
    async with seated(tmp_path, problem_of("cs231n-neuron"), size=(100, 30)) as at:
        await at.press("f8")
        await at.until(lambda: at.field == "c" and at.app.screen.query_one(DrawingBand).is_there)
        band, page = at.app.screen.query_one(DrawingBand), at.app.screen.query_one(StageView)
        await at.until(lambda: 0 < band.outer_size.height < 30 - WORK_LINES + page.free_lines)
        close = band.outer_size.height
        await at.resize(120, 60)
        await at.until(lambda: band.outer_size.height > close)
        await at.resize(100, 30)
        await at.until(lambda: band.outer_size.height == close and page.free_lines >= 0)
