"""What paper needs: other numbers of the same kind, θ as matrices, the network as a picture, lines that fit a page."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from tutor.lessons.problem import Point, Problem
from tutor.network.architecture import ACTIVATIONS, Network
from tutor.network.graph import computation
from tutor.network.layered_graph import graph_of
from tutor.practice.other_numbers import split_name, with_other_numbers
from tutor.practice.paper import (
    EMPTY_LINE,
    LEAST_ROOM,
    LONGEST,
    as_typed,
    broken,
    fitted,
    in_formulas,
    in_plain_latex,
    room,
)
from tutor.practice.paper_drawing import WIDEST, picture

from tests.support.course import problem_of

CLASSES: tuple[Point, ...] = tuple(
    ((Fraction(x), Fraction(y)), targets)
    for x, y, targets in (
        (1, 2, (Fraction(1), Fraction(0))),
        (2, 5, (Fraction(0), Fraction(1))),
        (3, 1, (Fraction(0), Fraction(1))),
    )
)


def largest_answer(problem: Problem) -> float:
    return max(abs(float(value)) for value in (problem.trace.cost, *problem.trace.gradient.values()))


def pictured(network: Network) -> str | None:
    return picture(graph_of(network), {})


def made(network: Network, data: tuple[Point, ...], *theta: str) -> Problem:
    return Problem("made", Path("made.md"), {}, network, data, tuple(map(Fraction, theta)), Fraction(1, 10))


@pytest.mark.parametrize("name", ["4.1", "4.2"])
def test_other_numbers_are_of_the_same_kind_and_can_be_worked_by_hand(name: str) -> None:
    problem = problem_of(name)
    largest = largest_answer(problem)
    seen = set()
    for number in range(1, 40):
        other = with_other_numbers(problem, number)
        assert other.id == f"{name}#{number}"
        assert all(value.denominator == 1 for value in other.theta)
        assert all(value.denominator == 1 for x, y in other.data for value in (*x, *y))
        assert 0 not in other.theta
        assert all(other.trace.gradient.values()), number
        assert largest_answer(other) <= 5 * largest
        assert len({x for x, _ in other.data}) == len(problem.data)
        seen.add((other.theta, other.data))
    assert len(seen) == 39
    assert (problem.theta, problem.data) not in seen


def test_a_number_names_the_same_problem_for_ever() -> None:
    """These stand on sheets that were printed."""
    other = with_other_numbers(problem_of("4.1"), 7)
    assert [int(value) for value in other.theta] == [3, -1, 1, 1, 1, 3]
    assert [(int(x[0]), int(y[0])) for x, y in other.data] == [(4, -6), (3, 3), (2, 3), (9, 3)]


def test_decimals_stay_decimals_and_classes_stay_classes() -> None:
    network = Network((2, 2), ("softmax",), "cross-entropy")
    problem = made(network, CLASSES, "0.15", "0.2", "0.25", "-0.3", "0.35", "0.4")
    for number in range(20):
        other = with_other_numbers(problem, number)
        assert all(100 % value.denominator == 0 for value in other.theta)
        assert all(Fraction("-0.3") <= value <= Fraction("0.25") for value in other.theta[:4])
        assert sorted(y for _, y in other.data) == sorted(y for _, y in problem.data)


def test_thirds_are_left_as_they_are() -> None:
    problem = made(Network((1, 1), ("identity",)), (((Fraction(1),), (Fraction(5),)),), "1/3", "2")
    assert with_other_numbers(problem, 3).theta[0] == Fraction(1, 3)


@pytest.mark.parametrize(
    ("name", "parts"),
    [("4.1#7", ("4.1", 7)), ("a#b#12", ("a#b", 12)), ("4.1", None), ("4.1#", None), ("#7", None), ("4.1#-7", None)],
)
def test_a_number_after_a_name(name: str, parts: tuple[str, int] | None) -> None:
    assert split_name(name) == parts


def test_a_network_as_a_picture() -> None:
    assert pictured(Network((2, 2, 1), ("tanh", "identity"))) == (
        "             tanh          identity\n"
        "x[1] --+ +-> a1[1] --+\n"
        "       +-+           +---> a2 ------------> C\n"
        "x[2] --+ +-> a1[2] --+"
    )
    assert pictured(Network((1, 24), ("relu",))) is None
    assert pictured(Network((1,) * 13, ("relu",) * 12)) is None


def test_a_picture_has_the_sources_letters_and_none_is_drawn_where_there_are_no_layers() -> None:
    drawn = picture(graph_of(Network((1, 2), ("softmax",), "cross-entropy")), {"a1[1]": "out_h1", "C": "E"})
    assert drawn is not None
    assert "out_h1" in drawn
    assert "a1[1]" not in drawn
    assert drawn.splitlines()[0].split() == ["softmax"]
    assert "> E" in drawn
    assert picture(computation([("q", "add", ("x", "y")), ("f", "multiply", ("q", "z"))], ["x", "y", "z"]), {}) is None


@pytest.mark.parametrize("widths", [(1, 1), (1, 3, 2, 1), (3, 4, 3, 1), (8, 2), (2, 7, 5), (5, 5, 5, 5)])
def test_every_unit_is_in_the_picture_in_a_column_of_its_layer(widths: tuple[int, ...]) -> None:
    network = Network(widths, ("relu",) * (len(widths) - 1))
    drawn = pictured(network)
    assert drawn is not None
    lines = drawn.splitlines()
    assert max(map(len, lines)) <= WIDEST
    assert drawn.count("relu") == len(widths) - 1
    for layer, width in enumerate(widths):
        names = [network.unit("a", layer, unit) for unit in range(1, width + 1)]
        columns = {line.index(f"{name} ") for name in names for line in lines if f"{name} " in line}
        assert len(columns) == 1, (names, drawn)


def test_a_long_formula_is_broken_between_its_parts() -> None:
    short = "$$ C = 1 + 2 = 3 $$"
    assert broken(f"text {short} text") == f"text {short} text"
    terms = " + ".join(rf"\left({n} + 1\right) \cdot 1" for n in range(10, 30))
    text = broken(f"$$ x = \\sum_{{i=1}}^{{4}} y_{{i}} = {terms} = 446 $$")
    assert r"\begin{aligned}" in text
    assert text.count("&= ") == 3
    for line in text.split("\\\\"):
        assert line.count("{") == line.count("}") or "aligned" in line
        assert line.count(r"\left") == line.count(r"\right")
        assert len(re.sub(r"\\[a-z]+|[&\s$]", "", line)) <= 2 * LONGEST
    assert re.sub(r"\\begin\{aligned\}|\\end\{aligned\}|\\quad|\\\\|[&\s]", "", text) == re.sub(
        r"\s", "", f"$$ x = \\sum_{{i=1}}^{{4}} y_{{i}} = {terms} = 446 $$"
    )


def test_signs_and_names_on_paper() -> None:
    assert in_plain_latex(r"$f \coloneqq g$ and −5") == "$f := g$ and -5"
    assert in_formulas("## (d) 그래디언트 ∇C(θ)") == r"## (d) 그래디언트 $\nabla C({\theta})$"
    assert in_formulas("## (b) The tree (C)") == "## (b) The tree (C)"
    assert as_typed("*O_Brien* <b> $x$ 김") == r"\*O\_Brien\* \<b\> \$x\$ 김"


def test_activations_are_known_to_the_picture() -> None:
    for kind in ACTIVATIONS:
        drawn = pictured(Network((2, 2), (kind,)))
        assert drawn is not None
        assert kind in drawn


def test_room_to_work_does_not_spill_over_the_page() -> None:
    short = f"## One\n\nA question.\n\n{room(10)}"
    assert fitted(short) == short
    long = "\n\n".join(["## One", *["A line that goes on."] * 15, room(10)])
    assert LEAST_ROOM < fitted(long).count(EMPTY_LINE) < 10
    assert fitted(long).startswith(long.partition(EMPTY_LINE)[0])
    assert fitted("\n\n".join(["text"] * 100 + [room(10)])).count(EMPTY_LINE) == LEAST_ROOM
    assert fitted("no room") == "no room"
