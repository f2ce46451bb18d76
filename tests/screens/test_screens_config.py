"""Settings of the learner's own on the screen: other keys, in the foot, the palette and in words, and what is wrong."""

from datetime import UTC, datetime
from pathlib import Path

from textual.app import SystemCommand
from tutor.journal.journal import open_journal
from tutor.screens.app import TutorApp
from tutor.session.config import Config, ConfigFault

from .screens_kit import WIDE, Learner, lesson


async def test_other_keys_do_what_they_say(tmp_path: Path) -> None:
    config = Config("en", "day", "plain", 10, keys={"hint": "f12", "theme": "ctrl+t"})
    now = lambda: datetime(2026, 11, 29, tzinfo=UTC)  # noqa: E731
    with open_journal(tmp_path, now) as journal:
        app = TutorApp(journal, now, tmp_path, lesson=lesson("4.1"), fallback="ko", config=config)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            at = Learner(app, pilot, journal)
            await at.until(lambda: at.place == "a")
            assert app.voice.plain
            assert app.theme == "day"
            assert "F12 hint" in at.footer
            await at.press("f2")
            assert at.say("hint.heading", number=1) not in at.screen
            await at.press("f12")
            await at.sees(at.say("hint.heading", number=1))
            for _ in range(4):
                if "Press F12 once more" not in at.screen:
                    await at.press("f12")
            await at.sees("Press F12 once more")
            await at.press("ctrl+t")
            await at.until(lambda: app.theme == "night")
            titles = [one.title for one in app.get_system_commands(app.screen) if isinstance(one, SystemCommand)]
            assert any(title.endswith("F12") for title in titles)


async def test_what_is_wrong_in_the_file_is_told_and_the_rest_holds(tmp_path: Path) -> None:
    config = Config(language="ko", faults=(ConfigFault(3, "no_text", {"name": "theme"}),))
    now = lambda: datetime(2026, 11, 29, tzinfo=UTC)  # noqa: E731
    with open_journal(tmp_path, now) as journal:
        app = TutorApp(journal, now, tmp_path, lesson=lesson("4.1"), fallback="en", config=config)
        async with app.run_test(size=WIDE, notifications=True) as pilot:
            at = Learner(app, pilot, journal)
            await at.until(lambda: at.place == "a")
            await at.sees("config.toml:3")
            assert app.voice.words.language == "ko"


async def test_a_sitting_begins_at_the_length_that_was_set(tmp_path: Path) -> None:
    now = lambda: datetime(2026, 11, 29, tzinfo=UTC)  # noqa: E731
    with open_journal(tmp_path, now) as journal:
        app = TutorApp(journal, now, tmp_path, drill="", language="en", config=Config(minutes=20))
        async with app.run_test(size=WIDE) as pilot:
            at = Learner(app, pilot, journal)
            await at.until(lambda: app.focused is not None)
            assert getattr(app.focused, "highlighted", None) == 2
