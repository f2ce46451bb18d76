"""What was read before is what would be read now; and what is kept of it can be spoiled, but spoils nothing."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tutor.journal.cache_file import CacheFile, cache_folder
from tutor.lessons import readings
from tutor.lessons.content import content_folder
from tutor.lessons.load import load
from tutor.lessons.markdown import parse
from tutor.lessons.nodes import NotYaml
from tutor.lessons.readings import LONGEST, MOST, Readings
from tutor.lessons.readings_form import read, written
from tutor.lessons.typesetting import display, inline
from tutor.lessons.yaml_reading import node_of

TEXT = "# 하나\n\n- $a$ **둘**\n\n| a | b |\n|--:|---|\n| 1 | [c](https://example.org) |\n\n> [!NOTE] d\n> e\n\n---\n"
FILES = sorted(content_folder().rglob("*.md"))


class Shelf:
    """A store in memory."""

    def __init__(self, kept: str = "") -> None:
        self.kept = kept

    def read(self) -> str:
        return self.kept

    def write(self, kept: str) -> None:
        self.kept = kept


def counted(store: Shelf, *texts: str) -> tuple[list[str], list[str]]:
    """What is read of texts, and which of them were read anew; then it is kept."""
    anew: list[str] = []

    def reader(text: str) -> str:
        anew.append(text)
        return text.upper()

    these = Readings(store)
    found = [these.once("upper", text, reader) for text in texts]
    these.keep()
    return found, anew


@pytest.fixture
def started() -> Iterator[Shelf]:
    shelf = Shelf()
    readings.begin(shelf)
    yield shelf
    readings.end()


def test_blocks_come_back_as_they_were() -> None:
    for text in [TEXT, *(path.read_text(encoding="utf-8") for path in FILES[::7])]:
        blocks = parse(text)
        assert read(json.loads(json.dumps(written(blocks)))) == blocks


def test_front_matter_comes_back_as_it_was() -> None:
    for path in FILES:
        _, fence, rest = path.read_text(encoding="utf-8").partition("---\n")
        if fence:
            node = node_of(rest.partition("\n---\n")[0])
            assert read(json.loads(json.dumps(written(node)))) == node


def test_a_lesson_is_the_same_however_it_is_read(started: Shelf) -> None:
    path = content_folder() / "day13" / "4.2.md"
    first, blocks = load(path), parse(TEXT)
    readings.end()
    readings.begin(Shelf(started.kept))
    again, same = load(path), parse(TEXT)
    readings.end()
    assert repr(again) == repr(first) == repr(load(path))  # a problem is equal to none but itself
    assert same == blocks == parse(TEXT)


@pytest.mark.parametrize("latex", [r"\frac{a_1}{2} \theta", r"\foo{", r"y = (1, 2, 3, 4, 5, 6)"])
def test_a_formula_is_the_same_however_it_is_typeset(latex: str, started: Shelf) -> None:
    def typeset() -> list[object]:
        lines = [display(latex, plain, width) for plain in (False, True) for width in (None, 9)]
        return [*lines, inline(latex), inline(latex, plain=True)]

    first = typeset()
    readings.end()
    readings.begin(Shelf(started.kept))
    again = typeset()
    readings.end()
    assert first == again == typeset()


def test_what_is_no_yaml_is_told_each_time(started: Shelf) -> None:
    for _ in range(2):
        with pytest.raises(NotYaml):
            readings.once("yaml", "a: [", node_of)
    readings.end()
    assert started.kept == ""


def test_a_text_is_read_once() -> None:
    shelf = Shelf()
    assert counted(shelf, "a", "b", "a") == (["A", "B", "A"], ["a", "b"])
    assert counted(shelf, "b", "c", "a") == (["B", "C", "A"], ["c"])
    kept = shelf.kept
    assert counted(shelf, "a", "c") == (["A", "C"], [])
    assert shelf.kept == kept  # nothing new, nothing written


def test_what_has_no_form_is_read_each_time() -> None:
    shelf = Shelf()
    these = Readings(shelf)
    assert [these.once("floats", "a", lambda text: (text, 0.5)) for _ in range(2)] == [("a", 0.5)] * 2
    these.keep()
    assert shelf.kept == ""


@pytest.mark.parametrize("kept", ["{", "[]", "{}", "3", '{"maker": 1}', "[" * 100_000])
def test_what_is_spoiled_is_read_anew(kept: str) -> None:
    assert counted(Shelf(kept), "a") == (["A"], ["a"])


@pytest.mark.parametrize("form", [["Nobody", 1], ["Text"], ["Text", 1, 2, 3, 4, 5], [], [["Text"]]])
def test_a_form_that_is_none_is_read_anew(form: object) -> None:
    shelf = Shelf()
    counted(shelf, "a")
    kept = json.loads(shelf.kept)
    kept["readings"]["upper\na"] = form
    assert counted(Shelf(json.dumps(kept)), "a") == (["A"], ["a"])


def test_what_others_read_is_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf()
    counted(shelf, "a")
    monkeypatch.setattr(readings, "LIBRARIES", ("yaml",))
    assert counted(shelf, "a") == (["A"], ["a"])
    monkeypatch.setattr(readings, "LIBRARIES", ("no_such_library",))
    kept = shelf.kept
    assert counted(shelf, "b") == (["B"], ["b"])
    assert shelf.kept == kept  # by whom it is read cannot be told: it is not kept


def test_there_is_an_end_to_what_is_kept() -> None:
    shelf = Shelf()
    counted(shelf, "x" * (LONGEST + 1))
    assert shelf.kept == ""
    for letter in "abcdefgh":
        counted(shelf, letter * LONGEST)
    assert len(shelf.kept) < 3 * MOST
    assert counted(shelf, "h" * LONGEST)[1] == []
    assert counted(shelf, "a" * LONGEST)[1] != []


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache_folder() / "some.json"


def test_a_cache_file_keeps_what_is_written(file: Path) -> None:
    cache = CacheFile("some.json")
    assert cache.read() == ""
    for kept in ("하나\n둘", "three"):
        cache.write(kept)
        assert cache.read() == kept
    assert os.listdir(file.parent) == [file.name]  # noqa: PTH208  # nothing is left beside it


def test_a_spoiled_cache_file_holds_nothing(file: Path) -> None:
    cache = CacheFile("some.json")
    cache.write("kept")
    sound = file.read_bytes()
    for spoiled in (b"", sound[:-1], sound.replace(b"k", b"K"), b"\xff" * 20, sound + b" " * 1_000_000):
        file.write_bytes(spoiled)
        assert cache.read() == ""
    file.unlink()
    file.mkdir()
    assert cache.read() == ""
    cache.write("kept")
    assert cache.read() == ""


def test_a_cache_that_cannot_be_written_is_done_without(file: Path) -> None:
    file.parent.parent.mkdir(parents=True, exist_ok=True)
    file.parent.write_text("a file where the folder belongs")
    cache = CacheFile("some.json")
    cache.write("kept")
    assert cache.read() == ""
