"""A formula in two dimensions: nodes to boxes."""

from tutor.typeset import frames, grids
from tutor.typeset.alphabets import accented
from tutor.typeset.boxes import Box, beside, column, line, piled
from tutor.typeset.breaking import Cell, level
from tutor.typeset.delimiters import delimiter
from tutor.typeset.grouping import bracket_step, carries_script
from tutor.typeset.linear import Linear
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
    Stack,
    Symbol,
    Text,
    items_of,
)
from tutor.typeset.spacing import Placed, name_ends, placed, touching

PAIR_GAP = 4


class Layout:
    """Lays nodes out; `plain`: in ASCII."""

    def __init__(self, plain: bool) -> None:
        self.plain = plain
        self._linear = Linear(plain)

    def box(self, node: Node, before: Kind | None = None) -> Box:
        """The node as one box; `before` is the class of what stands left of it."""
        return beside([(cell.gap, cell.box) for cell in self.cells(node, before)])

    # Rows

    def cells(self, node: Node, before: Kind | None = None, depth: int = 0) -> list[Cell]:
        """The boxes of a row, between which it may be broken."""
        out: list[Cell] = []
        for place in placed(items_of(node), before=before):
            step = bracket_step(place.node)
            parts = self._parts(place, depth)
            if out and parts:
                first, last = parts[0], out[-1]
                apart = max(first.gap, _touching(last, first))
                parts[0] = first._replace(gap=apart, level=level(last.right, first.left, apart, first.box, depth))
            out += parts
            depth = max(depth + step, 0)
        return out

    def _parts(self, place: Placed, depth: int) -> list[Cell]:
        node, left, right, space, _ = place
        match node:
            case Text(text):
                parts = _words(text, right, depth)
            case Row():
                parts = self.cells(node, depth=depth)
            case Fenced():
                parts = self._fenced(node, depth)
            case _:
                parts = [Cell(self._atom(node), 0, left, right, 0, *self._word_ends(node))]
        if parts:
            parts[0] = parts[0]._replace(gap=parts[0].gap + space)
        return parts

    def _fenced(self, node: Fenced, depth: int) -> list[Cell]:
        rows = [self.cells(part, depth=depth + 1) for part in node.parts]
        bodies = [beside([(cell.gap, cell.box) for cell in row]) for row in rows]
        if any(body.height > 1 for body in bodies):
            return [Cell(frames.fenced(bodies, node.delimiters, self.plain), 0, "open", "close", 0)]
        # On one line it can be broken inside.
        fences = [line(delimiter(glyph, self.plain)) for glyph in node.delimiters]
        out = [Cell(fences[0], 0, "open", "open", 0)]
        for number, (fence, row) in enumerate(zip(fences[1:], rows, strict=True), start=1):
            if row:
                space = row[0].gap + int(number > 1)
                bad = level(out[-1].right, "ord", space, row[0].box, depth + 1)
                out += [row[0]._replace(gap=space, level=bad), *row[1:]]
            kind: Kind = "close" if number == len(rows) else "rel"
            out += [Cell(fence, int(kind == "rel"), kind, kind, level("ord", kind, 0, fence, depth + 1))]
        return out

    def _word_ends(self, node: Node) -> tuple[bool, bool]:
        starts = ends = False
        match node:
            case Symbol():
                starts, ends = name_ends(node.shown(self.plain))
                starts = starts or (self.plain and node.kind == "prefix")
            case Scripts(base):
                starts, ends = self._word_ends(base)
                ends = ends or self.plain
            case Decorated() | Root():
                starts = self.plain
        return starts, ends

    # Nodes

    def _atom(self, node: Node) -> Box:
        match node:
            case Symbol():
                box = line(node.shown(self.plain))
            case Scripts():
                box = self._scripts(node)
            case Fraction():
                box = self._fraction(node)
            case Root():
                box = self._root(node)
            case Decorated():
                box = self._decorated(node)
            case Grid():
                box = self._grid(node)
            case Stack(base, over, under):
                box = self._limits(self.box(base), over, under)
            case _:
                box = self.box(node)
        return box

    def _fraction(self, node: Fraction) -> Box:
        above, below = self.box(node.numerator), self.box(node.denominator)
        if node.bar:
            return frames.over(above, below, self.plain)
        return frames.fenced([piled([above, line(""), below], 1)], ("(", ")"), self.plain)

    def _root(self, node: Root) -> Box:
        if node.degree is None and isinstance(node.radicand, Symbol) and not self.plain:
            return line("√" + node.radicand.glyph)
        degree = "" if node.degree is None else self._linear.text(node.degree, tight=True)
        return frames.root(self.box(node.radicand), degree, self.plain)

    def _scripts(self, node: Scripts) -> Box:
        base, primes = node.base, self._linear.primes(node.primes)
        if (isinstance(base, Symbol) and base.limits) or (isinstance(base, Decorated) and base.mark in _LABELLED):
            return self._limits(beside([(0, self.box(base)), (0, line(primes))]), node.sup, node.sub)
        if isinstance(base, Symbol) and base.glyph == "∫":
            body = column(tuple("/|/" if self.plain else "⌠⎮⌡"), 1)
        else:
            body = self.box(base if carries_script(base) else Fenced(("(", ")"), (base,)))
        if body.height > 1:
            return self._tall_scripts(body, primes, node)
        on_line, raised, lowered = primes, None, None
        for script, up in self._in_order(node):
            compact = self._compact(script, up)
            if compact is not None:
                on_line += compact
            elif up:
                raised = self._small(script)
            else:
                lowered = self._small(script)
        middle = line(on_line)
        pile = [box for box in (raised, middle, lowered) if box is not None]
        return beside([(0, body), (0, piled(pile, int(raised is not None), "l"))])

    def _tall_scripts(self, body: Box, primes: str, node: Scripts) -> Box:
        # At the corners: level with the top line and with the bottom line.
        above = self._corner(node.sup, up=True)
        above = beside([(0, line(primes)), (0, above)]) if primes else above
        below = self._corner(node.sub, up=False)
        between = [line("")] * (body.height - 2)
        corner = piled([above, *between, below], 0, "l")
        return beside([(0, body), (0, corner._replace(baseline=above.height - 1 + body.baseline))])

    def _corner(self, script: Node | None, up: bool) -> Box:
        if script is None:
            return line("")
        text, spelled = self._linear.script(script, up)
        return self._small(script) if spelled or self.plain else line(text)

    def _in_order(self, node: Scripts) -> list[tuple[Node, bool]]:
        scripts = [(node.sup, True), (node.sub, False)]
        return [(script, up) for script, up in (scripts[::-1] if node.sub_first else scripts) if script is not None]

    def _compact(self, script: Node, up: bool) -> str | None:
        # The script on the line itself, if that needs no brackets of its own.
        text, spelled = self._linear.script(script, up)
        return None if spelled and (not self.plain or text[1:2] == "{") else text

    def _small(self, script: Node) -> Box:
        # Scripts stay on one line, unless they are lines of their own.
        if isinstance(script, Grid) and script.kind == "aligned":
            return piled([line(self._linear.text(Row(row), tight=True)) for row in script.rows], 0)
        return line(self._linear.text(script, tight=True))

    def _limits(self, body: Box, over: Node | None, under: Node | None) -> Box:
        pile = [self._small(over)] if over is not None else []
        below = [self._small(under)] if under is not None else []
        return piled([*pile, body, *below], len(pile))

    def _decorated(self, node: Decorated) -> Box:
        body = self.box(node.body)
        if node.mark == "boxed":
            return frames.frame(body, self.plain)
        if node.mark in _LABELLED:
            return frames.brace(body, node.mark == "overbrace", self.plain)
        if body.height == 1 and (self.plain or accented(node.body, node.mark)):
            return line(self._linear.text(node))
        return frames.accent(body, node.mark, self.plain)

    def _grid(self, grid: Grid) -> Box:
        aligned = grid.kind == "aligned"
        cells = [
            [self.box(cell, "ord" if aligned and k % 2 else None) for k, cell in enumerate(row)] for row in grid.rows
        ]
        if aligned:
            return grids.aligned(cells, grid.columns, column_gaps(grid))
        fences = (grid.left, grid.right)
        if grid.kind == "cases":
            return grids.cases(cells, fences, self.plain)
        return grids.matrix(cells, grid.columns, fences, self.plain)


