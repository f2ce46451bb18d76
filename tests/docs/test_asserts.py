"""Asserts of tests and of their helpers can fail, also where Python leaves out asserts (`PYTHONOPTIMIZE=1`)."""

import ast
import os
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest

from ..support.asserting import hold
from .recipes import ROOT


def test_an_assert_can_fail() -> None:
    with pytest.raises(AssertionError):
        assert not ROOT
    with pytest.raises(AssertionError):
        hold(False)


def test_the_program_has_none_to_leave_out() -> None:
    for path in (ROOT / "tutor").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text if "assert" in text else "")
        assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Assert)], path


@pytest.mark.slow
@pytest.mark.thorough
def test_they_fail_without_asserts_in_python(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_it():\n    assert __debug__\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n1",
        "-p",
        "no:cacheprovider",
    ]
    command += ["-c", os.devnull, "--rootdir", str(tmp_path), "-W", "ignore::pytest.PytestConfigWarning"]
    for optimize, status in (("", 0), ("1", 1)):
        environment = {**os.environ, "PYTHONOPTIMIZE": optimize}
        done = subprocess.run([*command, str(tmp_path)], env=environment, check=False, capture_output=True)
        assert done.returncode == status, done


def test_the_lowest_versions_are_those_of_the_project() -> None:
    spec = util.spec_from_file_location("lowest", ROOT / ".ci" / "lowest.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.lowest(["a>=1.2,<9", "B_c[x]>=3 ; python_version > '3'", "backprop-tutor[web]"]) == [
        "a==1.2",
        "B_c==3",
    ]
    with pytest.raises(ValueError, match="unpack"):
        module.lowest(["a"])
