"""The flow in sentences: what the drawing shows, said."""

from pathlib import Path

import pytest
from tutor.lessons.languages import Language

from tests.support.course import problem_of

from ..conftest import Clock
from ..support.solved import work
from .plain_kit import talk


@pytest.mark.parametrize(
    ("language", "first", "again"),
    [("ko", "흐름", "그대로 가져와"), ("en", "flow", "It is used again")],
)
def test_the_flow_is_read_out(tmp_path: Path, clock: Clock, language: Language, first: str, again: str) -> None:
    work(tmp_path, problem_of("4.1"), "abcde", clock)
    said = talk(tmp_path, clock, [first], lesson="4.1", language=language).flat
    assert "25." in said
    assert again in said
    assert "446" in said


def test_another_point_and_none(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "abc", clock)
    said = talk(tmp_path, clock, ["flow 2", "flow 9"], lesson="4.1", language="en").flat
    assert "from 1 to 4" in said
    assert "again" not in said.partition("1.")[2].partition("from 1 to 4")[0]


@pytest.mark.parametrize("stages", ["abc", "abcd"])
def test_before_d_it_says_what_is_still_to_come(tmp_path: Path, clock: Clock, stages: str) -> None:
    work(tmp_path, problem_of("4.1"), stages, clock)
    said = talk(tmp_path, clock, ["flow"], lesson="4.1", language="en").flat
    assert ("that is shown once (d) is solved" in said) == (stages == "abc")


def test_before_c_there_is_no_flow(tmp_path: Path, clock: Clock) -> None:
    said = talk(tmp_path, clock, ["flow"], lesson="4.1", language="en").flat
    assert "1. z" not in said


@pytest.mark.parametrize(
    ("language", "word", "parts", "smaller"),
    [("en", "compare", "The two runs part at", "Smaller:"), ("ko", "비교", "갈라", "작")],
)
def test_a_mistake_that_was_explained_is_compared_with_the_right_run(
    tmp_path: Path, clock: Clock, language: Language, word: str, parts: str, smaller: str
) -> None:
    work(tmp_path, problem_of("4.1"), "abc", clock)
    lines = ["go d", "291", "go d.b3", "34", "go d.w3", word, f"{word} 2"]
    said = talk(tmp_path, clock, lines, lesson="4.1", language=language).flat
    compared = said.split(parts, 1)[1]
    assert said.count(parts) == 2
    assert smaller in compared
    told = compared.partition("4.1 (")[0].replace(".", " ").replace(",", " ").split()
    assert not any(word.removeprefix("-").isdigit() for word in told)  # how values compare, and no value


def test_without_an_explained_mistake_there_is_nothing_to_compare(tmp_path: Path, clock: Clock) -> None:
    work(tmp_path, problem_of("4.1"), "abc", clock)
    said = talk(tmp_path, clock, ["go d", "compare", "12345", "/compare"], lesson="4.1", language="en").flat
    assert "The two runs part" not in said
