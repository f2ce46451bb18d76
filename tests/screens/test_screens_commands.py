"""Every command has words in both languages, and no two that can be given at the same time have the same key."""

import pkgutil
from collections import defaultdict
from importlib import import_module

import pytest
import tutor.screens
from tutor.lessons.content import content_folder
from tutor.lessons.problem import LANGUAGES
from tutor.lessons.words import read_words
from tutor.screens.app import TutorApp
from tutor.screens.base import TutorScreen
from tutor.screens.commanded import Commanded
from tutor.widgets.command import always


def places() -> list[type[Commanded]]:
    for module in pkgutil.iter_modules(tutor.screens.__path__, "tutor.screens."):
        import_module(module.name)
    found: list[type[Commanded]] = [TutorApp]
    classes = [TutorScreen]
    while classes:
        classes += classes.pop().__subclasses__()
        found += [one for one in classes if one.__module__.startswith("tutor.") and one not in found]
    return found


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
            assert words(f"command.{command.name}")
            assert words(f"command_help.{command.name}")
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
