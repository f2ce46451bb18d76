"""Lines of working on 4.1 with the marks that they get, and pages on which one line follows from another."""

import pytest
from tutor.lessons.problem import Problem
from tutor.sheet.marking import Sheet, mark_sheet
from tutor.sheet.verdict import LineMark, LineVerdict


def only(problem: Problem, line: str) -> LineVerdict:
    (verdict,) = mark_sheet(problem, [line])
    return verdict


@pytest.mark.parametrize(
    "line",
    [
        "z1 = 1·1+1 = 2",
        "r = (2, 13, 7, 12)",
        "r = 2, 13, 7, 12",
        "∂C/∂w2 = Σ 2r·ρ'(z3)·w3·ρ'(z2)·a1 = 514",
        "dC/dw2 = d3*w3*g2*a1",
        r"\frac{\partial C}{\partial w_2} = \sum_i 2 r_i g_3 w_3 g_2 a_1 = 514",
        "따라서 r_2 = 13이다",
        "그러므로 C의 값은 366입니다.",
        "ㅈ2 = 1",
        "z1은 2",
        "점 2: z1 = 5, a1 = 5",
        "i = 2: z1 = w1·x + b1 = 1·4 + 1 = 5",
        "point2: C = r² = 169",
        "z1 = x + 1",
        "hence r = 13 (point 2)",
        "w1' = w1 - 0.1·446 = -43.6",
        "w1 ← w1 − 0.1·dw1 = −43.6",
        "w1_new = -43.6",
        "C = Σ r^2 = 4+169+49+144 = 366",
        "C = (a3 - y)²",
        "(c) C = 366.",
        "max(0, z1) = 2",
        "g3 = [z3 > 0] = 1",
        "∇C = (446, 68, 514, 68, 582, 68)",
        "dC/dw3 = Σ 2r·g3·a2 = 2·2·2·3+2·13·6+2·7·9+2·12·12 - 12 = 582",
    ],
)
def test_it_is_right(chain: Problem, line: str) -> None:
    assert only(chain, line).mark is LineMark.RIGHT


@pytest.mark.parametrize(
    ("line", "breaks"),
    [
        ("z1 = 1·1+2 = 3", 1),
        ("z1 = 1·1+1 = 3", 2),
        ("C = Σ r² = 4+169+49+144 = 356", 3),
        ("r_2 = 14", 1),
        ("r = (2, 13, 7, 13)", 1),
        ("dC/dw2 = 223", 1),
        ("점 2: z1 = 2", 1),
        ("2·2 = 5", 1),
    ],
)
def test_it_breaks_at_an_equality(chain: Problem, line: str, breaks: int) -> None:
    verdict = only(chain, line)
    assert (verdict.mark, verdict.breaks, verdict.found) == (LineMark.NOT_YET, breaks, {})


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("dC/dw2 = Σ 2r·a1", "partial.weights-not-followed"),
        ("dC/dw1 = Σ r·g3·w3·g2·w2·g1·x = 223", "partial.no-factor-2"),
        ("dC/dw1 = Σ r·g3·w3·g2·w2·g1·x", "partial.no-factor-2"),
        ("z1 = w1*x", "forward.no-bias"),
        ("C = Σ (a3 - y) = 34", "cost.sum-of-residuals"),
        ("dC/da3 = 2(y - a3)", "partial.sign"),
    ],
)
def test_the_rule_of_a_formula_is_named(chain: Problem, line: str, rule: str) -> None:
    verdict = only(chain, line)
    assert verdict.mark is LineMark.NOT_YET
    assert rule in {made[0] for made in verdict.made_by}


def test_a_formula_that_leaves_out_open_gates_is_right_here_only(chain: Problem) -> None:
    verdict = only(chain, "dC/dw2 = Σ 2r·w3·a1 = 514")
    assert verdict.mark is LineMark.HERE
    assert ("partial.gate-ignored",) in verdict.made_by
    assert {str(field): typed for field, typed in verdict.found.items()} == {"d.w2": "514"}


def test_what_comes_of_a_wrong_line_follows(chain: Problem) -> None:
    lines = [
        "z1 = w1 x",
        "z1 = (1, 4, 7, 10)",
        "a1 = (1, 4, 7, 10)",
        "z2 = w2 a1 + b2",
        "z2 = (2, 5, 8, 11)",
        "z2 = (3, 6, 9, 12)",
    ]
    marks = [verdict.mark for verdict in mark_sheet(chain, lines)]
    assert marks == [
        LineMark.NOT_YET,
        LineMark.FOLLOWS,
        LineMark.FOLLOWS,
        LineMark.RIGHT,
        LineMark.FOLLOWS,
        LineMark.RIGHT,
    ]


