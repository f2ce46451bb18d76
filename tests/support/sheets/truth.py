"""What is true of a line that somebody wrote."""

from collections.abc import Callable
from dataclasses import dataclass

RIGHT = frozenset({"right"})
ROUNDED = frozenset({"right", "rounded", "short"})
SAID = frozenset({"note"})
"""Words alone: nothing is stated."""
LET = frozenset({"right", "note"})
"""An own letter is given to something: there is nothing to be wrong."""
WRONG = frozenset({"not_yet"})
FOLLOWS = frozenset({"follows"})
HERE = frozenset({"here"})
"""A formula that is right where every gate is open, as here; it leaves one out, or takes z for a."""
AGAIN = frozenset({"not_yet", "follows"})
"""Wrong, and not by the lines above alone: the same rule once more."""


@dataclass(frozen=True)
class Line:
    """A line as it stands on the sheet, what it states, and the marks that are true of it."""

    text: str
    states: tuple[str, ...] = ()
    marks: frozenset[str] = RIGHT
    breaks: int | None = None
    """Of a wrong line the first equality that does not hold, from 1; the first is the one after the name."""
    formula: bool = False
    """Whether the line is wrong by its formula."""


@dataclass(frozen=True)
class Page:
    """A whole sheet; `mistake` is the rule that is held in it, `first` the number of the first wrong line, from 0."""

    lines: tuple[Line, ...]
    kinds: tuple[str, ...]
    mistake: str = ""
    first: int | None = None
    sort: str = "right"
    """`right`, `rule`, `slip` or `chain`."""
    explains: Callable[[str], bool] = lambda _: False
    """Whether a mistake of the catalogue makes the first wrong line what it is."""
