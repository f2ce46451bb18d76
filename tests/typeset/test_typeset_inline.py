"""One line: what a formula becomes in running text, and with plain glyphs."""

import pytest
from tutor.typeset.render import inline

TABLE = [
    # names of the lesson
    (r"w^{(1)}", "w⁽¹⁾", "w^(1)"),
    (r"w^{(1)}_{21}", "w⁽¹⁾₂₁", "w^(1)_21"),
    (r"a^{(3)}_{i}", "a⁽³⁾ᵢ", "a^(3)_i"),
    (r"a_{L,i}", "a_(L,i)", "a_{L,i}"),
    (r"a_{3,i}", "a₃,ᵢ", "a_{3,i}"),
    (r"f_\theta(x_i)", "f_θ(xᵢ)", "f_theta(x_i)"),
    (r"f_{\textrm{true}}", "fₜᵣᵤₑ", "f_true"),
    (r"\theta'", "θ′", "theta'"),
    (r"x^{\prime\prime}", "x″", "x''"),
    (r"\rho'(z)", "ρ′(z)", "rho'(z)"),
    (r"\nabla C(\theta)", "∇C(θ)", "grad C(theta)"),
    (r"\partial C/\partial w^{(1)}", "∂C/∂w⁽¹⁾", "dC/dw^(1)"),
    (r"\mathbf{a}^{(l-1)}", "𝐚⁽ˡ⁻¹⁾", "a^(l-1)"),
    (r"w^{l-1}", "wˡ⁻¹", "w^{l-1}"),
    (r"W^\top W^{\mathsf T}", "WᵀWᵀ", "W^T W^T"),
    (r"x^q + x^{(q)} + x^{pq} + x^{(pq)}", "x^q + x^(q) + x^(pq) + x^((pq))", "x^q + x^(q) + x^{pq} + x^(pq)"),
    (r"x_\theta^2", "x²_θ", "x_theta^2"),
    (r"x_i^2 + x^2_i", "xᵢ² + x²ᵢ", "x_i^2 + x^2_i"),
    (r"{x^2}^3 + {a+b}^2", "(x²)³ + (a + b)²", "(x^2)^3 + (a + b)^2"),
    (r"10^{-3}, 90^\circ", "10⁻³, 90°", "10^{-3}, 90^o"),
    (r"w_{\text{새}} x", "w_새 x", "w_새 x"),
    # signs and spaces
    (r"-1 - -2 + (-3) \cdot -x", "−1 − −2 + (−3) ⋅ −x", "-1 - -2 + (-3) * -x"),
    (r"a^{(l)}\eqqcolon b:=c=:d\coloneqq e", "a⁽ˡ⁾ =: b := c =: d := e", "a^(l) =: b := c =: d := e"),
    (r"x,\:y,\;\;z~w\,v\quad u", "x, y,  z w v  u", "x, y,  z w v  u"),
    (r"1{,}000.5", "1,000.5", "1,000.5"),
    (r"\max\{0,x\}\log x", "max{0, x} log x", "max{0, x} log x"),
    (r"|x|-|-y|\le\|z\|", "|x| − |−y| ≤ ‖z‖", "|x| - |-y| <= ||z||"),
    (r"f\colon X\to Y, x\mapsto x\times 2", "f: X → Y, x ↦ x × 2", "f: X -> Y, x |-> x * 2"),
    (r"\eta\theta x\in\mathbb{R}^n", "ηθx ∈ ℝⁿ", "eta theta x in R^n"),
    (r"a\ne b\approx c\not= d\notin e", "a ≠ b ≈ c ≠ d ∉ e", "a != b ~~ c != d not in e"),
    (r"가중치 \text{와 편향 } 2\%", "가중치와 편향 2%", "가중치와 편향 2%"),
    (r"\text{if $x>0$, then}", "if x > 0, then", "if x > 0, then"),
    (r"\operatorname{ReLU}(x)+\operatorname*{arg\,min}_i x", "ReLU(x) + arg minᵢ x", "ReLU(x) + arg min_i x"),
    (r"\mathrm{softmax}x+2\mathrm{kg}", "softmax x + 2 kg", "softmax x + 2 kg"),
    (r"\trianglelefteq", "⊴", "trianglelefteq"),
    # what stands above and below
    (r"\frac{\partial C}{\partial w^{(1)}}", "∂C/∂w⁽¹⁾", "dC/dw^(1)"),
    (r"\frac{dC}{dw}\cdot\frac{da}{b}", "dC/dw ⋅ da/b", "dC/dw * da/b"),
    (r"\frac{\partial C}{\partial a}\frac{\partial a}{\partial z}", "(∂C/∂a)(∂a/∂z)", "(dC/da)(da/dz)"),
    (r"\frac{\partial \text{E\_total}}{\partial \text{w\_a}}", "∂E_total/∂w_a", "dE_total/dw_a"),
    (r"\frac{\partial^2 C}{\partial w\partial b}", "∂²C/(∂w∂b)", "d^2 C/(dw db)"),
    (r"\frac1{1+1/x}", "1/(1 + 1/x)", "1/(1 + 1/x)"),
    (r"\frac{1}{1+\frac{1}{x}}", "1/(1 + 1/x)", "1/(1 + 1/x)"),
    (r"\dfrac{a+b}{c}-\tfrac{-a}{2b}", "(a + b)/c − (−a)/(2b)", "(a + b)/c - (-a)/(2b)"),
    (r"\frac12 x+2\frac13+\frac{\frac ab}c", "(1/2)x + 2(1/3) + (a/b)/c", "(1/2)x + 2(1/3) + (a/b)/c"),
    (r"\frac ab/c+\frac{a/b}{c}", "(a/b)/c + (a/b)/c", "(a/b)/c + (a/b)/c"),
    (r"\frac{2(a-y)}{n}, \frac{|x|}{(x+1)^2}", "2(a − y)/n, |x|/(x + 1)²", "2(a - y)/n, |x|/(x + 1)^2"),
    (r"\frac{\sum_i x_i}{n}+\sum_i\frac{x_i}n", "(∑ᵢ xᵢ)/n + ∑ᵢ xᵢ/n", "(sum_i x_i)/n + sum_i x_i/n"),
    (r"-\frac{35}{3} \text{ or } \frac12\quad\text{x}", "−35/3 or 1/2  x", "-35/3 or 1/2  x"),
    (r"{\frac ab}^2+\left(\frac ab\right)^2", "(a/b)² + (a/b)²", "(a/b)^2 + (a/b)^2"),
    (
        r"\sqrt x+\sqrt{x+1}+\sqrt{x}y+\sqrt{xy}",
        "√x + √(x + 1) + √(x)y + √(xy)",
        "sqrt(x) + sqrt(x + 1) + sqrt(x) y + sqrt(xy)",
    ),
    (r"\sqrt[3]{x}, \sqrt[n]{x+1}", "∛x, √[n](x + 1)", "sqrt[3](x), sqrt[n](x + 1)"),
    (r"\binom nk", "binom(n, k)", "binom(n, k)"),
    (r"\sum_{i=1}^4 x_i", "∑ᵢ₌₁⁴ xᵢ", "sum_{i=1}^4 x_i"),
    (r"\sum_{i\in S}^{\infty} (x)", "∑_(i∈S)^∞ (x)", "sum_{i in S}^infinity (x)"),
    (r"\lim_{x\to0} f\int_0^1 f\,dx", "lim_(x→0) f ∫₀¹ f dx", "lim_{x->0} f int_0^1 f dx"),
    (r"\hat{y}+\bar x+\vec v+\tilde{xy}", "ŷ + x̄ + v⃗ + tilde(xy)", "hat(y) + bar(x) + vec(v) + tilde(xy)"),
    (r"\overline{x+y}\underline{x}", "overline(x + y)x̲", "overline(x + y) underline(x)"),
    (r"\underbrace{2r}_{\partial C}", "underbrace(2r)_(∂C)", "underbrace(2r)_{dC}"),
    (r"a\overset{!}{=}b\xrightarrow{f}c", "a =^! b ⟶ᶠ c", "a =^! b -->^f c"),
    (r"\boxed{x+1}", "[x + 1]", "[x + 1]"),
    # brackets and tables
    (r"\left\{x\middle|x>0\right\}\left.y\right|_{x=0}", "{x | x > 0} y|ₓ₌₀", "{x | x > 0} y|_{x=0}"),
    (r"\bigl(x\bigr)\lfloor x\rfloor\langle x\rangle", "(x)⌊x⌋⟨x⟩", "(x) floor(x)<x>"),
    (r"\begin{bmatrix}1&2\\3&4\end{bmatrix}", "[1, 2; 3, 4]", "[1, 2; 3, 4]"),
    (r"\begin{pmatrix}1\\-2\end{pmatrix}^\top", "(1; −2)ᵀ", "(1; -2)^T"),
    (r"\begin{matrix}f(1,2)&(3,4)\\a,b&c\end{matrix}", "[f(1, 2), (3, 4); (a, b), c]", "[f(1, 2), (3, 4); (a, b), c]"),
    (r"\left(\begin{array}{c|c}1&2\end{array}\right)", "(1, 2)", "(1, 2)"),
    (r"\begin{cases}x,&x>0\\0&\text{그 밖에}\end{cases}", "{x, x > 0; 0, 그 밖에}", "{x, x > 0; 0, 그 밖에}"),
    (r"\begin{aligned}z&=wx\\&=2\\a&=\rho(z)\end{aligned}", "z = wx = 2; a = ρ(z)", "z = wx = 2; a = rho(z)"),
    (r"x \\ y", "x; y", "x; y"),
    ("", "", ""),
]


@pytest.mark.parametrize(("latex", "expected", "plain"), TABLE)
def test_one_line(latex: str, expected: str, plain: str) -> None:
    assert inline(latex) == expected
    assert inline(latex, plain=True) == plain
