"""Formulas for the tests of typesetting: the lesson's own, others of its kind, and random ones."""

from random import Random

# Every formula of the lesson, in its order.
LESSON = (
    r"f_{\textrm{true}}",
    r"(1, 2),\:(4,-6),\:(7,3),\:(10,1),\cdots",
    r"f",
    r"N",
    r"(x_1,y_1),\:(x_2,y_2),\cdots,\:(x_N,y_N)",
    "\n\ny_i=f_{\\textrm{true}}(x_i), \\;\\;i=1,2,\\cdots,N.\n",
    r"1",
    r"L",
    r"f_\theta",
    r"L=3",
    r"f^{(l)}\;(l=1,2,\cdots,L)",
    "\nf=f^{(L)} \\circ f^{(L-1)} \\circ \\cdots \\circ f^{(1)}.\n",
    r"f^{(l)}",
    r"a^{(l-1)}",
    r"a^{(l)}",
    r"a^{(l)}=\rho (w^{(l)}a^{(l-1)}+b^{(l)})\eqqcolon f^{(l)}(a^{(l-1)}),",
    r"w^{(l)}",
    r"b^{(l)}",
    r"\rho",
    r"\rho(x)=\textrm{ReLU}(x)=\max\{0,x\}",
    r"z^{(l)} := w^{(l)}a^{(l-1)}+b^{(l)}",
    r"a^{(l)}=\rho\left(z^{(l)}\right)",
    r"a^{(0)}=x_i",
    r"\theta",
    r"x_i",
    r"y_i",
    r"C",
    "C(\\theta):=\\sum_{i=1}^{N}(a_{L,i}-y_i)^2=\\sum_{i=1}^{N}(f_\\theta(x_i)-f_{\\textrm{true}}(x_i))^2"
    "=\\sum_{i=1}^{N}(f_\\theta(x_i)-y_i)^2",
    r"(1, 2),\:(4,-6),\:(7,3),\:(10,1)",
    r"\theta=(1,1,\cdots,1)",
    r"C(\theta)",
    r"\nabla C(\theta)",
    r"\theta'=\theta-0.1\nabla C(\theta)",
    r"\theta'",
    r"f^{(L)}",
    r"2",
    r"L=2",
    r"\mathbf{a}^{(l)}=\rho (W^{(l)}\mathbf{a}^{(l-1)}+\mathbf{b}^{(l)})=:f^{(l)}(\mathbf{a}^{(l-1)})",
    r"W^{(l)}",
    r"\mathbf{b}^{(l)}",
    r"l",
    r"(1, 2),\:(4,-6)",
    r"\mathbb{R}^n",
    r"\mathbb{R}^m",
)

OTHERS = (
    r"\frac{\partial C}{\partial w^{(1)}}=\frac{\partial C}{\partial a}\cdot\frac{\partial a}{\partial z}\cdot x_i",
    r"\frac{\partial C}{\partial w^{(1)}_{21}} = \sum_{i} 2 r_i \cdot \rho'(z^{(2)}_i) \cdot w^{(2)}_{12} \cdot x_i",
    r"\nabla C(\theta) = \left(\frac{\partial C}{\partial w^{(1)}}, \frac{\partial C}{\partial b^{(1)}}, \ldots\right)",
    r"\rho'(z)=\begin{cases} 1 & \text{if } z>0 \\ 0 & \text{그 밖에}\end{cases}",
    r"\begin{aligned} z^{(1)} &= w^{(1)} x+b^{(1)} \\ &= 2 \\ a^{(1)}&=\max\{0, z^{(1)}\}\end{aligned}",
    r"W^{(1)} = \begin{pmatrix} w_{11} & -1 \\ w_{21} & 0 \end{pmatrix}\begin{bmatrix}x\\y\end{bmatrix}^\top",
    r"x_{1,2} = \frac{-b \pm \sqrt{b^2-4ac}}{2a} \quad \text{단, } a \neq 0",
    r"\underbrace{2(a^{(3)}-y)}_{\partial C/\partial a^{(3)}}\cdot\overbrace{\rho'(z)}^{\text{게이트}}\cdot\hat{x}",
    r"\lim_{n \to \infty} \left(1 + \frac{1}{n}\right)^n = e, \quad \int_0^\infty e^{-x^2}\,dx",
    r"\left.\frac{dy}{dx}\right|_{x=0} \le \left\|\mathbf{v}\right\| + \sqrt[3]{x+1} + \vec{AB} + \overline{x+y}",
    r"\left(\begin{array}{cc|c}1&2&3\\4&5&6\end{array}\right) \overset{!}{=} \boxed{\binom{n}{k}}",
    r"\delta^{(l)} = \left(W^{(l+1)}\right)^\top \delta^{(l+1)} \odot \rho'(z^{(l)})",
    r"\left\{ x \in \mathbb{R}^n \middle| \frac{x}{2} > 0 \right\} \not\subset \left\langle \frac{a}{b} \right\rangle",
)

