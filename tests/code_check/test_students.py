"""Programs as students write them: right ones are right, whatever names and containers they use, and bugs are named."""

from pathlib import Path

import pytest

from ..support.thorough import also
from .checks import checked, is_accused, names_of
from .student_programs import STUDENTS

NAMED = [name for name, one in STUDENTS.items() if one.expected]
QUICK = ("a penalty", "labels", "one number")


@pytest.mark.parametrize("name", STUDENTS)
def test_a_right_one_is_right(name: str, tmp_path: Path) -> None:
    found = checked(STUDENTS[name].filled(STUDENTS[name].right), tmp_path)
    assert not is_accused(found), names_of(found)
    assert not found.missing_arrays


@pytest.mark.parametrize("name", [*QUICK, *(also(name) for name in NAMED if name not in QUICK)])
def test_a_bug_is_named(name: str, tmp_path: Path) -> None:
    program = STUDENTS[name].filled(STUDENTS[name].wrong)
    found = checked(program, tmp_path)
    assert is_accused(found)
    assert program.expected in names_of(found)
