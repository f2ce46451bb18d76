"""Problem files read for tests."""

from pathlib import Path

import pytest
from tutor.lessons.errors import ContentError
from tutor.lessons.load import load
from tutor.lessons.problem import Problem


def read(path: Path) -> Problem:
    problem = load(path)
    assert isinstance(problem, Problem)
    return problem


def refusal(path: Path) -> ContentError:
    with pytest.raises(ContentError) as error:
        load(path)
    assert error.value.path == path
    return error.value
