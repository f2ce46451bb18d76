"""What goes wrong in the middle: a full disk, a folder that goes, a commit that fails."""

import random
import sqlite3
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from tutor.journal.journal import open_journal
from tutor.journal.records import FieldStanding

from ..support.thorough import also
from .journal_kit import Tap, at, attempt, clock, texts, told
from .unsaved_kit import sit


def test_a_full_disk(tmp_path: Path) -> None:
    tap = Tap()
    with open_journal(tmp_path, clock, connect=tap) as journal:
        assert journal.record(attempt("before"))
        tap.execute(f"PRAGMA max_page_count = {tap.execute('PRAGMA page_count')}")
        assert not journal.record(attempt("x" * 50_000))
        assert told(journal).key == "full"
        assert journal.entries("4.1")[0].text == "before"
        assert not journal.keep_draft("4.1", "c", "366", at(1)), "order is kept: nothing passes what waits"
        assert journal.drafts("4.1") == {"c": "366"}
        tap.execute("PRAGMA max_page_count = 1000000")
        assert journal.keep_draft("4.1", "d.w1", "4", at(1))
    with open_journal(tmp_path, clock) as journal:
        assert texts(journal.entries("4.1")) == ["before", "x" * 50_000]
        assert journal.drafts("4.1") == {"c": "366", "d.w1": "4"}


def test_a_folder_that_goes_away_in_the_middle(tmp_path: Path) -> None:
    folder, away = tmp_path / "data", tmp_path / "away"
    with open_journal(folder, clock) as journal:
        assert journal.record(attempt("1"))
        folder.rename(away)
        assert journal.record(attempt("2"))
        assert texts(journal.entries("4.1")) == ["2"]
        assert journal.saves
    assert (folder / "journal.db").exists()
    with open_journal(away, clock) as journal:
        assert texts(journal.entries("4.1")) == ["1"]


class Snatched(sqlite3.Connection):
    """A connection whose folder somebody moves just before the commit."""

    folder: Path

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        if arguments[0] == "COMMIT" and self.folder.exists() and (self.folder / "ready").exists():
            self.folder.rename(self.folder.with_name("away"))
        return super().execute(*arguments)


def test_a_folder_that_goes_away_in_the_middle_of_a_commit(tmp_path: Path) -> None:
    class Here(Snatched):
        folder = tmp_path / "data"

    with open_journal(tmp_path / "data", clock, connect=Tap(Here)) as journal:
        assert journal.record(attempt("1"))
        (tmp_path / "data" / "ready").touch()
        assert journal.record(attempt("2"))
        assert texts(journal.entries("4.1")) == ["2"], "written to the file that is found under the name later"


def test_a_worker_thread_may_record(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        worker = Thread(target=lambda: journal.record(attempt("from a thread")))
        worker.start()
        worker.join()
        assert journal.saves
    with open_journal(tmp_path, clock) as journal:
        assert texts(journal.entries("4.1")) == ["from a thread"]


def test_a_closed_journal_does_not_raise(tmp_path: Path) -> None:
    journal = open_journal(tmp_path, clock)
    journal.close()
    journal.close()
    assert not journal.record(attempt("late"))
    assert not journal.saves
    assert texts(journal.entries("4.1")) == ["late"]


def block_shared_memory(folder: Path) -> None:
    (folder / "journal.db-shm").symlink_to(folder / "nowhere" / "shm")


@pytest.mark.parametrize("vfs", ["unix-dotfile", None])
def test_without_a_write_ahead_log(tmp_path: Path, vfs: str | None) -> None:
    """File systems that cannot share memory between processes: here, a locking without it, and a blocked file."""
    if vfs is None:
        with open_journal(tmp_path, clock) as journal:
            journal.record(attempt("0", problem="5.1"))
        block_shared_memory(tmp_path)
    tap = Tap(vfs=vfs)
    with open_journal(tmp_path, clock, connect=tap) as journal, open_journal(tmp_path, clock, connect=tap) as other:
        assert tap.execute("PRAGMA journal_mode") == "delete"
        assert journal.take_notice() is None
        sit(other)
        assert journal.record(attempt("1", problem="5.1"))
        assert other.record(attempt("2", problem="5.1"))
        assert texts(journal.entries("5.1")) == texts(other.entries("5.1")) == (["1", "2"] if vfs else ["0", "1", "2"])


class Faulty(sqlite3.Connection):
    """A connection on a bad day: a statement fails before or after it took effect."""

    chance = random.Random(5)
    faults = 0.0
    codes = (
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
    )

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        when = self.chance.random()
        if when < self.faults:
            raise self.fault()
        done = super().execute(*arguments)
        if when > 1 - self.faults:
            done.close()
            raise self.fault()
        return done

    def fault(self) -> sqlite3.OperationalError:
        error = sqlite3.OperationalError("a bad day")
        error.sqlite_errorcode = self.chance.choice(self.codes)
        return error


@pytest.mark.parametrize("seed", [0, 1, *map(also, range(2, 12))])
def test_faults_at_any_moment_raise_nothing_and_double_nothing(tmp_path: Path, seed: int) -> None:
    class Bad(Faulty):
        chance = random.Random(seed)
        faults = 0.02 if seed % 2 else 0.1

    expected = []
    with open_journal(tmp_path, clock, connect=Tap(Bad)) as journal:
        for n in range(40):
            expected.append(str(n))
            journal.record(attempt(str(n), ("wrong", "correct")[n == 31], second=n))
            journal.keep_draft("4.1", "c", str(n), at(n))
            journal.keep_version("4.3", "a", str(n), at(n))
            journal.keep_version("4.3", "b", str(n % 2), at(n))
            shown = texts(journal.entries("4.1"))
            assert shown == expected or len(shown) < len(expected), "a read that fails may miss what is in the file"
        Bad.faults = 0.0
        assert journal.set_setting("done", "yes")
        assert journal.saves
    with open_journal(tmp_path, clock) as journal:
        assert texts(journal.entries("4.1")) == expected
        assert journal.drafts("4.1") == {"c": "39"}
        assert [text for _, text in journal.versions("4.3", "a")] == expected
        assert [text for _, text in journal.versions("4.3", "b")] == [str(n % 2) for n in range(40)]
        assert journal.standing()["4.1"].fields["d.w1"] == FieldStanding("correct", False, at(39))
    assert not list(tmp_path.glob("journal.broken-*"))
