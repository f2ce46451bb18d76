"""The drawing of any computation: boxes that stand apart, wires that meet them, texts that are never cut."""

from itertools import combinations, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tutor.drawing.figure import Box, Figure, figure_of
from tutor.drawing.marks import Marks
from tutor.drawing.painting import FEW, Painter
from tutor.drawing.placing import Placed, Placing
from tutor.lessons.content import content_folder
from tutor.lessons.load import load
from tutor.lessons.problem import Problem
from tutor.lessons.words import read_words
from tutor.network.architecture import Network
from tutor.network.graph import Graph, computation
from tutor.network.layered_graph import graph_of
from tutor.network.quantity import Quantity
from tutor.screens.flow import PAGE
from tutor.session.naming import Naming
from tutor.session.picture import Picture

SHELF = sorted(path for folder in ("day13", "classics") for path in (content_folder() / folder).glob("*.md"))
PROBLEMS = [found for path in SHELF if path.stem.count(".en") == 0 and isinstance(found := load(path), Problem)]


def painter(graph: Graph, room: int = 4, *, plain: bool = False) -> Painter:
    figure = figure_of(graph)
    arrives = {box.name for box in figure.boxes if box.operation}
    return Painter(figure, lambda one: one.name, lambda box: box.operation[:3], room, arrives=arrives, plain=plain)


def texts(painter: Painter, marks: Marks) -> list[str]:
    return ["".join(piece.text for piece in line) for line in painter.paint(marks)]


def layered(widths: list[int]) -> Graph:
    return graph_of(Network(tuple(widths), ("relu",) * (len(widths) - 1)))


def drawn(random: Random, count: int) -> Graph:
    """A computation of so many nodes, each made of two that were there before, all of them leading to the last."""
    names, steps = ["p1", "p2", "p3"], []
    unused = list(names)
    for k in range(count):
        first = unused.pop(random.randrange(len(unused)))
        second = unused.pop(random.randrange(len(unused))) if unused and (k > count - 4) else random.choice(names)
        steps.append((f"n{k}", random.choice("+-*"), (first, second)))
        names.append(f"n{k}")
        unused.append(f"n{k}")
    while len(unused) > 1:
        steps.append((f"m{len(steps)}", "+", (unused.pop(), unused.pop())))
        unused.append(steps[-1][0])
    return computation(steps, ["p1", "p2", "p3"])


def placed(placing: Placing, name: str) -> Placed:
    """Where a box is."""
    return next(one for one in placing.boxes if one.box.name == name)


def holds(figure: Figure, placing: Placing) -> None:
    """What holds of every figure on its cells."""
    for one, other in combinations(placing.boxes, 2):
        apart = (
            one.x + one.width <= other.x
            or other.x + other.width <= one.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        )
        assert apart, (one, other)
    for one in placing.boxes:
        assert one.x >= 0
        assert one.y >= 0
        assert one.x + one.width <= placing.width
        assert one.y + one.height <= placing.height
    assert {route.wire for route in placing.routes} == set(figure.wires)
    for route in placing.routes:
        source, target = placed(placing, route.wire.source), placed(placing, route.wire.target)
        assert route.points[0] == (source.x + source.width, source.middle)
        assert route.points[-1] == (target.x - 1, target.middle)
        assert all(first[0] <= second[0] for first, second in pairwise(route.points))
        assert source.box.column < target.box.column


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.id)
def test_every_problem_of_the_shelf_has_all_of_it_in_its_figure(problem: Problem) -> None:
    graph = problem.graph
    figure = figure_of(graph)
    for quantity in graph.named.values():
        places = (figure.box_of(quantity.name) is not None) + (figure.wire_of(quantity.name) is not None)
        assert places == 1, quantity
    holds(figure, painter(graph).placing)


