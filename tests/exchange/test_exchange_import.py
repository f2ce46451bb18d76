"""Records go out and come back: nothing doubles, nothing is lost, and the learner stays where they were."""

import json
import tempfile
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tutor.exchange.form import Malformed, as_json
from tutor.exchange.import_json import read_records
from tutor.journal.journal import open_journal
from tutor.journal.merging import Merged, merge
from tutor.journal.records import Change, Draft, Entry, Setting, Version

from .exchange_kit import DRILL, at, clock, entry, exported, fill, histories, seen

NAMES = ("4.1@aa", "4.3@essay", DRILL)
LIFE: list[Change] = [
    entry(1, field="a", text="6", verdict="correct"),
    entry(2, text="-3", value=0.1, values={"n": [1, None, "한글"]}),
    entry(3, kind="restart", field="", text="", verdict=None),
    entry(4, text='=\t"\n\u2028', verdict="unreadable"),
    entry(5, kind="reveal", verdict=None, rung=4),
    entry(6, problem=DRILL, verdict="consistent"),
    Draft("4.1@aa", "d.b1", "7 ", at(7)),
    Version("4.3@essay", "a", "모라벡", at(8)),
    Version("4.3@essay", "a", "모라벡의 역설", at(9)),
    Setting("language", "ko"),
]


def brought(source: str, folder: Path) -> Merged:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "records.json"
        path.write_text(source, encoding="utf-8")
        return merge(folder, read_records(path))


def test_an_export_is_json_and_brings_everything_back(tmp_path: Path) -> None:
    old = fill(tmp_path / "old", LIFE)
    text = exported(old)
    values = json.loads(text)
    assert (values["format"], values["version"], len(values["entries"])) == ("backprop-tutor records", 1, 6)
    assert brought(text, tmp_path / "new") == Merged(6, 0, 4)
    assert exported(tmp_path / "new") == text
    assert seen(tmp_path / "new") == seen(old)
    assert brought(text, tmp_path / "new") == Merged(0, 6, 0)
    assert brought(text, old) == Merged(0, 6, 0)
    assert exported(old) == exported(tmp_path / "new") == text


