"""A formula on several lines reads one way only: no right side seems to belong to what stands above it."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.typeset.render import display

SIDES = st.recursive(
    st.sampled_from([*"bcdfgh", "12", "3.5"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", r"\cdot"]), inner).map(" ".join),
        inner.map(lambda text: rf"\rho\left({text}\right)"),
        st.tuples(inner, inner).map(lambda pair: rf"\max\{{{pair[0]}, {pair[1]}\}}"),
    ),
    max_leaves=6,
)
NAMES = "zaqwuv"
"""Left sides that stand nowhere else."""


def parts(line: str) -> Iterator[tuple[str, str]]:
    """What a line says: each name with a relation, and what follows up to the next name."""
    begins = [at for at, character in enumerate(line) if character in NAMES and line[at + 1 :].lstrip().startswith("=")]
    for start, end in zip(begins, [*begins[1:], len(line)], strict=False):
        yield line[start], line[start:end]


@settings(max_examples=150)
@given(st.lists(SIDES, min_size=2, max_size=4), st.integers(16, 70))
def test_each_equation_begins_a_line_that_holds_it_or_lines_of_its_own(sides: list[str], width: int) -> None:
    equations = [f"{name} = {side}" for name, side in zip(NAMES, sides, strict=False)]
    lines = display(r",\quad ".join(equations), False, width)
    for line in lines:
        found = list(parts(line))
        if len(found) < 2 and not (found and line.strip()[0] != found[0][0]):
            continue
        for name, text in found:
            whole = display(equations[NAMES.index(name)], False, None)
            assert len(whole) == 1
            assert text.strip().rstrip(",") == whole[0].strip(), f"{line!r} is not the end of what it says"


@pytest.mark.parametrize("width", [40, 50])
def test_what_an_activation_is_of_stands_beside_it(width: int) -> None:
    latex = (
        r"z^{(l)}_j \coloneqq \sum_{k=1}^{n_{l-1}} w^{(l)}_{j,k} a^{(l-1)}_k + b^{(l)}_j,"
        r"\quad a^{(l)}_j = \rho\left(z^{(l)}_j\right)"
    )
    assert display(latex, False, width)[-1].split() == ["a⁽ˡ⁾ⱼ", "=", "ρ(z⁽ˡ⁾ⱼ)"]


def test_an_index_keeps_its_values() -> None:
    assert [line.strip() for line in display(r"y_i = f(x_i), \quad i = 1, 2, \cdots, N", False, 22)] == [
        "yᵢ = f(xᵢ),",
        "i = 1, 2, ⋯, N",
    ]
