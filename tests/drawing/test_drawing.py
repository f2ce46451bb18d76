"""The drawing of any computation: boxes that stand apart, wires that meet them, texts that are never cut."""

from itertools import combinations, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tutor.drawing.figure import Box, Figure, figure_of
from tutor.drawing.marks import Marks
from tutor.drawing.painting import FEW
from tutor.drawing.placing import Placing
from tutor.lessons.problem import Problem
from tutor.network.quantity import Quantity

from ..support.course import problem_of
from .graphs import PROBLEMS, drawn, layered, painter, placed, texts


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
    assert len(lines) == found.placing.height
    assert max(map(cell_len, lines)) <= found.placing.width
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
    close = found.fitted(found.placing.width - 1, found.placing.height)
    assert (close.width < found.placing.width, close.height) == (True, found.placing.height)
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
    found = painter(problem_of("4.1").graph, room=1)
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


def test_quantities_keep_their_names() -> None:
    box = figure_of(problem_of("4.1").graph).box_of("y")
    assert box is not None
    assert [one.name for one in box.quantities] == ["y", "C"]
    assert all(isinstance(one, Quantity) for one in box.quantities)


@pytest.mark.parametrize("name", ["ex4-test-case", "cs231n-two-layer"])
def test_what_is_looked_at_is_named_however_crowded_the_wires_are(name: str) -> None:
    """Two units of two inputs each and of a layer of three: many wires on few lines."""
    found = painter(problem_of(name).graph)
    for width in (76, 196):
        placing = found.fitted(width, 14)
        for wire in found.figure.wires:
            weight = wire.weight
            if weight is not None:
                spots = found.painting(Marks(here={weight.name}), placing).spots
                assert weight.name in {spot.name for spot in spots}
    crowded = [wire for wire in found.figure.wires if wire in found._crowded() and wire.weight is not None]
    unit = crowded[0].target
    named = {spot.name for spot in found.painting(Marks(here={unit})).spots}
    into = {wire.weight.name for wire in crowded if wire.target == unit and wire.weight is not None}
    assert into & named, "a unit that is looked at has the weights that lead to it named"