@given(st.lists(st.integers(1, 4), min_size=2, max_size=6), st.booleans())
@settings(max_examples=40)
def test_networks_of_any_shape(widths: list[int], plain: bool) -> None:
    graph = layered(widths)
    found = painter(graph, plain=plain)
    holds(found.figure, found.placing)
    lines = texts(found, Marks({one.name: "7.25" for one in graph.named.values()}))
    assert len(lines) == found.size[1]
    assert max(map(cell_len, lines)) <= found.size[0]
    for box in found.figure.boxes:
        assert any(box.name in line and "7.25" in line for line in lines), box
    if plain:
        assert "".join(lines).isascii()
    if all(a * b <= FEW for a, b in pairwise(widths)):
        shown = " ".join(lines)
        assert all(one.name in shown for one in graph.parameters)


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("widths", [[2, 2, 2], [1, 1, 1, 1], [4, 1, 2]])
def test_close_columns_have_room_for_the_names_of_weights(widths: list[int], *, plain: bool) -> None:
    graph = layered(widths)
    found = painter(graph, 8, plain=plain)
    close = found.fitted(found.size[0] - 1, found.size[1])
    assert (close.width < found.size[0], close.height) == (True, found.size[1])
    holds(found.figure, close)
    marks = Marks({one.name: "-1234.25" for one in graph.named.values()})
    lines = ["".join(piece.text for piece in line) for line in found.paint(marks, close)]
    assert max(map(cell_len, lines)) <= close.width
    shown = " ".join(lines)
    assert all(one.name in shown for one in graph.parameters)
    in_boxes = sum(len(box.quantities) + (box.bias is not None) for box in found.figure.boxes)
    assert shown.count("-1234.25") == in_boxes, "no weight stands there with its value, and all else does"


@given(st.integers(0, 10**6), st.integers(1, 12))
@settings(max_examples=40)
def test_computations_of_any_shape(seed: int, count: int) -> None:
    graph = drawn(Random(seed), count)
    found = painter(graph)
    holds(found.figure, found.placing)
    lines = texts(found, Marks(dict.fromkeys(graph.named, "0.5")))
    for box in found.figure.boxes:
        assert any(f"{box.name} " in line for line in lines), box


def test_the_chain_of_the_lesson() -> None:
    found = painter(load_4_1().graph, room=1)
    marks = Marks(
        {"x": "1", "y": "2", "w1": "1", "z1": "2", "a1": "2"},
        {"a1": "4"},
        here=["a1"],
        wires=[("a1", "a2")],
        shut=["a1"],
        is_backward=True,
    )
    lines = texts(found, marks)
    assert "═" in lines[0]
    assert "║z1   2║" in lines[1]
    assert "w1 1" in lines[2]
    assert "║a1   2║◀━" in lines[2]
    assert "║╳    4║" in lines[3]
    assert "+b1" in lines[4]


def test_a_unit_is_one_box_and_weights_are_on_wires() -> None:
    figure = figure_of(layered([2, 2, 1]))
    assert [[box.name for box in column] for column in figure.columns] == [
        ["x[1]", "x[2]"],
        ["a1[1]", "a1[2]"],
        ["a2"],
        ["C"],
    ]
    unit = figure.box_of("z1[2]")
    assert unit is not None
    assert (unit.name, unit.bias and unit.bias.name) == ("a1[2]", "b1[2]")
    wire = figure.wire_of("w1[2,1]")
    assert wire is not None
    assert (wire.source, wire.target) == ("x[1]", "a1[2]")


def test_a_box_is_found_by_its_cells() -> None:
    found = painter(layered([1, 1]))
    one = placed(found.placing, "a1")
    inside = found.placing.at(one.x, one.y)
    assert isinstance(inside, Box)
    assert inside.name == "a1"
    assert found.placing.at(one.x + one.width, one.y) is None


def test_crowded_wires_have_labels_where_they_are_looked_at() -> None:
    graph = layered([3, 3, 1])
    found = painter(graph)
    named = {one.name: "9" for one in graph.parameters}
    calm = " ".join(texts(found, Marks(named)))
    assert "w1[2,2]" not in calm
    assert "w1[2,2] 9" in " ".join(texts(found, Marks(named, here=["w1[2,2]"])))


def load_4_1() -> Problem:
    problem = load(Path(content_folder()) / "day13" / "4.1.md")
    assert isinstance(problem, Problem)
    return problem


def test_quantities_keep_their_names() -> None:
    box = figure_of(load_4_1().graph).box_of("y")
    assert box is not None
    assert [one.name for one in box.quantities] == ["y", "C"]
    assert all(isinstance(one, Quantity) for one in box.quantities)


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
    found = painter(load_4_1().graph, room=1)
    width, height = found.size
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
