"""Flattening never loses the grouping: two formulas that are put together differently read differently."""

from collections.abc import Iterator
from functools import cache

import pytest
from tutor.typeset.linear import Linear
from tutor.typeset.parse import parse

from ..support.thorough import also

# A formula as (how it is put together, parts…): no rows in rows, no sums in sums, so that each stands for one layout.
Tree = tuple[object, ...]
_ATOMS = (("atom", "a"), ("atom", "2"), ("atom", r"\theta"))
_FORMS = {"fraction": r"\frac{%s}{%s}", "raised": "{%s}^{%s}", "lowered": "{%s}_{%s}"}


@cache
def factors(size: int) -> tuple[Tree, ...]:
    """What can stand in a product, of so many nodes."""
    return tuple(_factors(size))


@cache
def products(size: int) -> tuple[Tree, ...]:
    """Factors, and factors in a row."""
    return factors(size) + tuple(
        ("product", first, *(rest[1:] if rest[0] == "product" else (rest,)))
        for count in range(1, size)
        for first in factors(count)
        for rest in products(size - count)
    )


@cache
def sums(size: int) -> tuple[Tree, ...]:
    """Products, their negatives, and sums of them."""
    negatives = tuple(("negative", term) for term in products(size - 1)) if size > 1 else ()
    return (
        products(size)
        + negatives
        + tuple(
            ("sum", first, *(rest[1:] if rest[0] == "sum" else (rest,)))
            for count in range(1, size - 1)
            for first in products(count)
            for rest in sums(size - 1 - count)
            if rest[0] != "negative"
        )
    )


def _factors(size: int) -> Iterator[Tree]:
    if size == 1:
        yield from _ATOMS
        return
    for body in sums(size - 1):
        yield ("root", body)
    for form in _FORMS:
        for count in range(1, size - 1):
            for first in sums(count):
                for second in sums(size - 1 - count):
                    yield (form, first, second)


def latex(tree: Tree) -> str:
    """The source of a tree."""
    kind, *parts = tree
    if kind == "atom":
        return str(parts[0])
    sources = [latex(part) for part in parts if isinstance(part, tuple)]
    if kind in _FORMS:
        return _FORMS[str(kind)] % tuple(sources)
    if kind == "root":
        return rf"\sqrt{{{sources[0]}}}"
    return "-" + sources[0] if kind == "negative" else {"product": " ", "sum": "+"}[str(kind)].join(sources)


@pytest.mark.parametrize(("plain", "largest", "many"), [(False, 5, 9000), (True, 4, 900), also(True, 5, 9000)])
def test_differently_grouped_formulas_differ(plain: bool, largest: int, many: int) -> None:
    linear = Linear(plain)
    seen: dict[str, str] = {}
    for size in range(1, largest + 1):
        for tree in sums(size):
            source = latex(tree)
            if "2 2" in source or "2 {2" in source:
                continue  # two digits in a row are one number
            text = linear.text(parse(source))
            assert text not in seen, f"{source} and {seen[text]} both read {text}"
            seen[text] = source
    assert len(seen) > many


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\frac{1}{1+\frac 1x}", r"\frac 11+\frac 1x"),
        (r"\frac{a}{b}c", r"\frac{a}{bc}"),
        (r"\frac{\log x}{y}", r"\log\frac xy"),
        (r"\frac{\sum_i x_i}{n} y", r"\sum_i \frac{x_i}{n} y"),
        (r"\partial\frac ab", r"\frac{\partial a}b"),
        (
            r"\frac{\partial C}{\partial a}\frac{\partial a}{\partial z}",
            r"\frac{\partial C\partial a}{\partial a\partial z}",
        ),
        (r"\hat{xy}", r"\hat x\hat y"),
        (r"\overline{x+y}", r"\overline{x}+\overline{y}"),
        (r"w^{(l-1)}", r"w^{l-1}"),
        (r"w^{(l)}_{21}", r"w^{(l_{21})}"),
        (r"\begin{matrix}a,b&c\end{matrix}", r"\begin{matrix}a&b&c\end{matrix}"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", r"\begin{pmatrix}1&2&3&4\end{pmatrix}"),
        (r"\begin{pmatrix}1&&2\end{pmatrix}", r"\begin{pmatrix}1&2\end{pmatrix}"),
        (r"f=\begin{aligned}a&=b\\c&=d\end{aligned}", r"\begin{aligned}f=a&=b\\c&=d\end{aligned}"),
        (r"\binom{n}{k}", r"\frac nk"),
        (r"\eta\nabla C", r"\eta\operatorname{grad}C"),
    ],
)
def test_pairs_that_are_easily_confused(one: str, other: str) -> None:
    assert Linear(False).text(parse(one)) != Linear(False).text(parse(other))


def test_names_do_not_run_into_one_another() -> None:
    assert Linear(True).text(parse(r"\eta\theta x_i y w^{(1)}a \partial\theta 2\alpha")) == (
        "eta theta x_i yw^(1) a dtheta 2 alpha"
    )
