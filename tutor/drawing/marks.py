"""What is known of a computation, and what it is drawn with."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

UNKNOWN = "?"


class Signs(NamedTuple):
    """What frames and wires are drawn with."""

    frame: str
    frame_here: str
    """Corners from the upper left round, then the line across and the line down."""
    across: str
    across_lit: str
    right: str
    left: str
    shut: str
    found: str
    more: str
    """Where a wire ends that goes on in a later row, and where it goes on."""


DRAWN = Signs("╭╮╯╰─│", "╔╗╝╚═║", "─", "━", "▶", "◀", "╳", "✓", "⋯")
PLAIN = Signs("++++-|", "####=#", "-", "=", ">", "<", "x", "*", "...")


class Marks(NamedTuple):
    """What is known of a computation, and what of it is looked at."""

    values: Mapping[str, str] = {}  # a mapping that nobody changes
    """What stands behind the names of quantities; those that are looked for have `?`."""
    arrived: Mapping[str, str] = {}
    """What came back to a box, by its name."""
    here: Collection[str] = ()
    """Boxes and parameters that are looked at."""
    lit: Collection[str] = ()
    """Boxes and parameters on the way that is looked at."""
    wires: Collection[tuple[str, str]] = ()
    """Wires on that way, by source and target."""
    shut: Collection[str] = ()
    """Boxes whose gate lets nothing back."""
    found: Collection[str] = ()
    """Boxes and parameters that are done with."""
    is_backward: bool = False
    """Whether what is looked at goes from the objective back."""


class Spot(NamedTuple):
    """Cells where something of one quantity stands: its value, or what came back to it."""

    x: int
    y: int
    width: int
    name: str
    is_back: bool = False
