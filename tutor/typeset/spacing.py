"""How far apart two neighbours stand, after TeX's rules, in cells."""

from collections.abc import Sequence
from typing import NamedTuple

from tutor.typeset.nodes import Decorated, Fenced, Fraction, Grid, Kind, Node, Root, Row, Scripts, Space, Stack, Symbol

# After these, a minus is a sign and a bar opens.
_BEFORE_SIGN = frozenset({"bin", "rel", "open", "punct", "function", "large", "sign", "slash"})


class Placed(NamedTuple):
    """A node in its row: the classes its neighbours see, the cells before it, and how many the author asked for."""

    node: Node
    left: Kind
    right: Kind
    gap: int
    asked: int


def placed(nodes: Sequence[Node], tight: bool = False, before: Kind | None = None) -> list[Placed]:
    """The nodes that show, in their places; `tight` as in scripts; `before` is the class left of the row."""
    out: list[Placed] = []
    asked = 0
    for node in nodes:
        if isinstance(node, Space):
            asked += node.cells
        elif node != Row(()):
            left, right = _in_place(ends(node), before)
            apart = gap(out[-1].right, left, tight) if out else 0
            out.append(Placed(node, left, right, max(apart, asked), asked))
            before, asked = right, 0
    return out


def ends(node: Node) -> tuple[Kind, Kind]:
    """The class of a node as its left and its right neighbour see it."""
    kinds: tuple[Kind, Kind] = ("ord", "ord")
    match node:
        case Symbol(_, kind):
            kinds = ("ord", "prefix") if kind == "prefix" else (kind, kind)
        case Scripts(Symbol(_, "function", _, True), _, sub, sup) if sub is not None or sup is not None:
            kinds = ("function", "large")
        case Scripts(base) | Stack(base):
            kinds = ends(base)
        case Fenced(delimiters):
            kinds = ("open" if delimiters[0] else "inner", "close" if delimiters[-1] else "inner")
        case Root():
            kinds = ("ord", "inner")
        case Fraction(_, _, True) | Grid("matrix" | "cases") | Decorated("boxed"):
            kinds = ("inner", "inner")
    return kinds


def gap(left: Kind, right: Kind, tight: bool) -> int:
    """The cells between a node that ends as `left` and one that begins as `right`; `tight` in scripts."""
    if left == "sign" and right == "inner":
        return int(not tight)  # or the minus would look like a part of the bar
    if left in ("open", "sign", "slash", "prefix") or right in ("close", "punct", "slash") or left == right == "rel":
        return 0
    if left in ("bin", "rel", "punct") or right in ("bin", "rel"):
        return 0 if tight else 1
    if left in ("large", "function"):
        return 0 if left == "function" and right == "open" else 1
    if right in ("large", "function"):
        return 1
    return 0 if tight else int("inner" in (left, right))


def name_ends(text: str) -> tuple[bool, bool]:
    """Whether the text of a symbol starts and ends as a name, which must not run into another letter."""
    return len(text) > 1 and text[0].isalpha(), len(text) > 1 and text[-1].isalpha()


def touching(before: str, is_name: bool, right: Kind, after: str, starts_name: bool) -> bool:
    """Whether `before`, if it ends as a name, and `after`, if it starts as one, would run into one another."""
    if is_name and after[:1].isalnum():
        return True
    return starts_name and right != "prefix" and (before[-1:].isalnum() or before[-1:] in tuple(")]}'"))


def _in_place(kinds: tuple[Kind, Kind], before: Kind | None) -> tuple[Kind, Kind]:
    opens = before is None or before in _BEFORE_SIGN
    if kinds[0] == "bin" and opens:
        return "sign", "sign"
    if kinds[0] == "bar":
        return ("open", "open") if opens else ("close", "close")
    return kinds
