"""What texts were read as before: YAML, Markdown, TOML, LaTeX. A start need not read them again, nor import what does.

A reading is a pure function of its text: what is kept is found by the text itself, and holds as long as the rooms and
libraries that read are the same. Whoever loses what is kept waits a moment longer; nothing else changes.
"""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any, Protocol, TypeVar

from tutor.lessons.readings_form import read, written

Reading = TypeVar("Reading")
LONGEST, MOST = 20_000, 60_000
"""Readings are kept of texts of at most so many characters, and of so many characters in all."""
ROOMS = (Path(__file__).parent, Path(__file__).parents[1] / "typeset")
LIBRARIES = ("yaml", "markdown_it", "mdit_py_plugins", "pylatexenc", "rich")


class Store(Protocol):
    """Where readings are kept between two calls of the program. Neither way raises."""

    def read(self) -> str:
        """What was kept; nothing where there is nothing sound."""

    def write(self, kept: str) -> None:
        """Keep this in place of what was kept."""


class Readings:
    """What is known from before, and what was read since."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._maker = ""
        self._known: dict[str, Any] | None = None
        self._used: dict[str, Any] = {}
        self._room = MOST
        self._is_new = False

    def once(self, kind: str, text: str, reader: Callable[[str], Reading]) -> Reading:
        """What a reader of this kind reads in a text: from memory where it was read before. Raises what it raises."""
        name = f"{kind}\n{text}"
        if self._known is None:
            self._known = self._load()
        form = self._used.get(name) or self._known.get(name)
        if form is not None:
            try:
                found: Reading = read(form)
            except (LookupError, TypeError, ValueError, RecursionError):
                pass  # another's hand was in it: it is read anew
            else:
                self._used[name] = form
                return found
        found = reader(text)
        if len(text) <= min(LONGEST, self._room):
            with suppress(TypeError):  # it has no such form
                self._used[name], self._is_new = written(found), True
                self._room -= len(text)
        return found

    def keep(self) -> None:
        """Keep what was read until now for the next time, what was used last before all else; later on, nothing."""
        if self._is_new and self._maker:
            kept = dict(self._used)
            room = MOST - sum(map(len, kept))
            for name, form in (self._known or {}).items():
                if name not in kept and len(name) <= room:
                    kept[name], room = form, room - len(name)
            self._store.write(json.dumps({"maker": self._maker, "readings": kept}, ensure_ascii=False))

    def _load(self) -> dict[str, Any]:
        self._maker = maker()
        try:
            kept = json.loads(self._store.read() or "{}")
            return dict(kept["readings"]) if kept.get("maker") == self._maker else {}
        except (LookupError, TypeError, ValueError, RecursionError, AttributeError):
            return {}


_readings: Readings | None = None


def begin(store: Store) -> None:
    """From now on, until the end, what is read is looked up there first."""
    global _readings  # noqa: PLW0603  # one for the process, as the caches of functions are
    _readings = Readings(store)


def end() -> bool:
    """Keep what was read since the beginning; returns whether there was one. From now on, nothing is looked up."""
    global _readings
    begun, _readings = _readings, None
    if begun is not None:
        begun.keep()
    return begun is not None


def once(kind: str, text: str, reader: Callable[[str], Reading]) -> Reading:
    """What a reader of this kind reads in a text; between a beginning and an end as `Readings.once` has it."""
    return reader(text) if _readings is None else _readings.once(kind, text, reader)


def maker() -> str:
    """What tells the rooms and libraries that read from any others: sizes and times of files; "" if none."""
    try:
        files = (entry for room in ROOMS for entry in os.scandir(room) if entry.is_file())
        own = sorted(files, key=lambda entry: entry.path)
        found = [*(entry.stat() for entry in own), *map(_library, LIBRARIES)]
    except (OSError, ValueError):
        return ""
    return " ".join(f"{file.st_size}:{file.st_mtime_ns}" for file in found)


def _library(name: str) -> os.stat_result:
    spec = PathFinder.find_spec(name)
    return os.stat(spec.origin if spec and spec.origin else "")  # noqa: PTH116  # raises where there is none
