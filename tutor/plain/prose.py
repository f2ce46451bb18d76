"""Prose as lines to be read aloud: formulas in words, tables as sentences, what is folded told of by its title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tutor.lessons.blocks import (
    Block,
    Blocks,
    Code,
    Formula,
    Heading,
    Link,
    Listing,
    Math,
    Note,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
    Text,
)
from tutor.lessons.errors import ContentTooLargeError
from tutor.lessons.markdown import parse
from tutor.lessons.particles import PAIRS, fitting
from tutor.plain.spoken import Spoken

INDENT = "  "
_PAIR_OF = {particle: pair for pair in PAIRS for particle in pair.split("/")}
_PARTICLE = re.compile(rf"^(?:{'|'.join(sorted(_PAIR_OF, key=len, reverse=True))})(?![가-힣])")
"""A particle behind a formula: it fits how the formula is written, and has to fit how it is said."""


@dataclass
class Prose:
    """Reads pages out. `folded` holds what was passed over since it was last emptied."""

    spoken: Spoken
    folded: list[Note] = field(default_factory=list)

    def lines(self, markdown: str) -> Iterator[str]:
        """The lines of a page, not wrapped yet."""
        try:
            blocks = parse(markdown)
        except ContentTooLargeError:
            yield from markdown.splitlines()
            return
        yield from self._page(blocks)

    def unfolded(self) -> Iterator[str]:
        """What was passed over, with all that is in it."""
        notes, self.folded = self.folded, []
        for note in notes:
            yield self.line(note.title)
            yield from self._page(note.blocks)

    def line(self, spans: Spans) -> str:
        """Running text on one line, but for the breaks that its author forced."""
        said, after_formula = "", False
        for span in spans:
            text = self._span(span)
            # A formula takes no room of its own in the source, and must not run into the word before it.
            joined = isinstance(span, Math) and said[-1:].isalnum()
            if after_formula:
                text = _PARTICLE.sub(lambda found, before=said: fitting(_PAIR_OF[found[0]], before), text)  # type: ignore[misc]
            said += f" {text}" if joined else text
            after_formula = isinstance(span, Math)
        return said

    def _page(self, blocks: Blocks) -> Iterator[str]:
        for number, block in enumerate(blocks):
            if number and isinstance(block, Heading | Note):
                yield ""
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(_, spans) | Paragraph(spans):
                yield from self.line(spans).split("\n")
            case Formula(latex):
                for row in self.spoken.math(latex).split("; "):
                    yield f"{INDENT}{row}"
            case Listing():
                yield from self._listing(block)
            case Note():
                yield from self._note(block)
            case Quote(blocks):
                yield from self._page(blocks)
            case Table():
                yield from self._table(block)
            case Code(text):
                yield from (f"{INDENT}{line}" for line in text.split("\n"))

    def _listing(self, block: Listing) -> Iterator[str]:
        for number, item in enumerate(block.items, block.start):
            mark = f"{number}. " if block.ordered else "- "
            lines = list(self._page(item)) or [""]
            yield mark + lines[0]
            yield from (" " * len(mark) + line for line in lines[1:])

    def _note(self, block: Note) -> Iterator[str]:
        title = f"{self.spoken.say(f'prose.{block.kind}')}: {self.line(block.title)}"
        if block.kind == "aside":
            self.folded.append(block)
            yield self.spoken.say("plain.folded", title=title)
            return
        yield title
        yield from self._page(block.blocks)

    def _table(self, block: Table) -> Iterator[str]:
        """A sentence for each row: what stands over a cell, and what is in it."""
        heads = [self.line(cell) for cell in block.header]
        for row in block.rows:
            yield f"{self.sentence(heads, [self.line(cell) for cell in row])}."

    def sentence(self, heads: Sequence[str], cells: Sequence[str]) -> str:
        """The cells of a row, each behind what stands over it."""
        return ", ".join(f"{head}: {cell}" if head else cell for head, cell in zip(heads, cells, strict=True))

    def _span(self, span: Span) -> str:
        match span:
            case Math(latex):
                return self.spoken.math(latex)
            case Link():
                words = "".join(map(self._span, span.spans))
                return words if words == span.url else f"{words} ({span.url})"
            case Text():
                return span.text if span.code else self.spoken.plainly(span.text)