def test_point_by_point_a_number_is_about_the_point_of_its_block(chain: Problem) -> None:
    lines = ["x = 4, y = -6", "z1 = 5", "a1 = 5", "z2 = 6", "z2 = 3", "", "x = 1", "z1 = 2", "z2 = 3"]
    marks = [verdict.mark for verdict in mark_sheet(chain, lines)]
    assert marks[4] is LineMark.NOT_YET
    assert all(mark in (LineMark.RIGHT, LineMark.NOTE) for k, mark in enumerate(marks) if k != 4)


def test_own_letters_stand_for_what_they_are_said_to(chain: Problem) -> None:
    lines = ["let e = a3 - y", "u := 2e", "dC/db3 = Σ u·g3 = 68", "dC/db3 = Σ e·g3", "-> 34"]
    verdicts = mark_sheet(chain, lines)
    assert [verdict.mark for verdict in verdicts[2:]] == [LineMark.RIGHT, LineMark.NOT_YET, LineMark.FOLLOWS]


def test_only_what_changed_is_marked_again(chain: Problem) -> None:
    sheet = Sheet(chain)
    first = sheet.mark(["z1 = (2, 5, 8, 11)", "C = 365"])
    again = sheet.mark(["z1 = (2, 5, 8, 11)", "C = 366"])
    assert again[0] is first[0]
    assert [verdict.mark for verdict in again] == [LineMark.RIGHT, LineMark.RIGHT]


@pytest.mark.parametrize(
    "line",
    [
        "z4 = 3",
        "2 + = 3",
        "(((((",
        "C = " + "r" * 580 + "1",
        "e = e + 1",
        "^^^",
        "z1 = 2^999999",
        "\x1b[31m",
        "z1 = " + "9" * 590,
    ],
)
def test_what_cannot_be_read_is_said_so(chain: Problem, line: str) -> None:
    assert only(chain, line).mark in (LineMark.UNREAD, LineMark.NOT_YET)


@pytest.mark.parametrize(
    ("line", "is_sure"),
    [
        ("dC/dw2 = 257", False),
        ("C = 183", False),
        ("ρ'(z3) = 0", False),
        ("dC/dw2 = Σ r a1 = 257", True),
        ("dC/dw2 = Σ r g3 w3 g2 a1", True),
        ("dC/dw2 = 2·2 + 13·5 + 7·8 + 12·11 = 257", True),
    ],
)
def test_a_rule_is_said_for_sure_behind_more_than_one_number(chain: Problem, line: str, is_sure: bool) -> None:
    said = only(chain, line)
    assert said.mark is LineMark.NOT_YET and said.rule
    assert said.is_sure is is_sure


def test_what_is_right_in_a_line_is_made_by_no_mistake(chain: Problem) -> None:
    """ρ′(z3) is what a wrong z3 gives, too; it is the −1 that is wrong."""
    assert only(chain, "relu'(z3) = -1").made_by == ()


@pytest.mark.parametrize("line", ["dC/db2 = Σ r", "dC/dw2 = Σ r·a1"])
def test_the_rule_of_a_formula_that_has_the_ones_left_out_is_told_as_perhaps(chain: Problem, line: str) -> None:
    verdict = only(chain, line)
    assert (verdict.mark, verdict.made_by) == (LineMark.NOT_YET, (("partial.no-factor-2",),))
    assert not verdict.is_sure


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("dC/db2 = 2(2+13+7+12)", {"d.b2": "2·(2+13+7+12)"}),
        ("C = 2^2 + 13^2 + 7^2 + 12^2", {"c": "2^2+13^2+7^2+12^2"}),
        ("r = (4-2, 7+6, 13-6, 13-1)", {"c/r@1": "4−2", "c/r@2": "7+6", "c/r@3": "13−6", "c/r@4": "13−1"}),
    ],
)
def test_a_number_that_is_not_worked_out_answers_as_it_does_in_a_field(
    chain: Problem, line: str, found: dict[str, str]
) -> None:
    assert {str(field): typed for field, typed in only(chain, line).found.items()} == found
