"""A learner who left finds everything as it was: the place, what was typed, hints and sub-steps."""

import sys
from pathlib import Path

import pytest
from textual.widgets import Input
from tutor.journal.journal import open_journal
from tutor.lessons.stages import parse_field
from tutor.screens.base import DRAFT_SECONDS
from tutor.session.record_names import record_name
from tutor.widgets.field_row import FieldRow

from tests.support.course import lesson_of
from tests.support.problems import make

from ..support.clock import Clock
from .screens_kit import NARROW, Learner, seated


async def test_everything_comes_back(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        await at.answer("6", "b.C")
        await at.press("f8", "f8", then="d.w1")
        await at.answer("440")
        await at.press("down", then="d.b1")
        await at.answer("68", "d.w3")
        await at.press("up", "up", then="d.w2")
        await at.press("f2")
        await at.press("f2")
        await at.press("f3", then="d.w2/chain")
        await at.answer("2r g3 w3 g2 a1", "d.w2/dC/da3@1")
        await at.answer("4", "d.w2/da3/dz3@1")
        await at.type("1/")
        await at.quit()
    async with seated(tmp_path, "4.1", size=NARROW, language="ko") as at:
        assert at.field == "d.w2"
        await at.until(lambda: bool(at.app.screen.query(".hints")))
        assert "a ✓" in at.lines[0]
        await at.press("down", then="d.w2/da3/dz3@1")
        assert at.typed == "1/"
        await at.press("up", then="d.w2")
        await at.press("up", then="d.b1")
        assert (at.typed, at.verdict) == ("68", "correct")
        await at.press("up", then="d.w1")
        assert (at.typed, at.verdict) == ("440", "wrong")


async def test_a_draft_beside_an_answer_has_no_verdict(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        await at.answer("5")
        await at.until(lambda: at.verdict == "wrong")
        await at.append("4")
        await at.press("escape")
        await at.until(lambda: at.field == "")
    async with seated(tmp_path, "4.1") as at:
        assert (at.typed, at.verdict) == ("54", "")
        await at.press("backspace")
        await at.until(lambda: at.verdict == "wrong")


async def test_a_key_that_was_painted_is_kept_though_nobody_was_told_of_it_yet(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        name = record_name(lesson_of("4.1"))
        answer = at.app.screen.query_one(Input)
        with answer.prevent(Input.Changed):
            answer.value = "36"
        at.app.keep_all()
        assert at.journal.drafts(name) == {"a": "36"}


async def test_a_key_is_kept_though_what_it_typed_was_told_and_not_heard_yet(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        name = record_name(lesson_of("4.1"))
        answer, row = at.app.screen.query_one(Input), at.app.screen.query_one(FieldRow)
        with answer.prevent(Input.Changed):
            answer.value = "36"
        with row.prevent(FieldRow.Typed):  # as if it were still in the queue
            row.on_input_changed(Input.Changed(answer, "36"))
        at.app.keep_all()
        assert at.journal.drafts(name) == {"a": "36"}


async def test_a_draft_reaches_the_journal_within_a_second(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as at:
        name = record_name(lesson_of("4.1"))
        await at.type("12")
        assert DRAFT_SECONDS < 1
        await at.until(lambda: at.journal.drafts(name) == {"a": "12"})


async def test_a_whole_tree_comes_back_with_its_solution(tmp_path: Path) -> None:
    problem = make((1, 1), data=((1, 2),))
    async with seated(tmp_path, problem, begin="b.z1", solved=True, size=NARROW) as at:
        await at.answer("w1 x b1", "")
        await at.press("f9")
        await at.until(lambda: "[b ✓]" in at.lines[0] and at.app.focused is not None)
        assert at.app.naming.words.language == "ko"
        await at.sees(at.say("solution.heading"))


async def test_numbers_that_changed_since_make_another_problem(tmp_path: Path) -> None:
    async with seated(tmp_path, make((1, 1), data=((1, 2),))) as at:
        await at.answer("2", "b.C")
    async with seated(tmp_path, make((1, 1), data=((1, 3),))) as at:
        assert (at.field, at.typed) == ("a", "")


def block_with_a_file(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("in the way", encoding="utf-8")


def spoil(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "journal.db").write_bytes(b"no database" * 500)


async def work_a_little(at: Learner) -> None:
    await at.answer("6", "b.C")
    await at.answer("a3 y", "b.a3")
    await at.press("f2")
    await at.press("escape")
    await at.until(lambda: "2/21" in at.screen)
    await at.press("f5", then="b.a3")
    assert parse_field("b.a3") in at.sitting.hint_levels


async def test_a_broken_journal_is_told_and_a_fresh_one_begun(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    spoil(folder)
    async with seated(folder, "4.1", size=(120, 40)) as at:
        await at.sees(at.say("journal.broken", file="X").partition("X")[0][:30])
        await work_a_little(at)
        assert at.journal.saves
    kept = [path for path in folder.iterdir() if path.read_bytes().startswith(b"no database")]
    assert len(kept) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="folders are made elsewise there")
async def test_a_folder_that_cannot_be_written_is_told_and_the_sitting_works(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    block_with_a_file(folder)
    async with seated(folder, "4.1", size=(120, 40)) as at:
        await at.sees(at.say("journal.folder", folder="X").partition("X")[0][:30])
        await work_a_little(at)
        assert not at.journal.saves
        folder.unlink()
        await at.answer("z3", "b.z3")
        await at.sees(at.say("journal.saved-again")[:30])
        assert at.journal.saves
    with open_journal(folder, Clock()) as journal:
        assert journal.standing()


async def test_two_tutors_at_once_lose_nothing(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1") as first, seated(tmp_path, "4.1", begin="c") as second:
        await first.answer("6", "b.C")
        await second.answer("366", "d.w1")
        assert first.sitting.answers.keys() == {parse_field("a"), parse_field("c")}