@settings(max_examples=25)
@given(histories(), st.data())
def test_a_journal_that_has_a_part_of_it_gets_the_rest_once(history: list[Change], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        whole, part = Path(place) / "whole", Path(place) / "part"
        text = exported(fill(whole, history))
        mine = data.draw(st.lists(st.sampled_from(history), unique_by=id)) if history else []
        entries = [change for change in history if isinstance(change, Entry) and any(change is one for one in mine)]
        fill(part, entries)
        before = seen(part)
        done = brought(text, part)
        assert done.added + len(entries) == sum(isinstance(change, Entry) for change in history)
        once = exported(part)
        assert brought(text, part) == Merged(0, sum(isinstance(change, Entry) for change in history), 0)
        assert exported(part) == once
        expected, found = json.loads(text), json.loads(once)
        assert {e["id"]: e for e in found.get("entries", [])} == {e["id"]: e for e in expected.get("entries", [])}
        assert found.get("drafts") == expected.get("drafts")
        if entries:
            assert seen(part)[-1] == before[-1]  # type: ignore[index]  # the place


@settings(max_examples=20)
@given(histories("s"), histories("t"))
def test_two_devices_that_exchange_their_records_have_the_same(one: list[Change], other: list[Change]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folders = [fill(Path(place) / "one", one), fill(Path(place) / "other", other)]
        texts = [exported(folder) for folder in folders]
        places = [seen(folder)[-1] for folder in folders]  # type: ignore[index]
        brought(texts[1], folders[0])
        brought(texts[0], folders[1])
        for _ in range(2):
            brought(exported(folders[0]), folders[1])
            brought(exported(folders[1]), folders[0])
        results = [json.loads(exported(folder)) for folder in folders]
        entries = [result.get("entries", []) for result in results]
        assert len(entries[0]) == len(entries[1]) == sum(isinstance(change, Entry) for change in one + other)
        by_problem = [{name: [e["id"] for e in es if e["problem"] == name] for name in NAMES} for es in entries]
        pinned = {text["id"] for es in entries for text in es[-1:]}
        for name in NAMES:  # the same order, but for what was each device's last
            orders = [[name for name in found[name] if name not in pinned] for found in by_problem]
            assert orders[0] == orders[1]
        written = [
            {(w["problem"], w["field"], w["text"]) for table in ("drafts", "versions") for w in result.get(table, [])}
            for result in results
        ]
        assert written[0] == written[1]
        for folder, stood in zip(folders, places, strict=True):
            assert stood is None or seen(folder)[-1] == stood  # type: ignore[index]


def test_what_was_done_elsewhere_comes_in_its_order_and_is_summed_up(tmp_path: Path) -> None:
    here = fill(tmp_path / "here", [entry(1, verdict="wrong", second=0), entry(2, field="a", second=50)])
    there = fill(
        tmp_path / "there",
        [
            entry(1, sitting="t", second=10, verdict="correct", text="446"),
            entry(2, sitting="t", second=20, kind="reveal", verdict=None, field="c"),
        ],
    )
    assert brought(exported(there), here).added == 2
    with open_journal(here, clock) as journal:
        assert [found.text for found in journal.entries("4.1@aa")] == ["1", "446", "1", "1"]
        standing = journal.standing()["4.1@aa"]
        assert (standing.at, standing.fields["d.w1"].verdict, standing.fields["c"].shown) == (at(50), "correct", True)
        assert journal.record(entry(3, field="c", second=60))
        assert journal.entries("4.1@aa")[-1].at == at(60)


def test_a_problem_begun_anew_elsewhere_is_begun_anew_here(tmp_path: Path) -> None:
    here = fill(tmp_path / "here", [entry(1, second=0), entry(2, problem="4.2@bb", second=50)])
    there = fill(
        tmp_path / "there",
        [entry(1, sitting="t", kind="restart", field="", second=10), entry(2, sitting="t", second=20, text="2")],
    )
    brought(exported(there), here)
    with open_journal(here, clock) as journal:
        assert [found.text for found in journal.entries("4.1@aa")] == ["2"]
        assert journal.last_place() is not None
        assert journal.last_place().problem == "4.2@bb"  # type: ignore[union-attr]


def test_of_two_drafts_the_newer_stands_and_the_other_is_kept(tmp_path: Path) -> None:
    mine, theirs = Draft("4.3@essay", "a", "mine", at(5)), Draft("4.3@essay", "a", "theirs", at(9))
    for name, here, there in (("older", theirs, mine), ("newer", mine, theirs)):
        folder = fill(tmp_path / name, [here])
        text = exported(fill(tmp_path / f"{name}-there", [there]))
        for _ in range(2):
            brought(text, folder)
            with open_journal(folder, clock) as journal:
                assert journal.drafts("4.3@essay") == {"a": "theirs"}
                assert journal.versions("4.3@essay", "a") == [(at(5), "mine")]


def test_a_draft_that_was_answered_since_does_not_come_back(tmp_path: Path) -> None:
    text = exported(fill(tmp_path / "old", [Draft("4.1@aa", "d.w1", "44", at(1))]))
    here = fill(tmp_path / "here", [entry(5, text="446")])
    brought(text, here)
    with open_journal(here, clock) as journal:
        assert journal.drafts("4.1@aa") == {}
        assert journal.versions("4.1@aa", "d.w1") == [(at(1), "44")]


GOOD = '{"format": "backprop-tutor records", "version": 1, "entries": [%s]}'
RECORD = (
    '{"id": "s-1", "at": "2026-11-23T14:05:09+09:00", "problem": "p", "field": "a", "kind": "attempt", "text": "6",'
    ' "verdict": "correct", "detail": {}, "language": "ko"}'
)


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("", "not_an_export", 1),
        ("[]", "not_an_export", 1),
        ("{}", "not_an_export", 1),
        ('{"version": 1}', "not_an_export", 1),
        ('{"format": "other", "version": 1}', "not_an_export", 1),
        ('{"format": "backprop-tutor records",\n"version": 2}', "newer_export", 2),
        ('{"format": "backprop-tutor records", "version": true}', "not_an_export", 1),
        ('{"format": "backprop-tutor records", "version": "1"}', "not_an_export", 1),
        ('{"format": "backprop-tutor records", "version": 1, "entries": {}}', "not_a_list", 1),
        ('{"format": "backprop-tutor records", "version": 1, "version": 1}', "key_twice", 1),
        (GOOD % RECORD + "x", "not_json", 1),
        ((GOOD % RECORD)[:-1], "cut_short", 1),
        ((GOOD % RECORD)[:-30], "not_json", 1),
        (GOOD % "\n\n7", "not_a_record", 3),
        (GOOD % RECORD.replace('"s-1"', '""'), "bad_value", 1),
        (GOOD % RECORD.replace('"s-1"', "7"), "bad_value", 1),
        (GOOD % RECORD.replace("+09:00", ""), "bad_value", 1),
        (GOOD % RECORD.replace("2026-11-23T14", "0001-01-01T01"), "bad_value", 1),
        (GOOD % RECORD.replace("2026-11-23T14", "9999-12-31T23"), "bad_value", 1),
        (GOOD % RECORD.replace("2026-11-23T14:05:09+09:00", "soon"), "bad_value", 1),
        (GOOD % RECORD.replace("{}", "[]"), "bad_value", 1),
        (GOOD % RECORD.replace("{}", '{"x": NaN}'), "not_json", 1),
        (GOOD % RECORD.replace("{}", '{"x": 1e999}'), "not_json", 1),
        (GOOD % RECORD.replace("{}", '{"x": ' + "9" * 5000 + "}"), "not_json", 1),
        (GOOD % RECORD.replace("{}", '{"x": ' + "[" * 200_000), "not_json", 1),
        (GOOD % RECORD.replace('"6"', '"' + "6" * 1_000_001 + '"'), "bad_value", 1),
    ],
)
def test_what_is_no_export_is_refused_with_its_line(tmp_path: Path, text: str, key: str, line: int) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Malformed) as caught:
        merge(tmp_path / "new", read_records(path))
    assert (caught.value.key, caught.value.params["line"]) == (key, line)
    assert merge(tmp_path / "new", iter(())) == Merged(0, 0, 0)
    assert exported(tmp_path / "new").count("\n") == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x00" * 100_000, b'{"format": "\xff"}', b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(Malformed):
        list(read_records(path))