def column_gaps(grid: Grid) -> list[int]:
    """The space before each column of equations: one cell where a relation or a sum goes on, wide between pairs."""
    gaps = [0 if k == 0 else PAIR_GAP if k % 2 == 0 else 0 for k in range(len(grid.columns))]
    for row in grid.rows:
        for k in range(1, len(row), 2):
            first = placed(items_of(row[k]), before="ord")[:1]
            if first and first[0].left in ("rel", "bin"):
                gaps[k] = 1
    return gaps


def _words(text: str, kind: Kind, depth: int) -> list[Cell]:
    # A line may be broken between words; a space at the end is kept in an empty box.
    cells: list[Cell] = []
    space = 0
    for number, word in enumerate(text.split(" ")):
        space += number > 0
        if word:
            cells.append(Cell(line(word), space, kind, kind, level("ord", "ord", 1, line(word), depth)))
            space = 0
    return [*cells, Cell(line(""), space, kind, kind, level("ord", "close", 0, line(""), 0))] if space else cells


def _touching(before: Cell, after: Cell) -> bool:
    # Names and spelled-out scripts keep a space from letters and digits.
    left, right = before.box.lines[before.box.baseline], after.box.lines[after.box.baseline]
    return touching(left, before.ends_word, before.right, right, after.starts_word)


_LABELLED = ("underbrace", "overbrace")
