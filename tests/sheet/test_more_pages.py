"""More ways in which people write: flows with arrows, numbers before lines, units, steps of programs."""

import pytest
from tutor.sheet.marking import mark_sheet
from tutor.sheet.verdict import LineMark

from tests.sheet.line_kit import only
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
    "words between": (
        "4.1",
        """\
right w3의 새 값: 1 - 0.1*582 = -57.2
right dC/db1 is the same without x: 4+26+14+24 = 68
right dC/dw3 = 582 (not 291!)
right dz3 = dC/da3 * (1 if z3 > 0 else 0)
right a3'(z3) = 1 for z3 > 0
right ∂C/∂w3 = 2r·a2·ρ'(z3) summed = 582
note e: 2, 13, 7, 12
right e²: 4+169+49+144 = 366
right 2Σe·a₂ = 2(6+78+63+144) = 582
not_yet 2Σe·a₁ = 2(4+65+56+132) = 541
right a_3^{(2)} - y^{(2)} = 7 + 6 = 13""",
    ),
    "what a sum below a table adds up": (
        "4.1",
        """\
note i | r | 2r | 2r·a2
right 1 | 2 | 4 | 12
right Σ | | 68 | 582
not_yet Σ | | 68 | 583""",
    ),
    "what words before a colon are about": (
        "4.1",
        """\
right 출력 편향: 4+26+14+24 = 68
note 출력 편향: 2*3 + 17 = 23
right Output: 3+1 = 4 and 6+1 = 7.
unread C = 4+169+49+144 = 366 → 91.5""",
    ),
    "shares of the cost, layers by words, and gradients of what is below": (
        "mazur",
        """\
rounded E_o2 = 0.02356
not_yet E_o1 = 0.5
right dE/dout_h1 = dE_o1/dout_h1 + dE_o2/dout_h1
rounded dE_o1/dout_h1 = 0.1385 * 0.4 = 0.0554
right grad w5 = δ_o1 · out_h1
right 은닉 1: 0.15·0.05 + 0.20·0.10 + 0.35 = 0.3775 → σ → 0.59327
rounded 오차1 = ½(0.01−0.75137)² = 0.27481
right net_h = (0.3775, 0.3925)
rounded δ_o = (0.13850, -0.03810)
not_yet δ_o = (0.13850, 0.03810)""",
    ),
    "letters that were worked out": (
        "surafel-bce",
        """\
rounded h1 = σ(0.1) = 0.525
rounded z = 0.5·0.525 + 0.6·0.5744 = 0.6071
rounded ∂L/∂z = ŷ − y = −0.3527
rounded ∂L/∂h1 = −0.3527·0.5 = −0.1764
not_yet ∂L/∂z1 = −0.1764·0.525 = −0.0926""",
    ),
    "rows, columns and the target's class": (
        "softmax-regression",
        """\
rounded p_y = 0.659
rounded L = -log p_y = 0.417
not_yet L = -log p_y = 0.5
rounded dW[:,1] = x * dz[1] = [-0.341, -0.682]
right W[2,:] = [-0.5, 0.7, -0.2]
not_yet W[1,:] = [-0.3, 0.8]
right dL/dz_k = p_k − 1[k = y]""",
    ),
    "sums over points and units": (
        "ex4-test-case",
        """\
right J = 1/m Σ Σ (-y log a2 - (1-y) log(1-a2))
note m = 3
right dJ/db2 = 1/m Σ (a2 - y)
not_yet dJ/db2 = 1/4 Σ (a2 - y)""",
    ),
    "statements side by side, sums behind arrows, and what depends on what": (
        "4.1",
        """\
right point 3: z1=8 z2=9 z3=10
not_yet point 4: z1=11 z2=12 z3=14
right squares: 4, 169, 49, 144 → 366
unread squares: 4, 169, 49, 144 → 367
note C <- a3 <- z3 <- (w3, a2, b3)
right w3 새 값 1-58.2=-57.2
not_yet w2 새 값 1-5.14=-4.14""",
    ),
    "the source's letters with their numbers below": (
        "mazur",
        r"""
right \frac{\partial net_{o1}}{\partial w_5} = out_{h1} = 0.593269992
right w_5^+ = w_5 - \eta \frac{\partial E_{total}}{\partial w_5} = 0.4 - 0.5 \cdot 0.082167041 = 0.35891648
rounded w₆^{new} = 0.408666186
rounded δh1 = (w5 δo1 + w7 δo2) h1 (1 - h1) = 0.00877
rounded ΔE/Δw1 = δh1 × i1 = 0.000439""",
    ),
    "exponentials": ("softmax-regression", "rounded e^z1 = 0.449, e^z2 = 3.004\nnot_yet e^z1 = 0.459"),
    "a function of what was rounded": (
        "udacity",
        "rounded ŷ = σ(−0.060126) = 0.48497\nnot_yet ŷ = σ(−0.07) = 0.4825",
    ),
    "a table of units, and what an arrow leads to": (
        "mazur",
        """\
note | | net | out |
rounded | h1 | 0.3775 | 0.5933 |
not_yet | o2 | 1.2249 | 0.7829 |
rounded dnet_o1/dw5 = h1 = 0.5933
rounded → 0.7414 × 0.1868 × 0.5933 = 0.0822
not_yet → 0.7414 × 0.1868 × 0.6933 = 0.0960""",
    ),
    "a letter for what comes at each time": (
        "rnn-bptt",
        """\
rounded at t=1: h = tanh(0.8) = 0.664
rounded at t=2: h = tanh(0.332+0.8) = 0.8117
rounded at t=3: h = tanh(0.4059+0.8) = 0.8354""",
    ),
    "pairs": ("apples", "right dapple, dapple_num = 2.2, 110\nnot_yet dapple, dapple_num = 2.2, 100"),
    "a list of the same": ("4.2", "right dW2 = [6*2 + 34*5]*2 = [182, 182]\nnot_yet dW2 = [6*2 + 34*5]*2 = [182, 180]"),
    "all at once": ("cs231n-graph", "right ∇f = [−4, −4, 3]\nnot_yet ∇f = [−4, −4, 2]\nright grad of f is 1"),
    "a method": ("micrograd-neuron", "right o = n.tanh()\nright n.grad = 1 - o.data**2"),
    "comprehensions, and what comments say": (
        "4.1",
        """\
right r = [a3[i] - y[i] for i in range(4)]
here dw3 = sum(2*ri*a for ri, a in zip(r, a2)) # 582
not_yet dw2 = sum([2*ri*a for ri, a in zip(r, a2)])
not_yet db1 = sum([2*ri for ri in r]) # 86
right w1 -= 0.1 * 446; // -43.6
right >>> (a3 - y)**2
right array([  4, 169,  49, 144])
right $C = \\lVert \\hat{y} - y \\rVert^2 = 366$""",
    ),
    "words for quantities": (
        "4.1",
        """\
right z(1)=5, z(2)=6, z(3)=7 이므로 오차는 13
not_yet z(1)=8, z(2)=9, z(3)=10 이므로 오차는 6
right For x = 7 the network gives 10 and the target is 3, hence the squared error is 49.
not_yet For x = 7 the network gives 10 and the target is 3, hence the squared error is 48.
right When x is 10, the prediction is 13 and the residual is 12.
not_yet When x is 1, the prediction is 4 and the residual is 3.
right b1은 4 + 26 + 14 + 24 = 68
right ∂비용/∂w2 = 4×2 + 26×5 + 14×8 + 24×11 = 514
right ∂_{w2} C = 514
not_yet C_{b2} = 86
right f(4) - (-6) = 13
right δ2 × a1 → 8 130 112 264, sum 514
right w1* = 1 - 0.1·446 = -43.6""",
    ),
    "what a quantity is made of, point by point": (
        "4.1",
        """\
right w2의 기울기: 데이터1 → 4·2 = 8
right 데이터2 → 26·5 = 130
not_yet 데이터4 → 24·12 = 288""",
    ),
    "own letters with a number at each point": (
        "4.2",
        """\
right x=1일 때 h1 = 2, ŷ = 2h1+1 = 5
right x=4일 때 h1 = 5, ŷ = 11
here ∂C/∂w2[1,1] = ∂C/∂ŷ · h1 = 6·2 + 34·5 = 182
not_yet ∂C/∂b2 = ∂C/∂ŷ · h1
right ∂C/∂h2 = ∂C/∂ŷ · 1 = 6, 34""",
    ),
    "another's letters": (
        "mazur",
        """\
rounded a_1 = w1 i1 + w2 i2 + b1 = 0.3775, z_1 = σ(a_1) = 0.5933
not_yet a_2 = 0.5969
rounded y_2 = 0.7729
rounded δ_1 = (y_1 - t_1) y_1 (1 - y_1) = 0.1385
rounded ∂E/∂w5 = δ_1 z_1 = 0.0822
not_yet ∂E/∂w5 = δ_1 a_1 = 0.0523
rounded h2: net 0.3925, out 0.5969""",
    ),
    "weights from-to, and layers by a heading": (
        "bp1:two-paths:342067273",
        """\
not_yet ∂C/∂a1[1] = 2r[1] w2_12 + 2r[2] w2_22
note w_ij is the weight from i to j
not_yet w2_12 = 3
right w2_12 = 2
right w^2_12 = 2
right layer 2: w11 = 3""",
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
    marks, lines = zip(*(line.split(" ", 1) for line in text.strip().splitlines()), strict=True)
    assert [str(one.mark) for one in mark_sheet(problem_of(name), lines)] == list(marks), lines


@pytest.mark.parametrize("line", ["w → " * 150, "w → " * 149 + "=", "= " + "1234 " * 110 + "x"])
def test_a_line_of_one_thing_again_and_again_is_refused(line: str) -> None:
    """Each piece of it could be read in several ways, and all of them together in more than can be tried."""
    assert only("4.1", line).mark in (LineMark.UNREAD, LineMark.NOTE)