_PIECES = r"""
    \frac \sqrt \sqrt[3] { } { } ^ _ ' a x 1 2.5 + - = ( ) [ ] | \left \right \middle \{ \} . , ; / * ~ := =: $ % # & \\
    \begin{cases} \end{cases} \begin{aligned} \end{aligned} \begin{array}{c|c} \end{array} \begin{pmatrix}
    \end{pmatrix} \begin{nothing} \text{ \text{나$x$} 가 \hat \vec \overline \underbrace \overset \sum \int \lim \max
    \limits \operatorname \mathbf \mathbb \theta \nabla \partial \to \cdot \quad \, \! \bigl \big| \not \binom
    \substack{ \xrightarrow[ \boxed \pmod \unknown θ ∂ ₐ ²
"""
_ODD = ("\\", "\n", " ", "e\u0301", "\u0301", "☺\ufe0f", "\u200d", "\x1b", "\u202e", "\u3000")
_LEAVES = r"""
    a x 1 2.5 \theta 가 \text{가} {} \cdot + - = , ( ) | / ' \partial \sum \max \quad \mathbf{a} \hat{y} := \le \infty
"""
_FORMS = (
    "$$",
    "$$$",
    r"\frac{$}{$}",
    r"\sqrt{$}",
    r"\sqrt[n]{$}",
    "{$}^{$}",
    "{$}_{$}^{$}",
    r"\sum_{$}^{$}$",
    r"\int_{$}^{$}$",
    r"\left($\right)",
    r"\left[$\middle|$\right\rangle",
    r"\left.$\right\|",
    r"\begin{pmatrix}$&$\\$\end{pmatrix}",
    r"\begin{cases}$&$\\$\end{cases}",
    r"\begin{aligned}$&$\\$\end{aligned}",
    r"\begin{array}{l|c|}$&$\\$\end{array}",
    r"\overline{$}",
    r"\vec{$}",
    r"\boxed{$}",
    r"\underbrace{$}_{$}",
    r"\overset{$}{$}",
    r"\binom{$}{$}",
    r"\mathbf{$}",
)


def noise(random: Random) -> str:
    """A few pieces of LaTeX in a row; nearly always wrong."""
    pieces = _PIECES.split()
    count = random.choice((1, 2, 3, 5, 8, 13, 30))
    return "".join(random.choice(pieces if random.random() < 0.9 else _ODD) for _ in range(count))


def mutated(random: Random) -> str:
    """A real formula with a few pieces cut out, put in or doubled."""
    source = random.choice(LESSON + OTHERS)
    for _ in range(random.randint(1, 3)):
        start, end = sorted(random.randrange(len(source) + 1) for _ in range(2))
        source = (
            source[:start]
            + random.choice(("", noise(random), source[start:end]))
            + source[random.choice((start, end)) :]
        )
    return source


def formula(random: Random, depth: int) -> str:
    """A random formula that is nearly always well formed."""
    if depth == 0:
        return random.choice(_LEAVES.split()) + " "
    form = random.choice(_FORMS)
    while "$" in form:
        form = form.replace("$", formula(random, depth - 1), 1)
    return form
