"""What goes in comes out: entries, drafts, versions, settings, standing."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from tutor.journal.journal import Journal, default_folder, open_journal
from tutor.journal.records import JSON, Entry, FieldStanding, Place, Standing

from .journal_kit import at, attempt, clock, texts


def test_entries_come_back_whole_and_in_order(tmp_path: Path) -> None:
    first = attempt("257", detail={"diagnoses": [{"mistakes": ["partial.no-factor-2"], "probability": 0.9}]}, second=1)
    second = attempt("514", "correct", second=2)
    with open_journal(tmp_path, clock) as journal:
        assert journal.record(first)
        assert journal.record(attempt("1", problem="4.2"))
        assert journal.record(second)
        assert journal.entries("4.1") == [first, second]
    with open_journal(tmp_path, clock) as journal:
        assert journal.entries("4.1") == [first, second]
        assert journal.entries("4.3") == []
        assert journal.saves
        assert journal.take_notice() is None


def test_every_entry_has_an_id_of_its_own_even_if_all_else_is_equal(tmp_path: Path) -> None:
    for _ in range(3):
        with open_journal(tmp_path, clock) as journal:
            assert journal.record(attempt("446"))
            assert journal.record(attempt("446"))
    with open_journal(tmp_path, clock) as journal:
        ids = [entry.id for entry in journal.entries("4.1")]
    assert len(ids) == len(set(ids)) == 6


def test_an_entry_that_comes_again_with_its_id_does_not_double(tmp_path: Path) -> None:
    with open_journal(tmp_path / "one", clock) as one, open_journal(tmp_path / "two", clock) as two:
        one.record(attempt("446", "correct"))
        (entry,) = one.entries("4.1")
        for journal in (one, two, two):
            assert journal.record(entry)
            assert journal.entries("4.1") == [entry]
            assert journal.entries("4.1")[0].id == entry.id


def test_an_entry_that_comes_again_changes_neither_order_nor_round(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        first = replace(attempt("1"), id="first")
        anew = replace(attempt("", None, "", kind="restart"), id="anew")
        second = replace(attempt("2"), id="second")
        recorded(journal, first, anew, second, attempt("3"), first, second, anew)
        assert texts(journal.entries("4.1")) == ["2", "3"]


def test_a_sitting_that_is_named_names_its_entries(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock, sitting="monday") as journal:
        journal.record(attempt("1"))
        journal.record(attempt("2"))
        assert [entry.id for entry in journal.entries("4.1")] == ["monday-1", "monday-2"]


def test_drafts(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        journal.keep_draft("4.1", "c", "36", at(1))
        journal.keep_draft("4.1", "c", "366", at(2))
        journal.keep_draft("4.1", "d.w1", "4", at(3))
        journal.keep_draft("4.2", "c", "0", at(4))
        journal.drop_draft("4.1", "d.w1")
        journal.drop_draft("4.1", "never")
    with open_journal(tmp_path, clock) as journal:
        assert journal.drafts("4.1") == {"c": "366"}
        assert journal.drafts("4.2") == {"c": "0"}
        assert journal.drafts("4.3") == {}


def test_a_version_is_not_doubled_if_the_text_did_not_change(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        for second, text in enumerate(["", "모라벡", "모라벡", "모라벡의", "모라벡"]):
            journal.keep_version("4.3", "a", text, at(second))
        journal.keep_version("4.3", "b", "모라벡", at(9))
    with open_journal(tmp_path, clock) as journal:
        journal.keep_version("4.3", "a", "모라벡", at(20))
        assert journal.versions("4.3", "a") == [(at(0), ""), (at(1), "모라벡"), (at(3), "모라벡의"), (at(4), "모라벡")]
        assert journal.versions("4.3", "b") == [(at(9), "모라벡")]


def test_settings(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        assert journal.setting("language") is None
        journal.set_setting("language", "ko")
        journal.set_setting("language", "en")
    with open_journal(tmp_path, clock) as journal:
        assert journal.setting("language") == "en"


def recorded(journal: Journal, *entries: Entry) -> Journal:
    for entry in entries:
        assert journal.record(entry)
    return journal


@pytest.mark.parametrize(
    ("verdicts", "best"),
    [
        (["wrong", "correct", "wrong"], "correct"),
        (["unreadable", "wrong"], "wrong"),
        (["consistent", "wrong", "rounded", "consistent"], "rounded"),
        (["new-in-a-later-version", None], "new-in-a-later-version"),
        (["unreadable", "new-in-a-later-version"], "unreadable"),
        ([None], None),
    ],
)
def test_a_field_stands_by_its_best_verdict(tmp_path: Path, verdicts: list[str | None], best: str | None) -> None:
    with open_journal(tmp_path, clock) as journal:
        recorded(journal, *(attempt("", verdict, second=n) for n, verdict in enumerate(verdicts)))
        assert journal.standing()["4.1"].fields["d.w1"] == FieldStanding(best, False, at(len(verdicts) - 1))


def test_standing_and_last_place(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        assert journal.standing() == {}
        assert journal.last_place() is None
        recorded(
            journal,
            attempt("", None, "", kind="visit", second=1),
            attempt("", None, "d.w1", kind="hint", second=2),
            attempt("", None, "d.w1", kind="reveal", second=3),
            attempt("446", "correct", "d.w1", second=4),
            attempt("", None, "", "4.2", kind="visit", second=5),
        )
        whole = {
            "4.1": Standing({"d.w1": FieldStanding("correct", True, at(4))}, at(4)),
            "4.2": Standing({}, at(5)),
        }
        assert journal.standing() == whole
        assert journal.standing(["4.2", "4.3"]) == {"4.2": whole["4.2"]}
        assert journal.last_place() == Place("4.2", "", at(5))


def test_starting_over_hides_what_was_and_deletes_nothing(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        recorded(journal, attempt("446", "correct"), attempt("6", "correct", problem="4.2"))
        journal.keep_draft("4.1", "c", "half", at(1))
        assert journal.start_over("4.1", at(2))
        assert journal.entries("4.1") == []
        assert journal.drafts("4.1") == {}
        assert journal.versions("4.1", "c") == [(at(1), "half")]
        assert journal.standing()["4.1"] == Standing({}, at(2))
        assert journal.standing()["4.2"].fields["d.w1"].verdict == "correct"
        recorded(journal, attempt("8", second=3))
        assert texts(journal.entries("4.1")) == ["8"]
        assert journal.standing()["4.1"].fields == {"d.w1": FieldStanding("wrong", False, at(3))}
    with open_journal(tmp_path, clock) as journal:
        assert texts(journal.entries("4.1")) == ["8"]
        assert texts(journal.entries("4.2")) == ["6"]


HARD = [
    "역전파",
    "모라벡의 역설",
    "𝐚⁽²⁾ ∂C/∂w⁽¹⁾ −43.6",
    "nul\0inside",
    "'; DROP TABLE entry; --",
    "",
    "\r\n\t\x1b[31m",
]


@pytest.mark.parametrize("text", HARD)
def test_text_is_kept_as_it_is(tmp_path: Path, text: str) -> None:
    with open_journal(tmp_path, clock) as journal:
        assert journal.record(attempt(text, text, text, text, text, detail={text: text}))
        journal.keep_draft(text, text, text, at(1))
        journal.set_setting(text, text)
    with open_journal(tmp_path, clock) as journal:
        (entry,) = journal.entries(text)
        assert (entry.text, entry.verdict, entry.field, entry.kind, entry.detail) == (
            text,
            text,
            text,
            text,
            {text: text},
        )
        assert journal.drafts(text) == {text: text}
        assert journal.setting(text) == text


def test_what_no_file_can_hold_is_replaced_not_raised(tmp_path: Path) -> None:
    circle: dict[str, JSON] = {}
    circle["self"] = circle
    odd: dict[str, JSON] = {"time": datetime, "\ud800": "\udc00"}  # type: ignore[dict-item]
    with open_journal(tmp_path, clock) as journal:
        assert journal.record(attempt("a\ud83d\ude00b\udc80", detail=odd))
        assert journal.record(attempt("x", detail=circle))
        assert journal.record(attempt("y", detail={"long": "0" * 200_000}))
        assert journal.record(attempt("z" * 2_000_000, field="f" * 10_000))
        assert journal.record(attempt("", problem="\ud800"))
        kept = journal.entries("4.1")
        assert len(journal.entries("\ud800")) == 1
    assert kept[0].text == "a😀b\ufffd"
    assert kept[0].detail == {"time": str(datetime), "\ufffd": "\ufffd"}
    assert kept[1].detail == kept[2].detail == {"omitted": True}
    assert (len(kept[3].text), len(kept[3].field)) == (1_000_000, 4_096)


def test_times_are_kept_to_the_microsecond_in_utc(tmp_path: Path) -> None:
    seoul = datetime(2026, 11, 24, 8, 0, 0, 123_456, timezone(timedelta(hours=9)))
    entry = Entry("4.1", "c", "attempt", "366", None, {}, "ko", seoul)
    with open_journal(tmp_path, clock) as journal:
        journal.record(entry)
        (read,) = journal.entries("4.1")
    assert read.at == seoul
    assert read.at.utcoffset() == timedelta(0)
    with pytest.raises(ValueError, match="time zone"):
        Entry("4.1", "c", "attempt", "366", None, {}, "ko", datetime(2026, 11, 24))


def test_the_folder_is_the_systems_and_made_when_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_folder().name == "backprop-tutor"
    deep = tmp_path / "기록 100% #?&" / "more"
    with open_journal(deep, clock) as journal:
        assert journal.record(attempt("1"))
    assert sorted(path.name for path in deep.iterdir()) == ["journal.db"]
