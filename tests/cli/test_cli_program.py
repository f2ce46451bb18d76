"""The program as a whole: what a command line leads to, in which language, and what is said when it leads nowhere."""

import os
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tutor import __version__
from tutor.cli.face import KITTY_KEYS, spare_the_input_method
from tutor.cli.languages import asked_for, of_system
from tutor.cli.places import COMMANDS
from tutor.journal.journal import open_journal
from tutor.journal.records import Entry
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.load import load
from tutor.lessons.words import read_words
from tutor.session.record_names import record_name

from ..support.thorough import also
from .cli_kit import assert_refused, process, run

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
METAVARS = tomllib.loads((content_folder() / "interface" / "cli.en.toml").read_text(encoding="utf-8"))[
    "metavar"
].values()


def test_the_version() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"backprop-tutor {__version__}\n")


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_there_in_both_languages(lang: str, command: str) -> None:
    for arguments in ([command, "--help", "--lang", lang], ["--lang", lang, command, "--help"]):
        result = run(*filter(None, arguments), lang="")
        assert result.exit_code == 0
        assert "cli." not in result.stdout  # a key without words
        assert ("옵션" in result.stdout) is (lang == "ko")
        assert "--data-dir" in result.stdout
        assert (f"backprop-tutor {command}" if command else "backprop-tutor 4.1") in result.stdout


@pytest.mark.parametrize("arguments", [["4.1"], [], also(["--lang", "ko"]), also(["4.1", "--lang", "en"])])
def test_without_a_terminal_the_tutor_says_so_in_one_line(arguments: list[str]) -> None:
    result = process(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "solve 4.1" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["9.9"], "4.1, 4.2, 4.3"),
        (["solv"], "Did you mean solve?"),
        (["solv", "4.1"], "Did you mean solve?"),
        (["solve"], "PROBLEM is missing"),
        (["solve", "9.9"], "4.1, 4.2, 4.3"),
        (["solve", "4.1", "4.2"], "4.2"),
        (["4.1", "4.2"], "more arguments than can be used: 4.2. See backprop-tutor --help"),
        (["4.1#7", "solve"], "more arguments than can be used: solve."),
        (["solve", "4.1", "--frob"], "--frob"),
        (["solve", "4.1", "--lang"], "--lang"),
        (["solve", "4.1", "--lang", "fr"], "ko, en"),
        (["solve", "4.1", "--json=3"], "--json"),
        (["completion", "tcsh"], "bash, zsh, fish"),
        (["completion"], "missing"),
        (["solve", "/"], "folder"),
        (["solve", "/dev/null"], "/dev/null"),
        (["solve", "x" * 5000], "no problem"),
        (["solve", "~nobody/x"], "no problem"),
        (["solve", "\x1b[31mred"], "no problem"),
        (["solve", "4.3"], "essay"),
        (["lint"], "at least one"),
        (["lint", "/nowhere"], "/nowhere"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert_refused(result, said)
    assert "\x1b" not in result.stderr
    korean = run(*[a for a in arguments if a not in ("--lang", "fr")], lang="ko").stderr
    assert "cli." not in korean


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b"", b"---\nid: x\n---\n", b"\x00" * 300_000])
@pytest.mark.parametrize("command", [["solve"], ["mark"]])
def test_a_file_that_is_no_problem(tmp_path: Path, content: bytes, command: list[str]) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(content)
    result = run(*command, str(path), *["a=1"] * (command == ["mark"]))
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.match(rf"{re.escape(str(path))}:[12]: ", result.stderr)
    assert "content." not in result.stderr


def test_a_mistake_in_a_file_is_told_with_its_line_in_the_learners_language(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(
        "---\nid: x\nlang: ko\ntitle: x\nnetwork: {widths: [1, 0], activation: relu}\n"
        "data: [[1, 1]]\nlearning_rate: 1\n---\n",
        encoding="utf-8",
    )
    korean, english = (run("solve", str(path), lang=lang).stderr for lang in ("ko", "en"))
    assert korean.startswith(f"{path}:5: network.widths")
    assert "정수여야 합니다" in korean
    assert "whole number" in english


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert run("solve", str(path)).exit_code == 2


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko"}, "ko"),
        ({"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "fr_FR"}, "en"),
    ],
)
def test_the_systems_language(environment: dict[str, str], language: str) -> None:
    assert of_system(environment) == language


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        (["solve", "--lang", "ko"], "ko"),
        (["--lang=ko", "--frob"], "ko"),
        (["--lang", "en", "--lang", "ko"], "en"),
        (["--lang"], None),
        (["--lang", "fr"], None),
        (["--", "--lang", "ko"], None),
        ([], None),
    ],
)
def test_the_language_asked_for(arguments: list[str], language: str | None) -> None:
    assert asked_for(arguments) == language


def test_the_language_that_the_learner_chose_counts_before_the_systems(tmp_path: Path) -> None:
    with open_journal(tmp_path, lambda: NOW) as journal:
        journal.set_setting("language", "ko")
    chosen = ["--data-dir", str(tmp_path)]
    assert "맞음" in run("mark", "4.1", "a=6", *chosen, lang="").stdout
    assert "맞음" in run(*chosen, "mark", "4.1", "a=6", lang="").stdout
    assert "right" in run("mark", "4.1", "a=6", *chosen, lang="en").stdout


