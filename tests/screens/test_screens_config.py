"""Settings of the learner's own on the screen: other keys, in the foot, the palette and in words, and what is wrong."""

from pathlib import Path

from tutor.session.config import Config, ConfigFault

from .screens_kit import WIDE, seated


async def test_other_keys_do_what_they_say(tmp_path: Path) -> None:
    config = Config("en", "day", "plain", 10, keys={"hint": "f12", "theme": "ctrl+y"})
    async with seated(tmp_path, "4.1", size=WIDE, language=None, config=config) as at:
        await at.until(lambda: at.field == "a")
        assert at.app.naming.plain
        assert at.app.theme == "day"
        assert "F12 hint" in at.footer
        await at.press("f2")
        assert at.say("hint.heading", number=1) not in at.screen
        await at.press("f12")
        await at.sees(at.say("hint.heading", number=1))
        for _ in range(4):
            if "Press F12 once more" not in at.screen:
                await at.press("f12")
        await at.sees("Press F12 once more")
        await at.press("ctrl+y")
        await at.until(lambda: at.app.theme == "contrast")
        titles = [one.title for one in at.app.get_system_commands(at.app.screen)]
        assert any(title.endswith("F12") for title in titles)


async def test_what_is_wrong_in_the_file_is_told_and_the_rest_holds(tmp_path: Path) -> None:
    config = Config(language="en", faults=(ConfigFault(3, "no_text", {"name": "theme"}),))
    async with seated(tmp_path, "4.1", size=WIDE, language=None, config=config) as at:
        await at.until(lambda: at.field == "a")
        await at.sees("config.toml:3")
        assert at.app.naming.words.language == "en"  # without it, Korean would be spoken


async def test_a_sitting_begins_at_the_length_that_was_set(tmp_path: Path) -> None:
    async with seated(tmp_path, None, drill="", size=WIDE, config=Config(minutes=20)) as at:
        await at.until(lambda: at.app.focused is not None)
        assert getattr(at.app.focused, "highlighted", None) == 2
