"""How an answer is read while it is typed."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tutor.answers.marking import mark
from tutor.answers.preview import preview
from tutor.answers.verdicts import Verdict
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES
from tutor.lessons.problem import Problem
from tutor.lessons.stages import parse_field
from tutor.lessons.words import read_words

from ..support.problems import make


@pytest.mark.parametrize(
    ("field", "text", "key", "values"),
    [
        ("c", "366", "reading.number", {"shown": "366"}),
        ("c", "  −6 ", "reading.number", {"shown": "−6"}),
        ("c", "２.５０", "reading.number", {"shown": "2.50"}),
        ("c", "2*(2*3+13*6)", "reading.expression", {"shown": "2×(2×3 + 13×6)", "value": "168"}),
        ("c", "1/3", "reading.number", {"shown": "1/3"}),
        ("c", "2/3 - 1", "reading.expression", {"shown": "2/3 − 1", "value": "−1/3"}),
        ("a", "6개", "reading.number", {"shown": "6"}),
        ("a", "(2*3) 개.", "reading.expression", {"shown": "(2×3)", "value": "6"}),
        ("a", "P = 2*3", "reading.expression", {"shown": "2×3", "value": "6"}),
        ("d.w1", "(1, 2, 3, 4, 5, 6)", "reading.values", {"count": 6}),
        ("d.w1", "w1 = 4, b3 = 5", "reading.values", {"count": 2}),
        ("d.w1", "dC/dw1 = 4", "reading.number", {"shown": "4"}),
        ("c/z1@1", "z1 = 1*1 + 1", "reading.expression", {"shown": "1×1 + 1", "value": "2"}),
        ("b.C", "y  a3", "reading.names", {"names": "y, a3", "count": 2}),
        ("b.z1", "w1a0b1", "reading.names", {"names": "w1, x, b1", "count": 3}),
    ],
)
def test_shows_how_it_is_read(chain: Problem, field: str, text: str, key: str, values: dict[str, object]) -> None:
    message = preview(chain, parse_field(field), text)
    assert message is not None
    assert (message.key, dict(message.values)) == (key, values)


@pytest.mark.parametrize(
    ("field", "text", "key"),
    [
        ("c", "2*(3", "unclosed"),
        ("c", "2**", "missing_operand"),
        ("c", "366개", "unit"),
        ("a", "개", "unknown_name"),
        ("c", "1,5", "decimal_comma"),
        ("d.w1", "1,5", "decimal_or_values"),
        ("d.w1/product@1", "1,5", "decimal_comma"),
        ("d.w1", "1 2 3 4 5 6 7", "wrong_count"),
        ("d.w1", "w9 = 1, b1 = 2", "unknown_name"),
        ("b.C", "a3 =", "unexpected"),
        ("b.z1", "w", "missing_layer"),
    ],
)
def test_shows_where_reading_stops(chain: Problem, field: str, text: str, key: str) -> None:
    message = preview(chain, parse_field(field), text)
    assert message is not None
    assert message.key == f"unreadable.{key}"
    assert isinstance(message.values["position"], int)


def test_an_empty_field_says_nothing(chain: Problem) -> None:
    assert preview(chain, parse_field("c"), " \n\t　") is None


@example("0 0", "d.w1")
@example("0 -0", "e.b3")
@settings(max_examples=100)
@given(
    st.text(alphabet="0123456789.,+-*/^()= wabxyC12π×e\n", max_size=25),
    st.sampled_from(["a", "b.C", "b.z1", "c", "d.w1", "e.b3", "c/z1@1"]),
)
def test_what_the_preview_reads_is_what_is_marked(text: str, field: str) -> None:
    problem, place = make(), parse_field(field)
    message = preview(problem, place, text)
    if message is None:
        assert not text.strip()
        return
    for language in LANGUAGES:
        assert read_words(content_folder(), language)(message.key, **message.values)
    if message.key in ("reading.values", "reading.part", "unreadable.wrong_count"):  # it goes to several fields
        return
    found = mark(problem, place, text, {})
    assert (found.verdict is Verdict.UNREADABLE) == message.key.startswith("unreadable.")
    if "shown" in message.values:
        assert found.reading == message.values["shown"]
