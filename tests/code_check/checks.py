"""Checking a program of the tests: as the command does, without its words."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from tutor.code_check.checking import Checked, check, prepared
from tutor.code_check.plans import Ask
from tutor.code_check.signature import as_typed, chosen
from tutor.code_check.source import read_source

from ..support.forked import forked
from ..support.thorough import also
from .program import Program

NETWORKS = 4
"""Of each shape; the command has 12, for programs that are wrong on few."""


def checked(program: Program, folder: Path, seed: int = 1, networks: int = NETWORKS) -> Checked:
    """What comes of a program, written to a file of the folder."""
    path = folder / "program.py"
    path.write_text(program.text, encoding="utf-8")
    said = dict(zip(program.options[::2], program.options[1::2], strict=True))
    cost = said.get("--cost")
    ask = Ask(costs=(cost,) if cost is not None else None, seed=seed, networks=networks)
    with forked():
        return check(path, ask, *prepared(path, ask))


def called(program: Program, folder: Path) -> str:
    """What will be called in a program, as it is typed: known before any of it is run."""
    path = folder / "program.py"
    path.write_text(f"raise SystemExit\n{program.text}", encoding="utf-8")
    found = chosen(read_source(path), None)
    assert found is not None
    return as_typed(found)


def names_of(found: Checked) -> list[frozenset[str]]:
    """Everything that is named, each alternative by itself."""
    judged = found.judged
    named = [frozenset(one.ids) for one in judged.named]
    manner = [frozenset({judged.manner.id})] if judged.manner is not None else []
    return named + manner


def is_accused(found: Checked) -> bool:
    """Whether the program is said to be wrong."""
    return not (found.judged.is_right and found.repeatable and not found.way.only_square)


def assert_right(program: Program, folder: Path) -> Checked:
    """Nothing is said against the program; what came of it."""
    found = checked(program, folder)
    assert not is_accused(found), names_of(found)
    return found


def assert_named(program: Program, folder: Path) -> None:
    """The program is said to be wrong, and the bug that it has is named."""
    found = checked(program, folder)
    assert is_accused(found)
    assert program.expected in names_of(found)


def one_of_each_rule(
    programs: Mapping[str, Program], before: Collection[str] = (), long: Collection[str] = ()
) -> list[Any]:
    """The names of programs, but those `before`: the first of each bug that is not `long`; with `--thorough` all."""
    tried, names = {programs[name].expected for name in before}, []
    for name, program in programs.items():
        if name not in before:
            names.append(also(name) if program.expected in tried or name in long else name)
            tried |= {program.expected} if name not in long else set()
    return names
