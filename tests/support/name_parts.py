"""What a quantity's name says of where it stands: read here from the name itself, not from the program's graph."""

import re

_NAME = re.compile(r"[a-zA-Z](?P<layer>\d*)(?:\[(?P<first>\d+)(?:,(?P<second>\d+))?\])?'?\Z")


def layer_of(name: str) -> int:
    """The layer in a quantity's name: 3 in `a3`, 1 in `w1[2,1]`; 0 in `x`, `C` and others that have none."""
    found = _NAME.match(name)
    return int(found["layer"]) if found and found["layer"] else 0


def indices_of(name: str) -> tuple[int, int]:
    """The indices in a quantity's name, 1 where there are none: (2, 1) in `w1[2,1]`, (2, 1) in `a1[2]`."""
    found = _NAME.match(name)
    return (int(found["first"] or 1), int(found["second"] or 1)) if found else (1, 1)
