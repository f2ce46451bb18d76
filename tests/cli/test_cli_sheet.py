"""`sheet` on the command line: lines from a pipe are marked, and what the learner's records have is printed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tutor.cli.main import program
from tutor.journal.journal import open_journal
from tutor.lessons.markdown import parse
from tutor.session.sheet_lines import MOST_LINES

from ..conftest import Clock
from .cli_kit import run

RIGHT, WRONG, UNREAD = "dC/dw2 = 514", "dC/dw2 = Σ r a1 = 257", "z1 = = 2"


def piped(*lines: str, options: tuple[str, ...] = (), problem: str = "4.1", lang: str = "en") -> Result:
    environment = {"LC_ALL": "C.UTF-8", "XDG_DATA_HOME": "/nonexistent", "HOME": "/nonexistent"}
    typed = ["--lang", lang, "sheet", problem, *options]
    return CliRunner().invoke(program, typed, input="\n".join(lines), env=environment, standalone_mode=False)


@pytest.mark.parametrize(
    ("lines", "status"),
    [((RIGHT, "", "so far so good"), 0), ((RIGHT, WRONG), 1), ((RIGHT, WRONG, UNREAD), 2)],
)
def test_the_status_says_how_the_lines_stand(lines: tuple[str, ...], status: int) -> None:
    found = piped(*lines)
    assert found.return_value == status
    assert "✓ right" in found.stdout
    assert len([line for line in found.stdout.splitlines() if line[:1].isdigit()]) == len([one for one in lines if one])


def test_the_first_wrong_line_has_its_rule_below(capsys: pytest.CaptureFixture[str]) -> None:
    del capsys
    lines = piped(WRONG, RIGHT, lang="ko").stdout.splitlines()
    assert "아직 맞지 않음" in lines[0]
    assert lines[2].strip() == "2r의 2를 빠뜨림"


def test_lines_are_read_by_programs() -> None:
    found = json.loads(piped(RIGHT, "", WRONG, options=("--json",)).stdout)["lines"]
    assert [(one["line"], one["mark"]) for one in found] == [(1, "right"), (3, "not_yet")]
    assert found[0]["found"] == {"d.w2": "514"}
    assert found[1]["diagnoses"] == [{"mistakes": ["partial.no-factor-2"]}]


def test_a_sheet_is_printed_as_a_document(tmp_path: Path, clock: Clock) -> None:
    text = piped(RIGHT, "a *note* <b>", options=("--markdown",)).stdout
    assert r"$\frac{\partial C}{\partial w^{(2)}} = 514$" in text
    assert parse(text)
    with open_journal(tmp_path, clock):
        pass
    kept = run("sheet", "4.1", "--markdown", "--data-dir", str(tmp_path))
    assert kept.stdout.rstrip().endswith("The sheet is empty.")


def test_what_is_too_long_or_no_calculation_is_refused() -> None:
    assert piped(*["z1 = 2"] * (MOST_LINES + 1)).return_value == 2
    assert piped(RIGHT, problem="4.3").return_value == 2
    assert piped(RIGHT, problem="bp1:no-such:1").return_value == 2


def test_hostile_lines_leave_it_standing() -> None:
    hostile = ("\x1b[31mred", "9" * 5000, "(" * 3000, "d" * 4000 + "=", "\x00", "∂" * 200, "a=b=c=" * 500)
    found = piped(*hostile)
    assert found.return_value in (1, 2)
    assert "\x1b" not in found.stdout
