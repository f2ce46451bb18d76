"""Long lines go into pieces and come back whole."""

from hypothesis import given
from hypothesis import strategies as st
from tutor.widgets.editor import MARK, MOST, broken, joined

LINES = st.lists(st.sampled_from(["", "a b", "가 " * 3_000, "x" * 9_000, " " * 4_001, "y" * MOST]), max_size=4)


@given(LINES)
def test_what_is_broken_is_joined_again(lines: list[str]) -> None:
    text = "\n".join(lines)
    pieces = broken(text)
    assert joined(pieces) == text
    assert all(len(piece) <= MOST for piece in pieces.split("\n"))
    assert broken(text).count(MARK) == pieces.count("\n") - text.count("\n")
    assert joined("가\u200b나") == "가\u200b나"
