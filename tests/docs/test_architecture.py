"""docs/architecture.md names what there is, and the rooms as the import contract has them."""

import re
import tomllib
from functools import reduce
from importlib import import_module
from importlib.util import find_spec

import pytest

from .recipes import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tutor(?:\.\w+)+)`", PAGE)))
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def found(name: str) -> object:
    """A module, or what a module or a class in it has by this name. Raises AttributeError."""
    parts = name.split(".")
    module = next(n for n in range(len(parts), 0, -1) if _is_module(".".join(parts[:n])))
    return reduce(getattr, parts[module:], import_module(".".join(parts[:module])))


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:  # what stands before the last dot is no package
        return False


@pytest.mark.parametrize("name", NAMED)
def test_what_it_names_is_there(name: str) -> None:
    assert found(name) is not None


def test_it_names_enough_to_be_a_guide() -> None:
    assert len(NAMED) >= 50
    with pytest.raises(AttributeError):
        found("tutor.session.desk.Chair")


def test_paths_and_classes_without_a_module_are_there() -> None:
    for path in re.findall(r"`((?:tests|content|docs)/[\w./-]*)`", PAGE):
        assert (ROOT / path).exists(), path
    for link in re.findall(r"\]\(([^):]+)\)", PAGE):
        assert (ROOT / "docs" / link).exists(), link


def test_its_rooms_are_those_of_the_contract() -> None:
    (contract,) = (one for one in CONTRACTS if one["name"] == "The rooms, and the directions between them")
    rows = re.findall(r"^\| (`tutor\.[^|]+) \|", PAGE, re.MULTILINE)
    assert [set(re.findall(r"`([^`]+)`", row)) for row in rows] == [set(row.split(" | ")) for row in contract["layers"]]
    packages = {f"tutor.{path.parent.name}" for path in (ROOT / "tutor").glob("*/__init__.py")}
    assert {name for row in rows for name in re.findall(r"`([^`]+)`", row)} == packages
