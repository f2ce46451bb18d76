"""The file of the languages is read as TOML is, however plain it is."""

import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tutor.lessons.content import content_folder
from tutor.lessons.languages import FALLBACK, FILE, LANGUAGES, plain_values, read_languages

LINES = st.one_of(
    st.sampled_from(["", "[languages]", "# one", 'ko = "한국어"', 'en = "English" # two', 'fallback = "en"', "en = 1"]),
    st.text(alphabet='abk-[]"\\= #\t\r\x0b\x1f\x7f\u2028한', max_size=20),
    st.builds('{} = "{}"'.format, st.text("ak-", max_size=3), st.text('ab"\\#\t\x01\x7f\x85\u2028', max_size=4)),
)


def read(text: str) -> Any:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return "no TOML"


@given(st.lists(LINES, max_size=6).map("\n".join))
@example('languages = "a"\n[languages]')
@example('[languages]\nko = "a"\nko = "b"')
def test_what_is_read_plainly_is_what_toml_says(text: str) -> None:
    found = plain_values(text)
    assert found is None or found == read(text)


def test_ours_is_read_plainly() -> None:
    text = (content_folder() / FILE).read_text(encoding="utf-8")
    found = plain_values(text)
    assert found is not None
    assert found == read(text)
    assert (tuple(found["languages"]), found["fallback"]) == (LANGUAGES, FALLBACK)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_is_not_so_plain_is_read_as_well(ends: str) -> None:
    lines = ["fallback = 'eo'", "languages = { eo = 'Esperanto' }", ""]
    assert read_languages(ends.join(lines)) == ({"eo": "Esperanto"}, "eo")


@pytest.mark.parametrize("text", ["", 'fallback = "en"', '[languages]\nen = " "', '[languages]\nEN! = "x"'])
def test_what_gives_no_languages_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"has to|Expected"):
        read_languages(text)
