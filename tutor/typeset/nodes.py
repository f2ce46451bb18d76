"""The syntax tree of a formula, in named tuples: quick to define, and the first screen waits for this import."""

from typing import Literal, NamedTuple, TypeAlias

# TeX's classes, and a few more that a terminal's spacing needs: a unary sign, a slash, an upright bar, and a
# prefix such as ∂, which holds on to what follows it.
Kind: TypeAlias = Literal[
    "ord", "function", "large", "bin", "rel", "open", "close", "punct", "inner", "sign", "slash", "bar", "prefix"
]


class Symbol(NamedTuple):
    """A glyph, a number or a name; `plain` is its ASCII form where that differs.

    With `limits`, scripts go above and below it.
    """

    glyph: str
    kind: Kind = "ord"
    plain: str = ""
    limits: bool = False

    def shown(self, plain: bool) -> str:
        """The text of the symbol."""
        return (self.plain or self.glyph) if plain else self.glyph


class Text(NamedTuple):
    """Words, with their own spaces."""

    text: str


class Space(NamedTuple):
    """Space that the author asked for, in cells."""

    cells: int


class Row(NamedTuple):
    """Nodes side by side."""

    items: tuple["Node", ...]


class Scripts(NamedTuple):
    """A base with primes, a subscript, a superscript; `sub_first` is the order in which they were typed."""

    base: "Node"
    primes: int = 0
    sub: "Node | None" = None
    sup: "Node | None" = None
    sub_first: bool = False


class Fraction(NamedTuple):
    """One over the other; without a bar it is a binomial coefficient and has its brackets by itself."""

    numerator: "Node"
    denominator: "Node"
    bar: bool = True


class Root(NamedTuple):
    """A square root, or a root of a higher degree."""

    radicand: "Node"
    degree: "Node | None" = None


class Fenced(NamedTuple):
    r"""`\left … \middle … \right`: n + 1 parts between n + 2 delimiters; an empty delimiter is none."""

    delimiters: tuple[str, ...]
    parts: tuple["Node", ...]


class Grid(NamedTuple):
    """Rows of cells. `columns` has l, c or r for each column, and | for a rule between two."""

    kind: Literal["matrix", "cases", "aligned"]
    rows: tuple[tuple["Node", ...], ...]
    columns: str
    left: str = ""
    right: str = ""


class Decorated(NamedTuple):
    r"""A body under, over or in a mark that is named as in LaTeX: `hat`, `overline`, `underbrace`, `boxed`, …"""

    mark: str
    body: "Node"


class Stack(NamedTuple):
    """Something small over or under a base."""

    base: "Node"
    over: "Node | None" = None
    under: "Node | None" = None


Node: TypeAlias = Symbol | Text | Space | Row | Scripts | Fraction | Root | Fenced | Grid | Decorated | Stack


def items_of(node: Node) -> tuple[Node, ...]:
    """What stands side by side in the node."""
    return node.items if isinstance(node, Row) else (node,)
