"""Programs as students write them: right ones are right, whatever names and containers they use, and bugs are named."""

from pathlib import Path

import pytest

from ..support.thorough import first_of
from .checks import assert_named, assert_right
from .student_programs import STUDENTS

RIGHT = ("letters", "layers", "a column of ones", "a cost of its own", "lists by a letter", "one output")
NAMED = [name for name, one in STUDENTS.items() if one.expected]
QUICK = ("a penalty", "labels", "one number")
"""Those that are tried each time, right and wrong."""


@pytest.mark.parametrize("name", first_of(RIGHT, STUDENTS))
def test_a_right_one_is_right(name: str, tmp_path: Path) -> None:
    found = assert_right(STUDENTS[name].filled(STUDENTS[name].right), tmp_path)
    assert not found.missing_arrays


@pytest.mark.parametrize("name", first_of(QUICK, NAMED))
def test_a_bug_is_named(name: str, tmp_path: Path) -> None:
    assert_named(STUDENTS[name].filled(STUDENTS[name].wrong), tmp_path)
