"""A formula on one line. What is flattened keeps its meaning: brackets stand where the layout used to group."""

from typing import NamedTuple

from tutor.typeset.alphabets import accented, lowered, raised
from tutor.typeset.delimiters import delimiter
from tutor.typeset.grouping import bracket_of, carries_script, is_denominator, is_list, is_numerator, is_simple
from tutor.typeset.nodes import (
    Decorated,
    Fenced,
    Fraction,
    Grid,
    Kind,
    Node,
    Root,
    Row,
    Scripts,
    Space,
    Stack,
    Symbol,
    Text,
    items_of,
)
from tutor.typeset.spacing import Placed, ends, gap, name_ends, placed, touching

_FACTOR_BEFORE = frozenset({"ord", "close", "inner", "prefix", "slash", "function"})
_FACTOR_AFTER = frozenset({"ord", "open", "inner", "slash", "function", "large"})
_QUAD = 2
_PRIMES = ("", "′", "″", "‴")


class _Piece(NamedTuple):
    """A flattened node.

    `guarded` is its form beside a factor (on its right only, unless `both_sides`). A piece that starts or ends as a
    word keeps a space from letters and digits. `kinds` are its classes where they are not the node's.
    """

    text: str
    guarded: str = ""
    both_sides: bool = False
    starts_word: bool = False
    ends_word: bool = False
    kinds: tuple[Kind, Kind] | None = None


