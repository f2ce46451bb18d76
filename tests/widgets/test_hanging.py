"""A numbered line that takes several hangs below its words, and loses none of them."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.style import Style
from textual.visual import RenderOptions
from tutor.widgets.hanging import Hanging

WORDS = st.lists(
    st.text("abcde가나다", min_size=1, max_size=7), min_size=1, max_size=12
)  # none wider than the least room
LEAST = 18


def lines_of(line: str, width: int) -> list[str]:
    options = RenderOptions(lambda _: Style.null(), {})
    return [strip.text.rstrip() for strip in Hanging(line).render_strips(width, None, Style.null(), options)]


@given(WORDS, st.integers(1, 99), st.integers(LEAST, 80))
def test_the_words_stand_below_one_another(words: list[str], number: int, width: int) -> None:
    head = f"{number:2}  "
    first, *further = lines_of(head + " ".join(words), width)
    assert first.startswith(head)
    assert all(line.startswith(" " * len(head)) and line[len(head)] != " " for line in further)
    assert " ".join(part.strip() for part in (first[len(head) :], *further)).split() == words
    assert all(cell_len(line) <= width for line in (first, *further))
    assert Hanging(head + " ".join(words)).get_height({}, width) == 1 + len(further)


def test_a_line_ends_behind_a_relation_and_keeps_a_short_one_whole() -> None:
    assert lines_of(" 1  for each ε > 0 a net", 16) == [" 1  for each", "    ε > 0 a net"]
    assert lines_of(" 2  a long sum = 3 + 4", 16) == [" 2  a long", "    sum = 3 + 4"]
    assert lines_of(" 3  ∂C/∂w = x + yyyyyyyyy", 15) == [" 3  ∂C/∂w = x +", "    yyyyyyyyy"]


def test_a_line_without_a_number_does_not_hang() -> None:
    assert lines_of("one two three", 8) == ["one two", "three"]


def test_where_there_is_no_room_to_hang_nothing_does() -> None:
    assert lines_of("12  ab cd", 6) == ["12  ab", "cd"]
