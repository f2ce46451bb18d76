"""Front matter as nodes: texts, lists and mappings, each with the line of the file on which it stands."""

from typing import NamedTuple, TypeAlias


class Scalar(NamedTuple):
    """A single value, as it is written."""

    value: str
    line: int


class Items(NamedTuple):
    """A list."""

    value: "tuple[Node, ...]"
    line: int


class Members(NamedTuple):
    """A mapping: its names with their values, in order; a name is there as often as it is written."""

    value: "tuple[tuple[Node, Node], ...]"
    line: int


Node: TypeAlias = Scalar | Items | Members


class NotYaml(ValueError):
    """Where reading stopped, and why: a key of `[content]`."""

    def __init__(self, key: str, line: int, reason: str = "") -> None:
        super().__init__(key)
        self.key, self.line, self.reason = key, line, reason
