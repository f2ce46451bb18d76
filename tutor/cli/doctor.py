"""`backprop-tutor doctor`: what the tutor finds in the terminal and on the system, and what there is to do about it."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import click

from tutor import __version__
from tutor.cli.columns import grid_rows
from tutor.cli.config import fault_lines, faults_of
from tutor.cli.face import KITTY_KEYS, is_terminal, spare_the_input_method
from tutor.cli.invocation import Invocation
from tutor.cli.output import put, put_json
from tutor.cli.spoken import Spoken, everywhere, json_option
from tutor.screens.terminal.width import ask_width
from tutor.session.config import ConfigFault, default_path
from tutor.session.config_file import read_config
from tutor.session.terminals import draws_little, locale_of

LEAST_COLUMNS, LEAST_LINES = 80, 24
PACKAGES = ("textual", "rich", "numpy")
OLDEST_PYTHON = (3, 11)


class Found(NamedTuple):
    """One thing that was looked at: `state` is `ok`, `note` or `bad`; its words are `doctor.NAME_KEY`."""

    name: str
    key: str
    state: str = "ok"
    values: Mapping[str, str | int] = {}  # never changed
    faults: tuple[ConfigFault, ...] = ()
    """What is wrong in the settings."""


SIGNS = {"ok": "✓", "note": "!", "bad": "✗"}


@click.command("doctor", cls=Spoken)
@json_option
@everywhere
def doctor(invocation: Invocation) -> int:
    """Look at the terminal and the system. The exit status is 1 where something keeps the tutor from working."""
    found = list(examine(invocation, dict(os.environ)))
    if invocation.json:
        put_json({one.name: {"state": one.state, "found": one.key, **one.values} for one in found})
    else:
        words = invocation.words
        rows = [(SIGNS[one.state], words(f"doctor.{one.name}_{one.key}", **one.values)) for one in found]
        for row, one in zip(grid_rows(rows, 1), found, strict=True):
            put("\n".join((*row, *fault_lines(one.faults, default_path(), words))))
    return int(any(one.state == "bad" for one in found))


def examine(invocation: Invocation, environment: dict[str, str]) -> Iterator[Found]:
    """All that is looked at, in order. Nothing is changed but that a folder for the records may be made."""
    yield _versions()
    yield from _terminal(environment)
    yield _locale(environment)
    yield _input_method(environment)
    yield _folder(invocation.folder)
    yield _config()


def _versions() -> Found:
    names = ", ".join(f"{name} {_version(name)}" for name in PACKAGES)
    python = platform.python_version()
    is_old = sys.version_info[:2] < OLDEST_PYTHON
    values = {"tutor": __version__, "python": python, "packages": names}
    return Found("versions", "old" if is_old else "found", "bad" if is_old else "ok", values)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"


def _terminal(environment: Mapping[str, str]) -> Iterator[Found]:
    """Whether there is one, its name, size, colours and the width of doubtful characters."""
    name = environment.get("TERM", "")
    if not is_terminal():
        yield Found("terminal", "none", "note")
        return
    if name == "dumb":
        yield Found("terminal", "dumb", "note", {"name": name})
        return
    yield Found("terminal", "named", "ok", {"name": name or "?"})
    size = os.get_terminal_size()
    is_small = size.columns < LEAST_COLUMNS or size.lines < LEAST_LINES
    values: dict[str, str | int] = {
        "columns": size.columns,
        "lines": size.lines,
        "least": f"{LEAST_COLUMNS}×{LEAST_LINES}",
    }
    yield Found("size", "small" if is_small else "enough", "note" if is_small else "ok", values)
    yield _colours(environment)

    is_wide = ask_width(sys.stdin, sys.stdout).wide
    is_plain = is_wide or draws_little(environment)
    yield Found("glyphs", "wide" if is_wide else "plain" if is_plain else "full", "note" if is_plain else "ok")


def _colours(environment: Mapping[str, str]) -> Found:
    if environment.get("NO_COLOR"):
        return Found("colours", "none", "note")
    if environment.get("COLORTERM") in ("truecolor", "24bit"):
        return Found("colours", "many")
    return Found("colours", "some", "ok" if "256" in environment.get("TERM", "") else "note")


def _locale(environment: Mapping[str, str]) -> Found:
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    values = {"locale": locale_of(environment) or "-", "encoding": encoding}
    return Found("locale", "utf8", "ok", values) if "utf" in encoding else Found("locale", "other", "note", values)


def _input_method(environment: dict[str, str]) -> Found:
    """What typing Hangul needs."""
    before = KITTY_KEYS in environment
    spare_the_input_method(environment)
    if KITTY_KEYS in environment:
        return Found("input", "chosen" if before else "spared")
    return Found("input", "tmux" if environment.get("TMUX") else "usual")


def _folder(folder: Path) -> Found:
    """Whether the records can be kept."""
    probe = folder / ".doctor"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        values = {"folder": str(folder), "reason": error.strerror or type(error).__name__}
        return Found("folder", "unwritable", "bad", values)
    return Found("folder", "writable", "ok", {"folder": str(folder)})


def _config() -> Found:
    path = default_path()
    if not path.is_file():
        return Found("config", "none", "ok", {"file": str(path)})
    faults = tuple(faults_of(read_config(path)))
    values: dict[str, str | int] = {"file": str(path), "number": len(faults)}
    return Found("config", "wrong", "note", values, faults) if faults else Found("config", "sound", "ok", values)
