"""`export`, `import` and `stats` from the command line."""

import csv
import io
import json
import os
import re
from datetime import timedelta, timezone
from pathlib import Path
from typing import get_args

import pytest
from tutor.exchange.stats import stats
from tutor.journal.archive import Archive
from tutor.journal.faults import Fault
from tutor.lessons.content import content_folder
from tutor.lessons.words import read_words

from tests.cli.cli_kit import run

from .datashop_rules import faults
from .exchange_kit import DRILL, entry, exported, fill, seen
from .test_exchange_import import LIFE

COMMANDS = ("export", "import", "stats", "worksheet")


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_there_in_both_languages(lang: str, command: str) -> None:
    result = run(command, "--help", lang=lang)
    assert result.exit_code == 0
    assert "cli." not in result.stdout
    assert ("옵션" in result.stdout) is (lang == "ko")
    assert f"backprop-tutor {command}" in result.stdout


def test_out_and_back(tmp_path: Path) -> None:
    old, file = fill(tmp_path / "old", LIFE), tmp_path / "records.json"
    assert run("export", "-o", str(file), "--data-dir", str(old)).exit_code == 0
    assert run("export", "--data-dir", str(old)).stdout == file.read_text(encoding="utf-8") == exported(old)
    assert list(tmp_path.glob("*.part")) == []
    new = ["--data-dir", str(tmp_path / "new")]
    result = run("import", str(file), "--json", *new)
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"added": 6, "known": 0, "others": 4})
    assert "Already here: 6" in run("import", str(file), *new).stdout
    assert seen(tmp_path / "new") == seen(old)


def test_csv_holds_everything(tmp_path: Path) -> None:
    text = run("export", "--format", "csv", "--data-dir", str(fill(tmp_path, LIFE))).stdout_bytes.decode()
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["record"] for row in found] == ["settings"] + ["entries"] * 6 + ["versions"] * 2 + ["drafts"]
    assert found[4]["text"] == '=\t"\n\u2028'
    assert json.loads(found[2]["detail"]) == {"value": 0.1, "values": {"n": [1, None, "한글"]}}


def test_datashop_from_the_command_line(tmp_path: Path) -> None:
    folder = ["--data-dir", str(fill(tmp_path, LIFE))]
    text = run("export", "--format", "datashop", "--student", "S 7", *folder).stdout
    assert faults(text) == []
    assert [line.split("\t")[0] for line in text.splitlines()] == ["Anon Student Id"] + ["S 7"] * 5


@pytest.mark.parametrize("form", ["json", "csv", "datashop"])
def test_without_records_there_is_an_empty_file_and_no_journal(tmp_path: Path, form: str) -> None:
    folder = ["--data-dir", str(tmp_path / "none")]
    result = run("export", "--format", form, *folder)
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert json.loads(run("stats", "--json", *folder).stdout)["counts"]["attempts"] == 0
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_what_cannot_be_done_is_said_in_one_line(tmp_path: Path, lang: str) -> None:
    home = fill(tmp_path / "home", LIFE)
    before = exported(home)
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "journal.db").write_bytes(b"no database" * 1000)
    (tmp_path / "bad.json").write_text('{"format":\n"x"}', encoding="utf-8")
    here = ["--data-dir", str(home)]
    for arguments, said in (
        (["import", str(tmp_path / "bad.json"), *here], "bad.json:2: "),
        (["import", str(tmp_path / "none.json"), *here], "none.json"),
        (["import", str(tmp_path), *here], str(tmp_path)),
        (["import", *here], {"en": "FILE", "ko": "파일"}[lang]),
        (["export", "--format", "xml", *here], "json, csv, datashop"),
        (["export", "--student", "\t", *here], "55"),
        (["export", "-o", str(home / "journal.db"), *here], "journal.db"),
        (["export", "-o", str(home / "journal.db-wal"), *here], "journal.db-wal"),
        (["export", "-o", str(tmp_path / "no" / "x.json"), *here], "x.json"),
        (["export", "--data-dir", str(tmp_path / "broken")], "journal.db"),
        (["stats", "--data-dir", str(tmp_path / "broken")], "journal.db"),
        (["worksheet", "--skill", "juggling"], "weight-deep"),
        (["worksheet"], "weight-deep"),
        (["worksheet", "--skill", "count", "--count", "0"], "1…500"),
    ):
        result = run(*arguments, lang=lang)
        assert (result.exit_code, result.stdout) == (2, ""), arguments
        assert said in result.stderr
        assert len(result.stderr.splitlines()) == 1
        assert "cli." not in result.stderr
    assert exported(home) == before


