"""Essays in lines: writing, with an end mark; checklist, ticks, sample, versions, export; and home and progress."""

from pathlib import Path

import pytest
from tutor.journal.journal import open_journal
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.problem import Essay
from tutor.session.essay_desk import EssayDesk, Opened
from tutor.session.record_names import record_name

from tests.support.course import lesson_of

from ..conftest import Clock, Write
from ..support.thorough import one_of
from .plain_kit import talk, words_of

TEXT = ("넓은 신경망은", "  무엇이든 근사합니다. $x^2$", "", ".끝", ".")


def essay() -> Essay:
    lesson = lesson_of("4.3")
    assert isinstance(lesson, Essay)
    return lesson


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_an_essay_is_written_checked_and_exported(language: Language, tmp_path: Path, clock: Clock) -> None:
    words = words_of(language)
    named = {
        name: words(f"plain_command.{name}")
        for name in ("write", "rewrite", "mine", "checklist", "tick", "sample", "versions", "export", "next", "back")
    }
    written = [line if set(line) != {"."} else f".{line}" for line in TEXT]
    lines = [
        *(named["sample"], named["checklist"], f"{named['tick']} 2", f"{named['tick']} 99"),
        *(named["write"], *written, "."),
        *(named["mine"], named["sample"], named["next"], named["back"]),
        *(named["rewrite"], "anew", "help", ".", named["versions"], f"{named['versions']} 1", named["export"]),
    ]
    said = talk(tmp_path, clock, lines, lesson="4.3", language=language)
    with open_journal(tmp_path, clock) as journal:
        desk = EssayDesk(essay(), journal, clock, language)
        assert desk.text("a") == "anew\nhelp", "no line of a text is a command"
        assert "\n".join(TEXT) in [text for _, text in desk.versions("a")]
        assert (desk.opened("a"), desk.opened("b")) == (Opened.SAMPLE, Opened.NOTHING)
        assert desk.ticked("a") == {1}
    assert words("plain.ask_sample") in said.flat, "nothing was written yet"
    assert words("essay.sample") in said.flat
    assert said.text.count(f"({words('plain.ticked')})") == 1
    assert said.text.count("무엇이든 근사합니다. $x^2$") == 3, "typed, read, and read as an earlier version"
    exported = next((tmp_path / "exports").glob("essay-4.3-*.md")).read_text(encoding="utf-8")
    assert "anew\nhelp" in exported


@pytest.mark.parametrize("language", one_of(LANGUAGES))
def test_what_changed_is_read_with_its_signs(language: Language, tmp_path: Path, clock: Clock) -> None:
    words = words_of(language)
    lines = ["changes", "references", "write", "one two", ".", "checklist", "changes", "write", "three", ".", "changes"]
    said = talk(tmp_path, clock, [*lines, "changes 1"], lesson="4.3", language=language)
    assert words("plain.no_versions") in said.flat
    assert "Cybenko, G. (1989)" in said.flat
    assert words("plain.no_changes") in said.flat
    assert words("plain.changes", added=1, removed=0).replace("−", "-") in said.flat  # as this face writes it
    assert "one two[+\nthree]" in said.text
    assert "[+one two]" in said.text


def test_what_is_written_is_kept_when_the_input_ends(tmp_path: Path, clock: Clock) -> None:
    said = talk(tmp_path, clock, ["write", "one line", "another"], lesson="4.3")
    with open_journal(tmp_path, clock) as journal:
        assert EssayDesk(essay(), journal, clock, "en").text("a") == "one line\nanother"
    assert words_of("en")("plain.essay_state", done=1, all=2) in said.flat
    again = talk(tmp_path, clock, ["write", "and on", ".", "mine"], lesson="4.3")
    assert "one line\nanother\nand on" in again.text


def test_home_lists_opens_and_begins_anew(tmp_path: Path, clock: Clock, write: Write) -> None:
    write(name="own.md", id='"own"', title="Mine")
    (tmp_path / "broken.md").write_text("---\nid: [\n---\n", encoding="utf-8")
    words = words_of("en")
    folder = tmp_path / "records"
    lines = ["9", "1", "6", "home", "mazur", "home", "own", "5", "home", "restart 4.1", "restart 4.1", "resume"]
    said = talk(folder, clock, lines, own_folder=tmp_path)
    assert words("plain.no_lesson", name="9") in said.flat
    assert "1. 4.1, A chain of one-unit layers: 1 of 21" in said.flat
    assert "broken.md" in said.text
    assert said.flat.count("Mine") >= 2
    assert "\nmazur (" in said.text
    assert words("plain.ask_start_over", id="4.1") in said.flat
    assert words("home.started_over", id="4.1") in said.flat
    with open_journal(folder, clock) as journal:
        name = record_name(lesson_of("4.1"))
        assert not journal.standing([name])[name].fields, "what was right before counts no more"


def test_progress_in_sentences(tmp_path: Path, clock: Clock) -> None:
    words = words_of("en")
    assert words("plain.no_records") in talk(tmp_path, clock, ["progress"]).flat
    talk(tmp_path, clock, ["6", "y a3", "5"], lesson="4.1")
    said = talk(tmp_path, clock, ["progress", "", "progress", "drills", "quit", "never read"])
    seen = next(line for line in said.text.splitlines() if line.startswith(f"- {words('skill.count')}: "))
    assert seen.endswith(words("progress.seen"))
    assert words("progress.mastery") in said.text
    assert words("practice.begin") in said.text
    assert "never read" not in said.text
