"""What a learner sets in a file of their own: keys, language, looks, and the length of a sitting.

    language = "ko"
    theme = "day"
    glyphs = "plain"
    motion = false
    lessons = false
    why = false

    [sitting]
    minutes = 10

    [keys]
    hint = "f12"

Whatever is wrong in it is told with its line, and left out; the rest holds.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tutor.lessons.languages import LANGUAGES, spoken
from tutor.lessons.nearest import nearest
from tutor.lessons.toml_lines import line_of_fault, lines_of
from tutor.practice.sittings import MINUTES, MOST_PROBLEMS
from tutor.session.config import NO_CONFIG, Config, ConfigFault

MOST_BYTES = 64 * 1024
GLYPHS = ("full", "plain")
TOP = ("language", "theme", "glyphs", "motion", "lessons", "why", "sitting", "keys")
_MODIFIERS = frozenset({"ctrl", "alt", "shift"})
_NAMED = frozenset(("enter", "escape", "tab", "space", "backspace", "delete", "insert", "home", "end"))
_MOVES = frozenset(("pageup", "pagedown", "up", "down", "left", "right"))


def read_config(path: Path) -> Config:
    """What a file sets; nothing where there is none."""
    try:
        with path.open("rb") as file:
            source = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return NO_CONFIG
    except OSError as error:
        return _unreadable(1, "unreadable", reason=error.strerror or type(error).__name__)
    if len(source) > MOST_BYTES:
        return _unreadable(1, "too_long", most=str(MOST_BYTES))
    try:
        text = source.decode("utf-8-sig").replace("\r\n", "\n")
        found = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return _unreadable(source[: error.start].count(b"\n") + 1, "not_utf8")
    except (RecursionError, ValueError) as error:
        return _unreadable(line_of_fault(error, text.count("\n") + 1), "not_toml")
    return _Reader(text).config(found)


def _unreadable(line: int, key: str, **params: str) -> Config:
    return Config(faults=(ConfigFault(line, key, params),))


class _Reader:
    """Takes what is sound from a file's values, and notes what is not."""

    def __init__(self, text: str) -> None:
        self._lines = lines_of(text)
        self.faults: list[ConfigFault] = []

    def config(self, found: Mapping[str, Any]) -> Config:
        """The settings."""
        self._only(found, TOP, "")
        sitting = self._table(found, "sitting")
        self._only(sitting, ("minutes", "problems"), "sitting")
        language = self._choice(found, "language", LANGUAGES)
        theme, glyphs = self._text(found, "theme"), self._choice(found, "glyphs", GLYPHS)
        minutes = self._number(sitting, "minutes", lambda value: value in MINUTES, ", ".join(map(str, MINUTES)))
        problems = self._number(sitting, "problems", lambda value: 1 <= value <= MOST_PROBLEMS, f"1–{MOST_PROBLEMS}")
        keys = dict(self._keys(self._table(found, "keys")))
        motion, lessons, why = (self._yes_or_no(found, name) for name in ("motion", "lessons", "why"))
        faults, lines = tuple(self.faults), self._lines
        return Config(spoken(language), theme, glyphs, minutes, problems, keys, faults, motion, lessons, why, lines)

    def line_of(self, name: str, table: str) -> int:
        """The line on which a name is set."""
        return self._lines.get(f"{table}.{name}" if table else name, 1)

    def _fault(self, name: str, table: str, key: str, **params: str) -> None:
        self.faults.append(ConfigFault(self.line_of(name, table), key, {"name": name, **params}))

    def _only(self, found: Mapping[str, Any], known: Collection[str], table: str) -> None:
        for name in found:
            if name not in known:
                self._fault(name, table, "unknown", near=nearest(name, known), allowed=", ".join(known))

    def _table(self, found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = found.get(name, {})
        if isinstance(value, dict):
            return value
        self._fault(name, "", "no_table")
        return {}

    def _text(self, found: Mapping[str, Any], name: str) -> str | None:
        value = found.get(name)
        if value is None or (isinstance(value, str) and value):
            return value
        self._fault(name, "", "no_text")
        return None

    def _choice(self, found: Mapping[str, Any], name: str, allowed: Collection[str]) -> str | None:
        value = self._text(found, name)
        if value is None or value in allowed:
            return value
        self._fault(name, "", "not_a_choice", value=value, near=nearest(value, allowed), allowed=", ".join(allowed))
        return None

    def _yes_or_no(self, found: Mapping[str, Any], name: str) -> bool | None:
        value = found.get(name)
        if value is None or isinstance(value, bool):
            return value
        self._fault(name, "", "not_a_choice", value=str(value)[:40], near="", allowed="true, false")
        return None

    def _number(self, found: Mapping[str, Any], name: str, is_right: Callable[[int], bool], allowed: str) -> int | None:
        value = found.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and is_right(value)):
            return value
        self._fault(name, "sitting", "not_a_choice", value=str(value), near="", allowed=allowed)
        return None

    def _keys(self, found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        taken: dict[str, str] = {}
        for name, value in found.items():
            keys = [key.strip().lower() for key in value.split(",")] if isinstance(value, str) else []
            wrong = next((key for key in keys if not is_key(key)), None)
            twice = next((key for key in keys if key in taken), None)
            if not keys or wrong is not None:
                self._fault(name, "keys", "no_key", value=str(value)[:40])
            elif twice is not None:
                self._fault(name, "keys", "key_twice", value=twice, other=taken[twice])
            else:
                taken |= dict.fromkeys(keys, name)
                yield name, ",".join(keys)


def is_key(key: str) -> bool:
    """Whether this is how a key is written: `f2`, `ctrl+b`, `escape`, one letter or digit."""
    *modifiers, last = key.split("+")
    if not set(modifiers) <= _MODIFIERS or len(set(modifiers)) != len(modifiers):
        return False
    return (
        last in _NAMED | _MOVES
        or bool(re.fullmatch(r"f([1-9]|1\d|2[0-4])", last))
        or (len(last) == 1 and last.isalnum())
    )


def taken_keys(config: Config, commands: Collection[str], places: Iterable[Mapping[str, str]]) -> Iterator[ConfigFault]:
    """The keys that are set for a command and are another's, too; `commands` are those whose keys can be set.

    `places` are the keys of what can be given together, by the commands' names, as they are where nothing is set.
    """
    told = set()
    for keys in places:
        for name in (one for one in config.keys if one in keys):
            new = set(config.keys[name].split(",")) - set(keys[name].split(","))
            for other in (one for one in keys if one != name):
                both = new.intersection(config.keys.get(other, keys[other]).split(","))
                if both and name not in told:
                    told.add(name)
                    line, own = config.lines.get(f"keys.{name}", 1), other if other in commands else ""
                    params = {"name": name, "value": min(both), "other": other, "own": own}
                    yield ConfigFault(line, "key_taken", params)


def unknown_commands(config: Config, commands: Collection[str]) -> Iterator[ConfigFault]:
    """The keys that are set for commands that there are not; `commands` are their names."""
    for name in config.keys:
        if name not in commands:
            near, allowed = nearest(name, commands), ", ".join(commands)
            line = config.lines.get(f"keys.{name}", 1)
            yield ConfigFault(line, "no_command", {"name": name, "near": near, "allowed": allowed})
