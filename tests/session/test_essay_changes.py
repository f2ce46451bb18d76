"""What changed in a text: both texts can be read off it, and signs alone tell what came and what went."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.session.essay_text import MOST_WORDS, Change, changes, states

WORDS = st.lists(st.sampled_from(["a", "b", "너비", "ε", " ", "\n", "  "]), max_size=30).map("".join)


def read(before: str, now: str, *kinds: Change) -> str:
    return "".join(one.text for one in changes(before, now) if one.change in kinds)


@settings(max_examples=200)
@given(WORDS, WORDS)
def test_both_texts_stand_in_it(before: str, now: str) -> None:
    assert read(before, now, Change.KEPT, Change.REMOVED) == before
    assert read(before, now, Change.KEPT, Change.ADDED) == now


@pytest.mark.parametrize(
    ("before", "now", "marked"),
    [
        ("one two three", "one three", "one [−two ]three"),
        ("one two", "one 2 two", "one [+2 ]two"),
        ("넓은 신경망은", "깊은 신경망은", "[−넓은][+깊은] 신경망은"),
        ("same", "same", "same"),
        ("", "new text", "[+new text]"),
    ],
)
def test_signs_tell_what_changed_word_by_word(before: str, now: str, marked: str) -> None:
    assert "".join(one.marked for one in changes(before, now)) == marked


@pytest.mark.parametrize("sign", [" ", "\n"])
def test_a_very_long_text_is_compared_in_larger_parts(sign: str) -> None:
    before = sign.join(f"w{k}" for k in range(2 * MOST_WORDS))
    now = f"{before}{sign}more"
    assert read(before, now, Change.KEPT, Change.ADDED) == now
    assert len(changes(before, now)) <= 3


def test_states_are_the_versions_and_the_text_of_now() -> None:
    one, two = (datetime(2026, 11, day, tzinfo=UTC) for day in (1, 3))
    found = states([(one, "a b"), (two, "a c d")], "a c")
    assert [(state.at, state.text) for state in found] == [(None, "a c"), (two, "a c d"), (one, "a b")]
    assert [(state.words(Change.ADDED), state.words(Change.REMOVED)) for state in found] == [(0, 1), (2, 1), (2, 0)]
    assert [state.at for state in states([(one, "a b")], "a b")] == [one], "nothing has changed since"
