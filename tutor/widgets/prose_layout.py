"""A page of prose laid out for a width: blocks in, lines of pieces out. Nothing here needs an app.

No line is wider than the width and no word is left out: what does not fit is wrapped, and a formula that can't be
broken in two dimensions is set in one line and wrapped.
"""

from itertools import groupby
from operator import attrgetter
from typing import Final

from rich.cells import cell_len

from tutor.lessons.blocks import (
    Block,
    Blocks,
    Code,
    Formula,
    Heading,
    Listing,
    Math,
    Note,
    Paragraph,
    Quote,
    Rule,
    Spans,
    Table,
    Text,
)
from tutor.lessons.typesetting import display, inline
from tutor.widgets.prose_signs import Labels, signs_for
from tutor.widgets.prose_text import NO_GAP, Flow, Line, Piece, Word, cut, width_of, wrap

LEAST_ROOM: Final = 12
FORMULA_INDENT: Final = 4
CODE_INDENT: Final = 2


class Page:
    """Blocks to be laid out at one width after another: what does not depend on the width is worked out once."""

    def __init__(self, blocks: Blocks, plain: bool = False, labels: Labels | None = None) -> None:
        self.blocks = blocks
        self.plain = plain
        self.labels = labels or Labels()
        self.signs = signs_for(plain)
        self.flow = Flow(lambda latex: inline(latex, plain), plain)
        self._words: dict[int, list[Word]] = {}
        self._formulas: dict[str, tuple[str, ...]] = {}

    def lay_out(self, width: int, open_asides: bool = False) -> tuple[Line, ...]:
        """The page in lines of at most `width` cells (two at least: a Hangul syllable)."""
        return tuple(map(_joined, _Setting(self, open_asides).stack(self.blocks, max(width, 2))))

    def words(self, spans: Spans, *roles: str) -> list[Word]:
        """The words of `spans`, a part of the page's blocks that always comes with the same roles."""
        # Blocks live as long as the page, so that an id names one of them and no hash of a whole paragraph is taken.
        if id(spans) not in self._words:
            self._words[id(spans)] = self.flow.words(spans, *roles)
        return self._words[id(spans)]

    def formula(self, latex: str) -> tuple[str, ...]:
        """A displayed formula as wide as it likes to be."""
        if latex not in self._formulas:
            self._formulas[latex] = display(latex, self.plain)
        return self._formulas[latex]


