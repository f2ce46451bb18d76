"""The flow in sentences: what the drawing shows, said."""

from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.languages import Language
from tutor.lessons.problem import Problem
from tutor.lessons.stages import asked_stages
from tutor.session.desk import Desk
from tutor.session.given import right_text

from ..conftest import Clock
from .plain_kit import lesson_called, talk


def solve(folder: Path, clock: Clock, stages: str) -> None:
    problem = lesson_called("4.1")
    assert isinstance(problem, Problem)
    with open_journal(folder, clock) as journal:
        desk = Desk(problem, journal, clock, "en")
        for stage in (one for one in asked_stages(problem) if one in stages):
            for _ in range(20):
                fields = [one for one in desk.sitting.shown_fields(stage) if desk.sitting.status(one).value != "right"]
                if fields:
                    desk.submit(fields[0], right_text(problem, fields[0]))


@pytest.mark.parametrize(
    ("language", "first", "again"),
    [("ko", "흐름", "그대로 가져와"), ("en", "flow", "It is used again")],
)
def test_the_flow_is_read_out(tmp_path: Path, clock: Clock, language: Language, first: str, again: str) -> None:
    solve(tmp_path, clock, "abcde")
    said = talk(tmp_path, clock, [first], lesson="4.1", language=language).flat
    assert "25." in said
    assert again in said
    assert "446" in said


def test_another_point_and_none(tmp_path: Path, clock: Clock) -> None:
    solve(tmp_path, clock, "abc")
    said = talk(tmp_path, clock, ["flow 2", "flow 9"], lesson="4.1", language="en").flat
    assert "from 1 to 4" in said
    assert "again" not in said.partition("1.")[2].partition("from 1 to 4")[0]


def test_before_c_there_is_no_flow(tmp_path: Path, clock: Clock) -> None:
    said = talk(tmp_path, clock, ["flow"], lesson="4.1", language="en").flat
    assert "1. z" not in said
