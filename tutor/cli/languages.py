"""Which language to speak: the one asked for, else the learner's own choice, else the system's."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.lessons.problem import Language

OPTION = "--lang"


def asked_for(arguments: Sequence[str]) -> "Language | None":
    """The language that the arguments ask for, wherever they do, whether or not the rest of them can be read."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == OPTION and not equals:
            value = arguments[place + 1] if place + 1 < len(arguments) else ""
        if name == OPTION and (language := _known(value)):
            return language
    return None


def of_system(environment: Mapping[str, str]) -> "Language":
    """Korean where the locale is Korean, else English; LC_ALL counts before LC_MESSAGES, and that before LANG."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name):
            return "ko" if locale.lower().startswith("ko") else "en"
    return "en"


def _known(value: str) -> "Language | None":
    return "ko" if value == "ko" else "en" if value == "en" else None
