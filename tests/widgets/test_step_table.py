"""The table of sub-steps at any width: whole, and as low as can be."""

import pytest
from rich.cells import cell_len
from tutor.lessons.breakdown import breakdown
from tutor.lessons.stages import FieldId
from tutor.widgets.step_table import Cell, lay_out

from tests.support.problems import make


def lines_of(points: int, width: int) -> list[str]:
    problem = make((2, 2, 2), data=[((1, 2), (3, 4))] * points)
    table = breakdown(problem, FieldId("c"))
    lines = lay_out(table, lambda latex: latex, lambda _: Cell("·", "open"), "i", width)
    return ["".join(text for text, _ in line) for line in lines]


@pytest.mark.parametrize("points", [1, 2, 5])
@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_every_sub_step_is_there_and_no_line_too_wide(points: int, width: int) -> None:
    lines = lines_of(points, width)
    assert sum(line.count("·") for line in lines) == points * 11
    assert max(map(cell_len, lines)) <= width


def test_a_single_point_takes_strips_and_no_tower() -> None:
    """Eleven steps one under another would leave a screen of 24 lines no room for the field."""
    assert len(lines_of(1, 200)) == 2
    assert len(lines_of(1, 60)) < 11


def test_many_points_with_many_steps_are_turned_where_that_is_lower() -> None:
    assert len(lines_of(5, 60)) == 12


def test_no_column_moves_when_the_question_does() -> None:
    table = breakdown(make((2, 2, 2), data=[((1, 2), (3, 4))] * 2), FieldId("c"))
    heads = set()
    for here in (*table.cells(), None):
        lines = lay_out(
            table,
            lambda _: "r",
            lambda field, here=here: Cell("[?] ", "here") if field == here else Cell("·  ", "open"),  # type: ignore[misc]
            "i",
            80,
        )
        heads.add("".join(text for text, _ in lines[0]))
    assert len(heads) == 1
