"""Two dimensions: key formulas as pictures, and how wide ones are broken."""

from textwrap import dedent

import pytest
from rich.cells import cell_len
from tutor.typeset.render import display, inline

PICTURES = [
    (
        r"C(\theta):=\sum_{i=1}^{4}(a_{L,i}-y_i)^2",
        """
                 4
        C(θ) :=  ∑  (a    − yᵢ)²
                i=1   L,i
        """,
        """
                     4
        C(theta) := sum (a    - y_i)^2
                    i=1   L,i
        """,
    ),
    (
        r"\frac{\partial C}{\partial w^{(1)}} = -\frac12 \cdot \frac{1}{1+\frac1x}",
        """
         ∂C       1      1
        ───── = − ─ ⋅ ───────
        ∂w⁽¹⁾     2        1
                       1 + ─
                           x
        """,
        """
          dC       1      1
        ------ = - - * -------
        dw^(1)     2        1
                        1 + -
                            x
        """,
    ),
    (
        r"\rho(x)=\begin{cases} x & \text{if } x>0 \\ 0 & \text{그 밖에}\end{cases}",
        """
               ⎧ x  if x > 0
        ρ(x) = ⎨
               ⎩ 0  그 밖에
        """,
        """
                 / x  if x > 0
        rho(x) = {
                 \\ 0  그 밖에
        """,
    ),
    (
        r"W = \begin{pmatrix} w_{11} & -1 \\ 0 & 1 \end{pmatrix}\begin{bmatrix}x\\y\end{bmatrix}^\top",
        """
        W = ⎛ w₁₁  −1 ⎞ ⎡ x ⎤ᵀ
            ⎝  0   1  ⎠ ⎣ y ⎦
        """,
        """
        W = / w_11  -1 \\ [ x ]T
            \\  0    1  / [ y ]
        """,
    ),
    (
        r"\left(\frac{a}{b}\right)^2_i + \left.\frac{dy}{dx}\right|_{x=0} + \left\lfloor \frac n2 \right\rfloor",
        """
        ⎛a⎞²   dy│      ⎢n⎥
        ⎜─⎟  + ──│    + ⎢─⎥
        ⎝b⎠ᵢ   dx│ₓ₌₀   ⎣2⎦
        """,
        """
        /a\\2   dy|      |n|
        |-|  + --|    + |-|
        \\b/i   dx|x=0   L2J
        """,
    ),
    (
        r"\sqrt{b^2-4ac} + \sqrt[3]{\frac pq} + \sqrt x",
        """
                        _
         ________      ╱p
        √b² − 4ac +  3╱ ─ + √x
                    ╲╱  q
        """,
        """
                          _
          _________      /p     _
        \\/b^2 - 4ac +  3/ - + \\/x
                      \\/  q
        """,
    ),
    (
        r"\underbrace{2(a-y)}_{\partial C/\partial a}\cdot\overbrace{\rho'(z)}^{\text{게이트}}",
        """
                   게이트
                   ╭─┴─╮
        2(a − y) ⋅ ρ′(z)
        ╰──┬───╯
         ∂C/∂a
        """,
        """
                   게이트
                   .--^--.
        2(a - y) * rho'(z)
        '--v---'
         dC/da
        """,
    ),
    (
        r"\lim_{x\to0}\int_0^1 e^{-x^2}\,dx",
        """
            ⌠¹  −x²
        lim ⎮  e    dx
        x→0 ⌡₀
        """,
        """
             /1  -x^2
        lim  |  e     dx
        x->0 /0
        """,
    ),
    (
        r"\begin{aligned} z &= wx+b \\ &= 2 \\ \frac ab &= \frac cd \\ a&=\frac{1}{z}\end{aligned}",
        """
        z = wx + b
          = 2
        a   c
        ─ = ─
        b   d

            1
        a = ─
            z
        """,
        """
        z = wx + b
          = 2
        a   c
        - = -
        b   d

            1
        a = -
            z
        """,
    ),
    (
        r"\left(\begin{array}{r|l}-1&2\\3&4\end{array}\right) \boxed{x+1} \binom nk",
        """
                 ┌───────┐ ⎛n⎞
        ⎛−1 │ 2⎞ │ x + 1 │ ⎜ ⎟
        ⎝ 3 │ 4⎠ └───────┘ ⎝k⎠
        """,
        """
                 +-------+ /n\\
        /-1 | 2\\ | x + 1 | | |
        \\ 3 | 4/ +-------+ \\k/
        """,
    ),
]


