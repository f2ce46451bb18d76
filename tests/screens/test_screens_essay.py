"""Essays: what is written is kept as typed, and what belongs to a question opens for those who ask."""

from pathlib import Path

from textual.widgets import TextArea
from tutor.journal.files import FOLDER
from tutor.lessons.problem import Essay
from tutor.screens.two_pane import ReadingPane
from tutor.session.record_names import record_name
from tutor.widgets.checklist import Checklist
from tutor.widgets.editor import MOST, Editor, joined
from tutor.widgets.prose import Prose

from tests.support.course import lesson_of

from .screens_kit import NARROW, WIDE, Learner, seated


def written(at: Learner) -> str:
    return at.app.screen.query_one(Editor).text


def reading(at: Learner) -> str:
    """All there is to read, on the screen or scrolled away."""
    return "\n".join(str(part.render()) for part in at.app.screen.query(Prose))


def drafts(at: Learner) -> dict[str, str]:
    return at.journal.drafts(record_name(lesson_of("4.3")))


async def test_what_is_written_is_kept_as_typed(tmp_path: Path) -> None:
    text = "첫 줄입니다.\n둘째 줄 [/] [bold]"
    async with seated(tmp_path, "4.3", size=WIDE) as at:
        await at.type("첫 줄입니다.")
        await at.press("enter")
        await at.type("둘째 줄 [/] [bold]!")
        await at.press("backspace")
        await at.until(lambda: written(at) == text)
        length = {"characters": len(text) - 1, "unspaced": len(text) - 1 - 4, "words": 6}
        await at.until(lambda: at.say("essay.count", **length) in at.screen)
        await at.until(lambda: drafts(at) == {"a": text})
        await at.press("ctrl+z")
        await at.until(lambda: written(at) != text)
    async with seated(tmp_path, "4.3", size=WIDE, language="ko") as at:
        assert written(at).startswith("첫 줄입니다.\n둘째")


async def test_each_question_has_an_answer_of_its_own(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=WIDE) as at:
        await at.type("to the first")
        await at.press("f8")
        await at.until(lambda: at.say("essay.question", prompt="b") in at.screen)
        assert written(at) == ""
        await at.type("to the second")
        await at.press("f7")
        await at.until(lambda: written(at) == "to the first")
        await at.type(", and more")
        await at.press("escape")
        await at.until(lambda: "4.1" in at.screen)
        assert drafts(at) == {"a": "to the first, and more", "b": "to the second"}
        await at.press("3")
        await at.until(lambda: bool(at.app.screen.query(Editor)) and written(at) == "to the first, and more")


async def test_checklist_then_sample_and_the_answer_stays_editable(tmp_path: Path) -> None:
    essay = lesson_of("4.3")
    assert isinstance(essay, Essay)
    async with seated(tmp_path, "4.3", size=WIDE) as at:
        await at.press("f5")
        await at.sees(at.say("essay.ask_sample"))
        assert at.say("essay.sample") not in reading(at)
        await at.type("My own words.")
        assert at.say("essay.ask_sample")[:24] not in at.screen, "it is asked no more"
        await at.press("f2")
        await at.sees(at.say("essay.checklist"))
        assert at.say("essay.sample") not in reading(at)
        assert "F2" not in at.footer
        await at.press("f5")
        await at.until(lambda: at.say("essay.sample") in reading(at))
        await at.press("f6")
        await at.type(" More.")
        await at.until(lambda: written(at) == "My own words. More.")


async def test_whoever_insists_sees_the_sample(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=NARROW) as at:
        await at.press("f5")
        await at.sees(at.say("essay.ask_sample"), at.say("command.cancel"))
        await at.press("escape")
        await at.until(lambda: at.say("essay.ask_sample")[:24] not in at.screen)
        assert at.say("command.cancel") not in at.footer
        await at.press("f5")
        await at.sees(at.say("essay.ask_sample"))
        await at.press("f8", "f5")
        await at.sees(at.say("essay.question", prompt="b"), at.say("essay.ask_sample"))  # each question asks anew
        await at.press("f5")
        await at.sees(at.say("essay.sample"))
        assert at.say("essay.ask_sample")[:24] not in at.screen
        assert not isinstance(at.app.focused, Checklist), "it is above what is read"


async def test_escape_leads_back_to_the_answer_first_and_the_key_to_what_is_beside_is_not_named(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=NARROW) as at:
        where = "F6 "  # the placeholder's
        await at.until(lambda: any(where in line for line in at.lines[:-1]))
        await at.press("f2", "escape")
        await at.until(lambda: isinstance(at.app.focused, Editor) and at.app.focused.region.width > 0)
        await at.resize(*WIDE)
        await at.until(lambda: not any(where in line for line in at.lines[:-1]))