def test_every_fault_and_every_refused_file_has_words() -> None:
    folder = Path(__file__).parents[2] / "tutor" / "exchange"
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    keys = {part.partition('"')[0] for part in source.split('Malformed("')[1:]}
    assert len(keys) > 6
    for language in ("ko", "en"):
        words = read_words(content_folder(), language)
        for key in keys:
            assert words.has(f"cli.import_{key}")
        for fault in set(get_args(Fault)) - {"stale"}:
            assert words.has(f"cli.records_{fault.replace('-', '_')}")


def test_sums(tmp_path: Path) -> None:
    diagnosis = [{"mistakes": ["partial.sign", "slip.digit"], "probability": 0.8}]
    vague = [{"mistakes": ["cost.mean"], "probability": 0.4}, "?"]
    day = 24 * 3600
    fill(
        tmp_path,
        [
            entry(1, verdict="wrong"),
            entry(2, kind="diagnosis", verdict=None, told=diagnosis),
            entry(3, kind="diagnosis", verdict=None, told=vague),
            entry(4, kind="diagnosis", verdict=None, told="nothing"),
            entry(5, verdict="correct"),
            entry(6, kind="hint", verdict=None),
            entry(7, kind="reveal", verdict=None, field="a"),
            entry(8, verdict="unreadable"),
            entry(9, problem=DRILL, verdict="rounded", second=day),
            entry(10, verdict="correct", field="d.w1/x@1", second=day, known={"slope": {"p": 0.5}}),
        ],
    )
    with Archive.opened(tmp_path) as archive:
        found = stats(archive, timezone(timedelta(hours=9, minutes=45)))
        utc = stats(archive, timezone(timedelta(0)))
    zero = {"short": 0, "unreadable": 0, "hints": 0, "shown": 0, "drills": 0}
    assert found["counts"] == zero | {"attempts": 4, "right": 3, "unreadable": 1, "hints": 2, "shown": 1}
    assert [one["day"] for one in found["days"]] == ["2026-11-23", "2026-11-24"]
    assert found["days"][1] == {"day": "2026-11-24", **zero, "attempts": 2, "right": 2}
    assert found["mistakes"] == [
        {"id": name, "times": 1, "first": (day_one := "2026-11-23T14:05:11+00:00"), "last": day_one, "clear": 0}
        for name in ("partial.sign", "slip.digit")
    ]
    assert found["problems"] == [{"problem": "4.1", "right": 1, "shown": 1}]
    assert found["skills"] == [], "a component is no skill, and has no name"
    assert utc["counts"] == found["counts"]
    printed = run("stats", "--data-dir", str(tmp_path))
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert re.search("the residual the other way round +1×", printed.stdout)
    assert re.search("slip.digit +1×", printed.stdout), "a mistake that is not known here is called by its id"
    assert "exchange." not in printed.stdout + run("stats", "--data-dir", str(tmp_path), lang="ko").stdout


def test_a_day_begins_when_it_does_for_the_learner(tmp_path: Path) -> None:
    fill(tmp_path, [entry(1, second=9 * 3600 + 51 * 60 - 1), entry(2, second=9 * 3600 + 56 * 60)])
    with Archive.opened(tmp_path) as archive:
        kolkata = stats(archive, timezone(timedelta(minutes=15)))
        assert [(one["day"], one["attempts"]) for one in kolkata["days"]] == [("2026-11-24", 2)]
        utc = stats(archive, timezone(timedelta(0)))
        assert [(one["day"], one["attempts"]) for one in utc["days"]] == [("2026-11-23", 1), ("2026-11-24", 1)]


def test_a_records_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert run("import", str(path), "--data-dir", str(tmp_path / "new")).exit_code == 2
    assert not (tmp_path / "new").exists()
