"""A tree drawn in lines: branches to the right, the path that is lit, and no sign that looks like an operation."""

import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tutor.widgets.tree_drawing import Growth, Line, draw, path_to

TREE = {"C": ("a", "y"), "a": ("z",), "z": ("w", "x", "b")}


def lines(growth: Growth, width: int, *, plain: bool) -> list[str]:
    return ["".join(piece.text for piece in line) for line in draw(growth, str, width, plain)]


def test_the_path_is_lit_to_its_end() -> None:
    growth = Growth(TREE, TREE, path_to(TREE, "x"))
    assert lines(growth, 80, plain=False) == ["C ┬ y", "  ┗ a ━ z ┬ w", "          ├ x ◀", "          └ b"]
    assert lines(growth, 80, plain=True) == ["C +- y", "  += a => z +- w", "            +- x <", "            +- b"]


@given(st.integers(4, 40), st.sampled_from(["w", "x", "b", "y", ""]))
def test_in_plain_glyphs_no_two_names_are_added_or_subtracted(width: int, end: str) -> None:
    growth = Growth(TREE, TREE, path_to(TREE, end) if end else ())
    drawn: list[Line] = draw(growth, str, width, plain=True)
    assert all(cell_len("".join(piece.text for piece in line)) <= max(width, 10) for line in drawn)
    assert not re.search(r"\w [-+=] \w", "\n".join(lines(growth, width, plain=True)))
