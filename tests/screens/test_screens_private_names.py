"""What reaches into Textual by a private name does without where that is gone."""

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import pytest
import tutor.screens
import tutor.widgets

from ..support.thorough import also
from .without import LIBRARIES

GONE = (
    ("_start_no_matches_countdown", "_handle_exception", "_compositor_refresh", "_update_margin_sizes", "_pruning"),
    ("_stop_no_matches_countdown", "_fatal_error", "_compositor", "_pop_result_callback"),
    ("_no_matches_timer", "_close_messages_no_wait"),
    ("_list_visible", "textual._context"),
    ("_NO_MATCHES", "textual._styles_cache", "_batch_count"),
    ("_NO_MATCHES_COUNTDOWN", "textual._xterm_parser"),
)
"""All that is used. What is gone in one run is used in different places, so that none hides what another does."""


@pytest.mark.parametrize("gone", [GONE[0], *map(also, GONE[1:])], ids=" ".join)
def test_a_small_sitting_without(gone: tuple[str, ...], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.screens.without", str(tmp_path), *gone]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


def test_no_other_private_names_are_used() -> None:
    used = {name for module in _modules() for name in _used_in(module)}
    assert used == set(chain.from_iterable(GONE))


def _modules() -> Iterator[ModuleType]:
    for room in (tutor.screens, tutor.widgets):
        for found in walk_packages(room.__path__, f"{room.__name__}."):
            yield import_module(found.name)


def _used_in(module: ModuleType) -> Iterator[str]:
    """The private modules that a module imports, and the private names that it uses of what its classes come from."""
    source = inspect.getsource(module)
    yield from (f"{package}.{name}" for package, name in re.findall(r"from (textual) import (_\w+)", source))
    yield from re.findall(r"(?:from|import) (textual\._\w+)", source)
    yield from re.findall(r'getattr\([^"]*"(_[a-z]\w+)"', source)
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            theirs = _private_names(getattr(module, node.name))
            yield from (name for name in _named_in(node) if name in theirs)
            if "NEEDED" in vars(module):
                yield from vars(module)["NEEDED"]


def _private_names(kind: type) -> set[str]:
    """The names with an underscore that a class has from the libraries: its own, and what its methods set on it."""
    theirs = (base for base in kind.__mro__ if base.__module__.partition(".")[0] in LIBRARIES)
    return {name for base in theirs for name in _own_names(base) if name.startswith("_") and not name.startswith("__")}


@cache
def _own_names(base: type) -> set[str]:
    return vars(base).keys() | set(re.findall(r"self\.(_\w+)\b[^=\n]*= ", inspect.getsource(base)))


def _named_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name
