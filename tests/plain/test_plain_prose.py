"""Pages as lines to be read aloud."""

from typing import Literal

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.words import read_words
from tutor.plain.prose import Prose
from tutor.plain.spoken import Spoken

PAGE = r"""
# Heading with $\theta$

A line
of text, `w1[2,1]` and $w^{(1)}_{21}$ – θ′ and ∇C.

$$
\begin{aligned} a &= 1 \\ b &= 2 \end{aligned}
$$

1. first
   - inner
2. second

| $i$ | what |
|---:|:---|
| 1 | $-2$ |
| 2 | x [link](https://example.org/a_b) |

> [!NOTE] A note
> Its body.

> [!ASIDE] What is $\rho$?
> Folded $\rho$.

```
code  stays
```
"""


def prose(language: Literal["ko", "en"]) -> Prose:
    return Prose(Spoken(read_words(content_folder(), language)))


def test_each_kind_of_block() -> None:
    page = prose("en")
    assert list(page.lines(PAGE)) == [
        "Heading with theta",
        "A line of text, w1[2,1] and w1 sub 2 1 – theta prime and nabla C.",
        "  a equals 1",
        "  b equals 2",
        "1. first",
        "   - inner",
        "2. second",
        "i: 1, what: minus 2.",
        "i: 2, what: x link (https://example.org/a_b).",
        "",
        "Note: A note",
        "Its body.",
        "",
        "Aside: What is rho? (type more to hear it)",
        "  code  stays",
    ]
    assert list(page.unfolded()) == ["What is rho?", "Folded rho."]
    assert list(page.unfolded()) == []


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("$a^{(l)}$을 구합니다.", "층 l의 a를 구합니다."),
        ("$f(x)$는 함수입니다.", "f x는 함수입니다."),
        ("$(x, y)$을 압니다.", "괄호 열고 x, y 괄호 닫고를 압니다."),
        ("$w^{(1)}$로 미분합니다.", "w1로 미분합니다."),
        ("$y_3$으로 나눕니다.", "y3으로 나눕니다."),
        ("$x$이며 $y$이다.", "x며 y다."),
        ("$z$이미 구한 값", "z이미 구한 값"),
        ("값$x$ 둘", "값 x 둘"),
    ],
)
def test_particles_fit_how_a_formula_is_said(markdown: str, said: str) -> None:
    assert list(prose("ko").lines(markdown)) == [said]


def test_what_is_too_large_stands_as_it_is() -> None:
    text = "x" * 200_001
    assert list(prose("en").lines(text)) == [text]
