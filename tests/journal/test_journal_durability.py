"""What `record` said yes to is on the disk, whatever becomes of the process."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import tutor
from tutor.journal import opening
from tutor.journal.journal import open_journal

from ..support.unflushed import OWN
from .journal_kit import attempt, clock, texts

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

HERE = Path(__file__).parent


def run(task: str, folder: Path, *numbers: int) -> Any:
    search = os.pathsep.join([str(Path(tutor.__file__).parents[1]), str(HERE.parents[1])])
    done = subprocess.run(
        [sys.executable, HERE / "sittings.py", task, folder, *map(str, numbers)],
        env={**os.environ, "PYTHONPATH": search},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return json.loads(done.stdout)


def test_no_answer_is_lost_however_often_the_process_is_killed(tmp_path: Path, thorough: bool) -> None:
    times = 100 if thorough else 30
    said = run("kill", tmp_path, 13, times)
    with open_journal(tmp_path, clock) as journal:
        found = texts(journal.entries("4.1"))
        assert journal.take_notice() is None
        assert not journal.standing()["4.1"].fields["d.w1"].shown
    assert len(said) == times
    assert sum(map(bool, said)) > times / 2, "most were killed while they were recording"
    assert [text for one in said for text in one if text not in set(found)] == []
    assert len(found) == len(set(found))
    assert len(found) - sum(map(len, said)) <= times, "at most the answer on its way in each sitting was not yet said"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["journal.db"]


def test_what_is_recorded_outlives_a_power_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SYNCHRONOUS", OWN)
    with closing(opening.opened(tmp_path / "journal.db", None, 0)) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,), "FULL"


def test_two_tutors_at_once_lose_nothing(tmp_path: Path) -> None:
    result = run("together", tmp_path / "new", 80)
    with open_journal(tmp_path / "new", clock) as journal:
        found = texts(journal.entries("4.1"))
    assert result["left"] == [0, 0]
    for label, said in zip(("one", "two"), result["said"], strict=True):
        mine = [text for text in found if text.startswith(label)]
        assert mine == [f"{label}.{n}" for n in range(80)]
        assert set(said) <= set(mine)


def test_two_journals_in_one_process_see_each_other(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as one, open_journal(tmp_path, clock) as two:
        for n in range(20):
            assert (one, two)[n % 2].record(attempt(str(n)))
        assert texts(one.entries("4.1")) == texts(two.entries("4.1")) == [str(n) for n in range(20)]
        one.set_setting("language", "en")
        assert two.setting("language") == "en"


def test_a_full_disk_is_said_and_what_was_typed_meanwhile_is_written_later(tmp_path: Path) -> None:
    result = run("full", tmp_path)
    assert result["kept"] == [True, False, False, True]
    assert result["seen"] == ["before", "during-1", "during-2"]
    assert result["notices"][0] in {"full", "unwritable"}
    assert result["notices"][1:] == [None, "saved-again"]
    with open_journal(tmp_path, clock) as journal:
        assert texts(journal.entries("4.1")) == ["before", "during-1", "during-2", "after"]


def test_a_folder_that_may_not_be_written_is_said_at_the_start() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to others
        folder = Path(name)
        with open_journal(folder, clock) as journal:
            journal.record(attempt("old"))
        (folder / "journal.db").chmod(0o444)
        folder.chmod(0o555)
        try:
            notice, kept, saves, seen = run("stranger", folder)
        finally:
            folder.chmod(0o755)
    assert (notice, kept, saves) == ("read-only", False, False)
    assert seen == ["old", "new"]
