"""A stranger's file is refused or harmless: what is none, what is enormous, and what errors quote of it."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tutor.lessons.errors import LONGEST_QUOTE
from tutor.lessons.files import LONGEST_FILE

from ..conftest import Write
from ..support.problems import problem_text
from ..support.thorough import also
from .front_matter_kit import read, refusal


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (b"", "no_front_matter"),
        (b"just words", "no_front_matter"),
        (b"---\nid: 1\n", "no_front_matter"),
        (b"---\n---\nbody", "no_front_matter"),
        (b"---\n- a\n---\nbody", "no_front_matter"),
        (b"\xff\xfe---\n", "not_utf8"),
        (b"---\n" + b"a: " + b"x" * 40_000 + b"\n---\n", "too_long"),
        (b"---\nid: 1\n---\n" + b"x" * LONGEST_FILE, "too_long"),
    ],
)
def test_files_that_are_none(tmp_path: Path, text: bytes, key: str) -> None:
    path = tmp_path / "9.1.md"
    path.write_bytes(text)
    assert refusal(path).key == key


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.md").key == "unreadable"
    assert refusal(tmp_path).key == "unreadable"


def test_line_ends_and_marks_of_other_systems(tmp_path: Path) -> None:
    path = tmp_path / "9.1.md"
    path.write_bytes(
        "\ufeff".encode() + problem_text("Zeile\n\n## a.question\n\nHow many?").replace("\n", "\r\n").encode()
    )
    problem = read(path)
    assert problem.wording("en").body.text == "Zeile"
    assert problem.wording("en").sections["a.question"].line == 14


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "a: &a\n  b: *a\n",
        "<<: *x\n",
        "a: " + "[" * 9_000,
        also("a: " + "[" * 39_000),
        also("a: " + "{" * 39_000),
        "[a: " * 9_000,
        "a: [" + "[]," * 3_000,
        also("a: [" + "[]," * 12_000),
        "? " * 19_000,
        "- " * 19_000,
        "!!python/object/apply:os.system [x]: 1\n",
        "a: !!python/object/apply:os.system [echo]\n",
        "%YAML 9.9\n",
        "a: 1\n...\nb: 2\n",
    ],
)
def test_a_stranger_s_yaml_is_refused_in_time(tmp_path: Path, front: str) -> None:
    path = tmp_path / "9.1.md"
    path.write_text(f"---\n{front}\n---\n", encoding="utf-8")
    start = time.process_time()
    refusal(path)
    assert time.process_time() - start < 10


def test_what_errors_quote_is_bounded_and_harmless(write: Write) -> None:
    escape = '"\\e]0;owned\\a\\e[2J\\u202e' + "x" * 900 + '"'
    error = refusal(write(**{escape: "1"}))
    assert error.key == "unknown_key"
    for text in (*error.params.values(), str(error)):
        assert text.isprintable()
    endless = refusal(write(body=f"## {'x' * 100_000}\n"))
    assert (endless.key, len(endless.params["name"])) == ("unknown_section", LONGEST_QUOTE)
    assert refusal(write(learning_rate='"\\e[31m"')).params["value"] == "�[31m"


def test_control_characters_never_reach_a_title(write: Write) -> None:
    problem = read(write(title='"Two\\e[31m\\u202e red\\u0000\\tlayers\\u3000"', id='"\\e9\\x9b.1"'))
    assert problem.wording("en").title == "Two[31m red layers"
    assert problem.id == "9.1"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,? \n\t\\0x1é\x07", max_size=80))
def test_any_front_matter_is_read_or_refused(tmp_path: Path, front: str) -> None:
    path = tmp_path / "9.1.md"
    path.write_text(f"---\n{front}\n---\n", encoding="utf-8")
    assert (refusal(path).line or 1) >= 1