def test_looking_makes_no_journal(tmp_path: Path) -> None:
    for arguments in (["mark", "4.1", "a=6"], ["list"], ["solve", "4.1"]):
        assert run(*arguments, "--data-dir", str(tmp_path / "new"), lang="").exit_code == 0
    assert not (tmp_path / "new").exists()


def test_a_broken_journal_is_put_aside_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_bytes(b"no database" * 1000)
    result = run("mark", "4.1", "a=6", "--data-dir", str(tmp_path), lang="")
    assert result.exit_code == 0
    assert "broken" in result.stderr
    assert len(list(tmp_path.glob("*broken*"))) == 1


def _entry(problem: str, field: str, verdict: str) -> Entry:
    return Entry(problem, field, "attempt", "6", verdict, {}, "en", NOW)


def test_the_list_tells_what_there_is_and_how_far_the_learner_is(tmp_path: Path) -> None:
    lines = run("list", "--data-dir", str(tmp_path)).stdout.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["4.1", "4.2", "4.3"]
    assert lines[3:5] == ["", "Well-known exercises"]
    assert "mazur" in [line.split()[0] for line in lines[5:]]
    assert lines[0].endswith("calculation")
    first, essay = (record_name(load(content_folder() / "day13" / f"{name}.md")) for name in ("4.1", "4.3"))
    with open_journal(tmp_path, lambda: NOW) as journal:
        for field, verdict in (("a", "correct"), ("c", "rounded"), ("d.w1", "wrong"), ("c/z1@1", "correct")):
            journal.record(_entry(first, field, verdict))
        journal.keep_draft(essay, "a", "words", NOW)
    lines = run("list", "--data-dir", str(tmp_path)).stdout.splitlines()
    assert lines[0].endswith("2 of 21")
    assert lines[1].endswith("calculation")
    assert lines[2].endswith("1 of 2")


def test_iterm2_is_spared_the_kitty_protocol_unless_the_user_says_otherwise() -> None:
    for environment, value in (
        ({"TERM_PROGRAM": "iTerm.app"}, "1"),
        ({"LC_TERMINAL": "iTerm2"}, "1"),
        ({"LC_TERMINAL": "iTerm2", KITTY_KEYS: "0"}, "0"),
        ({"TERM_PROGRAM": "ghostty"}, None),
    ):
        spare_the_input_method(environment)
        assert environment.get(KITTY_KEYS) == value


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_to_be_typed_is_named_in_the_learners_language(language: Language) -> None:
    """In usage lines, in the options, and in what is said of a command line."""
    words = read_words(content_folder(), language)
    for command in ("", *COMMANDS):
        page = run(*command.split(), "--help", lang=language).stdout
        usage = page.splitlines()[0]
        assert f"[{words('metavar.options')}]" in usage
        assert "metavar." not in page
        *_, options = page.split("\n\n")
        named = set(re.findall("[A-Z]{3,}", f"{usage} {options}")) & set(METAVARS)
        assert bool(named) is (language == "en"), page
    missing = run("solve", lang=language)
    assert (missing.exit_code, words("metavar.problem") in missing.stderr) == (2, True)
    assert words("metavar.shell") in run("completion", "tcsh", lang=language).stderr


def test_a_reader_who_goes_away_is_no_fault() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tutor", "solve", "4.1", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


def test_ctrl_c_ends_it_without_a_traceback() -> None:
    code = (
        "import os, signal, sys, tutor.lint.check\n"
        "from tutor.cli.main import run\n"
        "tutor.lint.check.check = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.argv[1:] = ['lint', '.']\n"
        "run()\n"
    )
    result = process(program=["-c", code])
    assert (result.returncode, result.stdout, result.stderr.strip()) == (130, "", "")


def test_every_key_that_a_refusal_uses_has_words() -> None:
    folder = Path(__file__).parents[2] / "tutor" / "cli"
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    keys = {f"cli.{key}" for key in re.findall(r'Refused\(\s*"([a-z_]+)"', source)}
    keys |= set(re.findall(r'words\("([a-z_.]+)"', source))
    assert len(keys) > 15
    for language in ("ko", "en"):
        words = read_words(content_folder(), language)
        assert {key for key in keys if not words.has(key)} == set()


@pytest.mark.parametrize("command", ["solve", "mark", "worksheet", "mistakes"])
def test_a_file_with_several_faults_tells_the_first_and_where_the_others_are(tmp_path: Path, command: str) -> None:
    path = tmp_path / "three.md"
    front = "id: x\nlang: en\ntitle: X\nnetwork: {widths: [1, 1], activation: logistic}\ndata: [[1, a]]\nlr: 0.1\n"
    path.write_text(f"---\n{front}---\nx\n", encoding="utf-8")
    result = run(command, str(path), "--lang", "en")
    assert result.exit_code == 2
    (told,) = result.stderr.strip().splitlines()
    assert told.startswith(f"{path}:5: ")
    assert "Did you mean sigmoid?" in told
    assert "More that is wrong: 2." in told
