"""Every command has words in both languages, and no two that can be given at the same time have the same key."""

from collections import defaultdict
from pathlib import Path

import pytest
from textual.color import Color
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.words import read_words
from tutor.screens.app import TutorApp
from tutor.screens.base import TutorScreen
from tutor.screens.catalogue import places as all_places
from tutor.screens.commanded import Commanded
from tutor.screens.home import HomeScreen
from tutor.widgets.command import NAMED_KEYS, always, shown_key

from .screens_kit import NARROW, seated


def places() -> list[type[Commanded]]:
    return list(all_places())


def test_there_are_as_many_screens_as_files_that_name_one() -> None:
    names = {place.__name__ for place in places()}
    assert {"HomeScreen", "ProblemScreen", "DrillScreen", "EssayScreen", "HelpScreen", "TutorApp"} <= names
    assert len(names) >= 12


@pytest.mark.parametrize("place", places(), ids=lambda place: place.__name__)
def test_commands_have_words_and_keys_of_their_own(place: type[Commanded]) -> None:
    taken: dict[str, list[str]] = defaultdict(list)
    has_help = place is TutorApp or bool(getattr(place, "HELP_PAGE", ""))
    others = () if place is TutorApp else [one for one in TutorApp.COMMAND_LIST if has_help or one.name != "help"]
    for command in (*place.COMMAND_LIST, *others):
        for language in LANGUAGES:
            words = read_words(content_folder(), language)
            assert words.has(f"command.{command.name}")
            assert words.has(f"command_help.{command.name}")
        for key in filter(None, command.keys.split(",")):
            taken[key].append(command.name)
    gated = {command.name for command in place.COMMAND_LIST if command.applies is not always}
    told = {command.name for command in place.COMMAND_LIST if command.do is None}
    for key, names in taken.items():
        at_any_time = set(names) - gated
        assert len(at_any_time) <= 1, f"{key}: {names}"
        assert len(names) == 1 or set(names) <= gated | told, f"{key}: {names}"


def test_names_are_used_once_in_a_place() -> None:
    for place in places():
        names = [command.name for command in place.COMMAND_LIST]
        assert len(names) == len(set(names)), place


async def test_every_screen_has_the_colours_of_the_theme(tmp_path: Path) -> None:
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        for name in ("day", "night"):
            at.app.theme = name
            await at.settle()
            assert at.app.screen.styles.background == Color.parse(at.app.theme_variables["background"])
        at.app.navigator.go_home()
        await at.until(lambda: isinstance(at.app.screen, HomeScreen) and at.app.focused is not None)
        assert at.app.screen.styles.background == Color.parse(at.app.theme_variables["background"])
    for place in places():
        assert {"Screen"} < place._css_type_names or issubclass(place, TutorApp)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_have_names_in_words(language: Language) -> None:
    words = read_words(content_folder(), language)
    said = {key: shown_key(key, words) for key in ("space", "left", "escape,q", "ctrl+q", "f6,d,ㅇ", *NAMED_KEYS)}
    assert said["left"] == "←"
    assert said["space"] == {"ko": "스페이스 바", "en": "Space"}[language]
    assert (said["escape,q"], said["ctrl+q"], said["f6,d,ㅇ"]) == ("Esc", "Ctrl+Q", "F6")
    assert not any("key." in name for name in said.values())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_way_out_stands_once(tmp_path: Path, language: Language) -> None:
    async with seated(tmp_path, None, language=language) as at:
        screen, word = at.app.screen, at.say("command.quit")
        assert isinstance(screen, TutorScreen)
        assert at.footer.count(word) == 1
        offered = [at.app.naming.say(f"command.{offer.words}") for offer in screen.offers()]
        assert offered.count(word) == 1
        assert [at.say(f"command.{command.name}") for command in screen.all_commands()].count(word) == 1
        await at.quit()
        assert at.app.return_value == 0, "its key leaves all the same"
