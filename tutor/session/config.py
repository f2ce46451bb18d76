"""What a learner sets in a file of their own, as values: keys, language, looks, and the length of a sitting."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

FILE = "config.toml"


class ConfigFault(NamedTuple):
    """What is wrong at a line, from 1: a key of `[config]` with what it mentions."""

    line: int
    key: str
    params: Mapping[str, str] = MappingProxyType({})


class Config(NamedTuple):
    """What is set; None, or nothing, where the tutor's own choice holds."""

    language: str | None = None
    theme: str | None = None
    glyphs: str | None = None
    minutes: int | None = None
    problems: int | None = None
    keys: Mapping[str, str] = MappingProxyType({})
    """Textual's keys by the name of a command."""
    faults: tuple[ConfigFault, ...] = ()
    motion: bool | None = None
    """Whether anything may move on the screen by itself."""
    lessons: bool | None = None
    """Whether a lesson of a minute opens by itself the first time."""
    why: bool | None = None
    """Whether it is asked now and then why a right step is right."""
    lines: Mapping[str, int] = MappingProxyType({})
    """Where in the file each is set: `theme`, `keys.hint`."""


NO_CONFIG = Config()


def default_path() -> Path:
    """Where the file belongs on this system."""
    from platformdirs import user_config_path

    return user_config_path("backprop-tutor", appauthor=False) / FILE
