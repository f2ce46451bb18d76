"""Headings in brackets, and what C is called in words."""

import pytest
from tutor.lessons.problem import Problem
from tutor.sheet.marking import mark_sheet
from tutor.sheet.verdict import LineMark

from tests.support.problems import make


@pytest.fixture(scope="module")
def day13() -> Problem:
    return make()


@pytest.mark.parametrize(
    "heading", ["[점 2]", "# point 2", "point 2 (x = 4):", "점 2 (x = 4)", "2번째 점:", "Point 2", "point2:"]
)
def test_a_heading_says_what_point_follows(day13: Problem, heading: str) -> None:
    said, below, elsewhere = mark_sheet(day13, [heading, "z1 = 5", "a1 = 2"])
    assert said.mark is LineMark.NOTE
    assert below.mark is LineMark.RIGHT
    assert below.states == ("z1@2",)
    assert elsewhere.mark is LineMark.NOT_YET


@pytest.mark.parametrize("heading", ["sum:", "합:", "total:", "Σ:"])
def test_totals_have_a_heading_too(day13: Problem, heading: str) -> None:
    *_, said, total = mark_sheet(day13, ["점 4:", "r = 12", heading, "C = 366"])
    assert (said.mark, total.mark) == (LineMark.NOTE, LineMark.RIGHT)


@pytest.mark.parametrize("name", ["비용", "손실", "cost", "Loss", "따라서 비용", "the cost"])
def test_the_cost_by_its_word(day13: Problem, name: str) -> None:
    right, wrong = mark_sheet(day13, [f"{name} = Σ r² = 366", f"{name} = 0.5(Σ r²) = 183"])
    assert right.mark is LineMark.RIGHT
    assert right.states == ("C",)
    assert (wrong.mark, wrong.breaks, wrong.made_by) == (LineMark.NOT_YET, 1, (("cost.half",),))


def test_a_rate_beside_nothing_is_no_matter_of_gates() -> None:
    still = make((1, 1), data=((1, -4),), theta=(2, -6), eta="0.5")
    old, double = mark_sheet(
        still, ["w1' = w1 - 0.5·dC/dw1 = 2 - 0.5·0 = 2", "w1' = w1 - 2·0.5·dC/dw1 = 2 - 2·0.5·0 = 2"]
    )
    assert old.mark is LineMark.RIGHT
    assert double.mark is not LineMark.RIGHT


def test_functions_typed_in_hangul_mode(day13: Problem) -> None:
    largest, slope = mark_sheet(
        day13, ["ㅁ1 = ㅡㅁㅌ(0, ㅋ1) = ㅡㅁㅌ(0, 2) = 2", "ㅇ3 = 2ㄱ·ㄱ디ㅕ'(ㅋ3) = 2·2·1 = 4"]
    )
    assert (largest.mark, slope.mark) == (LineMark.RIGHT, LineMark.RIGHT)


def test_words_behind_a_square(day13: Problem) -> None:
    (said,) = mark_sheet(day13, ["C = Σ r² by the chain rule"])
    assert said.mark is LineMark.RIGHT


def test_a_path_that_gives_nothing_here_is_no_gate_left_out() -> None:
    wide = make((1, 1, 2), data=((1, (5, 9)),), theta=(1, 1, 1, -1, 1, 1))
    (said,) = mark_sheet(wide, ["dC/dz1 = dC/dz2[1]·w2[1,1]·ρ'(z1) = -4·1·1 = -4"])
    assert said.mark is LineMark.NOT_YET


@pytest.mark.parametrize("begins", ["point 1: z3 = 8", "점 1:", "x = 1:", "점 1: r = 2"])
def test_a_list_of_all_points_is_about_all_of_them_whatever_point_was_said(day13: Problem, begins: str) -> None:
    *_, wrong, follows, right = mark_sheet(
        day13, [begins, "r = (2, 1, 7, 12)", "C = 4 + 1 + 49 + 144", "r = (2, 13, 7, 12)"]
    )
    assert (wrong.mark, wrong.breaks) == (LineMark.NOT_YET, 1)
    assert follows.mark is LineMark.FOLLOWS
    assert (right.mark, right.states) == (LineMark.RIGHT, ("r",))
    (said,) = mark_sheet(day13, ["point 1: r = a3 - y = (2, 1, 7, 12)"])
    assert said.mark is LineMark.NOT_YET


def test_two_quantities_that_come_to_the_same_numbers_here() -> None:
    equal = make((1, 2, 1), data=((1, 2), (4, -6)), theta=(1,) * 7)
    here, wrong, layer = mark_sheet(equal, ["a1[1] = a1[2] = (2, 5)", "a1[1] = a1[2] = (2, 6)", "점 1: a1 = (2, 2)"])
    assert (here.mark, here.breaks) == (LineMark.HERE, 1)
    assert wrong.mark is LineMark.NOT_YET
    assert layer.mark is LineMark.RIGHT


def test_what_the_network_makes_of_an_input_is_not_what_its_activation_function_does(day13: Problem) -> None:
    of_network, of_activation = mark_sheet(day13, ["f(1) = 4", "a1 = f(z1) = f(2) = 2"])
    assert of_network.mark is LineMark.RIGHT
    assert of_activation.mark is LineMark.RIGHT