class _Setting:
    """One laying out of a page."""

    def __init__(self, page: Page, open_asides: bool) -> None:
        self.page = page
        self.open_asides = open_asides

    def stack(self, blocks: Blocks, width: int, tight: bool = False, depth: int = 0) -> list[Line]:
        lines: list[Line] = []
        before: Block | None = None
        height = 0
        for block in blocks:
            part = self.block(block, width, depth)
            listed = isinstance(before, Formula) and isinstance(block, Formula) and height == len(part) == 1
            if before is not None and _apart(before, block, tight) and not listed:
                lines.append(())
            lines += part
            before, height = block, len(part)
        return lines

    def block(self, block: Block, width: int, depth: int) -> list[Line]:
        lines: list[Line]
        match block:
            case Paragraph(spans):
                lines = wrap(self.page.words(spans), width)
            case Heading(level, spans):
                lines = self.heading(level, spans, width)
            case Formula(latex):
                lines = self.formula(latex, width)
            case Listing():
                lines = self.listing(block, width, depth)
            case Note():
                lines = self.note(block, width, depth)
            case Quote(inner):
                lines = self.barred(self.stack(inner, _inside(width, 2), depth=depth), width, "quote")
            case Table():
                lines = self.table(block, width)
            case Code(text):
                lines = self.code(text, width)
            case Rule():
                lines = [(Piece(self.page.signs.line * width, ("rule",)),)]
        return lines

    def table(self, table: Table, width: int) -> list[Line]:
        from tutor.widgets.prose_table import lay_table  # few pages have one

        return lay_table(table, width, self.page.flow)

    def heading(self, level: int, spans: Spans, width: int) -> list[Line]:
        lines = wrap(self.page.words(spans, f"heading{min(level, 3)}"), width)
        signs = self.page.signs
        if level == 1:
            lines.append((Piece(signs.heavy_line * width, ("heading1",)),))
        elif level == 2:
            lines.append((Piece(signs.line * max(map(width_of, lines), default=0), ("heading2",)),))
        return lines

    def formula(self, latex: str, width: int) -> list[Line]:
        indent = FORMULA_INDENT if width >= 4 * LEAST_ROOM else 2 if width > LEAST_ROOM else 0
        rows = self.page.formula(latex)
        if cell_len(rows[0]) > width - indent:
            rows = display(latex, self.page.plain, width - indent)
        if all(cell_len(row) <= width - indent for row in rows):
            return [_indented((Piece(row.rstrip(), ("math",)),), indent) for row in rows]
        # Nothing in it lets it break in two dimensions: in one line it can always be wrapped.
        return [_indented(line, indent) for line in wrap(self.page.flow.words((Math(latex),)), width - indent)]

    def listing(self, listing: Listing, width: int, depth: int) -> list[Line]:
        bullets = self.page.signs.bullets
        numbers = range(listing.start, listing.start + len(listing.items))
        markers = [f"{number}." if listing.ordered else bullets[depth % len(bullets)] for number in numbers]
        indent = max(map(cell_len, markers), default=0) + 2
        lines: list[Line] = []
        for marker, item in zip(markers, listing.items, strict=True):
            if lines and not listing.tight:
                lines.append(())
            inside = _inside(width, indent)
            inner = self.stack(item, inside, listing.tight, depth + 1)
            if inside == width:
                lines += [*cut((Piece(marker, ("marker",)),), width, width), *inner]
            else:
                lines += _hung(Piece(f"{marker:>{indent - 1}} ", ("marker",)), inner)
        return lines

    def note(self, note: Note, width: int, depth: int) -> list[Line]:
        signs, labels = self.page.signs, self.page.labels
        if note.kind == "aside":
            sign = signs.opened if self.open_asides else signs.folded
        else:
            sign = {"note": signs.note, "tip": signs.tip, "warning": signs.warning}[note.kind]
        title = self.title(note)
        if note.kind == "aside" and labels.key:
            title = [*title, Word((Piece(labels.key, ("key",)),), cell_len(labels.key), Piece("  "), False)]
        body_width = _inside(width, 2)
        head = _headed(Piece(sign, (note.kind,)), title, body_width)
        if note.kind == "aside":
            body = self.stack(note.blocks, body_width, depth=depth) if self.open_asides else []
            return [*head, *self.barred(body, width, note.kind)]
        return self.barred([*head, *self.stack(note.blocks, body_width, depth=depth)], width, note.kind)

    def title(self, note: Note) -> list[Word]:
        """What kind of note it is, in a word, and its title; an aside with a title needs no more than its sign."""
        labels = self.page.labels
        title = self.page.words(note.title, "aside" if note.kind == "aside" else "strong")
        label = {"note": labels.note, "aside": labels.aside, "tip": labels.tip, "warning": labels.warning}[note.kind]
        if title and note.kind == "aside":
            return title
        kind = self.page.flow.words((Text(f"{label}:" if title else label),), note.kind)
        return [*kind, title[0]._replace(gap=Piece(" ")), *title[1:]] if title else kind

    def barred(self, lines: list[Line], width: int, role: str) -> list[Line]:
        """`lines` behind an upright bar, if there is room for one."""
        if _inside(width, 2) == width:
            return lines
        bar = Piece(f"{self.page.signs.bar} ", (role,))
        return [(bar, *line) for line in lines]

    def code(self, text: str, width: int) -> list[Line]:
        indent = CODE_INDENT if width > LEAST_ROOM else 0
        lines: list[Line] = []
        for row in text.split("\n"):
            for part in cut((Piece(row),), width - indent, width - indent):
                shown = " " * indent + "".join(piece.text for piece in part)
                # To the edge, so that the colour behind the lines makes one block of them.
                lines.append((Piece(shown + " " * (width - cell_len(shown)), ("code",)),))
        return lines


def _joined(line: Line) -> Line:
    """The line with neighbours that look alike in one piece: to draw a piece takes as long as to draw a long one."""
    looks = groupby(line, key=attrgetter("roles", "url"))
    return tuple(Piece("".join(piece.text for piece in alike), *look) for look, alike in looks)


def _apart(before: Block, block: Block, tight: bool) -> bool:
    """Is there an empty line between the two?"""
    flowing = isinstance(block, Paragraph | Listing)
    if isinstance(before, Heading):
        return before.level < 3 or not flowing
    if _is_title(before):
        return not flowing
    return not (tight and flowing and isinstance(before, Paragraph | Listing))


def _is_title(block: Block) -> bool:
    """Whether a paragraph is a heading to a reader: all of it is strong."""
    return isinstance(block, Paragraph) and all(isinstance(span, Text) and span.strong for span in block.spans)


def _inside(width: int, taken: int) -> int:
    """The width left when `taken` cells are needed at the side; all of it if too little would be left."""
    return width - taken if width - taken >= LEAST_ROOM else width


def _headed(sign: Piece, title: list[Word], width: int) -> list[Line]:
    """`title` after `sign`, wrapped beside it, or under it where that would leave too little room."""
    if _inside(width, 2) < width:
        return _hung(sign._replace(text=f"{sign.text} "), wrap(title, width - 2))
    apart = [title[0]._replace(gap=Piece(" ")), *title[1:]] if title else []
    return wrap([Word((sign,), cell_len(sign.text), NO_GAP, False), *apart], width)


def _hung(sign: Piece, lines: list[Line]) -> list[Line]:
    """`lines` with `sign` before the first and as much room before the others."""
    first, *rest = lines or [()]
    return [(sign, *first), *(_indented(line, cell_len(sign.text)) for line in rest)]


def _indented(line: Line, cells: int) -> Line:
    return (Piece(" " * cells), *line) if line and cells else line
