"""What pyproject declares is what the code imports, and what the tests ran against."""

import re
import sys
import tomllib
from importlib.metadata import version

from .recipes import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAMES = {"yaml": "PyYAML", "markdown_it": "markdown-it-py", "mdit_py_plugins": "mdit-py-plugins"} | {
    "textual_plot": "textual-plot",
    "textual_serve": "textual-serve",
}


def bounds() -> dict[str, str]:
    """What is needed, and what the browser needs besides."""
    lines = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["web"]]
    found = (re.match(r"([\w-]+)(.*)", line) for line in lines)
    return {match[1]: match[2] for match in found if match}


def parts(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)[:3]))


def test_every_package_that_is_imported_is_declared() -> None:
    files = (ROOT / "tutor").rglob("*.py")
    lines = "\n".join(path.read_text(encoding="utf-8") for path in files)
    found = re.findall(r"^ *(?:from (\w+)[\w.]* import \S|import (\w+)(?: as \w+)?$)", lines, re.MULTILINE)
    imported = {name for pair in found for name in pair if name} - sys.stdlib_module_names
    assert {NAMES.get(name, name) for name in imported - {"tutor", "content"}} == set(bounds())


def test_what_runs_is_within_the_bounds() -> None:
    for name, bound in bounds().items():
        lowest, _, highest = bound.removeprefix(">=").partition(",<")
        assert parts(version(name)) >= parts(lowest), name
        assert not highest or parts(version(name)) < parts(highest), name
    assert ",<" in bounds()["textual"]


def test_groups_are_the_extras() -> None:
    extras, groups = PROJECT["project"]["optional-dependencies"], PROJECT["dependency-groups"]
    assert all(groups[name] == [f"backprop-tutor[{name}]"] for name in extras)
    assert set(groups) - set(extras) == {"dev"}
