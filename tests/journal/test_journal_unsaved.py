"""Where the file cannot serve, the learner is told, the sitting goes on in memory, and is written when it can be."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
from tutor.journal.database import Database
from tutor.journal.journal import open_journal

from .journal_kit import Tap, attempt, clock, texts, told
from .unsaved_kit import clear, seen, sit


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


@pytest.mark.parametrize("obstacle", [blocked_by_a_file, below_a_file, journal_is_a_folder, link_to_nowhere])
def test_a_folder_that_cannot_be_had(tmp_path: Path, obstacle: Callable[[Path], None]) -> None:
    folder = tmp_path / "data" / "backprop-tutor"
    obstacle(folder)
    with open_journal(folder, clock) as journal:
        assert not journal.saves
        notice = told(journal)
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
        assert told(journal).key == "saved-again"
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
        assert told(journal).key == "folder"
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
            assert told(journal).key == "locked"
            assert texts(journal.entries("4.1")) == ["before", "during", "during, too"]
            with open_journal(tmp_path, clock) as second:
                assert texts(second.entries("4.1")) == ["before"]
                assert second.take_notice() is None
        assert journal.record(attempt("after"))
        assert told(journal).key == "saved-again"
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
            assert told(journal).key == "locked"
            sit(journal)
            other.execute("ROLLBACK")
            assert journal.set_setting("theme", "dark")
            assert journal.saves
    with open_journal(tmp_path, clock) as journal:
        assert journal.setting("theme") == "dark"
        assert texts(journal.entries("4.1")) == ["6", "257", ""]
