"""Broken down: a table marked cell by cell, whose sum goes into the field."""

from pathlib import Path

import pytest
from tutor.lessons.breakdown import breakdown, value_of
from tutor.lessons.stages import parse_field
from tutor.session.status import Status
from tutor.widgets.breakdown_view import StepTable

from tests.support.problems import make

from .screens_kit import NARROW, WIDE, Learner, seated


def table(at: Learner) -> list[str]:
    """The rows of the table on the screen, without its heading."""
    return at.lines_of(at.app.screen.query_one(StepTable))[1:]


async def go_to(at: Learner, *stages: str) -> None:
    for stage in stages:
        await at.press("f8", then=stage)


@pytest.mark.parametrize(
    ("cost", "stages", "total"),
    [
        ("sum-of-squares", ("b.C", "c"), "4 + 1"),
        ("mean-of-squares", ("b.C", "c"), "(4 + 1)/2"),
        ("sum-of-squares", ("b.C", "c", "d.w1"), "4 + 4"),
    ],
)
async def test_cell_by_cell_to_the_sum(tmp_path: Path, cost: str, stages: tuple[str, ...], total: str) -> None:
    problem = make((1, 1), data=((1, 2), (2, 6)), theta=(3, 1), cost=cost)
    field = parse_field(stages[-1])
    cells = list(breakdown(problem, field).cells())
    async with seated(tmp_path, problem) as at:
        await go_to(at, *stages)
        await at.press("f3", then=str(cells[0]))
        for cell, following in zip(cells, [*cells[1:], field], strict=True):
            await at.answer(str(value_of(problem, cell)), str(following))
        assert "".join(table(at)).count("✓") == len(cells)
        assert at.typed == total
        assert at.sitting.status(field) is Status.OPEN, "it is the learner who checks it"
        await at.press("enter")
        await at.until(lambda: at.sitting.status(field) is Status.RIGHT)


async def test_a_step_of_the_update(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await go_to(at, "b.C", "c", "d.w1", "e.w1")
        await at.press("f3", then="e.w1/step")
        await at.answer("0.1*446", "e.w1")
        assert at.typed == "1 − 44.6"
        await at.press("enter", then="e.b1")


async def test_a_wrong_cell_is_marked_alone(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await go_to(at, "b.C", "c")
        await at.press("f3", then="c/z1@1")
        await at.answer("2", "c/a1@1")
        await at.answer("1")
        await at.until(lambda: at.verdict == "wrong")
        assert at.place == "c/a1@1"
        assert "2 ✓" in table(at)[0]
        assert "[1]✗" in table(at)[0]
        assert at.sitting.status(parse_field("c")) is Status.OPEN, "the field itself was not answered"


async def test_arrows_go_through_the_rows_and_keep_what_is_typed(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await go_to(at, "b.C", "c")
        await at.press("f3", then="c/z1@1")
        await at.type("12")
        await at.press("down", then="c/z1@2")
        assert at.typed == ""
        await at.press("up", then="c/z1@1")
        assert at.typed == "12"
        await at.press("up", then="c")


async def test_folding_and_opening_again(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await go_to(at, "b.C", "c")
        await at.press("f3", then="c/z1@1")
        await at.answer("2", "c/a1@1")
        await at.press("f3", then="c")
        assert not at.app.screen.query(StepTable)
        await at.press("f3", then="c/a1@1")
        assert "2 ✓" in table(at)[0]


async def test_paths_that_part_have_rows_of_their_own(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.2", size=NARROW) as at:
        await go_to(at, "b.C", "c", "d.w1[1,1]")
        await at.press("f3")
        await at.until(lambda: "/" in at.place)
        assert at.cursor_is_in_sight()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_fields_of_other_kinds_have_no_sub_steps(tmp_path: Path, size: tuple[int, int]) -> None:
    async with seated(tmp_path, "4.1", size=size) as at:
        assert "F3" not in at.footer
        await at.press("f3")
        assert at.place == "a"
        await go_to(at, "b.C", "c")
        assert "F3" in at.footer
