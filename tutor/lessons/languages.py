"""The languages that the tutor speaks, from `content/languages.toml`: which there are is content, too."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from tutor.lessons.content import content_folder

FILE = "languages.toml"
Language: TypeAlias = str
"""The code of a language, as it stands in the names of files: `ko`."""
TABLE = "[languages]"
_LINE = re.compile(r"""(?:([a-z-]+) = "([^"\\\x00-\x1f\x7f]*)" *)?(?:#[^\x00-\x1f\x7f]*)?\Z""")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*\Z")


class Languages(NamedTuple):
    """Codes with the languages' own names, in order, and the one to speak where the system's is none of them."""

    names: Mapping[Language, str]
    fallback: Language


def read_languages(text: str) -> Languages:
    """The languages in a file's text. Raises ValueError where it is not made so."""
    values = plain_values(text)
    if values is None:
        import tomllib

        values = tomllib.loads(text)
    names, fallback = values.get("languages"), values.get("fallback")
    if not isinstance(names, dict) or not all(isinstance(name, str) and name.strip() for name in names.values()):
        raise ValueError('[languages] has to give each language\'s own name: ko = "한국어"')
    for code in names:
        if not _CODE.match(code):
            raise ValueError(f"{code} is no code of a language, such as ko")
    if not isinstance(fallback, str) or fallback not in names:
        raise ValueError(f"fallback has to be one of {', '.join(names)}")
    return Languages(names, fallback)


def plain_values(text: str) -> dict[str, Any] | None:
    """The values of a file that has but texts, comments and the one table, as plain as can be; else None.

    Every start reads one: to import what reads all of TOML would take longer than to read it.
    """
    values: dict[str, Any] = {}
    table = values
    for line in text.split("\n"):
        entry = _LINE.match(line)
        if line == TABLE and "languages" not in values:
            values["languages"] = table = {}
        elif entry is None or entry[1] in table:
            return None
        elif entry[1]:
            table[entry[1]] = entry[2]
    return values


_SPOKEN = read_languages((content_folder() / FILE).read_text(encoding="utf-8"))
LANGUAGES: tuple[Language, ...] = tuple(_SPOKEN.names)
FALLBACK: Language = _SPOKEN.fallback


def spoken(name: str | None) -> Language | None:
    """The language of this code; None where the tutor does not speak it."""
    return name if name in LANGUAGES else None


def language_after(language: Language) -> Language:
    """The language that comes next in order; after the last, the first."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


def own_name(language: Language) -> str:
    """What speakers of a language call it."""
    return _SPOKEN.names[language]
