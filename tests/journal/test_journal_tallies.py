"""What is summed up while entries are written: skills, mistakes, time. All agrees with the entries; nothing doubles."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tutor.journal.journal import Journal, open_journal
from tutor.journal.merging import merge
from tutor.journal.records import JSON, Entry, MistakeTally, SkillRecord, Slot

from .journal_kit import START, Tap, at, attempt, clock


def drill(second: int, skill: str = "gates", **detail: JSON) -> Entry:
    values: Mapping[str, JSON] = {"skill": skill, "state": {"p": second}, **detail}
    return attempt("", None, "", "bp1:gates:11", "drill", second, values)


def diagnosis(second: int, name: str, probability: float = 0.9, field: str = "d.w1", **more: JSON) -> Entry:
    told: JSON = [{"mistakes": [name], "probability": probability, **more}]
    return attempt("", None, field, kind="diagnosis", second=second, detail={"told": told})


def lived(journal: Journal) -> None:
    for entry in (
        attempt("1", "correct", second=0),
        attempt("2", "wrong", second=1),
        attempt("?", "unreadable", second=2),
        diagnosis(3, "partial.sign"),
        diagnosis(4, "partial.mean", 0.3, "d.w2"),
        diagnosis(5, "partial.mean", 0.9, "d.w3", same=[["cost.mean"]]),
        drill(6, clear=["partial.sign", "never.made"], unaided=[2, 3], hinted=[1, 1], seconds=40.4),
        drill(7, "points", clear=["partial.sign"]),
        drill(8, clear=[]),
        attempt("1", "rounded", second=3600),
    ):
        journal.record(entry)


def check(journal: Journal) -> None:
    assert journal.skills() == {
        "gates": SkillRecord("gates", {"p": 8}, at(8)),
        "points": SkillRecord("points", {"p": 7}, at(7)),
    }
    assert journal.mistakes() == {"partial.sign": MistakeTally("partial.sign", 1, at(3), at(3), 2)}
    first = START.replace(minute=0, second=0)
    assert list(journal.slots(first).values()) == [
        Slot(first, 2, 1, 3, 3, 2, 1, 1, 40),
        Slot(first + timedelta(hours=1), 1, 1),
    ]
    assert list(journal.slots(at(1800))) == [first + timedelta(hours=1)]


def test_sums_agree_with_the_entries(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        lived(journal)
        check(journal)
    with open_journal(tmp_path, clock) as journal:
        check(journal)


def test_what_waits_in_memory_is_summed_up_alike(tmp_path: Path) -> None:
    journal = open_journal(tmp_path, clock)
    journal.close()
    lived(journal)
    check(journal)


def test_an_entry_that_comes_again_is_not_counted_again(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        for _ in range(2):
            journal.record(replace(diagnosis(1, "partial.sign"), id="once"))
            journal.record(replace(drill(2, clear=["partial.sign"], unaided=[1, 1]), id="drill"))
        assert journal.mistakes()["partial.sign"] == MistakeTally("partial.sign", 1, at(1), at(1), 1)
        assert next(iter(journal.slots(START - timedelta(days=1)).values())).unaided == 1


def test_a_mistake_made_again_is_no_longer_clear_and_the_last_record_is_the_state(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        for entry in (
            diagnosis(1, "a.b"),
            drill(5, clear=["a.b"]),
            diagnosis(6, "a.b", field="d.b1"),
            drill(2, clear=["a.b"]),
        ):
            journal.record(entry)
        assert journal.mistakes()["a.b"] == MistakeTally("a.b", 2, at(1), at(6), 1)
        assert journal.skills()["gates"] == SkillRecord("gates", {"p": 2}, at(2)), "whatever the clock said"


@pytest.mark.parametrize(
    "detail",
    [
        {"skill": 3, "state": {}},
        {"skill": "gates", "state": "text"},
        {"unaided": "ab", "hinted": [1], "seconds": "x", "clear": 3},
        {"unaided": [-1, 2], "seconds": -1, "clear": [None, 1]},
        {"told": [[]], "skill": None},
    ],
)
def test_details_of_another_kind_are_passed_over(tmp_path: Path, detail: Mapping[str, JSON]) -> None:
    with open_journal(tmp_path, clock) as journal:
        for kind in ("drill", "diagnosis"):
            assert journal.record(attempt("", None, kind=kind, detail=detail))
        assert not journal.skills()
        assert not journal.mistakes()
        assert [slot[1:] for slot in journal.slots(START - timedelta(hours=1)).values()] == [(0, 0, 1, 0, 0, 0, 0, 0)]


def test_damaged_sums_do_not_keep_anything_from_being_recorded(tmp_path: Path) -> None:
    tap = Tap()
    with open_journal(tmp_path, clock, connect=tap) as journal:
        lived(journal)
        tap.execute("UPDATE slot SET attempts = X'FF00', seconds = 'x'")
        tap.execute("UPDATE mistake SET times = X'FF00', clear = 'x', last = X'00'")
        tap.execute("UPDATE skills SET state = X'FF00', at = X'00'")
        assert journal.skills()["gates"].state == {}
        lived(journal)
        assert journal.saves
        assert journal.slots(at(1800))


AGAIN = (
    attempt("71", second=1),
    diagnosis(2, "partial.no-factor-2"),
    *(
        one
        for n in range(3, 15)
        for one in (attempt("1", "correct", f"d.w1/r@{n}", second=n), diagnosis(n, "partial.mean"))
    ),
    attempt("71", second=20),
    diagnosis(21, "partial.mean"),
)
"""One wrong answer, explained again at each of twelve right sub-steps, the last time otherwise than at first."""


def named(entries: Iterable[Entry]) -> list[Entry]:
    return [replace(entry, id=f"s-{n}") for n, entry in enumerate(entries)]


def test_an_answer_that_stands_is_one_piece_of_evidence(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        for entry in AGAIN:
            journal.record(entry)
        assert {name: found.times for name, found in journal.mistakes().items()} == {"partial.mean": 1}
        journal.record(attempt("72", second=30))
        journal.record(diagnosis(31, "partial.mean"))
        journal.start_over("4.1", at(32))
        journal.record(diagnosis(33, "partial.mean"))
        assert journal.mistakes() == {"partial.mean": MistakeTally("partial.mean", 3, at(3), at(33), 0)}


def test_a_diagnosis_that_is_taken_back_leaves_what_was_found_before(tmp_path: Path) -> None:
    with open_journal(tmp_path, clock) as journal:
        for entry in (
            diagnosis(1, "partial.sign", field="d.b1"),
            attempt("71", second=2),
            diagnosis(3, "partial.sign"),
            diagnosis(4, "partial.mean"),
        ):
            journal.record(entry)
        assert journal.mistakes() == {
            "partial.sign": MistakeTally("partial.sign", 1, at(1), at(1), 0),
            "partial.mean": MistakeTally("partial.mean", 1, at(4), at(4), 0),
        }


@pytest.mark.parametrize("saved", [0, 1, 2, 3, len(AGAIN)])
def test_it_is_one_piece_of_evidence_where_a_part_waits_in_memory(tmp_path: Path, saved: int) -> None:
    tap = Tap()
    with open_journal(tmp_path, clock, connect=tap) as journal:
        for entry in AGAIN[:saved]:
            assert journal.record(entry)
        tap.execute(f"PRAGMA max_page_count = {tap.execute('PRAGMA page_count')}")
        for n in range(1000):  # what fills the last page
            if not journal.record(attempt("x" * 500, "correct", "d.w3", second=n)):
                break
        for entry in AGAIN[saved:]:
            assert not journal.record(entry)
        assert {name: found.times for name, found in journal.mistakes().items()} == {"partial.mean": 1}
        tap.execute("PRAGMA max_page_count = 1000000")
        assert journal.record(attempt("1", "correct", "d.w3"))
        assert {name: found.times for name, found in journal.mistakes().items()} == {"partial.mean": 1}


def test_merged_in_any_order_it_is_one_piece_of_evidence(tmp_path: Path) -> None:
    entries = named(AGAIN)
    for order in (entries, entries[::-1], entries[1::2] + entries[::2]):
        folder = tmp_path / order[0].id / order[1].id
        merge(folder, order[:9])
        merge(folder, order[9:])
        with open_journal(folder, clock) as journal:
            assert {name: found.times for name, found in journal.mistakes().items()} == {"partial.mean": 1}
