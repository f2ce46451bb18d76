"""Running the program: in this process, or as the real thing."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from tutor.cli import problems
from tutor.cli.calculation import load_problem
from tutor.cli.fields import read_answers
from tutor.cli.main import program as the_program
from tutor.cli.marked import marked
from tutor.lessons.problem import Problem

from ..support.course import lesson_at


def run(*arguments: str, lang: str = "en", env: Mapping[str, str] | None = None, encoding: str = "utf-8") -> Result:
    """Run a command line in this process, with no learner's folder, on streams of an encoding."""
    environment = {"LC_ALL": "C", "XDG_DATA_HOME": "/nonexistent", "HOME": "/nonexistent", **(env or {})}
    language = ["--lang", lang] if lang else []
    return CliRunner(encoding).invoke(the_program, [*language, *arguments], env=environment, catch_exceptions=False)


def assert_refused(result: Result, said: str) -> None:
    """That nothing was done, and one line says why."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def run_json(*arguments: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(run(arguments[0], "--json", *arguments[1:]).stdout)


def marks(*arguments: str) -> dict[str, str]:
    """The verdict on each field."""
    return {mark["field"]: mark["verdict"] for mark in run_json("mark", *arguments)["marks"]}


def verdicts(path: str | Problem, *arguments: str) -> dict[str, str]:
    """The verdict on each field, without asking what may explain a wrong one."""
    problem = load_problem(path) if isinstance(path, str) else path
    return {str(field): mark.verdict.value for field, mark in marked(problem, read_answers(problem, arguments))}


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


problems.load = lesson_at  # type: ignore[attr-defined]


def file_of(problem: Problem, folder: Path) -> str:
    """A drawn problem, written down as a file; returns its path."""
    network = problem.network
    theta = dict(zip((parameter.name for parameter in network.parameters), problem.theta, strict=True))
    lines = []
    for layer in range(1, network.depth + 1):
        units, sources = (range(1, network.widths[at] + 1) for at in (layer, layer - 1))
        weights = [[theta[network.weight(layer, j, k)] for k in sources] for j in units]
        biases = [theta[network.bias_name(layer, j)] for j in units]
        lines += [f"  w{layer}: [{', '.join(map(_listed, weights))}]", f"  b{layer}: {_listed(biases)}"]
    data = ", ".join(f"[{_listed(x)}, {_listed(y)}]" for x, y in problem.data)
    path = folder / "drawn.md"
    path.write_text(
        f"---\nid: drawn\nlang: en\ntitle: Drawn\ncost: {network.cost}\ndata: [{data}]\n"
        f"network: {{widths: {list(network.widths)}, activation: [{', '.join(network.activations)}]}}\n"
        "theta:\n" + "\n".join(lines) + f"\nlearning_rate: {problem.learning_rate}\n---\n\nWork it out.\n",
        encoding="utf-8",
    )
    return str(path)


def _listed(values: Sequence[Fraction]) -> str:
    return f"[{', '.join(map(str, values))}]"
