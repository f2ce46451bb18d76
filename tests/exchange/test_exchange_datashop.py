"""Transactions for DataShop obey its published rules, and say what happened."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from tutor.exchange.datashop import KINDS, anonymous, datashop_lines
from tutor.journal.archive import Archive
from tutor.journal.records import Change

from .datashop_rules import faults
from .exchange_kit import DRILL, entry, fill, histories


def transactions(folder: Path, student: str | None = None) -> str:
    with Archive.opened(folder) as archive:
        name = student or anonymous(archive.first_id())
        return "".join(datashop_lines(archive.turns(KINDS), name))


def rows(folder: Path, changes: Sequence[Change]) -> list[dict[str, str]]:
    text = transactions(fill(folder, changes), "someone")
    assert faults(text) == []
    head, *lines = (line.split("\t") for line in text.splitlines())
    return [dict(zip(head, line, strict=True)) for line in lines]


@settings(max_examples=25)
@given(histories())
def test_every_history_obeys_the_rules(history: list[Change]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert faults(transactions(fill(Path(folder), history))) == []


def test_what_was_done_is_told_in_order(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        [
            entry(1, text="4\t46\n", verdict="wrong"),
            entry(2, text="x", verdict="unreadable"),
            entry(3, kind="hint", verdict=None, rung=1),
            entry(4, kind="visit", verdict=None),
            entry(5, text="446", verdict="rounded"),
            entry(6, field="a", verdict="consistent"),
            entry(7, kind="restart", field="", verdict=None),
            entry(8, kind="reveal", verdict=None, rung=4),
            entry(9, problem=DRILL, field="d.b1/x@1", verdict="correct"),
            entry(1, second=30, sitting="t", problem="4.3@essay", kind="hint", field="a", verdict=None),
        ],
    )
    told = ("Session Id", "Step Name", "Outcome", "Attempt At Step", "Problem View", "Help Level", "KC (Step)")
    assert [tuple(row[name] for name in told) for row in found] == [
        ("s", "d.w1", "INCORRECT", "1", "1", "", "gradient-weight"),
        ("s", "d.w1", "", "", "1", "", "gradient-weight"),
        ("s", "d.w1", "HINT", "2", "1", "2", "gradient-weight"),
        ("s", "d.w1", "CORRECT", "3", "1", "", "gradient-weight"),
        ("s", "a", "INCORRECT", "1", "1", "", "count"),
        ("s", "d.w1", "HINT", "1", "2", "5", "gradient-weight"),
        ("s", "d.b1/x@1", "CORRECT", "1", "1", "", "gradient-bias"),
        ("t", "a", "HINT", "1", "1", "", ""),
    ]
    assert found[0]["Input"] == "4 46"
    assert (found[0]["Time"], found[0]["Problem Start Time"]) == ("2026-11-23 14:05:10.000",) * 2
    assert found[5]["Problem Start Time"] == "2026-11-23 14:05:17.000"
    assert [row["KC (Drill)"] for row in found] == [""] * 6 + ["weight-deep", ""]
    assert [row["Level (Unit)"] for row in found[-2:]] == ["drills", "essays"]
    assert {row["Anon Student Id"] for row in found} == {"someone"}


def test_what_is_too_long_is_cut_and_stays_apart(tmp_path: Path) -> None:
    found = rows(tmp_path, [entry(n, problem="p" * 300 + str(n), text="1" * 300) for n in (1, 2)])
    assert len({row["Problem Name"] for row in found}) == 2


def test_the_name_tells_nothing_and_stays(tmp_path: Path) -> None:
    first = transactions(fill(tmp_path, [entry(1)])).splitlines()[1].split("\t")[0]
    later = transactions(fill(tmp_path, [entry(2)])).splitlines()[1].split("\t")[0]
    assert first == later
    assert first != anonymous("t-1")


GOOD = (
    "Anon Student Id\tSession Id\tTime\tStudent Response Type\tTutor Response Type\tLevel (Unit)\tProblem Name\t"
    "Problem View\tStep Name\tOutcome\tHelp Level\tKC (Area)\tKC Category (Area)\n"
    "x\ts\t2026-11-23 14:05:10.000\tATTEMPT\tRESULT\tdrills\tp\t1\td.w1\tCORRECT\t\tk\tc\n"
)


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("Session Id\t", "Session\t", "Session Id is missing"),
        ("Level (Unit)", "Level", "Level has no name"),
        ("Level (Unit)", "Level (Ünit)", "no such column"),
        ("KC (Area)", "KC (Ares)", "without its KC"),
        ("KC (Area)", f"KC ({'a' * 51})", "too long a name"),
        ("Step Name", "Problem Name", "comes 2 times"),
        ("Step Name\tOutcome", "Outcome\tStep Name", "not in order"),
        ("\tProblem View", "\tProblem Vue", "neither"),
        ("x\ts\t", "\ts\t", "Anon Student Id is empty"),
        ("x\ts\t", "x" * 56 + "\ts\t", "too long"),
        ("2026-11-23 14:05:10.000", "05:10.0", "standard form"),
        ("CORRECT", "RIGHT", "can't be"),
        ("RESULT", "HINT_MSG", "belong together"),
        ("CORRECT\t\t", "CORRECT\t2\t", "help level"),
        ("CORRECT\t\t", "CORRECT\ttwo\t", "no number"),
        ("d.w1", "", "none of"),
        ("\tk\tc", "\tk", "values in"),
        ("c\n", "c", "no end"),
    ],
)
def test_the_rules_can_be_broken(before: str, after: str, fault: str) -> None:
    assert faults(GOOD) == []
    assert before in GOOD
    assert any(fault in found for found in faults(GOOD.replace(before, after, 1)))
