"""Settings of the learner's own on the screen: other keys, in the foot, the palette and in words, and what is wrong."""

from pathlib import Path

import pytest
from textual.binding import BindingsMap
from tutor.screens.app import TutorApp
from tutor.screens.drill import DrillScreen
from tutor.session.config import Config, ConfigFault
from tutor.widgets.command import kept_beside

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


def test_who_shares_a_key_with_a_command_that_has_another_keeps_it() -> None:
    chosen = {"next_drill": "f7"}
    kept = kept_beside(DrillScreen.COMMAND_LIST, chosen)
    assert kept == {"leave_tree": "enter"}
    found = BindingsMap(DrillScreen.BINDINGS)
    found.apply_keymap({**chosen, **kept})
    assert [one.id for one in found.get_bindings_for_key("enter")] == ["leave_tree"]
    assert [one.id for one in found.get_bindings_for_key("f7")] == ["next_drill"]
    assert kept_beside(DrillScreen.COMMAND_LIST, {"hint": "f12"}) == {}


async def test_a_screen_that_opens_sees_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[dict[str, str]] = []
    monkeypatch.setattr(TutorApp, "update_keymap", lambda _app, keymap: told.append(dict(keymap)))
    config = Config(keys={"next_drill": "f7"})
    async with seated(tmp_path, None, drill="bp1:forward-cost:10", config=config) as at:
        await at.until(lambda: isinstance(at.app.screen, DrillScreen))
    assert told == [{"leave_tree": "enter"}]


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
