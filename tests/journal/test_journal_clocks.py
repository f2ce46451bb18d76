"""Clocks that are wrong, and times that are far away: the order of the records counts, and nothing is lost."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tutor.exchange.export_records import json_lines
from tutor.exchange.import_json import read_records
from tutor.journal.archive import Archive, Count
from tutor.journal.journal import open_journal
from tutor.journal.merging import merge
from tutor.journal.records import ATTEMPT, DIAGNOSIS, DRILL, JSON, Entry, MistakeTally, Notice, Slot

from .journal_kit import START, clock

MONTH = timedelta(days=30)
FAR = [datetime(year, 1, 2, 3, 4, 5, 678901, UTC) for year in (2, 1066, 1906, 1969, 2039, 2500, 9998)]


def drill(at: datetime, number: int) -> Entry:
    return Entry("bp1:gates:11", "", DRILL, "", None, {"skill": "gates", "state": {"n": number}}, "ko", at)


def brought(folder: Path, new: Path) -> Path:
    file = new.with_suffix(".json")
    with Archive.opened(folder) as archive:
        file.write_text("".join(json_lines(archive.records())), encoding="utf-8")
    merge(new, read_records(file))
    return new


def test_what_was_drilled_last_is_the_state_whatever_the_clock_said(tmp_path: Path) -> None:
    times = [START, START + MONTH, START + timedelta(hours=1), START + timedelta(hours=2)]
    with open_journal(tmp_path / "old", clock) as journal:
        for number, at in enumerate(times):
            journal.record(drill(at, number))
            assert journal.skills()["gates"].state == {"n": number}
    for folder in (tmp_path / "old", brought(tmp_path / "old", tmp_path / "new")):
        with open_journal(folder, clock) as journal:
            assert journal.skills()["gates"].state == {"n": 3}


def test_of_two_devices_the_one_that_was_used_later_counts(tmp_path: Path) -> None:
    for name, number in (("one", 1), ("other", 2)):
        with open_journal(tmp_path / name, clock) as journal:
            journal.record(drill(START + timedelta(hours=number), number))
    for folder, other in (("one", "other"), ("other", "one")):
        file = tmp_path / f"{other}.json"
        with Archive.opened(tmp_path / other) as archive:
            file.write_text("".join(json_lines(archive.records())), encoding="utf-8")
        merge(tmp_path / folder, read_records(file))
        with open_journal(tmp_path / folder, clock) as journal:
            assert journal.skills()["gates"].state == {"n": 2}


def test_times_of_all_centuries_go_out_and_come_in_again(tmp_path: Path) -> None:
    with open_journal(tmp_path / "old", clock) as journal:
        for at in FAR:
            journal.record(Entry("4.1", "c", ATTEMPT, "1", "wrong", {}, "ko", at))
            journal.keep_draft("4.1", str(at.year), "1", at)
            journal.keep_version("4.3", str(at.year), "1", at)
    new = brought(tmp_path / "old", tmp_path / "new")
    for folder in (tmp_path / "old", new):
        with open_journal(folder, clock) as journal:
            assert [entry.at for entry in journal.entries("4.1")] == FAR
            assert [journal.versions("4.3", str(at.year)) for at in FAR] == [[(at, "1")] for at in FAR]
            quarters = [at.replace(minute=0, second=0, microsecond=0) for at in FAR]
            assert journal.slots(FAR[0]) == {at: Slot(at, 1, 0) for at in quarters}
            days = [at.replace(hour=0, minute=0, second=0, microsecond=0) for at in FAR]
            assert list(journal.slots(FAR[0], 96)) == days
        with Archive.opened(folder) as archive:
            assert list(archive.counts()) == [Count(at, ATTEMPT, "wrong", 1) for at in quarters]
    assert json.loads((tmp_path / "new.json").read_text(encoding="utf-8"))["entries"][0]["at"].startswith("0002-01-02")


@pytest.mark.parametrize(("ahead", "told"), [(MONTH, True), (timedelta(minutes=5), False), (-MONTH, False)])
def test_records_of_the_future_are_told_of_at_the_start(tmp_path: Path, ahead: timedelta, told: bool) -> None:
    with open_journal(tmp_path, clock) as journal:
        journal.look_at_the_clock()
        assert journal.take_notice() is None
        journal.record(drill(START + ahead, 1))
    with open_journal(tmp_path, clock) as journal:
        journal.look_at_the_clock()
        date = f"{(START + ahead).astimezone():%Y-%m-%d %H:%M}"
        assert journal.take_notice() == (Notice("future", {"date": date}) if told else None)
        journal.record(drill(START, 2))
    with open_journal(tmp_path, clock) as journal:
        journal.look_at_the_clock()
        assert journal.take_notice() is None


def test_mistakes_are_counted_in_the_order_of_the_records_too(tmp_path: Path) -> None:
    told: dict[str, JSON] = {"told": [{"mistakes": ["a.b"], "probability": 0.9}]}

    def made(at: datetime, field: str) -> Entry:
        return Entry("4.1", field, DIAGNOSIS, "", None, told, "ko", at)

    def clear(at: datetime) -> Entry:
        return Entry("bp1:gates:11", "", DRILL, "", None, {"clear": ["a.b"]}, "ko", at)

    later = START + timedelta(hours=1)
    with open_journal(tmp_path, clock) as journal:
        journal.record(made(START + MONTH, "c"))
        for number in (1, 2):
            journal.record(clear(START))
            assert journal.mistakes()["a.b"].clear == number
        journal.record(made(later, "d.w1"))
        assert journal.mistakes()["a.b"] == MistakeTally("a.b", 2, later, later, 0)
