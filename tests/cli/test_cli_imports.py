"""What the program imports, and when."""

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tutor.cli import later
from tutor.cli.help_page import help_page
from tutor.cli.main import run
from tutor.cli.places import COMMANDS, OPENING
from tutor.cli.program import carried_out

from ..support.thorough import also
from .cli_kit import process


def _modules_after(*words: str, completing: bool = False) -> set[str]:
    """What a command line has imported in the end."""
    code = (
        "import sys, tutor.cli.main as main\n"
        "try:\n    main.run() if sys.argv[1:] else None\nexcept SystemExit:\n    pass\n"
        "print('modules', *sys.modules)"
    )
    typed = " ".join(["backprop-tutor", *words])
    asked = {"_BACKPROP_TUTOR_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words))}
    result = process(*words, program=["-c", code], env=asked if completing else None)
    assert result.stderr == ""
    return set(result.stdout.splitlines()[-1].removeprefix("modules ").split())


if TYPE_CHECKING:  # the types that `later` writes down are theirs
    later.help_page, later.run_any, later.carried_out = help_page, run, carried_out

HEAVY = {"numpy", "yaml", "textual", "rich", "markdown_it"}


def test_what_the_program_imports_to_begin_with() -> None:
    commands = {place.partition(":")[0] for place in (*COMMANDS.values(), OPENING)}
    assert not (HEAVY | commands) & _modules_after()


@pytest.mark.parametrize("command", ["mark", "solve", *map(also, sorted(COMMANDS.keys() - {"mark", "solve"}))])
def test_a_shell_that_completes_waits_for_no_numbers(command: str) -> None:
    found = _modules_after(command, "4", completing=True)
    assert COMMANDS[command].partition(":")[0] in found
    assert not {"numpy", "tutor.diagnosis"} & found


def test_a_shell_that_completes_commands_imports_none_of_them() -> None:
    found = _modules_after("so", completing=True)
    assert not {place.partition(":")[0] for place in COMMANDS.values()} & found
    assert "tutor.cli.opening" in found  # which knows the problems


def test_what_is_imported_late_is_imported_in_one_place() -> None:
    room = Path(later.__file__).parent
    for path in room.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        late = [node for one in functions for node in ast.walk(one) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert not late, path
    assert all(callable(getattr(later, name)) for name in later.PLACES)
    with pytest.raises(AttributeError):
        _ = later.nowhere
