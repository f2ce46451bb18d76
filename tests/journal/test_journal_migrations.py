"""Journals of every earlier version are brought up to date; one of a later version is left alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tutor.journal.aside import identity
from tutor.journal.database import Database
from tutor.journal.faults import NewerError
from tutor.journal.journal import open_journal
from tutor.journal.migrations import STEPS
from tutor.journal.opening import connect
from tutor.journal.records import FieldStanding, MistakeTally, Place, Standing
from tutor.journal.storable import microseconds

from .journal_kit import Tap, at, attempt, clock, texts, told

SAMPLES = sorted((Path(__file__).parent / "samples").glob("version*.sql"))


def built(folder: Path, sample: Path) -> Path:
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        connection.executescript(sample.read_text(encoding="utf-8"))
    return folder / "journal.db"


def schema(file: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in rows}


def test_every_version_has_a_sample() -> None:
    assert [sample.stem for sample in SAMPLES] == [f"version{n}" for n in range(1, len(STEPS) + 1)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_an_old_journal_opens_with_all_that_was_in_it(tmp_path: Path, sample: Path) -> None:
    file = built(tmp_path / "old", sample)
    for _ in range(2):
        with open_journal(tmp_path / "old", clock) as journal:
            assert journal.take_notice() is None
            right, wrong, reveal = journal.entries("4.1")
            assert (right.text, right.verdict, right.at, right.id) == ("6", "correct", at(2), "f0-3")
            assert wrong.detail == {"diagnoses": [{"mistakes": ["partial.no-factor-2"], "probability": 0.9}]}
            assert wrong.at.microsecond == 1
            assert (reveal.kind, reveal.language, reveal.verdict) == ("reveal", "ko", None)
            assert journal.standing() == {
                "4.1": Standing(
                    {"a": FieldStanding("correct", False, at(2)), "d.w1": FieldStanding("wrong", True, at(4))}, at(4)
                ),
                "4.2": Standing({}, at(5)),
            }
            assert journal.last_place() == Place("4.2", "", at(5))
            assert journal.drafts("4.1") == {"d.b1": "6"}
            assert journal.versions("4.3", "a") == [(at(0), "모라벡"), (at(10), "모라벡의 역설")]
            assert journal.setting("language") == "ko"
            (slot,) = journal.slots(at(-3600)).values()
            assert (slot.attempts, slot.right) == (3, 1)
    with open_journal(tmp_path / "old", clock) as journal:
        assert journal.record(attempt("446", "correct"))
    open_journal(tmp_path / "new", clock).close()
    assert schema(file) == schema(tmp_path / "new" / "journal.db")


def test_released_steps_are_not_edited(tmp_path: Path) -> None:
    for number, sample in enumerate(SAMPLES, 1):
        file = tmp_path / f"{number}.db"
        with closing(database(file, number)):
            assert schema(built(tmp_path / f"sample{number}", sample)) == schema(file)


@pytest.mark.parametrize("sample", SAMPLES[:2], ids=lambda sample: sample.stem)
def test_diagnoses_of_before_are_counted_once_for_each_answer(tmp_path: Path, sample: Path) -> None:
    """Earlier tutors recorded what they said of a wrong answer again at each answer elsewhere."""
    file = built(tmp_path, sample)
    with closing(sqlite3.connect(file)) as old, old:
        kinds = ["attempt", *["diagnosis"] * 3, "attempt", "diagnosis", *["diagnosis"] * 3]
        good = '[{"mistakes": ["partial.sign"], "probability": 0.9}]'
        told = ["", good, good, good, "", good, "[]", "{", "[3]"]
        for n, (kind, one) in enumerate(zip(kinds, told, strict=True)):
            text, detail = (str(n), "{}") if kind == "attempt" else ("", f'{{"told": {one}}}')
            field = "d.w1" if one in ("", good) else f"d.b{n}"
            values = (f"d{n}", field, kind, text, detail, microseconds(at(n)))
            old.execute("INSERT INTO entry VALUES (NULL, ?, '4.1', 1, ?, ?, ?, NULL, ?, 'ko', ?)", values)
        if sample != SAMPLES[0]:
            old.execute("INSERT INTO mistake VALUES ('partial.sign', 4, ?, ?, 2)", (microseconds(at(0)),) * 2)
    with open_journal(tmp_path, clock) as journal:
        found = journal.mistakes()["partial.sign"]
    assert found == MistakeTally("partial.sign", 2, at(1), at(5), 2 if sample != SAMPLES[0] else 0)


def adds_a_column(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE entry ADD COLUMN seconds REAL")
    connection.execute("UPDATE entry SET seconds = 1.5")


def fails_halfway(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE entry ADD COLUMN another REAL")
    raise OSError("the power goes out here")


def database(file: Path, steps: int, *more: object) -> Database:
    return Database(file, identity(file), 1.0, connect, (*STEPS[:steps], *more))  # type: ignore[arg-type]


def rows(file: Path, question: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute(question).fetchall()


def test_each_step_is_whole_or_not_at_all(tmp_path: Path) -> None:
    file = built(tmp_path, SAMPLES[-1])
    now = len(STEPS)
    with pytest.raises(OSError, match="power"):
        database(file, now, adds_a_column, fails_halfway)
    assert rows(file, "PRAGMA user_version") == [(now + 1,)], "the first step stands, the second left nothing"
    assert rows(file, "SELECT DISTINCT seconds FROM entry") == [(1.5,)]
    assert "another" not in str(schema(file))
    with closing(database(file, now, adds_a_column)) as migrated:
        assert len(migrated.entries("4.1")) == 3
    with pytest.raises(NewerError):
        database(file, now)


@contextmanager
def later_version(folder: Path, kept_open: bool) -> Iterator[None]:
    with open_journal(folder, clock) as journal:
        journal.record(attempt("precious"))
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        connection.execute("ALTER TABLE entry RENAME COLUMN text TO answer")
        connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
        if kept_open:
            yield
    if not kept_open:
        yield


@pytest.mark.parametrize("kept_open", [False, True])
def test_a_later_versions_journal_is_not_touched(tmp_path: Path, kept_open: bool) -> None:
    """Also where the later version is still open, and its change only in the write-ahead log."""
    with later_version(tmp_path, kept_open):
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm")}
        tap = Tap()
        with open_journal(tmp_path, clock, connect=tap) as journal:
            assert not journal.saves
            assert told(journal).key == "newer"
            assert not journal.record(attempt("unsaved"))
            assert texts(journal.entries("4.1")) == ["unsaved"]
        after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if not path.name.endswith("-shm")}
        assert after == before
        assert kept_open or not tap.connections, "it was not even opened"


def test_a_journal_that_is_migrated_under_an_open_one(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        assert journal.record(attempt("1"))
        with closing(sqlite3.connect(tmp_path / "journal.db")) as later:
            later.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
        assert not journal.record(attempt("2"))
        assert told(journal).key == "newer"
    assert rows(tmp_path / "journal.db", "SELECT text FROM entry") == [("1",)]
