"""Which language to speak: the one asked for, else the learner's own choice, else the system's."""

from collections.abc import Mapping, Sequence

from tutor.lessons.languages import FALLBACK, LANGUAGES, Language, spoken

OPTION = "--lang"


def asked_for(arguments: Sequence[str]) -> Language | None:
    """The language that the arguments ask for, wherever they do, whether or not the rest of them can be read."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == OPTION and not equals:
            value = arguments[place + 1] if place + 1 < len(arguments) else ""
        if name == OPTION and (language := spoken(value)):
            return language
    return None


def of_system(environment: Mapping[str, str]) -> Language:
    """The locale's, where the tutor speaks it, else the fallback. LC_ALL comes before LC_MESSAGES, that before LANG."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(name):
            return next((language for language in LANGUAGES if locale.lower().startswith(language)), FALLBACK)
    return FALLBACK
