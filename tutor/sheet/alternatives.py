"""Other ways to read a line, tried where it is not right as it stands: units counted from 0, or without their layer."""

import re
from collections.abc import Iterator

from tutor.answers.characters import Typed
from tutor.sheet.page import Page
from tutor.sheet.tracing import replaced

_PROGRAM = re.compile(r"(?<![A-Za-z])(?:np|numpy|math|torch)\.|\[0\]|\[0\s*,|,\s*0\]")
"""What programs have, whose counting begins with 0."""
_ENTRY = re.compile(r"(?<=[A-Za-z0-9_])\[\s*([0-9]{1,2})(?:\s*,\s*([0-9]{1,2}))?\s*\]")
_OF_UNITS = re.compile(r"(?<![A-Za-z0-9])(d?[wW])_?\{?([1-9])([1-9])\}?(?![A-Za-z0-9])")
"""A weight between two units, whose layer is not said."""
_DEEPEST = 3


def others(line: Typed, page: Page, depth: int) -> Iterator[Typed]:
    """The other ways to read it."""
    if _PROGRAM.search(line.text) and _ENTRY.search(line.text):
        yield replaced(line, _ENTRY, _from_one)
    if page.counts_units and _OF_UNITS.search(line.text):
        for layer in range(1, min(depth, _DEEPEST) + 1):
            yield replaced(line, _OF_UNITS, rf"\g<1>{layer}[\2,\3]")


def _from_one(entry: re.Match[str]) -> str:
    return f"[{','.join(str(int(place) + 1) for place in entry.groups() if place)}]"
