"""A learner's file, run where it can do no harm to the tutor: requests come in as lines of JSON, and answers go out.

What the file prints, and what it reads, goes nowhere: the lines have descriptors of their own.
"""

import ast
import json
import os
import sys
import traceback
from collections.abc import Mapping
from math import inf
from pathlib import Path
from time import monotonic
from types import ModuleType
from typing import Any, TextIO

from tutor.code_check.inside.calling import Scene
from tutor.code_check.inside.inventory import inventory
from tutor.code_check.inside.limits import limit
from tutor.code_check.inside.missing import StandIn
from tutor.code_check.inside.values import TooLarge

NAME = "learners_file"
"""What the file's module is called: not `__main__`, so that what stands under that is not run."""
LONGEST = 300
"""How much is told of an error's message."""
_STAND_IN = StandIn()


def main() -> None:
    """Serve: arguments are the file and the seconds of a processor."""
    path, seconds = Path(sys.argv[1]), int(sys.argv[2])
    requests, answers = _lines()
    limit(seconds)
    sys.setrecursionlimit(2000)
    try:
        module = _loaded(path)
        _say(answers, {"loaded": sorted(name for name, value in vars(module).items() if callable(value))})
    except BaseException as error:  # SystemExit, too: the file is what ended, not this
        _say(answers, {"error": _error(error, path)})
        return
    for line in requests:
        _say(answers, _answered(json.loads(line), module, path))


def _lines() -> tuple[TextIO, TextIO]:
    """The lines of requests and of answers; what the file reads and prints itself is led to nowhere."""
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    return requests, answers


def _loaded(path: Path) -> ModuleType:
    sys.path.insert(0, str(path.parent))
    sys.argv = [str(path)]
    module = ModuleType(NAME)
    module.__file__ = str(path)
    sys.modules[NAME] = module
    tree = ast.parse(path.read_bytes(), str(path))
    _STAND_IN.install(module, tree)
    exec(compile(tree, str(path), "exec"), module.__dict__)  # noqa: S102  what the learner asked for
    return module


def _answered(request: Mapping[str, Any], module: ModuleType, path: Path) -> dict[str, Any]:
    """The results of groups of calls; of as many groups as there was time for, and up to an error where it says so."""
    if "globals" in request:
        return _globals(module, path)
    until = monotonic() + request.get("within", inf)
    results: list[list[dict[str, Any]]] = []
    for group in request["groups"]:
        if results and monotonic() > until:
            break
        results.append([])
        for call in group:
            results[-1].append(_called(call, module, path))
            if "error" in results[-1][-1]:
                break
        if "error" in results[-1][-1] and request.get("stop"):
            break
    return {"results": results}


def _called(call: Mapping[str, Any], module: ModuleType, path: Path) -> dict[str, Any]:
    """What a call returns, and what its arguments are afterwards."""
    try:
        return Scene(module).carried_out(call)
    except TooLarge:
        return {"error": {"kind": "TooLarge", "message": "", "line": None}}
    except BaseException as error:  # whatever it is, it is told
        return {"error": _error(error, path)}


def _globals(module: ModuleType, path: Path) -> dict[str, Any]:
    """What the file made, by name."""
    try:
        return {"globals": inventory(module)}
    except TooLarge:
        return {"error": {"kind": "TooLarge", "message": "", "line": None}}
    except BaseException as error:
        return {"error": _error(error, path)}


def _error(error: BaseException, path: Path) -> dict[str, Any]:
    """What went wrong, and the last line of the file that had a part in it."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == str(path)]
    if isinstance(error, SyntaxError) and error.filename == str(path):
        lines.append(error.lineno)
    try:
        message = str(error)[:LONGEST]
    except Exception:
        message = ""
    missing = ", ".join(sorted(_STAND_IN.names))[:LONGEST]
    name = error.name if isinstance(error, ModuleNotFoundError) else None
    return {
        "kind": type(error).__name__,
        "message": name or message,
        "line": lines[-1] if lines else None,
        "missing": missing,
    }


def _say(answers: TextIO, answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()