def drawn(picture: str) -> list[str]:
    return [line.rstrip() for line in dedent(picture).strip("\n").split("\n")]


@pytest.mark.parametrize(("latex", "expected", "plain"), PICTURES)
def test_picture(latex: str, expected: str, plain: str) -> None:
    assert [line.rstrip() for line in display(latex)] == drawn(expected)
    assert [line.rstrip() for line in display(latex, plain=True)] == drawn(plain)


LONG = (
    r"C(\theta):=\sum_{i=1}^{N}(a_{L,i}-y_i)^2=\sum_{i=1}^{N}(f_\theta(x_i)-f_{\textrm{true}}(x_i))^2"
    r"=\sum_{i=1}^{N}(f_\theta(x_i)-y_i)^2"
)
BROKEN = [
    # before relations, which stand under one another
    (
        LONG,
        44,
        """
                 N
        C(θ) :=  ∑  (a    − yᵢ)²
                i=1   L,i

                N
             =  ∑  (f (xᵢ) − fₜᵣᵤₑ(xᵢ))²
               i=1   θ

                N
             =  ∑  (f (xᵢ) − yᵢ)²
               i=1   θ
        """,
    ),
    # before a sum's signs rather than a product's, and never inside brackets if it can be helped
    (
        r"C = 2\cdot(1+1)\cdot(3+1) + 2\cdot 13\cdot 4 + 2\cdot 7\cdot 7 = 446",
        30,
        """
        C = 2 ⋅ (1 + 1) ⋅ (3 + 1)
            + 2 ⋅ 13 ⋅ 4 + 2 ⋅ 7 ⋅ 7
          = 446
        """,
    ),
    # after commas
    (
        r"(1, 2),\:(4,-6),\:(7,3),\:(10,1),\:\cdots",
        20,
        """
        (1, 2), (4, −6),
          (7, 3), (10, 1), ⋯
        """,
    ),
    # rows of equations keep their alignment
    (
        r"\begin{aligned} \frac{\partial C}{\partial w} &= 2\cdot 1 + 3\cdot 4 + 5\cdot 6 \\ &= 446\end{aligned}",
        20,
        """
        ∂C
        ── = 2 ⋅ 1 + 3 ⋅ 4
        ∂w
             + 5 ⋅ 6
           = 446
        """,
    ),
    # inside brackets where nothing else is left
    (r"\rho\left(w_1 a_1 + w_2 a_2 + b\right)", 14, "ρ(w₁a₁ + w₂a₂\n  + b)"),
    # what cannot be broken becomes one line, wrapped
    (r"\begin{pmatrix}1&2&3&4&5&6\\1\end{pmatrix}", 12, "(1, 2, 3, 4,\n5, 6; 1)"),
]


@pytest.mark.parametrize(("latex", "width", "expected"), BROKEN)
def test_broken(latex: str, width: int, expected: str) -> None:
    lines = display(latex, width=width)
    assert [line.rstrip() for line in lines] == drawn(expected)
    assert all(cell_len(line) <= width for line in lines)


def test_as_wide_as_it_is_where_there_is_room() -> None:
    assert display(LONG, width=200) == display(LONG)


def test_a_bare_formula_is_its_one_line_form() -> None:
    for latex in (r"w^{(1)}_{21}", r"\theta'=\theta-0.1\nabla C(\theta)", "가중치"):
        assert display(latex) == (inline(latex),)
    assert display("") == ("",)