class Linear:
    """Flattens nodes; `plain`: to ASCII forms."""

    def __init__(self, plain: bool) -> None:
        self.plain = plain

    def text(self, node: Node, tight: bool = False, before: Kind | None = None) -> str:
        """The node on one line; `tight` as in scripts. `before` is the class of what stands left of it."""
        row = placed(items_of(node), tight, before)
        out = ""
        last: _Piece | None = None
        last_right: Kind = "ord"
        for position, place in enumerate(row):
            piece = self._piece(place.node, tight)
            if piece.guarded and _beside_factor(row, position, piece.both_sides):
                piece = _Piece(piece.guarded, kinds=("open", "close"))
            elif len(row) > 1 and isinstance(place.node, Grid) and place.node.kind == "aligned":
                piece = _Piece(f"({piece.text})")
            left, right = piece.kinds or (place.left, place.right)
            if last is not None:
                out += " " * max(
                    place.asked,
                    gap(last_right, left, tight),
                    int(touching(last.text, last.ends_word, last_right, piece.text, piece.starts_word)),
                )
            out += piece.text
            last, last_right = piece, right
        return out

    def script(self, node: Node, up: bool) -> tuple[str, bool]:
        """A script on the line, and whether it is spelled out (`^(…)`) for want of raised or lowered characters."""
        body = self.text(node, tight=True)
        if not self.plain and (characters := raised(body) if up else lowered(body)):
            return characters, False
        if not body:
            return "", False
        mark, (left, right) = "^" if up else "_", "{}" if self.plain else "()"
        bracket = bracket_of(node)
        alone = isinstance(node, Symbol) or (isinstance(node, Text) and is_simple(node))
        if alone or (bracket and (bracket != left or len(body) == 3)):
            return mark + body, True
        return mark + left + body + right, True

    def primes(self, count: int) -> str:
        """So many primes."""
        if self.plain:
            return "'" * count
        return _PRIMES[count] if count < len(_PRIMES) else "′" * count

    # Nodes

    def _piece(self, node: Node, tight: bool) -> _Piece:
        match node:
            case Symbol():
                starts, stops = name_ends(node.shown(self.plain))
                piece = _Piece(
                    node.shown(self.plain), "", False, starts or (self.plain and node.kind == "prefix"), stops
                )
            case Text(text):
                piece = _Piece(text)
            case Scripts():
                piece = self._scripts(node)
            case Fraction():
                piece = self._fraction(node, tight)
            case Root():
                piece = self._root(node)
            case Decorated():
                piece = self._decorated(node)
            case Stack(base, over, under):
                piece = self._scripts(Scripts(base, 0, under, over))
            case Fenced():
                piece = _Piece(self._fenced(node, tight))
            case Grid():
                piece = _Piece(self._grid(node))
            case Row() | Space():
                piece = _Piece(self.text(node, tight))
        return piece

    def _scripts(self, node: Scripts) -> _Piece:
        base = self._piece(node.base, False)
        text = base.text if carries_script(node.base) else f"({base.text})"
        text += self.primes(node.primes)
        scripts = []
        if node.sub is not None:
            scripts.append(self.script(node.sub, up=False))
        if node.sup is not None:
            large = ends(node)[1] == "large"
            scripts.insert(len(scripts) if node.sub_first or large else 0, self.script(node.sup, up=True))
        # A spelled-out script comes last, so that the other is not read as a part of it.
        scripts.sort(key=lambda script: script[1])
        text += "".join(script for script, _ in scripts)
        spelled = any(spelled for _, spelled in scripts) or self.plain
        return _Piece(text, starts_word=base.starts_word, ends_word=spelled or (base.ends_word and not scripts))

    def _fraction(self, node: Fraction, tight: bool) -> _Piece:
        above, below = self.text(node.numerator, tight), self.text(node.denominator, tight)
        if not node.bar:
            return _Piece(f"binom({above}, {below})", starts_word=True)
        above = above if is_numerator(node.numerator) else f"({above})"
        below = below if is_denominator(node.denominator, node.numerator) else f"({below})"
        # It has brackets where it needs them, and so no space of its own.
        return _Piece(f"{above}/{below}", f"({above}/{below})", both_sides=True, kinds=("ord", "ord"))

    def _root(self, node: Root) -> _Piece:
        body = self.text(node.radicand)
        sign = "sqrt" if self.plain else "√"
        if node.degree is not None:
            degree = self.text(node.degree, tight=True)
            cubic = {"3": "∛", "4": "∜"}.get(degree)
            sign = cubic if cubic and not self.plain else f"{sign}[{degree}]"
        if isinstance(node.radicand, Symbol | Text) and is_simple(node.radicand) and not self.plain:
            return _Piece(sign + body, f"{sign}({body})", ends_word=True)
        return _Piece(f"{sign}({body})", starts_word=self.plain)

    def _decorated(self, node: Decorated) -> _Piece:
        if node.mark == "boxed":
            return _Piece(f"[{self.text(node.body)}]")
        if not self.plain and (letter := accented(node.body, node.mark)):
            return _Piece(letter)
        return _Piece(f"{node.mark}({self.text(node.body)})", starts_word=True)

    def _fenced(self, node: Fenced, tight: bool) -> str:
        marks = [delimiter(glyph, self.plain) for glyph in node.delimiters]
        out = marks[0]
        for number, (part, mark) in enumerate(zip(node.parts, marks[1:], strict=True), start=1):
            bare = isinstance(part, Grid) and part.kind == "matrix" and not part.left
            out += self._rows(part) if isinstance(part, Grid) and bare else self.text(part, tight)
            out += mark if number == len(node.parts) else f" {mark} "
        return out

    def _grid(self, grid: Grid) -> str:
        if grid.kind == "aligned":
            return self._aligned(grid)
        left, right = ("{", "}") if grid.kind == "cases" else (grid.left or "[", grid.right or "]")
        return delimiter(left, self.plain) + self._rows(grid) + delimiter(right, self.plain)

    def _rows(self, grid: Grid) -> str:
        return "; ".join(", ".join(map(self._cell, row)).rstrip(", ") for row in grid.rows)

    def _cell(self, node: Node) -> str:
        text = self.text(node).strip()
        if is_list(node) or (isinstance(node, Grid) and node.kind == "aligned"):
            return f"({text})"
        return text.rstrip(",")

    def _aligned(self, grid: Grid) -> str:
        out = ""
        for number, row in enumerate(grid.rows):
            cells = [self.text(cell, before="ord" if k % 2 else None) for k, cell in enumerate(row)]
            pairs = [" ".join(filter(None, cells[k : k + 2])) for k in range(0, len(cells), 2)]
            text = ", ".join(pair.rstrip(",") for pair in pairs if pair)
            if number:
                out += "; " if self.text(row[0]) or len(row) == 1 else " "
            out += text
        return out


def _beside_factor(row: list[Placed], position: int, both_sides: bool) -> bool:
    if both_sides and position:
        node, _, right, *_ = row[position - 1]
        words = isinstance(node, Text) and node.text.endswith(" ")
        if right in _FACTOR_BEFORE and not words and row[position].asked < _QUAD:
            return True
    if position + 1 == len(row):
        return False
    node, left, _, _, asked = row[position + 1]
    words = isinstance(node, Text) and node.text.startswith(" ")
    return left in _FACTOR_AFTER and not words and asked < _QUAD
