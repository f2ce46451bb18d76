"""A file that cannot be a journal is put aside under a name with the date, and a fresh one begun."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tutor.journal.aside import identity, put_aside
from tutor.journal.journal import open_journal

from .journal_kit import at, attempt, clock, texts, told


def filled(folder: Path, entries: int = 60) -> Path:
    """A journal of some pages."""
    with open_journal(folder, clock) as journal:
        for n in range(entries):
            journal.record(attempt(str(n) * 40, detail={"why": "x" * 300}))
        for n in range(10):
            journal.keep_version("4.3", "a", f"{n}" * 3000, at(n))
    return folder / "journal.db"


def garbage(file: Path) -> None:
    file.write_bytes(random.Random(1).randbytes(50_000))


def text(file: Path) -> None:
    file.write_text("this was never a database, and it is shorter than a header", encoding="utf-8")


def truncated(file: Path) -> None:
    file.write_bytes(filled(file.parent).read_bytes()[:9_000])


def cut_inside_the_header(file: Path) -> None:
    file.write_bytes(filled(file.parent).read_bytes()[:50])


def schema_missing(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 1")


def table_missing(file: Path) -> None:
    with closing(sqlite3.connect(filled(file.parent))) as connection:
        connection.execute("DROP TABLE draft")


def version_spoilt(file: Path) -> None:
    with closing(sqlite3.connect(filled(file.parent))) as connection:
        connection.execute("PRAGMA user_version = -7")


def another_program(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def schema_page_spoilt(file: Path) -> None:
    whole = bytearray(filled(file.parent).read_bytes())
    whole[100:4096] = b"\xff" * 3996
    file.write_bytes(whole)


@pytest.mark.parametrize(
    "spoil",
    [
        garbage,
        text,
        truncated,
        cut_inside_the_header,
        schema_missing,
        table_missing,
        version_spoilt,
        another_program,
        schema_page_spoilt,
    ],
)
def test_it_is_put_aside_whole_and_said(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    file = tmp_path / "journal.db"
    spoil(file)
    before = file.read_bytes()
    aside = tmp_path / "journal.broken-2026-11-23T14-05-09.db"
    with open_journal(tmp_path, clock) as journal:
        assert journal.saves
        notice = told(journal)
        assert notice.key == "broken"
        assert notice.params == {"file": str(aside), "folder": str(tmp_path)}
        assert journal.take_notice() is None
        assert journal.record(attempt("new"))
        assert aside.read_bytes()[100:] == before[100:], "all but the header, where SQLite notes how it was opened"
    with open_journal(tmp_path, clock) as journal:
        assert texts(journal.entries("4.1")) == ["new"]
        assert journal.take_notice() is None


def test_earlier_ones_are_never_overwritten(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / "journal.db").write_text(f"broken {n}", encoding="utf-8")
        for sibling in ("-wal", "-shm"):
            (tmp_path / f"journal.db{sibling}").write_text(f"{sibling} {n}", encoding="utf-8")
        with open_journal(tmp_path, clock) as journal:
            assert journal.saves
    for n, suffix in enumerate(["", "-2", "-3"]):
        aside = tmp_path / f"journal.broken-2026-11-23T14-05-09{suffix}.db"
        assert aside.read_text(encoding="utf-8") == f"broken {n}"
        assert (tmp_path / f"{aside.name}-wal").read_text(encoding="utf-8") == f"-wal {n}"


def test_a_log_whose_database_is_gone_is_kept(tmp_path: Path) -> None:
    with open_journal(tmp_path / "one", clock) as journal:
        journal.record(attempt("only in the log"))
        log = (tmp_path / "one" / "journal.db-wal").read_bytes()
    for folder, content in ((tmp_path / "missing", None), (tmp_path / "empty", b"")):
        folder.mkdir()
        (folder / "journal.db-wal").write_bytes(log)
        if content is not None:
            (folder / "journal.db").write_bytes(content)
        with open_journal(folder, clock) as journal:
            assert told(journal).key == "broken"
            assert journal.record(attempt("new"))
            assert texts(journal.entries("4.1")) == ["new"]
        assert (folder / "journal.broken-2026-11-23T14-05-09.db-wal").read_bytes() == log


def test_an_empty_file_is_simply_begun(tmp_path: Path) -> None:
    (tmp_path / "journal.db").touch()
    with open_journal(tmp_path, clock) as journal:
        assert journal.record(attempt("1"))
        assert journal.take_notice() is None


@pytest.mark.parametrize("first", ["read", "write"])
def test_damage_that_shows_only_later_does_not_raise(tmp_path: Path, first: str) -> None:
    file = filled(tmp_path)
    whole = bytearray(file.read_bytes())
    pages = len(whole) // 4096
    for page in range(1, pages):
        whole[page * 4096 : page * 4096 + 200] = b"\xee" * 200
    file.write_bytes(whole)
    with open_journal(tmp_path, clock) as journal:
        assert journal.take_notice() is None, "the opening looks at the first pages only"
        if first == "read":
            assert journal.entries("4.1") == []
        assert journal.record(attempt("new"))
        assert told(journal).key == "broken"
        assert texts(journal.entries("4.1")) == ["new"]
        assert journal.saves
    assert len(list(tmp_path.glob("journal.broken-*.db"))) == 1


def test_no_damage_raises(tmp_path: Path, thorough: bool) -> None:
    """Bytes changed anywhere, in the file or in its log: whatever comes of it, the sitting goes on and saves."""
    chance = random.Random(7)
    with open_journal(tmp_path / "sound", clock) as journal:
        journal.record(attempt("a", "correct"))
        journal.keep_draft("4.1", "c", "36", at(1))
        journal.start_over("4.2", at(1))
        filled(tmp_path / "sound")
        whole = (tmp_path / "sound/journal.db").read_bytes()
        log = (tmp_path / "sound/journal.db-wal").read_bytes()
    for n in range(80 if thorough else 40):
        folder = tmp_path / str(n)
        folder.mkdir()
        for name, sound in (("journal.db", whole), ("journal.db-wal", log[: chance.choice([0, len(log)])])):
            damaged = bytearray(sound)
            for _ in range(chance.choice([0, 1, 30]) if damaged else 0):
                start = chance.randrange(len(damaged))
                damaged[start : start + chance.choice([1, 8, 100])] = chance.randbytes(1)
            if chance.random() < 0.2:
                del damaged[chance.randrange(len(damaged) + 1) :]
            (folder / name).write_bytes(damaged)
        with open_journal(folder, clock) as journal:
            journal.entries("4.1")
            journal.standing()
            journal.drafts("4.1")
            journal.versions("4.3", "a")
            journal.last_place()
            assert journal.record(attempt("new"))
            assert journal.keep_version("4.3", "a", "new", at(1))
            assert journal.entries("4.1")[-1].text == "new"


def test_columns_that_hold_what_was_never_put_there_do_not_raise(tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled(tmp_path))) as spoilt, spoilt:
        for table, columns in {
            "entry": ("field", "kind", "text", "verdict", "detail", "language", "at"),
            "problem": ("round", "at"),
            "standing": ("verdict", "shown", "at"),
            "version": ("text", "at"),
        }.items():
            for column in columns:
                spoilt.execute(f"UPDATE {table} SET {column} = X'FF00'")
        spoilt.execute("UPDATE entry SET round = X'FF00', text = CAST(X'41FF' AS TEXT), at = 9000000000000000000")
        spoilt.execute("INSERT INTO draft VALUES ('4.1', X'01', X'02', 'x')")
        spoilt.execute("INSERT INTO setting VALUES ('language', X'02')")
    with open_journal(tmp_path, clock) as journal:
        assert {entry.text for entry in journal.entries("4.1")} == {"A\ufffd"}
        assert journal.drafts("4.1") == {"": ""}
        assert journal.setting("language") == ""
        assert {text for _, text in journal.versions("4.3", "a")} == {""}
        assert journal.standing()["4.1"].fields["d.w1"].verdict == ""
        assert journal.last_place()
        assert journal.start_over("4.1", at(1))
        assert journal.record(attempt("new", "correct"))
        assert texts(journal.entries("4.1")) == ["new"]
        assert journal.standing()["4.1"].fields["d.w1"].verdict == "correct"


def test_two_tutors_on_one_broken_file_end_in_one_journal(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as one:
        assert one.record(attempt("before"))
        garbage(tmp_path / "journal.db")
        (tmp_path / "journal.db-wal").unlink()
        with open_journal(tmp_path, clock) as two:
            assert two.record(attempt("two"))
            assert one.record(attempt("one"))
            assert texts(one.entries("4.1")) == texts(two.entries("4.1")) == ["two", "one"]
    assert len(list(tmp_path.glob("journal.broken-*.db"))) == 1


def test_what_another_tutor_has_begun_afresh_is_not_put_aside(tmp_path: Path) -> None:
    file = tmp_path / "journal.db"
    garbage(file)
    broken = identity(file)
    assert put_aside(file, broken, clock())
    filled(tmp_path, 1)
    assert put_aside(file, broken, clock()) is None
    assert file.exists()


def test_a_journal_that_cannot_be_put_aside_leaves_an_unsaved_sitting(tmp_path: Path) -> None:
    (tmp_path / "journal.db").write_text("broken", encoding="utf-8")
    (tmp_path / "journal.lock").mkdir()
    with open_journal(tmp_path, clock) as journal:
        assert told(journal).key == "folder"
        assert not journal.record(attempt("kept"))
        assert texts(journal.entries("4.1")) == ["kept"]
        assert (tmp_path / "journal.db").read_text(encoding="utf-8") == "broken"
