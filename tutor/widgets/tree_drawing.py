"""The tree diagram of a computation as lines of text: grown so far, whole, or with one path lit. Needs no app.

Leaves stand first and the branch that goes on last, so that the way down to the first layer is one diagonal.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

from rich.cells import cell_len

Tree = Mapping[str, tuple[str, ...]]
"""What each node is made of; the root, from which all is drawn, stands first."""


class Piece(NamedTuple):
    """A run of a line: a node's name or the branch that leads to it, and how it stands."""

    text: str
    role: str = ""
    """`node`, `open` (still asked for), `lit` (on the path), `here` (the path's end), `seen` (drawn above already)."""


Line = tuple[Piece, ...]


class Signs(NamedTuple):
    """What branches are drawn with, ordinary and lit."""

    through: str
    first: str
    middle: str
    last: str
    down: str
    lit_through: str
    lit_first: str
    lit_last: str
    here: str
    again: str
    asked: str


ROUND = Signs(" ─ ", " ┬ ", " ├ ", " └ ", " │ ", " ━ ", " ┭ ", " ┗ ", " ◀", " ⋯", " ?")
PLAIN = Signs(" -> ", " +- ", " +- ", " +- ", " |  ", " => ", " +- ", " += ", " <", " ...", " ?")
"""No sign between two names looks like an operation on them."""


class Growth(NamedTuple):
    """What of a tree is drawn: the nodes whose branches are known, and the path that is lit (its nodes in order)."""

    tree: Tree
    grown: Collection[str]
    lit: Collection[str] = ()


def draw(growth: Growth, name: Callable[[str], str], width: int, plain: bool = False) -> list[Line]:
    """The tree in lines of at most `width` cells: to the right where there is room, else downwards."""
    signs = PLAIN if plain else ROUND
    root = next(iter(growth.tree))
    lines = list(_rightwards(growth, root, name, signs, set()))
    if max((_width(line) for line in lines), default=0) <= width:
        return lines
    return list(_downwards(growth, root, name, signs, set(), ""))


def _width(line: Line) -> int:
    return sum(cell_len(piece.text) for piece in line)


def _ordered(growth: Growth, node: str) -> list[str]:
    """A node's branches, leaves first; the one that goes on stands last."""
    children = growth.tree[node]
    return [c for c in children if c not in growth.tree] + [c for c in children if c in growth.tree]


def _role(growth: Growth, node: str) -> str:
    if node in growth.lit:
        return "here" if node == list(growth.lit)[-1] else "lit"
    return "open" if node in growth.tree and node not in growth.grown else "node"


def _label(growth: Growth, node: str, name: Callable[[str], str], signs: Signs, again: bool) -> Line:
    role = _role(growth, node)
    is_asked = role in ("open", "here") and node in growth.tree and node not in growth.grown
    text = name(node) + (signs.again if again else signs.asked if is_asked else "")
    pieces = [Piece(text, "seen" if again and role == "node" else role)]
    return (*pieces, Piece(signs.here, "here")) if role == "here" else tuple(pieces)


def _rightwards(growth: Growth, node: str, name: Callable[[str], str], signs: Signs, seen: set[str]) -> Iterator[Line]:
    """The node with its branches to the right of it, each line as long as it needs."""
    again = node in seen
    label = _label(growth, node, name, signs, again)
    if again or node not in growth.grown:
        yield label
        return
    seen.add(node)
    indent = " " * _width(label)
    children = _ordered(growth, node)
    for place, child in enumerate(children):
        first, last, lit = place == 0, place == len(children) - 1, child in growth.lit
        branch = _branch(signs, first, last, lit)
        for number, line in enumerate(_rightwards(growth, child, name, signs, seen)):
            if number == 0:
                yield (*(label if first else (Piece(indent),)), Piece(branch, "lit" if lit else "node"), *line)
            else:
                yield (Piece(indent + (" " * len(signs.down) if last else signs.down), "node"), *line)


def _branch(signs: Signs, first: bool, last: bool, lit: bool) -> str:
    if first:
        alone = signs.lit_through if lit else signs.through
        return alone if last else (signs.lit_first if lit else signs.first)
    if last:
        return signs.lit_last if lit else signs.last
    return signs.middle


def _downwards(
    growth: Growth, node: str, name: Callable[[str], str], signs: Signs, seen: set[str], indent: str
) -> Iterator[Line]:
    """The node with its branches below it, two cells further in: narrow however deep."""
    again = node in seen
    yield (Piece(indent, "node"), *_label(growth, node, name, signs, again))
    if again or node not in growth.grown:
        return
    seen.add(node)
    for child in _ordered(growth, node):
        yield from _downwards(growth, child, name, signs, seen, indent + "  ")


def path_to(tree: Tree, parameter: str) -> tuple[str, ...]:
    """The nodes from the root down to a parameter; where several lead there, all on any of them."""
    on_the_way: dict[str, bool] = {}

    def reaches(node: str) -> bool:
        if node not in on_the_way:
            found = [reaches(child) for child in tree.get(node, ())]  # every child: each that reaches it is on a path
            on_the_way[node] = node == parameter or any(found)
        return on_the_way[node]

    reaches(next(iter(tree)))
    lit = [node for node, on_path in on_the_way.items() if on_path and node != parameter]
    return (*lit, parameter)
