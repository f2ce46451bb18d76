"""`backprop-tutor config`: what the learner set in a file of their own, where it is, and what is wrong in it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from tutor.cli.invocation import Invocation
from tutor.cli.output import put, put_json
from tutor.cli.spoken import Spoken, everywhere, json_option
from tutor.lessons.words import Words
from tutor.screens.catalogue import command_keys, keys_together, theme_names
from tutor.session.config import Config, ConfigFault, default_path
from tutor.session.config_file import read_config, taken_keys, unknown_commands


@click.command("config", cls=Spoken)
@click.option("--path", "only_path", is_flag=True, help="option_config_path")
@click.option("--example", is_flag=True, help="option_config_example")
@json_option
@everywhere
def config(invocation: Invocation, only_path: bool, example: bool) -> int:
    """Show what is set. The exit status is 1 where something in the file is wrong."""
    path = default_path()
    if only_path:
        put(str(path))
        return 0
    if example:
        put(example_of(invocation.words))
        return 0
    found = read_config(path)
    faults = faults_of(found)
    if invocation.json:
        put_json({**settings_of(found), "path": str(path), "faults": [_plain(one) for one in faults]})
    else:
        _print(found, faults, path, invocation)
    return int(bool(faults))


def settings_of(found: Config) -> dict[str, Any]:
    """What is set, by name."""
    return {
        "language": found.language,
        "theme": found.theme,
        "glyphs": found.glyphs,
        "motion": found.motion,
        "lessons": found.lessons,
        "why": found.why,
        "sitting": {"minutes": found.minutes, "problems": found.problems},
        "keys": dict(found.keys),
    }


def faults_of(found: Config) -> list[ConfigFault]:
    """What is wrong in the file, with what the screens alone can tell: of commands, their keys, and themes."""
    commands = command_keys()
    faults = [*found.faults, *unknown_commands(found, commands), *taken_keys(found, commands, keys_together())]
    if found.theme is not None and found.theme not in theme_names():
        params = {"name": "theme", "value": found.theme, "allowed": ", ".join(theme_names())}
        faults.append(ConfigFault(found.lines.get("theme", 1), "not_a_choice", params))
    return sorted(faults, key=lambda fault: fault.line)


def fault_lines(faults: Iterable[ConfigFault], path: Path, words: Words) -> list[str]:
    """Each with the file and the line."""
    return [f"{path}:{one.line}: {words(f'config.{one.key}', **{'near': '', **one.params})}" for one in faults]


def example_of(words: Words) -> str:
    """A file with all that can be set, each line a comment."""
    keys = [f'# {name} = "{keys}"' for name, keys in sorted(command_keys().items())]
    return "\n".join([*(f"# {line}" if line else "" for line in words("config.example").strip().split("\n")), *keys])


def _print(found: Config, faults: list[ConfigFault], path: Path, invocation: Invocation) -> None:
    words = invocation.words
    put(words("config.file" if path.is_file() else "config.no_file", file=str(path)))
    for name, value in settings_of(found).items():
        values = value if isinstance(value, dict) else {"": value}
        for inner, set_to in values.items():
            if set_to is not None:
                put(f"  {name}{'.' if inner else ''}{inner} = {set_to}")
    for line in fault_lines(faults, path, words):
        put(line, error=True)


def _plain(fault: ConfigFault) -> dict[str, Any]:
    return {"line": fault.line, "fault": fault.key, **fault.params}
