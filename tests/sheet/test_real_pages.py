"""Pages as people write them: prose between, arrows, tables, Korean clauses, programs, other books' letters.

What stands before a line says how it is to be marked: + right or right as rounded, ? right at these numbers only,
− not yet, with the rule that makes it behind ⟸, ~ following from what is wrong above it, · nothing claimed.
"""

from functools import cache

import pytest
from tutor.lessons.problem import Problem
from tutor.sheet.marking import mark_sheet
from tutor.sheet.verdict import LineMark

from tests.support.course import problem_of
from tests.support.problems import make

MARKS = {
    "+": {LineMark.RIGHT, LineMark.ROUNDED},
    "?": {LineMark.HERE},
    "-": {LineMark.NOT_YET},
    "~": {LineMark.FOLLOWS},
    "·": {LineMark.NOTE},
}
MEAN, LINE, WIDE, SOFTMAX = "mean", "line", "bp1:two-paths:342067273", "softmax-regression"
PAGES = {
    "clauses in Korean": (
        "4.1",
        """\
+ x=1이면 z1=1×1+1=2이고 a1=ρ(2)=2입니다.
+ z2=1×2+1=3이고 a2=3입니다.
+ x=4일 때: z1=5, z2=6, z3=7
+ 그러므로 비용은 C=(4-2)²+(7-(-6))²+(10-3)²+(13-1)²=366입니다.
+ ∂C/∂b₃은 Σ2r·ρ'(z3) = 68
+ ∂C/∂w2도 같은 방법으로 구하면 514입니다.
+ b3에 대한 편미분은 68
+ w3로 편미분하면 ∂C/∂w3 = Σ2(a3-y)ρ'(z3)a2 이므로 582이다.
· C에서 w3로 가는 길은 하나이다.
+ b₁' = b₂' = b₃' = 1 - 6.8 = -5.8""",
    ),
    "what says the point": (
        "4.1",
        """\
+ 두 번째 데이터: z1은 5, z2는 6, z3는 7
+ For the third point: z1 = 8 > 0, z2 = 9
+ z3 = 4 (x=1)
+ at x=10: 2·12·1·12 = 288
·
+ z1=2; z2=3; z3=4; r=2; r^2=4
+ r의 제곱: 4, 169, 49, 144""",
    ),
    "a table": (
        "4.1",
        """\
· | i | x | y | z1 | z2 | $z^{(3)}$ |
· |---|---|---|----|----|---|
+ | 1 | 1 | 2 | 2  | 3  | 4 |
- | 2 | 4 | -6 | 5 | 6  | 8 |
+ sum = 582
· sum of all""",
    ),
    "lines that go on": (
        "4.1",
        """\
· By the chain rule we go from C down
+ dC/dw3 = sum of dC/da3 · da3/dz3 · dz3/dw3
+ = 12 + 156 + 126 + 288
· dC/dw2 =
+ 8 + 130 + 112 + 264 =
+ 514
· ~~C = 366/4 = 91.5~~
+ ∴ C = 366  # not the mean
+ C'(b1) = 68, d/dw1 C = 446""",
    ),
    "LaTeX": (
        "4.1",
        r"""
· \begin{aligned}
+ \frac{\partial C}{\partial w^{(3)}} &= \sum_{i=1}^{m} 2(\hat{y}_i - y_i)\rho'(z^{(3)}_i) a^{(2)}_i \\
+ &= 582
· \end{aligned}
+ w^{(2)\prime} = 1 - 0.1 \times 514 = -50.4
+ z^{[2]} = w^{[2]} a^{[1]} + b^{[2]}, \; \delta^{[3]} = 2(a^{[3]} - y) \odot g'(z^{[3]})""",
    ),
    "a program": (
        "4.1",
        """\
+ d3 = 2*(a3 - y)*relu'(z3)
+ grad_w3 = (d3 * a2).sum()
+ w3 -= 0.1*582
- w2 -= 582""",
    ),
    "the number of points": (
        MEAN,
        """\
· m = 4
+ C = 1/m Σ r² = 366/4 = 91.5
+ dC/da3 = 2/N (a3 - y)
+ ∂C/∂w3 = 2/m Σ r ρ'(z3) a2 = 145.5
+ dC/db1 = np.mean(2r·ρ'(z3)·w3·ρ'(z2)·w2·ρ'(z1))
- ∂C/∂w3 = Σ 2r ρ'(z3) a2 ⟸ partial.scale-forgotten
- dC/dw3 = 1/n Σ r ρ'(z3) a2 ⟸ partial.no-factor-2""",
    ),
    "a mean where there is none": (
        "4.1",
        r"""
- C = \frac{1}{m}\sum_i r_i^2 ⟸ cost.mean
- ∂C/∂w3 = (1/N)·sum(2r ρ'(z3) a2) = 145.5 ⟸ partial.mean
~ w3' = 1 - 0.1·145.5 = -13.55""",
    ),
    "one layer": (
        LINE,
        """\
+ ŷ = w x + b = 1, 2, 3, 4
+ e = ŷ - y = -2, -3, -4, -5
+ MSE = 54/4 = 13.5
+ dMSE/dw = 2/n Σ e·x = -20
+ w := w - 0.1·(-20) = 3
- dC/dw = 2 Σ (a - y) x = -80 ⟸ partial.scale-forgotten""",
    ),
    "units and layers": (
        WIDE,
        """\
+ 은닉층: z₁ = −1·3+4 = 1, z₂ = 2·3−2 = 4
+ δ² = 2(a² − y) ⊙ ρ'(z²)
+ ∂C/∂W² = δ² (a¹)ᵀ""",
    ),
    "rows throughout": (
        WIDE,
        """\
+ a1 = [1 4]
+ z2 = a1 W2^T + b2 = [12 8]
? δ1 = δ2 W2 = [-32 -28]
- δ1 = δ2 W2^T ⊙ ρ'(z1)""",
    ),
    "columns throughout": (
        WIDE,
        """\
+ δ1 = W2^T δ2 ⊙ ρ'(z1)
- z2 = W2^T a1 + b2 ⟸ forward.weights-transposed
- dC/dW2 = [[-8, -4], [-32, -16]] ⟸ partial.outer-transposed""",
    ),
    "lists of what was worked out": (
        "4.2",
        """\
+ r = 5-2 = 3 and 11-(-6) = 17
+ r = 5-2 = 3, 11+6 = 17
+ x=1이면 h₁=h₂=2이고 z⁽²⁾=2+2+1=5
+ x=4이면 h₁=h₂=5이고 z⁽²⁾=5+5+1=11
- r = 5-2 = 3, 11+6 = 16
- δ1 = δ2 ⊙ ρ'(z1)""",
    ),
    "marks of all sorts": (
        "4.1",
        """\
+ **C = 366**
+ `C = 366`
+ (C = 366)
+ 답) C = 366
+ Step 2) L = Σ(ŷ - y)² = 366
+ w3: 2·2·3+2·13·6+2·7·9+2·12·12=582
+ dC/db3 is, without a2, i.e. 4 + 26 + 14 + 24 = 68.
- So C = (2+13+7+12)² = 1156 ⟸ cost.square-of-sum
+ J(w, b) = 366""",
    ),
    "what words ask for": (
        "4.1",
        """\
+ w3의 편미분값은 582
+ C를 b3로 미분하면 68이 나온다
+ the derivative of C with respect to w2 = 514
- gradient of w3 = 2·12·12 = 288 ⟸ partial.single-point
- ∂C/∂w3를 구하면 291이다. ⟸ partial.no-factor-2
+ ∂C/∂b3 = ∂C/∂b2 = 2∑r = 2·34 = 68
+ new w3 = -57.2, w3 (new) = -57.2
+ w3: 1 -> -57.2
- w2: 1 -> 52.4 ⟸ update.ascent
- w1: w1-dC/dw1 = 1-446 = -445 ⟸ update.no-rate
- b1: 1 - 68 = -67 ⟸ update.no-rate""",
    ),
    "letters for vectors": (
        WIDE,
        """\
+ h = ReLU(W1 x + b1) = ReLU(-3+4, 6-2) = (1, 4)
+ o = W2 h + b2 = (3+12-3, 2+4+2) = (12, 8)
+ e = o - y = (-4, -2)
? C = e·e = 20
- 비용: 4 + 2 = 6""",
    ),
    "vectors added up": (
        "4.2",
        """\
+ ∂C/∂b1: 6+34 = 40 (두 뉴런 모두)
- ∂C/∂b1 = 2+34 = 36
+ z⁽¹⁾ = W⁽¹⁾x + b⁽¹⁾ = (1·1+1, 1·1+1) = (2, 2)
+ δ⁽¹⁾ = (6, 6), (34, 34)
+ ∂C/∂W⁽²⁾ = 6(2, 2) + 34(5, 5) = (12, 12) + (170, 170) = (182, 182)
- ∂C/∂b⁽¹⁾ = (6, 6) + (34, 34) = (40, 41)""",
    ),
    "the weights as the source has them": (
        SOFTMAX,
        """\
+ z = W^T x = (-0.8, 1.1, 0.1)
+ softmax(z) = (0.0986, 0.659, 0.2424)
+ dL/dW = x (p - y)^T""",
    ),
    "softmax": (
        SOFTMAX,
        """\
+ z1 = 0.2 - 1 = -0.8, z2 = -0.3+1.4 = 1.1
+ p_2 = exp(z_2) / (exp(z_1) + exp(z_2) + exp(z_3))
+ L = -ln 0.659 = 0.417
+ dL/dz = p - y
+ ∂L/∂z2 = p2 - 1 = -0.341
? ∂L/∂z3 = p3 = 0.242
- dL/dz = 2(p - y)""",
    ),
}


@cache
def named(name: str) -> Problem:
    """A problem of the content, a drill, or one with a mean for its cost."""
    if name == MEAN:
        return make((1, 1, 1, 1), cost="mean-of-squares")
    if name == LINE:
        data = ((1, 3), (2, 5), (3, 7), (4, 9))
        return make((1, 1), "identity", data, (1, 0), cost="mean-of-squares")
    return problem_of(name)


@pytest.mark.parametrize("page", PAGES)
def test_it_is_marked_as_a_teacher_would(page: str) -> None:
    name, text = PAGES[page]
    lines = [line.partition(" ") for line in text.strip().splitlines()]
    said = [rest.partition(" ⟸ ") if sign == "-" else (rest, "", "") for sign, _, rest in lines]
    for (sign, _, _), (typed, _, rule), verdict in zip(
        lines, said, mark_sheet(named(name), [one for one, _, _ in said]), strict=True
    ):
        assert verdict.mark in MARKS[sign], (typed, verdict)
        assert not rule or any(rule in made for made in verdict.made_by), (typed, verdict)