async def test_the_foot_names_the_way_to_the_checklist_and_the_sample(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=NARROW) as at:
        pane = at.app.screen.query_one(ReadingPane)
        turn, tick = f"Esc {at.say('command.to_writing')}", f"/{at.say('key.space')} {at.say('command.tick')}"
        await at.type("Mine.")
        await at.press("f2")
        await at.until(lambda: tick in at.footer and turn in at.footer)
        await at.press("f6")
        await at.until(lambda: f"F6 {at.say('command.checklist')}" in at.footer)
        await at.press("f6")
        await at.until(lambda: tick in at.footer)
        await at.press("2")
        await at.until(lambda: "2 [x]" in at.screen and "1 [ ]" in at.screen)
        await at.press("f5")
        await at.until(lambda: at.app.focused is pane and turn in at.footer and tick not in at.footer)
        before = pane.scroll_offset.y
        await at.press("pagedown")
        await at.until(lambda: pane.scroll_offset.y > before)
        await at.press("f6")
        await at.until(lambda: f"F6 {at.say('command.sample')}" in at.footer)
        await at.press("f6")
        await at.until(lambda: f"{at.say('key.tab')} {at.say('command.to_checklist')}" in at.footer)
        await at.press("tab")
        await at.until(lambda: tick in at.footer and "[x]" in at.screen)


async def test_what_changed_from_version_to_version(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=WIDE) as at:
        await at.press("f4")
        await at.sees(at.say("essay.no_versions"))
        await at.type("A wide network")
        await at.press("f8", "f7")
        await at.until(lambda: "A wide network" in written(at))
        await at.press("end")
        await at.type(" is enough")
        await at.press("f4")
        await at.sees("A wide network[+ is enough]", at.say("essay.now"), "2026-11-23", "+3 −0", "+2 −0")
        await at.press("down")
        await at.sees("[+A wide network]")
        await at.type("nothing")
        await at.press("escape")
        await at.until(lambda: bool(at.app.screen.query(TextArea)) and written(at) == "A wide network is enough")
        assert not at.app.screen.query_one(TextArea).read_only
        await at.until(lambda: drafts(at)["a"] == "A wide network is enough")


async def test_references_stand_below_what_there_is_to_read(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=(120, 90)) as at:
        await at.sees(at.say("essay.references"), "Cybenko, G. (1989)")
        await at.press("f2")
        await at.sees(at.say("essay.checklist"))
        assert at.app.screen.query_one(".left").query(".part").last().id == "references"


async def test_the_language_changes_where_the_cursor_is(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=NARROW) as at:
        await at.type("abc")
        await at.press("left", "left")
        await at.press("f9")
        await at.until(lambda: at.say("essay.question", prompt="a") in at.screen and at.app.focused is not None)
        await at.type("-")
        await at.until(lambda: written(at) == "a-bc")


async def test_export_to_markdown(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.3", size=WIDE) as at:
        await at.type("Mine.")
        await at.press("f3")
        await at.until((tmp_path / FOLDER).is_dir)
        (file,) = (tmp_path / FOLDER).iterdir()
        await at.sees(at.say("essay.exported", file="")[:10])
        assert "Mine." in file.read_text(encoding="utf-8")
        (tmp_path / FOLDER).rename(tmp_path / "away")
        (tmp_path / FOLDER).write_text("in the way", encoding="utf-8")
        await at.press("f3")
        await at.until(lambda: str(tmp_path)[:12] in at.screen and at.say("essay.exported", file="") not in at.screen)
        assert written(at) == "Mine."


async def test_a_line_without_end_is_kept_as_typed_and_edited_across_its_pieces(tmp_path: Path) -> None:
    whole = "가나다 라마바사 " * 700 + "x" * 9_000
    async with seated(tmp_path, "4.3", size=WIDE) as at:
        editor = at.app.screen.query_one(Editor)
        await at.paste(whole)
        await at.until(lambda: editor.written == whole)
        assert max(map(len, editor.document.lines)) <= MOST
        assert editor.document.line_count > 3
        editor.move_cursor((1, 0))  # behind a break that nobody typed
        place = len(joined(editor.document.lines[0]))
        await at.press("backspace")
        await at.until(lambda: editor.written == whole[: place - 1] + whole[place:])
        await at.type("y")
        await at.press("delete")
        await at.until(lambda: editor.written == f"{whole[: place - 1]}y{whole[place + 1 :]}")
        editor.show("z" * (MOST - 3) + "\nend")
        editor.move_cursor((0, 100))
        await at.type("12345")
        await at.until(lambda: editor.written == "z" * 100 + "12345" + "z" * (MOST - 103) + "\nend")
        assert max(map(len, editor.document.lines)) <= MOST
        assert editor.cursor_location == (0, 105)
        editor.select_all()
        assert editor.selected_text == editor.written
        await at.until(lambda: drafts(at) == {"a": editor.written})
    async with seated(tmp_path, "4.3", size=WIDE) as at:
        assert at.app.screen.query_one(Editor).written == drafts(at)["a"]


async def test_the_question_stands_above_the_answer_and_its_points_are_ticked(tmp_path: Path) -> None:
    essay = lesson_of("4.3")
    assert isinstance(essay, Essay)
    async with seated(tmp_path, "4.3", size=NARROW) as at:
        await at.sees(at.say("essay.question", prompt="a"))
        await at.type("Mine.")
        await at.press("f2")
        await at.until(lambda: isinstance(at.app.focused, Checklist))
        await at.press("down", "space", "down", "enter", "up", "enter")
        await at.until(lambda: at.screen.count("[x]") == 1)
        await at.press("f6")
        await at.sees("Mine.", at.say("essay.question", prompt="a"))
    async with seated(tmp_path, "4.3", size=WIDE, language="ko") as at:
        await at.until(lambda: bool(at.app.screen.query(Checklist)))
        assert at.app.screen.query_one(Checklist).ticked == {2}
