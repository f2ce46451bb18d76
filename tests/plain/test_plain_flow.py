"""The flow in sentences: what the drawing shows, said."""

from pathlib import Path

import pytest
from tutor.lessons.languages import Language

from ..conftest import Clock
from ..support.solved import problem_of, work
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


def test_before_c_there_is_no_flow(tmp_path: Path, clock: Clock) -> None:
    said = talk(tmp_path, clock, ["flow"], lesson="4.1", language="en").flat
    assert "1. z" not in said
