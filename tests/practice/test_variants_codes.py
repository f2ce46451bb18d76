"""A code is the same problem on every machine and in every version."""

import json
from pathlib import Path

import pytest
from tutor.practice.codes import Code, CodeError, format_code, parse_code, salt
from tutor.practice.drawing import attempt, mixed
from tutor.practice.skills import LEVELS, SKILLS

from ..support.thorough import also
from .keep_codes import FILE, described

KEPT = json.loads(FILE.read_text(encoding="utf-8"))
NAMES = [kept["code"] for kept in KEPT]


def test_a_code_says_what_it_names() -> None:
    assert parse_code("bp1:weight-deep:37f3a2c") == Code("weight-deep", 3, 0x7F3A2C)
    assert format_code("weight-deep", 3, 0x7F3A2C) == "bp1:weight-deep:37f3a2c"
    assert parse_code("  BP1:Count:10 ") == Code("count", 1, 0)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "not_a_code"),
        ("bp1:count", "not_a_code"),
        ("bp1:count:1", "not_a_code"),
        ("bp1:count:1xyz", "not_a_code"),
        ("bp1:count:1123456789", "not_a_code"),
        ("bp2:count:11", "other_version"),
        ("bp1:counting:11", "no_skill"),
        ("bp1:count:61", "no_level"),
        ("bp1:count:01", "no_level"),
    ],
)
def test_what_is_no_code_is_refused(text: str, key: str) -> None:
    with pytest.raises(CodeError) as caught:
        parse_code(text)
    assert caught.value.key == key


def test_codes_are_kept_for_every_skill_and_level() -> None:
    assert {(parse_code(kept["code"]).skill, parse_code(kept["code"]).level) for kept in KEPT} == {
        (skill, level) for skill in SKILLS for level in LEVELS
    }


@pytest.mark.parametrize("kept", [kept if k % 2 == 0 else also(kept) for k, kept in enumerate(KEPT)], ids=NAMES)
def test_a_kept_code_is_still_the_same_problem(kept: dict[str, object], content: Path) -> None:
    assert described(str(kept["code"]), content) == kept


def test_the_generator_is_splitmix64() -> None:
    """The first numbers of the published generator, seeded with 1234567."""
    import numpy as np

    golden = 0x9E3779B97F4A7C15
    states = np.array([(1234567 + k * golden) % 2**64 for k in (1, 2, 3)], dtype=np.uint64)
    assert mixed(states).tolist() == [6457827717110365317, 3203168211198807973, 9817491932198370423]


def test_attempts_are_numbers_of_codes_that_do_not_repeat() -> None:
    import numpy as np

    start = np.array([7, 2**32 - 1], dtype=np.uint64)
    tried = np.array([attempt("count", 1, start, k) for k in range(200)])
    assert tried.max() < 2**32
    assert tried[0].tolist() == start.tolist()
    assert len(np.unique(tried)) == tried.size


def test_skills_and_levels_have_streams_of_their_own() -> None:
    salts = {salt(skill, level) for skill in SKILLS for level in LEVELS}
    assert len(salts) == len(SKILLS) * len(LEVELS)
