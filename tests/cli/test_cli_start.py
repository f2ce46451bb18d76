"""What opens the tutor without click is what click would open; all else is left to click."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from tutor.cli.invocation import Invocation, invocation_of
from tutor.cli.main import program
from tutor.cli.places import COMMANDS
from tutor.cli.start import COMPLETING, Asked, asked_for
from tutor.lessons.content import content_folder

DAY = content_folder() / "day13"
OPENED: tuple[tuple[list[str], str | None, Path | None, Path | None], ...] = (
    ([], None, None, None),
    (["4.1"], None, None, DAY / "4.1.md"),
    (["--lang", "ko"], "ko", None, None),
    (["4.2", "--lang=en"], "en", None, DAY / "4.2.md"),
    (["--data-dir", "some/folder", "4.1", "--lang", "ko"], "ko", Path("some/folder"), DAY / "4.1.md"),
    (["--data-dir=--lang", "4.1"], None, Path("--lang"), DAY / "4.1.md"),
    ([str(DAY / "4.2.en.md")], None, None, DAY / "4.2.md"),
)
LEFT = (
    *([name] for name in COMMANDS),
    *(["--help"], ["--version"], ["--plain"], ["4.1", "--plain"], ["--", "4.1"], ["4.1", "4.2"], ["no-such-problem"]),
    *(["4.1#7"], [""], [str(DAY)], ["--lang"], ["--lang", "eo"], ["--lang="], ["--data-dir"], ["--data-dir="]),
    *(["--la", "ko"], ["-h"], ["4.1", "--json"], ["solve", "4.1"], ["4.1", ""]),
)


@pytest.mark.parametrize(("typed", "language", "folder", "path"), OPENED)
def test_it_opens_what_click_would(
    typed: list[str], language: str | None, folder: Path | None, path: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked_for(typed, {}) == Asked(Invocation(language, folder), path)
    seen: list[tuple[Invocation, Path | None]] = []

    def named(problem: str | None) -> None:
        opened = asked_for([problem] if problem else [], {})
        seen.append((invocation_of(click.get_current_context()), opened.path if opened else None))
        raise click.Abort

    monkeypatch.setattr("tutor.cli.opening.named", named)
    invocation = Invocation()
    program.main(typed, standalone_mode=False, obj=invocation)
    assert seen == [(Invocation(language, folder), path)]


@pytest.mark.parametrize("typed", LEFT, ids=" ".join)
def test_all_else_is_left_to_click(typed: list[str]) -> None:
    assert asked_for(typed, {}) is None


def test_what_a_shell_completes_is_left_to_click() -> None:
    assert asked_for(["4.1"], {COMPLETING: "bash_complete"}) is None


def test_without_a_terminal_click_tells_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tutor", "4.1", "--lang", "en", "--data-dir", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "terminal" in done.stderr
