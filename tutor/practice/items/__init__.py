"""The kinds of items, each in a file of its own, which is found here by itself."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from tutor.practice.item import Kind


def _kinds() -> Mapping[str, Kind]:
    names = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))  # pkgutil would take its time
    kinds: list[Kind] = [import_module(f"{__name__}.{name}").KIND for name in names]
    return MappingProxyType({kind.skill.id: kind for kind in kinds})


KINDS = _kinds()
"""The kind of each skill whose drills are items."""
