"""Where the file cannot serve, the learner is told, the sitting goes on in memory, and is written when it can be."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any
from unittest import mock

import pytest
from tutor.journal.database import Database
from tutor.journal.journal import Journal, open_journal
from tutor.journal.records import FieldStanding, Place, Standing

from ..support.thorough import also
from .journal_kit import Tap, at, attempt, clock, texts


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait a second for a lock that a test holds for good."""
    monkeypatch.setattr("tutor.journal.journal_file.PATIENCE", 0.02)
    monkeypatch.setattr("tutor.journal.journal_file.IMPATIENCE", 0.0)


def blocked_by_a_file(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way", encoding="utf-8")


def below_a_file(folder: Path) -> None:
    folder.parent.write_text("in the way", encoding="utf-8")


def journal_is_a_folder(folder: Path) -> None:
    (folder / "journal.db").mkdir(parents=True)


def link_to_nowhere(folder: Path) -> None:
    folder.parent.mkdir()
    folder.symlink_to(folder.parent / "gone" / "away")


def clear(folder: Path) -> None:
    for path in (folder.parent, folder, folder / "journal.db"):
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
            return


def sit(journal: Journal) -> None:
    """A sitting with a bit of everything, all of it seen at once."""
    journal.record(attempt("6", "correct", "a", second=1))
    journal.record(attempt("257", "wrong", second=2))
    journal.record(attempt("", None, kind="reveal", second=3))
    journal.record(attempt("0", "correct", "a", "4.2", second=4))
    for second, text in enumerate(["4", "44", "446"]):
        journal.keep_draft("4.1", "d.b1", text, at(second))
    journal.keep_draft("4.1", "c", "gone", at(5))
    journal.drop_draft("4.1", "c")
    journal.keep_draft("4.2", "a", "kept as a version", at(6))
    journal.keep_draft("4.2", "b", "kept as a version, too", at(6))
    for text in ("모라벡", "모라벡", "모라벡의 역설"):
        journal.keep_version("4.3", "a", text, at(7))
    journal.set_setting("language", "en")
    journal.set_setting("language", "ko")
    journal.start_over("4.2", at(8))
    journal.record(attempt("8", "correct", "b", "4.2", second=9))
    journal.keep_draft("4.2", "a", "new", at(10))
    seen(journal)


def seen(journal: Journal) -> None:
    assert texts(journal.entries("4.1")) == ["6", "257", ""]
    assert texts(journal.entries("4.2")) == ["8"]
    assert journal.drafts("4.1") == {"d.b1": "446"}
    assert journal.drafts("4.2") == {"a": "new"}
    assert journal.versions("4.2", "a") == [(at(6), "kept as a version")]
    assert journal.versions("4.2", "b") == [(at(6), "kept as a version, too")]
    assert [text for _, text in journal.versions("4.3", "a")] == ["모라벡", "모라벡의 역설"]
    assert journal.setting("language") == "ko"
    assert journal.setting("theme") is None
    assert journal.standing(["4.2", "4.9"]) == {"4.2": Standing({"b": FieldStanding("correct", False, at(9))}, at(9))}
    assert journal.standing()["4.1"] == Standing(
        {"a": FieldStanding("correct", False, at(1)), "d.w1": FieldStanding("wrong", True, at(3))}, at(3)
    )
    assert journal.last_place() == Place("4.2", "b", at(9))


@pytest.mark.parametrize("obstacle", [blocked_by_a_file, below_a_file, journal_is_a_folder, link_to_nowhere])
def test_a_folder_that_cannot_be_had(tmp_path: Path, obstacle: Callable[[Path], None]) -> None:
    folder = tmp_path / "data" / "backprop-tutor"
    obstacle(folder)
    with open_journal(folder, clock) as journal:
        assert not journal.saves
        notice = journal.take_notice()
        assert notice is not None
        assert notice.key in {"folder", "unwritable"}
        assert notice.params["folder"] == str(folder)
        sit(journal)
        assert journal.take_notice() is None, "one fault is told once"
        assert not journal.saves
        while not folder.is_dir() or (folder / "journal.db").is_dir():
            clear(folder)
            if not folder.is_symlink() and not folder.is_file() and not folder.parent.is_file():
                break
        assert journal.record(attempt("", None, "b", "4.2", "visit", 9))
        notice = journal.take_notice()
        assert notice is not None
        assert notice.key == "saved-again"
        assert journal.saves
    with open_journal(folder, clock) as journal:
        assert journal.entries("4.2").pop().kind == "visit"
        assert [text for _, text in journal.versions("4.3", "a")] == ["모라벡", "모라벡의 역설"]
        assert texts(journal.entries("4.1")) == ["6", "257", ""]


def test_the_same_sitting_saved_and_unsaved_reads_the_same(tmp_path: Path) -> None:
    with open_journal(tmp_path / "saved", clock) as journal:
        sit(journal)
    with open_journal(tmp_path / "saved", clock) as journal:
        seen(journal)


def test_a_name_that_no_file_can_have() -> None:
    with open_journal(Path("nul\0in it"), clock) as journal:
        notice = journal.take_notice()
        assert notice is not None
        assert notice.key == "folder"
        sit(journal)


def test_what_was_kept_is_written_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    with open_journal(tmp_path / "data", clock) as journal:
        sit(journal)
        (tmp_path / "data").unlink()
    with open_journal(tmp_path / "data", clock) as journal:
        seen(journal)


@pytest.mark.usefixtures("impatient")
def test_locked_for_long(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        assert journal.record(attempt("before"))
        with closing(sqlite3.connect(tmp_path / "journal.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert not journal.record(attempt("during"))
            assert not journal.record(attempt("during, too"))
            notice = journal.take_notice()
            assert notice is not None
            assert notice.key == "locked"
            assert texts(journal.entries("4.1")) == ["before", "during", "during, too"]
            with open_journal(tmp_path, clock) as second:
                assert texts(second.entries("4.1")) == ["before"]
                assert second.take_notice() is None
        assert journal.record(attempt("after"))
        notice = journal.take_notice()
        assert notice is not None
        assert notice.key == "saved-again"
        assert journal.take_notice() is None, "what was so before is not told of any more"
        assert texts(journal.entries("4.1")) == ["before", "during", "during, too", "after"]


@pytest.mark.usefixtures("impatient")
def test_while_it_is_locked_it_is_copied_once(tmp_path: Path) -> None:
    copying = mock.patch.object(Database, "copy", autospec=True, side_effect=Database.copy)
    with open_journal(tmp_path, clock) as journal, copying as copied:
        journal.set_setting("language", "en")
        assert journal.setting("language") == "en"
        with closing(sqlite3.connect(tmp_path / "journal.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            sit(journal)
            assert journal.setting("theme") is None
            assert journal.setting("language") == "ko"
    assert copied.call_count == 1


@pytest.mark.usefixtures("impatient")
def test_where_it_cannot_be_read_nobody_waits_for_its_copy(tmp_path: Path) -> None:
    tap = Tap(vfs="unix-dotfile")
    with open_journal(tmp_path, clock, connect=tap) as journal, closing(tap(tmp_path / "journal.db")) as other:
        assert journal.record(attempt("before"))
        other.execute("BEGIN EXCLUSIVE")
        assert not journal.record(attempt("during"))
        assert texts(journal.entries("4.1")) == ["during"]
        other.execute("ROLLBACK")
        assert texts(journal.entries("4.1")) == ["before", "during"]


@pytest.mark.usefixtures("impatient")
def test_locked_before_it_was_made(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "journal.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with open_journal(tmp_path, clock) as journal:
            notice = journal.take_notice()
            assert notice is not None
            assert notice.key == "locked"
            sit(journal)
            other.execute("ROLLBACK")
            assert journal.set_setting("theme", "dark")
            assert journal.saves
    with open_journal(tmp_path, clock) as journal:
        assert journal.setting("theme") == "dark"
        assert texts(journal.entries("4.1")) == ["6", "257", ""]


def test_a_full_disk(tmp_path: Path) -> None:
    tap = Tap()
    with open_journal(tmp_path, clock, connect=tap) as journal:
        assert journal.record(attempt("before"))
        tap.execute(f"PRAGMA max_page_count = {tap.execute('PRAGMA page_count')}")
        assert not journal.record(attempt("x" * 50_000))
        notice = journal.take_notice()
        assert notice is not None
        assert notice.key == "full"
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


@pytest.mark.parametrize("seed", [0, 1, 2, *map(also, range(3, 12))])
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
