"""Running the program: in this process, or as the real thing."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from click.testing import CliRunner, Result
from tutor.cli.main import program as the_program


def run(*arguments: str, lang: str = "en", env: Mapping[str, str] | None = None) -> Result:
    """Run a command line in this process, with no learner's folder."""
    environment = {"LC_ALL": "C", "XDG_DATA_HOME": "/nonexistent", "HOME": "/nonexistent", **(env or {})}
    language = ["--lang", lang] if lang else []
    return CliRunner().invoke(the_program, [*language, *arguments], env=environment, catch_exceptions=False)


def run_json(*arguments: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(run(arguments[0], "--json", *arguments[1:]).stdout)


def marks(*arguments: str) -> dict[str, str]:
    """The verdict on each field."""
    return {mark["field"]: mark["verdict"] for mark in run_json("mark", *arguments)["marks"]}


def process(
    *arguments: str, program: Sequence[str] = ("-m", "tutor"), env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command line, or another program for Python, as a process of its own without a terminal."""
    return subprocess.run(
        [sys.executable, *program, *arguments],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=60,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})},
    )
