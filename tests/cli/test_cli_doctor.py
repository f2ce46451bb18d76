"""`doctor` and `config`: what was found, what to do, and a status that says whether something is in the way."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tutor.cli.main import program
from tutor.session import config as settings_of_learner
from tutor.session.terminals import draws_little


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    found = settings_of_learner.default_path()
    found.parent.mkdir(parents=True)
    return found


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(program, words)
    return result.exit_code, result.output


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_doctor_speaks_and_says_what_is_in_the_way(tmp_path: Path, path: Path, language: str) -> None:
    status, said = run("doctor", "--lang", language, "--data-dir", str(tmp_path / "records"))
    assert status == 0
    assert str(tmp_path / "records") in "".join(said.split())  # a long one goes over lines
    assert str(path) in "".join(said.split())
    assert (tmp_path / "records").is_dir()
    (tmp_path / "file").write_text("")
    status, said = run("doctor", "--lang", language, "--data-dir", str(tmp_path / "file" / "records"))
    assert status == 1
    assert "✗" in said


def test_the_doctor_as_json(tmp_path: Path, path: Path) -> None:
    path.write_text("glyphs = 'some'", encoding="utf-8")
    status, said = run("doctor", "--json", "--data-dir", str(tmp_path / "records"))
    found = json.loads(said)
    assert status == 0
    assert found["terminal"]["state"] == "note"
    assert found["config"] == {"state": "note", "found": "wrong", "file": str(path), "number": 1}


def test_where_the_settings_are_and_what_is_wrong(path: Path) -> None:
    assert run("config", "--path") == (0, f"{path}\n")
    status, example = run("config", "--example", "--lang", "ko")
    path.write_text(example, encoding="utf-8")
    assert status == 0
    assert run("config", "--lang", "en")[0] == 0
    path.write_text(example.replace('# hint = "f2"', 'hint = "f12"').replace("# [keys]", "[keys]"), encoding="utf-8")
    assert json.loads(run("config", "--json")[1])["keys"] == {"hint": "f12"}
    path.write_text("theme = 'green'\n[keys]\nhnit = 'f9'", encoding="utf-8")
    status, said = run("config", "--lang", "en")
    assert status == 1
    assert f"{path}:1: " in said
    assert "Did you mean hint?" in said
    path.write_text("[keys]\nhint = 'f9'", encoding="utf-8")
    status, said = run("config", "--lang", "en")
    assert status == 1
    assert f"{path}:2: hint: f9 is the key of language, too" in said


@pytest.mark.parametrize(
    ("environment", "is_plain"),
    [
        ({"TERM": "xterm-256color", "LANG": "ko_KR.UTF-8"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux", "LANG": "ko_KR.UTF-8"}, True),
        ({"TERM": "vt100"}, True),
        ({"TERM": "xterm", "LANG": "C"}, True),
        ({"TERM": "xterm", "LC_ALL": "POSIX", "LANG": "ko_KR.UTF-8"}, True),
    ],
)
def test_terminals_that_draw_little(environment: dict[str, str], is_plain: bool) -> None:
    assert draws_little(environment) is is_plain
