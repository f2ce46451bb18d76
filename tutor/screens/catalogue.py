"""The commands of all screens, and the themes, by name: for who asks from outside, and can wait for their import."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from operator import attrgetter

from textual.theme import BUILTIN_THEMES

import tutor.screens
from tutor.screens.app import TutorApp
from tutor.screens.base import TutorScreen
from tutor.screens.commanded import Commanded
from tutor.screens.themes import THEMES


def places() -> Iterator[type[Commanded]]:
    """The app, and every screen: in the same order, whatever was imported before."""
    for module in pkgutil.walk_packages(tutor.screens.__path__, "tutor.screens."):
        if module.name != __name__:
            import_module(module.name)
    yield TutorApp
    classes: list[type[TutorScreen]] = [TutorScreen]
    seen: set[type[TutorScreen]] = set()
    while classes:
        for screen in sorted(classes.pop().__subclasses__(), key=attrgetter("__module__", "__name__")):
            if screen not in seen and screen.__module__.startswith("tutor."):
                seen.add(screen)
                classes.append(screen)
                yield screen


def command_keys() -> dict[str, str]:
    """The keys of the commands that do something, by name; one that has other keys elsewhere as it is there first."""
    found: dict[str, str] = {}
    for place in places():
        for command in place.COMMAND_LIST:
            if command.do is not None:
                found.setdefault(command.name, command.keys)
    return found


def keys_together() -> list[dict[str, str]]:
    """For every screen the keys of all commands that can be given there, by name, also of those only told of."""
    return [
        {command.name: command.keys for command in (*TutorApp.COMMAND_LIST, *place.COMMAND_LIST) if command.keys}
        for place in places()
    ]


def theme_names() -> list[str]:
    """The names of the themes, the tutor's own first."""
    return [*(theme.name for theme in THEMES), *BUILTIN_THEMES]