@settings(max_examples=40)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=3))
def test_damage_anywhere_is_refused_or_harmless(place: int, junk: bytes) -> None:
    good = (GOOD % ",".join([RECORD, RECORD.replace("s-1", "s-2")])).encode()
    place %= len(good)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.json"
        path.write_bytes(good[:place] + junk + good[place + len(junk) :])
        try:
            assert len(list(read_records(path))) <= 2
        except Malformed as error:
            assert error.params["line"] == 1 or junk


def test_another_writers_layout_is_read_too(tmp_path: Path) -> None:
    text = exported(fill(tmp_path / "old", LIFE))
    path = tmp_path / "x.json"
    path.write_text("\ufeff" + json.dumps(json.loads(text), indent=8, sort_keys=True), encoding="utf-8")
    merge(tmp_path / "new", read_records(path))
    assert seen(tmp_path / "new") == seen(tmp_path / "old")


def test_a_big_file_streams(tmp_path: Path) -> None:
    path = tmp_path / "big.json"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"format": "backprop-tutor records", "version": 1, "entries": [')
        file.write(",\n".join(RECORD.replace("s-1", f"s-{n}").replace('"p"', f'"p{n // 20}"') for n in range(5_000)))
        file.write("]}")
    tracemalloc.start()
    count = sum(1 for _ in read_records(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 5_000
    assert peak < path.stat().st_size / 2
    assert merge(tmp_path / "new", read_records(path)) == Merged(5_000, 0, 0)


def test_drills_and_mistakes_from_elsewhere_are_summed_up(tmp_path: Path) -> None:
    told = [{"mistakes": ["partial.sign"], "probability": 0.8}]
    drill = entry(
        2, kind="drill", problem=DRILL, verdict=None, skill="weight-deep", state={"p": 1}, unaided=[1, 2], clear=["x"]
    )
    huge = entry(3, kind="drill", problem=DRILL, verdict=None, unaided=[10**30, 1])
    text = exported(fill(tmp_path / "old", [entry(1, kind="diagnosis", verdict=None, told=told), drill]))
    text = text.replace("]}\n", "," + json.dumps(as_json(huge)) + "]}\n")
    for _ in range(2):
        brought(text, tmp_path / "new")
        with open_journal(tmp_path / "new", clock) as journal:
            assert journal.skills()["weight-deep"].state == {"p": 1}
            assert journal.mistakes()["partial.sign"].times == 1
            assert [slot.unaided for slot in journal.slots(at(-3600)).values()] == [2]
