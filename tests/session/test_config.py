"""A learner's own settings: what is sound holds, and what is not is told with its line."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.session.config import Config
from tutor.session.config_file import is_key, read_config, taken_keys, unknown_commands

WHOLE = """language = "en"
theme = "day"
glyphs = "plain"
motion = false
lessons = false
why = true

[sitting]
minutes = 10

[keys]
hint = "f12"
break_down = "ctrl+b, F11"
"""


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def faults(folder: Path, text: str | bytes) -> list[tuple[int, str]]:
    return [(one.line, one.key) for one in read_config(written(folder, text)).faults]


def test_all_that_can_be_set(tmp_path: Path) -> None:
    found = read_config(written(tmp_path, WHOLE))
    keys = {"hint": "f12", "break_down": "ctrl+b,f11"}
    wanted = Config("en", "day", "plain", 10, None, keys, motion=False, lessons=False, why=True)
    assert found == wanted._replace(lines=found.lines)
    assert read_config(tmp_path / "nothing.toml") == Config()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("langage = 'en'", [(1, "unknown")]),
        ("\nlanguage = 'fr'\nglyphs = 3", [(2, "not_a_choice"), (3, "no_text")]),
        ("motion = 1", [(1, "not_a_choice")]),
        ("[sitting]\nminutes = 7\nproblems = true", [(2, "not_a_choice"), (3, "not_a_choice")]),
        ("[keys]\nhint = 'f2'\n\nwhere = 'F2'", [(4, "key_twice")]),
        ("[keys]\nhint = 2\nwhere = 'ctrl+nothing'", [(2, "no_key"), (3, "no_key")]),
        ("keys = 'f2'", [(1, "no_table")]),
        ("language = 'ko'\n[keys", [(2, "not_toml")]),
        (b"language = 'ko'\n# \xff", [(2, "not_utf8")]),
        ("#" * 70_000, [(1, "too_long")]),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str | bytes, expected: list[tuple[int, str]]
) -> None:
    assert faults(tmp_path, text) == expected


def test_the_rest_holds(tmp_path: Path) -> None:
    found = read_config(written(tmp_path, "glyphs = 'some'\nlanguage = 'ko'\n[keys]\nhint = '?'\nwhere = 'f9'"))
    assert (found.language, found.glyphs, dict(found.keys)) == ("ko", None, {"where": "f9"})


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "config.toml").mkdir()
    assert [one.key for one in read_config(tmp_path / "config.toml").faults] == ["unreadable"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("hint = 'f5'", [(2, "f5", "skip")]),
        ("skip = 'f8'\nhint = 'ctrl+x,f8'", []),
        ("skip = 'f2'", [(2, "f2", "hint")]),
        ("skip = 'f2'\nhint = 'f3'", [(3, "f3", "other")]),
        ("skip = 'f2'\nhint = 'f5'", []),
        ("other = 'f3,f2'", [(2, "f2", "hint")]),
        ("own = 'f3,f2'", []),
        ("skip = 'enter'", [(2, "enter", "check")]),
    ],
)
def test_a_key_of_another_command_is_told(tmp_path: Path, keys: str, expected: list[tuple[int, str, str]]) -> None:
    places = [
        {"hint": "f2", "skip": "f5,f6", "check": "enter"},
        {"hint": "f2", "other": "f3"},
        {"own": "f2,f3", "other": "f3,f2"},
    ]
    found = list(
        taken_keys(read_config(written(tmp_path, f"[keys]\n{keys}")), ["hint", "skip", "other", "own"], places)
    )
    assert [(one.line, one.params["value"], one.params["other"]) for one in found] == expected
    assert [one.params["own"] for one in found] == ["" if other == "check" else other for _, _, other in expected]


def test_a_command_that_there_is_not_has_the_nearest_name(tmp_path: Path) -> None:
    path = written(tmp_path, "[keys]\nhint = 'f12'\nhnit = 'f3'")
    (fault,) = unknown_commands(read_config(path), ["hint", "where"])
    assert (fault.line, fault.key, fault.params["near"]) == (3, "no_command", "hint")


@pytest.mark.parametrize("key", ["f1", "f24", "ctrl+b", "ctrl+shift+f3", "escape", "d", "ㅇ", "7"])
def test_keys(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "f0", "f25", "ctrl", "ctrl+", "ctrl+ctrl+a", "hyper+a", "ab", "[", "\x1b"])
def test_no_keys(key: str) -> None:
    assert not is_key(key)


@settings(max_examples=60)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: (WHOLE + text).encode())))
def test_nothing_in_it_raises(tmp_path_factory: pytest.TempPathFactory, source: bytes) -> None:
    found = read_config(written(tmp_path_factory.mktemp("config"), source))
    assert all(fault.line >= 1 for fault in found.faults)
