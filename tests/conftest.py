"""What tests are given: the content that comes with the program, a clock that ticks, problem files."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tutor.lessons.content import content_folder
from tutor.lessons.load import load
from tutor.lessons.problem import Problem

from .support.problems import problem_text

Clock = Callable[[], datetime]
Write = Callable[..., Path]


@pytest.fixture
def content() -> Path:
    return content_folder()


@pytest.fixture
def chain(content: Path) -> Problem:
    """Problem 4.1 as it is: one unit a layer."""
    problem = load(content / "day13" / "4.1.md")
    assert isinstance(problem, Problem)
    return problem


@pytest.fixture
def clock() -> Clock:
    """A second passes each time it is looked at."""
    seconds = iter(range(1_000_000))
    return lambda: datetime(2026, 11, 23, 9, tzinfo=UTC) + timedelta(seconds=next(seconds))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a problem file: `write(data="[[1, 2]]", body="…")`; `name` is the file's."""

    def written(name: str = "9.1.md", body: str = "Work it out.\n", **front: str | None) -> Path:
        path = tmp_path / name
        path.write_text(problem_text(body, **front), encoding="utf-8")
        return path

    return written
