"""A drawing that is too wide goes on in rows: nothing is lost, and what a terminal of 80 cells has room for is seen."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tutor.drawing.marks import Marks
from tutor.drawing.painting import Painter
from tutor.drawing.placing import Placing
from tutor.lessons.content import content_folder
from tutor.lessons.problem import Problem
from tutor.lessons.words import read_words
from tutor.screens.flow import PAGE
from tutor.session.naming import Naming
from tutor.session.picture import Picture

from ..support.course import problem_of
from .graphs import PROBLEMS, drawn, layered, painter, placed


@given(st.lists(st.integers(1, 4), min_size=2, max_size=6), st.integers(0, 100), st.booleans())
@settings(max_examples=40)
def test_what_is_too_wide_goes_on_in_rows(widths: list[int], percent: int, plain: bool) -> None:
    rows_hold(painter(layered(widths), plain=plain), percent)


@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(0, 100))
@settings(max_examples=40)
def test_computations_go_on_in_rows(seed: int, count: int, percent: int) -> None:
    rows_hold(painter(drawn(Random(seed), count)), percent)


def rows_hold(found: Painter, percent: int) -> None:
    """What holds of every figure by rows: all of it is there, and each wire goes on under the name of its box."""
    one_row = found.placing
    width = max(1, one_row.width * percent // 100)
    for placing in (found.fitted(width, 1000), found.fitted(width, 1)):
        if placing != one_row:
            assert placing.width <= width
            is_all_there(found, placing)


def is_all_there(found: Painter, placing: Placing) -> None:
    figure = found.figure
    for one, other in combinations((*placing.boxes, *placing.stubs), 2):
        beside = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert beside or one.y + one.height <= other.y or other.y + other.height <= one.y, (one, other)
    assert sorted(one.box.name for one in placing.boxes) == sorted(box.name for box in figure.boxes)
    assert sorted(map(str, (route.wire for route in placing.routes))) == sorted(map(str, figure.wires))
    for route in placing.routes:
        target = placed(placing, route.wire.target)
        begins = [one for one in (*placing.boxes, *placing.stubs) if one.box.name == route.wire.source]
        assert route.points[0] in {(one.x + one.width, one.middle) for one in begins}
        assert route.points[-1] == (target.x - 1, target.middle)
    named_again = {one.box.name for one in placing.stubs}
    assert named_again == {wire.source for one in placing.exits for wire in one.wires}
    for gone in placing.exits:
        assert all(placed(placing, wire.target).y > gone.points[-1][1] for wire in gone.wires)
    lines = ["".join(piece.text for piece in line) for line in found.paint(Marks(), placing)]
    assert len(lines) == placing.height
    assert max(map(cell_len, lines)) <= placing.width
    more = "..." if found._plain else "⋯"
    for one in placing.stubs:
        assert f"{more} {one.box.name} " in lines[one.y] + " "
    says_all(found, placing)


def says_all(found: Painter, placing: Placing) -> None:
    """Each quantity of a box stands in its cells with its value, biases by their names, and what came back."""
    figure = found.figure
    named = {one.name for box in figure.boxes for one in (*box.quantities, *((box.bias,) if box.bias else ()))}
    marks = Marks(dict.fromkeys(named, "7.25"), {box.name: "3.5" for box in figure.boxes}, found=named)
    painting = found.painting(marks, placing)
    lines = ["".join(piece.text for piece in line) for line in painting.lines]
    inside = [one for one in painting.spots if figure.wire_of(one.name) is None]
    arrives = {box.name for box in figure.boxes if box.operation}
    assert sorted(one.name for one in inside if not one.is_back) == sorted(named)
    assert {one.name for one in inside if one.is_back} == arrives
    for one in inside:
        text = lines[one.y][one.x : one.x + one.width]
        box = figure.box_of(one.name)
        assert box is not None
        is_bias = box.bias is not None and box.bias.name == one.name
        assert text.startswith(one.name) or is_bias or one.is_back, text
        assert ("3.5" if one.is_back else one.name if is_bias else "7.25") in text


def test_rows_are_as_equal_as_they_can_be_and_only_where_they_fit() -> None:
    found = painter(problem_of("4.1").graph, room=1)
    width, height = found.placing.width, found.placing.height
    assert found.fitted(width, 5) == found.placing
    close = found.fitted(width - 1, 40)
    assert close.height == height
    width = close.width
    halves = found.fitted(width - 1, 40)
    assert halves.height == 2 * height + 1
    assert halves.width < 0.8 * width
    lower = found.fitted(width - 1, halves.height - 1)
    assert (lower.height, lower.width < width) == (7, True), "two rows with close boxes"
    assert found.fitted(3, 1000) == found.placing, "no column fits"
    assert halves.at(placed(halves, "a3").x, placed(halves, "a3").y) == found.figure.box_of("a3")


SCROLL_DOWN = {"cs231n-two-layer", "ex4-test-case", "rnn-bptt"}
"""What has more than fits above the words of a step on 24 lines."""


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
def test_the_shelf_is_seen_at_80_by_24_and_nothing_scrolls_sideways(problem: Problem) -> None:
    naming = Naming(read_words(content_folder(), "en")).of(problem)
    placing = Picture(problem, naming).painter.fitted(78, 24 - PAGE)
    assert placing.width <= 78
    assert (placing.height > 24 - PAGE) == (problem.id in SCROLL_DOWN)


@pytest.mark.parametrize("depth", range(2, 6))
def test_networks_to_width_4_and_depth_5_never_scroll_sideways_at_80_cells(depth: int) -> None:
    for width in range(1, 5):
        assert painter(layered([width] * (depth + 1)), room=6).fitted(78, 24 - PAGE).width <= 78


@pytest.mark.parametrize("seed", range(8))
def test_computations_of_12_nodes_never_scroll_sideways_at_80_cells(seed: int) -> None:
    assert painter(drawn(Random(seed), 12), room=6).fitted(78, 24 - PAGE).width <= 78
