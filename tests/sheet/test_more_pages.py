"""More ways in which people write: flows with arrows, numbers before lines, units, steps of programs."""

import pytest
from tutor.sheet.marking import mark_sheet

from tests.support.course import problem_of

PAGES = {
    "arrows from number to number": (
        "4.1",
        """\
right 순전파: 1 → 2 → 3 → 4
right x=4 → 5 → 6 → 7
not_yet x=4 → 5 → 6 → 8
right 26 -> 26 -> 104
unread 26 -> 26 -> 105
right 7 → 8 → 9 → 10, r = 7""",
    ),
    "numbers before lines": (
        "4.1",
        """\
right (2) x=4, y=-6
right (3) r = 10 - 3 = 7
right ④ r = 13 - 1 = 12
not_yet (3) r = 10 - 3 = 8""",
    ),
    "values with blanks, and behind an arrow": (
        "4.1",
        """\
right 2r: 4 26 14 24
not_yet 2r: 4 26 14 25
right r² : 4, 169, 49, 144 ⇒ C = 366""",
    ),
    "the same again": (
        "4.2",
        """\
right ∂C/∂w2₁ = 6·2 + 34·5 = 182, w2₂도 같음
not_yet ∂C/∂w2₁ = 182, ∂C/∂b2도 같음
right a2 = [1 1][2; 2] + 1 = 5""",
    ),
    "what is counted": (
        "apples",
        """\
right 사과 2개 × 100원 = 200원
not_yet price = 200원 × 1.2
right apple: 2 * 1.1 = 2.2
right 역전파: 1 → 1.1 → 2.2""",
    ),
    "a step of a program": (
        "softmax-regression",
        """\
rounded Z = e^-0.8 + e^1.1 + e^0.1 = 0.449 + 3.004 + 1.105 = 4.559
rounded p2 = e^1.1/Z = 0.659
note dscores = p
note dscores[1] -= 1
rounded dscores = [0.0986, -0.3410, 0.2424]
right W += -0.1 * np.outer(x, dscores)
not_yet Δw21 = 0.1 × −0.341 = -0.0341""",
    ),
    "units by letters": (
        "mazur",
        """\
right E_o1 = 1/2 (target - output)^2 = 0.274811083
rounded δ_o1 = 0.7414·0.1868 = 0.1385
not_yet δ_h1 = δ_o1·w5·out_h1(1-out_h1) = 0.1385·0.4·0.2413 = 0.01337
follows dE/dw1 = δ_h1·i1 = 0.01337·0.05 = 0.000668""",
    ),
    "the input as the first layer, and δ of each point's own cost": (
        "ex4-test-case",
        """\
rounded for x(1): z(2) = (0.0540, 0.1664)
rounded δ(3) = a(3) - y = (0.8887, 0.9074, 0.9233, -0.0634)
right dW2 = 1/m dZ2 A1^T
not_yet dW2 = dZ2 A1^T""",
    ),
    "what was worked out under a name": (
        "apples-oranges",
        """\
right total = 650 * 1.1 = 715
right dtotal/dtax = 650
not_yet dtotal/dtax = 651""",
    ),
    "a list as a row": (
        "cs231n-two-layer",
        """\
right h = ReLU([2.28, -0.68]) = [2.28, 0]
right scores = h W2 = [0.4332, -0.228, 0.228]""",
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_it_is_marked_as_a_teacher_would(page: str) -> None:
    name, text = PAGES[page]
    marks, lines = zip(*(line.split(" ", 1) for line in text.splitlines()), strict=True)
    assert [str(one.mark) for one in mark_sheet(problem_of(name), lines)] == list(marks), lines
