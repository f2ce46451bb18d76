"""The drawing above a problem: there where there is room, filled in by what was found, with a hand to count at (a)."""

from pathlib import Path

import pytest
from tutor.widgets.network_view import NetworkDrawing
from tutor.widgets.picture_band import PictureBand

from ..conftest import Clock
from ..support.solved import problem_of, work
from .screens_kit import NARROW, WIDE, Learner, seated


def band_of(at: Learner) -> PictureBand | None:
    return next((one for one in at.app.screen.query(PictureBand) if one.is_there), None)


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
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await at.until(lambda: band_of(at) is not None)
        await at.press("f8" if at.field != "c" else "f3")
        await at.until(lambda: at.field.startswith("c"))
        if at.field == "c":
            await at.press("f3")
        await at.until(lambda: at.field == "c/z1@1")
        await at.until(lambda: "?" in drawn(at))
        await at.answer("2")
        await at.until(lambda: at.field == "c/a1@1")
        drawing = at.app.screen.query_one(NetworkDrawing)
        assert (drawing.marks.values["z1"], drawing.marks.values["a1"]) == ("2", "?")


async def test_the_way_to_what_is_asked_is_lit(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "abc", clock)
    async with seated(tmp_path, "4.1", size=WIDE) as at:
        await at.until(lambda: band_of(at) is not None)
        await at.press("f8")
        await at.until(lambda: at.field.startswith("d."))
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


@pytest.mark.parametrize("name", ["mazur", "rnn-bptt", "cs231n-two-layer"])
async def test_it_never_covers_the_field(tmp_path: Path, name: str) -> None:
    for size in (WIDE, (200, 50)):
        async with seated(tmp_path / str(size[0]), name, size=size) as at:
            await at.until(lambda: at.app.focused is not None and bool(at.app.screen.query(PictureBand)))
            await at.until(at.cursor_is_in_sight)
