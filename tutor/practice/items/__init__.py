"""The kinds of items, each in a file of its own, which is found here by itself."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from tutor.practice.item import Kind


def _kinds() -> Mapping[str, Kind]:
    names = sorted(module.name for module in iter_modules(__path__))
    kinds: list[Kind] = [import_module(f"{__name__}.{name}").KIND for name in names]
    return MappingProxyType({kind.skill.id: kind for kind in kinds})


KINDS = _kinds()
"""The kind of each skill whose drills are items."""
