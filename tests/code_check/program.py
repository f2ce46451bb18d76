"""A program of the tests."""

from typing import NamedTuple


class Program(NamedTuple):
    """A file, what is said along with it, and the mistakes of which one is to be named; none for a right one."""

    text: str
    options: tuple[str, ...] = ()
    expected: frozenset[str] = frozenset()
    seen: str = ""
    """Where such a bug was met, in a few words."""
