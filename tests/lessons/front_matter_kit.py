"""Problem files read for tests."""

from pathlib import Path

import pytest
from tutor.lessons.errors import ContentError
from tutor.lessons.load import load
from tutor.lessons.problem import Problem

from tests.support.course import problem_at


def read(path: Path) -> Problem:
    return problem_at(path)


def refusal(path: Path) -> ContentError:
    with pytest.raises(ContentError) as error:
        load(path)
    assert error.value.path == path
    return error.value
