"""Front matter: YAML at the head of a content file, read with the line of every value, for errors that say where.

Numbers are read as exact fractions from their text: `0.1` is a tenth.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from tutor.lessons.errors import ContentError, Faults, note
from tutor.lessons.files import read_content
from tutor.lessons.nearest import nearest
from tutor.lessons.nodes import Items, Members, Node, NotYaml, Scalar
from tutor.lessons.readings import once

LONGEST_FRONT_MATTER = 40_000
_FENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
LONGEST_NUMBER = 60
"""Characters."""
LARGEST_EXPONENT = 30
_NUMBER = re.compile(r"[+\-−]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE](?P<exponent>[+\-−]?\d+))?|\d+\s*/\s*\d+)\Z")


class Source(NamedTuple):
    """A content file taken apart: front matter as a mapping, the body, and the line on which the body begins."""

    path: Path
    front: "Field"
    body: str
    body_line: int


def read_source(path: Path) -> Source:
    """Read a content file. Raises ContentError if it can't be read or has no front matter."""
    try:
        text = read_content(path)
    except FileNotFoundError as error:
        raise ContentError("unreadable", path, reason=error.strerror or "") from None
    fence = _FENCE.match(text)
    if fence is None:
        raise ContentError("no_front_matter", path, 1)
    body_line = text.count("\n", 0, fence.end()) + 1
    return Source(path, Field(path, "", _composed(fence[1], path)), text[fence.end() :], body_line)


def _composed(text: str, path: Path) -> Node:
    if len(text) > LONGEST_FRONT_MATTER:
        raise ContentError("too_long", path, 1, limit=str(LONGEST_FRONT_MATTER))
    try:
        node = once("yaml", text, _read)
    except NotYaml as fault:
        raise ContentError(fault.key, path, fault.line, reason=fault.reason) from None
    if not isinstance(node, Members):
        raise ContentError("no_front_matter", path, 1)
    return node


def _read(text: str) -> Node:
    from tutor.lessons.yaml_reading import node_of

    return node_of(text)


class Field(NamedTuple):
    """A value in front matter, by its name (`network.widths`), with ways to take it as what it should be."""

    path: Path
    name: str
    node: Node
    key: Node | None = None

    @property
    def line(self) -> int:
        """The line in the file, of the key where there is one; front matter begins on the second."""
        return (self.key or self.node).line

    def error(self, key: str, **params: str) -> ContentError:
        """An error about this value."""
        return ContentError(key, self.path, self.line, **{"name": self.name, **params})

    def members(
        self, required: tuple[str, ...], optional: tuple[str, ...] = (), faults: Faults | None = None
    ) -> dict[str, "Field"]:
        """The members of a mapping, those that are there.

        One that is missing, unknown or there twice is noted in `faults`; ContentError without them.
        """
        known = required + optional
        allowed = ", ".join(known)
        found: dict[str, Field] = {}
        meant = set[str]()
        for name, field in self.items():
            if name in found:
                note(field.error("twice", name=name), faults)
            elif name not in known:
                near = nearest(name, [one for one in known if one not in found])
                meant.add(near)
                note(field.error("unknown_key", name=name, near=near, allowed=allowed), faults)
            else:
                found[name] = field
        for name in required:
            if name not in found and name not in meant:  # one that goes by another name is told already
                note(self.error("missing_key", name=name, allowed=allowed), faults)
        return found

    def items(self) -> Iterator[tuple[str, "Field"]]:
        """Name and value of each member of a mapping."""
        if not isinstance(self.node, Members):
            raise self.error("not_a_mapping")
        for key, value in self.node.value:
            name = key.value if isinstance(key, Scalar) else "?"
            yield name, Field(self.path, f"{self.name}.{name}".lstrip("."), value, key)

    @property
    def is_list(self) -> bool:
        """Whether the value is a list."""
        return isinstance(self.node, Items)

    @property
    def is_mapping(self) -> bool:
        """Whether the value is a mapping."""
        return isinstance(self.node, Members)

    def list(self) -> list["Field"]:
        """The items of a list."""
        if not isinstance(self.node, Items):
            raise self.error("not_a_list")
        return [Field(self.path, self.name, item) for item in self.node.value]

    def text(self, longest: int = 200) -> str:
        """A single text."""
        written = str(self.node.value) if isinstance(self.node, Scalar) else ""
        text = "".join(c for c in re.sub(r"\s", " ", written) if c.isprintable()).strip()
        if not text or len(written) > longest:
            raise self.error("not_a_text", limit=str(longest))
        return text

    def choice(self, allowed: tuple[str, ...]) -> str:
        """One of a few words."""
        word = self.text()
        if word not in allowed:
            raise self.error("not_a_choice", value=word, near=nearest(word, allowed), allowed=", ".join(allowed))
        return word

    def number(self) -> Fraction:
        """An exact number: an integer, a decimal, a power of ten such as 1e-3, or a fraction such as 1/3."""
        written = self.node.value.strip() if isinstance(self.node, Scalar) else ""
        found = _NUMBER.match(written)
        if not found:
            raise self.error("not_a_number", value=written[:40])
        if len(written) > LONGEST_NUMBER:
            raise self.error("number_too_long", value=written[:40], limit=str(LONGEST_NUMBER))
        plain = re.sub(r"\s", "", written.replace("−", "-"))
        if found["exponent"] and abs(int(found["exponent"].replace("−", "-"))) > LARGEST_EXPONENT:
            raise self.error("exponent_too_large", value=plain, limit=str(LARGEST_EXPONENT))
        try:
            return Fraction(plain)
        except ZeroDivisionError:
            raise self.error("not_a_number", value=written) from None

    def whole(self, lowest: int, highest: int) -> int:
        """A whole number within bounds."""
        value = self.number()
        if value.denominator != 1 or not lowest <= value <= highest:
            raise self.error("not_a_whole", value=str(self.node.value)[:40], low=str(lowest), high=str(highest))
        return int(value)
